"""HTML: one printable file, no script, nothing loaded from anywhere."""

from __future__ import annotations

import html as entities
from collections.abc import Iterable
from itertools import groupby

from posguard.messages import printable, printable_lines
from posguard.render.marker import numbering
from posguard.render.page import Detail, Item, Page, Section

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 46rem; color: #111; background: #fff; \
font-weight: 400;
  line-height: 1.55;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", \
"WenQuanYi Micro Hei",
    system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid \
#111;
  break-after: avoid; }
.lead { margin: .2rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
li.item { position: relative; padding: .35rem 0 .35rem 2rem; break-inside: avoid; }
li.todo::before { content: ""; position: absolute; left: .25rem; top: .6rem; width: 1rem; height: \
1rem;
  border: 2px solid #111; }
li.done::before { content: "\\2713"; position: absolute; left: .25rem; top: .6rem; width: 1rem; \
height: 1rem;
  border: 2px solid #111; font-weight: bold; line-height: .8rem; text-align: center; }
li.done .do { font-weight: 400; color: #444; }
li.never::before { content: "\\00d7"; position: absolute; left: .3rem; top: .05rem; font-size: \
1.5rem;
  font-weight: bold; }
.do { margin: 0; font-weight: 600; }
section.never { border: 2px solid #111; padding: 0 1rem .5rem; margin: 1rem 0; break-inside: \
avoid; }
section.never h2 { margin-top: .6rem; border: 0; }
section.first { border-left: 4px solid #111; padding-left: .8rem; margin: .8rem 0; }
section.first h2 { border: 0; margin: .2rem 0; padding: 0; }
section.first li.item { padding-top: .15rem; padding-bottom: .15rem; }
section.first li.todo::before, section.first li.done::before { top: .4rem; }
summary { cursor: pointer; margin: 1.2rem 0 .4rem; }
summary h2 { display: inline; border: 0; margin: 0; padding: 0; }
section.back li.item { padding-left: 0; font-size: .92rem; }
section.back .do { font-weight: 400; }
section.back .has-details .do { font-weight: 600; }
dl { margin: .15rem 0 .25rem; font-size: .92rem; display: grid; grid-template-columns: \
max-content 1fr;
  gap: .1rem .75rem; }
dt { color: #444; }
dd { margin: 0; }
dd ul li { padding-left: 1em; text-indent: -1em; }
dd ul li::before { content: "\\2013\\00a0"; }
.say { font-style: normal; border-left: 3px solid #111; padding-left: .6rem; }
.basis, .because { color: #444; }
.note { margin: .3rem 0; }
@page { size: A4; margin: 16mm 15mm; }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } summary { list-style: \
none; }
  details::details-content { content-visibility: visible; block-size: auto; } a { color: inherit; \
text-decoration: none; } }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } body { padding: 1rem; } }
"""
_LETTER = """
.letter { line-height: 1.7;
  font-family: SimSun, "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Times New \
Roman", Times, serif; }
.letter h1 { text-align: center; font-size: 1.6rem; margin: 0 0 1.2rem; }
.letter h2 { border: 0; padding: 0; font-size: 1.05rem; margin: 1rem 0 .2rem; }
.letter .lead { margin: .2rem 0 .6rem; }
.letter p { margin: .1rem 0; }
.letter:lang(zh) p.prose { text-indent: 2em; }
.letter .point { padding-left: 1.3em; text-indent: -1.3em; }
.letter:lang(zh) p.point { padding-left: 3.3em; text-indent: -1.3em; }
.letter .signature { padding-left: 45%; break-inside: avoid; break-before: avoid; }
.letter .prose + .signature { margin-top: .8rem; }
.letter ul { font-size: .9rem; }
.letter li.item { padding: 0; }
.letter .do { font-weight: 400; }
@page { margin: 20mm 22mm; @bottom-center { content: counter(page); } }
@media print { .letter { font-size: 11.5pt; line-height: 1.6; } }
"""
_ALOUD = """
.aloud { font-size: 1.2rem; line-height: 1.6; font-family: "Noto Sans CJK SC", "PingFang SC", \
"Microsoft YaHei", system-ui, Arial, sans-serif; }
.aloud h1 { font-size: 1.7rem; margin: 0 0 .4rem; }
.aloud h2 { font-size: 1rem; margin: .5rem 0 0; }
.aloud:lang(zh) p.prose { text-indent: 0; }
.aloud:lang(zh) p.point { padding-left: 1.3em; text-indent: -1.3em; }
.aloud section:last-child { font-size: .5em; line-height: 1.3; }
.aloud section:last-child li { display: inline; }
.aloud section:last-child p { display: inline; }
@page { margin: 12mm 15mm; }
@media print { .aloud { font-size: 14pt; line-height: 1.5; } }
"""
_LANG = {"zh": "zh-CN", "en": "en"}


def html(page: Page) -> str:
    """The page as one self-contained document; every text is escaped."""
    lead = "".join(f'<p class="lead">{escape(line)}</p>\n' for line in page.lead)
    body = "".join(_section(section) for section in page.sections)
    kind, style = "", _STYLE
    if page.paper:
        kind, style = ' class="letter"', _STYLE + _LETTER
        if page.paper.aloud:
            kind, style = ' class="letter aloud"', style + _ALOUD
    return (
        f'<!doctype html>\n<html lang="{_LANG[page.lang]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'\">\n"
        f"<title>{escape(page.title)}</title>\n<style>{style}</style>\n</head>\n<body{kind}>\n"
        f"<h1>{escape(page.title)}</h1>\n{lead}{body}</body>\n</html>\n"
    )


def escape(words: str) -> str:
    """The words as text on one line, whatever they hold."""
    return entities.escape(printable(words))


def _lines(words: str) -> str:
    """The words as text on as many lines as they have."""
    return "<br>".join(entities.escape(line) for line in printable_lines(words))


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
    return f'<section class="{section.tone}">\n{body}</section>\n'


def _list(items: Iterable[Item]) -> str:
    return "<ul>\n" + "".join(_item(item) for item in items) + "</ul>\n"


def _paragraphs(items: Iterable[Item]) -> str:
    lines = []
    for item in items:
        kind = f"{item.mark} point" if item.number is not None else item.mark
        lines.append(f'<p class="{kind}">{numbering(item)}{escape(item.text)}</p>\n')
    return "".join(lines)


def _item(item: Item) -> str:
    details = "".join(_detail(detail) for detail in item.details)
    listed = f"<dl>{details}</dl>" if details else ""
    kind = f"item {item.mark}" + (" has-details" if details else "")
    words = numbering(item) + _lines(item.text)
    return f'<li class="{kind}"><p class="do">{words}</p>{listed}</li>\n'


def _detail(detail: Detail) -> str:
    if len(detail.lines) == 1:
        body = _lines(detail.lines[0])
    else:
        body = "<ul>" + "".join(f"<li>{_lines(line)}</li>" for line in detail.lines) + "</ul>"
    return f'<dt>{escape(detail.label.rstrip())}</dt><dd class="{detail.kind}">{body}</dd>'
