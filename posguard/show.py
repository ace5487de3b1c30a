"""A page in the format asked for, onto the screen, into a pipe or into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from posguard import streams
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.playbook.model import Lang
from posguard.render.page import Page
from posguard.render.text import text
from posguard.render.wrap import cells, wrap


def _markdown(page: Page) -> str:
    from posguard.render.markdown import markdown

    return markdown(page)


def _json(page: Page) -> str:
    from posguard.render.json import json

    return json(page)


def _html(page: Page) -> str:
    from posguard.render.html import html

    return html(page)


# Each renderer is imported when its format is asked for: a checklist in a pipe needs none but the first.
FORMATS: dict[str, Callable[[Page], str]] = {"text": text, "markdown": _markdown, "json": _json, "html": _html}


def check(format: str, output: str) -> None:  # noqa: A002
    """Refuse what cannot end in a page before anything is asked.

    Raises:
        WrongUse: there is no such format; the file would lie in a case.
        PosguardError: there is nowhere to write the page.

    """
    if format not in FORMATS:
        raise WrongUse("bad-choice", option="--format", id=format, known=list(FORMATS))
    streams.check_writable(output)
    if output:
        from posguard.case.folder import check_outside

        check_outside(output)


def show(page: Page, lang: Lang, *, format: str, output: str, plain: bool) -> None:  # noqa: A002
    """Print the page, or write it to the file ``output``.

    Raises:
        PosguardError: it cannot be written.

    """
    if output:
        streams.write_file(output, FORMATS[format](page))
        streams.warn(say(lang, "saved", file=output))
    elif format == "text" and streams.on_terminal():
        _on_terminal(page, lang, plain=plain)
    else:
        streams.write(FORMATS[format](page))


def presenter(lang: Lang, *, format: str, output: str, plain: bool) -> Callable[[Page], None]:  # noqa: A002
    """What shows a page as it was asked for."""
    return lambda page: show(page, lang, format=format, output=output, plain=plain)


def _on_terminal(page: Page, lang: Lang, *, plain: bool) -> None:
    width = streams.width()
    if streams.colourful(plain=plain):
        from posguard.render.terminal import terminal

        words = terminal(page, min(width, 120), boxes=streams.shows("─│┌┐└┘"))
    else:
        words = text(page, width)
    if not streams.shows(page.title):
        streams.warn(say(lang, "screen-cannot"))
    streams.write(words)


def about(lang: Lang, commands: Mapping[str, str]) -> str:
    """What posguard is in four lines, and its commands."""
    width = streams.width() if streams.on_terminal() else 1000
    left = max(cells(name) for name in commands) + len("  posguard   ")
    lines = [line for n in range(1, 5) for line in wrap(say(lang, f"about-{n}"), width)]
    lines += ["", say(lang, "about-commands")]
    for name, key in commands.items():
        lines += wrap(say(lang, key), width, f"  posguard {name}".ljust(left), " " * left)
    return "\n".join([*lines, "", *wrap(say(lang, "about-help"), width), ""])
