"""A page in the format asked for, onto the screen, into a pipe or into a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping

from posguard.errors import WrongUse
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.render.formats import ENDINGS, FORMATS, ending
from posguard.render.page import Page
from posguard.render.text import text
from posguard.render.wrap import cells, wrap
from posguard.terminal import streams


def check_options(
    format: str,  # noqa: A002  named as the option is
    output: str,
    formats: Collection[str] = FORMATS.keys(),
) -> None:
    """Refuse what cannot end in a page before anything is asked.

    Raises:
        WrongUse: there is no such format; the file lies in a case.
        PosguardError: there is nowhere to write the page.

    """
    if format not in formats:
        raise WrongUse("bad-choice", option="--format", id=format, known=list(formats))
    streams.check_writable(output)


def show(
    page: Page,
    lang: Lang,
    *,
    format: str,  # noqa: A002  named as the option is
    output: str,
    plain: bool,
) -> None:
    """Print the page, or write it to the file ``output``.

    Raises:
        PosguardError: it cannot be written.

    """
    if output:
        streams.write_file(output, FORMATS[format](page))
        streams.warn(saved(lang, output, format))
    elif format == "text" and streams.on_terminal():
        _on_terminal(page, lang, plain=plain)
    else:
        streams.write(FORMATS[format](page))


def saved(lang: Lang, file: str, format: str) -> str:  # noqa: A002  named as the option is
    """The sentence that a file was written; it names the format if the ending says another."""
    stands_for = ENDINGS.get(ending(file), format)
    key = "saved" if stands_for == format else "saved-otherwise"
    return say(lang, key, file=file, format=format)


def presenter(
    lang: Lang,
    *,
    format: str,  # noqa: A002  named as the option is
    output: str,
    plain: bool,
) -> Callable[[Page], None]:
    """What shows a page as it was asked for."""
    return lambda page: show(page, lang, format=format, output=output, plain=plain)


def _on_terminal(page: Page, lang: Lang, *, plain: bool) -> None:
    width = streams.width()
    if streams.colourful(plain=plain):
        from posguard.render.terminal import terminal

        words = terminal(page, min(width, 120), boxes=streams.shows(sys.stdout, "─│┌┐└┘"))
    else:
        words = text(page, width)
    if not streams.shows(sys.stdout, page.title):
        streams.warn(say(lang, "screen-cannot"))
    streams.write(words)


def about(lang: Lang, commands: Mapping[str, str], emergency: str) -> str:
    """What posguard is in four lines, and its commands; ``emergency`` is the number to call, if
    known.
    """
    width = streams.width() if streams.on_terminal() else 1000
    left = max(cells(name) for name in commands) + len("  posguard   ")
    told = [say(lang, f"about-{n}") for n in range(1, 4)]
    told.append(
        say(lang, "about-4", emergency=emergency) if emergency else say(lang, "about-police")
    )
    lines = [line for sentence in told for line in wrap(sentence, width)]
    lines += ["", say(lang, "about-commands")]
    for name, key in commands.items():
        lines += wrap(say(lang, key), width, f"  posguard {name}".ljust(left), " " * left)
    return "\n".join([*lines, "", *wrap(say(lang, "about-help"), width), ""])
