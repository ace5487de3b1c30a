#!/usr/bin/env python3
"""How long posguard takes to start, as users have it: the wheel, in a fresh environment, against
``python -c pass``.

    python tests/benchmarks/startup.py [-n ROUNDS]

Each round runs every command once, in an order that is rotated from round to round; a ratio is the
median of the ratios within the rounds, so that a machine that is busy for a while slows both sides
of it. Nothing but ratios and the time of ``lint`` has a target. The exit code is 1 if one is
missed. Installing needs the package index.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from support.interviews import shipped_question
from support.paths import ROOT
from support.terminal import CTRL_C, Person
from support.wheels import build, copy_of_checkout

from posguard.messages import say

MANY = 10_000
FIRST = shipped_question("happening-now")


@dataclass(frozen=True, slots=True)
class Row:
    """What is timed; ``against`` names the row it is divided by."""

    name: str
    once: Callable[[], float]
    against: str = "python -c pass"
    most: float | None = None
    most_seconds: float | None = None

    def missed(self, ratio: float, seconds: float) -> bool:
        """Whether it is slower than it may be."""
        too_slow = self.most is not None and ratio > self.most
        return too_slow or (self.most_seconds is not None and seconds > self.most_seconds)

    @property
    def target(self) -> str:
        """The target in words."""
        if self.most is not None:
            return f"<= {self.most:g} x"
        return f"<= {self.most_seconds:g} s" if self.most_seconds is not None else "-"


def environment() -> dict[str, str]:
    """The surroundings of every run: no variable that changes how Python works."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH")}
    return {**kept, "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def installed(folder: Path) -> Path:
    """The programs of a fresh environment in which the wheel is installed as pip installs it."""
    wheel = build(copy_of_checkout(folder), folder / "dist", "wheel")
    subprocess.run(
        [sys.executable, "-m", "venv", str(folder / "venv")], check=True, env=environment()
    )
    programs = folder / "venv" / "bin"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(programs / "python"),
        "--quiet",
        "--disable-pip-version-check",
    ]
    subprocess.run([*pip, "install", str(wheel)], check=True, env=environment())
    # Its .pth file runs at every start of this interpreter, posguard or not.
    subprocess.run(
        [*pip, "uninstall", "--yes", "setuptools"],
        check=True,
        env=environment(),
        stderr=subprocess.DEVNULL,
    )
    return programs


def large_pack(folder: Path) -> Path:
    """An organisation's pack with very many playbooks."""
    content = (ROOT / "playbooks" / "incidents" / "sn-leak.yaml").read_bytes()
    incidents = folder / "pack" / "incidents"
    incidents.mkdir(parents=True)
    for number in range(MANY):
        (incidents / f"more-{number}.yaml").write_bytes(content)
    return incidents.parent


def piped(*command: str | Path) -> Callable[[], float]:
    """Time a command from its start to the end of its output."""

    def once() -> float:
        start = time.perf_counter()
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(),
        ) as process:
            assert process.stdout is not None
            said = process.stdout.read()
            code = process.wait()
        seconds = time.perf_counter() - start
        assert code == 0, (command, code, said[-300:])  # a command that fails is fast
        return seconds

    return once


def on_the_screen(command: Path, *words: str) -> Callable[[], float]:
    """Time an interview from its start until the words are on the terminal."""

    def once() -> float:
        start = time.perf_counter()
        with Person("triage", program=[str(command)], lang="en") as person:
            for part in words:
                person.see(part)
            seconds = time.perf_counter() - start
            person.press(CTRL_C)
            person.leave()
        return seconds

    return once


def rows(programs: Path, pack: Path) -> list[Row]:
    """Everything that is timed; the first row is the floor."""
    command = programs / "posguard"
    drawn = (FIRST.ask["en"], list(FIRST.options.values())[-1].text["en"], say("en", "keys-many"))
    made = "checklist sn-leak, made"
    return [
        Row("python -c pass", piped(programs / "python", "-c", "pass")),
        Row("checklist sn-leak, piped", piped(command, "checklist", "sn-leak"), most=2.5),
        Row(made, piped(command, "checklist", "sn-leak", "--format", "text"), most=12),
        Row("--version", piped(command, "--version")),
        Row("lint", piped(command, "lint"), most_seconds=1),
        Row("triage: question on the screen", on_the_screen(command, drawn[0]), most=20),
        Row("triage: choices drawn", on_the_screen(command, *drawn), most=20),
        Row(
            f"checklist, {MANY:,} more",
            piped(command, "checklist", "sn-leak", "--pack", pack),
            made,
            most=1.1,
        ),
    ]


def measured(timed: Sequence[Row], rounds: int) -> dict[str, list[float]]:
    """The times of all rounds, after two that do not count."""
    times: dict[str, list[float]] = {row.name: [] for row in timed}
    for turn in range(-2, rounds):
        first = turn % len(timed)
        for row in [*timed[first:], *timed[:first]]:
            seconds = row.once()
            if turn >= 0:
                times[row.name].append(seconds)
    return times


def main() -> int:
    """Build, install, time, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", "--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="posguard-startup-") as name:
        folder = Path(name)
        timed = rows(installed(folder), large_pack(folder))
        times = measured(timed, rounds)
    print(f"Python {sys.version.split()[0]}, {rounds} rounds, {os.cpu_count()} processors\n")
    print(
        "| what | median ms | min | max | ratio | of | target | |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    missed = False
    for row in timed:
        own, other = times[row.name], times[row.against]
        ratio = statistics.median(one / another for one, another in zip(own, other, strict=True))
        seconds = statistics.median(own)
        bad = row.missed(ratio, seconds)
        missed = missed or bad
        columns = " | ".join(f"{value * 1000:.1f}" for value in (seconds, min(own), max(own)))
        print(
            f"| {row.name} | {columns} | {ratio:.2f} | {row.against} | {row.target} | "
            f"{'MISSED' if bad else ''} |"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
