"""HTML: one printable file, no script, nothing loaded from anywhere."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Collection, Iterable
from itertools import groupby

from posguard.messages import printable, printable_lines
from posguard.render.marker import numbering
from posguard.render.page import Detail, Item, Page, Section
from posguard.render.stylesheet import ALOUD, LETTER, STYLE
from posguard.render.wrap import cells

_LANG = {"zh": "zh-CN", "en": "en"}
_LINE = 80
"""The columns of a line on paper, counted low."""
_SMALL = 12
"""Lines of what moves to the next page as a whole: less than a third of one."""
_BEFORE, _AFTER = r"(?<![0-9A-Za-z+*.\-])", r"(?![0-9A-Za-z*]|[.\-][0-9])"
"""What a number is not part of a longer one between."""


def html(page: Page) -> str:
    """The page as one self-contained document; every text is escaped."""
    lead = "".join(f'<p class="lead">{escape(line)}</p>\n' for line in page.lead)
    body = "".join(_section(section) for section in page.sections)
    kind, style = "", STYLE
    if page.paper:
        kind, style = ' class="letter"', STYLE + LETTER
        if page.paper.aloud:
            kind, style = ' class="letter aloud"', style + ALOUD
    return (
        f'<!doctype html>\n<html lang="{_LANG[page.lang]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # A phone makes links of all numbers by itself: those of a fraudster in a note, too.
        '<meta name="format-detection" content="telephone=no">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'\">\n"
        f"<title>{escape(page.title)}</title>\n<style>{style}</style>\n</head>\n<body{kind}>\n"
        f"<h1>{escape(page.title)}</h1>\n{lead}{body}</body>\n</html>\n"
    )


def escape(words: str) -> str:
    """The words as text on one line, whatever they hold."""
    return entities.escape(printable(words))


def _lines(words: str, phones: Collection[str] = ()) -> str:
    """The words as text on as many lines as they have; ``phones`` can be called at a touch."""
    return "<br>".join(_called(entities.escape(line), phones) for line in printable_lines(words))


def _called(escaped: str, phones: Collection[str]) -> str:
    if not phones:
        return escaped
    numbers = "|".join(re.escape(entities.escape(phone)) for phone in phones)
    return re.sub(f"{_BEFORE}(?:{numbers}){_AFTER}", _link, escaped)


def _link(found: re.Match[str]) -> str:
    return f'<a href="tel:{re.sub("[^0-9+]", "", found[0])}">{found[0]}</a>'


def _section(section: Section) -> str:
    title = f"<h2>{escape(section.title)}</h2>" if section.title else ""
    runs = groupby(section.items, lambda item: item.is_paragraph)
    listed = "".join(
        _paragraphs(items) if paragraphs else _list(items) for paragraphs, items in runs
    )
    note = f'<p class="note">{escape(section.note)}</p>\n' if section.note else ""
    if section.fold:
        body = f"<details>\n<summary>{title}</summary>\n{listed}{note}</details>\n"
    else:
        body = f"{title}\n{listed}{note}" if title else f"{listed}{note}"
    lines = 2 + sum(map(_height, section.items))
    kind = section.tone + (" small" if section.tone == "never" and lines <= _SMALL else "")
    return f'<section class="{kind}">\n{body}</section>\n'


def _list(items: Iterable[Item]) -> str:
    return "<ul>\n" + "".join(_item(item) for item in items) + "</ul>\n"


def _paragraphs(items: Iterable[Item]) -> str:
    lines = []
    for item in items:
        kind = f"{item.mark} point" if item.number is not None else item.mark
        lines.append(f'<p class="{kind}">{numbering(item)}{_with_blanks(item.text)}</p>\n')
    return "".join(lines)


def _with_blanks(words: str) -> str:
    """A letter's words; a blank to write on is never broken at the end of a line, and what is to
    be written there can be told from what is said.
    """
    marked = re.sub("[_＿]{3,}", r'<span class="blank">\g<0></span>', escape(words))
    return re.sub(r"(</span> ?)([(（][^()（）]*[)）])", r'\1<span class="hint">\2</span>', marked)


def _item(item: Item) -> str:
    details = "".join(_detail(detail, item.phones) for detail in item.details)
    listed = f"<dl>{details}</dl>" if details else ""
    kind = f"item {item.mark}" + (" small" if _height(item) <= _SMALL else "")
    return f'<li class="{kind}">{_headline(item)}{listed}</li>\n'


def _headline(item: Item) -> str:
    """What an item says, behind its box; bold where more is said below it."""
    words = numbering(item) + _lines(item.text, item.phones)
    head = ' class="headline"' if item.details else ""
    if item.mark not in ("todo", "done"):
        return f"<p{head}>{words}</p>"
    ticked = " checked" if item.mark == "done" else ""
    return f'<label{head}><input type="checkbox"{ticked}><span>{words}</span></label>'


def _height(item: Item) -> int:
    """About how many lines an item takes on paper."""
    lines = [item.text]
    for detail in item.details:
        lines += detail.lines
    return sum(1 + cells(line) // _LINE for line in lines)


def _detail(detail: Detail, phones: Collection[str]) -> str:
    if len(detail.lines) == 1:
        body = _lines(detail.lines[0], phones)
    else:
        lines = "".join(f"<li>{_lines(line, phones)}</li>" for line in detail.lines)
        body = f"<ul>{lines}</ul>"
    label = escape(detail.label.rstrip())
    return f'<div><dt>{label}</dt><dd class="{detail.kind}">{body}</dd></div>'
