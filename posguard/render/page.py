"""What every format prints: a page, in one language, with nothing left to look up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from posguard.playbook.model import Lang

Mark = Literal["todo", "never", "info"]


class Detail(Struct, frozen=True):
    """One labelled thing about an item; ``lines`` has one line, or one for each point of a list."""

    kind: str
    label: str
    lines: tuple[str, ...]


class Item(Struct, frozen=True):
    """A step, a contact or a line of a list.

    ``mark`` tells a step to tick off from one never to do and from mere information; ``facts`` are for machines.
    """

    id: str
    text: str
    mark: Mark = "info"
    number: int | None = None
    details: tuple[Detail, ...] = ()
    facts: Mapping[str, object] = {}


class Section(Struct, frozen=True):
    """Items under one heading; ``tone`` is ``never`` for the box of what not to do, ``back`` for the back matter."""

    id: str
    title: str
    items: tuple[Item, ...] = ()
    note: str = ""
    tone: Literal["do", "never", "back"] = "do"


class Page(Struct, frozen=True):
    """A whole page. ``schema`` names its JSON form; ``lead`` stands under the title; ``facts`` are for machines."""

    schema: str
    lang: Lang
    title: str
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: Mapping[str, object] = {}
