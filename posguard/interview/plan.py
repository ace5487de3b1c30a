"""From findings and answers to the plan: the steps in the order in which they are done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Protocol

from msgspec import Struct, structs

from posguard.interview.findings import Findings, all_held
from posguard.interview.progress import Progress, Reason, Trees, Waiver
from posguard.pack.manifest import Employee
from posguard.pack.model import (
    NEEDED,
    PILLARS,
    START,
    WITHINS,
    Entry,
    Milestone,
    Pillar,
    Text,
    Urgency,
    Within,
)
from posguard.pack.steps import Part, Step

Steps = Mapping[str, Entry[Step]]

_PILLARS: Mapping[str, Pillar] = {pillar: pillar for pillar in PILLARS}
_IN_TIME: Mapping[Within, int] = {within: place for place, within in enumerate(WITHINS)}
_FIRST: tuple[Milestone, ...] = ("discovered", "money-moved")
"""Events that start a clock by themselves. A step counted from any other follows up on a step that
was done before, and so fills no pillar.
"""


class Advised(Trees, Protocol):
    """What a plan is made from: the trees with their findings, the steps, their order, and the
    steps that come in where an incident's own leave a pillar empty.
    """

    @property
    def steps(self) -> Steps: ...

    @property
    def order(self) -> Sequence[str]: ...

    @property
    def rank(self) -> Mapping[str, int]: ...

    @property
    def fallback(self) -> Mapping[Pillar, str]: ...

    @property
    def employee(self) -> Employee | None: ...


class PlanStep(Struct, frozen=True):
    """One step of a plan, with all that brought it, the first one first.

    ``within`` is the shortest time that holds; ``done`` if the person has told that it is done;
    ``for_owner`` if the person is employed, and the owner is to do it.
    """

    id: str
    pillar: Pillar
    step: Step
    within: Within
    because: tuple[Reason, ...] = ()
    done: bool = False
    for_owner: bool = False


class Omission(Struct, frozen=True):
    """A pillar that the plan holds no step of, and why: a text for each incident that says so."""

    pillar: Pillar
    why: tuple[Text, ...]


class Plan(Struct, frozen=True):
    """What to do, in order, and what not to do; and the pillars left out, each with its reason.

    ``held`` are the findings that are true: they decide which parts of a step stand. ``asides``
    are for whoever helps somebody else, and no steps of the plan.
    """

    urgency: Urgency
    visited: tuple[str, ...]
    held: tuple[str, ...]
    steps: tuple[PlanStep, ...]
    nevers: tuple[PlanStep, ...]
    omitted: tuple[Omission, ...]
    asides: tuple[PlanStep, ...] = ()


def pillar_of(entry: Entry[Step]) -> Pillar:
    """The pillar of a step is the folder it lies in."""
    return _PILLARS[entry.folder]


def plan(progress: Progress, advised: Advised, ticked: Collection[str] = ()) -> Plan:
    """The plan: by time, then in the order that the pack gives, then as the steps came.

    The steps that were ``ticked`` are done, like those of which the person has told so.
    Somebody employed has his own steps before those of the owner. A step appears once, however
    much brought it. Where an incident leaves a pillar without a step and gives no reason, the
    pack's own step for it comes in.
    """
    brought = in_order(progress.reasons, advised, progress.held)
    fallback, omitted = _empty_pillars(progress, advised, brought)
    if fallback:
        brought = in_order((*progress.reasons, *fallback), advised, progress.held)
    ordered = [
        structs.replace(planned, done=True) if planned.id in ticked else planned
        for planned in brought
    ]
    return Plan(
        urgency=progress.urgency,
        visited=progress.visited,
        held=progress.held,
        steps=tuple(p for p in ordered if p.pillar != "never" and not p.step.aside),
        nevers=tuple(planned for planned in ordered if planned.pillar == "never"),
        omitted=omitted,
        asides=tuple(planned for planned in ordered if planned.step.aside),
    )


def _empty_pillars(
    progress: Progress, advised: Advised, brought: Iterable[PlanStep]
) -> tuple[tuple[Reason, ...], tuple[Omission, ...]]:
    """The pack's own steps for pillars that the plan has no step of, and the pillars left out."""
    reasons: list[Reason] = []
    omitted: list[Omission] = []
    for group in _empty_groups(progress, brought):
        why = _waived(progress, advised, group)
        omitted += why
        if not why:
            fallback = [advised.fallback.get(pillar) for pillar in group]
            reasons += (Reason(step, START) for step in fallback if step is not None)
    return tuple(reasons), tuple(omitted)


def _empty_groups(progress: Progress, brought: Iterable[PlanStep]) -> list[tuple[Pillar, ...]]:
    """The groups of pillars that the steps so far leave empty; none where there is no incident."""
    if progress.urgency == "not-incident":
        return []
    filled = {planned.pillar for planned in brought if fills(planned.step)}
    return [group for group in NEEDED if not filled & set(group)]


def in_order(
    reasons: Iterable[Reason],
    advised: Advised,
    findings: Collection[str] = (),
    *,
    conditions: bool = False,
) -> list[PlanStep]:
    """Each step once, in the order of a plan.

    A step whose condition does not hold is left out, unless ``conditions`` are to be shown.
    """
    findings = frozenset(findings)
    because: dict[str, list[Reason]] = {}
    for reason in reasons:
        because.setdefault(reason.step, []).append(reason)
    owners = _of_owner(because, advised, findings)
    entries = {name: advised.steps[name] for name in because}
    planned = [
        PlanStep(
            name,
            pillar_of(entry),
            entry.value,
            time_of(entry.value, findings),
            tuple(because[name]),
            done=not findings.isdisjoint(entry.value.done_by),
            for_owner=name in owners,
        )
        for name, entry in entries.items()
        if conditions or all_held(entry.value.when, findings)
    ]
    rank, last = advised.rank, len(advised.rank)
    return sorted(
        planned,
        key=lambda p: (
            not p.step.aside,
            p.for_owner,
            _IN_TIME[p.within],
            rank.get(p.id, last),
        ),
    )


def _of_owner(names: Iterable[str], advised: Advised, findings: Collection[str]) -> set[str]:
    """Those steps that the owner is to do, where the person is employed."""
    employee = advised.employee
    if employee is None or employee.finding not in findings:
        return set()
    mine = {*employee.own}
    return {
        name for name in names if name not in mine and pillar_of(advised.steps[name]) != "never"
    }


def time_of(step: Step, findings: Collection[str]) -> Within:
    """The shortest time that holds for a step while these findings are held."""
    if not step.sooner:
        return step.within
    within = step.within
    for sooner in step.sooner:
        if _IN_TIME[sooner.within] < _IN_TIME[within] and all_held(sooner.when, findings):
            within = sooner.within
    return within


def standing(parts: Sequence[Part], findings: Collection[str]) -> list[Part]:
    """The parts that stand while these findings are held, in order."""
    chosen: list[Part] = []
    met = False
    for part in parts:
        if part.otherwise:
            stands = not met
            met = False
        elif part.when:
            stands = all_held(part.when, findings)
            met = met or stands
        else:
            stands = True
            met = False
        if stands:
            chosen.append(part)
    return chosen


def fills(step: Step) -> bool:
    """Whether a step can be what its pillar is there for, and not only follow up on it, or tell a
    helper how to go about the plan.
    """
    return step.from_ in _FIRST and not step.aside


def _needs(findings: Findings, names: Iterable[str]) -> set[Pillar]:
    """The pillars that the findings do not let be left out."""
    return {*chain.from_iterable(findings[name].value.needs for name in names)}


def _waived(progress: Progress, advised: Advised, group: Sequence[Pillar]) -> tuple[Omission, ...]:
    """The reasons for leaving a group of pillars out; none if an incident gives none, or a finding
    needs one of them.

    What was answered before any incident was entered counts for all of them.
    """
    waivers = [waiver for waiver in progress.waived if waiver.pillar in group]
    needed = _needs(advised.findings, progress.held)
    if needed & set(group) or not _covers(progress.visited, waivers):
        return ()
    whys: dict[Pillar, dict[Text, None]] = {}
    for waiver in waivers:
        whys.setdefault(waiver.pillar, {})[waiver.why] = None
    return tuple(Omission(pillar, tuple(whys[pillar])) for pillar in group if pillar in whys)


def _covers(visited: Sequence[str], waivers: Sequence[Waiver]) -> bool:
    incidents = {waiver.playbook for waiver in waivers}
    return bool(waivers) and (START in incidents or incidents >= set(visited))
