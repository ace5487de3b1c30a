"""Expectations of a vignette, held against the plan that its answers lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from posguard.interview.plan import Plan, PlanStep, standing
from posguard.lint.claims import BLANK
from posguard.lint.vignettes import Vignette, Vignettes
from posguard.pack.model import LANGS, URGENCIES, WITHINS, KeyPath, Lang

MissKind = Literal["urgency", "too-calm", "first", "must", "must-not", "warned", "unsaid"]


class Miss(Struct, frozen=True):
    """An expectation that a plan does not meet: whose, which, where it is written, and the facts
    for its sentence.
    """

    story: str
    kind: MissKind
    file: str
    line: int
    facts: Mapping[str, object]


class Printed(Struct, frozen=True):
    """What is printed of a plan by default: the lines of its first page and of the whole, and the
    do-nots it warns of.
    """

    first_page: int
    whole: int
    warnings: tuple[str, ...]


def misses(entry: Vignettes, position: int, made: Plan, printed: Printed) -> Iterator[Miss]:
    """Everything that a plan does not do as the vignette expects it."""
    vignette = entry.value[position]
    found = chain(
        _urgency(vignette, made),
        _first(vignette, made.steps),
        _musts(vignette, made.steps),
        _must_nots(vignette, made.steps),
        _warnings(vignette, made.nevers, printed.warnings),
        _unsaid(vignette, made),
    )
    for path, kind, facts in found:
        yield Miss(vignette.id, kind, entry.file, entry.place(position, *path)[0], facts)


Lack = tuple[KeyPath, MissKind, dict[str, object]]


def _urgency(vignette: Vignette, made: Plan) -> Iterator[Lack]:
    accepted = (vignette.urgency, *vignette.also)
    if made.urgency in accepted:
        return
    calmest = min(map(URGENCIES.index, accepted))
    kind: MissKind = "too-calm" if URGENCIES.index(made.urgency) < calmest else "urgency"
    yield ("urgency",), kind, {"there": made.urgency, "here": vignette.urgency}


def _first(vignette: Vignette, planned: Sequence[PlanStep]) -> Iterator[Lack]:
    first = next((p.id for p in planned if not p.done), "-")
    if first not in vignette.first:
        yield ("first",), "first", {"there": first, "here": vignette.first}


def _musts(vignette: Vignette, planned: Sequence[PlanStep]) -> Iterator[Lack]:
    times = {p.id: WITHINS[0] if p.done else p.within for p in planned}
    for at, must in enumerate(vignette.must):
        there = {name: times[name] for name in must.steps if name in times}
        latest = WITHINS.index(must.by)
        if all(WITHINS.index(within) > latest for within in there.values()):
            late = [f"{name} {within}" for name, within in there.items()]
            yield ("must", at), "must", {"here": must.steps, "by": must.by, "there": late or "-"}


def _must_nots(vignette: Vignette, planned: Sequence[PlanStep]) -> Iterator[Lack]:
    told = {p.id for p in planned if not p.done}
    for at, name in enumerate(vignette.must_not):
        if name in told:
            yield ("must_not", at), "must-not", {"here": name}


def _warnings(
    vignette: Vignette, nevers: Sequence[PlanStep], printed: Sequence[str]
) -> Iterator[Lack]:
    kept_back = [p.id for p in nevers if p.id not in printed]
    for at, choice in enumerate(vignette.warned):
        if not {*choice} & {*printed}:
            there = [name for name in choice if name in kept_back] or "-"
            yield ("warned", at), "warned", {"here": choice, "there": there}


def _unsaid(vignette: Vignette, made: Plan) -> Iterator[Lack]:
    for lang in LANGS:
        scripts = {p.id: _script(p, made.held, lang) for p in made.steps if not p.done}
        for at, words in enumerate(vignette.unsaid[lang]):
            there = [name for name, said in scripts.items() if words.casefold() in said]
            if there:
                yield ("unsaid", lang, at), "unsaid", {"here": words, "there": there}


def _script(planned: PlanStep, held: Sequence[str], lang: Lang) -> str:
    """What the plan tells the person to say at a step, without the blanks, in small letters."""
    parts = (part[lang] for part in standing(planned.step.say, held))
    return BLANK.sub("", " ".join(parts)).casefold()
