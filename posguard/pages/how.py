"""How the steps of a plan are done: today's in short, or all of them with everything there is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posguard.interview.plan import PlanStep
from posguard.messages import joined
from posguard.pack.model import WITHINS, Lang
from posguard.pages.phones import step_phones
from posguard.pages.setting import Setting
from posguard.pages.step_names import brief_name
from posguard.pages.steps import EVERY_KIND, Kind, detail_label, step_item, step_lines
from posguard.render.page import Detail, Item, Section

_BY_TODAY = WITHINS.index("24h")
_SENTENCE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"(?:【[^】]*】|[^。？！])+[。？！]?"),
    "en": re.compile(r"(?:【[^】]*】|[^.?!]|[.?!](?!\s|$))+[.?!]?\s*"),
}
_HOW: tuple[Kind, ...] = ("how",)


class StepList(Struct, frozen=True):
    """The steps of a plan in the order of their numbers, and of each that is to be said to
    somebody today the first step that is to be said to the same one, by the same person; of that
    one also ``said_with``, the others.

    The lines of the first page are numbered first, so that nobody looks for a number left out,
    then those it has no room for; the others follow, in the order of the plan.
    """

    steps: tuple[PlanStep, ...]
    numbers: Mapping[str, int]
    calls: Mapping[str, str]
    said_with: Mapping[str, Collection[str]]

    def call(self, name: str) -> str:
        """The step in whose call another is said: mostly itself."""
        return self.calls.get(name, name)


def listed(steps: Sequence[PlanStep]) -> StepList:
    """The steps with their numbers and their calls."""
    first: dict[tuple[str, bool], str] = {}
    calls: dict[str, str] = {}
    said_with: dict[str, list[str]] = {}
    for planned in steps:
        contact = planned.step.contact if planned.step.say and not planned.done else None
        if contact is not None and WITHINS.index(planned.within) <= _BY_TODAY:
            whom = contact, planned.for_owner
            call = calls[planned.id] = first.setdefault(whom, planned.id)
            if call != planned.id:
                said_with.setdefault(call, []).append(planned.id)
    return StepList(tuple(steps), _numbers(steps), calls, said_with)


def renumbered(order: StepList, first: Iterable[PlanStep]) -> StepList:
    """The list with these steps before all others."""
    steps = {planned.id: planned for planned in (*first, *order.steps)}
    return StepList((*steps.values(),), _numbers(steps.values()), order.calls, order.said_with)


def _numbers(steps: Iterable[PlanStep]) -> dict[str, int]:
    return {planned.id: number for number, planned in enumerate(steps, 1)}


def how(
    setting: Setting, order: StepList, shown: Collection[PlanStep], asides: Sequence[PlanStep]
) -> Section:
    """How today's steps are done: at length what cannot wait, of the others what to say.

    Before them stands how to go about it for somebody else, without a number.
    A step that needs no more words than its line is left out, and a line that an earlier step has.
    """
    items = [step_item(setting, aside, None, _HOW) for aside in asides]
    read: set[str] = set()
    said: dict[str, set[str]] = {}
    told = {planned.id for planned in shown}
    for planned in (p for p in order.steps if p.id in told or order.calls.get(p.id) in told):
        unsaid = _unsaid(setting, planned, said.setdefault(order.call(planned.id), set()))
        details = tuple(_unread(setting, planned, order, unsaid, read))
        if details and not planned.done:
            read.update(chain.from_iterable(unsaid.values()))
            name, number = brief_name(setting, planned), order.numbers[planned.id]
            phones = step_phones(setting, planned.step)
            items.append(Item(planned.id, name, "info", number, details=details, phones=phones))
    return Section("how", setting.say("how-title"), tuple(items))


def in_full(setting: Setting, order: StepList, asides: Sequence[PlanStep]) -> Section:
    """Every step with everything there is of it."""
    items = [
        *(step_item(setting, aside, None) for aside in asides),
        *(_whole(setting, planned, order) for planned in order.steps),
    ]
    return Section("how", setting.say("how-title"), tuple(items))


def _whole(setting: Setting, planned: PlanStep, order: StepList) -> Item:
    item = step_item(setting, planned, order.numbers[planned.id], EVERY_KIND)
    label = _say_label(setting, planned, order)
    details = (replace(d, label=label) if d.kind == "say" else d for d in item.details)
    return replace(item, details=tuple(details))


def _say_label(setting: Setting, planned: PlanStep, order: StepList) -> str:
    """The label of what to say; what is said to whom an earlier step calls is said in that call,
    so that nobody hears two stories.
    """
    call = order.call(planned.id)
    return detail_label(setting, "say", 0 if call == planned.id else order.numbers[call])


def _unsaid(setting: Setting, planned: PlanStep, said: set[str]) -> dict[Kind, Sequence[str]]:
    """How a step is done that cannot wait, and of any what to say, without the sentences that were
    said in the same call: who one is, whom one asks for the ticket number.
    """
    found: dict[Kind, Sequence[str]] = {}
    if planned.within == "now":
        found["how"] = _true_lines(setting, planned, "how")
    lines = []
    for line in _true_lines(setting, planned, "say"):
        whole, sentences, keys = _sentences(setting.lang, line)
        if not said.isdisjoint(keys):
            unsaid = [words for words, key in zip(sentences, keys, strict=True) if key not in said]
            whole = "".join(unsaid).strip()
        said.update(keys)
        if whole:
            lines.append(whole)
    found["say"] = lines
    return found


def _true_lines(setting: Setting, planned: PlanStep, kind: Literal["how", "say"]) -> Sequence[str]:
    """How a step is done or what is said, as it was told before to whom the same is true of."""
    known, parts = setting.known, getattr(planned.step, kind)
    if not parts:
        return ()
    conditions = known.conditions.get((planned.id, kind))
    if conditions is None:
        conditions = frozenset(chain.from_iterable(part.when for part in parts))
        known.conditions[planned.id, kind] = conditions
    true = conditions.intersection(setting.findings) if conditions else conditions
    key = planned.id, kind, setting.lang, setting.abroad is not None, true
    lines = known.told.get(key)
    if lines is None:
        lines = known.told[key] = tuple(step_lines(setting, planned, kind))
    return lines


@lru_cache(maxsize=1 << 13)  # the same lines are said in many plans
def _sentences(lang: Lang, line: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The sentences of a line: all of them, each as it stands there, and each as compared."""
    sentences = tuple(_SENTENCE[lang].findall(line))
    whole = "".join(sentences).strip()
    keys = tuple(words.strip() for words in sentences)
    return (line if whole == line else whole), sentences, keys


def _unread(
    setting: Setting,
    planned: PlanStep,
    order: StepList,
    unsaid: Mapping[Kind, Sequence[str]],
    read: Collection[str],
) -> Iterator[Detail]:
    """The details without lines that were read, each as one line; an utterance has its own."""
    for kind, told in unsaid.items():
        lines = [line for line in told if line not in read]
        if not lines:
            continue
        if kind == "say":
            yield Detail(kind, _say_label(setting, planned, order), tuple(lines))
        else:
            text = joined(setting.lang, lines, "clauses")
            yield Detail(kind, detail_label(setting, kind), (text,))
