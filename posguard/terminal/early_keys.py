"""Keys pressed too early: what was typed before a question is on the screen answers nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

GRACE = 0.5
"""So many seconds long an urgent page takes no Enter: a key meant for the question before it would
otherwise leaf past it.
"""
SECOND_ENTER = 0.3
"""So many seconds behind an urgent page the next question waits: Enter pressed twice would answer
it with its first choice.
"""
LINE_FEED_GRACE = 0.3
"""So many seconds long an empty line counts for nothing: some programs send two for one Enter."""


def discard_typed(reads: TextIO) -> None:
    """Discard what was typed and has not been read."""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        with suppress(termios.error):
            termios.tcflush(reads.fileno(), termios.TCIFLUSH)


@contextmanager
def without_echo(reads: TextIO) -> Iterator[None]:
    """Keep what is typed from showing on the screen meanwhile: it would move what stands there."""
    if sys.platform == "win32":
        yield
        return
    import termios

    try:
        before = termios.tcgetattr(reads.fileno())
        silent = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
        termios.tcsetattr(reads.fileno(), termios.TCSANOW, silent)
    except termios.error:
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(reads.fileno(), termios.TCSANOW, before)
