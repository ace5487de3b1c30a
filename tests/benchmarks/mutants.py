"""Whether damage to the shipped pack is noticed: by lint, by the journeys, or by the musts of
every way.

Run as a script it tries every mutant and lists those that nobody noticed::

    python tests/benchmarks/mutants.py            # all of them, some minutes
    python tests/benchmarks/mutants.py sn-leak    # those of one playbook
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from support import promises
from support.journeys import journeys
from support.pack_damage import Mutant, mutants
from support.shipped_pack import contents

from posguard.errors import PosguardError
from posguard.interview.plan import plan
from posguard.interview.walk import Playbooks, walk
from posguard.lint.contents import Contents
from posguard.lint.graph import ends
from posguard.lint.journeys import Journey, differences
from posguard.lint.references import check_references
from posguard.pack.model import START


@cache
def _before(start: str) -> tuple[object, ...]:
    return tuple(_told(contents().playbooks, start))


def _told(playbooks: Playbooks, start: str) -> Iterator[tuple[object, ...]]:
    """What a person is told on every way: at once and in the plan, in order."""
    steps = contents().steps
    for progress in ends(playbooks, start):
        made = plan(progress, steps)
        ids = tuple(p.id for p in made.steps), tuple(p.id for p in made.nevers)
        yield progress.answers, progress.now, made.urgency, *ids, made.waived


def _starts(mutant: Mutant) -> list[str]:
    """The trees from which the damaged one can be reached, itself included."""
    names = [name for name in contents().playbooks if name != START]
    return [name for name in names if mutant.entry.id in _trees_from(name)] or [START]


@cache
def _trees_from(name: str) -> frozenset[str]:
    playbooks = contents().playbooks
    return frozenset({name, *(t for end in ends(playbooks, name) for t in end.visited)})


def changes_nothing(mutant: Mutant) -> bool:
    """Whether nobody is told anything else on any way: then there is nothing to notice."""
    if mutant.kind == "contact":
        return False
    damaged = mutant.contents.playbooks
    try:
        return all(tuple(_told(damaged, start)) == _before(start) for start in _starts(mutant))
    except PosguardError:
        return False


def noticed(mutant: Mutant) -> str | None:
    """Which check notices the mutant; None if none does."""
    damaged = mutant.contents
    if mutant.kind != "contact" and _journeys_notice(mutant, damaged):
        return "journeys"
    if _problems(damaged) - _known_problems():
        return "lint"
    if mutant.kind != "contact" and any(
        _broken(damaged, start) - _known_broken(start) for start in _starts(mutant)
    ):
        return "musts"
    return None


def _problems(pack: Contents) -> set[tuple[str, int, int, str]]:
    assert pack.pack is not None
    return {
        (p.file, p.line, p.column, p.rule)
        for p in check_references(pack, pack.pack.value.reviewed)
    }


@cache
def _known_problems() -> set[tuple[str, int, int, str]]:
    """What lint says of the pack as it is: a mutant is noticed by what comes on top of it."""
    return _problems(contents())


@cache
def _through(tree: str) -> Sequence[Journey]:
    """The journeys that pass through a tree, as far as the pack as it is agrees with them."""
    pack = contents()
    passing = []
    for told in journeys():
        agreed = not any(differences(told.journey, pack.playbooks, pack.steps))
        if agreed and any(
            t.playbook == tree for t in walk(pack.playbooks, told.journey.chosen).answered
        ):
            passing.append(told.journey)
    return passing


def _journeys_notice(mutant: Mutant, damaged: Contents) -> bool:
    return any(
        True
        for journey in _through(mutant.entry.id)
        for _ in differences(journey, damaged.playbooks, damaged.steps)
    )


def _broken(pack: Contents, start: str) -> set[str]:
    """Every promise that some way from a tree breaks."""
    found = []
    what: set[str] = set()
    try:
        for progress in ends(pack.playbooks, start):
            found.append(progress)
            what.update(
                promises.of_plan(progress, plan(progress, pack.steps), pack.playbooks, pack.steps)
            )
            what.update(promises.of_emergency(progress, pack.playbooks))
    except PosguardError as err:
        return {*what, str(err)}
    return {*what, *promises.of_unsure(pack.playbooks, found)}


@cache
def _known_broken(start: str) -> set[str]:
    return _broken(contents(), start)


def outcome(mutant: Mutant) -> str:
    """Who noticed the mutant, ``same`` if there was nothing to notice, or ``nobody``."""
    return noticed(mutant) or ("same" if changes_nothing(mutant) else "nobody")


def main(names: Sequence[str]) -> None:
    """Try the mutants and print how many were noticed, and which were not."""
    tried = [m for m in mutants() if not names or m.entry.id in names]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(outcome, tried, chunksize=20))
    for mutant, who in zip(tried, found, strict=True):
        if who == "nobody":
            print(mutant)
    for kind in dict.fromkeys(m.kind for m in tried):
        print(
            kind,
            dict(
                sorted(
                    Counter(w for m, w in zip(tried, found, strict=True) if m.kind == kind).items()
                )
            ),
        )
    counted = [who for who in found if who != "same"]
    caught = sum(who != "nobody" for who in counted)
    print(
        f"{len(tried)} mutants, {len(tried) - len(counted)} change nothing; {caught} of "
        f"{len(counted)} noticed"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("playbooks", metavar="PLAYBOOK", nargs="*")
    main(parser.parse_args().playbooks)
