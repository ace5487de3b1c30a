"""A sheet above a list of choices: as much of it from the top as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from posguard.messages import say
from posguard.pack.model import Lang
from posguard.render.wrap import cells, wrap

Style = Literal["", "quiet", "title", "pointed"]
Line = tuple[Style, str]


class Passage(Struct, frozen=True):
    """A passage of a sheet: its words behind their number or box.

    One that is ``known`` already, or can wait, gives way where the sheet has not room enough.
    """

    words: str
    start: str = ""
    style: Style = ""
    known: bool = False


def sheet_lines(sheet: Sequence[Passage], lang: Lang, columns: int, room: int) -> list[Line]:
    """The sheet in at most so many lines; passages that are not whole are counted in the last."""
    if room < 1:
        return []
    if sum(len(_lines(passage, columns)) for passage in sheet) > room:
        sheet = [passage for passage in sheet if not passage.known]
    drawn = [_lines(passage, columns) for passage in sheet]
    lines = [*chain.from_iterable(drawn)]
    if len(lines) <= room:
        return lines
    whole = 0
    while sum(map(len, drawn[: whole + 1])) < room:
        whole += 1
    if whole > 1 and sheet[whole - 1].style == "title":
        whole -= 1  # a heading says nothing by itself
        drawn[whole] = []
    below: Line = ("quiet", say(lang, "list-below", count=len(sheet) - whole))
    return [*[*chain.from_iterable(drawn)][: room - 1], below]


def _lines(passage: Passage, columns: int) -> list[Line]:
    indent = " " * cells(passage.start)
    return [(passage.style, line) for line in wrap(passage.words, columns, passage.start, indent)]
