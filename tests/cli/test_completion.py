"""Shell completion: the script is printed, and what can be typed next is offered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.program import TIMEOUT, environment, run_program

from posguard.app.packs import open_pack
from posguard.messages.rules import RULES
from posguard.pack.model import LANGS, START, Lang

PLAYBOOKS = [name for name in open_pack().playbooks if name != START]


def completed(folder: Path, typed: str) -> list[str]:
    """What bash offers for the last word of a command line, through the script that posguard
    prints.
    """
    command = folder / "posguard"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m posguard "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    words = [*typed.split(" ")]
    script = "\n".join(
        [
            # bash itself prints the script, so that it is the shell that is detected.
            f'eval "$({command} --show-completion)"',
            f"COMP_WORDS=({' '.join(word or chr(39) * 2 for word in words)})",
            f"COMP_CWORD={len(words) - 1}",
            f"_posguard_completion {command}",
            'printf "%s\\n" "${COMPREPLY[@]}"',
        ]
    )
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", script + "\n:"],
        capture_output=True,
        env={**environment(), "PATH": f"{folder}:{os.environ['PATH']}"},
        timeout=TIMEOUT,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode().split()


def test_ids_of_playbooks_are_completed(tmp_path: Path) -> None:
    """After checklist every playbook is offered, and only those that begin with what was typed."""
    assert completed(tmp_path, "posguard checklist ") == PLAYBOOKS
    assert completed(tmp_path, "posguard checklist sn-") == [
        name for name in PLAYBOOKS if name.startswith("sn-")
    ]


def test_playbooks_to_begin_with_and_rules_are_completed(tmp_path: Path) -> None:
    """After --from the playbooks are offered, after --explain the rules of lint."""
    assert completed(tmp_path, "posguard triage --from sn-") == [
        n for n in PLAYBOOKS if n.startswith("sn-")
    ]
    assert completed(tmp_path, "posguard lint --explain long-") == [
        name for name in RULES if name.startswith("long-")
    ]
    assert completed(tmp_path, "posguard pack st") == ["steps"]
    assert completed(tmp_path, "posguard step lock-") == [
        name for name in open_pack().steps if name.startswith("lock-")
    ]
    topics = completed(tmp_path, "posguard explain terminal-w")
    assert topics == ["terminal-where", "terminal-with-it"]
    assert completed(tmp_path, "posguard explain card-payment-") == ["card-payment-today"]


def test_commands_and_options_are_completed(tmp_path: Path) -> None:
    """Commands after the program's name, options after a dash."""
    assert completed(tmp_path, "posguard chec") == ["checklist"]
    assert completed(tmp_path, "posguard exp") == ["explain"]
    assert completed(tmp_path, "posguard ste") == ["step"]
    assert completed(tmp_path, "posguard triage --bri") == ["--brief"]
    assert completed(tmp_path, "posguard case resume --fu") == ["--full"]
    assert "--answers" in completed(tmp_path, "posguard triage --a")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_own_way(shell: str) -> None:
    """Asked in the way of each shell, the program offers the playbooks."""
    words = {
        "COMP_WORDS": "posguard checklist ",
        "COMP_CWORD": "2",
        "_TYPER_COMPLETE_ARGS": "posguard checklist ",
    }
    more = {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_POSGUARD_COMPLETE": f"complete_{shell}"}
    ended = run_in_process(env={**words, **more})
    assert (ended.code, ended.err) == (0, b"")
    assert [name for name in PLAYBOOKS if name not in ended.words] == []


ASKED = {
    "": ["case", "letter"],
    "case ": ["list", "fact"],
    "checklist --": ["--only", "--help"],
    "case note --": ["--case"],
}
"""What is typed, and some of what is offered then."""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("typed", ASKED)
@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell", "pwsh"])
def test_what_is_offered_is_explained_in_the_users_language(
    shell: str, typed: str, lang: Lang
) -> None:
    """Commands and options come with the words of the help page, each on one line; no key and no
    other language.
    """
    words = f"posguard {typed}"
    last = typed.rpartition(" ")[2]
    env = {
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": last,
        "COLUMNS": "40",
    }
    how = {
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_POSGUARD_COMPLETE": f"complete_{shell}",
        "POSGUARD_LANG": lang,
    }
    ended = run_in_process(env={**env, **how})
    assert (ended.code, ended.err) == (0, b"")
    between = {"zsh": '":"', "fish": "\t"}.get(shell, ":::")
    told = dict(line.split(between, 1) for line in ended.words.splitlines())
    told = {
        name.rpartition('"')[2]: says.removesuffix("))'").removesuffix('"')
        for name, says in told.items()
    }
    page = run_in_process(
        *typed.replace("--", "").split(), "--help", env={"POSGUARD_LANG": lang}
    ).words
    assert [name for name in ASKED[typed] if name not in told] == []
    assert [
        (name, says)
        for name, says in told.items()
        if says.replace("\\\\", "").replace("''", "'") not in page
    ] == []
    assert "Show this message" not in ended.words
    assert ("cmd:" in ended.words, "opt:" in ended.words) == (False, False)


def test_completion_loads_nothing_heavy() -> None:
    """Pressing the tab key does not load what only a terminal needs."""
    env = {
        "COMP_WORDS": "posguard checklist ",
        "COMP_CWORD": "2",
        "_POSGUARD_COMPLETE": "complete_bash",
    }
    ended = run_program(env=env, python=["-X", "importtime"])
    loaded = {line.rpartition("|")[2].strip() for line in ended.complaint.splitlines()}
    assert loaded & {"rich", "questionary", "prompt_toolkit", "pydantic", "asyncio"} == set()
    assert "posguard.cli.program" in loaded
