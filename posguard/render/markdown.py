"""Markdown: the plan for a note, a ticket or a wiki, with boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from posguard.messages import printable, printable_lines
from posguard.render.marker import numbering
from posguard.render.page import Item, Page, Section

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!])")
_NUMBERING = re.compile(r"([.\[\]])")
_LINE_START = re.compile(r"^(\s*(?:[0-9]+(?=[.)]))?)([-+=.):])")
# What viewers make a link of by themselves. A backslash does not stop them, a code span does.
_REST = r"(?:[!-_a-~]*[A-Za-z0-9/=&#_-])?"
_ADDRESS = (
    rf"[A-Za-z][A-Za-z0-9+.-]*://{_REST}|(?<![A-Za-z0-9])(?i:www\.|mailto:|xmpp:){_REST}"
    r"|[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+"
)


def markdown(page: Page) -> str:
    """The page as CommonMark with task lists; text from the pack stays text."""
    out = [f"# {escaped(page.title)}", ""]
    for line in page.lead:
        out += [escaped(line), ""]
    for section in page.sections:
        out += _section(section)
    return "\n".join(out).rstrip("\n") + "\n"


def escaped(words: str, links: Sequence[str] = ()) -> str:
    """The words on one line, with every character that Markdown or HTML would act on made inert.

    An address is a link only if it is one of ``links``; any other is shown as code.
    """
    left = printable(words).lstrip()
    pattern = "|".join([*map(re.escape, links), _ADDRESS])
    out, start = "", 0
    for found in re.finditer(pattern, left):
        address = found.group()
        out += _plain(left[start : found.start()])
        out += f"<{address}>" if address in links else f"`{address}`"
        start = found.end()
    out += _plain(left[start:])
    return _LINE_START.sub(r"\1\\\2", out)


def _section(section: Section) -> list[str]:
    out = [f"## {escaped(section.title)}", ""] if section.title else []
    for item in section.items:
        out += _item(item)
    if section.items and out[-1]:
        out.append("")
    if section.note:
        out += [escaped(section.note), ""]
    return out


def _item(item: Item) -> list[str]:
    number = _NUMBERING.sub(r"\\\1", numbering(item))
    if item.is_paragraph:
        return [f"{number}{escaped(item.text)}", ""]
    words = _lines(item.text, item.links, "  ").rstrip()
    box = {"todo": "[ ] ", "done": "[x] "}.get(item.mark, "")
    out = [f"- {box}{number}" + (f"**{words}**" if item.mark in ("todo", "never") else words)]
    for detail in item.details:
        if len(detail.lines) == 1:
            out.append(f"  - {escaped(detail.label)}{_lines(detail.lines[0], item.links, '    ')}")
        else:
            out.append(f"  - {escaped(detail.label.rstrip())}")
            out += [f"    - {_lines(line, item.links, '      ')}" for line in detail.lines]
    return out


def _lines(words: str, links: Sequence[str], indent: str) -> str:
    """The words on as many lines as they have; only the addresses in ``links`` become links."""
    return f"\\\n{indent}".join(escaped(line, links) for line in printable_lines(words))


def _plain(words: str) -> str:
    return escape(_SPECIAL.sub(r"\\\1", words), quote=False)
