"""The checks and journeys are worth something: damage done to the pack is noticed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest
from benchmarks.mutants import noticed, outcome
from support.pack_damage import Mutant, mutants
from support.paths import TESTS
from support.shipped_pack import contents

ENOUGH = 0.95
EVERY = 10
"""The test tries one mutant in so many; ``python tests/benchmarks/mutants.py`` tries them all."""


@cache
def sample() -> Mapping[str, str]:
    """What became of each mutant that the test tries."""
    return {str(mutant): outcome(mutant) for mutant in list(mutants())[::EVERY]}


@pytest.mark.slow
def test_nearly_all_damage_is_noticed() -> None:
    """Of the mutants that change what somebody is told, lint, a journey or a must notices 95 % at
    least.
    """
    found = sample()
    counted = Counter(
        "nobody" if who == "nobody" else "noticed" for who in found.values() if who != "same"
    )
    assert counted.total() >= 100
    assert counted["noticed"] / counted.total() >= ENOUGH, [
        what for what, who in found.items() if who == "nobody"
    ]


@pytest.mark.slow
def test_what_nobody_notices_is_listed_with_a_reason() -> None:
    """A mutant of the sample that gets through stands in ``docs/mutants.md``."""
    page = (TESTS.parent / "docs" / "mutants.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^- `([^`]+)`: .", page, re.MULTILINE))
    assert {what for what, who in sample().items() if who == "nobody"} - listed == set()
    assert listed - {str(mutant) for mutant in mutants()} == set()


def test_every_kind_of_damage_is_done_to_every_kind_of_file() -> None:
    """Steps are dropped and swapped, targets flipped, urgencies lowered, advice delayed, contacts
    expired.
    """
    kinds = Counter(mutant.kind for mutant in mutants())
    pack = contents()
    options = [
        o
        for tree in pack.playbooks.values()
        for q in tree.value.questions.values()
        for o in q.options.values()
    ]
    always = sum(len(tree.value.steps) for tree in pack.playbooks.values())
    assert kinds["drop"] == always + sum(len(o.now) + len(o.steps) for o in options)
    assert kinds["now"] == sum(len(o.now) for o in options)
    assert kinds["contact"] == len(pack.contacts)
    assert min(kinds["swap"], kinds["then"], kinds["urgency"]) >= 100


def test_what_is_not_damaged_is_not_noticed() -> None:
    """The pack as it is, and damage that changes nothing, raise no alarm; damage does."""
    tree = contents().playbooks["sn-leak"]
    whole = Mutant("drop", "sn-leak", "nothing", tree)
    assert (noticed(whole), outcome(whole)) == (None, "same")
    first = next(mutant for mutant in mutants() if mutant.entry.id == "sn-leak")
    assert noticed(first) is not None
