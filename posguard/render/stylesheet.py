"""Style sheet of HTML pages: for a phone, a wide screen, a dark one, and A4 paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark;
  --ink: #1a1a1a; --paper: #ffffff; --quiet: #505050; --stop: #a3140d; --link: #0b4fa0; }
@media screen and (prefers-color-scheme: dark) { :root {
  --ink: #ebebeb; --paper: #161616; --quiet: #b8b8b8; --stop: #ff9d94; --link: #93c4ff; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem; max-width: 46rem;
  color: var(--ink); background: var(--paper);
  font-weight: 400; line-height: 1.55; overflow-wrap: anywhere; orphans: 2; widows: 2;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .6rem; padding-bottom: .2rem;
  border-bottom: 2px solid; break-after: avoid; }
h1, h2, .headline { font-weight: 700; }
p { margin: 0; }
.lead { margin: .2rem 0; }
.note { margin: .4rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
.small { break-inside: avoid; }
.headline { break-after: avoid; }
.item { position: relative; padding: .35rem 0; }
.todo, .done, li.never { padding-left: 2rem; }
label { display: block; }
input { appearance: none; -webkit-appearance: none; position: absolute; left: .15rem; top: .6rem;
  width: 1.1rem; height: 1.1rem; margin: 0; border: 2px solid; border-radius: 2px; color: inherit;
  background: none; font: 700 .95rem/.85rem sans-serif; text-align: center; }
input:checked::before { content: "\\2713"; }
input:checked + span { color: var(--quiet); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
a { color: var(--link); white-space: nowrap; }
section.never { border: 2px solid; padding: .3rem 1rem .5rem; margin: 1rem 0; }
section.never h2 { margin: .2rem 0; padding: 0; border: 0; }
li.never::before { content: "\\00d7"; position: absolute; left: .3rem; top: .35rem;
  font-size: 1.5rem; line-height: 1; color: var(--stop); }
section.first { border-left: 4px solid; padding-left: .8rem; margin: .8rem 0; }
section.first h2 { border: 0; margin: .2rem 0; padding: 0; }
section.first .item, section.never .item { padding-top: .15rem; padding-bottom: .15rem; }
section.first input { top: .4rem; }
section.never li.never::before { top: .15rem; }
summary { cursor: pointer; margin: 1.2rem 0 .4rem; }
summary h2 { display: inline; border: 0; margin: 0; padding: 0; }
section.back .item { font-size: .92rem; }
dl { margin: .15rem 0 .25rem; font-size: .92rem; }
dl div { display: flow-root; padding: .05rem 0; }
dt { float: left; width: 6rem; }
dd { margin: 0 0 0 6.5rem; }
dt, .basis, .because { color: var(--quiet); }
dd li { padding-left: 1em; text-indent: -1em; }
dd li::before { content: "\\2013\\00a0"; }
.say { border-left: 3px solid; padding-left: .6rem; }
@media (max-width: 30rem) { body { padding: 1rem; }
  dt { float: none; width: auto; } dd { margin: 0; } }
@page { size: A4; margin: 15mm;
  @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
@media print { :root { color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 10.5pt; line-height: 1.45; }
  h2 { margin-top: 1.1rem; } .item { padding-top: .2rem; padding-bottom: .2rem; }
  .item input { top: .32rem; } .item.never::before { top: .05rem; }
  dt { width: 20mm; } dd { margin-left: 22mm; }
  a { color: inherit; text-decoration: none; } summary { list-style: none; }
  details::details-content { content-visibility: visible; block-size: auto; } }
"""
"""Every page. The colours stand at the top, those of a dark screen below them."""
LETTER = """
.letter { line-height: 1.7;
  font-family: SimSun, "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC",
    "Times New Roman", Times, serif; }
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
.letter .item { padding: 0; }
.blank { display: inline-block; max-width: 100%; text-indent: 0; }
@page { margin: 15mm 20mm; }
@media print { .letter { font-size: 12pt; line-height: 1.5; }
  .letter h1 { margin-bottom: .6rem; } .letter h2 { margin: .6rem 0 .1rem; } }
"""
"""A paper to hand in, beside the rest: as offices are used to it."""
ALOUD = """
.aloud, .aloud section { font-size: 1.2rem; line-height: 1.6; font-family: "Noto Sans CJK SC", \
"PingFang SC", "Microsoft YaHei", system-ui, Arial, sans-serif; }
.aloud h1 { font-size: 1.7rem; margin: 0 0 .4rem; }
.aloud h2 { font-size: 1rem; margin: .5rem 0 0; }
.aloud .hint { font-size: .75em; }
.aloud:lang(zh) p.prose { text-indent: 0; }
.aloud:lang(zh) p.point { padding-left: 1.3em; text-indent: -1.3em; }
.aloud section:last-child, .aloud section:last-child h2 { font-size: .65rem; line-height: 1.3; }
.aloud section:last-child ul { font-size: inherit; }
.aloud section:last-child li, .aloud section:last-child p { display: inline; }
@page { margin: 9mm 15mm 12mm; }
@media print { .aloud, .aloud section { font-size: 13pt; line-height: 1.33; }
  .aloud:lang(en), .aloud:lang(en) section { font-size: 12pt; line-height: 1.26; }
  .aloud h1 { font-size: 17pt; margin: 0; } .aloud h2 { font-size: 10pt; margin: .2rem 0 0; }
  .aloud .lead { font-size: 10pt; margin: 0; } .aloud p { margin: 0; }
  .aloud .hint { font-size: 8.5pt; }
  .aloud section:last-child, .aloud section:last-child h2 { font-size: 7pt; line-height: 1.3; } }
"""
"""What is read aloud, in large type: every question of the card on one sheet, with room to write;
what is to be written is said in small type.
"""
