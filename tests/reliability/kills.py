"""``kill -9`` at random moments while the program writes, and what is found afterwards.

    python tests/reliability/kills.py [--kills N] [--sittings N] [--size BYTES] [--small]

Each deed starts from a fresh copy of one case and is killed at a moment drawn evenly from the time
it needs, and a little more. Then a note is written, the record is checked, the deed is done again,
and the case is erased.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import campaign
import deeds
import forks
from campaign import Row, Run
from deeds import DEEDS, Deed, Place

SIZES: campaign.Sizes = {
    "kills": (50, 3, "kills for each deed"),
    "sittings": (20, 1, "interviews on a terminal that are killed"),
    "size": (8_000_000, 300_000, "bytes of each file taken as evidence"),
}
PAUSE = 0.3
"""The longest time after an answer until an interview is killed."""


class Rows:
    """The rows of one deed."""

    def __init__(self, name: str) -> None:
        name = f"kill -9: {name}"
        self.lost = Row(name, "an acknowledged event, copy or bag is not there")
        self.damage = Row(name, "the record is damaged afterwards")
        self.stuck = Row(name, "the next command fails, or the same one again")
        self.invalid = Row(name, "a bag stands there that is not whole")
        self.left = Row(
            name,
            "half files, copies that nobody names, or a case without events, after the next "
            "command",
        )
        self.killed = 0

    def __iter__(self) -> Iterator[Row]:
        rows = [self.lost, self.damage, self.stuck, self.invalid, self.left]
        return (row for row in rows if row.tried)


def needed(base: Place, deed: Deed, top: Path) -> float:
    """How long a deed takes here and now; a deed that does not do what it says ends the
    campaign.
    """
    times = []
    for n in range(3):
        place = base.copy(top / f"calm-{n}")
        ended = place.run(*deed.argv(place, "calm"))
        if ended.code or not deed.acknowledged(ended) or not deed.stands(place, "calm"):
            raise SystemExit(f"{deed.name} does not work even when nobody kills it: {ended.words}")
        times.append(ended.seconds)
        shutil.rmtree(place.top)
    return min(times)


def interrupted(place: Place, deed: Deed, word: str, ended: forks.Outcome, rows: Rows) -> None:
    """All that must hold after a deed was interrupted."""
    said = f"{word}: {ended.words}"
    stands = deed.stands(place, word)
    rows.lost.count(deed.acknowledged(ended) and not stands, said)
    if deed.name.startswith("evidence pack"):
        bags = [path for path in place.out.iterdir() if not path.name.startswith(".")]
        rows.invalid.count(not all(map(deeds.sound, bags)), said)
    failed = [
        each.words
        for each in (place.run(*argv) for argv in following(place, deed, stands=stands))
        if each.code
    ]
    rows.left.count(deeds.leftovers(place), f"{deeds.leftovers(place)}")
    if not stands and deed.name not in ("create", "erase"):
        again = place.run(*deed.argv(place, "again"))
        failed += [again.words] if again.code else []
    rows.stuck.count(failed, f"{failed}")
    damaged = [
        name for name in os.listdir(place.cases) if place.events(name) and not place.whole(name)
    ]
    rows.damage.count(damaged, said)


def following(place: Place, deed: Deed, *, stands: bool) -> Iterator[Sequence[str]]:
    """The next command on the case: a note; the same command where that is all one can do."""
    if deed.name == "erase":
        yield from [] if stands else [deed.argv(place, "")]
    elif deed.name == "close" and stands:
        yield "case", "reopen", "--case", "shop"
    elif deed.name == "create" and not place.events("new"):
        yield deed.argv(place, "")
    else:
        yield "case", "note", "next", "--case", "new" if deed.name == "create" else "shop"


def deed_rows(base: Place, deed: Deed, run: Run) -> Rows:
    """One deed, killed so many times."""
    rows = Rows(deed.name)
    span = needed(base, deed, run.top) * 1.2
    for n in range(run["kills"]):
        place, word = base.copy(run.top / "killed"), f"kill{n:05}z"
        ended = place.run(*deed.argv(place, word), after=run.dice.uniform(0, span))
        rows.killed += ended.code == -9
        interrupted(place, deed, word, ended, rows)
        shutil.rmtree(place.top)
    return rows


def sittings(run: Run) -> list[Row]:
    """Interviews on a terminal, killed somewhere, gone on with, killed again, and brought to their
    end.
    """
    name = "kill -9: triage and resume on a terminal"
    lost = Row(name, "an answer is not there, though the next question was asked")
    stuck = Row(name, "the interview cannot be gone on with, or its record is damaged")
    for n in range(run["sittings"]):
        place = Place(run.top / f"sitting-{n}")
        place.cases.mkdir(parents=True)
        answered = _killed(place, ("triage", "--plain", "--case", "shop"), 0, run.dice, lost)
        if place.events():
            answered = _killed(
                place, ("case", "resume", "--plain", "--case", "shop"), answered, run.dice, lost
            )
            rest = place.run("case", "answer", "--yes", *deeds.ANSWERS[:1], "--case", "shop")
            stuck.count(rest.code or not place.whole(), rest.words)
        shutil.rmtree(place.top)
    return [lost, stuck]


def _killed(place: Place, command: tuple[str, ...], first: int, dice: Random, lost: Row) -> int:
    """Answer some questions from the first open one on, and be killed; how many answers the record
    holds then.
    """
    from support.terminal import Person

    pairs = [pair.split("=") for pair in deeds.ANSWERS]
    shown = first
    with Person(*command, env={"POSGUARD_CASES": str(place.cases)}) as person:
        for question, option in itertools.islice(
            pairs, first, first + dice.randrange(1, len(pairs) + 1)
        ):
            person.answer(question, option)
            shown += 1
        if shown < len(pairs):
            person.ready(pairs[shown][0])
        time.sleep(dice.uniform(0, PAUSE))
    kept = [event["data"]["answers"] for event in place.events() if event["kind"] == "answered"]
    wanted = {
        question: [option]
        for question, option in pairs[: shown if shown < len(pairs) else shown - 1]
    }
    held = kept[-1] if kept else {}
    lost.count(
        any(held.get(question) != option for question, option in wanted.items()),
        f"{shown} answered, {held}",
    )
    return len(held)


def main(run: Run) -> list[Row]:
    """All deeds, one after the other."""
    forks.load()
    base = deeds.made(run.top / "base", run["size"])
    deeds.learn(base, run.top / "learn")
    found = [deed_rows(base, deed, run) for deed in DEEDS]
    rows = sittings(run)
    totals: dict[tuple[str, str], Row] = {}
    for each in itertools.chain(*found):
        group = "evidence and bags" if "evidence" in each.campaign else "events and cases"
        total = totals.setdefault((group, each.failure), Row(f"kill -9: {group}", each.failure))
        total.tried += each.tried
        total.failed += each.failed
        total.examples += [f"{each.campaign[9:]}: {example}" for example in each.examples]
    killed, tried = sum(each.killed for each in found), run["kills"] * len(found)
    print(f"{tried} runs, {killed} of them ended by the signal", file=sys.stderr)
    return [*totals.values(), *rows]


if __name__ == "__main__":
    campaign.main(__doc__, main, SIZES)
