"""What every format prints: a page, in one language, with nothing left to look up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from posguard.pack.model import Lang

Mark = Literal["todo", "never", "info", "prose", "signature"]


class Detail(Struct, frozen=True):
    """One labelled thing about an item; ``lines`` has one line, or one for each point of a
    list.
    """

    kind: str
    label: str
    lines: tuple[str, ...]


class Item(Struct, frozen=True):
    """A step, a contact or a line of a list.

    ``mark`` tells a step to tick off from one never to do and from mere information, and these
    from a letter's paragraphs and from its lines to sign. ``links`` are the addresses of the
    pack's own: no other address in the texts becomes a link. ``facts`` are for machines.
    """

    id: str
    text: str
    mark: Mark = "info"
    number: int | None = None
    details: tuple[Detail, ...] = ()
    links: tuple[str, ...] = ()
    facts: Mapping[str, object] = {}

    @property
    def is_paragraph(self) -> bool:
        """Whether this is part of a letter's text, and not of a list."""
        return self.mark in ("prose", "signature")


class Section(Struct, frozen=True):
    """Items under one heading.

    ``tone`` is ``never`` for the box of what not to do, ``back`` for the back matter, ``letter``
    for a part of a paper.
    """

    id: str
    title: str
    items: tuple[Item, ...] = ()
    note: str = ""
    tone: Literal["do", "never", "back", "letter"] = "do"


class Page(Struct, frozen=True):
    """A whole page. ``schema`` names its JSON form; ``lead`` stands under the title; ``facts`` are
    for machines.
    """

    schema: str
    lang: Lang
    title: str
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: Mapping[str, object] = {}

    @property
    def is_letter(self) -> bool:
        """Whether this is a paper to hand in, and not a list to work through."""
        return any(section.tone == "letter" for section in self.sections)
