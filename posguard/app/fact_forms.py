"""Forms of a paper's facts: which of them are asked for, in which order, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from posguard.case.gaps import HAPPENED, Gap, MissingFact, missing_facts
from posguard.case.state import Case, Fact

_GIVEN_BY_OTHERS = ("officer", "receipt", "case-number", "ticket", "agent")
"""The kinds of facts that an institution gives, mostly after it has got the paper."""
_LATER = ("reported",)
"""What has not happened yet while the paper is read to the police."""
_DIRECTIONS = {"payment": "out", "income": "in"}


class FactForm(Struct, frozen=True):
    """One fact to ask for: its fields in order, and the values that are no question.

    ``begun`` is the fact of the case or paper that lacks these fields.
    """

    missing: MissingFact
    fields: tuple[str, ...]
    given: Mapping[str, str]
    begun: Fact | None = None


def fact_forms(gaps: Sequence[Gap], state: Case, first: Sequence[str]) -> list[FactForm]:
    """The forms for what the person knows of these gaps: the blanks named ``first`` before the
    others, a fact that is known only for what it lacks.
    """
    ranks = {name: rank for rank, name in enumerate(first)}
    ordered = sorted(gaps, key=lambda gap: ranks.get(gap.name, len(ranks)))
    forms: list[FactForm] = []
    for missing in missing_facts(ordered):
        if missing.kind not in _GIVEN_BY_OTHERS and missing.event not in _LATER:
            forms += _forms(missing, state)
    return forms


def _forms(missing: MissingFact, state: Case) -> Iterator[FactForm]:
    given = {"event": missing.event} if missing.event else {}
    each = next(iter(missing.fields.values())).each
    direction = _DIRECTIONS.get(each, "") if missing.kind == "transaction" else ""
    if direction:
        given["direction"] = direction
    known = [fact for fact in state.facts if _is_one(fact, missing.kind, direction)]
    if missing.kind == HAPPENED or not known:
        yield FactForm(missing, _asked(missing, given), given)
        return
    for fact in known:
        # What the record takes no such fact without comes first.
        required = missing.model.required
        wanted = [*(name for name in missing.fields if name in required), *required]
        wanted += missing.fields
        keys = {name: missing.model.key_of(name) for name in wanted}
        open_ones = tuple(name for name, key in keys.items() if key not in fact.values)
        if open_ones:
            yield FactForm(missing, open_ones, {}, fact)


def _asked(missing: MissingFact, given: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of a fact that is not known at all."""
    fields = [*missing.fields, *missing.typed_fields]
    if missing.kind == "transaction":
        fields.append("direction")
    return tuple(name for name in dict.fromkeys(fields) if name not in given)


def _is_one(fact: Fact, kind: str, direction: str) -> bool:
    """Whether a fact is of this kind, and does not go the other way."""
    return fact.kind == kind and fact.values.get("direction", direction) in (direction, "")
