"""Keyboard input without what was pasted: a list of choices has no use for it."""

from __future__ import annotations

import sys
from typing import TextIO

assert sys.platform != "win32"  # which has no such keyboard

from prompt_toolkit.input.posix_utils import PosixStdinReader  # noqa: E402  not on Windows
from prompt_toolkit.input.vt100 import Vt100Input  # noqa: E402  not on Windows
from prompt_toolkit.key_binding import KeyPress  # noqa: E402  not on Windows

CTRL_C = "\x03"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""How a terminal that can tell a paste from typing marks its beginning and its end."""
_MOST_TYPED = 500
"""More than this at once is no typing."""


class TypingInput(Vt100Input):
    """The keyboard without what was pasted."""

    def __init__(self, reads: TextIO) -> None:
        super().__init__(reads)
        self._paste = Paste()
        self.stdin_reader = _TypingReader(reads.fileno(), reads.encoding, self._paste)

    def flush_keys(self) -> list[KeyPress]:
        """The keys that nothing more belongs to: Esc could have been the beginning of a mark."""
        self.vt100_parser.feed(self._paste.left_over())
        return super().flush_keys()


class _TypingReader(PosixStdinReader):
    """A reader of the keyboard that leaves pastes out."""

    def __init__(self, handle: int, encoding: str, paste: Paste) -> None:
        super().__init__(handle, encoding=encoding)
        self._paste = paste

    def read(self, count: int = 1024) -> str:
        return self._paste.left_out(super().read(count))


class Paste:
    """Pastes in what a terminal sends, however it is cut into pieces."""

    def __init__(self) -> None:
        self._inside = False
        self._end = ""

    def left_out(self, data: str) -> str:
        """The data without what was pasted. Ctrl-C ends a paste: its end may never come."""
        data, self._end = self._end + data, ""
        typed = ""
        while data:
            if not self._inside:
                before, mark, data = data.partition(PASTE)
                typed += before
                self._inside = bool(mark)
                continue
            stops = [place for mark in (PASTED, CTRL_C) if (place := data.find(mark)) >= 0]
            if not stops:
                self._end = data[1 - len(PASTED) :]
                break
            self._inside = False
            data = data[min(stops) :].removeprefix(PASTED)
        if not self._inside:
            typed, self._end = _without_half_a_mark(typed)
        if len(typed) > _MOST_TYPED:  # a terminal that does not mark pastes
            return CTRL_C if CTRL_C in typed else ""
        return typed

    def left_over(self) -> str:
        """What looked like the beginning of a paste and was none, for nothing followed."""
        if self._inside:
            return ""
        typed, self._end = self._end, ""
        return typed


def _without_half_a_mark(typed: str) -> tuple[str, str]:
    """The text, and apart from it the mark of a paste that has only begun at its end."""
    for size in range(len(PASTE) - 1, 0, -1):
        if typed.endswith(PASTE[:size]):
            return typed[:-size], PASTE[:size]
    return typed, ""
