"""The formats of a page: their names, their renderers, and the endings of files that name them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.render.page import Page
from posguard.render.text import text

Renderer = Callable[[Page], bytes]
"""A page as the bytes of a file or a pipe."""


class Format(Struct, frozen=True):
    """A format of pages: its renderer, and the endings of files that name it, the usual one first.

    ``papers_only`` marks one that only papers to hand in are printed in, ``is_text`` is False for
    one that no screen shows, and ``library`` names what it needs beside posguard itself.
    """

    render: Renderer
    endings: tuple[str, ...]
    papers_only: bool = False
    is_text: bool = True
    library: str = ""


def encoded(words: str) -> bytes:
    """Words as the bytes of a file or a pipe: UTF-8; half a surrogate pair has no bytes in it."""
    return words.encode(errors="replace")


# Imported when the format is asked for: a checklist in a pipe needs no renderer but the first.
def _markdown(page: Page) -> bytes:
    from posguard.render.markdown import markdown

    return encoded(markdown(page))


def _json(page: Page) -> bytes:
    from posguard.render.json import json

    return encoded(json(page))


def _html(page: Page) -> bytes:
    from posguard.render.html import html

    return encoded(html(page))


def _docx(page: Page) -> bytes:
    from posguard.render.docx import docx

    return docx(page)


FORMATS: dict[str, Format] = {
    "text": Format(lambda page: encoded(text(page)), (".txt",)),
    "markdown": Format(_markdown, (".md",)),
    "json": Format(_json, (".json",)),
    "html": Format(_html, (".html", ".htm")),
    "docx": Format(_docx, (".docx",), papers_only=True, is_text=False, library="python-docx"),
}
"""Every format by its name."""
PAPERS = tuple(FORMATS)
"""The formats of a paper to hand in."""
PAGES = tuple(name for name, each in FORMATS.items() if not each.papers_only)
"""The formats of every other page."""
# two loops: one format can have several endings
ENDINGS = {end: name for name, each in FORMATS.items() for end in each.endings}
"""What the end of a file's name stands for."""


def ending(file: str) -> str:
    """The ending of a file's name in small letters, with its dot; empty for a name without one."""
    name = file.replace("\\", "/").rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return dot + last.casefold() if stem.strip(".") and last else ""


def format_of(file: str, formats: Collection[str]) -> str:
    """The format that the ending of a file's name stands for; text for a name without one.

    Raises:
        WrongUse: the ending stands for none of them.

    """
    found = ending(file)
    wanted = ENDINGS.get(found, "") if found else "text"
    if wanted in formats:
        return wanted
    known = [end for end, stands_for in ENDINGS.items() if stands_for in formats]
    papers_only = wanted in FORMATS and FORMATS[wanted].papers_only
    key = "only-letter-writes-word" if papers_only else "no-such-ending"
    raise WrongUse(key, file=file, ending=found, known=known)
