"""What lint says of a folder that builds on the shipped pack: its own files only, but whatever
they do to the rest.
"""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.pack_factory import (
    BROKEN,
    BrokenFile,
    finding_yaml,
    incident_yaml,
    lint_report,
    question_yaml,
    report_text,
    shipped_file,
    write_file,
)
from support.slow import slow_after

from posguard.lint.run import Report
from posguard.pages.problems import MOST_TOLD

STEP = "steps/contain/keep-terminal-in-sight.yaml"


def named_lines(report: Report) -> list[str]:
    """What stands where each problem is told of, to the end of the line."""
    texts = [Path(p.file).read_text(encoding="utf-8").splitlines() for p in report.problems]
    return [
        lines[p.line - 1][p.column - 1 :] for lines, p in zip(texts, report.problems, strict=True)
    ]


def test_a_folder_with_nothing_wrong(tmp_path: Path) -> None:
    """A sound incident of an organisation's own has no problem, and only its own files are
    counted.
    """
    write_file(
        tmp_path,
        "incidents/own.yaml",
        incident_yaml(question_yaml("first", "second"), question_yaml("second")),
    )
    write_file(tmp_path, "README.md", "what this is")
    write_file(tmp_path, ".editor/settings.yaml", "a: [")

    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"


LEFT_BEHIND = [
    "Thumbs.db",
    "desktop.ini",
    "Desktop.ini",
    ".DS_Store",
    "._own.yaml",
    "own.yaml~",
    "own.yaml.bak",
    "~$x.docx",
]
LEFT_BEHIND += [".own.yaml.swp", "#own.yaml#", "own.yaml.orig", "own.yaml.tmp", "__MACOSX"]


@pytest.mark.parametrize("name", slow_after(4, LEFT_BEHIND))
def test_what_systems_and_editors_leave_behind(name: str, tmp_path: Path) -> None:
    """Whatever left it there, it is passed over, at the top and beside the playbooks."""
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(question_yaml("first")))
    write_file(tmp_path, name, "left behind")
    write_file(tmp_path, f"incidents/{name}", "left behind")

    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("own.yml", "own.yaml"),
        ("own.YAML", "own.yaml"),
        ("own.Yml", "own.yaml"),
        ("own.yaml.txt", "own.yaml"),
    ],
)
def test_an_ending_that_is_not_read(name: str, wanted: str, tmp_path: Path) -> None:
    """A playbook that is not read for its ending is told of with the name it should have."""
    write_file(tmp_path, f"incidents/{name}", incident_yaml(question_yaml("first")))

    assert report_text(tmp_path).endswith(
        f"{name} is not read: a file's name ends in .yaml. Rename it to {wanted}\n"
    )


@pytest.mark.parametrize(
    "name", ["own.txt", "notes.txt", "Own Notes.yml", "own.json", "backup.zip"]
)
def test_what_was_never_meant_to_be_read(name: str, tmp_path: Path) -> None:
    """Anything else has no place in a pack."""
    write_file(tmp_path, f"incidents/{name}", "a: b")

    assert report_text(tmp_path).endswith(f"stray-file: {name} has no place in a pack\n")


def test_all_problems_in_one_run(tmp_path: Path) -> None:
    """Faults of several files, and several faults of one, are all told at once, sorted by file and
    line.
    """
    write_file(tmp_path, STEP, "do:\n  en: Look\nwithin: soon\nwhom: acquirer\n")
    write_file(tmp_path, "incidents/broken.yaml", "title: [")
    write_file(tmp_path, "incidents/notes.txt")
    write_file(tmp_path, "contacts", "")

    told = [
        (p.file.removeprefix(f"{tmp_path}/"), p.line, p.rule)
        for p in lint_report(tmp_path).problems
    ]

    assert told == [
        ("contacts", 1, "not-a-folder"),
        ("incidents/broken.yaml", 1, "broken-yaml"),
        ("incidents/notes.txt", 1, "stray-file"),
        (STEP, 1, "missing-language"),
        (STEP, 3, "value"),
        (STEP, 4, "unknown-key"),
    ]


def test_every_pillar_that_is_needed_in_vain_is_told(tmp_path: Path) -> None:
    """Two pillars that a finding needs, and that nothing it brings belongs to, are two problems;
    one that the pack itself has a step for is none.
    """
    text = finding_yaml(when="[trouble]", needs="[recover, police, prevent]")
    write_file(tmp_path, "findings/own.yaml", text)

    told = lint_report(tmp_path)

    assert [(p.rule, p.facts["pillar"]) for p in told.problems] == [
        ("needs-nothing", "recover"),
        ("needs-nothing", "prevent"),
    ]
    assert named_lines(told) == ["recover, police, prevent]", "prevent]"]


@pytest.mark.parametrize(
    ("left_out", "comes_in"),
    [
        ("keep-terminal-in-sight", "set-transaction-alerts"),
        ("ask-acquirer-records", "tell-acquirer-what-happened"),
        ("write-timeline", "write-timeline"),
        ("report-data-given-away", "call-110-if-it-turns"),
    ],
)
def test_an_incident_that_leaves_a_pillar_empty(
    left_out: str, comes_in: str, tmp_path: Path
) -> None:
    """It has no problem: the pack's own step of that pillar comes in, and only of that one."""
    steps = ("keep-terminal-in-sight", "ask-acquirer-records", "write-timeline")
    kept = [step for step in (*steps, "report-data-given-away") if step != left_out]
    text = incident_yaml(question_yaml("first"))
    text = re.sub(r"^steps: .*$", f"steps: [{', '.join(kept)}]", text, flags=re.MULTILINE)
    write_file(tmp_path, "incidents/own.yaml", text)

    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"
    assert set(planned(tmp_path, "first=unsure")) == {*kept, comes_in}


def planned(folder: Path, *answers: str) -> list[str]:
    """The steps of the whole plan of the folder's own incident."""
    pairs = [word for answer in answers for word in ("-a", answer)]
    argv = ("triage", "--from", "own", "--pack", str(folder), "--full", "--format", "json", *pairs)
    ended = run_in_process(*argv)
    assert (ended.code, ended.complaint) == (0, "")
    items = [item for part in json.loads(ended.out)["sections"] for item in part["items"]]
    return [item["id"] for item in items if "pillar" in item.get("facts", {})]


def test_a_circle_through_a_shipped_tree_is_none(tmp_path: Path) -> None:
    """An own tree that leads a shipped one back to itself has no problem: nothing is asked twice,
    and the interview comes to its end.
    """
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(question_yaml("first", "sn-misuse")))
    write_file(tmp_path, "incidents/sn-misuse.yaml", incident_yaml(question_yaml("second", "own")))

    assert report_text(tmp_path) == "No problems. Files checked: 2.\n"
    assert planned(tmp_path, "first=unsure", "second=unsure")


def test_own_questions_before_a_shipped_tree(tmp_path: Path) -> None:
    """However many questions of an own tree come before a shipped one, nothing is too long."""
    names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
    asked = [
        question_yaml(name, then)
        for name, then in zip(names, [*names[1:], "sn-leak"], strict=True)
    ]
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(*asked))

    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"
    answers = [f"{name}=unsure" for name in (*names, "sn-strange", "sn-what-else")]
    assert "ask-acquirer-check-binding" in planned(tmp_path, *answers)


@pytest.mark.parametrize("tree", ["aaa", "zzz"])
def test_a_question_named_as_one_of_a_shipped_tree(tree: str, tmp_path: Path) -> None:
    """An own question with the name of a shipped tree's is told of in the own tree, whichever
    comes first.
    """
    write_file(tmp_path, f"incidents/{tree}.yaml", incident_yaml(question_yaml("sn-strange")))

    told = lint_report(tmp_path)

    assert [(os.path.basename(p.file), p.rule) for p in told.problems] == [
        (f"{tree}.yaml", "name-not-unique")
    ]
    assert named_lines(told) == ["sn-strange:"]


def test_an_own_step_that_contradicts_a_shipped_plan(tmp_path: Path) -> None:
    """An own wording of a step that forbids another of a shipped plan is told of in the step's
    file, once.
    """
    name = "steps/acquirer/ask-acquirer-check-binding.yaml"
    write_file(tmp_path, name, shipped_file(name) + "not_with: [photograph-terminal-label]\n")

    told = lint_report(tmp_path)

    places = {(p.file.removeprefix(f"{tmp_path}/"), p.rule) for p in told.problems}
    assert places == {(name, "contradiction")}
    assert named_lines(told) == ["photograph-terminal-label]"]


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        (
            "incidents/own.yaml",
            incident_yaml(question_yaml("first")).replace("write-timeline", "lock-card"),
            "lock-card, get-police-receipt]",
        ),
        (
            "incidents/own.yaml",
            incident_yaml(question_yaml("first", more="        now: [lock-card]\n")),
            "lock-card]",
        ),
        ("findings/own.yaml", finding_yaml(when="[employee]", steps="[lock-card]"), "lock-card]"),
        (
            "findings/employee.yaml",
            shipped_file("findings/employee.yaml").replace("steps: [", "steps: [lock-card, "),
            "lock-card, tell-the-owner]",
        ),
    ],
    ids=["everyone in an incident", "an answer", "a compound finding", "a finding"],
)
def test_an_own_road_that_contradicts_a_shipped_step(
    file: str, text: str, place: str, tmp_path: Path
) -> None:
    """What an own file brings beside a shipped step that excludes it is told of where it brings
    it.
    """
    text = text.replace("urgency: routine", "urgency: urgent")
    write_file(tmp_path, file, text)

    told = [p for p in lint_report(tmp_path).problems if p.rule == "contradiction"]

    assert {(p.file, p.facts["one"], p.facts["other"]) for p in told} == {
        (f"{tmp_path}/{file}", "no-freezing-unrelated-cards", "lock-card")
    }
    assert named_lines(Report(1, tuple(told))) == [place]


@pytest.mark.parametrize(("choose", "clash"), [("one", False), ("many", True)])
def test_answers_that_exclude_each_other(choose: str, clash: bool, tmp_path: Path) -> None:
    """Steps that exclude each other may come with two answers of which only one can be given."""
    asked = question_yaml("first", options=2).replace(
        "    options:", f"    choose: {choose}\n    options:"
    )
    for key, step in (("option-0", "check-cables"), ("option-1", "touch-nothing")):
        asked = asked.replace(f"      {key}:\n", f"      {key}:\n        steps: [{step}]\n")
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(asked))
    step = "do:\n  zh: 看一看\n  en: Look at it\nwithin: 24h\npractice: true\n"
    write_file(tmp_path, "steps/contain/check-cables.yaml", step)
    write_file(tmp_path, "steps/contain/touch-nothing.yaml", step + "not_with: [check-cables]\n")

    assert [p.rule for p in lint_report(tmp_path).problems] == ["contradiction"] * clash


def test_unsure_is_as_urgent_as_its_tree(tmp_path: Path) -> None:
    """Beside an emergency, unsure without an urgency of its own will do where the whole tree is
    urgent, and will not where the tree is calmer.
    """
    asked = question_yaml("first", options=2).replace(
        "      option-1:", "        urgency: emergency\n      option-1:"
    )
    text = incident_yaml(asked)
    write_file(tmp_path, "incidents/own.yaml", text)
    urgent = report_text(tmp_path)
    write_file(tmp_path, "incidents/own.yaml", text.replace("urgency: urgent", "urgency: routine"))

    assert urgent == "No problems. Files checked: 1.\n"
    assert [p.rule for p in lint_report(tmp_path).problems] == ["calm-unsure"]


@pytest.mark.parametrize("options", [1, 2, 9])
def test_hundreds_of_questions_in_a_row(options: int, tmp_path: Path) -> None:
    """A tree far deeper than anybody would answer is checked in a moment, however many options it
    has, and an interview comes to its end.
    """
    count = 600 // options
    asked = [
        question_yaml(f"q{n}", f"q{n + 1}" if n + 1 < count else "", options) for n in range(count)
    ]
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(*asked))
    write_file(tmp_path, "incidents/next.yaml", incident_yaml(question_yaml("another", "own")))
    began = time.process_time()

    assert report_text(tmp_path) == "No problems. Files checked: 2.\n"
    assert time.process_time() - began < 5
    assert planned(tmp_path, *(f"q{n}=unsure" for n in range(count)))


def test_hundreds_of_trees_in_a_row(tmp_path: Path) -> None:
    """Trees that hand over to each other without end are checked, not followed to exhaustion; a
    question that they all hold has one name too often.
    """
    for n in range(300):
        asked = question_yaml("same", f"t{n + 1}" if n < 299 else "t0")
        write_file(tmp_path, f"incidents/t{n}.yaml", incident_yaml(asked))
    began = time.process_time()

    told = [p.rule for p in lint_report(tmp_path).problems]

    assert told == ["name-not-unique"] * 299
    assert time.process_time() - began < 10


def test_more_ways_than_anybody_could_walk(tmp_path: Path) -> None:
    """What only two of a hundred answers bring together is found in a tree with 2**100 ways."""
    names = [f"q{n}" for n in range(10)]
    asked = [
        question_yaml(name, then, 10).replace("    options:", "    choose: many\n    options:")
        for name, then in zip(names, [*names[1:], ""], strict=True)
    ]
    asked[0] = asked[0].replace("option-3:\n", "option-3:\n        steps: [check-cables]\n")
    asked[9] = asked[9].replace("option-7:\n", "option-7:\n        steps: [touch-nothing]\n")
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(*asked))
    step = "do:\n  zh: 看一看\n  en: Look at it\nwithin: 24h\npractice: true\n"
    write_file(tmp_path, "steps/contain/check-cables.yaml", step)
    write_file(tmp_path, "steps/contain/touch-nothing.yaml", step + "not_with: [check-cables]\n")
    began = time.process_time()

    told = lint_report(tmp_path).problems

    assert [(p.rule, p.facts["way"]) for p in told] == [
        ("contradiction", "q9=option-7, q0=option-3")
    ]
    assert time.process_time() - began < 5


def test_thousands_of_problems_in_one_file(tmp_path: Path) -> None:
    """Of a file with thousands of problems the first hundred are written out and the rest is
    counted.
    """
    write_file(tmp_path, STEP, "".join(f"k{n}: a\n" for n in range(5000)) + shipped_file(STEP))
    write_file(tmp_path, "stray.txt")

    lines = report_text(tmp_path).splitlines()

    assert len(lines) == MOST_TOLD + 2
    assert lines[-2:] == [
        f"{STEP}: 4900 more problems in this file",
        "stray.txt:1:1: stray-file: stray.txt has no place in a pack",
    ]


def test_the_command(tmp_path: Path) -> None:
    """The command prints the report, counts the problems on standard error, and ends with 1; with
    0 without any.
    """
    broken = BrokenFile(BROKEN / "no-source.yaml")
    write_file(tmp_path, broken.path, broken.text)
    wrong = run_in_process("lint", str(tmp_path))
    (tmp_path / broken.path).unlink()
    right = run_in_process("lint", str(tmp_path))

    assert (wrong.code, wrong.words, wrong.complaint) == (
        1,
        f"{tmp_path}/{broken.report}",
        "Problems: 1.\n",
    )
    assert (right.code, right.words, right.complaint) == (
        0,
        "No problems. Files checked: 0.\n",
        "",
    )


def test_a_warning_fails_nothing(tmp_path: Path) -> None:
    """With warnings alone the command ends with 0; with an error beside them with 1, and both are
    counted.
    """
    warned = BrokenFile(BROKEN / "unused-file-source.yaml")
    write_file(tmp_path, warned.path, warned.text)
    mild = run_in_process("lint", str(tmp_path))
    mild_zh = run_in_process("lint", str(tmp_path), env={"POSGUARD_LANG": "zh"})
    broken = BrokenFile(BROKEN / "no-source.yaml")
    write_file(tmp_path, broken.path, broken.text)
    grave = run_in_process("lint", str(tmp_path))

    counted = "Problems: 1. Warnings among them: 1.\n"
    assert (mild.code, mild.words, mild.complaint) == (0, f"{tmp_path}/{warned.report}", counted)
    assert mild_zh.words == (
        f"{tmp_path}/sources/broken.yaml:2:1: unused-file: 提醒：没有人用到「broken」，"
        f"删掉或者引用它\n"
    )
    assert (mild_zh.code, mild_zh.complaint) == (0, "1 个问题，其中 1 个是提醒。\n")
    assert (grave.code, grave.complaint) == (1, "Problems: 2. Warnings among them: 1.\n")


def test_no_such_folder(tmp_path: Path) -> None:
    """A folder that is not there is said so, on standard error, with exit code 1."""
    ended = run_in_process("lint", str(tmp_path / "nowhere"), env={"POSGUARD_LANG": "zh"})

    assert (ended.code, ended.words) == (1, "")
    assert ended.complaint == f"没有这个文件夹：{tmp_path}/nowhere。请检查路径\n"
