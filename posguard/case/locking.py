"""One program at a time works on a case; looking needs no lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from posguard.errors import PosguardError

LOCK = "lock"
_PATIENCE = 5.0


@contextmanager
def locked(folder: str, name: str) -> Iterator[None]:
    """The case of this name in this folder for one program alone.

    Raises:
        PosguardError: another program works on it, and goes on doing so; the folder takes no lock.

    """
    from filelock import FileLock, Timeout

    lock = FileLock(os.path.join(folder, LOCK), timeout=_PATIENCE, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise PosguardError("case-in-use", case=name) from None
    except OSError as err:
        raise PosguardError("case-not-saved", case=name, reason=err.strerror or "") from None
    try:
        yield
    finally:
        lock.release()
