"""The pages of a case: how it stands, what is due, and everything on record in order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from posguard.case.checks import Clock, clock_faults, in_order_of_time
from posguard.case.deadlines import Due
from posguard.case.record import Event
from posguard.case.state import Case
from posguard.interview.plan import Plan, PlanStep, Steps
from posguard.interview.progress import Progress
from posguard.pages.events import EventTexts, event_texts, event_words
from posguard.pages.facts import fact_item
from posguard.pages.moments import recorded, when
from posguard.pages.phones import step_phones
from posguard.pages.setting import Setting
from posguard.render.page import Item, Page, Section

CASE_SCHEMA = "posguard.case/1"
CASES_SCHEMA = "posguard.cases/1"
DUE_SCHEMA = "posguard.due/1"
TIMELINE_SCHEMA = "posguard.timeline/1"


class ListedCase(Struct, frozen=True):
    """A case in the list: its name, how it stands, and the playbooks it has come through."""

    name: str
    state: Literal["open", "closed", "damaged", "unreadable"]
    incidents: tuple[str, ...] = ()


_GROUPS = ("now", "overdue", "next", "waiting", "open")


def due_sections(
    setting: Setting, dues: Sequence[Due], plan: Plan, done: Mapping[str, object], now: datetime
) -> list[Section]:
    """What cannot wait first, then what is overdue, what comes next, what waits for its event, and
    what has no end.
    """
    numbered = {p.id: (number, p) for number, p in enumerate(plan.steps, 1)}
    groups: dict[str, list[Item]] = {name: [] for name in _GROUPS}
    for due in dues:
        number, planned = numbered[due.step]
        if not (planned.done or due.step in done):
            item = _due_item(setting, due, planned, number)
            groups[_group(due, planned, now)].append(item)
    return [
        Section(name, setting.say(f"due:{name}"), tuple(items))
        for name, items in groups.items()
        if items
    ]


def _group(due: Due, planned: PlanStep, now: datetime) -> str:
    if due.waits:
        return "waiting"
    if planned.within == "now":
        return "now"
    if due.at is None:
        return "open"
    return "overdue" if due.at < now else "next"


def _due_item(setting: Setting, due: Due, planned: PlanStep, number: int) -> Item:
    """A step that is open, under its number in the plan, by which it can be ticked."""
    do = planned.step.do[setting.lang]
    if due.at is not None and planned.within != "now":
        text = setting.say("due-line", at=when(due.at), do=do)
    elif due.waits:
        within = setting.say(f"within:{planned.within}")
        event = setting.say(f"event:{due.event}")
        text = setting.say("due-waits", do=do, within=within, event=event, id=due.event)
    else:
        text = do
    phones = step_phones(setting, planned.step)
    facts = {"due": due.at.isoformat() if due.at else None, "from": due.event}
    return Item(due.step, text, mark="todo", number=number, phones=phones, facts=facts)


def due_page(setting: Setting, case: Case, sections: Sequence[Section]) -> Page:
    """Only what is due when."""
    title = setting.say("case-title", name=case.name)
    about = Section(
        "about", setting.say("about"), (Item("", setting.say("due-working-days")),), tone="back"
    )
    return Page(DUE_SCHEMA, setting.lang, title, sections=(*sections, about))


def case_page(
    setting: Setting, case: Case, progress: Progress, plan: Plan, due: Sequence[Section]
) -> Page:
    """A case as it stands: what is due, what is done, and what is known."""
    lang = setting.lang
    titles = [setting.pack.playbooks[name].value.title[lang] for name in plan.visited]
    lead = [setting.say("plan-title", titles=titles)] if titles else []
    lead.append(setting.say("case-opened", at=recorded(case.opened)))
    if case.closed:
        lead.append(setting.say("case-closed", at=recorded(case.closed)))
    done = [p for p in plan.steps if p.done or p.id in case.done]
    lead.append(setting.say("case-progress", done=len(done), all=len(plan.steps)))
    if progress.question is not None:
        lead.append(setting.say("case-unfinished", question=progress.question, name=case.name))
    sections = [
        *due,
        Section(
            "done",
            setting.say("due:done"),
            tuple(_done_item(setting, case, p) for p in done),
            tone="back",
        ),
        Section(
            "facts",
            setting.say("facts-title"),
            tuple(fact_item(setting, f) for f in case.facts),
            tone="back",
        ),
        Section(
            "notes",
            setting.say("notes-title"),
            tuple(Item("", f"{recorded(at)}  {words}") for at, words in case.notes),
            tone="back",
        ),
        Section("exhibits", setting.say("exhibits-title"), tuple(_exhibits(case)), tone="back"),
    ]
    return Page(
        CASE_SCHEMA,
        lang,
        setting.say("case-title", name=case.name),
        lead=tuple(lead),
        sections=tuple(s for s in sections if s.items),
        facts={
            "case": case.name,
            "closed": case.closed,
            "answers": {q: list(o) for q, o in case.answers.items()},
        },
    )


def _done_item(setting: Setting, case: Case, planned: PlanStep) -> Item:
    if planned.id not in case.done:
        words = setting.say("told-done-line", do=planned.step.do[setting.lang])
        return Item(planned.id, words, mark="done")
    done = case.done[planned.id]
    by = setting.say("by", name=done.by) if done.by else ""
    at, do = recorded(done.at), planned.step.do[setting.lang]
    return Item(planned.id, setting.say("ticked-line", do=do, at=at, by=by), mark="done")


def _exhibits(case: Case) -> list[Item]:
    return [
        Item(str(e.n), f"[{e.n}] {e.values.get('name', '')} ({e.values.get('size', '')} B)")
        for e in case.exhibits
    ]


def cases_page(setting: Setting, cases: Sequence[ListedCase]) -> Page:
    """Every case, one a line: its name, how it stands, and what it is about."""
    return Page(
        CASES_SCHEMA,
        setting.lang,
        setting.say("cases-title"),
        sections=(Section("cases", "", tuple(_case_item(setting, case) for case in cases)),),
        report=True,
    )


def _case_item(setting: Setting, case: ListedCase) -> Item:
    titles = [setting.pack.playbooks[name].value.title[setting.lang] for name in case.incidents]
    state = setting.say(f"state:{case.state}")
    return Item(
        case.name,
        setting.say("case-line", name=case.name, state=state, title=titles),
        mark="line",
        facts={"name": case.name, "state": case.state, "incidents": list(case.incidents)},
    )


def timeline_page(
    setting: Setting, case: Case, events: Sequence[Event], steps: Steps, now: datetime
) -> Page:
    """Every event in order of time, with its number in order of recording."""
    clock = clock_faults(events, now)
    told = event_texts(events, steps, setting)
    items = tuple(
        _timeline_item(setting, e, told, clock.get(e.n)) for e in in_order_of_time(events)
    )
    title = setting.say("case-title", name=case.name)
    return Page(
        TIMELINE_SCHEMA,
        setting.lang,
        title,
        sections=(Section("timeline", "", items, tone="back"),),
    )


def _timeline_item(setting: Setting, event: Event, told: EventTexts, clock: Clock | None) -> Item:
    odd = setting.say(f"clock:{clock}") if clock else ""
    facts = {"kind": event.kind, "at": event.at, **({"clock": clock} if clock else {})}
    words = event_words(setting, event, told)
    return Item(str(event.n), f"[{event.n}] {recorded(event.at)}  {words}{odd}", facts=facts)
