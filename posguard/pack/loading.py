"""Packs read as far as they are needed: collections of files by id, the organisation's own before
the shipped.

Files are opened by name, one by one, when something asks for them: however large a pack grows, a
checklist reads only what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from posguard.errors import PackError, PosguardError
from posguard.pack.letters import Letter
from posguard.pack.manifest import Manifest
from posguard.pack.model import (
    KINDS,
    PILLARS,
    START,
    Contact,
    ContactDefaults,
    Entry,
    KeyPath,
    Playbook,
    Source,
    Step,
)
from posguard.pack.validation import ValidationErrors, validate
from posguard.pack.yaml_reader import Marks, read

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LAYOUT: dict[str, tuple[str, ...]] = {
    "playbooks": ("", "incidents"),
    "steps": tuple(f"steps/{pillar}" for pillar in PILLARS),
    "contacts": tuple(f"contacts/{kind}" for kind in KINDS),
    "sources": ("sources",),
    "letters": ("letters",),
}
"""Which folders each kind of file lies in; ``""`` is the top, where only ``triage.yaml`` is a
playbook.
"""
JOURNEYS = "journeys"
"""The folder of what the pack is tested by; no advice is read from it."""
MANIFEST = "pack.yaml"
DEFAULTS = "_kind.yaml"
"""The file beside the contacts of a kind that holds what they share."""
MOST_FILES = 20_000
"""How many files a pack, and so each of its folders, may hold."""


def is_id(name: str) -> bool:
    """Whether a file of this name (without ``.yaml``) can be asked for."""
    return _ID.fullmatch(name) is not None


class Layer(Protocol):
    """One folder of pack files, the shipped pack or one on top of it; names are relative to the
    folder.
    """

    def name(self, relative: str) -> str:
        """The file's name for a message."""
        ...

    def holds(self, relative: str) -> bool:
        """Whether there is anything of that name."""
        ...

    def text(self, relative: str) -> str:
        """The whole file as text.

        Raises:
            PackError: it cannot be read as a bounded text file inside the folder.

        """
        ...

    def names(self, folder: str) -> list[str]:
        """What lies in one folder, sorted; nothing if there is no such folder.

        Raises:
            PackError: it leads out of the pack's folder, is no folder, cannot be read, or holds
                too many files.

        """
        ...


def ids(layer: Layer, folder: str) -> list[str]:
    """The ids of the files in one folder, sorted; the only playbook at the top is the first tree.

    Raises:
        PackError: the folder cannot be read.

    """
    found = [n.removesuffix(".yaml") for n in layer.names(folder) if n.endswith(".yaml")]
    if folder in LAYOUT["playbooks"]:
        return [n for n in found if is_id(n) and (n == START) == (folder == "")]
    return [n for n in found if is_id(n)]


class Collection(Mapping[str, Entry[T]], Generic[T]):
    """All files of one kind, by id; a file is read and validated when it is first asked for."""

    def __init__(self, kind: str, model: type[T], layers: tuple[Layer, ...]) -> None:
        self._kind = kind
        self._model = model
        self._layers = layers
        self._read: dict[str, Entry[T]] = {}

    def __getitem__(self, name: str) -> Entry[T]:
        if name not in self._read:
            found = self.find(name)
            if found is None:
                raise PosguardError("no-such-in-pack", id=name)
            self._read[name] = self._load(*found)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.find(name) is not None

    def __iter__(self) -> Iterator[str]:
        names: set[str] = set()
        for layer in self._layers:
            names.update(name for folder in LAYOUT[self._kind] for name in ids(layer, folder))
        return iter(sorted(names))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _load(self, layer: Layer, relative: str) -> Entry[T]:
        return _whole(layer, relative, self._model)

    def find(self, name: str) -> tuple[Layer, str] | None:
        """The layer and the relative name of the file with this id; the organisation's own comes
        first.
        """
        if not is_id(name):
            return None
        for layer in self._layers:
            for folder in LAYOUT[self._kind]:
                if (folder == "") == (name == START and self._kind == "playbooks"):
                    relative = f"{folder}/{name}.yaml" if folder else f"{name}.yaml"
                    if layer.holds(relative):
                        return layer, relative
        return None


class Directory(Collection[Contact]):
    """All contacts, each with what those of its kind share."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        super().__init__("contacts", Contact, layers)
        self._defaults: dict[tuple[Layer, str], Mapping[str, Any]] = {}

    def _load(self, layer: Layer, relative: str) -> Entry[Contact]:
        folder = relative.rpartition("/")[0]
        if (layer, folder) not in self._defaults:
            found = defaults_of(self._layers[self._layers.index(layer) :], folder)
            self._defaults[layer, folder] = (
                as_mapping(_whole(*found, ContactDefaults)) if found else {}
            )
        return _whole(layer, relative, Contact, self._defaults[layer, folder])


def defaults_of(layers: Sequence[Layer], folder: str) -> tuple[Layer, str] | None:
    """The file of defaults for the contacts that the first layer holds in a folder."""
    relative = f"{folder}/{DEFAULTS}"
    return next(((layer, relative) for layer in layers if layer.holds(relative)), None)


class Pack:
    """Everything a pack holds, layer upon layer."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self.layers = layers
        self.playbooks = Collection("playbooks", Playbook, layers)
        self.steps = Collection("steps", Step, layers)
        self.contacts = Directory(layers)
        self.sources = Collection("sources", Source, layers)
        self.letters = Collection("letters", Letter, layers)

    @cached_property
    def pack(self) -> Entry[Manifest]:
        """What ``pack.yaml`` says; an organisation's own, key by key, over the shipped one."""
        *above, last = [lay for lay in self.layers if lay.holds(MANIFEST)] or self.layers[-1:]
        pack = _whole(last, MANIFEST, Manifest)
        for layer in reversed(above):
            pack = _whole(layer, MANIFEST, Manifest, as_mapping(pack))
        return pack


def stands_alone(own: Layer) -> bool:
    """Whether an organisation's pack says that the shipped one does not lie below it.

    Raises:
        PackError: its manifest is not plain, bounded YAML.

    """
    if not own.holds(MANIFEST):
        return False
    data, _ = read(own.text(MANIFEST), own.name(MANIFEST))
    return isinstance(data, dict) and data.get("base") == "none"


def as_mapping(file: Entry[Any]) -> dict[str, Any]:
    """What a file says, in the form that the reader gives: mappings, lists and words."""
    data: dict[str, Any] = _as_read(msgspec.to_builtins(file.value))
    return data


def _as_read(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_read(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_as_read(item) for item in value]
    return str(value)


def _whole(
    layer: Layer, relative: str, model: type[T], below: Mapping[str, Any] | None = None
) -> Entry[T]:
    """One file, read and validated.

    Raises:
        PackError: the file's first fault; ``posguard lint`` shows them all.

    """
    try:
        return entry(layer, relative, model, below)
    except ValidationErrors as err:
        first = err.problems[0]
        raise PackError(
            first.rule,
            file=first.file,
            line=first.line,
            column=first.column,
            **first.facts,
        ) from None


def entry(
    layer: Layer, relative: str, model: type[T], below: Mapping[str, Any] | None = None
) -> Entry[T]:
    """One file as a value of the model; what it leaves out is taken from ``below``.

    Raises:
        PackError: it is not plain, bounded YAML.
        ValidationErrors: it is, but says something else than the model.

    """
    file = layer.name(relative)
    data, marks = read(layer.text(relative), file)
    if below and isinstance(data, dict):
        data, marks = _laid_on(below, data, marks)
    folder, _, name = relative.rpartition("/")
    return validate(
        data,
        model,
        name=name.removesuffix(".yaml"),
        folder=folder.rpartition("/")[2],
        file=file,
        marks=marks,
    )


def _laid_on(
    below: Mapping[str, Any], data: dict[str, Any], marks: Marks
) -> tuple[dict[str, Any], Marks]:
    """The file's keys over those below; where both are lists, the file's items come last."""
    lists = {key: below[key] for key in data if isinstance(below.get(key), list)}
    lists = {key: items for key, items in lists.items() if isinstance(data[key], list)}
    joined = {key: [*items, *data[key]] for key, items in lists.items()}
    moved = {_behind(path, lists): mark for path, mark in marks.items()}
    return {**below, **data, **joined}, moved


def _behind(path: KeyPath, lists: Mapping[str, Sequence[Any]]) -> KeyPath:
    """Where a value of the file stands once the items from below come first."""
    match path:
        case (str(key), int(position), *rest) if key in lists:
            return (key, position + len(lists[key]), *rest)
    return path
