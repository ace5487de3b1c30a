"""The formats of a page: their names, their renderers, and the endings of files that name them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from posguard.errors import WrongUse
from posguard.render.page import Page
from posguard.render.text import text

ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".docx": "docx",
}
"""What the end of a file's name stands for."""


def _markdown(page: Page) -> str:
    from posguard.render.markdown import markdown

    return markdown(page)


def _json(page: Page) -> str:
    from posguard.render.json import json

    return json(page)


def _html(page: Page) -> str:
    from posguard.render.html import html

    return html(page)


# Imported when the format is asked for: a checklist in a pipe needs no renderer but the first.
FORMATS: dict[str, Callable[[Page], str]] = {
    "text": text,
    "markdown": _markdown,
    "json": _json,
    "html": _html,
}
"""The formats of every page."""
PAPERS = (*FORMATS, "docx")
"""The formats of a paper to hand in, which can be a Word file as well."""


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
    key = "only-letter-writes-word" if wanted == "docx" else "no-such-ending"
    raise WrongUse(key, file=file, ending=found, known=known)
