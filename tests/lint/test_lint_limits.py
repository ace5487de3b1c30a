"""How much lint takes on: a pack as large as it may be is checked on every road, a larger one is
refused at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.pack_factory import (
    finding_yaml,
    incident_yaml,
    lint_report,
    question_yaml,
    report_text,
    shipped_file,
    write_file,
)

from posguard.api import packs
from posguard.errors import PosguardError
from posguard.lint import references as check
from posguard.lint import roads
from posguard.lint import run as survey
from posguard.pack.layout import MAX_BYTES, MOST_FILES
from posguard.pages.problems import MOST_LINES

STEP = "steps/contain/keep-terminal-in-sight.yaml"


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
    monkeypatch.setattr(survey, "MOST_VALUES", 100_000)
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(question_yaml("first")))
    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"
    monkeypatch.setattr(survey, "MOST_VALUES", 1000)
    with pytest.raises(PosguardError, match="pack-too-many-values"):
        lint_report(tmp_path)


def test_too_much_to_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking stops once it has looked at as much as it may, with a sentence of its own."""
    monkeypatch.setattr(roads, "MOST_FOLLOWED", 10)
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(question_yaml("first")))
    with pytest.raises(PosguardError, match="pack-too-much-to-follow"):
        lint_report(tmp_path)


def findings_in_a_row(count: int, link: str) -> Iterator[tuple[str, str]]:
    """So many findings, each leading to the next one and the last to the first."""
    for n in range(count):
        following = (n + 1) % count
        yield f"findings/f{n}.yaml", finding_yaml(**{link: f"[f{following}]", "steps": "[look]"})


LOOK = "do:\n  zh: 看一看\n  en: Look at it\nwithin: 24h\npractice: true\n"


@pytest.mark.slow
@pytest.mark.parametrize("link", ["implies", "when"])
def test_thousands_of_findings_in_a_circle(tmp_path: Path, link: str) -> None:
    """Findings that imply or wait for each other in a circle, told in many places: checked, or
    refused for what they lead to, in bounded time.
    """
    for path, text in findings_in_a_row(4000, link):
        write_file(tmp_path, path, text)
    write_file(tmp_path, "steps/contain/look.yaml", LOOK)
    asked = question_yaml("first", options=900)
    for n in range(900):
        asked = asked.replace(f"option-{n}:\n", f"option-{n}:\n        tells: [f{n}]\n")
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(asked))
    began = time.process_time()
    checked(tmp_path)
    assert time.process_time() - began < 60


def checked(folder: Path) -> set[str]:
    """The rules that a folder breaks, or what it is refused with."""
    try:
        return {p.rule for p in lint_report(folder).problems}
    except PosguardError as err:
        return {err.key}


@pytest.mark.slow
def test_a_chain_of_thousands_of_compound_findings(tmp_path: Path) -> None:
    """Each makes the one before it true: followed to its end, not round after round."""
    for n in range(6000):
        when = f"[f{n + 1}, trouble]" if n < 5999 else "[trouble]"
        write_file(tmp_path, f"findings/f{n}.yaml", finding_yaml(when=when, steps="[look]"))
    write_file(tmp_path, "steps/contain/look.yaml", LOOK)
    began = time.process_time()
    assert checked(tmp_path) <= {"pack-too-much-to-follow"}
    assert time.process_time() - began < 60


@pytest.mark.slow
def test_thousands_of_steps_that_exclude_each_other(tmp_path: Path) -> None:
    """Long lists of what a step contradicts, brought by answers that cannot be given together."""
    names = [f"look-{n}" for n in range(3000)]
    for n, name in enumerate(names):
        others = ", ".join(names[n + 1 : n + 600])
        write_file(tmp_path, f"steps/contain/{name}.yaml", f"{LOOK}not_with: [{others}]\n")
    asked = question_yaml("first", options=1500)
    for n in range(1500):
        brought = f"        steps: [look-{2 * n}, look-{(2 * n + 1501) % 3000}]\n"
        asked = asked.replace(f"option-{n}:\n", f"option-{n}:\n{brought}")
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(asked))
    began = time.process_time()
    assert checked(tmp_path) <= {"contradiction", "pack-too-much-to-follow"}
    assert time.process_time() - began < 60


@pytest.mark.slow
def test_thousands_of_claims_in_thousands_of_sentences(tmp_path: Path) -> None:
    """Every claim is looked for in every sentence, or the pack is refused."""
    for n in range(20):
        claims = "\n  en: [" + ", ".join(f"word {n} and {k}" for k in range(900)) + "]"
        text = finding_yaml(when="[trouble]", steps="[look-1]", claims=claims)
        write_file(tmp_path, f"findings/f{n}.yaml", text)
    for n in range(4000):
        write_file(tmp_path, f"steps/contain/look-{n}.yaml", LOOK)
    began = time.process_time()
    assert checked(tmp_path) <= {"unused-file", "pack-too-much-to-follow"}
    assert time.process_time() - began < 60


def test_the_shipped_pack_in_a_second() -> None:
    """All its files, with all rules."""
    began = time.process_time()
    ended = run_in_process("lint")
    assert time.process_time() - began < 1
    assert (ended.code, ended.complaint) == (0, "")


@pytest.mark.slow
def test_a_complaint_in_each_of_thousands_of_files(tmp_path: Path) -> None:
    """So many lines as a person might read are written, the rest is counted; misspelt names cost
    no more for it.
    """
    broken = incident_yaml(question_yaml("first")).replace("write-timeline", "write-timelin")
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
    """What an organisation may well have is checked on every road, in seconds."""
    for n in range(300):
        write_file(tmp_path, f"incidents/more-{n}.yaml", copied(f"more-{n}"))
    last = copied("last").replace("[watch-transactions, ", "[lock-card, ", 1)
    write_file(tmp_path, "incidents/last.yaml", last)
    began = time.process_time()
    told = lint_report(tmp_path)
    assert time.process_time() - began < 30
    assert told.files == 301
    assert {p.rule for p in told.problems} == {"contradiction", "hurried-calm"}
    assert {Path(p.file).name for p in told.problems} == {"last.yaml"}


def copied(name: str) -> str:
    """A shipped incident whose questions have names of their own."""
    text = shipped_file("incidents/sn-leak.yaml")
    for question in ("sn-strange", "sn-what-else"):
        text = text.replace(question, f"{question}-{name}")
    return text
