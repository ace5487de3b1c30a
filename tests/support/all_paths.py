"""Every way through the shipped pack, walked once for all tests that look at them."""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from support.shipped_pack import contents

from posguard.interview.plan import Plan, plan
from posguard.interview.walk import Progress
from posguard.lint.graph import ends
from posguard.pack.model import START, Entry, Playbook


@dataclass(frozen=True, slots=True)
class Way:
    """One way through: the answers and what they reached, and the plan made of it."""

    progress: Progress
    plan: Plan

    def __str__(self) -> str:
        return ", ".join(f"{t.question}={'+'.join(t.options)}" for t in self.progress.answered)


def ways(playbooks: Mapping[str, Entry[Playbook]], start: str) -> Iterator[Way]:
    """Every way from the first question of a tree to a plan."""
    steps = contents().steps
    yield from (Way(progress, plan(progress, steps)) for progress in ends(playbooks, start))


@cache
def from_incident(name: str) -> Sequence[Way]:
    """The ways of somebody who comes straight to an incident, as a checklist or a hand-over
    does.
    """
    return tuple(ways(contents().playbooks, name))


def from_triage(incident: str) -> Iterator[Way]:
    """The ways of the whole interview that come to an incident first, without those that reach a
    plan already reached on another way.
    """
    seen: set[Hashable] = set()
    for progress in _triage_ends().get(incident, ()):
        made = plan(progress, contents().steps)
        several = any(len(t.options) > 1 for t in progress.answered)
        same = (
            made.visited,
            made.urgency,
            made.waived,
            tuple(p.id for p in (*made.steps, *made.nevers)),
            several,
        )
        if same not in seen:
            seen.add(same)
            yield Way(progress, made)


@cache
def _triage_ends() -> Mapping[str, Sequence[Progress]]:
    """The end of every way of the whole interview, by the incident that it comes to first."""
    found: dict[str, list[Progress]] = {}
    # A hundred thousand values that stay: looking for garbage among them takes longer than making
    # them.
    gc.disable()
    for progress in ends(contents().playbooks, START):
        found.setdefault(progress.visited[0], []).append(progress)
    gc.freeze()
    gc.enable()
    return found


def showing_everything(incident: str) -> Sequence[Way]:
    """As few ways through an incident as together show all there is: every step for every reason,
    every answer, every reason left out.
    """
    seen: set[Hashable] = set()
    kept = []
    for way in (*from_incident(incident), *from_triage(incident)):
        shown = set(_shown(way))
        if not shown <= seen:
            seen |= shown
            kept.append(way)
    return kept


def _shown(way: Way) -> Iterator[Hashable]:
    for planned in (*way.plan.steps, *way.plan.nevers):
        first = planned.because[0]
        yield planned.id, first.question, first.option
    yield from (
        (answer.question, option) for answer in way.progress.answered for option in answer.options
    )
    yield from way.plan.waived
    yield way.plan.visited, way.plan.urgency
