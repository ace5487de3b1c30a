"""A page in the format asked for, onto the screen, into a pipe or into a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable

from posguard.errors import PosguardError, WrongUse
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.render.formats import ENDINGS, FORMATS, PAGES, ending
from posguard.render.page import Page
from posguard.render.text import text
from posguard.terminal import streams


def printer(
    lang: Lang, fmt: str, output: str, *, plain: bool, formats: Collection[str] = PAGES
) -> Callable[[Page], None]:
    """The way to print a page as it was asked for; what cannot end in one is refused at once.

    Raises:
        WrongUse: there is no such format, or no screen shows it; the file lies in a case.
        PosguardError: there is nowhere to write the page.

    """
    if fmt not in formats:
        raise WrongUse("bad-choice", option="--format", id=fmt, known=list(formats))
    if not output and not FORMATS[fmt].is_text:
        raise WrongUse("docx-to-file")
    streams.check_writable(output)
    return lambda page: _print(page, lang, fmt, output, plain=plain)


def _print(page: Page, lang: Lang, fmt: str, output: str, *, plain: bool) -> None:
    if output:
        streams.write_file(output, rendered(page, fmt))
        stands_for = ENDINGS.get(ending(output), fmt)
        key = "saved" if stands_for == fmt else "saved-otherwise"
        streams.warn(say(lang, key, file=output, format=fmt))
    elif fmt == "text" and streams.on_terminal():
        _on_terminal(page, lang, plain=plain)
    else:
        streams.write(rendered(page, fmt))


def rendered(page: Page, fmt: str) -> bytes:
    """The page in one format.

    Raises:
        PosguardError: it cannot be put into that format, or what writes it is not installed.

    """
    chosen = FORMATS[fmt]
    try:
        return chosen.render(page)
    except ImportError:
        if not chosen.library:
            raise
        from posguard.terminal.installation import install_command

        raise PosguardError("no-docx", install=install_command(chosen.library)) from None


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


def confirm(lang: Lang, key: str, *, masked: Iterable[str] = (), **facts: object) -> None:
    """Say on standard error what was done, and what of it was masked."""
    warn_masked(lang, masked)
    streams.warn(say(lang, key, **facts))


def warn_masked(lang: Lang, kinds: Iterable[str]) -> None:
    """Say on standard error what kinds of secrets were masked, if any were."""
    found = masked_kinds(lang, kinds)
    if found:
        streams.warn(say(lang, "masked", found=found))


def masked_kinds(lang: Lang, kinds: Iterable[str]) -> list[str]:
    """What the kinds of secrets are called, each once."""
    return [say(lang, f"masked:{kind}") for kind in dict.fromkeys(kinds)]
