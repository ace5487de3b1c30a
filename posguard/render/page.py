"""What every format prints: a page, in one language, with nothing left to look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from posguard.playbook.model import Lang

Mark = Literal["todo", "never", "info"]


@dataclass(frozen=True, slots=True)
class Detail:
    """One labelled thing about an item; ``lines`` has one line, or one for each point of a list."""

    kind: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A step, a contact or a line of a list.

    ``mark`` tells a step to tick off from one never to do and from mere information; ``facts`` are for machines.
    """

    id: str
    text: str
    mark: Mark = "info"
    number: int | None = None
    details: tuple[Detail, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading; ``tone`` is ``never`` for the box of what not to do, ``back`` for the back matter."""

    id: str
    title: str
    items: tuple[Item, ...] = ()
    note: str = ""
    tone: Literal["do", "never", "back"] = "do"


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page. ``schema`` names its JSON form; ``lead`` stands under the title; ``facts`` are for machines."""

    schema: str
    lang: Lang
    title: str
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
