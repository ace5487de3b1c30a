"""Runs of the program, each a child forked from this process: everything is imported already, so
that one is quick.

A run takes what a process of its own would take: arguments, an environment, a folder, standard
input. It can be killed at a given moment, and strace can be put on it before its first line.
"""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import campaign
from support.program import environment

PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: its exit code, or the signal's number below zero; what it wrote; how long
    it took.
    """

    code: int
    out: str
    err: str
    seconds: float

    @property
    def crashed(self) -> bool:
        """Whether the program ended in a traceback."""
        return "Traceback (most recent call last)" in self.err

    @property
    def hung(self) -> bool:
        """Whether it had to be ended after all patience."""
        return self.seconds >= PATIENCE

    @property
    def words(self) -> str:
        """The end of what it said, for a report."""
        return " | ".join((self.out + self.err).strip().splitlines()[-2:])[-300:]


def load() -> None:
    """Import the whole program."""
    import posguard

    for module in pkgutil.walk_packages(posguard.__path__, "posguard."):
        importlib.import_module(module.name)


def learn(*argv: str, cases: Path | str, cwd: Path | str) -> None:
    """Import whatever a run of this command imports late, so that no later one need do so."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as names:
        run(*argv, cases=cases, cwd=cwd, imported=names.name)
        for name in names.read().split():
            with suppress(ImportError):
                importlib.import_module(name)


def run(
    *argv: str,
    cases: Path | str,
    cwd: Path | str | None = None,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    after: float | None = None,
    mask: int = 0o022,
    trace: Sequence[str] = (),
    patience: float = PATIENCE,
    imported: str = "",
) -> Outcome:
    """One run on the cases in a folder, killed ``after`` so many seconds if a time is given.

    ``trace`` is a command that is put on the child by its process number, such as ``strace``;
    ``imported`` is a file for the names of the modules that are loaded in the end.
    """
    world = _world(cases, env)
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.TemporaryFile() as given,
    ):
        given.write(stdin)
        given.seek(0)
        gate, opened = os.pipe()
        child = os.fork()
        if not child:
            os.close(opened)
            _child(
                argv,
                (given.fileno(), out.fileno(), err.fileno(), gate),
                world,
                str(cwd or cases),
                mask,
                imported,
            )
        os.close(gate)
        tracer = _traced(child, trace) if trace else None
        start = time.perf_counter()
        os.write(opened, b"x")
        os.close(opened)
        status = _ended(child, after, patience)
        seconds = time.perf_counter() - start
        if tracer is not None:
            tracer.wait()
        for stream in (out, err):
            stream.seek(0)
        written, warned = (
            stream.read().decode(errors="backslashreplace") for stream in (out, err)
        )
    return Outcome(os.waitstatus_to_exitcode(status), written, warned, seconds)


def _world(cases: Path | str, more: Mapping[str, str] | None) -> dict[str, str]:
    fixed = {
        "POSGUARD_CASES": str(cases),
        "POSGUARD_LANG": "en",
        "TZ": "Asia/Shanghai",
        "USER": "shop",
    }
    return environment({**fixed, **(more or {})})


def _child(
    argv: Sequence[str],
    ends: Sequence[int],
    world: Mapping[str, str],
    cwd: str,
    mask: int,
    imported: str,
) -> None:
    """The run itself, once the gate is open; it never comes back, and never runs on as the
    campaign.
    """
    code = 1
    try:
        *streams, gate = ends
        os.read(gate, 1)
        os.setsid()
        for number, end in enumerate(streams):
            os.dup2(end, number)
        os.chdir(cwd)
        os.umask(mask)
        os.environ.clear()
        os.environ.update(world)
        time.tzset()
        sys.argv = ["posguard", *argv]
        sys.stdin = io.TextIOWrapper(io.FileIO(0, "r", closefd=False))
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8"
        )
        sys.stderr = io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(2, "w", closefd=False)),
            encoding="utf-8",
            line_buffering=True,
        )
        sys.modules["posguard.__main__"].main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001  whatever it was, the interpreter would print it
        with suppress(BaseException):
            traceback.print_exc()
    with suppress(BaseException):
        sys.stdout.flush()
        sys.stderr.flush()
        if imported:
            Path(imported).write_text("\n".join(sys.modules), encoding="utf-8")
    os._exit(code)


def _traced(child: int, command: Sequence[str]) -> subprocess.Popen[bytes]:
    """The tracer, once it holds the child."""
    tracer = subprocess.Popen(
        [*command, "-p", str(child)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 20
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text(encoding="utf-8"):
        if tracer.poll() is not None or time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            print("nothing was tried: strace cannot be put on a process here", file=sys.stderr)
            sys.exit(campaign.MISSING)
        time.sleep(0.001)
    return tracer


def _ended(child: int, after: float | None, patience: float) -> int:
    """Wait for the end of a child, or make one."""
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    until = time.monotonic() + patience
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            return os.waitpid(child, 0)[1]
        time.sleep(0.0005)
