"""How much lint takes on: a pack as large as it may be is checked to the last way, a larger one is
refused at once.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from support.in_process import run_in_process
from support.pack_factory import (
    incident_yaml,
    lint_report,
    question_yaml,
    report_text,
    shipped_file,
    write_file,
)
from support.shipped_pack import contents
from support.slow import slow_after

from posguard.app import packs
from posguard.errors import PosguardError
from posguard.lint import references as check
from posguard.lint import run as survey
from posguard.lint import trees
from posguard.lint.graph import ends
from posguard.pack.layout import MOST_FILES
from posguard.pack.model import NEEDED, START, Entry, Playbook, Step
from posguard.pack.yaml_reader import MAX_BYTES
from posguard.pages.problems import MOST_LINES

STEP = "steps/contain/keep-terminal-in-sight.yaml"
Trees = Mapping[str, Entry[Playbook]]
Steps = Mapping[str, Entry[Step]]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_too_many_files(tmp_path: Path, lang: str) -> None:
    """One file more than a pack may hold, in whatever folders: refused before any is read, with
    the figures.
    """
    for n in range(MOST_FILES + 1):
        write_file(tmp_path, f"{'sources' if n % 2 else 'incidents'}/file-{n}.yaml", "a: [")
    ended = run_in_process("lint", str(tmp_path), "--lang", lang)
    assert (ended.code, ended.out, ended.complaint.count("\n")) == (1, b"", 1)
    assert f"{tmp_path}" in ended.complaint
    assert "20001" in ended.complaint


def test_too_much_in_them(tmp_path: Path) -> None:
    """So is a pack of few but large files."""
    for n in range(packs.MOST_SIZE // MAX_BYTES + 1):
        os.truncate(write_file(tmp_path, f"incidents/file-{n}.yaml"), MAX_BYTES)
    began = time.process_time()
    ended = run_in_process("lint", str(tmp_path))
    assert time.process_time() - began < 1
    assert (ended.code, ended.out) == (1, b"")
    assert "65 MiB" in ended.complaint


def test_too_many_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops where the values kept become too many."""
    monkeypatch.setattr(survey, "MOST_VALUES", 20_000)
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(question_yaml("first", "plan")))
    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"
    monkeypatch.setattr(survey, "MOST_VALUES", 1000)
    with pytest.raises(PosguardError, match="pack-too-many-values"):
        lint_report(tmp_path)


def test_too_many_ways_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking stops, and says where, once it has followed as many ways as it may."""
    monkeypatch.setattr(trees, "MOST_ANSWERS", 10)
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(question_yaml("first", "plan")))
    with pytest.raises(PosguardError, match="pack-too-many-ways"):
        lint_report(tmp_path)


def test_a_first_tree_with_millions_of_ways(tmp_path: Path) -> None:
    """An interview whose first tree alone has too many ways is refused in a moment, not walked."""
    names = ["a", "b", "c", "d", "e", "f", "g"]
    asked = [question_yaml(one, other, 11) for one, other in pairwise([*names, "own"])]
    write_file(tmp_path, "triage.yaml", incident_yaml(*asked))
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(question_yaml("first", "plan")))
    began = time.process_time()
    assert "too-many-ways" in {p.rule for p in lint_report(tmp_path).problems}
    assert time.process_time() - began < 10


@pytest.mark.slow
def test_a_complaint_in_each_of_thousands_of_files(tmp_path: Path) -> None:
    """So many lines as a person might read are written, the rest is counted; misspelt names cost
    no more for it.
    """
    broken = incident_yaml(question_yaml("first", "plan")).replace(
        "write-timeline", "write-timelin"
    )
    for n in range(1100):
        write_file(tmp_path, f"incidents/more-{n}.yaml", broken.replace("first", f"first-{n}"))
        write_file(tmp_path, f"steps/evidence/write-more-{n}.yaml", shipped_file(STEP))
    began = time.process_time()
    told = lint_report(tmp_path)
    lines = report_text(tmp_path, "en", told).splitlines()
    assert time.process_time() - began < 60
    assert len(told.problems) == 2200
    assert len(lines) == MOST_LINES + 1
    assert "Did you mean: write-timeline" in lines[0]
    assert lines[-1] == f"{2200 - MOST_LINES} more problems are not listed"


def test_problems_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a number of problems no more are looked for, and that is said."""
    monkeypatch.setattr(check, "MOST_PROBLEMS", 3)
    monkeypatch.setattr(survey, "MOST_PROBLEMS", 3)
    for n in range(5):
        write_file(tmp_path, f"steps/evidence/more-{n}.yaml", shipped_file(STEP))
    lines = report_text(tmp_path).splitlines()
    assert len(lines) == 4
    assert lines[-1] == "3 problems were found, and no more were looked for"


@pytest.mark.slow
def test_hundreds_of_playbooks_are_checked(tmp_path: Path) -> None:
    """What an organisation may well have is checked on every way, in seconds."""
    for n in range(300):
        write_file(tmp_path, f"incidents/more-{n}.yaml", shipped_file("incidents/sn-leak.yaml"))
    write_file(
        tmp_path,
        "incidents/last.yaml",
        shipped_file("incidents/sn-leak.yaml").replace("police-", "write-", 1),
    )
    began = time.process_time()
    assert lint_report(tmp_path).files == 301
    assert time.process_time() - began < 30


def damaged(seed: int) -> tuple[Trees, Steps]:
    """The shipped trees with some damage to what their plans hold, and steps that forbid each
    other.
    """
    by = random.Random(seed)
    pack = contents()
    steps, playbooks = dict(pack.steps), dict(pack.playbooks)
    for one, other in (by.sample(list(steps), 2) for _ in range(3)):
        steps[one] = replace(steps[one], value=replace(steps[one].value, not_with=(other,)))
    for name in by.sample([name for name in playbooks if name != START], 6):
        tree = playbooks[name].value
        asked = by.choice(list(tree.questions))
        key = by.choice(list(tree.questions[asked].options))
        option = tree.questions[asked].options[key]
        changed = by.choice(
            [
                replace(tree, waives={}, steps=tree.steps[1::2]),
                replace(tree, urgency="not-incident", steps=()),
                _with(tree, asked, key, replace(option, now=(), steps=(), waives={})),
                _with(tree, asked, key, replace(option, urgency="emergency")),
            ]
        )
        playbooks[name] = replace(playbooks[name], value=changed)
    return playbooks, steps


def _with(tree: Playbook, asked: str, key: str, option: object) -> Playbook:
    question = tree.questions[asked]
    return replace(
        tree,
        questions={
            **tree.questions,
            asked: replace(question, options={**question.options, key: option}),
        },
    )


def faults(playbooks: Trees, steps: Steps) -> Iterator[tuple[str, ...]]:
    """What is wrong with the plans at the end of every single way, by the tree it begins in."""
    for name in playbooks:
        for end in ends(playbooks, name) if name != START else ():
            held = {b.step for b in end.reasons}
            pillars = {steps[step].folder for step in held} | {pillar for pillar, _ in end.waived}
            if end.urgency != "not-incident":
                yield from ((name, *group) for group in NEEDED if not pillars & set(group))
            yield from (
                (name, one, other)
                for one in held
                for other in steps[one].value.not_with
                if other in held
            )


@pytest.mark.parametrize("seed", slow_after(1, range(8)))
def test_no_fault_is_missed_where_ways_are_alike(seed: int) -> None:
    """Lint follows only one of the ways that are alike to its rules, and finds what lies behind
    any of them.
    """
    playbooks, steps = damaged(seed)
    own = {tree.file: name for name, tree in playbooks.items()}
    told = list(trees.check_trees(playbooks, steps, own))
    missing = {
        (own[p.file], *cast("Sequence[str]", p.facts["pillar"]))
        for p in told
        if p.rule == "missing-pillar"
    }
    clashes = {
        (str(p.facts["one"]), str(p.facts["other"])) for p in told if p.rule == "contradiction"
    }
    expected = set(faults(playbooks, steps))
    needed = {fault for fault in expected if fault[1:] in NEEDED}
    # Behind an alarm raised in the first tree even a calm plan needs every pillar: that only adds
    # to what is told.
    assert needed <= missing
    assert {tuple(sorted(pair)) for pair in clashes} == {
        tuple(sorted(fault[1:])) for fault in expected - needed
    }
