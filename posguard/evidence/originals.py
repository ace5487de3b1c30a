"""Originals of evidence: find, open and read files without modifying them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from posguard.case import durable
from posguard.case.folder import lies_in
from posguard.errors import PosguardError, reason_of
from posguard.evidence.names import mask_path, readable_path

_READ_ONLY = (
    os.O_RDONLY | durable.BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)
_NO_TRACE: int = getattr(os, "O_NOATIME", 0)
_KINDS = {
    stat.S_IFLNK: "link",
    stat.S_IFDIR: "folder",
    stat.S_IFIFO: "pipe",
    stat.S_IFSOCK: "socket",
}


class Refusal(PosguardError):
    """The refusal of one file as evidence, with the reason; it does not stop the others."""


def find(path: str, own: str, *, recursive: bool) -> Iterator[str | Refusal]:
    """The regular files at a path, and the refusals of others; ``own`` is the case's folder."""
    waiting = [without_end(path)]
    while waiting:
        here = waiting.pop()
        try:
            kind = _kind(here, own)
            if kind == "folder" and recursive:
                names = sorted(os.listdir(here), reverse=True)
                waiting.extend(os.path.join(here, name) for name in names)
            elif kind:
                yield Refusal(f"evidence-{kind}", file=shown(here))
            else:
                yield here
        except OSError as err:
            yield unreadable(here, err)


def without_end(path: str, system: ModuleType = os.path) -> str:
    """A path without separators at its end; a root keeps its own."""
    drive, rest = system.splitdrive(path)
    separators = system.sep + (system.altsep or "")
    return str(drive + (rest.rstrip(separators) or rest[:1]))


def _kind(path: str, own: str) -> str:
    """The reason to refuse a file; empty for a regular one outside the case."""
    if not path:
        return "empty-name"
    kind = _not_regular(os.lstat(path))
    if kind != "link" and lies_in(path, own):
        return "own"
    return kind


def _not_regular(status: os.stat_result) -> str:
    if durable.is_junction(status):
        return "link"
    mode = status.st_mode
    return "" if stat.S_ISREG(mode) else _KINDS.get(stat.S_IFMT(mode), "device")


def whole_path(path: str) -> str:
    """The whole path of a file, without links on the way to it."""
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder or os.curdir), name)


def shown(path: str | bytes) -> str:
    """A path as it may be written: as text, and without card numbers."""
    return mask_path(readable_path(os.fsencode(path))).text


@contextmanager
def reading(path: str | bytes) -> Iterator[tuple[int, os.stat_result]]:
    """Open a regular file to read, without a trace where allowed; its handle and its state.

    Raises:
        Refusal: the file is not a regular one, or cannot be read.

    """
    try:
        before = os.lstat(path)
        kind = _not_regular(before)
        handle = -1 if kind else _open(path)
    except OSError as err:
        raise unreadable(path, err) from None
    if kind:
        raise Refusal(f"evidence-{kind}", file=shown(path))
    try:
        check_same(path, handle, before)
        yield handle, before
    finally:
        os.close(handle)


def _open(path: str | bytes) -> int:
    try:
        return os.open(path, _READ_ONLY | _NO_TRACE)
    except PermissionError:  # only a file's owner may leave no trace
        return os.open(path, _READ_ONLY)


def read(path: str | bytes, handle: int, most: int) -> bytes:
    """Read the next bytes of an original.

    Raises:
        Refusal: the original cannot be read.

    """
    try:
        return os.read(handle, most)
    except OSError as err:
        raise unreadable(path, err) from None


def check_same(path: str | bytes, handle: int, before: os.stat_result) -> None:
    """Refuse a file that has changed: the open one, or the one of that name now.

    Raises:
        Refusal: the file has changed.

    """
    try:
        same = _marks(os.fstat(handle)) == _marks(before) == _marks(os.lstat(path))
    except OSError:
        same = False
    if not same:
        raise Refusal("evidence-changed", file=shown(path))


def _marks(status: os.stat_result) -> tuple[int, ...]:
    """The marks of a file's state, among them a time that cannot be put back by hand."""
    times = status.st_mtime_ns, status.st_ctime_ns
    return stat.S_IFMT(status.st_mode), status.st_dev, status.st_ino, status.st_size, *times


def unreadable(path: str | bytes, err: OSError) -> Refusal:
    """The refusal of a file for an error of the system."""
    return Refusal("evidence-unreadable", file=shown(path), reason=reason_of(err))
