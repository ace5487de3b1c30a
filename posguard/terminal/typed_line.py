"""A line typed at the terminal, or a key; waited for so that Ctrl-C is never lost."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


def read_line(reads: TextIO) -> str:
    """The next line; empty at its end.

    A signal that comes after Python has looked for one, and before the terminal is read, would be
    noticed with the next line only. It writes to a pipe here, which is waited for beside the
    terminal.

    Raises:
        KeyboardInterrupt: Ctrl-C.

    """
    _wait(reads.fileno())
    return reads.readline()


@contextmanager
def single_keys(reads: TextIO) -> Iterator[bool]:
    """Let keys be read without Enter meanwhile; whether they can be."""
    if sys.platform == "win32":
        yield False
        return
    import termios
    import tty

    handle = reads.fileno()
    try:
        before = termios.tcgetattr(handle)
        tty.setcbreak(handle)
    except termios.error:
        yield False
        return
    try:
        yield True
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def read_key(reads: TextIO) -> str:
    """The next key: one character, or the sequence of a key that moves the cursor.

    Raises:
        KeyboardInterrupt: Ctrl-C.

    """
    import os

    _wait(reads.fileno())
    return os.read(reads.fileno(), 32).decode(reads.encoding or "utf-8", errors="replace")


def _wait(terminal: int) -> None:
    """Wait until something was typed; what a signal does is done here."""
    import os
    import select

    if sys.platform == "win32":  # where select waits for sockets only
        return
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    before = signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    try:
        # A signal that does not end the program, as the size of a window does, is slept over.
        while terminal not in select.select([terminal, woken], [], [])[0]:
            os.read(woken, 512)
    finally:
        signal.set_wakeup_fd(before)
        os.close(woken)
        os.close(wakes)
