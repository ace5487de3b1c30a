"""The first page of a plan: what is due now and today, a step a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from posguard.interview.plan import PlanStep
from posguard.messages import joined, say
from posguard.pack.model import LANGS, ROLES, WITHINS, Within
from posguard.pages.how import StepList
from posguard.pages.phones import chosen_contact, step_phones
from posguard.pages.setting import Setting
from posguard.pages.step_names import brief_name
from posguard.pages.steps import step_item
from posguard.render.page import Item, Section
from posguard.render.wrap import cells

AT_ONCE: tuple[Within, ...] = ("now", "15m")
_BY_TODAY: tuple[Within, ...] = (*AT_ONCE, "24h")
_MOST_LINES = 8
"""So many lines of steps stand on the first page, unless more are due now."""
LINE = 71
"""The columns of a step's line on a screen of 80, behind its box and number."""
_MOST_NAMED = 4
"""So many further steps are named where there is no room for their lines."""
_ROOM_FOR_NAMES = 2 * LINE
"""The columns that these names take at most."""


def first_page(setting: Setting, order: StepList, lined: Sequence[PlanStep]) -> list[PlanStep]:
    """The steps of the first page: of those ``with_line`` what is due now, then as much as there
    is room for.

    What the owner of a shop is to do stands after what whoever is employed does, so that there a
    step has room if it has room in each language, and the same number in each.
    """
    employed = any(planned.for_owner for planned in order.steps)
    settings = [replace(setting, lang=lang) for lang in LANGS] if employed else [setting]
    found: set[str] = set()
    used = 0
    for planned in sorted(lined, key=lambda p: WITHINS.index(p.within)):
        lines = 1 + max(_width(each, order, planned) for each in settings) // LINE
        if planned.within == "now" or used + lines <= _MOST_LINES:
            found.add(planned.id)
            used += lines
        else:
            break
    return [planned for planned in order.steps if planned.id in found]


def with_line(order: StepList) -> list[PlanStep]:
    """The steps of today that need a line on the first page: what is said in the call of another
    needs none, unless it is due now.
    """
    calls = order.calls
    return [
        planned
        for planned in order.steps
        if planned.within == "now"
        or (planned.within in _BY_TODAY and calls.get(planned.id, planned.id) == planned.id)
    ]


def first_sections(
    setting: Setting,
    order: StepList,
    first: Sequence[PlanStep],
) -> list[Section]:
    """One section for each span of time of the first page, a step a line; what the owner of the
    shop is to do stands by itself.
    """
    sections = []
    for within in _BY_TODAY:
        own = [p for p in first if p.within == within and not p.for_owner]
        if own:
            items = tuple(_line(setting, order, p) for p in own)
            title = setting.say(f"within:{within}")
            sections.append(Section(within, title, items, tone="first"))
    owners = tuple(_line(setting, order, p) for p in first if p.for_owner)
    if owners:
        sections.append(Section("owner", setting.say("for-owner"), owners, tone="first"))
    note = _rest(setting, order, first)
    if note and sections:
        last = sections.pop()
        sections.append(Section(last.id, last.title, last.items, note, tone="first"))
    return sections


def headline(setting: Setting, planned: PlanStep) -> str:
    """What to do, and the number to call if that does not name it."""
    chosen = chosen_contact(setting, planned.step.contact) if setting.chosen else None
    key = planned.id, setting.lang, setting.abroad is not None, chosen
    line = setting.known.headlines.get(key)
    if line is None:
        line = setting.known.headlines[key] = _headline(setting, planned)
    return line


def _headline(setting: Setting, planned: PlanStep) -> str:
    do = planned.step.do[setting.lang]
    called = _number_to_call(setting, planned)
    return setting.say("do-and-call", do=do, number=called) if called and called not in do else do


def short_headline(setting: Setting, planned: PlanStep) -> str:
    """The name of a step, and the numbers to call that its headline names."""
    line, name = headline(setting, planned), brief_name(setting, planned)
    numbers = [phone for phone in step_phones(setting, planned.step) if _names(line, phone)]
    missing = [phone for phone in numbers if not _names(name, phone)]
    return setting.say("do-and-call", do=name, number=missing) if missing else name


def _names(line: str, phone: str) -> bool:
    """Whether a line has the number, not as a part of a longer one."""
    return re.search(rf"(?<!\d){re.escape(phone)}(?!\d)", line) is not None


def _rest(setting: Setting, order: StepList, first: Sequence[PlanStep]) -> str:
    """The names of today's steps to do that the first page has no room for."""
    shown = {planned.id for planned in first}
    rest = [
        p
        for p in order.steps
        if p.within in _BY_TODAY and p.id not in shown and order.call(p.id) == p.id and not p.done
    ]
    if not rest:
        return ""
    names = [brief_name(setting, planned) for planned in rest]
    for named in range(min(len(names), _MOST_NAMED), 1, -1):
        if sum(map(cells, names[:named])) <= _ROOM_FOR_NAMES:
            note = _named(setting, names, named)
            if cells(note) <= _ROOM_FOR_NAMES:
                return note
    return _named(setting, names, 1)


def _named(setting: Setting, names: Sequence[str], count: int) -> str:
    """The first of the names, and how many more there are."""
    shown = [*names[:count]]
    if count < len(names):
        shown.append(setting.say("and-more", count=len(names) - count))
    return say(setting.lang, "rest-of", steps=shown)


def _line(setting: Setting, order: StepList, planned: PlanStep) -> Item:
    """A step as one line: what to do, and the number to call if what to do does not name it."""
    item = step_item(setting, planned, order.numbers[planned.id], ())
    return replace(item, text="".join(_line_parts(setting, order, planned)))


def _width(setting: Setting, order: StepList, planned: PlanStep) -> int:
    """The columns of the line of a step."""
    return sum(map(cells, _line_parts(setting, order, planned)))


def _line_parts(setting: Setting, order: StepList, planned: PlanStep) -> tuple[str, ...]:
    """The line of a step: what to do, and what of other steps is said with it, or by when."""
    do, with_it = headline(setting, planned), ""
    others = _said_with(order, planned)
    if others:
        numbers = [str(order.numbers[other.id]) for other in others]
        key = "said-with" if len(numbers) > 1 else "said-with-one"
        with_it = setting.say(key, numbers=joined(setting.lang, numbers))
    if planned.for_owner:
        return (with_time(setting, order, planned, do + with_it),)
    return do, with_it


def _said_with(order: StepList, planned: PlanStep) -> list[PlanStep]:
    """The steps that have no line of their own, since they are said in the call of this one."""
    in_call = order.said_with.get(planned.id)
    if in_call is None:
        return []
    return [other for other in order.steps if other.within != "now" and other.id in in_call]


def _number_to_call(setting: Setting, planned: PlanStep) -> str:
    contact = planned.step.contact
    role = next((role for role in ROLES if role == contact), None)
    name = setting.chosen.get(role) if role else contact
    if name is None:
        return ""
    entry = setting.pack.contacts[name]
    if setting.abroad is None:
        return entry.value.numbers[0].number if entry.value.numbers else ""
    numbers = (n for n in setting.abroad.shown(entry).numbers if n.is_international)
    return next((f"{n.number} {n.label[setting.lang]}" for n in numbers), "")


def with_time(setting: Setting, order: StepList, planned: PlanStep, do: str) -> str:
    """What to do, and by when; or in the call of which other step."""
    call = order.call(planned.id)
    if call != planned.id:
        within = setting.say("detail:say-with", number=order.numbers[call])
        return setting.say("later-line", do=do, within=within)
    within = setting.say(f"within:{planned.within}")
    return setting.say("later-line", do=do, within=within)
