"""The two ends of a terminal: questions and answers, never on standard output.

Standard output belongs to the plan. Questions go to standard error if that is a terminal, else to
the controlling terminal; answers come from standard input only if that is a terminal. Piped data
are never taken for key strokes.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from typing import Any, Literal, TextIO, cast

from msgspec import Struct

from posguard.messages import say
from posguard.pack.model import Lang
from posguard.terminal import streams
from posguard.terminal.choices import WIDEST, folded
from posguard.terminal.typed_line import read_key, read_line, single_keys


class NoTerminal(Exception):
    """There is no terminal to ask on."""


class Terminal(Struct, frozen=True):
    """The two ends of a terminal, and the language spoken on it."""

    reads: TextIO
    writes: TextIO
    lang: Lang
    plain: bool

    def width(self) -> int:
        """Columns of this terminal."""
        return min(self._size().columns, WIDEST) or 80

    def rows(self) -> int:
        """Lines of this terminal."""
        return self._size().lines or 24

    def _size(self) -> os.terminal_size:
        try:
            return os.get_terminal_size(self.writes.fileno())
        except (OSError, ValueError):  # Windows knows the size of the standard streams alone
            return os.terminal_size((80, 24))

    def show(self, lines: Sequence[str]) -> None:
        """Write lines at once; a character that the terminal's encoding lacks is replaced."""
        encoding = self.writes.encoding or "ascii"
        words = "".join(f"{line}\n" for line in lines)
        self.writes.write(
            words.encode(encoding, errors="replace").decode(encoding, errors="replace")
        )
        self.writes.flush()

    def show_quietly(
        self, lines: Sequence[str], style: Literal["quiet", "title"] = "quiet"
    ) -> None:
        """Write lines that may be passed over, or such as carry the weight."""
        if self.plain:
            self.show(lines)
            return
        grey = streams.colourful(plain=False) and streams.many_colours()
        code = {"quiet": "38;5;243" if grey else "", "title": "1"}[style]
        self.show([f"\x1b[{code}m{line}\x1b[0m" if code else line for line in lines])

    def show_by_page(self, lines: Sequence[str]) -> None:
        """Write lines a screen at a time; a key shows the next, ``q`` ends. Where no single keys
        can be read, it is Enter.
        """
        size = max(self.rows() - 2, 1)
        for start in range(0, len(lines), size):
            if start and self._goes_no_further(len(lines) - start):
                return
            self.show(lines[start : start + size])

    def _goes_no_further(self, left: int) -> bool:
        """Ask whether to go on to the lines that are left."""
        if self.plain:
            return self._ends_by_line(left)
        with single_keys(self.reads) as single:
            if not single:
                return self._ends_by_line(left)
            self.writes.write(self.say("page-key", left=left))
            self.writes.flush()
            key = read_key(self.reads)
        self.writes.write("\r\x1b[J")
        self.writes.flush()
        return folded(key) == "q"

    def _ends_by_line(self, left: int) -> bool:
        self.show([self.say("page-enter", left=left)])
        return folded(read_line(self.reads)) == "q"

    def say(self, key: str, **facts: object) -> str:
        return say(self.lang, key, **facts)


@contextmanager
def open_terminal(lang: Lang, *, plain: bool) -> Iterator[Terminal]:
    """The terminal to ask on.

    Raises:
        NoTerminal: no stream is a terminal, and the process has none of its own.

    """
    with ExitStack() as opened:

        def end(stream: TextIO | None, how: str) -> TextIO:
            if stream is not None and not stream.closed and stream.isatty():
                if isinstance(stream, TextIOWrapper) and stream.errors != "replace":
                    stream.reconfigure(
                        errors="replace"
                    )  # half a character, typed and deleted, is no reason to stop
                return stream
            try:
                own: Any = open(_own(how), how, encoding=_encoding(), errors="replace")  # noqa: SIM115  the stack closes it
                return cast("TextIO", opened.enter_context(own))
            except OSError:
                raise NoTerminal from None

        reads, writes = end(sys.stdin, "r"), end(sys.stderr, "w")
        dumb = streams.dumb() or not _draws() or not streams.shows(writes, "“”")
        yield Terminal(reads, writes, lang, plain or dumb)


def _own(how: str) -> str:
    """The name of the process's own terminal."""
    if sys.platform == "win32":
        return "CONIN$" if how == "r" else "CONOUT$"
    if sys.platform == "darwin":  # a list cannot wait for keys there from the alias of a device
        for stream in (sys.stderr, sys.stdout, sys.stdin):
            with suppress(AttributeError, OSError, ValueError):
                return os.ttyname(stream.fileno())
    return "/dev/tty"


def _draws() -> bool:
    """Whether a list can be drawn: on Windows on standard output only, which may be a file."""
    return sys.platform != "win32" or streams.on_terminal()


def _encoding() -> str:
    """The encoding of a terminal that no stream leads to: that of the streams, if not ASCII."""
    if sys.platform == "win32":
        return "utf-8"  # whatever the code page of the console
    standard = (sys.stderr, sys.stdin, sys.stdout)
    known = next((s.encoding for s in standard if s is not None and s.encoding), "utf-8")
    return "utf-8" if codecs.lookup(known).name == "ascii" else known
