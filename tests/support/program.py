"""Run posguard as its users do, as a process of its own, in a clean environment and without a
terminal.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

POSGUARD = (sys.executable, "-m", "posguard")
UNPRIVILEGED = (
    ("setpriv", "--bounding-set=-all", "--inh-caps=-all", *POSGUARD)
    if os.geteuid() == 0
    else POSGUARD
)
"""The program as somebody whom permissions hold back, which the superuser otherwise is not."""
TIMEOUT = 120


@dataclass(frozen=True, slots=True)
class Result:
    """The exit code of a run, and what it wrote to standard output and standard error."""

    code: int
    out: bytes
    err: bytes

    @property
    def words(self) -> str:
        """What standard output holds, as text."""
        return self.out.decode()

    @property
    def complaint(self) -> str:
        """What standard error holds, as text."""
        return self.err.decode()


@cache
def empty_home() -> str:
    """Create an empty home folder, once for all runs; it is removed at the end of this process."""
    made = tempfile.mkdtemp(prefix="posguard-home-")
    atexit.register(_remove, made, os.getpid())
    return made


def _remove(folder: str, owner: int) -> None:
    """Remove the home folder, unless a fork of the process that made it ends."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment variables of a run: a path, a home, a locale, and those given; nothing of
    the machine it is tested on.
    """
    return {"PATH": os.environ["PATH"], "HOME": empty_home(), "LANG": "C.UTF-8", **(more or {})}


@cache
def cached_run(*argv: str, lang: str = "en") -> Result:
    """Run a command as a process, or return the result of its first run."""
    return run_program(*argv, env={"POSGUARD_LANG": lang})


def run_program(
    *argv: str,
    env: Mapping[str, str] | None = None,
    stdin: bytes | None = None,
    cwd: str | None = None,
    python: Sequence[str] = (),
    program: str = "",
) -> Result:
    """Run a command as a process in its own session, so that it has no terminal.

    ``python`` are options for the interpreter; ``program`` is what it runs instead of posguard.
    """
    command = [sys.executable, *python, *(("-c", program) if program else POSGUARD[1:]), *argv]
    done = subprocess.run(
        command,
        input=stdin if stdin is not None else b"",
        capture_output=True,
        env=environment(env),
        cwd=cwd,
        timeout=TIMEOUT,
        check=False,
        start_new_session=True,
    )
    return Result(done.returncode, done.stdout, done.stderr)
