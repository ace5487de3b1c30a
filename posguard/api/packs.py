"""Pack folders on disk: the shipped pack, and an organisation's own, on top of it or alone.

A pack is somebody else's folder: links out of it, pipes, devices and oversized files are refused.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import Any

from posguard.errors import PackError, PosguardError, reason_of
from posguard.pack.compiled import CompiledPack
from posguard.pack.layout import LAYOUT, MANIFEST, MAX_BYTES, MOST_FILES, Layer
from posguard.pack.loading import Pack, stands_alone
from posguard.pack.model import Marks

_READ_ONLY: int = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
"""Does not block: a file of a moment ago may by now be a pipe that nobody writes to. Windows would
end the file at its first Ctrl-Z.
"""
MOST_SIZE = 64 << 20
"""The most bytes of a pack's files together."""


def shipped() -> str:
    """The folder of the shipped pack: in the package, or beside it in a checkout."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(here, "playbooks")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(here), "playbooks")


def shipped_layer() -> Layer:
    """The shipped pack: the one file of it that is built into the wheel, or its folder."""
    folder = PackFolder(shipped(), "playbooks")
    file = f"{folder.root}.jsonl"
    if not os.path.isfile(file):
        return folder
    with open(file, "rb") as stream:
        return CompiledPack(stream.read(), folder.shown)


def schemas() -> str:
    """The folder of the JSON Schemas for editors: in the package, or in the docs of a checkout."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(here, "schema")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(here), "docs", "schema")


def open_pack(own: str | None = None) -> Pack:
    """The shipped pack, or the organisation's folder ``own``, on top of it or alone.

    Raises:
        PosguardError: ``own`` is not a folder, or its manifest cannot be read.

    """
    base = shipped_layer()
    if not own:
        return Pack((base,))
    if not os.path.isdir(own):
        raise PosguardError("no-such-folder", folder=own)
    folder = PackFolder(own, own.rstrip("/") or own)
    return Pack((folder,) if stands_alone(folder) else (folder, base))


def own_pack(pack: Pack) -> str:
    """The path of the organisation's folder on top; empty if there is none."""
    top = pack.layers[0]
    if isinstance(top, PackFolder) and top.root != os.path.realpath(shipped()):
        return top.root
    return ""


class PackFolder:
    """One folder of a pack; ``shown`` is its name in messages."""

    def __init__(self, root: str, shown: str) -> None:
        self.root = os.path.realpath(root)
        self.shown = shown
        self._prefix = os.path.join(self.root, "")
        self._folders: dict[str, str] = {}
        self._manifest: tuple[Any, Marks] | None = None

    def name(self, relative: str) -> str:
        """The file's name for a message."""
        return f"{self.shown}/{relative}"

    def holds(self, relative: str) -> bool:
        """Whether a file or folder of that name exists."""
        return os.path.lexists(os.path.join(self.root, relative))

    def text(self, relative: str) -> str:
        """The whole file as text.

        Raises:
            PackError: the file leads out of the folder, is not a regular one, is larger than
                1 MiB, cannot be read, or is not UTF-8.

        """
        file = self.name(relative)
        path = self._inside(relative)
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                raise PackError("not-a-file", file=file)
            handle = os.open(path, _READ_ONLY)
            with open(handle, "rb") as stream:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise PackError("not-a-file", file=file)
                data = stream.read(MAX_BYTES + 1)
        except OSError as err:
            raise PackError("cannot-read", file=file, reason=reason_of(err)) from None
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

    def data(self, relative: str) -> tuple[Any, Marks]:
        """The file's data, and the place of each value.

        Raises:
            PackError: as ``text`` does, or the file is not plain, bounded YAML.

        """
        from posguard.pack.yaml_reader import read

        if relative != MANIFEST:
            return read(self.text(relative), self.name(relative))
        if self._manifest is None:  # asked first whether the pack stands alone, then for the rest
            self._manifest = read(self.text(relative), self.name(relative))
        return self._manifest

    def names(self, folder: str) -> list[str]:
        """The names in one folder, sorted; none if there is no such folder.

        Raises:
            PackError: the folder leads out of the pack, is no folder, cannot be read, or holds too
                many files.

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
            reason = reason_of(err)
            raise PackError("cannot-read", file=self.name(folder), reason=reason) from None
        if len(names) > MOST_FILES:
            raise PackError("too-many-files", file=self.name(folder), most=MOST_FILES)
        return sorted(names)

    def check_size(self) -> None:
        """Refuse a folder with too many files or too much in them, before any of it is read.

        Raises:
            PosguardError: the folder holds more than ``MOST_FILES`` files or ``MOST_SIZE`` bytes.

        """
        files = size = 0
        for folder in chain.from_iterable(LAYOUT.values()):
            for bytes_read in self._sizes(folder):
                files += 1
                size += bytes_read
        if files > MOST_FILES or size > MOST_SIZE:
            most = {"most_files": MOST_FILES, "most_size": MOST_SIZE >> 20}
            raise PosguardError(
                "pack-too-large", folder=self.shown, files=files, size=size >> 20, **most
            )

    def _sizes(self, folder: str) -> Iterator[int]:
        """The bytes to read of each file in one folder."""
        with suppress(PackError):  # reported with its place when the folder is read
            for name in self.names(folder):
                with suppress(OSError):
                    status = os.stat(os.path.join(self.root, folder, name))
                    if stat.S_ISREG(status.st_mode):
                        yield min(status.st_size, MAX_BYTES)
