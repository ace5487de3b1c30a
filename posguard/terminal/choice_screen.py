"""A list of choices laid out on a screen of any size, and the details of a choice in pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

from msgspec import Struct

from posguard.messages import joined, say
from posguard.pack.model import Lang
from posguard.render.wrap import cells, wrap
from posguard.terminal.choices import WIDEST, ChoiceQuestion, head, tick_box
from posguard.terminal.sheet import LEAST_ROOM, Line, least_lines, sheet_pages

_FEWEST_LINES = 6
"""So many lines of choices are shown on the smallest screen, whatever stands above them."""
_MARKS = 2
"""Lines that count what of a list is above and below."""


class View(Struct, frozen=True):
    """What of a list is to be seen: the places of the choices found, the one pointed at, those
    ticked, what was typed to find them, and the first place shown the last time.

    None is pointed at where nothing was found. The one pointed at may be taken ``instead`` of
    those ticked. ``leafed`` is the page of the sheet that somebody has leafed to, if anybody has.
    """

    found: Sequence[int]
    pointed: int | None
    ticked: Collection[str] = ()
    typed: str = ""
    missed: bool = False
    first: int = 0
    instead: bool = False
    leafed: int | None = None


class Screen(Struct, frozen=True):
    """Lines for a screen: the question with its list, and below what can be pressed. ``first`` is
    the first place of the list that is on it; its sheet has so many ``pages``.
    """

    body: tuple[Line, ...]
    foot: tuple[Line, ...]
    first: int
    pages: int = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return (*self.body, *self.foot)


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
    heights = [len(lines) for lines in drawn]
    pages = _sheet_pages(asked, view, lang, columns, room, heights)
    if pages:
        sheet = pages[min(view.leafed or 0, len(pages) - 1)]
        top = [*sheet, *top]
        room = max(room - len(sheet), 1)
    at = 0 if view.pointed is None else list(view.found).index(view.pointed)
    first, last = visible(heights, at, view.first, room)
    body = [*chain.from_iterable(drawn[first:last])]
    if first > 0:
        body.insert(0, ("quiet", say(lang, "list-above", count=first)))
    if last < len(drawn):
        body.append(("quiet", say(lang, "list-below", count=len(drawn) - last)))
    if view.missed and asked.unlisted:
        top, body = _with_advice(asked.unlisted, top, body, columns, rows - len(foot) - 1)
    return Screen((*top, *body), tuple(foot), first, len(pages))


def _top(asked: ChoiceQuestion, columns: int, room: int) -> list[Line]:
    """The question, with its number and its help if there is room for them."""
    lines = head(asked, columns)
    return lines if len(lines) + 2 <= room else [line for line in lines if line[0] != "quiet"]


def _sheet_pages(
    asked: ChoiceQuestion,
    view: View,
    lang: Lang,
    columns: int,
    room: int,
    heights: Sequence[int],
) -> list[list[Line]]:
    """The sheet in pages of the lines that the list leaves; for its first step the list gives up
    lines too, but for the choice pointed at. Where there is no room, the key that shows it.
    """
    if not asked.sheet:
        return []
    least = least_lines(asked.sheet, columns)
    left = room - sum(heights)
    if view.leafed is None and asked.kept:
        left -= asked.kept
        least_shown = least
    else:
        left = max(left, min(least, room - max(heights, default=0) - _MARKS))
        least_shown = LEAST_ROOM
    if left < least_shown:
        return [_quiet(say(lang, "sheet-hidden"), columns)]
    return sheet_pages(asked.sheet, lang, columns, left)


def _with_advice(
    advice: str, top: list[Line], body: list[Line], columns: int, room: int
) -> tuple[list[Line], list[Line]]:
    """The list with what to do if a name is not on it; the question gives way to that."""
    lines: list[Line] = [("", line) for line in wrap(advice, columns)]
    if len(top) + len(body) + len(lines) > room:
        top = []
    return top, [*lines, *body] if len(body) + len(lines) <= room else body


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
    if not view.typed:
        return _quiet(joined(lang, _keys(asked, view, lang), "clauses"), columns)
    clauses = [say(lang, "list-nothing" if view.missed else "list-found", words=view.typed)]
    if view.pointed is None:
        skip = next((choice.label for choice in asked.choices if choice.always), "")
        clauses.append(say(lang, "list-past", label=skip) if skip else say(lang, "list-unlit"))
    lines: list[Line] = [
        ("title", line) for line in wrap(joined(lang, clauses, "clauses"), columns)
    ]
    if view.pointed is None:
        return lines
    return lines + _quiet(joined(lang, _keys(asked, view, lang), "clauses"), columns)


def _quiet(words: str, columns: int) -> list[Line]:
    return [("quiet", line) for line in wrap(words, columns)]


def _keys(asked: ChoiceQuestion, view: View, lang: Lang) -> list[str]:
    """What can be pressed, and what Enter takes if that is not what is pointed at alone."""
    if asked.page:
        return [say(lang, key) for key in ("keys-page", "keys-open", "keys-done")]
    clauses = []
    numbers = [str(n) for n, c in enumerate(asked.choices, 1) if c.value in view.ticked]
    if view.instead and view.pointed is not None:
        clauses.append(say(lang, "keys-instead", number=view.pointed + 1, ticked=numbers))
    elif asked.many and numbers:
        clauses.append(say(lang, "keys-ticked", ticked=numbers))
    keys = ["keys-many" if asked.many else "keys-one"]
    if asked.can_go_back:
        keys.append("keys-back")
    keys += ["keys-find", "keys-plan" if asked.names else "keys-leave"]
    return clauses + [say(lang, key) for key in keys]


def in_pages(lines: Sequence[str], columns: int, rows: int) -> list[list[str]]:
    """Details in pages of a screen."""
    wrapped = [*chain.from_iterable(wrap(each, min(columns, WIDEST)) for each in lines)]
    size = max(rows, 1)
    return [wrapped[start : start + size] for start in range(0, len(wrapped), size)] or [[]]
