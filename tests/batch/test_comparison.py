"""Two packs compared: whose plan changes, and how, before an organisation rolls one out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, PAID
from support.pack_factory import shipped_file, write_file
from support.paths import PLAYBOOKS
from support.walks import chance_walks

from posguard import api
from posguard.batch.comparison import changes
from posguard.pack.model import LANGS, Lang

EARLIER, LATER = "evidence/photograph-terminal-label", "contain/keep-terminal-in-sight"
NEW, NEVER = "open-no-link", "no-codes-to-callers"


def write_step(folder: Path, name: str, before: str, after: str) -> None:
    """Write a step of the shipped pack, one thing in it changed."""
    text = shipped_file(f"steps/{name}.yaml")
    assert before in text
    write_file(folder, f"steps/{name}.yaml", text.replace(before, after))


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """An organisation's pack: one step earlier, one later, one more, one gone."""
    folder = tmp_path / "ours"
    write_step(folder, EARLIER, "within: 24h", "within: now")
    write_step(folder, LATER, "within: 24h", "within: 3d")
    told = shipped_file("findings/sn-known.yaml")
    steps = f"steps: [{NEW}]\n"
    changed = told.replace("steps: [ask-acquirer-check-binding]\n", steps).partition("expect:")[0]
    write_file(folder, "findings/sn-known.yaml", changed)
    return folder


@pytest.fixture
def answers_file(tmp_path: Path) -> Path:
    """The answers of two people: one plan changes, in the other nothing that is touched stands."""
    people = ({"id": "shop", "answers": CALM}, {"id": 2, "lang": "zh", "answers": PAID})
    lines = [json.dumps(each).encode() for each in people]
    return write_file(tmp_path, "in", b"\n".join(lines))


def compared(file: Path, ours: Path, *argv: str, lang: Lang = "en") -> Any:
    """Run the comparison."""
    return run_in_process("batch", str(file), "--against", str(ours), "--lang", lang, *argv)


def test_it_says_whose_plan_changes_and_how(answers_file: Path, ours: Path) -> None:
    """Each person whose plan changes has a line with every change in words; then comes how many
    they are, and what changes most often.
    """
    done = compared(answers_file, ours)
    assert done.code == 1
    first, *rest = done.words.splitlines()
    steps = api.open_pack().contents.steps
    do = {name: steps[name.rpartition("/")[2]].value.do.en for name in (EARLIER, LATER, NEW)}
    assert first.startswith("shop: ")
    assert f"earlier: {do[EARLIER]} (Within 24 hours -> Now)" in first
    assert f"later: {do[LATER]} (Within 24 hours -> Within 3 days)" in first
    assert f"new: {do[NEW]} (" in first
    [summary] = [line for line in rest if "plans change" in line]
    assert summary.split()[2] == "2"
    assert all(line.split(":")[0].isdigit() for line in rest[rest.index(summary) + 1 :])


@pytest.mark.parametrize("lang", LANGS)
def test_it_speaks_the_language_of_whoever_compares(
    answers_file: Path, ours: Path, lang: Lang
) -> None:
    """Whatever language a record names, the comparison is in that of the command."""
    for line in compared(answers_file, ours, lang=lang).words.splitlines():
        assert any(character >= "\u4e00" for character in line) == (lang == "zh")


def test_as_json_each_change_is_data(answers_file: Path, ours: Path) -> None:
    """As JSON a change has its kind, its step, how it was and will be, and its sentence; the last
    line sums up.
    """
    *found, last = [
        json.loads(line)
        for line in compared(answers_file, ours, "--format", "json").out.splitlines()
    ]
    of_shop = {change["kind"]: change for change in found[0]["changes"]}
    assert found[0]["id"] == "shop"
    assert of_shop["earlier"]["step"] == EARLIER.partition("/")[2]
    assert (of_shop["earlier"]["before"], of_shop["earlier"]["after"]) == ("24h", "now")
    assert all(change["message"] for each in found for change in each["changes"])
    assert last["summary"]["plans"] == 2
    assert last["summary"]["changed"] == len(found)
    assert last["summary"]["changes"][0]["count"] >= 1


def test_the_same_pack_changes_nothing(answers_file: Path) -> None:
    """Compared with itself, no plan changes, and the exit code says so."""
    done = compared(answers_file, PLAYBOOKS)
    assert (done.code, done.words) == (0, "None of the plans changes (2 compared).\n")


def test_answers_that_the_other_pack_does_not_take(tmp_path: Path, ours: Path) -> None:
    """Answers with which the other pack has no plan are a change; those that have none today are
    told apart, and not compared.
    """
    question = shipped_file("triage.yaml").replace("  happening-now:", "  happened:")
    write_file(ours, "triage.yaml", question.replace("[happening-now", "[happened"))
    lines = [json.dumps({"id": n, "answers": each}) for n, each in enumerate((CALM, {}))]
    done = compared(write_file(tmp_path, "in", "\n".join(lines)), ours)
    first, second, *_, last = done.words.splitlines()
    assert first.startswith("0: the other pack has no plan")
    assert second.startswith("1: Not everything has been asked yet")
    assert "not compared: 1" in last


def test_changes_are_those_of_the_plans(ours: Path) -> None:
    """In interviews by chance, what is said to be new, gone, earlier or later is so in the plans,
    and where nothing is said the steps are the same ones in the same order.
    """
    pack, other = api.open_pack(), api.open_pack(str(ours))
    seen: set[str] = set()
    for walked in chance_walks(60, 5):
        answers = walked.progress.answers
        try:
            before, after = pack.plan(answers, "en"), other.plan(answers, "en")
        except api.AnswersError:
            continue
        found = changes(pack, other, answers, "en")
        old = {step.id: step.within for step in before.steps}
        new = {step.id: step.within for step in after.steps}
        by_kind = {
            kind: {change.step for change in found if change.kind == kind}
            for kind in ("added", "gone", "earlier", "later", "moved")
        }
        assert by_kind["added"] == new.keys() - old.keys()
        assert by_kind["gone"] == old.keys() - new.keys()
        moved = {name for name in new.keys() & old.keys() if new[name] != old[name]}
        assert by_kind["earlier"] | by_kind["later"] == moved
        if not found:
            assert [*old] == [*new]
        seen.update(kind for kind, steps in by_kind.items() if steps)
    assert {"earlier", "later"} <= seen


def test_other_words_are_a_change(tmp_path: Path) -> None:
    """A step that says something else is told, even where it stands as it stood."""
    ours = tmp_path / "ours"
    write_step(ours, EARLIER, "Photograph the terminal:", "Take pictures of the terminal:")
    found = changes(api.open_pack(), api.open_pack(str(ours)), CALM, "en")
    assert [(change.kind, change.step) for change in found] == [
        ("reworded", EARLIER.partition("/")[2])
    ]
    assert "Take pictures" in found[0].sentence("en")


def test_several_processes_sum_up_alike(tmp_path: Path, ours: Path) -> None:
    """Several processes write the same lines and the same summary as one does."""
    people = [CALM, PAID, EMERGENCY] * 60
    lines = [json.dumps({"id": n, "answers": each}) for n, each in enumerate(people)]
    file = write_file(tmp_path, "in", "\n".join(lines))
    assert compared(file, ours).out == compared(file, ours, "--jobs", "2").out
