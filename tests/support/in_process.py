"""Runs of posguard in the process of the tests: a tenth of the time that a process of its own
takes, for all that does not depend on what a process has of its own.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper

from support.program import Result, environment, run_program

from posguard.cli.program import run

_ASK = (["triage"], ["case", "resume"], ["case", "answer"], ["case", "erase"])
"""The commands that open the terminal of the process, if it has one, when they want to know
something.
"""


def run_in_process(
    *argv: str, env: Mapping[str, str] | None = None, cwd: str | None = None
) -> Result:
    """Run a command line in this process, in a clean environment and without a terminal.

    A command that could ask whoever runs the tests gets a process of its own.
    """
    words = list(argv)
    if any(words[: len(command)] == command for command in _ASK) and _has_terminal():
        return run_program(*words, env=env, cwd=cwd)
    written, warned = BytesIO(), BytesIO()
    out, err = (TextIOWrapper(stream, encoding="utf-8") for stream in (written, warned))
    with redirect_stdout(out), redirect_stderr(err), _world(environment(env), cwd):
        try:
            code = run(words)
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
        sys.stderr.flush()
    return Result(code, written.getvalue(), warned.getvalue())


def _has_terminal() -> bool:
    try:
        os.close(os.open(os.ctermid(), os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


@contextmanager
def _world(variables: Mapping[str, str], folder: str | None) -> Iterator[None]:
    """Let this process have these variables, this folder and an empty standard input for a
    while.
    """
    before, stdin = dict(os.environ), sys.stdin
    sys.stdin = TextIOWrapper(BytesIO(), encoding="utf-8")
    _set_environment(variables)
    try:
        with chdir(folder) if folder else nullcontext():
            yield
    finally:
        _set_environment(before)
        sys.stdin = stdin


def _set_environment(variables: Mapping[str, str]) -> None:
    zone = os.environ.get("TZ")
    os.environ.clear()
    os.environ.update(variables)
    if os.environ.get("TZ") != zone:
        time.tzset()
