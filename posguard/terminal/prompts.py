"""Questions on the terminal, never on standard output: by arrow keys, or else by number.

Standard output belongs to the plan. Questions go to standard error if that is a terminal, else to
the controlling terminal; answers come from standard input only if that is a terminal. Piped data
are never taken for key strokes.
"""

from __future__ import annotations

import codecs
import os
import re
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from typing import Any, TextIO, cast

from msgspec import Struct

from posguard.interview.session import Back, Prompt
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.render.wrap import wrap
from posguard.terminal import streams

_BESIDE_NUMBERS = " \t\u3000,，、;；/／.．。)）(（"
"""Marks around a number, or between two: ``6.`` as on the screen, ``1/2``, or a Chinese one."""
_BETWEEN_NUMBERS = rf"[{re.escape(_BESIDE_NUMBERS)}]+"


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
        return min(self._size().columns, 100) or 80

    def holds(self, lines: int) -> bool:
        """Whether so many lines are on the screen at once."""
        return lines <= (self._size().lines or 24)

    def _size(self) -> os.terminal_size:
        try:
            return os.get_terminal_size(self.writes.fileno())
        except OSError:
            return os.terminal_size((80, 24))

    def show(self, lines: Sequence[str]) -> None:
        """Write lines at once; a character that the terminal's encoding lacks is replaced."""
        encoding = self.writes.encoding or "ascii"
        words = "".join(f"{line}\n" for line in lines)
        self.writes.write(
            words.encode(encoding, errors="replace").decode(encoding, errors="replace")
        )
        self.writes.flush()

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
                own: Any = open("/dev/tty", how, encoding=_encoding(), errors="replace")  # noqa: SIM115  the stack closes it
                return cast("TextIO", opened.enter_context(own))
            except OSError:
                raise NoTerminal from None

        reads, writes = end(sys.stdin, "r"), end(sys.stderr, "w")
        dumb = streams.dumb() or not streams.shows(writes, "○●")
        yield Terminal(reads, writes, lang, plain or dumb)


def _encoding() -> str:
    """The encoding of a terminal that no stream leads to: that of the streams, if not ASCII."""
    standard = (sys.stderr, sys.stdin, sys.stdout)
    known = next((s.encoding for s in standard if s is not None and s.encoding), "utf-8")
    return "utf-8" if codecs.lookup(known).name == "ascii" else known


def ask(terminal: Terminal, prompt: Prompt) -> Sequence[str] | Back:
    """Put one question; the answer is the names of its options.

    Raises:
        KeyboardInterrupt: the person leaves.

    """
    lang, width = terminal.lang, terminal.width()
    lines = [
        "",
        terminal.say("progress", n=prompt.number),
        *wrap(prompt.question.ask[lang], width),
    ]
    if prompt.question.help is not None:
        lines += wrap(prompt.question.help[lang], width, "  ", "  ")
    # Shown before the widgets are loaded: the question is on the screen while they are.
    terminal.show(lines)
    labels = [_label(option.text[lang], width) for option in prompt.offered.values()]
    # The widget hides what is below the screen's edge without a word; numbers do not.
    high = len(lines) + sum(len(label.split("\n")) for label in labels) + 4
    arrows = not terminal.plain and terminal.holds(high)
    return _by_arrows(terminal, prompt, labels) if arrows else _by_number(terminal, prompt)


def advise(terminal: Terminal, lines: Sequence[str]) -> None:
    """Show what cannot wait until it is read: the next question would push it off the screen.

    Raises:
        KeyboardInterrupt: the person leaves.

    """
    terminal.show(["", *lines, "", *wrap(terminal.say("go-on"), terminal.width())])
    _line(terminal, "> ")


def ask_words(terminal: Terminal, label: str) -> str:
    """Ask for a few words; nothing is an answer too.

    Raises:
        KeyboardInterrupt: the person leaves.

    """
    terminal.show(["", *wrap(label, terminal.width())])
    return _line(terminal, "> ").strip()


def _line(terminal: Terminal, prompt: str) -> str:
    terminal.writes.write(prompt)
    terminal.writes.flush()
    line = terminal.reads.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def _by_number(terminal: Terminal, prompt: Prompt) -> Sequence[str] | Back:
    names = list(prompt.offered)
    width = terminal.width()
    many = prompt.question.choose == "many"
    _show_numbered(terminal, prompt)
    while True:
        typed = _line(terminal, "> ")
        if typed_letter(typed) == "q":
            raise KeyboardInterrupt
        if typed_letter(typed) == "b" and prompt.can_go_back:
            return Back.BACK
        chosen = _numbers(typed, names, many=many)
        complaint = _complaint(terminal, prompt, chosen)
        if not complaint:
            return chosen
        terminal.show(wrap(complaint, width))


def _complaint(terminal: Terminal, prompt: Prompt, chosen: Sequence[str]) -> str:
    """What is wrong with the numbers that were typed; empty if nothing is."""
    options = prompt.offered
    alone = prompt.question.alone(chosen)
    if alone is not None:
        return terminal.say("alone", option=options[alone].text[terminal.lang])
    if chosen:
        return ""
    wrong = "plain-wrong-many" if prompt.question.choose == "many" else "plain-wrong"
    return terminal.say(wrong, most=len(options))


def _show_numbered(terminal: Terminal, prompt: Prompt) -> None:
    """Show the options with their numbers, and what can be typed."""
    width = terminal.width()
    terminal.show([""])
    for position, option in enumerate(prompt.offered.values(), 1):
        terminal.show(wrap(option.text[terminal.lang], width, f"{position:3}. ", "     "))
    many = prompt.question.choose == "many"
    hints = [terminal.say("plain-many" if many else "plain-one")]
    if prompt.can_go_back:
        hints.append(terminal.say("plain-back"))
    terminal.show(wrap(" / ".join([*hints, terminal.say("plain-leave")]), width))


def typed_letter(typed: str) -> str:
    """What was typed, as a small letter: a Chinese input method types ``ｑ`` for ``q``."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def _numbers(typed: str, names: Sequence[str], *, many: bool) -> list[str]:
    """The options whose numbers were typed; none if anything else was typed too."""
    parts = re.split(_BETWEEN_NUMBERS, typed.strip(_BESIDE_NUMBERS))
    if len(parts) > 1 and not many:
        return []
    if not all(p.isdecimal() and 1 <= int(p) <= len(names) for p in parts):
        return []
    return [names[int(p) - 1] for p in parts]


def _by_arrows(terminal: Terminal, prompt: Prompt, labels: Sequence[str]) -> Sequence[str] | Back:
    with _interruptible_afterwards():
        from posguard.terminal.arrows import pick

    choices: list[tuple[str, Any]] = list(zip(labels, prompt.offered, strict=True))
    if prompt.can_go_back:
        choices.append((f"< {terminal.say('back')}", Back.BACK))
    many = prompt.question.choose == "many"
    keys = _label(f"({terminal.say('keys-many' if many else 'keys-one')})", terminal.width())
    valid = _validator(terminal, prompt) if many else None
    picked = pick(terminal.reads, terminal.writes, choices, keys, valid, prompt.before)
    return Back.BACK if Back.BACK in picked else picked


@contextmanager
def _interruptible_afterwards() -> Iterator[None]:
    """Hold Ctrl-C back while libraries are loaded: some of them would swallow it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _label(words: str, width: int) -> str:
    """A choice on as many lines as it needs: the widget itself would cut it off."""
    return "\n      ".join(wrap(words, width - 8))


def _validator(terminal: Terminal, prompt: Prompt) -> Callable[[list[Any]], bool | str]:
    def valid(ticked: list[Any]) -> bool | str:
        if not ticked:
            return terminal.say("choose-some")
        if len(ticked) > 1 and Back.BACK in ticked:
            return terminal.say("alone", option=terminal.say("back"))
        alone = None if Back.BACK in ticked else prompt.question.alone(ticked)
        if alone is not None:
            return terminal.say("alone", option=prompt.offered[alone].text[terminal.lang])
        return True

    return valid
