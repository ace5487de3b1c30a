"""Power lost while a line is being written: some pages or sectors of it reach the disk, others do
not.

    python tests/reliability/sectors.py [--states N] [--small]

The line was never acknowledged: the checkpoint is that of the event before it. Each page (4 KiB)
or sector (512 bytes) behind the acknowledged bytes reads as it was written, as zeros, as before,
or as something else; or the file ends early. Then the next command must work, and all that was
acknowledged must stand.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import campaign
import forks
from campaign import Row, Run
from deeds import RECORD, Place

from posguard.case import store

SIZES: campaign.Sizes = {"states": (2800, 35, "states of the disk that are tried")}
PAGE, SECTOR = 4096, 512
LENGTHS = (40, 700, 6_000, 40_000)
"""Characters of the note whose line is torn."""


class Torn:
    """A case as it stands when the power goes: the acknowledged bytes, the line behind them, and
    the files.
    """

    def __init__(self, top: Path, length: int, *, first: bool) -> None:
        self.top, place = top, Place(top)
        place.cases.mkdir(parents=True)
        if first:  # nothing is acknowledged yet: the very first event of a case is under way
            store.create(str(place.cases), "shop")
        else:
            place.opened()
            for n in range(3):
                place.run("case", "note", f"acknowledged {n} " + "y" * 200)
        self.before = (place.case / RECORD).read_bytes()
        shutil.copytree(place.cases, top / "kept")
        if first:
            place.opened()
        else:
            place.run("case", "note", "torn " + "z" * length)
        end = (place.case / RECORD).read_bytes()[len(self.before) :]
        self.line = end[: end.index(b"\n") + 1]
        shutil.rmtree(place.cases)
        (top / "kept").rename(place.cases)

    def state(
        self, dice: Random, how: Callable[[Random, bytes, int, int], bytes], size: int
    ) -> bytes:
        """The record as the disk has it: each piece behind the acknowledged bytes went through
        ``how``.
        """
        whole, known = self.before + self.line, len(self.before)
        found = bytearray(whole)
        for start in range(known - known % size, len(whole), size):
            begin, end = max(start, known), min(start + size, len(whole))
            found[begin:end] = how(dice, whole[begin:end], begin - start, size)
        return bytes(found)


def zeros(dice: Random, piece: bytes, offset: int, size: int) -> bytes:
    """Lost: the file is as long as it should be, and nothing is in it there."""
    return piece if dice.random() < 0.5 else bytes(len(piece))


def garbage(dice: Random, piece: bytes, offset: int, size: int) -> bytes:
    """Something that lay on the disk before, line ends among it."""
    return piece if dice.random() < 0.5 else dice.randbytes(len(piece))


def older(dice: Random, piece: bytes, offset: int, size: int) -> bytes:
    """A piece of some earlier file of the same kind."""
    text = (
        b'"text":"acknowledged"},"prev":"'
        + b"0" * 64
        + b'","hash":"'
        + b"1" * 64
        + b'"}\n{"v":1,"n":7,'
    )
    return (
        piece
        if dice.random() < 0.5
        else (text * (len(piece) // len(text) + 2))[offset % len(text) :][: len(piece)]
    )


def main(run: Run) -> list[Row]:
    """Every way to lose pieces, on lines of every length, in turn."""
    forks.load()
    kinds = [(how, size) for how in (zeros, garbage, older) for size in (PAGE, SECTOR)]
    torn = [Torn(run.top / f"line-{n}", n, first=False) for n in LENGTHS] + [
        Torn(run.top / "first", 0, first=True)
    ]
    rows: dict[str, tuple[Row, Row]] = {}
    for n in range(run["states"]):
        kind, line = n % (len(kinds) + 1), torn[n // (len(kinds) + 1) % len(torn)]
        if kind < len(kinds):
            how, size = kinds[kind]
            state, name = (
                line.state(run.dice, how, size),
                f"power lost: {how.__name__} in the last line",
            )
        else:
            cut = run.dice.randrange(len(line.line) + 1)
            state, name = line.before + line.line[:cut], "power lost: the last line ends early"
        lost, damage = rows.setdefault(
            name,
            (
                Row(name, "an acknowledged event is gone"),
                Row(name, "damage for good, or the next command fails"),
            ),
        )
        _tried(line, state, run.top / "place", lost, damage)
    return [row for pair in rows.values() for row in pair]


def _tried(line: Torn, state: bytes, top: Path, lost: Row, damage: Row) -> None:
    place = Place(line.top).copy(top)
    (place.case / RECORD).write_bytes(state)
    after = place.opened() if not line.before else place.run("case", "note", "next")
    if not line.before and after.code:  # the first event reached the disk whole: the case exists
        after = place.run("case", "note", "next")
    left = (place.case / RECORD).read_bytes()
    lost.count(not left.startswith(line.before), after.words)
    damage.count(after.code or not place.whole(), after.words)
    shutil.rmtree(top)


if __name__ == "__main__":
    campaign.main(__doc__, main, SIZES)
