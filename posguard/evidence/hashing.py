"""Hashing of originals while they are copied; small ones are read a second time."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from posguard.errors import PosguardError, reason_of
from posguard.evidence.originals import Refusal, read, shown

if TYPE_CHECKING:
    from concurrent.futures import Future

ByteCounter = Callable[[int], None]
"""Counts bytes that are done."""
ALGORITHMS = ("sha256", "sm3")
CHUNK = 1 << 18
_MOST_WAITING = 16
_FLUSH = 1 << 25
_SMALL = 1 << 24
"""Up to this size a file is read twice, at little cost while the system still has its bytes."""


def count_nothing(done: int) -> None:
    """Count no bytes: for work that is over soon."""


def hashers() -> dict[str, Any]:
    """New hashes by algorithm: SHA-256, and SM3 where the platform has it."""
    found = {}
    for name in ALGORITHMS:
        with suppress(ValueError):
            found[name] = hashlib.new(name)
    return found


def copy_and_hash(
    source: str, original: int, copied: int, size: int, progress: ByteCounter
) -> dict[str, str]:
    """Read the original once: every piece goes into the copy and into the hashes.

    Each hash is computed in a thread of its own, which the interpreter allows to run beside the
    reading; another lets the disk begin before everything is written.

    Raises:
        Refusal: the original cannot be read, or has more or fewer bytes than ``size``.
        PosguardError: the copy cannot be written.

    """
    hashes = hashers()
    done = 0
    with ExitStack() as stack:
        threads = _Threads(stack, hashes, copied)
        while (chunk := read(source, original, CHUNK)) and (done := done + len(chunk)) <= size:
            threads.update(chunk)
            with writing():
                _write(copied, chunk)
                threads.flush(done)
            progress(len(chunk))
        threads.finish()
    if done != size:
        raise Refusal("evidence-changed", file=shown(source))
    return {name: each.hexdigest() for name, each in hashes.items()}


class _Threads:
    """Threads beside the reading: one for each hash, and one that flushes the copy."""

    def __init__(self, stack: ExitStack, hashes: Mapping[str, Any], copied: int) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._hashing = [
            (each, stack.enter_context(ThreadPoolExecutor(1))) for each in hashes.values()
        ]
        self._flusher = stack.enter_context(ThreadPoolExecutor(1))
        self._copied = copied
        self._waiting: deque[list[Future[None]]] = deque()
        self._flushing: Future[None] | None = None
        self._flushed = 0

    def update(self, chunk: bytes) -> None:
        """Add a piece to every hash; wait if too many pieces are waiting already."""
        if len(self._waiting) >= _MOST_WAITING:
            _wait(self._waiting.popleft())
        self._waiting.append([thread.submit(each.update, chunk) for each, thread in self._hashing])

    def flush(self, done: int) -> None:
        """Begin to flush the copy if enough has been written and no flush is going on."""
        if done - self._flushed < _FLUSH:
            return
        if self._flushing is None or self._flushing.done():
            self._wait_for_flush()
            self._flushing = self._flusher.submit(os.fsync, self._copied)
            self._flushed = done

    def finish(self) -> None:
        """Wait for all hashes and for the last flush."""
        for futures in self._waiting:
            _wait(futures)
        with writing():
            self._wait_for_flush()

    def _wait_for_flush(self) -> None:
        if self._flushing is not None:
            self._flushing.result()


def check_again(source: str, original: int, size: int, hashes: Mapping[str, str]) -> None:
    """Refuse a small original that has changed at a second reading.

    Its size and times alone would not show it: they may have been put back.

    Raises:
        Refusal: the original has changed, or cannot be read.

    """
    if size > _SMALL:
        return
    os.lseek(original, 0, os.SEEK_SET)
    again = hashlib.new(ALGORITHMS[0])
    while chunk := read(source, original, CHUNK):
        again.update(chunk)
    if again.hexdigest() != hashes[ALGORITHMS[0]]:
        raise Refusal("evidence-changed", file=shown(source))


@contextmanager
def writing() -> Iterator[None]:
    """Turn the errors of writing a copy into one for the user.

    Raises:
        PosguardError: the copy cannot be written, such as on a full disk.

    """
    try:
        yield
    except OSError as err:
        raise PosguardError("evidence-not-saved", reason=reason_of(err)) from None


def _wait(futures: Iterable[Future[None]]) -> None:
    for future in futures:
        future.result()


def _write(copied: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(copied, rest) :]
