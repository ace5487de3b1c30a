"""The rules of time: what is shown at once is due at once, and urgency and times agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any

from posguard.errors import Problem
from posguard.interview.plan import Advised, Steps, time_of
from posguard.lint.asked import options_of
from posguard.lint.questions import urgency_of
from posguard.lint.roads import Roads
from posguard.pack.model import URGENCIES, WITHINS, Entry, KeyPath, Within
from posguard.pack.steps import Step
from posguard.pack.trees import Finding, Option

AT_ONCE: tuple[Within, ...] = ("now", "15m")
_NOW: tuple[Within, ...] = ("now",)
_URGENT = URGENCIES.index("urgent")
_EMERGENCY = URGENCIES.index("emergency")


def check_times(roads: Roads) -> Iterator[Problem]:
    """Every problem of times: of findings, answers, and the list of what comes first."""
    pack = roads.pack
    for name, entry in pack.findings.items():
        finding = entry.value
        findings = {*roads.held(finding.when or (name,))}
        urgency = max(
            (URGENCIES.index(pack.findings[n].value.urgency or URGENCIES[0]) for n in findings),
            default=0,
        )
        yield from _late(entry, (), finding.now, findings, pack.steps)
        yield from _agree(entry, (), finding, findings, urgency, pack)
        now = [*chain.from_iterable(pack.findings[n].value.now for n in findings)]
        if finding.urgency == "emergency" and not _due(now, findings, pack.steps, _NOW):
            yield entry.problem(("urgency",), "urgency-against-time", found="emergency")
    for one, key, option in options_of(pack):
        at = one.option(key)
        findings = {*roads.held(option.tells)}
        urgency = urgency_of(roads, option)
        yield from _late(one.entry, at, option.now, findings, pack.steps)
        yield from _agree(one.entry, at, option, findings, urgency, pack)
    yield from _unordered(pack)


def _late(
    entry: Entry[Any],
    at: KeyPath,
    now: Collection[str],
    findings: Collection[str],
    steps: Steps,
) -> Iterator[Problem]:
    """Steps that are shown at once and due later."""
    for position, name in enumerate(now):
        within = time_of(steps[name].value, findings)
        if within not in AT_ONCE:
            yield entry.problem((*at, "now", position), "not-sooner", step=name, within=within)


def _agree(
    entry: Entry[Any],
    at: KeyPath,
    brings: Finding | Option,
    findings: Collection[str],
    urgency: int,
    pack: Advised,
) -> Iterator[Problem]:
    """Steps due now that come with something that is not urgent."""
    if urgency >= _URGENT:
        return
    for key in ("now", "steps"):
        names: Sequence[str] = getattr(brings, key)
        for name in _due(names, findings, pack.steps, _NOW):
            if pack.steps[name].folder != "never":
                where = (*at, key, names.index(name))
                found = URGENCIES[urgency]
                yield entry.problem(where, "hurried-calm", step=name, found=found)


def _due(
    names: Collection[str],
    findings: Collection[str],
    steps: Steps,
    times: Collection[Within],
) -> list[str]:
    return [name for name in names if time_of(steps[name].value, findings) in times]


def earliest(step: Step) -> Within:
    """The shortest time that a step can ever have."""
    return min([step.within, *(sooner.within for sooner in step.sooner)], key=WITHINS.index)


def _unordered(pack: Advised) -> Iterator[Problem]:
    listed = set(pack.order)
    for name, entry in pack.steps.items():
        if entry.folder != "never" and earliest(entry.value) in AT_ONCE and name not in listed:
            yield entry.problem(("within",), "unordered", step=name)
