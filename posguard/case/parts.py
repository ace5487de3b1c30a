"""Unfinished copies and bags: locked by the program that makes them, else removed."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO

from posguard.case import durable
from posguard.case.folder import EVIDENCE

PART = ".part-"
"""The beginning of the name of an unfinished copy, which was never recorded."""

_BAG = ".posguard-part-"
"""The beginning of the name of an unfinished bag, beside its target."""
_NOTE = ".packing-"
"""The beginning of the name of a file in the case that holds the path of such a bag."""
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def begin(folder: str, start: str = PART) -> FileIO:
    """Make an empty private file in this folder, locked until it is closed.

    Raises:
        OSError: the file cannot be made.

    """
    while True:
        path = os.path.join(folder, start + secrets.token_hex(16))
        part = FileIO(path, "xb", opener=private)
        if _lock(part.fileno()) and os.path.lexists(path):
            durable.give_to_owner(part.fileno(), folder)
            return part
        part.close()  # another program took it for abandoned before it was locked
        _remove(path)


def private(path: str | bytes, flags: int, folder: int | None = None) -> int:
    """Open a new private file, whatever the umask; below an open folder if one is given."""
    handle = os.open(path, flags | durable.BINARY, 0o600, dir_fd=folder)
    if sys.platform != "win32":
        with suppress(OSError):  # some disks know no modes
            os.fchmod(handle, 0o600)
    return handle


@contextmanager
def making(case: str, target: str) -> Iterator[str]:
    """A path at which to make a bag: free, beside its target, and not to be guessed.

    A note in the case names it first, so that the remains of an interruption are found. The path
    is free again afterwards.

    Raises:
        OSError: the note cannot be written.

    """
    note = begin(case, _NOTE)
    bag = os.path.join(os.path.dirname(target), _BAG + secrets.token_hex(16))
    try:
        note.write(os.fsencode(bag))
        durable.sync(note.fileno())
        durable.sync_folder(case)
        yield bag
    finally:
        with suppress(OSError):
            _remove_bag(bag)
        note.close()
        durable.remove(str(note.name))


def clear(case: str) -> None:
    """Remove abandoned copies from a case, and abandoned bags beside their targets.

    A bag that cannot be reached now is left for the next time.

    Raises:
        OSError: something in the case cannot be removed.

    """
    folder = os.path.join(case, EVIDENCE)
    for path in _named(case, _NOTE):
        if abandoned(path) and _bag_removed(path):
            _remove(path)
    for path in _named(folder, PART):
        if abandoned(path):
            _remove(path)


def abandoned(path: str) -> bool:
    """Whether no program holds the lock on this unfinished copy any longer."""
    try:
        handle = os.open(path, os.O_RDONLY | _NO_LINK)
    except PermissionError:  # another user's
        return False
    except OSError:
        return True
    try:
        return _lock(handle)
    finally:
        os.close(handle)


def _remove(path: str) -> None:
    """Remove what is abandoned; on Windows not while another program looks whether it is."""
    try:
        durable.remove(path)
    except PermissionError:
        if sys.platform != "win32":
            raise


def _named(folder: str, start: str) -> list[str]:
    """The files in a folder whose names begin so; none behind a link, which leads elsewhere."""
    if durable.is_link(folder) or not os.path.isdir(folder):
        return []
    return [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith(start)]


def _lock(handle: int) -> bool:
    """Lock an open file until it is closed; False if another program has the lock."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a disk that knows no locks
        return True
    return True


def _bag_removed(note: str) -> bool:
    """Whether nothing is left of the bag that a note names."""
    try:
        with open(note, "rb") as stream:
            bag = os.fsdecode(stream.read())
        if os.path.basename(bag).startswith(_BAG):
            _remove_bag(bag)
            return os.path.isdir(os.path.dirname(bag))  # else a disk that is not there now
    except OSError:
        return False
    return True


def _remove_bag(path: str) -> None:
    """Remove an unfinished bag if it is this user's own; no link in it or to it is followed."""
    from shutil import rmtree

    with suppress(FileNotFoundError):
        status = os.lstat(path)
        if durable.is_junction(status):
            return
        if sys.platform != "win32" and status.st_uid != os.geteuid():
            return
        if stat.S_ISDIR(status.st_mode):
            rmtree(path)
        elif stat.S_ISREG(status.st_mode):
            os.unlink(path)
