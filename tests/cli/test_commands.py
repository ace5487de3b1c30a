"""Every command, rightly and wrongly used, in both languages: what it says and its exit code.

After a change that is meant, ``pytest tests/cli/test_commands.py --renew-golden`` writes the
transcripts anew; the diff is then read before it is committed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.program import Result
from support.transcripts import Command, read_commands, result_text, write_transcripts

ALL = read_commands()
MISUSE = [command for command in ALL if command.file.startswith("misuse.")]
_CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it, where the commands are run."""
    return tmp_path_factory.mktemp("nothing")


@cache
def ended(command: Command, folder: Path) -> Result:
    """The command run once, for all tests that look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return run_in_process(*command.argv, env=command.variables)


@pytest.mark.parametrize("command", ALL, ids=str)
def test_it_says_what_the_transcript_says(
    command: Command, folder: Path, renew_golden: bool
) -> None:
    """Word for word what stands in ``tests/transcripts``, with the exit code."""
    if not renew_golden:
        assert result_text(ended(command, folder)) == command.says


def test_the_transcripts_are_written_anew_when_that_is_wanted(
    folder: Path, renew_golden: bool
) -> None:
    """Reading the files and writing what the commands say gives the same commands again."""
    if renew_golden:
        write_transcripts({command: result_text(ended(command, folder)) for command in ALL})
    assert [(command.file, command.line) for command in read_commands()] == [
        (c.file, c.line) for c in ALL
    ]


@pytest.mark.parametrize("command", MISUSE, ids=str)
def test_misuse_is_answered_with_one_sentence(command: Command, folder: Path) -> None:
    """One line on standard error, nothing on standard output, exit code 1 or 2, and no
    traceback.
    """
    run = ended(command, folder)
    assert run.code in (1, 2)
    assert run.out == b""
    assert run.complaint.count("\n") == 1
    assert run.complaint.strip()
    assert "Traceback" not in run.complaint


@pytest.mark.parametrize("command", MISUSE, ids=str)
def test_misuse_is_answered_in_the_language_asked_for(command: Command, folder: Path) -> None:
    """The sentence is Chinese or English, as the user wants; only what was typed may be in the
    other.
    """
    complaint = ended(command, folder).complaint
    lang = next(
        (word for word in reversed(command.argv) if word in ("zh", "en")),
        command.variables["POSGUARD_LANG"],
    )
    for word in command.argv:
        complaint = complaint.replace(word, "") if word else complaint
    assert bool(_CHINESE.search(complaint)) == (lang == "zh")


def test_both_languages_know_the_same_commands() -> None:
    """What is in one language's transcripts is in the other's."""
    lines = {
        lang: [(c.file.partition(".")[0], c.line) for c in ALL if c.lang == lang]
        for lang in ("zh", "en")
    }
    assert lines["zh"] == lines["en"]
