"""Where the cases are, and words in them that no encoding has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.interviews import GONE, answer_options
from support.program import Result, run_program

from posguard.case import store
from posguard.messages import say

CALM = answer_options(GONE)


def at_home(home: Path, *argv: str, **more: str) -> Result:
    """One run of somebody who lives there."""
    return run_in_process(
        *argv, "--lang", "en", env={"HOME": str(home), **more}, cwd=str(home / "work")
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder, with a folder to work in."""
    (tmp_path / "work").mkdir()
    return tmp_path


@pytest.mark.parametrize("way", ["option", "variable"])
def test_a_tilde_means_the_home_folder(home: Path, way: str) -> None:
    """Where the shell leaves it as it is, behind `--cases=` and in a variable, it is still the
    home folder.
    """
    named = ("--cases=~/mine",) if way == "option" else ()
    more = {} if way == "option" else {"POSGUARD_CASES": "~/mine"}
    assert at_home(home, "triage", "--case", "shop", *CALM, *named, **more).code == 0
    assert (home / "mine" / "shop").is_dir()
    assert os.listdir(home / "work") == []
    assert "shop" in at_home(home, "case", "list", *named, **more).words


def test_a_home_that_nobody_has_is_named(home: Path) -> None:
    """No folder of that name is made."""
    done = at_home(home, "triage", "--case", "shop", *CALM, "--cases=~nobody-of-this-name/mine")
    assert (done.code, "~nobody-of-this-name/mine" in done.complaint) == (2, True)
    assert os.listdir(home / "work") == []


def test_a_current_folder_that_is_gone_is_said(home: Path) -> None:
    """Relative to nothing there are no cases; that is a sentence, and no traceback."""
    program = (
        "import os, sys; os.rmdir(os.getcwd()); from posguard.cli.program import run; "
        "sys.exit(run(sys.argv[1:]))"
    )
    done = run_program(
        "case", "list", "--cases", "mine", "--lang", "zh", cwd=str(home / "work"), program=program
    )
    assert (done.code, done.complaint) == (1, say("zh", "folder-gone") + "\n")


def test_bytes_that_are_no_text_break_nothing(home: Path) -> None:
    """In a note, a name, a fact: refused in a sentence, and every page
    prints.
    """
    folder = home / "cases"
    cases = ("--cases", str(folder))
    assert at_home(home, "triage", "--case", "shop", *CALM, *cases).code == 0
    for argv in (
        ["case", "note", "\udcb2\udce2 \udcff"],
        ["case", "tick", "1", "--by", "\udcff"],
        ["case", "fact", "owner-name", "\udcff"],
        ["case", "answer", "--yes", "terminal-since=\udcff"],
        ["case", "show", "--case", "\udcff"],
        ["case", "check", "--against", "\udcff"],
        ["triage", "--case", "\udcff", *CALM],
    ):
        done = at_home(home, *argv, *cases)
        assert done.code == 2
        assert "Traceback" not in done.complaint
    assert store.look(str(folder), "shop").state.notes == ()
    assert at_home(home, "case", "check", *cases).code == 0
    for form in ("text", "json", "html", "markdown"):
        for page in ("show", "timeline"):
            assert at_home(home, "case", page, "--format", form, *cases).code == 0
    (folder / "\udcfe").mkdir()
    (folder / "\udcfe" / "record.jsonl").write_bytes(b"x")
    assert at_home(home, "case", "list", *cases).code == 0
