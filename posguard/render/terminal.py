"""The page on a terminal that can show weight, colour, and a box around what not to do."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from itertools import chain

from rich.box import ASCII, SQUARE
from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from posguard.messages import printable
from posguard.render.marker import marker
from posguard.render.page import Detail, Item, Page, Section
from posguard.render.palette import HEADING, QUIET, WARNING
from posguard.render.text import CLOSE, indented_lines
from posguard.render.wrap import cells

_INDENT = 4
_URGENT, _NEVER, _TITLE = f"bold {WARNING}", f"bold {WARNING}", f"bold {HEADING}"


def terminal(page: Page, width: int, *, boxes: bool = True, colours: bool = True) -> str:
    """The page with its styles as escape sequences, broken to ``width`` columns; nothing is cut.

    ``boxes`` is False for an encoding that has no line-drawing characters, ``colours`` for a
    terminal that has but sixteen: weight is left.
    """
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        color_system="256",
        no_color=not colours,
    )
    frame = SQUARE if boxes else ASCII
    if not page.report:
        _print(console, _lines(page.title, "", "", width, "bold"))
        for line in page.lead:
            _print(console, _lines(line, "", "", width, _URGENT if page.urgency else ""))
    before = ""
    for section in page.sections:
        if not (page.report or (section.tone in CLOSE and before in CLOSE)):
            console.print()
        before = section.tone
        if section.tone == "never":
            inside = _items(section.items, width - 4)
            title = Text(f" {printable(section.title)} ", style=_NEVER)
            console.print(
                Panel(
                    Group(*inside),
                    title=title,
                    title_align="left",
                    border_style=WARNING,
                    box=frame,
                )
            )
        else:
            _print(console, _section(section, width))
    return out.getvalue()


def _print(console: Console, lines: list[Text]) -> None:
    for line in lines:
        console.print(line, overflow="fold")


def _section(section: Section, width: int) -> list[Text]:
    heading = _URGENT if section.tone == "first" else _TITLE
    lines = _lines(section.title, "", "", width, heading) if section.title else []
    lines += _items(section.items, width)
    if section.note:
        lines += _lines(section.note, "-> ", "   ", width, "")
    return lines


def _items(items: Iterable[Item], width: int) -> list[Text]:
    return list(chain.from_iterable(_item(item, width) for item in items))


def _item(item: Item, width: int) -> list[Text]:
    styles = {"todo": "bold", "done": QUIET, "never": _NEVER}
    style = styles.get(item.mark, "bold" if item.details else "")
    rest = "  " if item.mark == "line" else " " * cells(marker(item))
    lines = _lines(item.text, marker(item), rest, width, style)
    for detail in item.details:
        lines += _detail(detail, width)
    return lines


def _detail(detail: Detail, width: int) -> list[Text]:
    label = f"{' ' * _INDENT}{detail.label}"
    quiet = QUIET if detail.kind in ("basis", "because", "checked") else ""
    if len(detail.lines) == 1:
        found = _lines(detail.lines[0], label, " " * (_INDENT + 2), width, quiet)
        if not quiet:
            found[0].stylize(HEADING, 0, len(label))
        return found
    lines = _lines(label.rstrip(), "", " " * (_INDENT + 2), width, quiet or HEADING)
    for line in detail.lines:
        lines += _lines(line, f"{' ' * _INDENT}  - ", " " * (_INDENT + 4), width, quiet)
    return lines


def _lines(words: str, first: str, rest: str, width: int, style: str) -> list[Text]:
    return [Text(line, style=style) for line in indented_lines(words, first, rest, width)]
