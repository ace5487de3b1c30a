"""A question as a list of choices, and how it is laid out on a screen of any size."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import chain

from msgspec import Struct

from posguard.messages import joined, say
from posguard.pack.model import Lang
from posguard.render.wrap import cells, wrap
from posguard.terminal.sheet import Line, Passage, sheet_lines

WIDEST = 100
"""Columns of a line at most, however wide the screen: longer ones are hard to read."""
_FEWEST_LINES = 6
"""So many lines of choices are shown on the smallest screen, whatever stands above them."""
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
        """Whether the choice has these words in it."""
        return self.always or any(wanted in folded(each) for each in (self.label, *self.words))


class ChoiceQuestion(Struct, frozen=True):
    """A question that is answered with one choice of a list, or with several.

    ``above`` stands quietly above the title. Of those in ``alone`` none goes with another choice
    but those in ``beside``; those in ``before`` are chosen to begin with. A ``page`` is no
    question: its choices are ticked off and opened, and Enter goes on. Above everything stands as
    much of the ``sheet`` as there is room for; the choices are short for its sake.
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
    sheet: tuple[Passage, ...] = ()

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


class View(Struct, frozen=True):
    """What of a list is to be seen: the places of the choices found, the one pointed at, those
    ticked, what was typed to find them and what was typed in vain, and the first place shown the
    last time.
    """

    found: Sequence[int]
    pointed: int
    ticked: Collection[str] = ()
    typed: str = ""
    missed: str = ""
    first: int = 0


class Screen(Struct, frozen=True):
    """Lines for a screen: the question with its list, and below what can be pressed. ``first`` is
    the first place of the list that is on it.
    """

    body: tuple[Line, ...]
    foot: tuple[Line, ...]
    first: int

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return (*self.body, *self.foot)


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


def laid_out(asked: ChoiceQuestion, view: View, lang: Lang, columns: int, rows: int) -> Screen:
    """The question and as much of its list as there is room for, the choice pointed at among it.

    What is above or below is counted in a line of its own. Where the screen is too small, the help
    gives way first, then the number of the question.
    """
    columns = min(columns, WIDEST)
    foot = _foot(asked, view, lang, columns)
    drawn = [_drawn(asked, view, place, columns) for place in view.found]
    room = rows - len(foot) - 1
    top = _top(asked, columns, room - min(_FEWEST_LINES, sum(map(len, drawn))))
    room = max(room - len(top), 1)
    needed = len(drawn) if asked.sheet else room
    if (asked.page or asked.sheet) and sum(map(len, drawn)) > needed:
        drawn = [_drawn(asked, view, place, columns, short=True) for place in view.found]
    if asked.sheet:
        left = room - sum(map(len, drawn))
        top = [*sheet_lines(asked.sheet, lang, columns, left), *top]
        room -= max(left, 0)
    at = list(view.found).index(view.pointed)
    first, last = visible([len(lines) for lines in drawn], at, view.first, room)
    body = [*chain.from_iterable(drawn[first:last])]
    if first > 0:
        body.insert(0, ("quiet", say(lang, "list-above", count=first)))
    if last < len(drawn):
        body.append(("quiet", say(lang, "list-below", count=len(drawn) - last)))
    return Screen((*top, *body), tuple(foot), first)


def _top(asked: ChoiceQuestion, columns: int, room: int) -> list[Line]:
    """The question, with its number and its help if there is room for them."""
    lines = head(asked, columns)
    return lines if len(lines) + 2 <= room else [line for line in lines if line[0] != "quiet"]


def visible(heights: Sequence[int], at: int, before: int, room: int) -> tuple[int, int]:
    """The places from the first shown to the one after the last, ``at`` among them.

    The list moves no further than it must from ``before``, the first place shown the last time.
    A list that does not fit gives up a line for each end that is hidden.
    """
    if sum(heights) <= room:
        return 0, len(heights)
    first = min(before, at)
    while first < at and sum(heights[first : at + 1]) > _room_at(room, first, at, len(heights)):
        first += 1
    last = at + 1
    while last < len(heights):
        if sum(heights[first : last + 1]) > _room_at(room, first, last, len(heights)):
            break
        last += 1
    while first > 0:
        if sum(heights[first - 1 : last]) > _room_at(room, first - 1, last - 1, len(heights)):
            break
        first -= 1
    return first, last


def _room_at(room: int, first: int, last: int, count: int) -> int:
    return room - (first > 0) - (last < count - 1)


def _drawn(
    asked: ChoiceQuestion, view: View, place: int, columns: int, *, short: bool = False
) -> list[Line]:
    """A choice in lines: the pointer, its number, its tick box, and its label."""
    choice = asked.choices[place]
    pointed = place == view.pointed
    box = tick_box(choice.value in view.ticked) if asked.many else ""
    start = f"{'>' if pointed else ' '}{place + 1:3}. {box}"
    label = choice.short if short and choice.short else choice.label
    return [
        ("pointed" if pointed else "", line)
        for line in wrap(label, columns, start, " " * cells(start))
    ]


def _foot(asked: ChoiceQuestion, view: View, lang: Lang, columns: int) -> list[Line]:
    """What can be pressed, and what has been typed to find a choice."""
    keys = joined(lang, (say(lang, key) for key in _keys(asked)), "clauses")
    lines: list[Line] = [("quiet", line) for line in wrap(keys, columns)]
    key, typed = ("list-nothing", view.missed) if view.missed else ("list-found", view.typed)
    if typed:
        lines = [("title", line) for line in wrap(say(lang, key, words=typed), columns)] + lines
    return lines


def _keys(asked: ChoiceQuestion) -> list[str]:
    if asked.page:
        return ["keys-page", "keys-open", "keys-done"]
    back = ["keys-back"] if asked.can_go_back else []
    return ["keys-many" if asked.many else "keys-one", *back, "keys-find", "keys-leave"]


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


def in_pages(lines: Sequence[str], columns: int, rows: int) -> list[list[str]]:
    """Details in pages of a screen."""
    wrapped = [*chain.from_iterable(wrap(each, min(columns, WIDEST)) for each in lines)]
    size = max(rows, 1)
    return [wrapped[start : start + size] for start in range(0, len(wrapped), size)] or [[]]
