"""The commands of a case answer what they did, ask before something is lost, and take several
steps at once.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.case_factory import run_on_cases, source_file
from support.interviews import TAKEN, answer_options
from support.terminal import Person


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Cases with one in them: a terminal taken by a false repairman."""
    made = run_on_cases(tmp_path / "cases", "triage", "--case", "shop", *answer_options(TAKEN))
    assert made.code == 0, made.complaint
    return tmp_path / "cases"


def records(folder: Path) -> int:
    return len((folder / "shop" / "record.jsonl").read_text("utf-8").splitlines())


def test_several_steps_are_ticked_at_once_and_none_twice(folder: Path) -> None:
    """Each is confirmed by what it says; what is ticked already is not recorded again."""
    ticked = run_on_cases(folder, "case", "tick", "2", "3", "4")
    assert ticked.code == 0
    assert ticked.complaint.count("Recorded (number") == 3
    before = records(folder)
    again = run_on_cases(folder, "case", "tick", "3")
    assert again.code == 0
    assert "On record as done already" in again.complaint
    assert records(folder) == before
    untold = run_on_cases(folder, "case", "tick", "1", "99")
    assert untold.code == 2
    assert records(folder) == before
    assert "open again" in run_on_cases(folder, "case", "untick", "3").complaint


def test_done_steps_are_ticked_wherever_they_are_shown(folder: Path) -> None:
    """Whoever goes on with a case sees at once what is done."""
    run_on_cases(folder, "case", "tick", "2")
    assert "[x] 2. " in run_on_cases(folder, "case", "resume").words
    assert "[x] " in run_on_cases(folder, "case", "show").words


def test_an_answer_that_loses_something_is_not_changed_unasked(folder: Path) -> None:
    """Without anyone to ask, it shows what would fall out, and changes nothing."""
    before = records(folder)
    refused = run_on_cases(folder, "case", "answer", "happening-now=none")
    assert refused.code == 1
    assert "Answers that no longer count:" in refused.words
    assert "posguard case answer --yes happening-now=none" in refused.complaint
    assert records(folder) == before


def test_an_answer_changed_back_brings_the_others_back(folder: Path) -> None:
    """What was answered is not asked again, and the plan is the one of before."""
    shown = run_on_cases(folder, "case", "resume").out
    listed = run_on_cases(folder, "case", "answer").words
    run_on_cases(folder, "case", "answer", "--yes", "happening-now=none")
    first = listed.split("  ")[0]
    back = run_on_cases(folder, "case", "answer", first)
    assert back.code == 0, back.complaint
    assert "Earlier answers that count again:" in back.words
    assert run_on_cases(folder, "case", "resume").out == shown
    assert run_on_cases(folder, "case", "answer").words == listed


def test_the_person_is_asked_before_answers_fall_out(folder: Path) -> None:
    """At a terminal, Enter leaves the case as it was, and y changes it."""
    before = records(folder)
    for typed, changes in (("", 0), ("y", 1)):
        with Person("case", "answer", "happening-now=none", "--cases", str(folder)) as person:
            person.see("Type y to change it")
            person.look()
            person.type(typed)
            person.leave()
        assert records(folder) == before + changes


def test_the_timeline_tells_which_question_was_answered(folder: Path) -> None:
    """Questions and answers stand in it as they were asked, and all times in one form."""
    run_on_cases(folder, "case", "fact", "happened", "event=discovered", "time=2026-11-22 09:14")
    timeline = run_on_cases(folder, "case", "timeline").words
    assert "Where is the terminal now? → " in timeline
    assert "2026-11-22 09:14 (+0800)" in timeline
    assert "T09:14" not in timeline


@pytest.mark.parametrize("command", ["reopen", "erase"])
def test_a_case_that_must_be_named_is_named_in_full(folder: Path, command: str) -> None:
    """Without a name the cases are listed with a whole example, which works as it stands."""
    run_on_cases(folder, "case", "close")
    refused = run_on_cases(folder, "case", command)
    assert refused.code == 2
    assert f"posguard case {command} shop" in refused.complaint
    assert run_on_cases(folder, "case", command, "elsewhere").code == 2
    yes = ["--yes"] if command == "erase" else []
    assert run_on_cases(folder, "case", command, "shop", *yes).code == 0


def test_ending_a_case_twice_is_said_and_not_recorded(folder: Path) -> None:
    """Closing a closed case, or opening an open one, changes nothing."""
    assert "open already" in run_on_cases(folder, "case", "reopen", "shop").complaint
    run_on_cases(folder, "case", "close")
    before = records(folder)
    assert "closed already" in run_on_cases(folder, "case", "close", "--case", "shop").complaint
    assert records(folder) == before


def test_what_is_missing_is_named_as_it_is_typed(folder: Path) -> None:
    """An option is named with its dashes: the answer is never what was just typed."""
    refused = run_on_cases(folder, "evidence", "pack", "for3.zip")
    assert "posguard evidence pack --output TARGET" in refused.complaint


def test_the_same_file_is_kept_once(folder: Path, tmp_path: Path) -> None:
    """A second time it is said to be there; another file of the same content is kept, and said
    to be the same.
    """
    first = source_file(tmp_path, "a.txt", b"chat")
    second = source_file(tmp_path, "b.txt", b"chat")
    assert run_on_cases(folder, "evidence", "add", str(first)).code == 0
    before = records(folder)
    again = run_on_cases(folder, "evidence", "add", str(first))
    assert again.code == 0
    assert "is kept already" in again.complaint
    assert records(folder) == before
    assert len(list((folder / "shop" / "evidence").iterdir())) == 1
    assert (
        "the same as that of number"
        in run_on_cases(folder, "evidence", "add", str(second)).complaint
    )


def test_a_number_that_no_step_has_is_answered_with_those_there_are(folder: Path) -> None:
    """The plan's steps are numbers to whoever typed one, and no list of names."""
    said = run_on_cases(folder, "case", "tick", "99")
    assert said.code == 2
    count = len(re.findall(r"(?m)^\[.\] [0-9]+\.", run_on_cases(folder, "case", "show").words))
    assert f"steps 1 to {count}" in said.complaint


def test_a_step_that_was_not_ticked_is_named_in_words(folder: Path) -> None:
    """What is taken back twice is told by what it does."""
    done = run_on_cases(folder, "case", "tick", "1").complaint.partition(": ")[2].strip()
    assert run_on_cases(folder, "case", "untick", "1").code == 0
    assert done in run_on_cases(folder, "case", "untick", "1").complaint


def test_a_file_withdrawn_twice(folder: Path, tmp_path: Path) -> None:
    """It is said that it is withdrawn already, and of a case without files that it has none."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    nothing = run_on_cases(folder, "evidence", "withdraw", "8").complaint
    assert "holds no evidence" in nothing
    kept = run_on_cases(folder, "evidence", "add", str(photo)).complaint
    [number] = re.findall(r"[0-9]+", kept)[:1]
    assert run_on_cases(folder, "evidence", "withdraw", number).code == 0
    assert "withdrawn already" in run_on_cases(folder, "evidence", "withdraw", number).complaint


def test_a_withdrawn_file_can_be_taken_again(folder: Path, tmp_path: Path) -> None:
    """Withdrawing names what is withdrawn; a wrong number is refused."""
    file = source_file(tmp_path, "a.txt", b"chat")
    run_on_cases(folder, "evidence", "add", str(file))
    wrong = run_on_cases(folder, "evidence", "withdraw", "99")
    assert wrong.code == 2
    assert "There are: 3" in wrong.complaint
    assert (
        "Number 3, a.txt, is withdrawn"
        in run_on_cases(folder, "evidence", "withdraw", "3").complaint
    )
    assert run_on_cases(folder, "evidence", "pack", "-o", str(tmp_path / "bag")).code == 2
    assert "Kept as evidence" in run_on_cases(folder, "evidence", "add", str(file)).complaint
