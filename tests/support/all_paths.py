"""Every path through the shipped pack, walked once for all tests that look at them."""

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
class InterviewPath:
    """One path: the answers and what they reached, and the plan made of it."""

    progress: Progress
    plan: Plan

    def __str__(self) -> str:
        return ", ".join(f"{t.question}={'+'.join(t.options)}" for t in self.progress.answered)


def paths_from(playbooks: Mapping[str, Entry[Playbook]], start: str) -> Iterator[InterviewPath]:
    """Walk every path from the first question of a tree to a plan."""
    steps = contents().steps
    yield from (
        InterviewPath(progress, plan(progress, steps)) for progress in ends(playbooks, start)
    )


@cache
def incident_paths(name: str) -> Sequence[InterviewPath]:
    """Walk the paths that begin at an incident, as a checklist or a hand-over does."""
    return tuple(paths_from(contents().playbooks, name))


def triage_paths(incident: str) -> Iterator[InterviewPath]:
    """Walk the paths of the whole interview that come to an incident first, without those that
    reach a plan already reached on another path.
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
            yield InterviewPath(progress, made)


@cache
def _triage_ends() -> Mapping[str, Sequence[Progress]]:
    """Walk every path of the whole interview; their ends by the incident that comes first."""
    found: dict[str, list[Progress]] = {}
    # A hundred thousand values that stay: looking for garbage among them takes longer than making
    # them.
    gc.disable()
    for progress in ends(contents().playbooks, START):
        found.setdefault(progress.visited[0], []).append(progress)
    gc.freeze()
    gc.enable()
    return found


def covering_paths(incident: str) -> Sequence[InterviewPath]:
    """Pick as few paths through an incident as together show all there is: every step for every
    reason, every answer, every reason left out.
    """
    seen: set[Hashable] = set()
    kept = []
    for way in (*incident_paths(incident), *triage_paths(incident)):
        shown = set(_shown(way))
        if not shown <= seen:
            seen |= shown
            kept.append(way)
    return kept


def _shown(way: InterviewPath) -> Iterator[Hashable]:
    for planned in (*way.plan.steps, *way.plan.nevers):
        first = planned.because[0]
        yield planned.id, first.question, first.option
    yield from (
        (answer.question, option) for answer in way.progress.answered for option in answer.options
    )
    yield from way.plan.waived
    yield way.plan.visited, way.plan.urgency
