"""The files that are to become evidence: which are meant, which are refused and why, and reading
them untouched.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from posguard.case import durable
from posguard.errors import PosguardError
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
    """A file that is not taken into evidence, and why; the others are."""


def find(path: str, own: str, *, recursive: bool) -> Iterator[str | Refusal]:
    """The regular files meant by a path, and what of it is refused; ``own`` is the case's own
    folder.
    """
    waiting = [path.rstrip(os.sep) or path[:1]]
    while waiting:
        path = waiting.pop()
        try:
            kind = _kind(path, own)
            if kind == "folder" and recursive:
                waiting += [
                    os.path.join(path, name) for name in sorted(os.listdir(path), reverse=True)
                ]
            elif kind:
                yield Refusal(f"evidence-{kind}", file=shown(path))
            else:
                yield path
        except OSError as err:
            yield unreadable(path, err)


def _kind(path: str, own: str) -> str:
    """What stands in the way of taking this file; nothing if it is a regular one."""
    if not path:
        return "empty-name"
    kind = _not_regular(os.lstat(path).st_mode)
    if kind != "link" and _inside(path, own):
        return "own"
    return kind


def _not_regular(mode: int) -> str:
    return "" if stat.S_ISREG(mode) else _KINDS.get(stat.S_IFMT(mode), "device")


def _inside(path: str, own: str) -> bool:
    here, there = os.path.realpath(path), os.path.realpath(own)
    return here == there or here.startswith(os.path.join(there, ""))


def whole_path(path: str) -> str:
    """Where a file is, without links on the way."""
    return os.path.join(
        os.path.realpath(os.path.dirname(path) or os.curdir), os.path.basename(path)
    )


def shown(path: str | bytes) -> str:
    """A path as it may be written: as text, and without card numbers."""
    return mask_path(readable_path(os.fsencode(path))).text


@contextmanager
def reading(path: str | bytes) -> Iterator[tuple[int, os.stat_result]]:
    """A regular file opened to read, and its state; that it is read leaves no trace where this is
    allowed.

    Raises:
        Refused: it is not a regular file, or cannot be read.

    """
    try:
        before = os.lstat(path)
        kind = _not_regular(before.st_mode)
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
    """The next bytes of an original.

    Raises:
        Refused: it cannot be read.

    """
    try:
        return os.read(handle, most)
    except OSError as err:
        raise unreadable(path, err) from None


def check_same(path: str | bytes, handle: int, before: os.stat_result) -> None:
    """Refuse a file that is not what it was: the one that is open, or the one that stands under
    its name.

    Raises:
        Refused: it changed.

    """
    try:
        same = _marks(os.fstat(handle)) == _marks(before) == _marks(os.lstat(path))
    except OSError:
        same = False
    if not same:
        raise Refusal("evidence-changed", file=shown(path))


def _marks(status: os.stat_result) -> tuple[int, ...]:
    """What tells one state of a file from another; the time of the last change to it cannot be put
    back by hand.
    """
    times = status.st_mtime_ns, status.st_ctime_ns
    return stat.S_IFMT(status.st_mode), status.st_dev, status.st_ino, status.st_size, *times


def unreadable(path: str | bytes, err: OSError) -> Refusal:
    """The system's complaint about a file, as a reason to refuse it."""
    return Refusal("evidence-unreadable", file=shown(path), reason=err.strerror or "")
