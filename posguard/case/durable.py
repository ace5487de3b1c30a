"""Files that outlive a crash: written for their owner alone, and on the disk before the call
returns.

No link is followed in a file's own place, and what the administrator writes belongs to the owner
of its folder.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from contextlib import suppress

NEW = ".new"
"""How the name of a file ends that is about to replace the one of the name before it."""
BINARY: int = getattr(os, "O_BINARY", 0)
NOT_REGULAR = "not a regular file"
"""The reason given for what is no file of ours: a link, a pipe, a folder, a device."""

_PLAIN = BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""What a file system answers that has nothing to flush for a folder."""
_UNOWNED = (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EINVAL)
"""What a file system answers that knows no owners and no modes."""


def open_plain(path: str, flags: int) -> int:
    """A regular file opened, and nothing else: no link is followed, no pipe waited for; a new one
    is its owner's alone.

    Raises:
        OSError: there is none, it is something else, or it cannot be opened.

    """
    try:
        handle = os.open(path, flags | _PLAIN, 0o600)
    except OSError as err:
        if err.errno in (errno.ELOOP, errno.ENXIO, errno.EISDIR):
            raise OSError(errno.EINVAL, NOT_REGULAR) from None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, NOT_REGULAR)
    return handle


def read(path: str, most: int) -> bytes:
    """All bytes of a regular file.

    Raises:
        OSError: it is no such file, it cannot be read, or it is larger than ``most`` (``EFBIG``).

    """
    with open(open_plain(path, os.O_RDONLY), "rb") as stream:
        data = b"" if os.fstat(stream.fileno()).st_size > most else stream.read(most + 1)
        if len(data) > most or os.fstat(stream.fileno()).st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def append(path: str, data: bytes) -> None:
    """Add bytes to a file, making it if there is none, and wait for the disk.

    Raises:
        OSError: they could not be added whole; what was added has been taken back, if that could
            be done.

    """
    handle = open_plain(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        give_to_owner(handle, os.path.dirname(path))
        size = os.fstat(handle).st_size
        try:
            written = 0
            while written < len(data):
                written += os.write(handle, data[written:])
            sync(handle)
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def replace(path: str, data: bytes) -> None:
    """Replace a file, whole or not at all, readable by its owner alone, and wait for the disk."""
    temporary = f"{path}{NEW}"
    with suppress(FileNotFoundError):
        os.unlink(temporary)
    handle = open_plain(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with open(handle, "wb") as stream:
            give_to_owner(handle, os.path.dirname(path))
            stream.write(data)
            stream.flush()
            sync(stream.fileno())
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    sync_folder(os.path.dirname(path))


def make_folder(path: str) -> None:
    """Make a folder for its owner alone, and those above it that are missing, and wait for the
    disk.
    """
    if os.path.isdir(path):
        return
    above = os.path.dirname(path)
    if above != path:
        make_folder(above)
    with suppress(FileExistsError):
        os.mkdir(path, 0o700)
        make_private(path)
    sync_folder(above)


def make_private(path: str) -> None:
    """Leave a folder to its owner alone, where the file system knows owners and modes."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        give_to_owner(handle, os.path.dirname(path))
        with suppress(PermissionError):
            os.fchmod(handle, 0o700)
    finally:
        os.close(handle)


def is_private(path: str) -> bool:
    """Whether nobody but its owner can look into a folder, as far as the file system tells."""
    return os.name == "nt" or not stat.S_IMODE(os.stat(path).st_mode) & 0o077


def give_to_owner(handle: int, folder: str) -> None:
    """What the administrator makes in a folder belongs to whoever owns the folder; else the owner
    were locked out.
    """
    if os.name == "nt" or os.geteuid() != 0:
        return
    owner, present = os.stat(folder or os.curdir), os.fstat(handle)
    if (present.st_uid, present.st_gid) == (owner.st_uid, owner.st_gid):
        return
    try:
        os.fchown(handle, owner.st_uid, owner.st_gid)
    except OSError as err:
        if err.errno not in _UNOWNED:
            raise


def sync(handle: int) -> None:
    """Wait until a file's bytes are on the disk; where it can be asked for, not merely in the
    disk's own memory.
    """
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(handle, getattr(fcntl, "F_FULLFSYNC"))  # noqa: B009  only macOS has it
        return
    os.fsync(handle)


def sync_file(path: str) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = open_plain(path, os.O_RDWR)
    try:
        sync(handle)
    finally:
        os.close(handle)


def sync_folder(path: str) -> None:
    """Wait until the folder's own entries are on the disk."""
    if os.name == "nt":
        return
    handle = os.open(path or ".", os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as err:
        if err.errno not in _CANNOT:
            raise
    finally:
        os.close(handle)


def cut(path: str, size: int) -> None:
    """Shorten a file to this many bytes and wait for the disk."""
    handle = open_plain(path, os.O_RDWR)
    try:
        os.ftruncate(handle, size)
        sync(handle)
    finally:
        os.close(handle)


def remove(path: str) -> None:
    """Remove a file, or a folder with everything in it. No link is followed; what is missing
    already is no fault.
    """
    if os.path.isdir(path) and not os.path.islink(path):
        import shutil

        if os.name == "nt":
            _make_removable(path)
        shutil.rmtree(
            path
        )  # goes by open folders, so that none can be swapped for a link meanwhile
        return
    with suppress(FileNotFoundError):
        if os.name == "nt":
            os.chmod(path, 0o600)
        os.unlink(path)


def empty(path: str, keep: Sequence[str]) -> None:
    """Remove everything in a folder but what is to be kept; the folder cannot be swapped for a
    link meanwhile.
    """
    if os.name == "nt":
        for name in os.listdir(path):
            if name not in keep:
                remove(os.path.join(path, name))
        return
    import shutil

    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        for name in os.listdir(folder):
            if name in keep:
                continue
            if stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
                shutil.rmtree(name, dir_fd=folder)
            else:
                os.unlink(name, dir_fd=folder)
    finally:
        os.close(folder)


def _make_removable(folder: str) -> None:
    """What is read-only cannot be removed on Windows."""
    for above, _, names in os.walk(folder):
        for name in names:
            os.chmod(os.path.join(above, name), 0o600)
