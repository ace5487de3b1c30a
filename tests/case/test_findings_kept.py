"""Findings on record beside the answers: a pack that asks otherwise loses no case."""

from __future__ import annotations

from pathlib import Path

from support.case_factory import AT, keep_answers, new_case, run_on_cases
from support.interviews import PAID, TAKEN, progress_after
from support.shipped_pack import contents

from posguard.case import store
from posguard.case.answers import replay_known

RENAMED = {("paid-method" if name == "paid-how" else name): o for name, o in PAID.items()}
"""The answers as a pack recorded them that called a question otherwise."""


def test_the_findings_are_recorded_with_the_answers(tmp_path: Path) -> None:
    """One event holds what was answered and what that told."""
    keep_answers(new_case(tmp_path), PAID)
    state = store.look(str(tmp_path), "shop").state
    assert state.findings == progress_after(PAID).told


def test_a_record_without_findings_is_read(tmp_path: Path) -> None:
    """Older records hold the answers alone; they lead to the same plan."""
    made = new_case(tmp_path)
    answers = {name: list(options) for name, options in PAID.items()}
    with made.work("shop") as case:
        case.append(AT, "answered", {"answers": answers, "contacts": {}})
    state = store.look(str(tmp_path), "shop").state
    assert state.findings == ()
    assert replay_known(contents(), state.answers, state.findings).progress == progress_after(PAID)
    assert run_on_cases(tmp_path, "case", "show").code == 0


def test_a_question_with_another_name_loses_nothing() -> None:
    """What it told still holds, with its steps; without the findings it would be lost."""
    told = progress_after(PAID).told
    kept = replay_known(contents(), RENAMED, told)
    assert set(kept.unknown) == {"paid-method"}
    assert {*told} <= {*kept.progress.held}
    assert {*progress_after(PAID).now} <= {*kept.progress.now}
    lost = replay_known(contents(), RENAMED).progress
    assert "paid-by-transfer" not in lost.held


def test_a_finding_that_the_pack_lacks_is_no_fault() -> None:
    """It brings nothing, and the rest stands."""
    kept = replay_known(contents(), RENAMED, ("gone-with-the-wind", "paid-by-transfer"))
    assert "paid-by-transfer" in kept.progress.held
    assert "gone-with-the-wind" not in kept.progress.held


def test_an_answer_taken_back_takes_its_finding_along(tmp_path: Path) -> None:
    """A changed answer says what the plan gains and loses, and the old finding is off the
    record.
    """
    keep_answers(new_case(tmp_path), TAKEN)
    changed = run_on_cases(
        tmp_path, "case", "answer", "--yes", "terminal-since=settlement-changed"
    )
    assert changed.code == 0
    state = store.look(str(tmp_path), "shop").state
    assert "refunds-not-ours" not in state.findings
    assert "settlement-account-changed" in state.findings
    assert "New in the plan" in changed.words
    assert (
        "ask-acquirer-stop-refunds"
        not in run_on_cases(tmp_path, "case", "show", "--format", "json").words
    )


def test_the_change_is_shown_before_it_is_recorded(tmp_path: Path) -> None:
    """Where the page cannot be written, nothing has changed."""
    keep_answers(new_case(tmp_path), TAKEN)
    before = store.look(str(tmp_path), "shop").state
    target = tmp_path / "shop" / "page.txt"
    argv = ("case", "answer", "--yes", "terminal-since=none", "-o", str(target))
    assert run_on_cases(tmp_path, *argv).code == 2
    assert store.look(str(tmp_path), "shop").state == before
