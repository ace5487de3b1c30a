"""What every format prints: a page, in one language, with nothing left to look up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from posguard.pack.model import Lang, Urgency

Mark = Literal["todo", "done", "never", "info", "line", "prose", "signature"]


class Detail(Struct, frozen=True):
    """A labelled detail of an item: one line, or one for each point of a list."""

    kind: str
    label: str
    lines: tuple[str, ...]


class Item(Struct, frozen=True):
    """A step, a contact or a line of a list.

    ``mark`` tells a step to tick off from one that is done, one never to do and mere information,
    these from a line of a report, and all of them from a letter's paragraphs and its lines to
    sign. ``links`` are the addresses of the pack's own: no other address in the texts becomes a
    link. ``phones`` are its telephone numbers, and no other number can be called at a touch.
    ``facts`` are for machines: no code goes by them.
    """

    id: str
    text: str
    mark: Mark = "info"
    number: int | None = None
    details: tuple[Detail, ...] = ()
    links: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    facts: Mapping[str, object] = {}

    @property
    def is_paragraph(self) -> bool:
        """Whether this is part of a letter's text, and not of a list."""
        return self.mark in ("prose", "signature")


class Section(Struct, frozen=True):
    """Items under one heading.

    ``tone`` is ``first`` for the first page of a plan, ``never`` for the box of what not to do,
    ``back`` for the back matter, ``letter`` for a part of a paper. ``fold`` marks what is closed
    at first where a reader can open it.
    """

    id: str
    title: str
    items: tuple[Item, ...] = ()
    note: str = ""
    tone: Literal["do", "first", "never", "back", "letter"] = "do"
    fold: bool = False


class Paper(Struct, frozen=True):
    """A paper to hand in: its day, the blanks still open with what belongs there, and whether it
    prints an account that only the police may have. One that is read ``aloud`` is in large type.
    """

    day: date
    missing: Mapping[str, str] = {}
    for_police_only: bool = False
    aloud: bool = False


class Page(Struct, frozen=True):
    """A whole page. ``schema`` names its JSON form; ``lead`` stands under the title.

    A ``report`` consists of lines that scripts read: as plain text it is these lines and nothing
    else, neither title nor lead. ``facts`` are for machines: no code goes by them.
    """

    schema: str
    lang: Lang
    title: str
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: Mapping[str, object] = {}
    urgency: Urgency | None = None
    paper: Paper | None = None
    report: bool = False
