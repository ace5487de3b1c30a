"""Unfinished copies and bags: each held by the program that makes it, and removed once that
program is gone.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO

from posguard.case import durable
from posguard.case.folder import EVIDENCE

PART = ".part-"
"""How the name of a copy begins that is not finished; what bears it was never recorded."""

_BAG = ".posguard-part-"
"""How the name of a bag begins that is being made beside its target."""
_NOTE = ".packing-"
"""How the name of a file in the case begins that says where such a bag is."""
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def begin(folder: str, start: str = PART) -> FileIO:
    """A new empty file in this folder, for its owner alone; it is held until it is closed.

    Raises:
        OSError: it cannot be made.

    """
    while True:
        path = os.path.join(folder, start + secrets.token_hex(16))
        part = FileIO(path, "xb", opener=private)
        if _hold(part.fileno()) and os.path.lexists(path):
            durable.give_to_owner(part.fileno(), folder)
            return part
        part.close()  # another program took it for abandoned before it was held
        durable.remove(path)


def private(path: str | bytes, flags: int, folder: int | None = None) -> int:
    """Open a new file that its owner alone may read, whatever the umask; below an open folder if
    one is given.
    """
    handle = os.open(path, flags | durable.BINARY, 0o600, dir_fd=folder)
    with suppress(AttributeError, OSError):  # some systems and disks know no modes
        os.fchmod(handle, 0o600)
    return handle


@contextmanager
def making(case: str, target: str) -> Iterator[str]:
    """Where a bag can be made: a path beside its target that nobody can guess; nothing is there
    yet.

    The case notes it first, so that what an interruption leaves there is found. Nothing is there
    afterwards.

    Raises:
        OSError: it cannot be noted.

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
    """Remove what programs that are gone left unfinished, in the case and beside the targets of
    its bags.

    What cannot be reached now is left for the next time.

    Raises:
        OSError: something in the case cannot be removed.

    """
    folder = os.path.join(case, EVIDENCE)
    for path in _named(case, _NOTE):
        if abandoned(path) and _bag_removed(path):
            durable.remove(path)
    for path in _named(folder, PART):
        if abandoned(path):
            durable.remove(path)


def abandoned(path: str) -> bool:
    """Whether no program holds this unfinished copy any longer."""
    try:
        handle = os.open(path, os.O_RDONLY | _NO_LINK)
    except PermissionError:  # another user's
        return False
    except OSError:
        return True
    try:
        return _hold(handle)
    finally:
        os.close(handle)


def _named(folder: str, start: str) -> list[str]:
    """What begins so in a folder; a link in its place leads elsewhere, and nothing there is the
    case's.
    """
    names = os.listdir(folder) if os.path.isdir(folder) and not os.path.islink(folder) else ()
    return [os.path.join(folder, name) for name in names if name.startswith(start)]


def _hold(handle: int) -> bool:
    """Hold an open file until it is closed; False if another program does. Windows lets no open
    file be removed.
    """
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
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
        if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
            return
        if stat.S_ISDIR(status.st_mode):
            rmtree(path)
        elif stat.S_ISREG(status.st_mode):
            os.unlink(path)
