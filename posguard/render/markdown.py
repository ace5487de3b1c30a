"""Markdown: the plan for a note, a ticket or a wiki, with boxes to tick."""

from __future__ import annotations

import re
from html import escape

from posguard.messages import printable
from posguard.render.page import Item, Page, Section

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!])")
_LINE_START = re.compile(r"^(\s*(?:[0-9]+(?=[.)]))?)([-+=.)])")


def markdown(page: Page) -> str:
    """The page as CommonMark with task lists; text from the pack stays text."""
    out = [f"# {_escape(page.title)}", ""]
    for line in page.lead:
        out += [_escape(line), ""]
    for section in page.sections:
        out += _section(section)
    return "\n".join(out).rstrip("\n") + "\n"


def _section(section: Section) -> list[str]:
    out = [f"## {_escape(section.title)}", ""] if section.title else []
    for item in section.items:
        out += _item(item)
    if section.items and out[-1]:
        out.append("")
    if section.note:
        out += [_escape(section.note), ""]
    return out


def _item(item: Item) -> list[str]:
    if item.is_paragraph:
        number = f"{item.number}\\. " if item.number is not None else ""
        return [f"{number}{_escape(item.text)}", ""]
    number = f"{item.number}\\. " if item.number is not None and item.mark == "todo" else ""
    words = _escape(item.text).rstrip()
    if item.mark == "todo":
        out = [f"- [ ] {number}**{words}**"]
    elif item.mark == "never":
        out = [f"- **{words}**"]
    else:
        cited = f"\\[{item.number}\\] " if item.number is not None else ""
        out = [f"- {cited}{words}"]
    for detail in item.details:
        if len(detail.lines) == 1:
            out.append(f"  - {_escape(detail.label)}{_escape(detail.lines[0])}")
        else:
            out.append(f"  - {_escape(detail.label.rstrip())}")
            out += [f"    - {_escape(line)}" for line in detail.lines]
    return out


def _escape(words: str) -> str:
    """The words with every character that Markdown or HTML would act on made inert."""
    special = _SPECIAL.sub(r"\\\1", printable(words).lstrip())
    return _LINE_START.sub(r"\1\\\2", escape(special, quote=False))
