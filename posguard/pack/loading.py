"""Collections of a pack's files by id, an organisation's own before the shipped ones.

Files are opened by name, one by one, when something asks for them: however large a pack grows, a
checklist reads only what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from posguard.errors import PosguardError
from posguard.pack.abroad import NumbersAbroad, numbers_abroad
from posguard.pack.asked import AskedQuestions
from posguard.pack.entries import as_mapping, whole
from posguard.pack.layout import (
    DEFAULTS,
    LAYOUT,
    MANIFEST,
    ORDER,
    Layer,
    ids,
    is_id,
    relative_name,
)
from posguard.pack.links import Links
from posguard.pack.manifest import Employee, Manifest
from posguard.pack.model import (
    EXCLUSIVE,
    START,
    Contact,
    ContactDefaults,
    Entry,
    Pillar,
    Source,
)
from posguard.pack.steps import Step
from posguard.pack.trees import (
    Finding,
    Order,
    Playbook,
    SharedQuestion,
    merged_order,
    ranks,
)

if TYPE_CHECKING:
    from posguard.pack.letters import Letter

T = TypeVar("T")


class Collection(Mapping[str, Entry[T]], Generic[T]):
    """All files of one kind, by id; a file is read and validated when it is first asked for."""

    def __init__(self, kind: str, model: type[T], layers: tuple[Layer, ...]) -> None:
        self._kind = kind
        self._model = model
        self._layers = layers
        self._read: dict[str, Entry[T]] = {}
        self._found: dict[str, tuple[Layer, str] | None] = {}

    def __getitem__(self, name: str) -> Entry[T]:
        try:
            return self._read[name]
        except KeyError:
            found = self.find(name)
        if found is None:
            raise PosguardError("no-such-in-pack", id=name)
        entry = self._read[name] = self._load(*found)
        return entry

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name in self._read or self.find(name) is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    @cached_property
    def _names(self) -> list[str]:
        names: set[str] = set()
        for layer in self._layers:
            for folder in LAYOUT[self._kind]:
                names.update(ids(layer, folder))
        return sorted(names)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _load(self, layer: Layer, relative: str) -> Entry[T]:
        return whole(layer, relative, self._model)

    def find(self, name: str) -> tuple[Layer, str] | None:
        """The topmost layer that holds a file with this id, and the file's relative name."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> tuple[Layer, str] | None:
        if not is_id(name):
            return None
        names = [relative_name(folder, f"{name}.yaml") for folder in self._folders(name)]
        for layer in self._layers:
            for relative in names:
                if layer.holds(relative):
                    return layer, relative
        return None

    def _folders(self, name: str) -> Sequence[str]:
        if self._kind == "playbooks" and name == START:
            return [""]
        return [folder for folder in LAYOUT[self._kind] if folder]


class Directory(Collection[Contact]):
    """All contacts, each with the words that those of its kind share."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        super().__init__("contacts", Contact, layers)
        self._defaults: dict[tuple[Layer, str], Mapping[str, Any]] = {}

    def _load(self, layer: Layer, relative: str) -> Entry[Contact]:
        folder = relative.rpartition("/")[0]
        if (layer, folder) not in self._defaults:
            self._defaults[layer, folder] = self._load_defaults(layer, folder)
        return whole(layer, relative, Contact, self._defaults[layer, folder])

    def _load_defaults(self, layer: Layer, folder: str) -> Mapping[str, Any]:
        and_below = self._layers[self._layers.index(layer) :]
        found = defaults_of(and_below, folder)
        return as_mapping(whole(*found, ContactDefaults)) if found else {}


class Questions(Collection[SharedQuestion]):
    """All questions that trees share; one with ``more`` adds its options to that of the layer
    below.
    """

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        super().__init__("questions", SharedQuestion, layers)

    def _load(self, layer: Layer, relative: str) -> Entry[SharedQuestion]:
        lower = self._layers[self._layers.index(layer) + 1 :]
        below = next((each for each in lower if each.holds(relative)), None)
        if below is None or not adds_options(layer, relative):
            return whole(layer, relative, SharedQuestion)
        base = self._load(below, relative)
        return with_more(base, whole(layer, relative, SharedQuestion, as_mapping(base)))


def adds_options(layer: Layer, relative: str) -> bool:
    """Whether a question adds its options to those of the layer below.

    Raises:
        PackError: it is not plain, bounded YAML.

    """
    data, _ = layer.data(relative)
    return isinstance(data, dict) and data.get("more") == "true"


def with_more(below: Entry[SharedQuestion], own: Entry[SharedQuestion]) -> Entry[SharedQuestion]:
    """A question with the options of both; those added stand before the ones that stand alone."""
    base, added = below.value.options, own.value.options
    last = {key: option for key, option in base.items() if key in EXCLUSIVE}
    first = {key: option for key, option in base.items() if key not in EXCLUSIVE}
    options = {**first, **{key: added[key] for key in added if key not in last}, **last}
    return msgspec.structs.replace(own, value=msgspec.structs.replace(own.value, options=options))


def defaults_of(layers: Sequence[Layer], folder: str) -> tuple[Layer, str] | None:
    """The file of defaults for the contacts that the first layer holds in a folder."""
    relative = f"{folder}/{DEFAULTS}"
    for layer in layers:
        if layer.holds(relative):
            return layer, relative
    return None


class Pack:
    """The contents of a pack, layer upon layer."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self.layers = layers
        self.playbooks = Collection("playbooks", Playbook, layers)
        self.steps = Collection("steps", Step, layers)
        self.contacts = Directory(layers)
        self.questions = Questions(layers)
        self.findings = Collection("findings", Finding, layers)
        self.sources = Collection("sources", Source, layers)

    @cached_property
    def letters(self) -> Collection[Letter]:
        """The letters, with what they need to be read only when one is wanted."""
        from posguard.pack.letters import Letter

        return Collection("letters", Letter, self.layers)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The steps that can be due at once, in the order in which they are safe to do."""
        listed: tuple[str, ...] = ()
        for layer in reversed(self.layers):
            if layer.holds(ORDER):
                listed = merged_order(listed, whole(layer, ORDER, Order).value.steps)
        return listed

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each step in that order."""
        return ranks(self.order)

    @cached_property
    def asked(self) -> AskedQuestions:
        """The questions as the trees ask them."""
        return AskedQuestions(self.playbooks, self.questions)

    @cached_property
    def links(self) -> Links:
        """What follows from which finding."""
        return Links(self.findings)

    @cached_property
    def abroad(self) -> NumbersAbroad | None:
        """How the numbers of the place are read outside it."""
        return numbers_abroad(self.manifest.value, self.contacts)

    @property
    def fallback(self) -> Mapping[Pillar, str]:
        """The step of each pillar that comes in where an incident has none."""
        return self.manifest.value.fallback

    @property
    def employee(self) -> Employee | None:
        """What somebody employed does, and what the owner does."""
        return self.manifest.value.employee

    @cached_property
    def manifest(self) -> Entry[Manifest]:
        """The manifest: an organisation's own, key by key, over the shipped one."""
        having = [layer for layer in self.layers if layer.holds(MANIFEST)]
        *above, last = having or self.layers[-1:]
        pack = whole(last, MANIFEST, Manifest)
        for layer in reversed(above):
            pack = whole(layer, MANIFEST, Manifest, as_mapping(pack))
        return pack


def stands_alone(own: Layer) -> bool:
    """Whether an organisation's pack says that the shipped one does not lie below it.

    Raises:
        PackError: its manifest is not plain, bounded YAML.

    """
    if not own.holds(MANIFEST):
        return False
    data, _ = own.data(MANIFEST)
    return isinstance(data, dict) and data.get("base") == "none"
