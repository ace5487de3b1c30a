"""Gaps of a paper: the blanks that facts would fill, gathered by these facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from posguard.case.facts import KINDS, MAIN, FactKind
from posguard.pack.model import Milestone

HAPPENED = "happened"

_BY_COUNTING = ("count", "total")
"""What is counted from the transactions."""
_OTHERWISE = ("by-hand", "today", "incident", "case-name")
"""What no fact fills: a person's own hand, the clock, the answers, the case."""
_EXHIBIT = "exhibit"


class Gap(Struct, frozen=True):
    """A blank that is open: what would fill it, what belongs there, and the kind of facts for
    each of which its paragraph is repeated.
    """

    name: str
    fact: str
    note: str
    each: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether only a hand fills it."""
        return self.fact == "by-hand"


class MissingFact(Struct, frozen=True):
    """A fact that the case lacks: its kind, and the gaps that its fields would fill, by field.

    ``event`` is what happened, of a fact that something did.
    """

    kind: str
    fields: dict[str, Gap]
    event: str = ""

    @property
    def model(self) -> FactKind:
        """The kind, with its fields."""
        return KINDS[self.kind]

    @property
    def is_bare(self) -> bool:
        """Whether its value can be typed without the name of a field."""
        return self.model.bare and list(self.fields) == [self.model.fields[0].name]

    @property
    def typed_fields(self) -> list[str]:
        """The fields to type: those that are required, and those that fill a gap."""
        wanted = {*self.model.required, *self.fields} - {"event"}
        return [field.name for field in self.model.fields if field.name in wanted]


def missing_facts(gaps: Sequence[Gap]) -> list[MissingFact]:
    """The facts that would fill the gaps, in the order of the paper."""
    found: dict[tuple[str, str], dict[str, Gap]] = {}
    names = {gap.fact for gap in gaps}
    for gap in gaps:
        place = _place(gap.fact, names)
        if place is not None:
            kind, event, field = place
            found.setdefault((kind, event), {}).setdefault(field, gap)
    return [MissingFact(kind, fields, event) for (kind, event), fields in found.items()]


def lacks_exhibits(gaps: Iterable[Gap]) -> bool:
    """Whether evidence would fill one of the gaps."""
    return any(gap.fact.partition(".")[0] == _EXHIBIT for gap in gaps)


def _place(fact: str, names: Iterable[str]) -> tuple[str, str, str] | None:
    """The kind, the event if it is one, and the field that would fill a gap; None for none."""
    if fact in get_args(Milestone):
        return HAPPENED, fact, "time"
    if fact in _BY_COUNTING:
        return "transaction", "", "amount"
    if fact == "own-account":
        return "card", "", "number"
    if fact == "own-bank":
        return ("card", "", "bank") if "own-account" in names else ("bank", "", "name")
    kind, _, field = fact.partition(".")
    if fact in _OTHERWISE or kind not in KINDS:
        return None
    return kind, "", field or _main(KINDS[kind])


def _main(kind: FactKind) -> str:
    return next(field.name for field in kind.fields if field.key == MAIN)


def example(missing: MissingFact, names: Mapping[str, str], unknown: str) -> str:
    """How the fact is typed behind ``posguard case fact``, with ``unknown`` for each value."""
    kind = names.get(missing.kind, missing.kind)
    if missing.is_bare:
        return f"{kind} {unknown}"
    words = [kind]
    if missing.event:
        words.append(f"{names.get('event', 'event')}={names.get(missing.event, missing.event)}")
    words += [f"{names.get(field, field)}={unknown}" for field in missing.typed_fields]
    return " ".join(words)
