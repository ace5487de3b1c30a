"""The tab key in a real bash, and what a script of any shell gets from the program."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from support.in_process import run_in_process
from support.program import TIMEOUT, Result, environment

from posguard.cli.shells import SHELLS

BASH = shutil.which("bash") or "bash"
BREAKS = " \t\n\"'@><=;|&(:"
"""The signs at which bash begins a new word to complete, if nobody has told it otherwise."""
_READY = "--ready--"
"""What bash writes before it waits for a line."""
_PROGRAM = """#!/bin/sh
if [ -n "$_POSGUARD_COMPLETE" ]; then exec "{python}" -m posguard "$@"; fi
printf '<%s>\\n' "$@"
"""
"""Completes as posguard does; called, it shows the words that it is called with."""


def asked(
    shell: str, typed: str, env: Mapping[str, str] | None = None, cwd: str | None = None
) -> Result:
    """What the program answers the script of a shell, when this is typed behind its name."""
    bash = {"_POSGUARD_LISTS": "9", "_POSGUARD_BREAKS": BREAKS, "COLUMNS": "80"}
    line = {"_POSGUARD_COMPLETE": shell, "_POSGUARD_LINE": f"posguard {typed}"}
    return run_in_process(
        env={**line, **(bash if shell == "bash" else {}), **(env or {})}, cwd=cwd
    )


def offered(typed: str, env: Mapping[str, str] | None = None) -> dict[str, str]:
    """What is offered, and what is said of it, as zsh gets it."""
    ended = asked("zsh", typed, env)
    assert (ended.code, ended.err) == (0, b"")
    lines = (line.split("\t") for line in ended.words.splitlines())
    return {value: says for value, says in lines}  # noqa: C416  a line holds one tab


def program_in(folder: Path) -> Path:
    """Write a program called posguard that completes, and else shows what it is called with."""
    program = folder / "posguard"
    program.write_text(_PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    return program


def in_bash(folder: Path, typed: str, env: Mapping[str, str] | None = None) -> list[str]:
    """What bash offers for the last word of a line, through its script."""
    line = f"posguard {typed}"
    script = "\n".join(
        [
            SHELLS["bash"].script,
            f"COMP_LINE={shlex.quote(line)} COMP_POINT={len(line)} COMP_TYPE=9",
            f"_posguard_completion {program_in(folder)}",
            'printf "%s\\n" "${COMPREPLY[@]}"',
        ]
    )
    done = subprocess.run(
        [BASH, "-c", script],
        capture_output=True,
        env=environment(env),
        timeout=TIMEOUT,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode().splitlines()


def words_after_tab(
    folder: Path, typed: str, env: Mapping[str, str] | None = None
) -> tuple[list[str], str]:
    """The words that the program is called with, when somebody types this in bash, presses the
    tab key, and then enter; and all that stood on the screen.
    """
    start = folder / "bashrc"
    start.write_text(f"PROMPT_COMMAND='echo {_READY}'\n{SHELLS['bash'].script}", "utf-8")
    path = f"{program_in(folder).parent}:{os.environ['PATH']}"
    home = {"HOME": str(folder), "TERM": "dumb", "INPUTRC": os.devnull, "PATH": path}
    child, terminal = pty.fork()
    if child == 0:
        os.execve(BASH, [BASH, "--rcfile", str(start), "-i"], environment({**home, **(env or {})}))
    try:
        _read_until_ready(terminal)
        os.write(terminal, f"posguard {typed}\t\r".encode())
        screen = _read_until_ready(terminal)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    lines = screen.splitlines()
    return [line[1:-1] for line in lines if line.startswith("<") and line.endswith(">")], screen


def _read_until_ready(terminal: int) -> str:
    """What bash writes until it waits for a line."""
    screen = b""
    until = time.monotonic() + 20
    while f"{_READY}\r\n".encode() not in screen:
        left = until - time.monotonic()
        assert left > 0, screen.decode(errors="replace")
        if select.select([terminal], [], [], left)[0]:
            screen += os.read(terminal, 4096)
    return screen.decode(errors="replace")
