"""Find and read packs: the shipped one, and an organisation's own on top of it.

Files are opened by name, one by one, when something asks for them: however large a pack grows, a checklist reads only
what it shows. A pack is somebody else's folder: links out of it, pipes, devices and oversized files are refused.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Generic, TypeVar

import msgspec

from posguard.errors import PackError, PosguardError
from posguard.pack.letters import Letter
from posguard.pack.model import KINDS, PILLARS, START, Contact, Entry, Pack, Playbook, Source, Step
from posguard.pack.validation import Misshapen, shape
from posguard.pack.yaml_reader import MAX_BYTES, read

T = TypeVar("T", bound=msgspec.Struct)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LAYOUT: dict[str, tuple[str, ...]] = {
    "playbooks": ("", "incidents"),
    "steps": tuple(f"steps/{pillar}" for pillar in PILLARS),
    "contacts": tuple(f"contacts/{kind}" for kind in KINDS),
    "sources": ("sources",),
    "letters": ("letters",),
}
"""Which folders each kind of file lies in; ``""`` is the top, where only ``triage.yaml`` is a playbook."""


MOST_FILES = 20_000
"""How many files a pack, and so each of its folders, may hold."""


def is_id(name: str) -> bool:
    """Whether a file of this name (without ``.yaml``) can be asked for."""
    return _ID.fullmatch(name) is not None


def shipped() -> str:
    """The pack that comes with posguard: inside the package when installed, beside it in a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(here, "playbooks")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(here), "playbooks")


def open_pack(own: str | None = None) -> Shelves:
    """The shipped pack, with the organisation's folder ``own`` on top of it if one is given.

    Raises:
        PosguardError: ``own`` is not a folder.

    """
    layers = [Layer(shipped(), "playbooks")]
    if own:
        if not os.path.isdir(own):
            raise PosguardError("no-such-folder", folder=own)
        layers.insert(0, Layer(own, own.rstrip("/") or own))
    return Shelves(tuple(layers))


class Layer:
    """One folder of a pack; ``shown`` is its name in messages."""

    def __init__(self, root: str, shown: str) -> None:
        self.root = os.path.realpath(root)
        self.shown = shown
        self._prefix = os.path.join(self.root, "")
        self._folders: dict[str, str] = {}

    def name(self, relative: str) -> str:
        """The file's name for a message."""
        return f"{self.shown}/{relative}"

    def holds(self, relative: str) -> bool:
        """Whether there is anything of that name."""
        return os.path.lexists(os.path.join(self.root, relative))

    def text(self, relative: str) -> str:
        """The whole file as text.

        Raises:
            PackError: it leads out of the folder, is not a regular file, is larger than 1 MiB, cannot be read, or is
                not UTF-8.

        """
        file = self.name(relative)
        path = self._inside(relative)
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                raise PackError("not-a-file", file=file)
            # Not blocking: what was a file a moment ago may by now be a pipe that nobody writes to.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
            with open(handle, "rb") as stream:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise PackError("not-a-file", file=file)
                data = stream.read(MAX_BYTES + 1)
        except OSError as err:
            raise PackError("cannot-read", file=file, reason=err.strerror or "") from None
        if len(data) > MAX_BYTES:
            raise PackError("too-large", file=file, most=MAX_BYTES >> 20)
        try:
            return data.decode().removeprefix("\ufeff")
        except UnicodeDecodeError as err:
            line = data.count(b"\n", 0, err.start) + 1
            raise PackError("not-utf8", file=file, line=line, column=1) from None

    def _inside(self, relative: str) -> str:
        """The file's real path; a link may lead elsewhere in the folder, but not out of it."""
        folder, _, name = relative.rpartition("/")
        path = os.path.join(self._folder(folder), name)
        if os.path.islink(path):
            path = os.path.realpath(path)
        if not path.startswith(self._prefix):
            raise PackError("outside-folder", file=self.name(relative))
        return path

    def _folder(self, folder: str) -> str:
        if folder not in self._folders:
            path = os.path.realpath(os.path.join(self.root, folder))
            if folder and not path.startswith(self._prefix):
                above = folder.partition("/")[0]
                link = above if os.path.islink(os.path.join(self.root, above)) else folder
                raise PackError("outside-folder", file=self.name(link))
            self._folders[folder] = path
        return self._folders[folder]

    def names(self, folder: str) -> list[str]:
        """What lies in one folder, sorted; nothing if there is no such folder.

        Raises:
            PackError: it leads out of the pack's folder, is no folder, cannot be read, or holds too many files.

        """
        path = self._folder(folder)
        try:
            with os.scandir(path) as found:
                names = [each.name for each in islice(found, MOST_FILES + 1)]
        except FileNotFoundError:
            return []
        except NotADirectoryError:
            above = folder.partition("/")[0]
            at = folder if os.path.isdir(os.path.join(self.root, above)) else above
            raise PackError("not-a-folder", file=self.name(at)) from None
        except OSError as err:
            raise PackError("cannot-read", file=self.name(folder), reason=err.strerror or "") from None
        if len(names) > MOST_FILES:
            raise PackError("too-many-files", file=self.name(folder), most=MOST_FILES)
        return sorted(names)

    def ids(self, folder: str) -> list[str]:
        """The ids of the files in one folder, sorted; the only playbook at the top is the first tree.

        Raises:
            PackError: the folder cannot be read.

        """
        found = [n.removesuffix(".yaml") for n in self.names(folder) if n.endswith(".yaml")]
        if folder in LAYOUT["playbooks"]:
            return [n for n in found if is_id(n) and (n == START) == (folder == "")]
        return [n for n in found if is_id(n)]


class Shelf(Mapping[str, Entry[T]], Generic[T]):
    """All files of one kind, by id; a file is read and validated when it is first asked for."""

    def __init__(self, kind: str, model: type[T], layers: tuple[Layer, ...]) -> None:
        self._kind = kind
        self._model = model
        self._layers = layers
        self._read: dict[str, Entry[T]] = {}

    def __getitem__(self, id: str) -> Entry[T]:  # noqa: A002
        if id not in self._read:
            found = self.find(id)
            if found is None:
                raise PosguardError("no-such-in-pack", id=id)
            self._read[id] = _whole(*found, self._model)
        return self._read[id]

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return isinstance(id, str) and self.find(id) is not None

    def __iter__(self) -> Iterator[str]:
        names: set[str] = set()
        for layer in self._layers:
            names.update(name for folder in LAYOUT[self._kind] for name in layer.ids(folder))
        return iter(sorted(names))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def find(self, id: str) -> tuple[Layer, str] | None:  # noqa: A002
        """The layer and the relative name of the file with this id; the organisation's own comes first."""
        if not is_id(id):
            return None
        for layer in self._layers:
            for folder in LAYOUT[self._kind]:
                if (folder == "") == (id == START and self._kind == "playbooks"):
                    relative = f"{folder}/{id}.yaml" if folder else f"{id}.yaml"
                    if layer.holds(relative):
                        return layer, relative
        return None


class Shelves:
    """Everything a pack holds, layer upon layer."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self.layers = layers
        self.playbooks = Shelf("playbooks", Playbook, layers)
        self.steps = Shelf("steps", Step, layers)
        self.contacts = Shelf("contacts", Contact, layers)
        self.sources = Shelf("sources", Source, layers)
        self.letters = Shelf("letters", Letter, layers)

    @property
    def pack(self) -> Entry[Pack]:
        """What ``pack.yaml`` says; the organisation's own, if it has one."""
        layer = next((lay for lay in self.layers if lay.holds("pack.yaml")), self.layers[-1])
        return _whole(layer, "pack.yaml", Pack)


def _whole(layer: Layer, relative: str, model: type[T]) -> Entry[T]:
    """One file, read and validated.

    Raises:
        PackError: the file's first fault; ``posguard lint`` shows them all.

    """
    try:
        return entry(layer, relative, model)
    except Misshapen as err:
        first = err.problems[0]
        raise PackError(
            f"rule:{first.rule}", file=first.file, line=first.line, column=first.column, **first.facts
        ) from None


def entry(layer: Layer, relative: str, model: type[T]) -> Entry[T]:
    """One file as a value of the model.

    Raises:
        PackError: it is not plain, bounded YAML.
        Misshapen: it is, but says something else than the model.

    """
    file = layer.name(relative)
    data, marks = read(layer.text(relative), file)
    folder, _, name = relative.rpartition("/")
    return shape(data, model, id=name.removesuffix(".yaml"), folder=folder.rpartition("/")[2], file=file, marks=marks)
