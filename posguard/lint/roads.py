"""The roads on which findings and steps come into a plan, each followed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from posguard.errors import PosguardError
from posguard.interview.findings import held
from posguard.interview.plan import Advised
from posguard.lint.asked import options_of
from posguard.pack.model import EXCLUSIVE, Entry, KeyPath
from posguard.pack.steps import Step

MOST_FOLLOWED = 20_000_000
"""The most findings, steps and conditions that are looked at on all roads together."""


class Road(Struct, frozen=True):
    """A way in which steps come into a plan: what everyone in an incident does, an answer, or a
    compound finding.

    ``told`` are the findings told on it, ``held`` all that are true with them. ``now`` and
    ``steps`` come by themselves, beside what the findings bring. ``question`` is the place of the
    one that an answer belongs to, and ``alone`` says that no other of its answers can be given
    beside it.
    """

    entry: Entry[Any]
    path: KeyPath
    name: str
    told: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    question: tuple[str, KeyPath] | None = None
    alone: bool = False


class Roads:
    """All roads of a pack, and what is true on each of them.

    Following them ends with a refusal where a pack leads to more than anybody checks in reasonable
    time.
    """

    def __init__(self, pack: Advised) -> None:
        self.pack = pack
        self._held: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._weights: dict[str, int] = {}
        self._left = MOST_FOLLOWED

    def held(self, told: Sequence[str]) -> tuple[str, ...]:
        """The findings that are true once these have been told.

        Raises:
            PosguardError: there is too much to follow in this pack.

        """
        key = tuple(told)
        if key not in self._held:
            found = held(self.pack.findings, key, self.pack.links)
            self.spend(sum(map(self._weight, found)))
            self._held[key] = found
        return self._held[key]

    def spend(self, work: int) -> None:
        """Count what is looked at.

        Raises:
            PosguardError: it has become too much.

        """
        self._left -= work
        if self._left < 0:
            raise PosguardError("pack-too-much-to-follow")

    def __iter__(self) -> Iterator[Road]:
        """Every road: the incidents, the answers, then the compound findings.

        Raises:
            PosguardError: there is too much to follow in this pack.

        """
        for name, tree in self.pack.playbooks.items():
            yield Road(tree, (), name, steps=tree.value.steps)
        for one, key, option in options_of(self.pack):
            findings = self.held(option.tells)
            brought = {*option.now, *option.steps}
            self.spend(len(brought) * (1 + len(findings)) + sum(map(self._conditions, brought)))
            yield Road(
                one.entry,
                one.option(key),
                f"{one.name}={key}",
                told=option.tells,
                held=findings,
                now=option.now,
                steps=option.steps,
                question=(one.entry.file, one.path),
                alone=one.question.choose == "one" or key in EXCLUSIVE,
            )
        for name, entry in self.pack.findings.items():
            if entry.value.when:
                told = (*entry.value.when, name)
                yield Road(entry, (), name, told=told, held=self.held(told))

    @cached_property
    def bringings(self) -> Mapping[str, Sequence[frozenset[str]]]:
        """By step: the findings that hold, for each thing that brings it.

        Raises:
            PosguardError: there is too much to follow in this pack.

        """
        found: dict[str, list[frozenset[str]]] = {}

        def bring(steps: Iterable[str], findings: Iterable[str]) -> None:
            certain = frozenset(findings)
            for step in steps:
                found.setdefault(step, []).append(certain)

        for road in self:
            bring((*road.now, *road.steps), road.held)
        for name, entry in self.pack.findings.items():
            finding = entry.value
            bring((*finding.now, *finding.steps), self.held((*finding.when, name)))
        return found

    def _weight(self, name: str) -> int:
        """How much there is to look at for one finding."""
        if name not in self._weights:
            finding = self.pack.findings[name].value
            brought = {*finding.now, *finding.steps}
            compound = self.pack.links.parts.get(name, ())
            leads = len(finding.implies) + len(finding.yields_to) + len(compound)
            self._weights[name] = 1 + leads + sum(map(self._conditions, brought))
        return self._weights[name]

    def _conditions(self, name: str) -> int:
        step: Step = self.pack.steps[name].value
        return 1 + len(step.when) + sum(len(sooner.when) for sooner in step.sooner)
