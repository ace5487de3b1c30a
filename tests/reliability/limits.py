"""Time and memory for big and for senseless inputs, each command a process of its own.

    python tests/reliability/limits.py [--events N] [--zeros N] [--bad N] [--small]

Seconds are those of the processor, so that other work on the machine does not count; a command is
ended when it has used up its bound. Files of zeros take no room on the disk.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import campaign
import deeds
import forks
from campaign import Row, Run
from deeds import RECORD, Place
from tampering import chained, checkpoint

SIZES: campaign.Sizes = {
    "events": (100_000, 2_000, "events of a long record"),
    "zeros": (1_000, 10, "million zero bytes for a record"),
    "lines": (10_000, 50, "thousand line ends for a record"),
    "bad": (8_000, 100, "files of a pack that are all wrong"),
    "good": (1_000, 10, "files of a pack that are all right"),
    "answers": (100, 5, "million bytes of answers"),
}
SECONDS, MEGABYTES = 20, 600
PER_FILE = 0.04
"""Seconds for each file of a pack, beyond the bound for everything: half a minute for eight
hundred.
"""


class Used(NamedTuple):
    """What a run took: its exit code, seconds of the processor, megabytes at most, and the end of
    what it said.
    """

    code: int
    seconds: float
    megabytes: float
    words: str

    def __str__(self) -> str:
        return f"exit {self.code}, {self.seconds:.1f} s, {self.megabytes:.0f} MB: {self.words}"


def measured(place: Place, *argv: str, seconds: float = SECONDS) -> Used:
    """One run in a process of its own, ended by the system when it has used up twice its
    seconds.
    """
    from support.program import POSGUARD, environment

    most = int(seconds * 2)
    world = environment({"POSGUARD_CASES": str(place.cases), "POSGUARD_LANG": "en"})
    with (place.top / "said").open("w+b") as said:
        process = subprocess.Popen(
            [*POSGUARD, *argv],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=world,
            cwd=place.top,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5)),  # noqa: PLW1509  no threads
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0, os.SEEK_END)
        said.seek(max(0, said.tell() - 300))
        words = said.read().decode(errors="replace").strip().replace("\n", " | ")
    unit = 1 if sys.platform == "darwin" else 1024
    return Used(
        process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6, words
    )


def records(run: Run, base: Place) -> Iterator[tuple[str, Callable[[Place], None]]]:
    """Each record, and how it is made."""
    yield f"{run['events']:,} events", lambda place: _long(place, run["events"])
    yield (
        f"{run['zeros']:,} MB of zeros",
        lambda place: os.truncate(place.case / RECORD, run["zeros"] * 1_000_000),
    )
    yield f"{run['zeros']:,} MB, one line", lambda place: _one_line(place, run["zeros"])
    yield (
        f"{run['lines'] / 1000:,.1f} MB of line ends",
        lambda place: _add(place, b"\n" * run["lines"] * 1000),
    )


def _add(place: Place, content: bytes) -> None:
    with (place.case / RECORD).open("ab") as stream:
        stream.write(content)


def _one_line(place: Place, megabytes: int) -> None:
    with (place.case / RECORD).open("ab") as stream:
        for _ in range(megabytes):
            stream.write(b"x" * 1_000_000)
        stream.write(b"\n")


def _long(place: Place, count: int) -> None:
    """A sound record of so many events, chained as it should be."""
    path = place.case / RECORD
    before = path.read_bytes().splitlines(keepends=True)
    events = [json.loads(line) for line in before]
    events += [
        {
            "v": 1,
            "n": n,
            "at": "2026-11-22T09:14:00+08:00",
            "kind": "noted",
            "data": {"text": f"note {n} 客服说工单还没有结果"},
        }
        for n in range(len(events) + 1, count + 1)
    ]
    lines = chained(events)
    path.write_bytes(b"".join(lines))
    file = checkpoint(place)
    old = file.read_bytes()
    for was, now in (
        (before[-1][-67:-3], lines[-1][-67:-3]),
        (b'"n": %d' % len(before), b'"n": %d' % count),
        (b'"n":%d' % len(before), b'"n":%d' % count),
        (b"%d" % len(b"".join(before)), b"%d" % len(b"".join(lines))),
    ):
        old = old.replace(was, now)
    file.write_bytes(old)


def on_records(run: Run) -> Row:
    """Looking at, checking and adding to each record."""
    row = Row("big records", f"over {SECONDS} s, over {MEGABYTES} MB, or a traceback")
    base = deeds.made(run.top / "base", 1000)
    for name, make in records(run, base):
        place = base.copy(run.top / "record")
        make(place)
        for command in (("case", "check"), ("case", "show"), ("case", "note", "more")):
            used = measured(place, *command, "--case", "shop")
            _judge(row, f"{name}, {command[1]}", used, SECONDS)
        shutil.rmtree(place.top)
    return row


def _judge(row: Row, name: str, used: Used, seconds: float) -> None:
    """Count one run, and print what it took."""
    wrong = (
        used.seconds > seconds
        or used.megabytes > MEGABYTES
        or "Traceback" in used.words
        or used.code < 0
    )
    row.count(wrong, f"{name}: {used}")
    print(
        f"{name}: {used.seconds:.1f} s, {used.megabytes:.0f} MB, exit {used.code}", file=sys.stderr
    )


def on_packs(run: Run) -> Row:
    """Packs of many files, looked through and used."""
    row = Row(
        "big packs",
        f"over {SECONDS} s and {PER_FILE} s a file, over {MEGABYTES} MB, or a traceback",
    )
    sound = (campaign.HERE.parents[1] / "playbooks" / "incidents" / "sn-leak.yaml").read_bytes()
    for name, count, content in (
        ("wrong", run["bad"], b"title: [\n"),
        ("sound", run["good"], sound),
    ):
        place = Place(run.top / "pack")
        folder = place.top / "pack" / "incidents"
        folder.mkdir(parents=True)
        for n in range(count):
            (folder / f"incident-{n}.yaml").write_bytes(content)
        bound = SECONDS + PER_FILE * count
        for command in (("lint", "pack"), ("checklist", "--pack", "pack")):
            _judge(
                row,
                f"{count:,} {name} files, {command[0]}",
                measured(place, *command, seconds=bound),
                bound,
            )
        shutil.rmtree(place.top)
    return row


def on_answers(run: Run) -> Row:
    """Files of answers that are far too big, or nested far too deep."""
    row = Row("big files of answers", f"over {SECONDS} s, over {MEGABYTES} MB, or a traceback")
    place = Place(run.top / "answers")
    place.cases.mkdir(parents=True)
    file: Path = place.top / "answers.json"
    size = run["answers"] * 1_000_000
    for name, content in (
        ("one text", b'{"who": "' + b"x" * size + b'"}'),
        ("many answers", b"{" + b",".join(b'"q%d":"x"' % n for n in range(size // 16)) + b"}"),
        ("nested", b"[" * size),
        ("zeros", bytes(size)),
    ):
        file.write_bytes(content)
        _judge(
            row,
            f"{size / 1e6:,.0f} MB of answers, {name}",
            measured(place, "triage", "--answers", str(file)),
            SECONDS,
        )
    _judge(
        row, "answers from /dev/zero", measured(place, "triage", "--answers", "/dev/zero"), SECONDS
    )
    return row


def main(run: Run) -> list[Row]:
    """Records, packs, answers."""
    forks.load()
    return [on_records(run), on_packs(run), on_answers(run)]


if __name__ == "__main__":
    campaign.main(__doc__, main, SIZES)
