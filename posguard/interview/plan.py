"""From findings and answers to the plan: the steps in the order in which they are done."""

from __future__ import annotations

from collections import defaultdict
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
    steps: list[PlanStep] = []
    nevers: list[PlanStep] = []
    asides: list[PlanStep] = []
    for each in brought:
        planned = structs.replace(each, done=True) if each.id in ticked else each
        if planned.pillar == "never":
            nevers.append(planned)
        elif not planned.step.aside:
            steps.append(planned)
        if planned.step.aside:
            asides.append(planned)
    return Plan(
        urgency=progress.urgency,
        visited=progress.visited,
        held=progress.held,
        steps=tuple(steps),
        nevers=tuple(nevers),
        omitted=omitted,
        asides=tuple(asides),
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
    filled: set[Pillar] = set()
    for planned in brought:
        if planned.pillar not in filled and fills(planned.step):
            filled.add(planned.pillar)
    return [group for group in NEEDED if filled.isdisjoint(group)]


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
    because = defaultdict[str, list[Reason]](list)
    for reason in reasons:
        because[reason.step].append(reason)
    mine = _own_steps(advised, findings)
    rank, last = advised.rank, len(advised.rank)
    placed: list[tuple[bool, bool, int, int, int, PlanStep]] = []
    for name, whys in because.items():
        entry = advised.steps[name]
        step, pillar = entry.value, pillar_of(entry)
        if step.when and not conditions and not all_held(step.when, findings):
            continue
        within = time_of(step, findings) if step.sooner else step.within
        done = bool(step.done_by) and not findings.isdisjoint(step.done_by)
        for_owner = mine is not None and pillar != "never" and name not in mine
        planned = PlanStep(name, pillar, step, within, tuple(whys), done, for_owner)
        time, place = _IN_TIME[within], rank.get(name, last)
        placed.append((not step.aside, for_owner, time, place, len(placed), planned))
    placed.sort()
    return [planned for *_, planned in placed]


def _own_steps(advised: Advised, findings: Collection[str]) -> frozenset[str] | None:
    """The steps that the person does where it is not the owner who asks; None for the owner."""
    employee = advised.employee
    if employee is None or employee.finding not in findings:
        return None
    return frozenset(employee.own)


def time_of(step: Step, findings: Collection[str]) -> Within:
    """The shortest time that holds for a step while these findings are held."""
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
