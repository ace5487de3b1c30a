"""The end of an interview, and what is said on leaving: the card before and after a case is kept,
files and folders that are not written, and the lines that go on from there.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from support.case_factory import run_on_cases
from support.emulator import CTRL_C, ENTER, Emulator, squeezed
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, TAKEN, Answers, answer_options
from support.program import UNPRIVILEGED

from posguard.messages import say
from posguard.pack.model import Lang

PAID: Answers = {
    "happening-now": ["paid-today"],
    "who": ["cardholder"],
    "paid-how": ["transfer"],
    "given": ["none"],
    "also-true": ["none"],
    "who-is-behind": ["unsure"],
    "already-done": ["none"],
}
ACCOUNT = "6222021234567890128"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home folder of somebody who keeps cases there."""
    return tmp_path


def environment_of(home: Path) -> dict[str, str]:
    """No pager, and the cases in one folder."""
    return {"HOME": str(home), "PAGER": "/none", "POSGUARD_CASES": str(home / "cases")}


def ended(home: Path, answers: Answers, *argv: str) -> Emulator:
    """An interview of which only the end is left: its list."""
    person = Emulator(
        "triage",
        *argv,
        *answer_options(answers)[:-2],
        env=environment_of(home),
        cwd=str(home),
    )
    last = list(answers)[-1]
    person.given = {name: options for name, options in answers.items() if name != last}
    if person.advice():
        person.see_page()
        person.press(ENTER)
    person.answer(last, *answers[last])
    if person.advice():
        person.see_page()
        person.press(ENTER)
    person.skip_contacts()
    return person


def chosen(person: Emulator, name: str) -> None:
    """Choose from the list at the end by its number."""
    person.see("The plan is ready", say("en", "keys-one"))
    person.settle()
    label = re.escape(say("en", f"end-{name}"))
    [number] = re.findall(rf"([0-9])\. {label}", person.screen)[-1:]
    person.press(number.encode(), ENTER)


def line(person: Emulator, label: str, words: str) -> None:
    """Type words once a line is asked for."""
    person.see(label, "\n>")
    person.settle(0.5)
    person.type(words)
    person.press(ENTER)


def test_what_was_typed_for_the_card_goes_into_the_case(home: Path) -> None:
    """The card filled in before a case is kept is asked for no second time: what the record takes
    is in the case, and of the rest it is said what to type.
    """
    with ended(home, PAID) as person:
        chosen(person, "card")
        person.see("Call 110 now", "goes into the case if you keep one")
        for label, words in (
            ("their name", "Zhang"),
            ("their account", ACCOUNT),
            ("their bank", ""),
            ("amount", ""),
            ("time", ""),
            ("reference", ""),
            ("own card", "1234"),
            ("bank (which", "ICBC"),
            ("owner's name", "Li"),
            ("owner's telephone", "q"),
        ):
            line(person, f"{label}", words)
        person.see("more: Space goes on")
        person.press(b"q")
        line(person, "n keeps nothing", "n")
        chosen(person, "keep")
        line(person, "What shall the case be called?", "shop")
        person.see("Without time, amount it is not recorded", "amount=…", "--case shop")
        chosen(person, "card")
        shown = person.see("What you type is recorded in the case shop", "amount (")
        assert "their name (" not in shown.rpartition("recorded in the case shop")[2]
        line(person, "amount (", "300")
        line(person, "time (", "00:00")
        line(person, "their bank (", "q")
        person.see("more: Space goes on")
        person.press(b"q")
        person.see("Where to?")
        person.settle()
        person.press(CTRL_C)
        assert person.leave() == 0
        assert "Recorded (number" in person.written
    facts = run_on_cases(home / "cases", "case", "fact").words
    assert "****1234" in facts
    assert "owner's name: Li" in facts
    assert "amount 300.00" in facts
    assert "their name Zhang" in facts


def test_the_card_is_not_offered_where_the_police_are_not_needed(home: Path) -> None:
    """A plan that says that the police are not needed this time offers no card to read to them."""
    with ended(home, CALM) as person:
        assert say("en", "end-card") not in person.see("The plan is ready", "Done")
    with ended(home, TAKEN) as person:
        assert say("en", "end-card") in person.see("The plan is ready", "Done")


@pytest.mark.parametrize("word", ["y", "是", "好"])
def test_yes_takes_the_name_proposed_for_a_file(home: Path, word: str) -> None:
    """Nobody means a file called y; what was written is a page for a browser, and said to be."""
    with ended(home, CALM) as person:
        chosen(person, "save")
        line(person, "Where to?", word)
        person.see("posguard-plan.html. Open it in a browser")
    assert [file.name for file in home.iterdir() if file.is_file()] == ["posguard-plan.html"]


def test_only_a_web_page_is_for_the_browser(home: Path) -> None:
    """A refused ending is answered with those that work there, and no option is named that cannot
    be typed.
    """
    with ended(home, CALM) as person:
        chosen(person, "save")
        line(person, "Where to?", "plan.pdf")
        assert "--format" not in person.see("plan.pdf", "The name may end in")
        line(person, "Where to?", "plan.txt")
        assert "browser" not in person.see("Written to", "plan.txt.").rpartition("Written to")[2]


def test_a_folder_that_takes_no_case(home: Path) -> None:
    """It is said which folder, and that nothing is kept; saving is proposed next."""
    (home / "cases").write_text("a file")
    with ended(home, CALM) as person:
        chosen(person, "keep")
        person.see(f"{home}/cases")
        person.see("The plan is ready", say("en", "keys-one"))
        assert person.pointed.endswith(say("en", "end-save"))


def test_a_case_that_cannot_be_made_names_its_folder(home: Path) -> None:
    """Where a case has no room, its path and that nothing is kept of it are said."""
    (home / "locked").mkdir(mode=0o500)
    env = {"HOME": str(home), "POSGUARD_LANG": "en"}
    argv = ("triage", "--case", "shop", *answer_options(CALM))
    folder = home / "locked" / "below"
    with Emulator(
        *argv, "--cases", str(folder), env=env, cwd=str(home), program=UNPRIVILEGED
    ) as person:
        assert str(home / "locked") in squeezed(person.see("cannot"))


def test_after_a_failed_output_saving_is_proposed(home: Path) -> None:
    """Whoever could not have the plan where they wanted it most likely wants it elsewhere."""
    (home / "gone").mkdir()
    with Emulator(
        "triage", "-o", "gone/my.html", env=environment_of(home), cwd=str(home)
    ) as person:
        answers = dict(CALM)
        last = list(answers)[-1]
        person.answers({name: options for name, options in answers.items() if name != last})
        person.ready(last)
        shutil.rmtree(home / "gone")
        person.answer(last, *answers[last])
        person.skip_contacts()
        assert person.pointed.endswith(say("en", "end-save"))


def test_the_file_of_an_output_holds_the_answers(home: Path) -> None:
    """After -o it is not said that the answers are kept nowhere: the file has them."""
    with ended(home, CALM, "-o", "my.html") as person:
        assert person.leave_by(b"q") == 0
        shown = squeezed(person.written)
    assert squeezed("The plan and your answers are in my.html") in shown
    assert squeezed("kept nowhere") not in shown


def test_the_commands_that_come_next_are_said(home: Path) -> None:
    """Keeping a case names its folder, and how to tick off and to see it; so does ``--case``."""
    with ended(home, CALM) as person:
        chosen(person, "keep")
        line(person, "What shall the case be called?", "shop")
        person.see(
            f"{home}/cases/shop",
            "posguard case tick 1 --case shop",
            "posguard case show --case shop",
        )
    with ended(home, CALM, "--case", "two") as person:
        assert person.leave_by(b"q") == 0
        shown = person.written.rpartition("Saved in the case two.")[2]
        assert f"{home}/cases/two" in squeezed(shown)
        assert "posguard case tick 1 --case two" in shown
    assert run_on_cases(home / "cases", "case", "tick", "1", "--case", "two").code == 0


def test_leaving_midway_says_how_to_go_on(home: Path) -> None:
    """The line has the answers given so far, and what was ticked is marked as done; with a case
    it is that which is gone on with.
    """
    first = next(iter(EMERGENCY))
    for argv in ((), ("--case", "shop")):
        with Emulator(
            "triage", *argv, env=environment_of(home), cwd=str(home), columns=200
        ) as person:
            person.answer(first, *EMERGENCY[first])
            person.advice()
            person.see_page()
            person.press(b"d", ENTER)
            person.ready("terminal-now")
            person.press(b"q")
            assert person.leave() == 130
            shown = person.written.rpartition(say("en", "interrupted"))[2]
        assert "[x] Get to a safe place" in shown
        assert shown.count("[x]") == 1
        wanted = (
            f"posguard case resume --case shop --cases {home}/cases"
            if argv
            else ("posguard triage -a happening-now=threatened,terminal")
        )
        assert shown.rpartition(say("en", "interrupted-again"))[2].strip() == wanted


def test_a_finished_interview_resumed_ends_as_it_ended(home: Path) -> None:
    """At a terminal its first page stands above the list; into a pipe goes the whole plan."""
    assert (
        run_on_cases(home / "cases", "triage", "--case", "shop", *answer_options(CALM)).code == 0
    )
    with Emulator("case", "resume", env=environment_of(home), cwd=str(home)) as person:
        person.see("The plan is ready", say("en", "keys-one"))
        person.settle()
        assert say("en", "sources") not in person.written
        assert say("en", "end-keep") not in person.screen
        chosen(person, "done")
        assert person.leave() == 0
    env = {**environment_of(home), "POSGUARD_LANG": "en"}
    assert say("en", "sources") in run_in_process("case", "resume", env=env).words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_messages_break_between_words(home: Path, lang: Lang) -> None:
    """On a narrow terminal no word and no command is cut; in a pipe a message is one line."""
    with Emulator(
        "search", "qqqq", columns=40, rows=15, lang=lang, env=environment_of(home)
    ) as person:
        assert person.leave() == 1
        lines = person.lines
    assert len(lines) > 1
    assert any("posguard triage" in each for each in lines)
    piped = run_in_process("search", "qqqq", env={"POSGUARD_LANG": lang})
    assert len(piped.complaint.splitlines()) == 1
    whole = " ".join(lines) if lang == "en" else "".join(lines)
    assert whole.replace(" ", "") == piped.complaint.strip().replace(" ", "")
    if lang == "en":
        assert {*whole.split()} == {*piped.complaint.split()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_less_says_how_to_go_on(home: Path, lang: Lang) -> None:
    """Nobody is left with a colon: the pager's last line names its keys, in Chinese above the
    text, since less has no Chinese there; not where the person has set it up.
    """
    program = home / "less"
    program.write_text(f"#!/bin/sh\nprintf '%s' \"$LESS\" > {home}/seen\ncat > {home}/read\n")
    program.chmod(0o755)
    env = {"HOME": str(home), "PATH": f"{home}:{os.environ['PATH']}", "PAGER": ""}
    for own in ({}, {"LESS": "-S"}):
        with Emulator(
            "triage", *answer_options(CALM)[:-2], env={**env, **own}, cwd=str(home), lang=lang
        ) as person:
            last = list(CALM)[-1]
            person.given = {name: options for name, options in CALM.items() if name != last}
            person.answer(last, *CALM[last])
            person.skip_contacts()
            person.settle()
            person.press(b"1", ENTER)
            person.see(f"-> {say(lang, 'end-read')}", say(lang, "end-done"))
            person.settle()
        seen, read = (home / "seen").read_text(), (home / "read").read_text()
        keys = say(lang, "pager-keys")
        if own:
            assert seen == "-S"
            assert keys not in read
        elif lang == "en":
            assert f"-Ps{keys}$" in seen
            assert keys not in read
        else:
            assert seen.isascii()
            assert read.startswith(keys)
