"""A command reads the record of its case once."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import pytest
from support.case_factory import (
    add_evidence,
    add_notes,
    keep_answers,
    new_case,
    open_cases,
    source_file,
)
from support.in_process import run_in_process
from support.interviews import TAKEN

from posguard.case.record import RECORD

COMMANDS = (
    *(
        ["case", name]
        for name in ("list", "show", "due", "timeline", "fact", "check", "ics", "resume")
    ),
    *(["letter", name] for name in ("card-110", "police-statement")),
    *(["evidence", name] for name in ("list", "verify")),
    ["case", "note", "x"],
    ["case", "tick", "1"],
    ["case", "fact", "owner-name", "x"],
    ["case", "answer", "--yes", "terminal-since=none"],
    ["evidence", "add", "slip.txt"],
    ["evidence", "pack", "-o", "bag.zip"],
    ["case", "close"],
)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Cases with one in them that has all its answers and a copy."""
    made = new_case(tmp_path / "cases")
    add_evidence(made, source_file(tmp_path, "slip.txt", b"slip"))
    keep_answers(made, TAKEN)
    return tmp_path / "cases"


@cache
def watched() -> list[str]:
    """The records that this process opens to read from now on, one after the other."""
    found: list[str] = []

    def watch(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and str(args[0]).endswith(RECORD):
            _, _, flags = args
            if isinstance(flags, int) and flags & os.O_ACCMODE == os.O_RDONLY:
                found.append(str(args[0]))

    sys.addaudithook(watch)
    return found


def reads(cases: Path, *argv: str) -> list[str]:
    """The records that a command opened to read, by case."""
    env = {"POSGUARD_CASES": str(cases), "POSGUARD_LANG": "en"}
    opened_files = watched()
    opened_files.clear()
    done = run_in_process(*argv, env=env, cwd=str(cases.parent))
    assert done.code == 0, done.complaint
    return sorted(Path(path).parent.name for path in opened_files)


@pytest.mark.parametrize("named", [True, False], ids=["named", "the only one"])
@pytest.mark.parametrize("argv", COMMANDS, ids=[" ".join(argv[:2]) for argv in COMMANDS])
def test_a_record_is_read_once(cases: Path, argv: list[str], named: bool) -> None:
    """Whether the case is named or the only one, whether it is looked at or added to."""
    name = ["--case", "shop"] if named and argv != ["case", "list"] else []
    # Again under the lock: answers are kept, and copies recorded, that were made while the case
    # was free.
    again = argv[1] == "resume" or argv[:2] in (["evidence", "add"], ["evidence", "pack"])
    assert reads(cases, *argv, *name) == ["shop"] * (1 + again)


def test_with_several_cases_each_is_read_once(cases: Path) -> None:
    """Without a name every record is looked at, to find the open one; what is added to is read
    again under its lock.
    """
    add_notes(new_case(cases, "second"), "x", name="second")
    with open_cases(cases).work("second") as case:
        case.append(open_cases(cases).at, "closed", {})
    assert reads(cases, "case", "show") == ["second", "shop"]
    assert reads(cases, "letter", "card-110") == ["second", "shop"]
    assert reads(cases, "case", "list") == ["second", "shop"]
    assert reads(cases, "evidence", "verify", "--case", "shop") == ["shop"]
    assert reads(cases, "case", "note", "x") == ["second", "shop", "shop"]
