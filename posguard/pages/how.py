"""How the steps of a plan are done: today's in short, or all of them with everything there is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from posguard.interview.plan import PlanStep
from posguard.messages import joined
from posguard.pack.model import WITHINS, Lang
from posguard.pages.phones import step_phones
from posguard.pages.setting import Setting
from posguard.pages.step_names import brief_name
from posguard.pages.steps import EVERY_KIND, Kind, step_details, step_item
from posguard.render.page import Detail, Item, Section

_BY_TODAY = WITHINS.index("24h")
_SENTENCE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"(?:【[^】]*】|[^。？！])+[。？！]?"),
    "en": re.compile(r"(?:【[^】]*】|[^.?!]|[.?!](?!\s|$))+[.?!]?\s*"),
}
_DOING: tuple[Kind, ...] = ("how", "say")
_HOW: tuple[Kind, ...] = ("how",)
_SAYING: tuple[Kind, ...] = ("say",)


class StepList(Struct, frozen=True):
    """The steps of a plan in the order of their numbers, and of each that is to be said to
    somebody today the first step that is to be said to the same one, by the same person.

    The lines of the first page are numbered first, so that nobody looks for a number left out,
    then those it has no room for; the others follow, in the order of the plan.
    """

    steps: tuple[PlanStep, ...]
    numbers: Mapping[str, int]
    calls: Mapping[str, str]

    def call(self, name: str) -> str:
        """The step in whose call another is said: mostly itself."""
        return self.calls.get(name, name)


def listed(steps: Sequence[PlanStep]) -> StepList:
    """The steps with their numbers and their calls."""
    first: dict[tuple[str, bool], str] = {}
    calls: dict[str, str] = {}
    for planned in steps:
        contact = planned.step.contact if planned.step.say and not planned.done else None
        if contact is not None and WITHINS.index(planned.within) <= _BY_TODAY:
            whom = contact, planned.for_owner
            calls[planned.id] = first.setdefault(whom, planned.id)
    return StepList(tuple(steps), _numbers(steps), calls)


def renumbered(order: StepList, first: Iterable[PlanStep]) -> StepList:
    """The list with these steps before all others."""
    steps = {planned.id: planned for planned in (*first, *order.steps)}
    return StepList((*steps.values(),), _numbers(steps.values()), order.calls)


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
        kinds = _DOING if planned.within == "now" else _SAYING
        in_call = said.setdefault(order.call(planned.id), set())
        unsaid = tuple(_unsaid(setting, _details(setting, planned, order, kinds), in_call))
        details = tuple(_in_one_line(setting, unsaid, read))
        if details and not planned.done:
            read.update(chain.from_iterable(detail.lines for detail in unsaid))
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
    item = step_item(setting, planned, order.numbers[planned.id], ())
    return replace(item, details=_details(setting, planned, order, EVERY_KIND))


def _details(
    setting: Setting,
    planned: PlanStep,
    order: StepList,
    kinds: tuple[Kind, ...],
) -> tuple[Detail, ...]:
    """The details of a step; what is said to whom an earlier step calls is said in that call, so
    that nobody hears two stories.
    """
    details = (
        step_details(setting, planned, kinds)
        if kinds is EVERY_KIND
        else _told_details(setting, planned, kinds)
    )
    call = order.call(planned.id)
    if call == planned.id:
        return details
    whose = "-for-another" if setting.is_for_another else ""
    words = setting.say(f"detail:say-with{whose}", number=order.numbers[call])
    label = setting.say("label", label=words)
    return tuple(replace(d, label=label) if d.kind == "say" else d for d in details)


def _told_details(
    setting: Setting, planned: PlanStep, kinds: tuple[Kind, ...]
) -> tuple[Detail, ...]:
    """How a step is done and what is said, as it was told before to whom the same is true of."""
    known, abroad = setting.known, setting.abroad is not None
    conditions = known.conditions.get((planned.id, abroad))
    if conditions is None:
        conditions = known.conditions[planned.id, abroad] = _conditions(planned)
    true = conditions.intersection(setting.findings)
    key = planned.id, setting.lang, abroad, setting.is_for_another, kinds, true
    details = known.details.get(key)
    if details is None:
        details = known.details[key] = step_details(setting, planned, kinds)
    return details


def _conditions(planned: PlanStep) -> frozenset[str]:
    """The findings that decide how a step is done and what is said."""
    parts = (*planned.step.how, *planned.step.say)
    return frozenset(chain.from_iterable(part.when for part in parts))


def _unsaid(setting: Setting, details: Sequence[Detail], said: set[str]) -> Iterator[Detail]:
    """The details without the sentences that were said in the same call: who one is, whom one
    asks for the ticket number.
    """
    for detail in details:
        if detail.kind != "say":
            yield detail
            continue
        lines = []
        for line in detail.lines:
            sentences = _sentences(setting.lang, line)
            lines.append("".join([words for words, key in sentences if key not in said]).strip())
            said.update([key for _, key in sentences])
        if any(lines):
            yield replace(detail, lines=tuple(filter(None, lines)))


@lru_cache(maxsize=1 << 13)  # the same lines are said in many plans
def _sentences(lang: Lang, line: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a line as they stand there, and as they are compared."""
    return tuple((words, words.strip()) for words in _SENTENCE[lang].findall(line))


def _in_one_line(
    setting: Setting, details: Sequence[Detail], read: Collection[str]
) -> Iterator[Detail]:
    """The details without lines that were read, each as one line; an utterance has its own."""
    for detail in details:
        lines = [line for line in detail.lines if line not in read]
        if lines and detail.kind != "say":
            lines = [joined(setting.lang, lines, "clauses")]
        if lines:
            yield replace(detail, lines=tuple(lines))
