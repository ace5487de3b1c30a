"""The list at the end of an interview: the plan is read, saved, or kept as a case, until the
person is done with it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from support.emulator import CTRL_C, ENTER, RIGHT, Emulator, squeezed
from support.interviews import EMERGENCY, TAKEN
from support.program import run_program

from posguard.messages import say

NO_PAGER = {"PAGER": "/nonexistent"}
READ, SAVE, CARD, KEEP = b"1", b"2", b"3", b"4"
DONE = say("en", "end-done")
UNKEPT = squeezed(say("en", "answers-command"))
FIRST_STEP = "Get to a safe place"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home folder of somebody who keeps cases there."""
    return tmp_path


def ended(
    home: Path, *argv: str, env: Mapping[str, str] = NO_PAGER, ticking: bool = False
) -> Emulator:
    """An interview whose plan has been shown, with the list below it."""
    person = Emulator("triage", *argv, env={"HOME": str(home), **env}, cwd=str(home))
    if ticking:
        person.answer("happening-now", *EMERGENCY["happening-now"])
        person.advice()
        person.see_page()
        person.press(b"d", ENTER)
        person.answers({k: v for k, v in EMERGENCY.items() if k != "happening-now"})
    else:
        person.answers(TAKEN)
    person.skip_contacts()
    return person


def chosen(person: Emulator, number: bytes) -> None:
    """Choose from the list at the end."""
    person.see("The plan is ready", say("en", "keys-one"))
    person.press(number, ENTER)


def typed(person: Emulator, words: str) -> None:
    """Type words where words are asked for, and Enter when nobody takes it for an echo."""
    person.settle(0.5)
    person.type(words)
    person.press(ENTER)


def done(person: Emulator) -> int:
    """Leave the list as one leaves it who has done all: Enter takes what is proposed then."""
    person.see("The plan is ready", say("en", "keys-one"))
    assert person.settle().count(DONE) == 1
    assert person.pointed.endswith(DONE)
    person.press(ENTER)
    return person.leave()


def pager(home: Path, code: int = 0) -> dict[str, str]:
    """A pager that records what it is given to show."""
    script = home / "pager"
    script.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        f"open({str(home / 'read')!r}, 'wb').write(sys.stdin.buffer.read())\n"
        f"sys.exit({code})\n"
    )
    script.chmod(0o755)
    return {"PAGER": str(script)}


def show_case(home: Path, name: str) -> str:
    """A case as ``case show`` prints it."""
    shown = run_program(
        "case", "show", "--case", name, env={"HOME": str(home), "POSGUARD_LANG": "en"}
    )
    assert shown.code == 0, shown.complaint
    return shown.words


def cases(home: Path) -> list[str]:
    """The names of all cases."""
    return sorted(file.parent.name for file in home.rglob("record.jsonl"))


def test_reading_on_in_the_pager(home: Path) -> None:
    """The whole plan goes into the person's own pager, and then the list is there again; reading
    is proposed first, being done afterwards.
    """
    with ended(home, env=pager(home)) as person:
        assert person.pointed.endswith(say("en", "end-read"))
        chosen(person, READ)
        person.see(f"-> {say('en', 'end-read')}")
        assert done(person) == 0
    read = squeezed((home / "read").read_text(encoding="utf-8"))
    for heading in ("how-title", "sources"):
        assert squeezed(say("en", heading)) in read
        assert squeezed(say("en", heading)) not in squeezed(person.written)


@pytest.mark.parametrize("env", [NO_PAGER, {"PAGER": "false"}], ids=["none", "failing"])
def test_reading_on_without_a_pager(home: Path, env: Mapping[str, str]) -> None:
    """Where there is no pager, or it fails, the plan comes a screen at a time, with Space or any
    other key; q ends it without Enter.
    """
    with ended(home, env=env) as person:
        chosen(person, READ)
        person.see("more: Space goes on, q ends")
        for key in (b" ", RIGHT, ENTER):
            before = person.settle()
            person.press(key)
            assert person.settle() != before
            person.see("more: Space goes on, q ends")
        person.type("ｑ")
        assert done(person) == 0
    assert UNKEPT in squeezed(person.written)


def test_saving_under_the_name_proposed(home: Path) -> None:
    """Enter alone writes a web page here, under a name that nothing has yet; what was saved needs
    no command to make it again.
    """
    (home / "posguard-plan.html").write_text("mine")
    with ended(home) as person:
        chosen(person, SAVE)
        person.see("posguard-plan-2.html")
        typed(person, "")
        person.see("Written to")
        assert done(person) == 0
    assert (home / "posguard-plan.html").read_text() == "mine"
    assert "<html" in (home / "posguard-plan-2.html").read_text(encoding="utf-8")
    assert UNKEPT not in squeezed(person.written)


def test_saving_under_a_name_of_ones_own(home: Path) -> None:
    """A place that cannot be written is asked for again; the ending decides the format; n keeps
    nothing.
    """
    with ended(home) as person:
        chosen(person, SAVE)
        person.see("n keeps nothing")
        typed(person, "no/such/folder/plan.html")
        person.see("no/such/folder")
        typed(person, "plan.xyz")
        person.see(".xyz")
        typed(person, "~/plan.md")
        person.see("Written to")
        chosen(person, SAVE)
        person.see("Where to?")
        typed(person, "n")
        assert done(person) == 0
    assert (home / "plan.md").read_text(encoding="utf-8").startswith("# ")
    assert [file.name for file in home.iterdir() if file.is_file()] == ["plan.md"]


def test_the_card_to_read_out(home: Path) -> None:
    """The card for the emergency number is shown, then saved where one likes; it is no plan, and
    that the answers are kept nowhere is still said.
    """
    with ended(home) as person:
        chosen(person, CARD)
        person.see("type q to be asked no more")
        typed(person, "q")
        person.see("110报警卡")
        typed(person, "q")
        person.see("posguard-card-110.html")
        typed(person, "")
        person.see("Written to")
        assert done(person) == 0
    assert "110" in (home / "posguard-card-110.html").read_text(encoding="utf-8")
    assert UNKEPT in squeezed(person.written)


def test_keeping_a_case_under_the_name_proposed(home: Path) -> None:
    """Enter alone keeps it as the incident and the day; it is no choice any longer, and the
    command to see it is said.
    """
    with ended(home) as person:
        chosen(person, KEEP)
        person.see("Enter takes")
        typed(person, "")
        person.see("posguard case show")
        assert say("en", "end-keep") not in person.settle().split("To see it again")[1]
        assert done(person) == 0
    (name,) = cases(home)
    assert name.endswith(date.today().isoformat())  # noqa: DTZ011  the day of the person's clock
    assert UNKEPT not in squeezed(person.written)
    assert name in show_case(home, name)


def test_yes_and_no_are_no_names(home: Path) -> None:
    """Y takes the name proposed; n keeps nothing, and the list comes again."""
    with ended(home) as person:
        chosen(person, KEEP)
        person.see("Enter takes")
        typed(person, "n")
        person.see("The plan is ready", say("en", "end-keep"))
        assert cases(home) == []
        chosen(person, KEEP)
        person.see("Enter takes")
        typed(person, "Y")
        person.see("posguard case show")
        assert done(person) == 0
    assert len(cases(home)) == 1


def test_a_case_of_ones_own_name(home: Path) -> None:
    """A name that another case has is asked for again; the steps ticked in the interview are done
    in the case.
    """
    with ended(home) as person:
        chosen(person, KEEP)
        person.see("Enter takes")
        typed(person, "robbery")
        person.see("posguard case show --case robbery")
        assert done(person) == 0
    with ended(home, ticking=True) as person:
        chosen(person, KEEP)
        person.see("Enter takes")
        typed(person, "robbery")
        person.see("robbery", "Enter takes")
        typed(person, "robbery-2")
        person.see("posguard case show --case robbery-2")
        assert done(person) == 0
    assert cases(home) == ["robbery", "robbery-2"]
    assert "\n0 of " in show_case(home, "robbery")
    assert "\n1 of " in show_case(home, "robbery-2")
    done_steps = [line for line in show_case(home, "robbery-2").splitlines() if "[x]" in line]
    assert [FIRST_STEP in line for line in done_steps] == [True]


def test_what_is_kept_nowhere_is_said(home: Path) -> None:
    """Whoever keeps nothing is told so, with one line that makes the same plan again."""
    with ended(home) as person:
        person.press(b"5", ENTER)
        assert person.leave() == 0
    words = squeezed(person.written)
    assert UNKEPT in words
    assert squeezed("posguard triage -a") in words
    assert "-ahappening-now=terminal-aterminal-now=terminal-taken-a" in words


@pytest.mark.parametrize("key", [CTRL_C, b"q"], ids=["Ctrl-C", "q"])
def test_leaving_the_list_is_no_failure(home: Path, key: bytes) -> None:
    """The plan has been shown: whoever leaves its list has succeeded, and is told what is kept
    nowhere.
    """
    with ended(home) as person:
        person.press(key)
        assert person.leave() == 0
    assert UNKEPT in squeezed(person.written)


def test_a_tick_by_number_right_behind_another_line(home: Path) -> None:
    """By number, only the first line of an urgent page comes too early: what is typed quickly
    behind it counts.
    """
    with Emulator("triage", "--plain", cwd=str(home)) as person:
        person.answer("happening-now", "threatened")
        person.see_page()
        person.press(b"1", ENTER, b"d1", ENTER)
        assert "1. [x] Get to a safe place" in person.see("[x] Get to a safe place")


@pytest.mark.parametrize("typed", ["d1", "ｄ１", "ｄ １", "D 1", "d"])
def test_a_tick_by_number_however_it_is_typed(home: Path, typed: str) -> None:
    """By number a step is ticked in any width, with a space or without; the same again takes the
    tick away; d alone ticks the only step.
    """
    with Emulator("triage", "--plain", cwd=str(home)) as person:
        person.answer("happening-now", "threatened")
        person.see_page()
        for box in ("[x]", "[ ]", "[x]"):
            before = person.written.count(f"1. {box} Get to a safe place")
            person.type(typed)
            person.press(ENTER)
            while person.written.count(f"1. {box} Get to a safe place") == before:
                assert person.settle(0.5)
        person.press(b"q", ENTER)
        assert person.leave() == 130


def test_which_step_is_ticked_is_asked_where_there_are_several(home: Path) -> None:
    """D alone says nothing of two steps: what can be typed is said again."""
    with Emulator("triage", "--plain", cwd=str(home)) as person:
        person.answer("happening-now", "threatened", "device-controlled")
        person.see_page()
        hint = squeezed(say("en", "plain-page"))
        person.press(b"d", ENTER)
        while squeezed(person.written).count(hint) < 2:
            assert person.settle(0.5)
        assert "[x]" not in person.written


def test_what_nothing_has_is_no_choice_of_the_list(home: Path) -> None:
    """Words that no choice has neither save nor leave; Esc brings the list back as it was."""
    with ended(home) as person:
        person.type("webq")
        person.see(say("en", "list-nothing", words="webq"), say("en", "list-unlit"))
        person.press(ENTER, b" ", ENTER)
        person.settle()
        assert person.pointed == ""
        person.press(b"\x7f" * 2)  # Space is a letter of what is typed
        person.see(say("en", "list-found", words="web"))
        person.settle()
        assert say("en", "end-save:short") in person.pointed
        person.press(b"\x1b")
        person.see_key("end-read", "keys-one")
        assert [file for file in home.iterdir() if file.is_file()] == []
        assert person.leave_by(b"q") == 0


def test_leaving_while_a_name_is_asked_for(home: Path) -> None:
    """Ctrl-C at a file name writes nothing and is no failure either."""
    with ended(home) as person:
        chosen(person, SAVE)
        person.see("Where to?")
        person.settle()
        person.press(CTRL_C)
        assert person.leave() == 0
    assert [file for file in home.iterdir() if file.is_file()] == []


def test_a_tick_on_an_urgent_page_is_in_the_plan(home: Path) -> None:
    """What was ticked as done where it could not wait is ticked in the plan."""
    with ended(home, ticking=True) as person:
        assert person.leave_by(b"q") == 0
    plan = person.written[person.written.index("Urgency:") :]
    assert "[x] 1. Get to a safe place" in plan


def test_a_tick_is_in_the_case_at_once(home: Path) -> None:
    """With --case the tick is recorded with the next answer, so that leaving loses nothing."""
    person = Emulator("triage", "--case", "shop", env={"HOME": str(home)}, cwd=str(home))
    with person:
        person.answer("happening-now", *EMERGENCY["happening-now"])
        person.advice()
        person.see_page()
        person.press(b"d", ENTER)
        person.ready("terminal-now")
        person.press(b"q")
        assert person.leave() == 130
    done_steps = [line for line in show_case(home, "shop").splitlines() if "[x]" in line]
    assert [FIRST_STEP in line for line in done_steps] == [True]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["TERM", "HUP"])
def test_a_tick_is_in_the_case_when_a_signal_ends_it(home: Path, number: signal.Signals) -> None:
    """Whoever closes the window at an urgent page has ticked what they ticked there."""
    person = Emulator("triage", "--case", "shop", env={"HOME": str(home)}, cwd=str(home))
    with person:
        person.answer("happening-now", *EMERGENCY["happening-now"])
        person.advice()
        person.see_page()
        person.press(b"d")
        person.see("1. [x]")
        person.settle()
        os.kill(person.pid, number)
        assert person.leave() == 128 + number
    done_steps = [line for line in show_case(home, "shop").splitlines() if "[x]" in line]
    assert [FIRST_STEP in line for line in done_steps] == [True]


@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["arrows", "numbers"])
@pytest.mark.parametrize("key", [CTRL_C, b"q"], ids=["Ctrl-C", "q"])
def test_a_tick_is_in_the_case_of_whoever_leaves_at_the_page(
    home: Path, key: bytes, argv: tuple[str, ...]
) -> None:
    """What was ticked on an urgent page is done in the case, although it was left there and then;
    what was not ticked is not.
    """
    person = Emulator("triage", "--case", "shop", *argv, env={"HOME": str(home)}, cwd=str(home))
    with person:
        person.answer("happening-now", *EMERGENCY["happening-now"])
        person.advice()
        person.see_page()
        person.press(*((b"d1", ENTER) if argv else (b"d",)))
        person.see("1. [x]")
        person.settle()
        person.press(key, *((ENTER,) if argv and key == b"q" else ()))
        assert person.leave() == 130
    done_steps = [line for line in show_case(home, "shop").splitlines() if "[x]" in line]
    assert [FIRST_STEP in line for line in done_steps] == [True]
