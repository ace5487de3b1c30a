"""Facts told for a paper: recorded in its case as far as the record takes them, else they stand on
the paper alone.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

from msgspec import structs

from posguard.app.cases import Casework
from posguard.app.letters import Draft
from posguard.case import fact_names
from posguard.case.facts import KINDS, MAIN
from posguard.case.gaps import HAPPENED
from posguard.case.open_case import OpenCase
from posguard.case.places import of_place
from posguard.case.state import Case, Fact
from posguard.messages import say
from posguard.pages.facts import fact_words

_OWN = ("card", "account")


def recordable(kind: str, values: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A fact in the form that a record takes: a card of which only the bank is known is a bank."""
    if kind in _OWN and set(values) == {"bank"}:
        return "bank", {MAIN: values["bank"]}
    return kind, dict(values)


def lacking(kind: str, values: Mapping[str, str]) -> list[str]:
    """The fields without which a record does not take a fact."""
    model = KINDS[kind]
    missing = [name for name in model.required if model.key_of(name) not in values]
    telling = [field for field in model.fields if field.key == MAIN or field.required]
    if not missing and not any(field.key in values for field in telling):
        return [field.name for field in telling]
    return missing


def keep(work: Casework, paper: Draft, fact: Fact, instead: Fact | None) -> tuple[Draft, Fact]:
    """A paper with a fact that was told for it, in the place of an earlier one if there is one;
    the fact has a number if it is on record.

    Raises:
        PosguardError: the case cannot be written.

    """
    alone = [known for known in paper.state.facts if not known.n and known != instead]
    if not paper.has_case or lacking(fact.kind, fact.values):
        return structs.replace(paper, state=_on_paper(paper.state, fact, instead)), fact
    with work.work(paper.state.name) as case:
        kept = structs.replace(fact, n=_record(work, case, fact, instead))
        state = structs.replace(case.state, facts=(*case.state.facts, *alone))
    return structs.replace(paper, state=state), kept


def take_over(work: Casework, name: str, told: Case) -> tuple[Fact, ...]:
    """Record in a case what was told for a paper before there was one; the facts that the record
    does not take.

    Raises:
        PosguardError: the case cannot be written.

    """
    left = [fact for fact in told.facts if lacking(fact.kind, fact.values)]
    known = [fact for fact in told.facts if fact not in left]
    happened = [
        Fact(0, HAPPENED, {"event": event, "time": time}) for event, time in told.happened.items()
    ]
    if known or happened:
        with work.work(name) as case:
            for fact in (*happened, *known):
                _record(work, case, fact, None)
    return tuple(left)


def unrecorded(work: Casework, name: str, fact: Fact) -> tuple[str, str]:
    """What is said of a fact that the record of a case does not take yet: why, and what to type
    once the rest is known.
    """
    setting, place = work.advice.setting(), work.advice.place
    open_ones = lacking(fact.kind, fact.values)
    fields = [setting.label("field", field) for field in open_ones]
    told = fact_words(setting, fact.values)
    chinese = fact_names.chinese() if setting.lang == "zh" else {}
    words = ["posguard", "case", "fact", chinese.get(fact.kind, fact.kind)]
    for field in KINDS[fact.kind].fields:
        shown, value = chinese.get(field.name, field.name), fact.values.get(field.key, "")
        if field.name in open_ones:
            words.append(f"{shown}=…")
        elif value and value != of_place(fact.kind, field, place).default:
            words.append(shlex.quote(f"{shown}={value}"))
    command = " ".join([*words, "--case", shlex.quote(name)])
    return say(setting.lang, "blank-partly", fields=fields, told=told), command


def _record(work: Casework, case: OpenCase, fact: Fact, instead: Fact | None) -> int:
    """Record a fact, then take back the one in whose place it comes: none is ever missing."""
    n = work.keep_fact(case, fact.kind, fact.values).n
    if instead is not None and instead.n and instead.kind != HAPPENED:
        case.append(work.at, "withdrawn", {"n": instead.n})
    return n


def _on_paper(state: Case, fact: Fact, instead: Fact | None) -> Case:
    """A state with one fact more, which is on no record."""
    if fact.kind == HAPPENED:
        happened = {**state.happened, fact.values["event"]: fact.values["time"]}
        return structs.replace(state, happened=happened)
    facts: Sequence[Fact] = [known for known in state.facts if known != instead or known.n]
    return structs.replace(state, facts=(*facts, fact))
