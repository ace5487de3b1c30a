"""Files that outlive a crash: written for their owner alone, and on the disk before the call returns."""

from __future__ import annotations

import errno
import os
from contextlib import suppress

NEW = ".new"
"""How the name of a file ends that is about to replace the one of the name before it."""
BINARY: int = getattr(os, "O_BINARY", 0)
_CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""What a file system answers that has nothing to flush for a folder."""


def append(path: str, data: bytes) -> None:
    """Add bytes to a file, making it if there is none, and wait for the disk.

    Raises:
        OSError: they could not be added whole; what was added has been taken back.

    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | BINARY, 0o600)
    try:
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
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, 0o600)
    try:
        with open(handle, "wb") as stream:
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
    """Make a folder for its owner alone, and those above it that are missing, and wait for the disk."""
    if os.path.isdir(path):
        return
    above = os.path.dirname(path)
    if above != path:
        make_folder(above)
    with suppress(FileExistsError):
        os.mkdir(path, 0o700)
    sync_folder(above)


def sync(handle: int) -> None:
    """Wait until a file's bytes are on the disk; where it can be asked for, not merely in the disk's own memory."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(handle, getattr(fcntl, "F_FULLFSYNC"))  # noqa: B009  only macOS has it
        return
    os.fsync(handle)


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
    with open(path, "r+b") as stream:
        stream.truncate(size)
        sync(stream.fileno())


def remove(path: str) -> None:
    """Remove a file, or a folder with everything in it; no link is followed, and nothing missing is missed."""
    if os.path.isdir(path) and not os.path.islink(path):
        for entry in list(os.scandir(path)):
            remove(entry.path)
        os.rmdir(path)
        return
    with suppress(FileNotFoundError):
        if os.name == "nt":
            os.chmod(path, 0o600)  # what is read-only there cannot be removed
        os.unlink(path)
