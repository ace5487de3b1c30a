"""From what the answers reached to the plan: the steps in the order in which they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from posguard.interview.walk import Progress, Reason
from posguard.pack.model import NEEDED, PILLARS, WITHINS, Entry, Pillar, Step, Text, Urgency

Steps = Mapping[str, Entry[Step]]


class PlanStep(Struct, frozen=True):
    """One step of a plan, with every answer that brought it, the first one first."""

    id: str
    pillar: Pillar
    step: Step
    because: tuple[Reason, ...]


class Plan(Struct, frozen=True):
    """What to do, in order, and what not to do; and the pillars left out, each with its reason."""

    urgency: Urgency
    visited: tuple[str, ...]
    steps: tuple[PlanStep, ...]
    nevers: tuple[PlanStep, ...]
    waived: tuple[tuple[Pillar, Text], ...]


def pillar_of(entry: Entry[Step]) -> Pillar:
    """The pillar of a step is the folder it lies in."""
    return next(p for p in PILLARS if p == entry.folder)


def plan(progress: Progress, steps: Steps) -> Plan:
    """The plan: by ``within``, then in the order in which the answers brought the steps, ``now``
    advice first.

    A step appears once, however many answers brought it.
    """
    ordered = in_order(progress.reasons, steps)
    held = {planned.pillar for planned in ordered}
    waived = dict(progress.waived) if progress.urgency != "not-incident" else {}
    missing = {p for group in NEEDED if not held & set(group) for p in group}
    return Plan(
        urgency=progress.urgency,
        visited=progress.visited,
        steps=tuple(p for p in ordered if p.pillar != "never"),
        nevers=tuple(p for p in ordered if p.pillar == "never"),
        waived=tuple((pillar, why) for pillar, why in waived.items() if pillar in missing),
    )


def in_order(reasons: Sequence[Reason], steps: Steps) -> list[PlanStep]:
    """Each step once, in the order of a plan."""
    because: dict[str, list[Reason]] = {}
    for b in sorted(reasons, key=lambda b: not b.now):
        because.setdefault(b.step, []).append(b)
    planned = [
        PlanStep(name, pillar_of(steps[name]), steps[name].value, tuple(why))
        for name, why in because.items()
    ]
    return sorted(planned, key=lambda p: WITHINS.index(p.step.within))
