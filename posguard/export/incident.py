"""Incident as a case system takes it: a task for each step, and what is to be read with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from msgspec import Struct

from posguard.case.deadlines import Due, dues
from posguard.interview.plan import Plan, PlanStep
from posguard.pack.model import Lang, Milestone, Pillar, Urgency, Within
from posguard.pages.moments import when
from posguard.pages.setting import Setting
from posguard.pages.step_names import longest_name
from posguard.render.markdown import markdown_sections
from posguard.render.page import Detail, Item, Page, Section

_TITLE = 120
"""The columns of a task's title: about as many characters as case systems show of one."""
_STEPS = "how"
_NEVERS = "never"


class Task(Struct, frozen=True):
    """A step of the plan as a task; ``order`` is its number in the plan.

    ``due`` is None for a step without an end, and for one that ``waits`` for its ``event``.
    """

    id: str
    order: int
    title: str
    words: str
    pillar: Pillar
    within: Within
    event: Milestone
    due: datetime | None
    waits: bool
    done: bool


class Incident(Struct, frozen=True):
    """An incident to hand over: its plan, and the moment from which its times are counted.

    ``nevers`` and ``notes`` are Markdown; of the notes each has its title.
    """

    lang: Lang
    title: str
    urgency: Urgency
    kinds: tuple[str, ...]
    begun: datetime
    lead: tuple[str, ...]
    tasks: tuple[Task, ...]
    nevers: str
    notes: tuple[tuple[str, str], ...]


def incident_of(
    setting: Setting,
    page: Page,
    plan: Plan,
    happened: Mapping[str, str],
    zone: tzinfo,
    *preface: str,
) -> Incident:
    """The incident of a plan and of the page that prints all of it.

    ``happened`` says when what happened, the discovery among it; ``preface`` is what stands before
    the page's own lead.
    """
    planned = {each.id: each for each in plan.steps}
    due = {each.step: each for each in dues(plan.steps, happened, zone)}
    sections = {section.id: section for section in page.sections}
    steps = [item for item in sections[_STEPS].items if item.id in planned] if planned else []
    tasks = (_task(setting, item, planned[item.id], due[item.id]) for item in steps)
    return Incident(
        page.lang,
        page.title,
        plan.urgency,
        plan.visited,
        datetime.fromisoformat(happened["discovered"]),
        (*filter(None, preface), *page.lead),
        (*tasks,),
        _words([sections[_NEVERS]]) if _NEVERS in sections else "",
        tuple((each.title, _words([each])) for each in page.sections if each.tone == "back"),
    )


def _task(setting: Setting, item: Item, planned: PlanStep, due: Due) -> Task:
    assert item.number is not None
    return Task(
        item.id,
        item.number,
        longest_name(setting, planned, _TITLE),
        markdown_sections([_body(setting, item, planned, due)]),
        planned.pillar,
        planned.within,
        planned.step.from_,
        due.at,
        due.waits,
        planned.done,
    )


def _body(setting: Setting, item: Item, planned: PlanStep, due: Due) -> Section:
    """What a step says to do, by when, and everything there is of it."""
    lines = [item.text, _time(setting, planned, due)]
    items = [Item("", line) for line in lines]
    items += [_listed(detail, item.links) for detail in item.details]
    return Section("", "", tuple(items))


def _time(setting: Setting, planned: PlanStep, due: Due) -> str:
    within = setting.say(f"within:{planned.within}")
    event = setting.say(f"event:{due.event}")
    if due.waits:
        return setting.say("export-waits", within=within, event=event)
    if due.at is None or planned.within == "now":
        return within
    return setting.say("export-due", within=within, event=event, at=when(due.at))


def _listed(detail: Detail, links: Sequence[str]) -> Item:
    if len(detail.lines) == 1:
        return Item("", f"{detail.label}{detail.lines[0]}", links=tuple(links))
    lines = tuple(Detail(detail.kind, "", (line,)) for line in detail.lines)
    return Item("", detail.label.rstrip(), details=lines, links=tuple(links))


def _words(sections: Sequence[Section]) -> str:
    """Sections as Markdown, without their titles."""
    return markdown_sections([Section(s.id, "", s.items, s.note, s.tone) for s in sections])
