"""Durable files: private to their owner, and on the disk before the call returns.

A link in the place of a file is never followed. Files that the administrator writes belong to the
owner of their folder.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

NEW = ".new"
"""The end of the name of a file that is about to replace the one of the name before it."""
BINARY: int = getattr(os, "O_BINARY", 0)
NOT_REGULAR = "not a regular file"
"""The reason for refusing a link, a pipe, a folder or a device in the place of a file."""

_PLAIN = BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""The errors of file systems that have nothing to flush for a folder."""
_UNOWNED = (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EINVAL)
"""The errors of file systems without owners and modes."""
_JUNCTION = 0xA0000003
"""The mark of what Windows has beside links: a folder that stands for another one."""
_PATIENCE = (0.01, 0.04, 0.15, 0.5)
"""How long Windows is waited for while another program reads a file that is to be renamed."""


def open_plain(path: str, flags: int) -> int:
    """Open a regular file; a new one is readable by its owner alone.

    No link is followed, and no pipe waited for.

    Raises:
        OSError: the file does not exist, is not a regular one, or cannot be opened.

    """
    if sys.platform == "win32" and (is_link(path) or os.path.isdir(path)):
        raise OSError(errno.EINVAL, NOT_REGULAR)
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
    """Read all bytes of a regular file.

    Raises:
        OSError: the file is not a regular one, cannot be read, or is larger than ``most`` bytes
            (``EFBIG``).

    """
    with open(open_plain(path, os.O_RDONLY), "rb") as stream:
        if os.fstat(stream.fileno()).st_size <= most:
            data = stream.read(most + 1)
            # It may have grown meanwhile.
            if len(data) <= most and os.fstat(stream.fileno()).st_size <= most:
                return data
    raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))


def append(path: str, data: bytes) -> None:
    """Add bytes to a file, making it if there is none, and wait for the disk.

    Raises:
        OSError: the bytes could not be added whole; if possible, the file is as it was before.

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
        rename(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    sync_folder(os.path.dirname(path))


def rename(path: str | bytes, name: str | bytes) -> None:
    """Give a file another name, in place of the file that has it; on Windows, once nobody has
    either of them open.
    """
    for seconds in _PATIENCE if sys.platform == "win32" else ():
        with suppress(PermissionError):
            os.replace(path, name)
            return
        time.sleep(seconds)
    os.replace(path, name)


def is_link(path: str) -> bool:
    """Whether a path is a link, or what Windows has beside links."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISLNK(status.st_mode) or is_junction(status)


def is_junction(status: os.stat_result) -> bool:
    """Whether a state is that of a folder on Windows that stands for another one."""
    return getattr(status, "st_reparse_tag", 0) == _JUNCTION


def make_folder(path: str) -> None:
    """Make a private folder, and those above it that are missing, and wait for the disk."""
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
    """Make a folder private to its owner, where the file system knows owners and modes."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        give_to_owner(handle, os.path.dirname(path))
        with suppress(PermissionError):
            os.fchmod(handle, 0o700)
    finally:
        os.close(handle)


def is_private(path: str) -> bool:
    """Whether a folder is private to its owner, as far as the file system tells."""
    return sys.platform == "win32" or not stat.S_IMODE(os.stat(path).st_mode) & 0o077


def give_to_owner(handle: int, folder: str) -> None:
    """Give a file that the administrator makes to the owner of its folder.

    Otherwise the owner would be locked out.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
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
    """Wait until a file's bytes are on the disk, and on macOS out of the disk's own cache."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
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
    """Wait until the folder's own entries are on the disk; Windows opens no folder to wait for."""
    if sys.platform == "win32":
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
    """Remove a file, or a folder with its contents; a missing one is ignored.

    No link is followed.
    """
    if os.path.isdir(path) and not is_link(path):
        import shutil

        if sys.platform == "win32":
            _make_removable(path)
        # It works on open folders, so that none can be swapped for a link meanwhile.
        shutil.rmtree(path)
        return
    with suppress(FileNotFoundError):
        if sys.platform == "win32":
            os.chmod(path, 0o600)
        os.unlink(path)


def empty(path: str, keep: Sequence[str]) -> None:
    """Remove everything in a folder but the names to keep.

    Where the system allows it, the folder cannot be swapped for a link meanwhile.
    """
    if sys.platform == "win32":
        for name in _names_but(path, keep):
            remove(os.path.join(path, name))
        return
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        for name in _names_but(folder, keep):
            _remove_below(folder, name)
    finally:
        os.close(folder)


def _names_but(folder: str | int, keep: Sequence[str]) -> list[str]:
    return [name for name in os.listdir(folder) if name not in keep]


def _remove_below(folder: int, name: str) -> None:
    import shutil

    if stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
        shutil.rmtree(name, dir_fd=folder)
    else:
        os.unlink(name, dir_fd=folder)


def _make_removable(folder: str) -> None:
    """Make files writable: Windows removes no others."""
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_link(os.path.join(above, name))]
        for name in names:
            os.chmod(os.path.join(above, name), 0o600)
