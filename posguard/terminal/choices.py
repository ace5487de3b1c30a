"""A question as a list of choices, and what of it is found, ticked and numbered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from posguard.render.wrap import wrap
from posguard.terminal.sheet import Line, Passage

WIDEST = 100
"""Columns of a line at most, however wide the screen: longer ones are hard to read."""
_BESIDE_NUMBERS = " \t\u3000，,、;；/／.．。)）(（"
"""Marks around a number, or between two: ``6.`` as on the screen, ``1/2``, or a Chinese one."""
_BETWEEN_NUMBERS = rf"[{re.escape(_BESIDE_NUMBERS)}]+"


class Choice(Struct, frozen=True):
    """One choice of a list.

    ``words`` are further words that find it; ``short`` stands for the label where there is no
    room; one that is ``always`` shown is found by whatever is typed. ``details`` can be opened.
    """

    value: str
    label: str
    words: tuple[str, ...] = ()
    short: str = ""
    always: bool = False
    details: tuple[str, ...] = ()

    def fits(self, wanted: str) -> bool:
        """Whether the choice is always shown, or has these words in it."""
        return self.always or self.has(wanted)

    def has(self, wanted: str) -> bool:
        """Whether the choice has these words in it, or Chinese ones that are read so."""
        texts = (self.label, *self.words)
        if any(wanted in folded(each) for each in texts):
            return True
        letters = wanted.replace(" ", "").replace("'", "")
        if not (letters.isascii() and letters.isalpha()):
            return False
        from posguard.pack.pinyin import sounds_like  # only whoever types needs it

        return any(sounds_like(each, letters) for each in texts)


class ChoiceQuestion(Struct, frozen=True):
    """A question that is answered with one choice of a list, or with several.

    ``above`` stands quietly above the title. Of those in ``alone`` none goes with another choice
    but those in ``beside``; those in ``before`` are chosen to begin with. A ``page`` is no
    question: its choices are ticked off and opened, and Enter goes on. Where the choices are
    ``names``, q may be the first letter of one, and ``unlisted`` says what to do if none is found.

    Above everything stands as much of the ``sheet`` as there is room for, and the rest of it is
    leafed to; the choices are short for its sake. So many lines above the sheet are ``kept`` for
    what stands there, until somebody leafs.
    """

    title: str
    choices: tuple[Choice, ...]
    above: str = ""
    help: str = ""
    many: bool = False
    alone: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    can_go_back: bool = False
    page: bool = False
    names: bool = False
    unlisted: str = ""
    sheet: tuple[Passage, ...] = ()
    kept: int = 0

    @property
    def labels(self) -> dict[str, str]:
        """The label of each choice by its value."""
        return {choice.value: choice.label for choice in self.choices}


class LeftPage(KeyboardInterrupt):
    """The person leaves at a page of what to do; ``done`` is what they ticked there."""

    def __init__(self, done: Sequence[str]) -> None:
        super().__init__()
        self.done = done


class EndedPage(SystemExit):
    """A signal ends the process at a page of what to do; ``done`` is what was ticked there."""

    def __init__(self, done: Sequence[str], code: int) -> None:
        super().__init__(code)
        self.done = done


def folded(words: str) -> str:
    """Words as they are compared: a Chinese input method types ``ｑ`` for ``q``."""
    return unicodedata.normalize("NFKC", words).strip().casefold()


def numbers_typed(typed: str, most: int, *, many: bool) -> list[int]:
    """The numbers that were typed, from 1 to ``most``; none if anything else was typed too."""
    parts = re.split(_BETWEEN_NUMBERS, typed.strip(_BESIDE_NUMBERS))
    if len(parts) > 1 and not many:
        return []
    if not all(part.isdecimal() and 1 <= int(part) <= most for part in parts):
        return []
    return [int(part) for part in parts]


def tick_box(ticked: bool) -> str:  # noqa: FBT001  it is the only thing to tell
    """The box in front of a choice."""
    return "[x] " if ticked else "[ ] "


def head(asked: ChoiceQuestion, columns: int) -> list[Line]:
    """The question in lines: its number, what it asks, and the help."""
    lines: list[Line] = [("quiet", line) for line in wrap(asked.above, columns) if asked.above]
    lines += [("title", line) for line in wrap(asked.title, columns)]
    if asked.help:
        lines += [("quiet", line) for line in wrap(asked.help, columns, "  ", "  ")]
    return lines


def chosen_with(asked: ChoiceQuestion, ticked: Sequence[str], value: str) -> list[str]:
    """What is ticked after one more choice is ticked, or after its tick is taken away.

    A choice that stands alone takes the place of the others, and gives way to them.
    """
    if value in ticked:
        return [each for each in ticked if each != value]
    if value in asked.alone:
        return [*(each for each in ticked if each in asked.beside), value]
    if value in asked.beside:
        return [*ticked, value]
    return [*(each for each in ticked if each not in asked.alone), value]
