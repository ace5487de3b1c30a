"""A case from the first answer to the last: what is kept, what comes back, what changes, what is
refused.
"""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.interviews import TAKEN, answer_options
from support.program import Result

THEFT = answer_options(TAKEN)


def on(folder: Path, *argv: str, lang: str = "en") -> Result:
    """One run on the cases in a folder."""
    return run_in_process(
        *argv, "--lang", lang, env={"POSGUARD_CASES": str(folder), "TZ": "Asia/Shanghai"}
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Cases with one in them: a terminal taken by a false repairman."""
    made = on(tmp_path / "cases", "triage", "--case", "shop", *THEFT)
    assert made.code == 0, made.complaint
    return tmp_path / "cases"


def events(folder: Path, name: str = "shop") -> list[dict[str, object]]:
    """The record, line by line."""
    return [
        json.loads(line)
        for line in (folder / name / "record.jsonl").read_text("utf-8").splitlines()
    ]


def test_the_plan_of_a_kept_interview_is_the_plan_of_any_other(tmp_path: Path) -> None:
    """Keeping a case changes nothing about the plan; the answers are on record; only the owner can
    read them.
    """
    kept = on(tmp_path / "cases", "triage", "--case", "shop", *THEFT)
    assert kept.out == on(tmp_path / "none", "triage", *THEFT).out
    assert [event["kind"] for event in events(tmp_path / "cases")] == ["opened", "answered"]
    case = tmp_path / "cases" / "shop"
    assert stat.S_IMODE(case.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in case.iterdir() if p.is_file()} == {0o600}


def test_without_a_case_nothing_is_written(tmp_path: Path) -> None:
    """The interview alone makes no folder."""
    assert on(tmp_path / "cases", "triage", *THEFT).code == 0
    assert not (tmp_path / "cases").exists()


def test_what_fails_makes_no_case(tmp_path: Path) -> None:
    """Wrong answers, missing answers and impossible names leave nothing behind."""
    for argv in (
        ["--case", "shop", "-a", "happening-now=never"],
        ["--case", "shop", "-a", "happening-now=none"],
        ["--case", "../shop", *THEFT],
        ["--case", "Shop!", *THEFT],
    ):
        assert on(tmp_path / "cases", "triage", *argv).code == 2
    assert not (tmp_path / "cases").exists()


def test_steps_are_ticked_by_name_or_number_and_taken_back(folder: Path) -> None:
    """A tick says when and by whom; it leaves the list of what is due; it can be taken back, and
    only once.
    """
    assert on(folder, "case", "tick", "1", "--by", "Wang").code == 0
    shown = on(folder, "case", "show").words
    assert "1 of " in shown
    assert "Wang" in shown
    done = events(folder)[-1]["data"]
    assert isinstance(done, dict)
    assert done["by"] == "Wang"
    assert on(folder, "case", "untick", done["step"]).code == 0
    assert on(folder, "case", "untick", done["step"]).code == 2
    assert on(folder, "case", "tick", "lock-crad").complaint.startswith(
        "The plan has no step lock-crad"
    )
    assert "0 of " in on(folder, "case", "show").words


def test_a_changed_answer_keeps_what_was_done_and_says_what_changed(folder: Path) -> None:
    """The plan is computed anew; what fell away and what is new is said; a tick on a lost step
    stays on record.
    """
    assert on(folder, "case", "tick", "ask-acquirer-stop-refunds").code == 0
    changed = on(folder, "case", "answer", "--yes", "terminal-since=none")
    assert "New in the plan:" in changed.words
    assert "(done already, kept on record)" in changed.words
    kinds = [event["kind"] for event in events(folder)]
    assert kinds == ["opened", "answered", "ticked", "answered"]
    back = on(folder, "case", "answer", "--yes", "terminal-since=refunds")
    assert back.code == 0
    assert "1 of " in on(folder, "case", "show").words
    wrong = on(folder, "case", "answer", "--yes", "terminal-since=sometimes")
    assert wrong.code == 2
    assert "refunds" in wrong.complaint
    assert on(folder, "case", "answer", "--yes", "money-out=none").code == 2


def test_an_answer_that_leads_elsewhere_drops_what_no_longer_counts(folder: Path) -> None:
    """Answers of the old way are dropped and named, and the next open question is said."""
    changed = on(folder, "case", "answer", "--yes", "happening-now=none")
    assert "Where is the terminal now?" in changed.words
    assert "Who did it" in changed.words or "Who is behind" in changed.words
    assert "posguard case resume --case shop" in changed.words
    assert "not finished" in on(folder, "case", "show").words


def test_resume_shows_the_plan_again_or_names_the_open_question(folder: Path) -> None:
    """A finished case gives its plan, byte for byte; an unfinished one without a terminal names
    the question.
    """
    assert on(folder, "case", "resume").out == on(folder, "triage", *THEFT).out
    on(folder, "case", "answer", "--yes", "happening-now=none")
    resumed = on(folder, "case", "resume")
    assert resumed.code == 2
    assert "-a what-merchant=OPTION" in resumed.complaint


def test_notes_and_timeline(folder: Path) -> None:
    """A note is kept with its time and found in the timeline, in both languages."""
    assert on(folder, "case", "note", "客服说", "工单 8812").code == 0
    for lang in ("zh", "en"):
        timeline = on(folder, "case", "timeline", lang=lang)
        assert "客服说 工单 8812" in timeline.words
        assert "(+0800)" in timeline.words
    assert on(folder, "case", "note", " ").code == 2


def test_what_happened_starts_the_clocks(folder: Path) -> None:
    """A step that waits for the report to the police is due when the report is recorded."""
    assert "Waiting for a date" in on(folder, "case", "due").words
    assert (
        on(folder, "case", "fact", "happened", "event=reported", "time=2026-11-22 10:00").code == 0
    )
    due = on(folder, "case", "due").words
    assert "2026-11-23 10:00 (+0800)" in due
    assert "Waiting for a date" not in due


def test_facts_are_kept_listed_and_withdrawn(folder: Path) -> None:
    """A fact is validated, listed with its number, shown without the whole account, and can be
    withdrawn.
    """
    added = on(
        folder,
        "case",
        "fact",
        "transaction",
        "time=2026-11-22 09:14",
        "amount=3,000.50",
        "direction=out",
        "counterparty-account=6222 0000 1234 5678 901",
        "counterparty-name=张三",
    )
    assert added.code == 0, added.complaint
    assert "6222000012345678901" in (folder / "shop" / "record.jsonl").read_text("utf-8")
    listed = on(folder, "case", "fact").words
    assert "3000.50" in listed
    assert (
        "6222000012345678901"
        not in listed + on(folder, "case", "show").words + on(folder, "case", "timeline").words
    )
    number = listed[1 : listed.index("]")]
    assert on(folder, "case", "fact", "--withdraw", number).code == 0
    assert on(folder, "case", "fact", "--withdraw", number).code == 2
    assert on(folder, "case", "fact").words == ""
    wrong = on(folder, "case", "fact", "merchant-number", "123")
    assert wrong.code == 2
    assert "15" in wrong.complaint


def test_what_must_not_be_kept_is_masked_before_it_is_written(folder: Path) -> None:
    """Card numbers, ID numbers and codes do not reach the disk, and the user is told."""
    told = on(
        folder, "case", "note", "card 4111 1111 1111 1111, id 11010519491231002X, 验证码 482913"
    )
    assert "masked" in told.complaint
    written = (folder / "shop" / "record.jsonl").read_text("utf-8")
    for secret in ("4111111111111111", "4111 1111 1111 1111", "11010519491231002X", "482913"):
        assert secret not in written


def test_the_case_meant_is_the_only_open_one(folder: Path) -> None:
    """Without --case the only open one is meant; with several the names are given; with none that
    is said.
    """
    assert on(folder, "triage", "--case", "二店", *THEFT).code == 0
    which = on(folder, "case", "show")
    assert which.code == 2
    assert "shop, 二店" in which.complaint
    assert on(folder, "case", "close", "--case", "shop").code == 0
    assert on(folder, "case", "show").words.startswith("Case: 二店")
    assert on(folder, "case", "close").code == 0
    assert on(folder, "case", "due").code == 2
    listed = on(folder, "case", "list", lang="zh").words
    assert listed.count("已结") == 2


def test_a_closed_case_is_not_changed_until_it_is_opened_again(folder: Path) -> None:
    """A closed case refuses notes, ticks and answers, and says how to open it."""
    on(folder, "case", "close")
    refused = on(folder, "case", "note", "late", "--case", "shop")
    assert refused.code == 1
    assert "posguard case reopen shop" in refused.complaint
    assert on(folder, "case", "resume", "--case", "shop").code == 1
    assert on(folder, "case", "reopen", "--case", "shop").code == 0
    assert on(folder, "case", "note", "again").code == 0


def test_erase_removes_everything_and_promises_no_more_than_it_can(folder: Path) -> None:
    """Nothing is left of the case; without a terminal or --yes nothing is removed."""
    assert on(folder, "case", "erase", "--case", "shop").code == 1
    assert (folder / "shop").exists()
    erased = on(folder, "case", "erase", "--case", "shop", "--yes")
    assert erased.code == 0
    assert "cannot promise" in erased.complaint
    assert os.listdir(folder) == []
    assert on(folder, "case", "show", "--case", "shop").code == 2


def test_check_names_the_damaged_line_and_nothing_more_is_written(folder: Path) -> None:
    """A line changed by hand is named; the record is neither mended nor added to."""
    on(folder, "case", "note", "one")
    assert on(folder, "case", "check").code == 0
    record = folder / "shop" / "record.jsonl"
    record.write_text(record.read_text("utf-8").replace("one", "two"), "utf-8")
    found = on(folder, "case", "check")
    assert found.code == 1
    assert "line 3" in found.words
    before = record.read_bytes()
    assert on(folder, "case", "note", "more").code == 1
    assert record.read_bytes() == before
    assert "damaged" in on(folder, "case", "list").words


def test_reminders_are_written_as_a_calendar(folder: Path, tmp_path: Path) -> None:
    """Every open step with a due time becomes a reminder; ticked ones do not, and are called
    off.
    """
    target = tmp_path / "due.ics"
    assert on(folder, "case", "ics", "-o", str(target)).code == 0
    every = target.read_text("utf-8").count("STATUS:CONFIRMED")
    on(folder, "case", "tick", "1")
    later = on(folder, "case", "ics").words
    assert [later.count(f"STATUS:{status}") for status in ("CONFIRMED", "CANCELLED")] == [
        every - 1,
        1,
    ]


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
@pytest.mark.parametrize("page", ["show", "due", "timeline"])
def test_pages_of_a_case_come_in_every_format(folder: Path, page: str, form: str) -> None:
    """Each page prints in each format and language."""
    for lang in ("zh", "en"):
        shown = on(folder, "case", page, "--format", form, lang=lang)
        assert shown.code == 0
        assert "shop" in shown.words


def test_a_paper_warns_of_the_whole_account_only_when_it_prints_one(folder: Path) -> None:
    """Without an account on record nobody is warned of one; with it the police's paper prints it
    and says so.
    """
    assert "account number" not in on(folder, "letter", "evidence-index").complaint
    on(folder, "case", "answer", "--yes", "happening-now=paid-today")
    assert "whole account" not in on(folder, "letter", "card-110").complaint.split("\n", 1)[1]
    account = "6222000012345678901"
    paid = (
        "direction=out",
        "amount=100",
        "time=2026-11-22 09:14",
        f"counterparty-account={account}",
    )
    assert on(folder, "case", "fact", "transaction", *paid).code == 0
    paper = on(folder, "letter", "card-110")
    assert "6222 0000 1234 5678 901" in paper.words
    assert "give it to the police only" in paper.complaint
    notice = on(folder, "letter", "acquirer-notice")
    assert account not in notice.words
    assert "give it to the police only" not in notice.complaint
