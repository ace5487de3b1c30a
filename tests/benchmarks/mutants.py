"""Whether damage to the shipped pack is noticed: by lint, by the journeys, or by what every plan
promises.

Run as a script it tries every mutant and lists those that nobody noticed::

    python tests/benchmarks/mutants.py                # all of them, some minutes
    python tests/benchmarks/mutants.py money-paid     # those of one file, question or step
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from support import promises
from support.journeys import journeys
from support.pack_damage import Mutant, mutants
from support.shipped_pack import contents
from support.walks import Walk, as_before, finished, of_each_option, of_findings, starts

from posguard.errors import PosguardError
from posguard.interview.plan import Plan, plan
from posguard.interview.walk import initial_progress, replay
from posguard.lint.contents import Contents
from posguard.lint.journeys import Journey, differences
from posguard.lint.references import check_references


@cache
def _stories() -> Sequence[tuple[Journey, frozenset[str]]]:
    """The journeys that the pack as it is agrees with, each with the findings, answers, trees and
    steps that it passes.
    """
    pack = contents()
    found = []
    for told in journeys():
        if not any(differences(told.journey, pack)):
            progress = replay(pack, told.journey.chosen, told.journey.from_)
            walked = Walk(progress, plan(progress, pack))
            found.append((told.journey, _passed(walked)))
    return found


def _passed(walked: Walk) -> frozenset[str]:
    progress, made = walked.progress, walked.plan
    return frozenset(
        {
            *(f"finding {name}" for name in (*made.held, *progress.told)),
            *(f"answer {a.question}={key}" for a in progress.answered for key in a.options),
            *(f"tree {name}" for name in (*progress.visited, progress.start)),
            *(f"step {p.id}" for p in (*made.steps, *made.nevers)),
        }
    )


@cache
def _walks() -> Sequence[tuple[Walk, frozenset[str]]]:
    """A walk for each answer of each tree, with what it passes."""
    return [(walked, _passed(walked)) for tree in starts() for walked in of_each_option(tree)]


def _shown(made: Plan) -> tuple[object, ...]:
    """What a person is told by a plan, in order."""
    steps = tuple((p.id, p.within, p.done) for p in made.steps)
    return made.urgency, steps, tuple(p.id for p in made.nevers), made.omitted


def changes_nothing(mutant: Mutant) -> bool:
    """Whether nobody is told anything else on a walk for each answer: then there is nothing to
    notice.
    """
    if mutant.kind in ("contact", "guard", "yields", "when"):
        return False
    damaged = mutant.contents
    for walked, passed in _walks():
        if mutant.touches not in passed:
            continue
        first = initial_progress(damaged, walked.progress.start, _before(walked))
        try:
            again = finished(first, as_before(walked.progress), damaged)
        except PosguardError:
            return False
        if (again.progress.now, _shown(again.plan)) != (walked.progress.now, _shown(walked.plan)):
            return False
    return True


def _before(walked: Walk) -> tuple[str, ...]:
    """What was held before the first answer."""
    asked = {name for a in walked.progress.answered for name in _tells(a.question, a.options)}
    return tuple(name for name in walked.progress.told if name not in asked)


def _tells(question: str, options: Sequence[str]) -> set[str]:
    pack = contents()
    trees = [tree.value.questions.get(question) for tree in pack.playbooks.values()]
    shared = pack.questions[question].value if question in pack.questions else None
    return {
        told
        for found in (*trees, shared)
        if found is not None
        for key in options
        for told in found.options[key].tells
    }


def noticed(mutant: Mutant) -> str | None:
    """Which check notices the mutant; None if none does."""
    damaged = mutant.contents
    if mutant.kind != "contact":
        for journey, passed in _stories():
            if mutant.touches in passed and any(differences(journey, damaged)):
                return "journeys"
        if _broken(mutant, damaged):
            return "promises"
    return "lint" if _problems(damaged) - _known_problems() else None


def _problems(pack: Contents) -> set[tuple[str, str, str]]:
    return {
        (p.file, p.rule, str(sorted(p.facts.items(), key=str)))
        for p in check_references(pack, pack.manifest.value.reviewed)
    }


@cache
def _known_problems() -> set[tuple[str, str, str]]:
    """What lint says of the pack as it is: a mutant is noticed by what comes on top of it."""
    return _problems(contents())


def _broken(mutant: Mutant, damaged: Contents) -> bool:
    """Whether a plan that passes the damage breaks a promise."""
    claims = promises.claims_of(damaged)
    kind, _, name = mutant.touches.partition(" ")
    tried = []
    try:
        for journey, passed in _stories():
            if mutant.touches in passed:
                progress = replay(damaged, journey.chosen, journey.from_)
                tried.append(Walk(progress, plan(progress, damaged)))
        if kind == "finding":
            told = damaged.findings[name].value.when or (name,)
            tried.append(of_findings(told, damaged))
            yields = contents().findings[name].value.yields_to
            tried += [of_findings((name, other), damaged) for other in yields]
    except (PosguardError, KeyError):
        return True
    return any(
        True
        for walked in tried
        for _ in (
            *promises.of_plan(walked.progress, walked.plan, damaged),
            *promises.of_words(walked.plan, claims),
        )
    )


def outcome(mutant: Mutant) -> str:
    """Who noticed the mutant, ``same`` if there was nothing to notice, or ``nobody``."""
    return noticed(mutant) or ("same" if changes_nothing(mutant) else "nobody")


def main(names: Sequence[str]) -> None:
    """Try the mutants and print how many were noticed, and which were not."""
    tried = [
        m
        for m in mutants()
        if not names or {m.entry.id, m.where, m.where.split("=")[0]} & {*names}
    ]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(outcome, tried, chunksize=20))
    for mutant, who in zip(tried, found, strict=True):
        if who == "nobody":
            print(mutant)
    for kind in dict.fromkeys(m.kind for m in tried):
        whos = (w for m, w in zip(tried, found, strict=True) if m.kind == kind)
        print(kind, dict(sorted(Counter(whos).items())))
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
    parser.add_argument("names", metavar="NAME", nargs="*")
    main(parser.parse_args().names)
