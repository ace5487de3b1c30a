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

from posguard.lint.asked import options_of
from posguard.pack.trees import Finding, Option

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
    """Steps, findings, implications, conditions, times, lines of the order and waivers get lost,
    urgencies are lowered, advice comes later, contacts expire.
    """
    kinds = Counter(mutant.kind for mutant in mutants())
    pack = contents()
    options = [option for _, _, option in options_of(pack)]
    findings = [entry.value for entry in pack.findings.values()]
    always = sum(len(tree.value.steps) for tree in pack.playbooks.values())
    brought: list[Option | Finding] = [*options, *findings]
    assert kinds["drop"] == always + sum(len(o.now) + len(o.steps) for o in brought)
    assert kinds["now"] == sum(len(o.now) for o in brought)
    assert kinds["tells"] == sum(len(o.tells) for o in options)
    assert kinds["implies"] == sum(len(finding.implies) for finding in findings)
    assert kinds["yields"] == sum(len(finding.yields_to) for finding in findings)
    assert kinds["needs"] == sum(len(finding.needs) for finding in findings)
    assert kinds["order"] == len(pack.order) == kinds["swap"] + 1
    assert kinds["contact"] == len(pack.contacts)
    assert min(kinds["then"], kinds["urgency"], kinds["guard"], kinds["sooner"]) >= 100
    assert min(kinds["done"], kinds["when"], kinds["waives"]) >= 1


def test_what_is_not_damaged_is_not_noticed() -> None:
    """The pack as it is, and damage that changes nothing, raise no alarm; damage does."""
    tree = contents().playbooks["sn-leak"]
    whole = Mutant("drop", "sn-leak", "nothing", "playbooks", tree, "tree sn-leak")
    assert (noticed(whole), outcome(whole)) == (None, "same")
    lost = next(m for m in mutants() if (m.kind, m.entry.id) == ("drop", "money-paid"))
    assert noticed(lost) is not None
