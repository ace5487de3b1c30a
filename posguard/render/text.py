"""Plain text: for pipes and files, and, with a width, for terminals that can do no more."""

from __future__ import annotations

from posguard.messages import printable, printable_lines
from posguard.render.marker import marker
from posguard.render.page import Detail, Item, Page, Section
from posguard.render.wrap import cells, wrap

CLOSE = ("first", "never")
"""Sections of a first page, which stand together without empty lines."""


def text(page: Page, width: int | None = None) -> str:
    """The page as plain text; lines are broken only when a width in columns is given."""
    out: list[str] = []
    if page.report:
        for section in page.sections:
            out += section_lines(section, width, frame="")
    else:
        for line in (page.title, *page.lead):
            out += indented_lines(line, "", "", width)
        before = ""
        for section in page.sections:
            if not (section.tone in CLOSE and before in CLOSE):
                out.append("")
            out += section_lines(section, width)
            before = section.tone
    return "".join(f"{line}\n" for line in out)


def section_lines(section: Section, width: int | None, *, frame: str = "==") -> list[str]:
    """One section, line by line; ``frame`` stands around its title, save on a letter."""
    framed = frame and section.tone != "letter"
    title = f"{frame} {section.title} {frame}" if framed else section.title
    out = indented_lines(printable(title), "", "   ", width) if section.title else []
    for item in section.items:
        out += _item(item, width)
    if section.note:
        out += indented_lines(section.note, "-> ", "   ", width)
    return out


def _item(item: Item, width: int | None) -> list[str]:
    is_line = item.mark == "line"
    words = printable(item.text) if is_line else item.text
    rest = "  " if is_line else " " * cells(marker(item))
    out = indented_lines(words, marker(item), rest, width)
    for detail in item.details:
        out += _detail(detail, width)
    return out


def _detail(detail: Detail, width: int | None) -> list[str]:
    label = f"    {detail.label}"
    if len(detail.lines) == 1:
        return indented_lines(detail.lines[0], label, "      ", width)
    out = indented_lines(label.rstrip(), "", "      ", width)
    for line in detail.lines:
        out += indented_lines(line, "      - ", "        ", width)
    return out


def indented_lines(words: str, first: str, rest: str, width: int | None) -> list[str]:
    """A text with a hanging indent, broken to the width if there is one.

    Its own line breaks are kept where an indent shows what belongs together; else they are spaces.
    """
    out: list[str] = []
    for line in printable_lines(words) if rest else [printable(words)]:
        before = rest if out else printable(first)
        out += [before + line] if width is None else wrap(line, width, before, rest)
    return out
