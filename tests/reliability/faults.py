"""One fault at each system call that a command makes on its case, or on the bag it packs.

    python tests/reliability/faults.py [--points N] [--small]

``strace`` names the calls of an undisturbed run, and then makes one of them fail, or the process
die there. What is tried is drawn from all calls and faults; ``--points 0`` tries every one.
"""

from __future__ import annotations

import itertools
import re
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import campaign
import deeds
import forks
from campaign import Row, Run
from deeds import DEEDS, REFUSED, Deed, Place
from kills import following

SIZES: campaign.Sizes = {"points": (800, 24, "faults that are tried; 0 for every one there is")}
SIZE = 30_000

_LINE = re.compile(r"(?P<pid>[0-9]+) +(?P<call>[a-z0-9_]+)\((?P<rest>.*)")
_WRITES = {"write", "pwrite64", "fsync", "fdatasync", "ftruncate", "sendfile", "copy_file_range"}
_CHANGES = {
    "mkdir",
    "rename",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "rmdir",
    "chmod",
    "fchmod",
    "utimensat",
    "ftruncate",
}
"""Calls that change what a folder holds."""


class Point(NamedTuple):
    """One fault: which command, which call and which of its kind, and what goes wrong there."""

    deed: Deed
    call: str
    nth: int
    fault: str

    @property
    def trace(self) -> tuple[str, ...]:
        """The strace that makes it happen."""
        fault, further = self.fault.removesuffix("+"), "+" if self.fault.endswith("+") else ""
        what = "signal=KILL" if fault == "KILL" else f"error={fault}"
        inject = f"inject={self.call}:{what}:when={self.nth}{further}"
        return "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={self.call}", "-e", inject

    def __str__(self) -> str:
        return f"{self.deed.name}, {self.call} {self.nth}: {self.fault}"


def faults(call: str, arguments: str) -> Iterator[str]:
    """What can go wrong in a call."""
    yield from ("KILL", "EIO")
    opens = call.startswith("open") and (
        "O_CREAT" in arguments or "O_WRONLY" in arguments or "O_RDWR" in arguments
    )
    if opens or call in _WRITES or call in ("mkdir", "rename", "link", "linkat"):
        yield from ("ENOSPC", "ENOSPC+")
    if opens or call in _CHANGES:
        yield "EROFS"
    if call in ("close", "write", "fsync"):
        yield "EDQUOT"


def points(base: Place, deed: Deed, top: Path) -> Iterator[Point]:
    """Every fault that one command can meet: the calls of an undisturbed run that concern the case
    or the bag.
    """
    place, log = base.copy(top / "place"), top / "calls"
    place.run(
        *deed.argv(place, "point"),
        trace=("strace", "-f", "-y", "-qq", "-s", "200", "-o", str(log)),
    )
    shutil.rmtree(place.top)
    counts: Counter[str] = Counter()
    first = ""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _LINE.match(line)
        if found is None or (first and found["pid"] != first):
            continue
        first, call = found["pid"], found["call"]
        counts[call] += 1
        if (
            str(place.top) in found["rest"].replace(f"AT_FDCWD<{place.top}>", "")
            and call != "chdir"
        ):
            for fault in faults(call, found["rest"]):
                yield Point(deed, call, counts[call], fault)


class Rows:
    """What can go wrong after a fault."""

    def __init__(self) -> None:
        name = "one fault at a system call"
        self.lost = Row(name, "an acknowledged event, copy or bag is not there")
        self.damage = Row(name, "the record is damaged afterwards, or the next command fails")
        self.crashed = Row(name, "a traceback, or no end")
        self.untrue = Row(name, '"not saved" is said of what stands')
        self.invalid = Row(name, "a bag stands there that is not whole")

    def all(self) -> list[Row]:
        """In order."""
        return [self.lost, self.damage, self.crashed, self.untrue, self.invalid]


def tried(point: Point, place: Place, rows: Rows) -> None:
    """One fault, and what is found afterwards."""
    deed = point.deed
    ended = place.run(*deed.argv(place, "point"), trace=point.trace, patience=30)
    said = f"{point}: {ended.words}"
    stands = deed.stands(place, "point")
    rows.lost.count(deed.acknowledged(ended) and not stands, said)
    rows.crashed.count(ended.crashed or ended.seconds >= 30, said)
    if ended.code > 0:
        rows.untrue.count(REFUSED.search(ended.err) and stands, said)
    if deed.name.startswith("evidence pack"):
        bags = [path for path in place.out.iterdir() if not path.name.startswith(".")]
        rows.invalid.count(not all(map(deeds.sound, bags)), said)
    failed = [
        each.words
        for each in (place.run(*argv) for argv in following(place, deed, stands=stands))
        if each.code
    ]
    failed += [
        "case check" for name in ("shop", "new") if place.events(name) and not place.whole(name)
    ]
    rows.damage.count(failed, f"{said} -> {failed}")


def drawn(all_points: Sequence[Point], most: int, run: Run) -> list[Point]:
    """The points that are tried: as many of each command and fault, as far as there are."""
    if not most or most >= len(all_points):
        return list(all_points)
    by_kind: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in run.dice.sample(all_points, len(all_points)):
        by_kind[point.deed.name, point.fault].append(point)
    rounds = itertools.chain(*itertools.zip_longest(*by_kind.values()))
    return list(itertools.islice(filter(None, rounds), most))


def main(run: Run) -> list[Row]:
    """Find the points, try them, and count."""
    campaign.need("strace")
    forks.load()
    base = deeds.made(run.top / "base", SIZE)
    deeds.learn(base, run.top / "place")
    found = [point for deed in DEEDS for point in points(base, deed, run.top)]
    rows = Rows()
    for point in drawn(found, run["points"], run):
        place = base.copy(run.top / "place")
        tried(point, place, rows)
        shutil.rmtree(place.top)
    print(f"{rows.lost.tried} of {len(found)} faults tried", file=sys.stderr)
    return rows.all()


if __name__ == "__main__":
    campaign.main(__doc__, main, SIZES)
