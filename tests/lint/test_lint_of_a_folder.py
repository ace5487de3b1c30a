"""What lint says of a folder that builds on the shipped pack: its own files only, but whatever
they do to the rest.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.pack_factory import (
    BROKEN,
    BrokenFile,
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
        incident_yaml(question_yaml("first", "second"), question_yaml("second", "plan")),
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
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(question_yaml("first", "plan")))
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
    write_file(tmp_path, f"incidents/{name}", incident_yaml(question_yaml("first", "plan")))

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


def test_every_missing_pillar_is_told(tmp_path: Path) -> None:
    """Two pillars that are missing in one file are two problems."""
    write_file(
        tmp_path,
        "incidents/own.yaml",
        incident_yaml(question_yaml("first", "plan")).replace(", write-timeline", ""),
    )
    text = (
        (tmp_path / "incidents/own.yaml")
        .read_text(encoding="utf-8")
        .replace(", get-police-receipt", "")
    )
    write_file(tmp_path, "incidents/own.yaml", text)

    assert [p.facts["pillar"] for p in lint_report(tmp_path).problems] == [
        ["police"],
        ["evidence"],
    ]


def test_a_circle_through_a_shipped_tree(tmp_path: Path) -> None:
    """An own tree that leads a shipped one back to itself is told of, though the circle begins in
    the shipped one.
    """
    write_file(
        tmp_path, "incidents/sn-misuse.yaml", incident_yaml(question_yaml("first", "sn-leak"))
    )

    told = lint_report(tmp_path)

    assert {(os.path.basename(p.file), p.rule) for p in told.problems} == {
        ("sn-misuse.yaml", "cycle")
    }
    assert named_lines(told) == ["then: sn-leak"]


def test_a_way_that_grows_too_long_in_a_shipped_tree(tmp_path: Path) -> None:
    """Own questions that push a shipped tree's beyond the limit are told of where the own tree
    hands over.
    """
    names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
    asked = [
        question_yaml(name, then)
        for name, then in zip(names, [*names[1:], "sn-leak"], strict=True)
    ]
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(*asked))

    told = lint_report(tmp_path)

    assert [(os.path.basename(p.file), p.rule, p.facts["question"]) for p in told.problems] == [
        ("own.yaml", "long-path", "sn-strange")
    ]
    assert named_lines(told) == ["then: sn-leak"]


def test_a_question_shared_with_a_later_tree(tmp_path: Path) -> None:
    """An own question that a shipped tree asks with other options is told of in the own tree,
    whichever comes first.
    """
    write_file(tmp_path, "incidents/aaa.yaml", incident_yaml(question_yaml("sn-strange", "plan")))

    assert [(os.path.basename(p.file), p.rule) for p in lint_report(tmp_path).problems] == [
        ("aaa.yaml", "shared-question-differs")
    ]


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


def test_a_missing_pillar_stands_at_the_answer_that_lacks_it(tmp_path: Path) -> None:
    """Of three answers one has a step of its own and one a reason; the third is where the pillar
    is missing.
    """
    asked = question_yaml("first", "plan", 2).splitlines(keepends=True)
    first = next(n for n, line in enumerate(asked) if "option-0" in line)
    asked.insert(first + 1, "        steps: [get-police-receipt]\n")
    asked.append(
        "        waives:\n          police:\n            zh: 没有损失\n            en: Nothing "
        "is lost\n"
    )
    text = incident_yaml("".join(asked)).replace(", get-police-receipt]\nq", "]\nq")
    write_file(tmp_path, "incidents/own.yaml", text)

    told = lint_report(tmp_path)

    assert [(p.rule, p.facts["pillar"]) for p in told.problems] == [("missing-pillar", ["police"])]
    assert named_lines(told) == ["option-1:"]


def test_a_missing_pillar_of_several_answers_stands_at_the_question(tmp_path: Path) -> None:
    """Where answers are given together, it is their question that leads to the plan."""
    asked = question_yaml("first", "plan", 2).replace(
        "    then: plan", "    choose: many\n    then: plan"
    )
    write_file(
        tmp_path,
        "incidents/own.yaml",
        incident_yaml(asked).replace(", get-police-receipt]\nq", "]\nq"),
    )

    assert named_lines(lint_report(tmp_path)) == ["first:"]


def test_a_tree_that_asks_nothing_lacks_it_among_its_steps(tmp_path: Path) -> None:
    """Where nothing is asked, the steps that everyone takes are what a pillar is missing from."""
    write_file(
        tmp_path,
        "incidents/own.yaml",
        incident_yaml().replace("questions:", "questions: {}").replace(", write-timeline", ""),
    )

    told = lint_report(tmp_path)

    assert [p.rule for p in told.problems] == ["missing-pillar"]
    assert named_lines(told)[0].startswith("steps: [keep-terminal-in-sight")


def test_unsure_is_as_urgent_as_its_tree(tmp_path: Path) -> None:
    """Beside an emergency, unsure without an urgency of its own will do where the whole tree is
    urgent.
    """
    asked = question_yaml("first", "plan", 2).replace(
        "      option-1:", "        urgency: emergency\n      option-1:"
    )
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(asked))

    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"


@pytest.mark.parametrize("options", [1, 2, 9])
def test_hundreds_of_questions_in_a_row(options: int, tmp_path: Path) -> None:
    """A tree too deep for any walk is refused for its length, in a moment, however many options it
    has.
    """
    count = 700 // options
    asked = [
        question_yaml(f"q{n}", f"q{n + 1}" if n + 1 < count else "plan", options)
        for n in range(count)
    ]
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(*asked))
    write_file(tmp_path, "incidents/next.yaml", incident_yaml(question_yaml("another", "own")))
    began = time.process_time()

    told = [p.rule for p in lint_report(tmp_path).problems]

    assert told == ["long-path"]
    assert time.process_time() - began < 5


def test_hundreds_of_trees_in_a_row(tmp_path: Path) -> None:
    """Trees that hand over to each other without end are told to be too long, not followed to
    exhaustion.
    """
    for n in range(300):
        write_file(
            tmp_path,
            f"incidents/t{n}.yaml",
            incident_yaml(question_yaml("same", f"t{n + 1}" if n < 299 else "plan")),
        )

    assert {p.rule for p in lint_report(tmp_path).problems} == {"long-path"}


def test_as_many_ways_as_are_allowed(tmp_path: Path) -> None:
    """A tree of eight questions with thousands of ways is still walked on each of them."""
    names = [f"q{n}" for n in range(8)]
    asked = [
        question_yaml(name, then, 2)
        for name, then in zip(names, [*names[1:], "plan"], strict=True)
    ]
    write_file(
        tmp_path, "incidents/own.yaml", incident_yaml(*asked).replace(", get-police-receipt", "")
    )

    told = lint_report(tmp_path).problems

    assert [(p.rule, p.facts["pillar"]) for p in told] == [("missing-pillar", ["police"])]


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
