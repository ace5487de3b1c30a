"""A plan as somebody outside the place reads it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from posguard.interview.plan import Omission, Plan, PlanStep
from posguard.pack.abroad import numbers_for
from posguard.pages.setting import PackContents


def plan_for_reader(made: Plan, pack: PackContents) -> Plan:
    """The plan without telephone numbers that do not work where the reader is."""
    numbers = numbers_for(made.held, pack)
    if numbers is None:
        return made
    return replace(
        made,
        steps=tuple(steps_for_reader(made.steps, pack, made.held)),
        nevers=tuple(steps_for_reader(made.nevers, pack, made.held)),
        asides=tuple(steps_for_reader(made.asides, pack, made.held)),
        omitted=tuple(Omission(o.pillar, tuple(map(numbers.text, o.why))) for o in made.omitted),
    )


def steps_for_reader(
    steps: Iterable[PlanStep], pack: PackContents, held: Collection[str]
) -> list[PlanStep]:
    """The steps without telephone numbers that do not work where the reader is."""
    numbers = numbers_for(held, pack)
    if numbers is None:
        return [*steps]
    return [replace(planned, step=numbers.step(planned.id, planned.step)) for planned in steps]
