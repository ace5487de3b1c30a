"""Every rule of lint, broken on purpose: what is wrong in a pack is told once, at its place, and
nothing else is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from support.pack_factory import (
    BROKEN,
    BrokenFile,
    incident_yaml,
    journey_outcome,
    lint_report,
    problem_text,
    question_yaml,
    shipped_file,
    write_file,
)
from support.slow import slow_between

from posguard.errors import RuleName
from posguard.messages.rules import RULES
from posguard.messages.rules.content import CONTENT
from posguard.messages.rules.findings import FINDINGS
from posguard.messages.rules.journeys import JOURNEYS
from posguard.messages.rules.reading import READING
from posguard.messages.rules.trees import TREES
from posguard.messages.table import MESSAGES
from posguard.pack import yaml_reader as reader
from posguard.pack.layout import MAX_BYTES, MOST_FILES
from posguard.pack.model import LANGS

FILES = {file.stem: BrokenFile(file) for file in sorted(BROKEN.glob("*.yaml"))}
STEP = "steps/contain/keep-terminal-in-sight.yaml"
Case = tuple[Callable[[Path], object], str]


def _twice(folder: Path) -> None:
    write_file(folder, STEP, shipped_file(STEP))
    write_file(folder, STEP.replace("contain", "evidence"), shipped_file(STEP))


def _left_out_of_triage(folder: Path) -> None:
    write_file(folder, "triage.yaml", incident_yaml(question_yaml("first")))
    write_file(folder, "incidents/broken.yaml", incident_yaml(question_yaml("second")))


def _link(folder: Path, path: str, target: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(target)


def _pipe(folder: Path) -> None:
    (folder / "sources").mkdir()
    os.mkfifo(folder / "sources/broken.yaml")


MADE: dict[str, Case] = {
    "stray-file": (
        lambda folder: write_file(folder, "notes.txt"),
        "notes.txt:1:1: stray-file: notes.txt has no place in a pack\n",
    ),
    "stray-file-name": (
        lambda folder: write_file(
            folder, "incidents/My Playbook.yaml", incident_yaml(question_yaml("first"))
        ),
        "incidents/My Playbook.yaml:1:1: stray-file: My Playbook.yaml has no place in a pack\n",
    ),
    "stray-file-second-triage": (
        lambda folder: write_file(
            folder, "incidents/triage.yaml", incident_yaml(question_yaml("first"))
        ),
        "incidents/triage.yaml:1:1: stray-file: triage.yaml has no place in a pack\n",
    ),
    "stray-file-folder": (
        lambda folder: write_file(folder, "steps/unheard-of/some-step.yaml"),
        "steps/unheard-of:1:1: stray-file: unheard-of has no place in a pack\n",
    ),
    "wrong-ending": (
        lambda folder: write_file(
            folder, "incidents/own.yml", incident_yaml(question_yaml("first"))
        ),
        "incidents/own.yml:1:1: wrong-ending: own.yml is not read: a file's name ends in .yaml. "
        "Rename it to "
        "own.yaml\n",
    ),
    "stray-file-journey": (
        lambda folder: write_file(folder, "journeys/notes.txt"),
        "journeys/notes.txt:1:1: stray-file: notes.txt has no place in a pack\n",
    ),
    "duplicate-id": (
        _twice,
        f"{STEP.replace('contain', 'evidence')}:1:1: duplicate-id: keep-terminal-in-sight exists "
        f"already: {STEP}\n",
    ),
    "unused-file-playbook": (
        _left_out_of_triage,
        "incidents/broken.yaml:1:1: unused-file: warning: nothing uses broken; delete it or "
        "refer to it\n",
    ),
    "not-utf8": (
        lambda folder: write_file(folder, STEP, "do:\n  zh: 机器\n".encode("gbk")),
        f"{STEP}:2:1: not-utf8: it is not UTF-8; save it as UTF-8\n",
    ),
    "unreadable-character": (
        lambda folder: write_file(folder, STEP, "do:\n  zh: 机\x1b[2J器\n"),
        f"{STEP}:2:8: unreadable-character: there is a control character that YAML does not "
        f"allow; delete it\n",
    ),
    "too-large": (
        lambda folder: write_file(folder, STEP, "#" * (MAX_BYTES + 1)),
        f"{STEP}:1:1: too-large: the file is larger than 1 MiB and is not read; split it\n",
    ),
    "too-many-files": (
        lambda folder: [
            write_file(folder, f"sources/source-{n}.yaml") for n in range(MOST_FILES + 1)
        ],
        "sources:1:1: too-many-files: the folder holds more than 20000 files and is not read; "
        "make several packs of "
        "it\n",
    ),
    "too-many-values": (
        lambda folder: write_file(folder, STEP, "- a\n" * reader.MAX_VALUES),
        f"{STEP}:20000:3: too-many-values: more than 20000 values in one file; split it\n",
    ),
    "outside-folder": (
        lambda folder: _link(folder, STEP, "/etc/passwd"),
        f"{STEP}:1:1: outside-folder: it leads out of the pack's folder and is not read\n",
    ),
    "not-a-file": (
        _pipe,
        "sources/broken.yaml:1:1: not-a-file: it is not a regular file and is not read\n",
    ),
    "not-a-folder": (
        lambda folder: write_file(folder, "contacts", "here are none"),
        "contacts:1:1: not-a-folder: it should be a folder\n",
    ),
    "cannot-read": (
        lambda folder: _link(folder, STEP, "keep-terminal-in-sight.yaml"),
        f"{STEP}:1:1: cannot-read: cannot be read: its links lead in a circle\n",
    ),
}
"""What no YAML file can show: how files are named, what kind they are, and which bytes they are
made of.
"""


@pytest.mark.parametrize("name", slow_between(4, (*FILES, *MADE)))
def test_broken_in_one_way(name: str, tmp_path: Path) -> None:
    """What is wrong in one way is reported with that at its place and with nothing else, in either
    language.
    """
    if name in FILES:
        write_file(tmp_path, FILES[name].path, FILES[name].text)
        expected = FILES[name].report
    else:
        make, expected = MADE[name]
        make(tmp_path)
    told = (
        journey_outcome(tmp_path)
        if name in FILES and FILES[name].path.startswith("journeys/")
        else lint_report(tmp_path)
    )
    english, chinese = problem_text(tmp_path, "en", told), problem_text(tmp_path, "zh", told)

    assert english == expected
    place = re.match(r"[^:]+:[0-9]+:[0-9]+: [a-z0-9-]+: ", english)
    assert place
    assert chinese.startswith(place[0])
    assert chinese.count("\n") == 1
    assert re.search("[\u4e00-\u9fff]", chinese[place.end() :])


def test_every_rule_can_be_broken() -> None:
    """There is a broken file, or a folder, for every rule, named after it."""
    cases = {broken.rule: name for name, broken in FILES.items()}
    cases |= {expected.split(": ")[1]: name for name, (_, expected) in MADE.items()}

    assert set(RULES) == set(cases)
    assert [(rule, name) for rule, name in cases.items() if not name.startswith(rule)] == []


def test_every_message_is_there_in_both_languages() -> None:
    """What is said has a sentence in each language, neither empty."""
    assert [
        key for key, words in MESSAGES.items() if not all(part.strip() for part in words)
    ] == []
    assert [key for key, words in MESSAGES.items() if len(words) != len(LANGS)] == []
    assert [rule.name for rule in RULES.values() if not all(part.strip() for part in rule)] == []


def test_every_rule_that_can_be_raised_is_in_the_table() -> None:
    """What the program may raise, by its type, is what the table explains; no rule stands in it
    twice.
    """
    assert sorted(RULES) == sorted(get_args(RuleName))
    assert len(RULES) == len({*READING, *CONTENT, *TREES, *FINDINGS, *JOURNEYS})


def test_no_fact_is_kept_from_the_readers_of_one_language() -> None:
    """A rule's sentence has the same blanks in both languages."""
    blanks = {
        rule.name: [set(re.findall(r"\{(\w+)\}", words)) for words in (rule.zh, rule.en)]
        for rule in RULES.values()
    }

    assert {rule: facts for rule, facts in blanks.items() if facts[0] != facts[1]} == {}


def test_a_remedy_says_more_than_that_something_is_wrong() -> None:
    """Each remedy is one sentence of its own language, without blanks, and not the rule's own
    sentence.
    """
    for rule in RULES.values():
        assert re.search("[\u4e00-\u9fff]", rule.remedy_zh), rule.name
        assert not re.search("[\u4e00-\u9fff]", rule.remedy_en), rule.name
        assert rule.remedy_en[0].islower() or rule.remedy_en[0] == "`", rule.name
        assert not rule.remedy_en.endswith("."), rule.name
        assert not rule.remedy_zh.endswith("。"), rule.name
        assert {rule.remedy_zh, rule.remedy_en}.isdisjoint({rule.zh, rule.en}), rule.name
        assert "{" not in rule.remedy_zh + rule.remedy_en, rule.name
