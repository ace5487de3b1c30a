"""JSON: the page for other programs, under a versioned schema; plans can be fed back."""

from __future__ import annotations

import re
from json import dumps
from typing import Any

from msgspec.json import encode
from msgspec.json import format as indented

from posguard.messages import printable
from posguard.render.page import Item, Page, Section

_PLAIN = bytes(range(0x20, 0x7F))
"""The printable characters of one byte, most of a page: they need no looking at."""


def json(page: Page) -> str:
    """The page as one JSON object; ``schema`` comes first and names its form."""
    lines = indented(_line(page), indent=2).decode().split("\n")
    return "".join(f"{printable(line)}\n" for line in lines)


def compact_json(page: Page) -> bytes:
    """The same object on one line, without spaces between its parts and without a line end."""
    line = _line(page)
    if line.translate(None, _PLAIN).decode().isprintable():
        return line
    return printable(line.decode()).encode()


def _line(page: Page) -> bytes:
    """The object on one line; half a surrogate pair, which has no bytes, is replaced."""
    data = content(page)
    try:
        return encode(data)
    except UnicodeEncodeError:
        words = dumps(data, ensure_ascii=False, separators=(",", ":"))
        return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", words).encode()


def content(page: Page) -> dict[str, Any]:
    """The page as plain data."""
    return {
        "schema": page.schema,
        "language": page.lang,
        "title": page.title,
        "lead": list(page.lead),
        **page.facts,
        "sections": [_section(section) for section in page.sections],
    }


def _section(section: Section) -> dict[str, object]:
    found: dict[str, object] = {
        "id": section.id,
        "title": section.title,
        "items": [_item(i) for i in section.items],
    }
    if section.note:
        found["note"] = section.note
    return found


def _item(item: Item) -> dict[str, object]:
    found: dict[str, object] = {"id": item.id, "text": item.text}
    if item.number is not None:
        found["number"] = item.number
    if item.details:
        found["details"] = {d.kind: list(d.lines) for d in item.details}
    if item.facts:
        found["facts"] = dict(item.facts)
    return found
