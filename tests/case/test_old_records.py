"""Cases that an earlier version wrote: they open, say what they said, and take new events."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.case_factory import run_on_cases
from support.paths import TESTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Cases with one in them that was written before answers could return, exhibits be withdrawn,
    or a second tick be refused.
    """
    shutil.copytree(TESTS / "records", tmp_path / "cases")
    return tmp_path / "cases"


def test_an_old_record_is_whole_and_reads_as_before(folder: Path) -> None:
    """Nothing in it counts as damage, and every event is told in words."""
    checked = run_on_cases(folder, "case", "check")
    assert checked.code == 0
    assert "18 events" in checked.words
    assert run_on_cases(folder, "evidence", "verify").code == 0
    timeline = run_on_cases(folder, "case", "timeline", lang="zh").words
    assert "[6] 2026-11-26" in timeline
    assert "撤掉第 10 条" in timeline
    assert timeline.count("收进证据：chat.txt") == 2
    shown = run_on_cases(folder, "case", "show", lang="zh").words
    assert "王小店" in shown
    assert "3000.00" not in shown


def test_answers_dropped_by_an_earlier_version_come_back(folder: Path) -> None:
    """What was answered before the change is on record, so answering the same way restores it."""
    changed = run_on_cases(folder, "case", "answer", "--yes", "happening-now=paid-today")
    assert "Earlier answers that count again:" in changed.words
    assert "given=remote" in run_on_cases(folder, "case", "answer").words


def test_an_exhibit_of_an_old_record_can_be_withdrawn(folder: Path) -> None:
    """The copy that was added twice is left out of lists and bags, and the record stays whole."""
    withdrawn = run_on_cases(folder, "evidence", "withdraw", "15", "--why", "twice")
    assert withdrawn.code == 0, withdrawn.complaint
    listed = run_on_cases(folder, "evidence", "list", "--format", "json").words
    assert '"count"' not in listed
    assert "15-chat.txt" not in listed
    assert "14-chat.txt" in listed
    assert run_on_cases(folder, "evidence", "verify").code == 0
    assert run_on_cases(folder, "case", "check").code == 0
    assert "number 15 withdrawn (twice)" in run_on_cases(folder, "case", "timeline").words
    bag = folder.parent / "bag"
    assert run_on_cases(folder, "evidence", "pack", "-o", str(bag)).code == 0
    assert [each.name for each in (bag / "data").iterdir()] == ["14-chat.txt"]
    assert "twice" not in (bag / "timeline.en.md").read_text("utf-8")
