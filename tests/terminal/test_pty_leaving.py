"""Leaving the interview: what was advised is said, nothing is left in the plan file, and the exit
code tells.
"""

from __future__ import annotations

import signal
import sys
from typing import Any

import pytest
from support.interviews import CALM, EMERGENCY, plan_output, progress_after
from support.program import Result
from support.slow import slow_after
from support.terminal import CTRL_C, CTRL_D, ENTER, Person, without_spaces

from posguard.api.packs import open_pack
from posguard.messages import say
from posguard.pack.model import LANGS, Lang

HOW = pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["arrows", "numbers"])
BOTH = pytest.mark.parametrize("lang", slow_after(1, LANGS))
FIRST, SECOND = list(EMERGENCY)[:2]
ADVISED = progress_after({FIRST: EMERGENCY[FIRST]}).now


def said_on_leaving(person: Person) -> tuple[Result, str]:
    """How it ended, and what was written to the terminal after the person had gone, without white
    space.
    """
    ended = person.leave()
    return ended, without_spaces(person.screen).rpartition(
        without_spaces(say(person.lang, "interrupted"))
    )[2]


@HOW
@BOTH
def test_before_any_advice(argv: tuple[str, ...], lang: Lang) -> None:
    """Leaving at the first question: 130, an empty plan file, and whom to call if money is
    moving.
    """
    with Person("triage", *argv, lang=lang) as person:
        person.ready(FIRST)
        person.press(CTRL_C)
        ended, words = said_on_leaving(person)
    assert (ended.code, ended.out, ended.err) == (130, b"", b"")
    assert words == without_spaces(say(lang, "nothing-advised", emergency="110"))


@HOW
@BOTH
@pytest.mark.parametrize(
    "streams", [{}, {"stderr": "file"}, {"stdin": "pipe", "stderr": "null"}], ids=str
)
def test_after_advice(argv: tuple[str, ...], lang: Lang, streams: dict[str, Any]) -> None:
    """Leaving later: what was advised is said again, on the screen even where messages go to a
    file.
    """
    with Person("triage", *argv, lang=lang, **streams) as person:
        person.answer(FIRST, *EMERGENCY[FIRST])
        person.read_on()
        person.ready(SECOND)
        person.press(CTRL_C)
        ended, words = said_on_leaving(person)
    assert (ended.code, ended.out, ended.err) == (130, b"", b"")
    assert words.startswith(without_spaces(say(lang, "already-advised")))
    steps = open_pack().steps
    assert ADVISED
    assert [
        step for step in ADVISED if without_spaces(steps[step].value.do[lang]) not in words
    ] == []


@HOW
def test_while_the_advice_is_being_read(argv: tuple[str, ...]) -> None:
    """Leaving right at the advice says it again too."""
    with Person("triage", *argv, lang="zh") as person:
        person.answer(FIRST, *EMERGENCY[FIRST])
        person.see_page()
        person.press(CTRL_C)
        ended, words = said_on_leaving(person)
    assert (ended.code, ended.out) == (130, b"")
    assert without_spaces(open_pack().steps[ADVISED[0]].value.do["zh"]) in words


@BOTH
@pytest.mark.parametrize("keys", [CTRL_D, b"q" + ENTER, b" Q " + ENTER], ids=["Ctrl-D", "q", "Q"])
def test_other_ways_out_of_numbered_questions(keys: bytes, lang: Lang) -> None:
    """The end of input and the letter q leave as Ctrl-C does."""
    with Person("triage", "--plain", lang=lang) as person:
        person.answer("happening-now", "none")
        person.ready("who")
        person.press(keys)
        ended, words = said_on_leaving(person)
    assert (ended.code, ended.out) == (130, b"")
    assert words.startswith(without_spaces(say(lang, "nothing-advised", emergency="110")))


def test_the_arrow_keys_do_not_mind_the_end_of_input() -> None:
    """Ctrl-D in front of a list of choices does nothing: it is no answer and no way out."""
    with Person("triage", lang="en") as person:
        person.ready("happening-now")
        person.press(CTRL_D)
        person.press(person.keys("happening-now", "none"))
        person.ready("who")
        person.press(CTRL_C)
        assert person.leave().code == 130


@HOW
@pytest.mark.parametrize("keys", [CTRL_C, None], ids=["left", "finished"])
def test_the_terminal_is_left_as_it_was(argv: tuple[str, ...], keys: bytes | None) -> None:
    """Echo, line editing and the cursor are back, whether the person leaves or gets the plan."""
    with Person("triage", *argv, lang="en") as person:
        before = person.modes
        person.answers(EMERGENCY if keys is None else {FIRST: EMERGENCY[FIRST]})
        if keys is not None:
            person.ready(SECOND)
            person.press(keys)
        assert (person.leave() if keys else person.finish()).code == (130 if keys else 0)
        assert person.modes == before
    assert person.raw.count(b"\x1b[?25l") <= person.raw.count(b"\x1b[?25h")
    assert (
        person.raw.count(b"\x1b[?1049h")
        == person.raw.count(b"\x1b[?2004h") - person.raw.count(b"\x1b[?2004l")
        == 0
    )


@HOW
def test_at_the_optional_last_question(argv: tuple[str, ...]) -> None:
    """Whoever leaves at the optional last question has answered every other one, and gets the
    plan.
    """
    with Person("triage", *argv, lang="en") as person:
        person.answers(CALM)
        person.see(say("en", "ask-acquirer"))
        person.see(">" if argv else say("en", "keys-one"))
        person.press(CTRL_C)
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, "en"))


@pytest.mark.parametrize(
    "loaded", ["inspect", "posguard.messages", "posguard.app.triage", "questionary"]
)
def test_while_the_program_is_being_loaded(loaded: str) -> None:
    """Ctrl-C never ends in a traceback, however early it comes."""
    program = (sys.executable, "-X", "importtime", "-m", "posguard")
    with Person("triage", program=program, stderr="tty") as person:
        person.see(f"| {loaded}\n")
        person.press(CTRL_C)
        ended = person.leave()
    # While the prompt is being set up the signal itself may end the process: a shell calls that
    # 130 as well.
    assert ended.code in (130, -signal.SIGINT)
    assert ended.out == b""
    assert "Traceback" not in person.screen
