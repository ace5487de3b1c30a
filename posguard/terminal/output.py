"""A page in the format asked for, onto the screen, into a pipe or into a file."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable

from msgspec import Struct

from posguard.errors import PosguardError, WrongUse
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.render.formats import ENDINGS, FORMATS, PAGES, ending
from posguard.render.page import Page
from posguard.render.text import text
from posguard.terminal import streams

_FRAME = "─│┌┐└┘"
_WIDEST = 120


class Printer(Struct, frozen=True):
    """The way to print a page: its language and format, and the file or the screen it goes to."""

    lang: Lang
    fmt: str
    output: str
    plain: bool

    @property
    def on_screen(self) -> bool:
        """Whether the page is read on the terminal."""
        return not self.output and self.fmt == "text" and streams.on_terminal()

    def __call__(self, page: Page) -> None:
        """Print the page.

        Raises:
            PosguardError: it cannot be written.
            ReaderGone: nobody reads any longer.

        """
        if self.output:
            streams.write_file(self.output, rendered(page, self.fmt))
            stands_for = ENDINGS.get(ending(self.output), self.fmt)
            key = "saved" if stands_for == self.fmt else "saved-otherwise"
            streams.warn(say(self.lang, key, file=self.output, format=self.fmt))
        elif self.on_screen:
            _on_terminal(page, self.lang, plain=self.plain)
        else:
            streams.write(rendered(page, self.fmt))


def printer(
    lang: Lang, fmt: str, output: str, *, plain: bool, formats: Collection[str] = PAGES
) -> Printer:
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
    return Printer(lang, fmt, output, plain)


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
    words = styled(page, streams.width(), plain=plain, boxes=streams.shows(sys.stdout, _FRAME))
    if not streams.shows(sys.stdout, page.title):
        streams.warn(say(lang, "screen-cannot"))
    streams.write(words)


def styled(page: Page, width: int, *, plain: bool, boxes: bool) -> str:
    """The page for a terminal of so many columns, in colour where it has some."""
    if not streams.colourful(plain=plain):
        return text(page, width)
    from posguard.render.terminal import terminal

    colours = streams.many_colours()
    return terminal(page, min(width, _WIDEST), boxes=boxes, colours=colours)


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
