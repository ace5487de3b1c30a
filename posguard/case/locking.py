"""Lock of a case: one program at a time works on it; reading needs no lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from posguard.case import durable
from posguard.errors import PosguardError, reason_of

LOCK = "lock"
_PATIENCE = 5.0


@contextmanager
def locked(folder: str, name: str) -> Iterator[None]:
    """Lock the case of this name in its folder against other programs.

    Raises:
        PosguardError: another program keeps working on it; the folder takes no lock.

    """
    from filelock import FileLock, Timeout

    path = os.path.join(folder, LOCK)
    lock = FileLock(path, timeout=_PATIENCE, mode=0o600)
    try:
        _make(path)
        lock.acquire()
    except Timeout:
        raise PosguardError("case-in-use", case=name) from None
    except OSError as err:
        raise PosguardError("case-not-saved", case=name, reason=reason_of(err)) from None
    try:
        yield
    finally:
        lock.release()


def _make(path: str) -> None:
    """Make the file to lock, so that it is a regular one and belongs to the case's owner."""
    handle = durable.open_plain(path, os.O_RDWR | os.O_CREAT)
    try:
        durable.give_to_owner(handle, os.path.dirname(path))
    finally:
        os.close(handle)
