"""Pages on a real terminal: every word of the piped text is there, none is garbled, and no line is
too long.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from support.program import cached_run
from support.slow import slow_after, slow_unless
from support.terminal import Person, without_spaces

from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.render.wrap import cells

BOTH = pytest.mark.parametrize("lang", slow_after(1, LANGS))
PAGES: dict[str, tuple[str, ...]] = {
    "checklist": ("checklist", "sn-leak"),
    "playbooks": ("checklist",),
    "contacts": ("contacts", "police"),
    "number": ("contacts", "check", "95016"),
}
PAGE = pytest.mark.parametrize("argv", slow_unless(("checklist",), PAGES))
LONG = pytest.mark.parametrize(
    "argv", [PAGES["checklist"], PAGES["contacts"]], ids=["checklist", "contacts"]
)
FRAME = re.compile("[─│┌┐└┘]")


def shown(*argv: str, **terminal: Any) -> Person:
    """A page on a terminal, all three streams leading there."""
    with Person(*argv, stdout="tty", **terminal) as person:
        ended = person.leave()
    assert ended.code == 0, person.screen
    return person


def words(text: str) -> list[str]:
    """The lines of a text without white space, headings without their marks."""
    return [without_spaces(line.strip("= ")) for line in text.splitlines() if line.strip()]


@PAGE
@BOTH
@pytest.mark.parametrize(
    ("columns", "more"),
    [(60, ()), (80, ()), (120, ()), (60, ("--plain",))],
    ids=["60", "80", "120", "60 plain"],
)
def test_nothing_is_cut(
    argv: tuple[str, ...], lang: Lang, columns: int, more: tuple[str, ...]
) -> None:
    """At 60, 80 and 120 columns the screen says what the pipe says, in lines that fit."""
    person = shown(*argv, *more, lang=lang, columns=columns)
    screen = FRAME.sub("", person.screen)
    everything = without_spaces(screen)
    assert [
        line for line in words(cached_run(*argv, lang=lang).words) if line not in everything
    ] == []
    assert [line for line in person.screen.splitlines() if cells(line) > columns] == []
    assert "\ufffd" not in screen


@LONG
@BOTH
@pytest.mark.parametrize(
    "surroundings", slow_after(1, [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}]), ids=str
)
def test_a_terminal_without_colours_gets_none(
    argv: tuple[str, ...], lang: Lang, surroundings: dict[str, str]
) -> None:
    """NO_COLOR and a terminal that can do nothing get plain text: no escape sequence, no box, all
    the words.
    """
    person = shown(*argv, lang=lang, columns=60, env=surroundings)
    assert b"\x1b" not in person.raw
    assert not FRAME.search(person.screen)
    everything = without_spaces(person.screen)
    assert [
        line for line in words(cached_run(*argv, lang=lang).words) if line not in everything
    ] == []


@LONG
@pytest.mark.parametrize("more", [(), ("--plain",)], ids=["rich", "plain"])
def test_a_gbk_terminal_shows_every_word(argv: tuple[str, ...], more: tuple[str, ...]) -> None:
    """On a terminal that speaks GBK the Chinese page is complete; a mark that GBK lacks is no
    reason to fail.
    """
    person = shown(
        *argv, *more, lang="zh", columns=80, encoding="gbk", env={"PYTHONIOENCODING": "gbk"}
    )
    everything = without_spaces(FRAME.sub("", person.screen))
    lacking = {
        c for c in cached_run(*argv, lang="zh").words if not c.encode("gbk", errors="ignore")
    }
    lines = [
        line.translate({ord(c): "?" for c in lacking})
        for line in words(cached_run(*argv, lang="zh").words)
    ]
    assert [line for line in lines if line not in everything] == []


@BOTH
def test_a_terminal_that_cannot_show_the_language(lang: Lang) -> None:
    """Where the page cannot be spelt there is a hint what to do instead, in the middle of no
    traceback.
    """
    person = shown(
        "checklist",
        "sn-leak",
        lang=lang,
        encoding="ascii",
        env={"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    )
    assert "Traceback" not in person.screen
    hint = say(lang, "screen-cannot").encode("ascii", errors="backslashreplace").decode()
    assert (without_spaces(hint) in without_spaces(person.screen)) == (lang == "zh")


@BOTH
def test_help_fits_on_the_screen(lang: Lang) -> None:
    """Help pages are broken to the terminal's width, with every word that they have in a pipe."""
    for argv in ((), ("--help",), ("triage", "--help"), ("contacts", "--help")):
        person = shown(*argv, lang=lang, columns=60)
        assert [line for line in person.screen.splitlines() if cells(line) > 60] == []
        everything = without_spaces(person.screen)
        pieces = cached_run(*argv, lang=lang).words.split()
        assert [piece for piece in pieces if piece not in everything] == []


def test_the_page_goes_to_the_screen_and_messages_beside_it() -> None:
    """A page is written to the terminal only where standard output is one."""
    with Person("checklist", "sn-leak", stdout="pipe", lang="zh") as person:
        ended = person.leave()
    assert (ended.code, person.raw) == (0, b"")
    assert ended.out == cached_run("checklist", "sn-leak", lang="zh").out
