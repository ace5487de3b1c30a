"""A line typed at the terminal: Ctrl-C reaches whoever waits for it, whenever it is pressed."""

from __future__ import annotations

import os
import pty
import signal
import time
from collections.abc import Iterator
from typing import TextIO

import pytest

from posguard.terminal.typed_line import read_line

_TRIALS = 1500
_SLOWEST = 100e-6
"""By then the terminal is being read."""
_LOST = 2.0
"""A signal that was lost is sent again after so many seconds."""


class Interrupted(Exception):
    """What stands for Ctrl-C here: a real one would end the suite."""


def _interrupt(*_: object) -> None:
    raise Interrupted


@pytest.fixture
def terminal() -> Iterator[tuple[TextIO, int]]:
    """A terminal to read from, and the handle by which a person types at it."""
    master, slave = pty.openpty()
    with open(slave, encoding="utf-8") as reads:
        yield reads, master
    os.close(master)


def _interrupted(reads: TextIO, seconds: float) -> None:
    """Wait for a line that nobody types, and be interrupted."""
    signal.setitimer(signal.ITIMER_REAL, seconds, _LOST)
    read_line(reads)


def test_no_interrupt_is_lost_right_before_a_line_is_read(terminal: tuple[TextIO, int]) -> None:
    """Whenever within a tenth of a millisecond it comes, it is noticed at once and not with the
    next line that is typed.
    """
    before = signal.signal(signal.SIGALRM, _interrupt)
    late = []
    try:
        for trial in range(_TRIALS):
            begun = time.monotonic()
            with pytest.raises(Interrupted):
                _interrupted(terminal[0], 1e-6 + _SLOWEST * trial / _TRIALS)
            signal.setitimer(signal.ITIMER_REAL, 0)
            if time.monotonic() - begun > _LOST:
                late.append(trial)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.set_wakeup_fd(-1)
    assert late == []


def test_other_signals_are_slept_over(terminal: tuple[TextIO, int]) -> None:
    """A signal that ends nothing, as when a window is resized, does not end the line; nothing of
    how signals are noticed is changed afterwards.
    """
    reads, keyboard = terminal

    def typing(*_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        os.write(keyboard, b"two words\n")

    signal.set_wakeup_fd(-1)
    before = signal.signal(signal.SIGALRM, typing)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        assert read_line(reads) == "two words\n"
    finally:
        signal.signal(signal.SIGALRM, before)
    assert signal.set_wakeup_fd(-1) == -1


def test_the_end_of_what_is_typed(terminal: tuple[TextIO, int]) -> None:
    """Ctrl-D on an empty line is the end; lines typed at once come one by one."""
    reads, keyboard = terminal
    os.write(keyboard, b"1\n2\n\x04")
    assert [read_line(reads), read_line(reads), read_line(reads)] == ["1\n", "2\n", ""]
