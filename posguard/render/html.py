"""HTML: one printable file, no script, nothing loaded from anywhere."""

from __future__ import annotations

from html import escape

from posguard.render.page import Detail, Item, Page, Section

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 46rem; color: #111; background: #fff; font-weight: 400;
  line-height: 1.55;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei",
    system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid #111;
  break-after: avoid; }
.lead { margin: .2rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
li.item { position: relative; padding: .35rem 0 .35rem 2rem; break-inside: avoid; }
li.todo::before { content: ""; position: absolute; left: .25rem; top: .6rem; width: 1rem; height: 1rem;
  border: 2px solid #111; }
li.never::before { content: "\\00d7"; position: absolute; left: .3rem; top: .05rem; font-size: 1.5rem;
  font-weight: bold; }
.do { margin: 0; font-weight: 600; }
section.never { border: 2px solid #111; padding: 0 1rem .5rem; margin: 1rem 0; break-inside: avoid; }
section.never h2 { margin-top: .6rem; border: 0; }
section.back li.item { padding-left: 0; font-size: .92rem; }
section.back .do { font-weight: 400; }
section.back .has-details .do { font-weight: 600; }
dl { margin: .15rem 0 .25rem; font-size: .92rem; display: grid; grid-template-columns: max-content 1fr;
  gap: .1rem .75rem; }
dt { color: #444; }
dd { margin: 0; }
dd ul li { padding-left: 1em; text-indent: -1em; }
dd ul li::before { content: "\\2013\\00a0"; }
.say { font-style: normal; border-left: 3px solid #111; padding-left: .6rem; }
.basis, .because { color: #444; }
.note { margin: .3rem 0; }
@page { size: A4; margin: 16mm 15mm; }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } a { color: inherit; text-decoration: none; } }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } body { padding: 1rem; } }
"""
_LANG = {"zh": "zh-CN", "en": "en"}


def html(page: Page) -> str:
    """The page as one self-contained document; every text is escaped."""
    lead = "".join(f'<p class="lead">{escape(line)}</p>\n' for line in page.lead)
    body = "".join(_section(section) for section in page.sections)
    return (
        f'<!doctype html>\n<html lang="{_LANG[page.lang]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(page.title)}</h1>\n{lead}{body}</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    title = f"<h2>{escape(section.title)}</h2>\n" if section.title else ""
    items = "".join(_item(item) for item in section.items)
    listed = f"<ul>\n{items}</ul>\n" if items else ""
    note = f'<p class="note">{escape(section.note)}</p>\n' if section.note else ""
    return f'<section class="{section.tone}">\n{title}{listed}{note}</section>\n'


def _item(item: Item) -> str:
    number = ""
    if item.number is not None:
        number = f"{item.number}. " if item.mark == "todo" else f"[{item.number}] "
    details = "".join(_detail(detail) for detail in item.details)
    listed = f"<dl>{details}</dl>" if details else ""
    kind = f"item {item.mark}" + (" has-details" if details else "")
    return f'<li class="{kind}"><p class="do">{number}{escape(item.text)}</p>{listed}</li>\n'


def _detail(detail: Detail) -> str:
    if len(detail.lines) == 1:
        body = escape(detail.lines[0])
    else:
        body = "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in detail.lines) + "</ul>"
    return f'<dt>{escape(detail.label.rstrip())}</dt><dd class="{detail.kind}">{body}</dd>'
