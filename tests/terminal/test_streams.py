"""Standard streams in every state: the bytes are right, or one sentence and the exit code say what
is wrong.
"""

from __future__ import annotations

import errno
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from support.interviews import CALM, EMERGENCY, answer_options
from support.program import POSGUARD, TIMEOUT, Result, cached_run, environment, run_program
from support.slow import slow_unless
from support.terminal import Person

from posguard.errors import SystemReason
from posguard.messages import say
from posguard.pack.model import LANGS, Lang

COMMANDS: dict[str, tuple[str, ...]] = {
    "about": (),
    "help": ("--help",),
    "help of a command": ("triage", "--help"),
    "version": ("--version",),
    "plan": ("triage", *answer_options(CALM)),
    "checklist": ("checklist", "sn-leak"),
    "search": ("search", "serial", "number"),
    "contacts": ("contacts", "lakala"),
    "number": ("contacts", "check", "95016"),
    "json": ("triage", *answer_options(EMERGENCY), "--format", "json"),
    "html": ("checklist", "sn-leak", "--format", "html"),
}
EVERY = pytest.mark.parametrize("argv", slow_unless(("plan", "help"), COMMANDS))
BOTH = pytest.mark.parametrize("lang", LANGS)
ENCODINGS: dict[str, dict[str, str]] = {
    "gbk": {"PYTHONIOENCODING": "gbk", "PYTHONHASHSEED": "1"},
    "C": {"LC_ALL": "C", "COLUMNS": "30", "NO_COLOR": "1"},
    "ascii": {
        "LC_ALL": "POSIX",
        "PYTHONUTF8": "0",
        "PYTHONHASHSEED": "2",
        "FORCE_COLOR": "1",
        "COLUMNS": "200",
    },
}


def through_shell(line: str, argv: tuple[str, ...], env: Mapping[str, str]) -> Result:
    """A line of shell in which ``$RUN`` is posguard; the exit code is that of posguard wherever it
    stands.
    """
    command = line.replace("$RUN", shlex.join([*POSGUARD, *argv]))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(env),
        timeout=TIMEOUT,
        check=False,
        start_new_session=True,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def told_beside(argv: Sequence[str], lang: Lang) -> bytes:
    """What a command says on standard error beside its page: a search, what comes next."""
    if argv[:1] != ("search",):
        return b""
    return f"{say(lang, 'search-next', emergency='110')}\n".encode()


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        pytest.param(name, lang, marks=() if name == "plan" else pytest.mark.slow)
        for name, lang in [*((n, "zh") for n in COMMANDS), ("plan", "en"), ("checklist", "en")]
    ],
)
def test_piped_bytes_are_the_same_in_every_environment(name: str, lang: Lang) -> None:
    """In a pipe it is UTF-8 without escape sequences, whatever the locale, the hash seed, the
    width and the colours.
    """
    argv, env = COMMANDS[name], {"POSGUARD_LANG": lang}
    first = cached_run(*argv, lang=lang)
    beside = told_beside(argv, lang)
    assert (first.code, first.err) == (0, beside)
    assert b"\x1b" not in first.out
    for more in ENCODINGS.values():
        ended = run_program(*argv, env={**env, **more})
        assert (ended.code, ended.out) == (0, first.out), more
        assert bool(ended.err) == bool(beside), more  # in the encoding of the terminal


@EVERY
def test_no_file_is_opened_without_its_encoding(argv: tuple[str, ...]) -> None:
    """Nothing leans on the locale's encoding: with that made an error, every command still
    works.
    """
    strict = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    ended = run_program(*argv, python=strict, env={"POSGUARD_LANG": "en"})
    assert (ended.code, ended.err) == (0, told_beside(argv, "en"))
    assert ended.out == cached_run(*argv).out


@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["arrows", "numbers"])
def test_no_file_of_an_interview_is_opened_without_its_encoding(
    tmp_path: Path, argv: tuple[str, ...]
) -> None:
    """Answers read from a file, the terminal opened by name, the plan written to a file: each says
    its encoding.
    """
    answers, target = tmp_path / "answers.json", tmp_path / "plan.txt"
    first, *rest = EMERGENCY.items()
    answers.write_text(json.dumps(dict([first])), encoding="utf-8")
    strict = (
        sys.executable,
        "-X",
        "warn_default_encoding",
        "-W",
        "error::EncodingWarning",
        "-m",
        "posguard",
    )
    options = ("--answers", str(answers), "-o", str(target), *argv)
    with Person(
        "triage", *options, program=strict, lang="zh", stdin="null", stderr="file"
    ) as person:
        person.given.update([first])
        assert person.advice()
        person.read_on()
        person.answers(dict(rest))
        assert person.finish().code == 0
    assert (
        target.read_bytes()
        == run_program("triage", *answer_options(EMERGENCY), "--lang", "zh").out
    )


@EVERY
@pytest.mark.parametrize(
    ("line", "key", "lang"),
    [("$RUN >&-", "stdout-closed", "zh"), ("$RUN >/dev/full", "stdout-full", "en")],
)
def test_the_result_has_nowhere_to_go(
    argv: tuple[str, ...], line: str, key: str, lang: Lang
) -> None:
    """With standard output closed, or a full disk behind it, the exit code is 1 and one sentence
    says so.
    """
    ended = through_shell(line, argv, {"POSGUARD_LANG": lang})
    assert (ended.code, ended.out) == (1, b"")
    assert ended.complaint == say(lang, key, reason=SystemReason(errno.ENOSPC)) + "\n"


@EVERY
def test_nobody_reads_any_longer(argv: tuple[str, ...]) -> None:
    """A reader that has gone is exit code 141 and no word."""
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(
        [*POSGUARD, *argv],
        stdout=writes,
        stderr=subprocess.PIPE,
        env=environment(),
        timeout=TIMEOUT,
        check=False,
    )
    os.close(writes)
    assert (done.returncode, done.stderr) == (141, b"")


def test_only_the_first_line_is_read() -> None:
    """``| head -1`` gets its line, silently, and 141 tells that not everything was read."""
    ended = through_shell("$RUN | head -n 1", ("contacts", "--full", "--format", "json"), {})
    assert (ended.code, ended.err) == (141, b"")
    assert ended.out.count(b"\n") == 1


@EVERY
@pytest.mark.parametrize("line", ["$RUN <&- 2>&-", "$RUN 2>/dev/full"])
def test_other_streams_are_closed_or_full(argv: tuple[str, ...], line: str) -> None:
    """Without standard input and standard error the result is the same."""
    ended = through_shell(line, argv, {"POSGUARD_LANG": "en"})
    assert (ended.code, ended.err, ended.out) == (0, b"", cached_run(*argv).out)


@pytest.mark.parametrize("line", ["$RUN 2>&-", "$RUN 2>/dev/full", "$RUN <&- 2>&-"])
@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("triag",), 2),
        (("triage",), 2),
        (("checklist", "nonsense"), 1),
        (("triage", "-a", "who"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_a_complaint_that_nobody_can_hear_keeps_its_exit_code(
    line: str, argv: tuple[str, ...], code: int
) -> None:
    """Where standard error takes no words, the exit code still tells."""
    ended = through_shell(line, argv, {})
    assert (ended.code, ended.out, ended.err) == (code, b"", b"")


@BOTH
@pytest.mark.parametrize(
    ("name", "encoding"), [("gbk", "gbk"), ("C", "utf-8"), ("ascii", "ascii")]
)
def test_complaints_reach_every_encoding(name: str, encoding: str, lang: Lang) -> None:
    """What standard error cannot spell is written as its number, never left out, never a
    traceback.
    """
    ended = run_program("checklist", "nonsense", env={**ENCODINGS[name], "POSGUARD_LANG": lang})
    assert (ended.code, ended.out) == (1, b"")
    start = say(lang, "no-such", id="nonsense", known=[]).strip()
    assert ended.err.startswith(start.encode(encoding, errors="backslashreplace"))


def test_python_options_of_the_user_do_not_change_the_bytes() -> None:
    """Isolated and optimised interpreters print the same checklist."""
    wanted = run_program("checklist", "sn-leak")
    options = (("-O",), ("-OO",), ("-X", "dev"), ("-B", "-u"))
    assert [
        option
        for option in options
        if run_program("checklist", "sn-leak", python=option) != wanted
    ] == []
