"""Keys pressed too early answer nothing: neither a question nor an urgent page that is not on the
screen yet.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from support.emulator import ENTER, SPACE, Emulator
from support.interviews import CALM, options_offered, shipped_question
from support.slow import slow_after

from posguard.messages import say

_ATTEMPTS = 12
_CERTAIN = 0.002
"""A key this much older than what was written was pressed before it, whatever the machine does."""
FIRST, SECOND = "happening-now", "who"
NOTHING = options_offered(FIRST, {}).index("none") + 1
URGENT = say("en", "do-now")
SAFE = "Get to a safe place"


def option(question: str, number: int) -> str:
    """The text of an option of a question."""
    return [*shipped_question(question).options.values()][number - 1].text["en"]


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment when something appears: what brings it, what is pressed too early, what shows
    that it has appeared and that it takes keys, and what follows when it is answered in time.
    """

    argv: tuple[str, ...]
    brings: bytes
    early: bytes
    appears: str
    takes_keys: str
    answer: bytes
    follows: str


def _number(number: int, end: bytes = ENTER) -> bytes:
    return str(number).encode() + end


MOMENTS = {
    "the first question": Moment(
        (), b"", ENTER, ">  1. [ ]", say("en", "keys-many"), ENTER, URGENT
    ),
    "a later question": Moment(
        (),
        _number(NOTHING, SPACE + ENTER),
        ENTER,
        option(SECOND, 1),
        say("en", "keys-one"),
        b"2" + ENTER,
        f"-> {option(SECOND, 2)}",
    ),
    "a question by number": Moment(
        ("--plain",),
        _number(NOTHING),
        b"1" + ENTER,
        option(SECOND, 1),
        say("en", "plain-back"),
        b"3" + ENTER,
        "Question 3",
    ),
    "a question by number, CR LF": Moment(
        ("--plain",),
        _number(NOTHING, b"\r\n"),
        b"1\r\n",
        option(SECOND, 1),
        say("en", "plain-back"),
        b"3\r\n",
        "Question 3",
    ),
    "an urgent page": Moment(
        (), ENTER, b"d" + ENTER, URGENT, say("en", "keys-page"), ENTER, "Question 2"
    ),
    "an urgent page by number": Moment(
        ("--plain",),
        b"1" + ENTER,
        b"d1" + ENTER + ENTER,
        URGENT,
        say("en", "plain-page").split(";")[0],
        ENTER,
        "Question 2",
    ),
}


def begun(moment: Moment) -> Emulator:
    """An interview directly before the moment."""
    person = Emulator("triage", *moment.argv, rows=60)
    if moment.brings:
        person.ready(FIRST)
    return person


@cache
def usual_time(name: str) -> float:
    """How long it usually takes until it appears."""
    moment = MOMENTS[name]
    with begun(moment) as person:
        started = time.monotonic()
        person.press(moment.brings)
        person.see(moment.appears)
        return time.monotonic() - started


def pressed_before(person: Emulator, moment: Moment, wait: float) -> bool:
    """Press what is too early so long after what brings the moment; False if it was there already,
    and it has to be tried again somewhat earlier.
    """
    person.press(moment.brings)
    person.listen(wait)
    person.press(moment.early)
    return moment.appears not in person.listen(_CERTAIN)


@pytest.mark.parametrize("milliseconds", slow_after(2, [5, 200, 50, 0]))
@pytest.mark.parametrize("name", MOMENTS)
def test_a_key_pressed_too_early_answers_nothing(name: str, milliseconds: int) -> None:
    """What is pressed before a question or an urgent page is on the screen neither answers nor
    ticks; what is pressed then does.
    """
    moment = MOMENTS[name]
    for attempt in range(_ATTEMPTS):
        with begun(moment) as person:
            usual = usual_time(name)
            wait = (usual - milliseconds / 1000) * (1 - attempt / (_ATTEMPTS - 1))
            if wait <= 0:
                person.press(moment.brings, moment.early)
            elif not pressed_before(person, moment, wait):
                continue
            person.see(moment.appears, moment.takes_keys)
            person.listen(0.8)
            assert moment.follows not in person.screen
            assert "[x]" not in person.screen
            person.press(moment.answer)
            person.see(moment.follows)
            return
    pytest.fail("no key was early enough")


@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["arrows", "numbers"])
def test_an_urgent_page_takes_no_enter_at_first(argv: Sequence[str]) -> None:
    """Enter in the first half second of an urgent page does nothing: it was meant for the
    question before. After that it goes on.
    """
    with Emulator("triage", *argv) as person:
        person.ready(FIRST)
        person.press(b"1", ENTER)
        person.see(SAFE)
        person.see_key("plain-page" if argv else "keys-page")
        person.press(ENTER)
        person.listen(0.9)
        assert "Question 2" not in person.screen
        person.press(ENTER)
        person.see("Question 2")


@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["arrows", "numbers"])
def test_enter_twice_leaves_a_page_and_answers_nothing(argv: Sequence[str]) -> None:
    """Whoever presses Enter twice at an urgent page is on the next question, and has not answered
    it with the first choice.
    """
    with Emulator("triage", *argv) as person:
        person.answer("happening-now", "threatened")
        person.see_page()
        person.press(ENTER)
        time.sleep(0.15)
        person.press(ENTER)
        person.ready("who")
        person.settle()
        assert "Question 3" not in person.written


def test_an_empty_line_counts_for_nothing_at_first() -> None:
    """Some programs send CR and LF for one Enter: the second one leafs past no urgent page, and
    asks no question for an answer.
    """
    with Emulator("triage", "--plain") as person:
        person.ready(FIRST)
        person.press(b"1\r\n")
        person.see(SAFE)
        person.see_key("plain-page")
        person.listen(0.7)
        assert "Question 2" not in person.screen
        person.press(b"\r\n")
        person.see("Question 2", "Number", "\n> ")
        person.listen(0.7)
        assert say("en", "plain-wrong", most=6) not in person.written


@pytest.mark.parametrize("milliseconds", slow_after(1, [0, 5, 50, 200]))
def test_a_key_too_early_for_the_list_at_the_end_chooses_nothing(milliseconds: int) -> None:
    """What is pressed while the plan is being made neither saves nor leaves; what is pressed at
    the list does.
    """
    with Emulator("triage") as person:
        person.answers(CALM)
        person.see_key("ask-acquirer", "keys-one")
        person.press(ENTER)
        person.listen(milliseconds / 1000)
        early = say("en", "end-ask") not in person.screen
        if early:
            person.press(b"2", ENTER, ENTER)
        person.see_key("end-ask", "end-done", "keys-one")
        person.settle()
        assert f"-> {say('en', 'end-save')}" not in person.written
        assert early or milliseconds
        person.press(b"2", ENTER)
        person.see("Where to?")


@pytest.mark.parametrize("milliseconds", slow_after(1, [50, 0, 5, 200]))
def test_an_enter_too_early_keeps_no_case(milliseconds: int, tmp_path: Path) -> None:
    """Enter pressed twice at the list of the end keeps no case: the second one comes before its
    name is asked for, or as the second half of one Enter.
    """
    home = {"HOME": str(tmp_path)}
    with Emulator("triage", env=home, cwd=str(tmp_path)) as person:
        person.answers(CALM)
        person.skip_contacts()
        person.press(b"3", ENTER)  # without a card: the police are not needed
        person.listen(milliseconds / 1000)
        person.press(ENTER)
        person.see("Enter takes")
        person.listen(0.5)
        assert [*tmp_path.rglob("record.jsonl")] == []
        person.press(ENTER)
        person.see("posguard case show")
    assert len([*tmp_path.rglob("record.jsonl")]) == 1
