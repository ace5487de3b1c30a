"""Plan of an interview: its steps in the order in which they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from posguard.interview.walk import Progress, Reason
from posguard.pack.model import NEEDED, PILLARS, WITHINS, Entry, Pillar, Step, Text, Urgency

Steps = Mapping[str, Entry[Step]]


class PlanStep(Struct, frozen=True):
    """One step of a plan, with every reason for it in the order of the answers."""

    id: str
    pillar: Pillar
    step: Step
    because: tuple[Reason, ...]


class Plan(Struct, frozen=True):
    """Steps to do in order, steps never to do, and pillars left out with the reason for each."""

    urgency: Urgency
    visited: tuple[str, ...]
    steps: tuple[PlanStep, ...]
    nevers: tuple[PlanStep, ...]
    waived: tuple[tuple[Pillar, Text], ...]


def pillar_of(entry: Entry[Step]) -> Pillar:
    """The pillar of a step: the folder it lies in."""
    return next(pillar for pillar in PILLARS if pillar == entry.folder)


def plan(progress: Progress, steps: Steps) -> Plan:
    """The plan that an interview has reached.

    Steps are ordered by ``within``, then as the answers led to them, ``now`` advice first. A step
    appears once, however many answers led to it.
    """
    ordered = in_order(progress.reasons, steps)
    return Plan(
        urgency=progress.urgency,
        visited=progress.visited,
        steps=tuple(each for each in ordered if each.pillar != "never"),
        nevers=tuple(each for each in ordered if each.pillar == "never"),
        waived=_waived(progress, {each.pillar for each in ordered}),
    )


def _waived(progress: Progress, planned: set[Pillar]) -> tuple[tuple[Pillar, Text], ...]:
    """The pillars that a plan of a real incident needs and lacks, each with the reason."""
    if progress.urgency == "not-incident":
        return ()
    missing: set[Pillar] = set()
    for group in NEEDED:
        if planned.isdisjoint(group):
            missing.update(group)
    waived = dict(progress.waived)
    return tuple((pillar, why) for pillar, why in waived.items() if pillar in missing)


def in_order(reasons: Sequence[Reason], steps: Steps) -> list[PlanStep]:
    """Each step once, in the order of a plan."""
    because: dict[str, list[Reason]] = {}
    for reason in sorted(reasons, key=lambda reason: not reason.now):
        because.setdefault(reason.step, []).append(reason)
    planned = [
        PlanStep(name, pillar_of(steps[name]), steps[name].value, tuple(why))
        for name, why in because.items()
    ]
    return sorted(planned, key=lambda each: WITHINS.index(each.step.within))
