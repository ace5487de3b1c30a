"""A line typed at the terminal, waited for so that Ctrl-C is never lost."""

from __future__ import annotations

import signal
import sys
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
