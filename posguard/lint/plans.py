"""Rules of plans: no two steps in one plan contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Any

from msgspec import Struct

from posguard.errors import Problem
from posguard.lint.roads import Road, Roads
from posguard.pack.model import Entry, KeyPath
from posguard.pack.steps import Step
from posguard.pack.trees import Finding


class _Bringing(Struct, frozen=True):
    """A road that brings a step: the place that names the step, and whether nothing that is told
    elsewhere can make it lapse.
    """

    road: Road
    entry: Entry[Any]
    path: KeyPath
    firm: bool


_Bringings = Mapping[str, list[_Bringing]]


def check_plans(roads: Roads, own: Collection[str]) -> Iterator[Problem]:
    """Steps that exclude each other and that one person's answers can bring together.

    Where the step that excludes the other is not among the files ``own``, which are being checked,
    it is told of one of these that brings a step of the two.

    Raises:
        PosguardError: there is too much to follow in this pack.

    """
    excluded = {name: e for name, e in roads.pack.steps.items() if e.value.not_with}
    bringings = _bringings(roads, {*excluded, *_excluded(excluded.values())})
    for entry, position, other in _pairs(excluded.values()):
        is_own = entry.file in own
        found = _together(roads, bringings, (entry.id, other), () if is_own else own)
        if found:
            place = (entry, ("not_with", position)) if is_own else _place(found, own)
            way = ", ".join(dict.fromkeys(each.road.name for each in found))
            yield place[0].problem(place[1], "contradiction", one=entry.id, other=other, way=way)


def _pairs(steps: Iterable[Entry[Step]]) -> Iterator[tuple[Entry[Step], int, str]]:
    """Each step with the position and the name of one that it excludes."""
    for entry in steps:
        yield from ((entry, n, other) for n, other in enumerate(entry.value.not_with))


def _excluded(steps: Collection[Entry[Any]]) -> Iterator[str]:
    for entry in steps:
        yield from entry.value.not_with


def _bringings(roads: Roads, steps: Collection[str]) -> _Bringings:
    """By step, for these steps: every road that brings it."""
    found: dict[str, list[_Bringing]] = {}
    for step, bringing in chain.from_iterable(_of_road(roads, road) for road in roads):
        if step in steps:
            found.setdefault(step, []).append(bringing)
    return found


def _of_road(roads: Roads, road: Road) -> Iterator[tuple[str, _Bringing]]:
    """Every step that a road brings, by itself or by a finding, and how."""
    for key in ("now", "steps"):
        for position, step in enumerate(getattr(road, key)):
            yield step, _Bringing(road, road.entry, (*road.path, key, position), firm=True)
    for entry in (roads.pack.findings[name] for name in road.held):
        firm = not entry.value.is_calm
        yield from ((step, _Bringing(road, entry, path, firm)) for step, path in _brought(entry))


def _brought(entry: Entry[Finding]) -> Iterator[tuple[str, KeyPath]]:
    """The steps that a finding brings, each with its place."""
    yield from ((step, ("now", n)) for n, step in enumerate(entry.value.now))
    yield from ((step, ("steps", n)) for n, step in enumerate(entry.value.steps))


def _together(
    roads: Roads, bringings: _Bringings, pair: tuple[str, str], own: Collection[str]
) -> tuple[_Bringing, _Bringing] | None:
    """Two roads, or one twice, that bring both steps at once; one of them in ``own`` if given."""
    one, other = (bringings.get(name, ()) for name in pair)
    pairs: Iterable[tuple[_Bringing, _Bringing]] = product(one, other)
    if own:
        ours = [[each for each in some if each.entry.file in own] for some in (one, other)]
        pairs = chain(product(ours[0], other), product(one, ours[1]))
    for first, second in pairs:
        roads.spend(1)
        if _meet(roads, first, second):
            return first, second
    return None


def _meet(roads: Roads, first: _Bringing, second: _Bringing) -> bool:
    """Whether one person can be on both roads, and neither step lapses there."""
    alone = first.road.alone or second.road.alone
    if alone and first.road.question == second.road.question and first.road != second.road:
        return False
    told = (*first.road.told, *second.road.told)
    return all(each.firm or each.entry.id in roads.held(told) for each in (first, second))


def _place(found: tuple[_Bringing, _Bringing], own: Collection[str]) -> tuple[Entry[Any], KeyPath]:
    """The place in the files that are being checked."""
    first, second = found
    best = second if second.entry.file in own else first
    return best.entry, best.path
