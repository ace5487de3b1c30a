"""Copying while hashing: every byte is read as it is copied, and a small file once more."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from posguard.errors import PosguardError
from posguard.evidence.originals import Refusal, read, shown

if TYPE_CHECKING:
    from concurrent.futures import Future

ByteCounter = Callable[[int], None]
"""Told how many more bytes are done."""
ALGORITHMS = ("sha256", "sm3")
CHUNK = 1 << 18
_MOST_WAITING = 16
_FLUSH = 1 << 25
_SMALL = 1 << 24
"""Up to this size a file is read a second time, which costs little while the system still holds
its bytes.
"""


def count_nothing(done: int) -> None:
    """For what is over soon."""


def hashers() -> dict[str, Any]:
    """SHA-256, and SM3 where the platform has it."""
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
        Refused: the original cannot be read, or has more or fewer bytes than ``size``.
        PosguardError: the copy cannot be written.

    """
    from concurrent.futures import ThreadPoolExecutor

    hashes = hashers()
    done = flushed = 0
    waiting: deque[list[Future[None]]] = deque()
    with ExitStack() as stack:
        lanes = {name: stack.enter_context(ThreadPoolExecutor(1)) for name in (*hashes, "flush")}
        flushing: Future[None] | None = None
        while (chunk := read(source, original, CHUNK)) and (done := done + len(chunk)) <= size:
            if len(waiting) >= _MOST_WAITING:
                _wait(waiting.popleft())
            waiting.append(
                [lanes[name].submit(each.update, chunk) for name, each in hashes.items()]
            )
            with writing():
                _write(copied, chunk)
                if done - flushed >= _FLUSH and (flushing is None or flushing.done()):
                    _wait([flushing] if flushing else [])
                    flushing, flushed = lanes["flush"].submit(os.fsync, copied), done
            progress(len(chunk))
        for futures in waiting:
            _wait(futures)
        with writing():
            _wait([flushing] if flushing else [])
    if done != size:
        raise Refusal("evidence-changed", file=shown(source))
    return {name: each.hexdigest() for name, each in hashes.items()}


def check_again(source: str, original: int, size: int, hashes: Mapping[str, str]) -> None:
    """Refuse a small original that a second reading finds changed: its times and size may have
    been put back.

    Raises:
        Refused: it changed, or cannot be read.

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
    """What goes wrong here goes wrong with the copy.

    Raises:
        PosguardError: the disk is full, or refuses otherwise.

    """
    try:
        yield
    except OSError as err:
        raise PosguardError("evidence-not-saved", reason=err.strerror or "") from None


def _wait(futures: Iterable[Future[None]]) -> None:
    for future in futures:
        future.result()


def _write(copied: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(copied, rest) :]
