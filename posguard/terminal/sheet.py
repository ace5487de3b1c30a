"""A sheet above a list of choices: in pages of whole steps, the first of them its top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, dropwhile
from typing import Literal

from msgspec import Struct

from posguard.messages import say
from posguard.pack.model import Lang
from posguard.render.wrap import cells, wrap

Style = Literal["", "quiet", "title", "pointed"]
Line = tuple[Style, str]

_MARKS = {
    (False, True): "sheet-below",
    (True, True): "sheet-between",
    (True, False): "sheet-above",
}
"""The line that counts what is above a page, and what is below."""
_SENTENCE = r"(?<=[；。！？])|(?<=[;.!?]) "
"""The end of a sentence, or of a clause that says something by itself."""


LEAST_ROOM = 3
"""Lines of the smallest page of a sheet: a heading, one below it, and one to count the rest in."""


class Passage(Struct, frozen=True):
    """A passage of a sheet: its words behind their number or box.

    One that is ``known`` already, or can wait, gives way where the sheet has not room enough. A
    ``heading`` says nothing by itself: it stands above what it is about.
    """

    words: str
    start: str = ""
    style: Style = ""
    known: bool = False
    heading: bool = False


class _Piece(Struct, frozen=True):
    """Lines of a passage that stay together, its number, and the heading that they are under, with
    which they begin a page.
    """

    lines: list[Line]
    number: int
    heading: list[Line]
    opens: bool = False


def sheet_pages(sheet: Sequence[Passage], lang: Lang, columns: int, room: int) -> list[list[Line]]:
    """The sheet in pages of at most so many lines, of whole passages; one that has no room is cut
    between sentences. The last line counts what is above and below, with the key that shows it.
    """
    sheet = _needed(sheet, columns, room)
    pages = _pages(sheet, columns, room)
    if len(pages) == 1:
        return [_drawn(page) for page in pages]
    drawn = []
    for at, page in enumerate(pages):
        above = len({piece.number for piece in chain(*pages[:at])})
        below = len({piece.number for piece in chain(*pages[at + 1 :])})
        mark = say(lang, _MARKS[bool(above), bool(below)], above=above, below=below)
        drawn.append([*_drawn(page), _one_line(mark, columns)])
    return drawn


def sheet_lines(sheet: Sequence[Passage], lang: Lang, columns: int, room: int) -> list[Line]:
    """The top of the sheet in at most so many lines; what is not on it is counted in the last."""
    if room < LEAST_ROOM:
        return []
    first, *others = _pages(_needed(sheet, columns, room), columns, room) or [[]]
    left = len({piece.number for piece in chain(*others)})
    below = [_one_line(say(lang, "sheet-rest", count=left), columns)] if left else []
    return [*_drawn(first), *below]


def least_lines(sheet: Sequence[Passage], columns: int) -> int:
    """The lines from the top of the sheet to the end of its first step, and one to count the rest
    in.
    """
    lines = 0
    for passage in sheet:
        lines += 0 if passage.known else len(_lines(passage, columns))
        if passage.start:
            return lines + 1
    return lines


def _needed(sheet: Sequence[Passage], columns: int, room: int) -> list[Passage]:
    """What of the sheet is drawn: all of it if there is room, and what stands above the first
    heading if there is room for that and the first step.
    """
    if sum(len(_lines(passage, columns)) for passage in sheet) <= room:
        return [*sheet]
    drawn = [passage for passage in sheet if not passage.known]
    if least_lines(drawn, columns) <= room:
        return drawn
    return [*dropwhile(lambda passage: not passage.heading, drawn)] or drawn


def _pages(sheet: Sequence[Passage], columns: int, room: int) -> list[list[_Piece]]:
    pieces = _pieces(sheet, columns, room)
    if sum(len(piece.lines) for piece in pieces) <= room:
        return [pieces] if pieces else []
    pages: list[list[_Piece]] = []
    left = 0
    for piece in _pieces(sheet, columns, room - 1):
        if len(piece.lines) > left:
            pages.append([])
            left = room - 1
            if not piece.opens and len(piece.heading) + len(piece.lines) <= left:
                piece = _Piece(piece.heading + piece.lines, piece.number, piece.heading)  # noqa: PLW2901  as the page begins
        pages[-1].append(piece)
        left -= len(piece.lines)
    return pages


def _pieces(sheet: Sequence[Passage], columns: int, room: int) -> list[_Piece]:
    """The passages, each with the headings right above it; one that is longer than the room in
    its sentences, and a sentence in its lines.
    """
    pieces: list[_Piece] = []
    above: list[Line] = []
    heading: list[Line] = []
    for number, passage in enumerate(sheet):
        if passage.heading:
            above = heading = [*above, *_lines(passage, columns)]
            continue
        for part in _parts(passage, columns, room - len(above)):
            whole = [*above, *part]
            cut = [whole] if len(whole) <= room else [[line] for line in whole]
            pieces += (_Piece(each, number, heading, opens=bool(above)) for each in cut)
            above = []
    return pieces


def _parts(passage: Passage, columns: int, room: int) -> list[list[Line]]:
    """A passage in its lines if there is room for them, or else in those of each sentence."""
    lines = _lines(passage, columns)
    return [lines] if len(lines) <= room else _sentences(passage, columns)


def _sentences(passage: Passage, columns: int) -> list[list[Line]]:
    """A passage in the lines of each of its sentences, those behind the first indented."""
    first, *others = re.split(_SENTENCE, passage.words)
    indent = " " * cells(passage.start)
    parts = [Passage(first, passage.start, passage.style)]
    parts += (Passage(each, indent, passage.style) for each in others if each.strip())
    return [_lines(part, columns) for part in parts]


def _one_line(words: str, columns: int) -> Line:
    return "quiet", wrap(words, columns)[0]


def _drawn(page: Sequence[_Piece]) -> list[Line]:
    return [*chain.from_iterable(piece.lines for piece in page)]


def _lines(passage: Passage, columns: int) -> list[Line]:
    indent = " " * cells(passage.start)
    return [(passage.style, line) for line in wrap(passage.words, columns, passage.start, indent)]
