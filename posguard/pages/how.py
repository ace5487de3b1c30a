"""How the steps of a plan are done: today's in short, or all of them with everything there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from posguard.interview.plan import PlanStep
from posguard.messages import joined
from posguard.pages.setting import Setting
from posguard.pages.step_names import brief_name
from posguard.pages.steps import EVERY_KIND, Kind, step_item
from posguard.render.page import Detail, Item, Section

_DOING: tuple[Kind, ...] = ("how", "say")
_SAYING: tuple[Kind, ...] = ("say",)


def how(setting: Setting, steps: Sequence[PlanStep], numbers: dict[str, int]) -> Section:
    """How today's steps are done: at length what cannot wait, of the others what to say.

    A step that needs no more words than its line is left out, and a line that an earlier step has.
    """
    items = []
    calls = _calls(steps)
    read: set[str] = set()
    for planned in steps:
        kinds = _DOING if planned.within == "now" else _SAYING
        item = _item(setting, planned, numbers, calls, kinds)
        details = tuple(_in_one_line(setting, item.details, read))
        if details and not planned.done:
            read.update(chain.from_iterable(detail.lines for detail in item.details))
            items.append(Item(item.id, brief_name(setting, planned), "info", item.number, details))
    return Section("how", setting.say("how-title"), tuple(items))


def in_full(setting: Setting, steps: Sequence[PlanStep], numbers: dict[str, int]) -> Section:
    """Every step with everything there is of it."""
    calls = _calls(steps)
    items = tuple(_item(setting, planned, numbers, calls, EVERY_KIND) for planned in steps)
    return Section("how", setting.say("how-title"), items)


def _calls(steps: Sequence[PlanStep]) -> dict[str, str]:
    """By contact: the first step that is still to be said to it."""
    calls: dict[str, str] = {}
    for planned in steps:
        if planned.step.contact and planned.step.say and not planned.done:
            calls.setdefault(planned.step.contact, planned.id)
    return calls


def _item(
    setting: Setting,
    planned: PlanStep,
    numbers: dict[str, int],
    calls: dict[str, str],
    kinds: Sequence[Kind],
) -> Item:
    """A step as an item; what is said to whom an earlier step calls is said in that call, so that
    nobody hears two stories.
    """
    item = step_item(setting, planned, numbers[planned.id], kinds)
    call = calls.get(planned.step.contact or "", planned.id)
    if call == planned.id:
        return item
    label = setting.say("label", label=setting.say("detail:say-with", number=numbers[call]))
    details = (replace(d, label=label) if d.kind == "say" else d for d in item.details)
    return replace(item, details=tuple(details))


def _in_one_line(
    setting: Setting, details: Sequence[Detail], read: Collection[str]
) -> Iterator[Detail]:
    for detail in details:
        lines = [line for line in detail.lines if line not in read]
        if lines:
            yield Detail(detail.kind, detail.label, (joined(setting.lang, lines, "clauses"),))
