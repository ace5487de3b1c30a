"""The plan as a page: what to do first on one page, then how, then everything that can wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from posguard.interview.agenda import question_of
from posguard.interview.answers import PLAN_SCHEMA
from posguard.interview.plan import Plan, PlanStep
from posguard.interview.progress import Progress
from posguard.messages import joined
from posguard.pack.model import ROLES, START, Within
from posguard.pages.how import how, in_full
from posguard.pages.setting import Extent, Setting
from posguard.pages.step_names import brief_name, longest_name
from posguard.pages.steps import Kind, back_matter, sources_section, step_item
from posguard.render.page import Item, Mark, Page, Section
from posguard.render.wrap import cells

_AT_ONCE: tuple[Within, ...] = ("now", "15m")
_TODAY: Within = "24h"
_MOST_LINES = 9
"""So many lines of steps stand on the first page, unless more are due at once."""
_MOST_AT_ONCE = 10
"""So many lines of steps that are due at once; those within a quarter of an hour then give way."""
_LINE = 71
"""The columns of a step's line on a screen of 80, behind its box and number."""
_MOST_NAMED = 4
"""So many further steps are named where there is no room for their lines."""
_ROOM_FOR_NAMES = 2 * _LINE
"""The columns that these names take at most."""
_MOST_NEVERS = 4


def plan_page(setting: Setting, progress: Progress, plan: Plan, extent: Extent = "usual") -> Page:
    """The plan: the first page, and behind it how, what comes later, and what it rests on."""
    setting.findings = plan.held
    order = [*plan.steps]
    numbers = {planned.id: number for number, planned in enumerate(order, 1)}
    first = _first_page(setting, order)
    sections = [*_first_sections(setting, order, first, numbers), _nevers(setting, plan, extent)]
    if extent == "usual":
        sections += [
            how(setting, [p for p in order if p in first or p.within in _AT_ONCE], numbers),
            _later(setting, order, first, numbers),
            _told(setting, plan, progress),
            _left_out(setting, plan),
            sources_section(setting, first),
        ]
    elif extent == "full":
        sections += [
            in_full(setting, order, numbers),
            _told(setting, plan, progress),
            _answers(setting, progress),
            _left_out(setting, plan),
            *back_matter(setting),
        ]
    return Page(
        schema=PLAN_SCHEMA,
        lang=setting.lang,
        title=_title(setting, plan),
        lead=tuple(_lead(setting, plan)),
        sections=tuple(section for section in sections if section.items or section.note),
        urgency=plan.urgency,
        facts={
            "extent": extent,
            "urgency": plan.urgency,
            "incidents": list(plan.visited),
            **({"from": progress.start} if progress.start != START else {}),
            "answers": {name: list(options) for name, options in progress.answers.items()},
            "findings": [_finding(setting, name) for name in plan.held],
            "contacts": dict(setting.chosen),
            "waived": [omission.pillar for omission in plan.omitted],
        },
    )


def _title(setting: Setting, plan: Plan) -> str:
    titles = [setting.pack.playbooks[name].value.title[setting.lang] for name in plan.visited]
    if not titles:
        return setting.say("plan-title-none")
    key = "plan-title" if len(titles) == 1 else "plan-title-several"
    return setting.say(key, titles=titles, count=len(titles))


def _lead(setting: Setting, plan: Plan) -> Iterator[str]:
    """The line of urgency, in the words of the first span of time that holds a step."""
    open_steps = [planned for planned in plan.steps if not planned.done]
    first = open_steps[0].within if open_steps else "none"
    yield setting.say("urgency", urgency=setting.say(f"begin:{first}"))
    abroad = setting.pack.manifest.value.abroad
    if abroad is not None and abroad.finding in plan.held:
        yield abroad.note[setting.lang]


def _first_page(setting: Setting, order: Sequence[PlanStep]) -> list[PlanStep]:
    """The steps of the first page: what is due now, then as much as there is room for."""
    found: list[PlanStep] = []
    used = 0
    for planned in order:
        room = _MOST_AT_ONCE if planned.within in _AT_ONCE else _MOST_LINES
        lines = 1 + cells(_line_text(setting, planned)) // _LINE
        if planned.within == "now" or used + lines <= room:
            found.append(planned)
            used += lines
        elif planned.within == _TODAY:
            break
    return [planned for planned in found if planned.within in (*_AT_ONCE, _TODAY)]


def _first_sections(
    setting: Setting,
    order: Sequence[PlanStep],
    first: Sequence[PlanStep],
    numbers: dict[str, int],
) -> list[Section]:
    """One section for each span of time of the first page, a step a line."""
    sections = []
    for within in (*_AT_ONCE, _TODAY):
        items = tuple(_line(setting, p, numbers[p.id]) for p in first if p.within == within)
        if items:
            title = setting.say(f"within:{within}")
            sections.append(Section(within, title, items, tone="first"))
    note = _rest(setting, order, first)
    if note and sections:
        last = sections.pop()
        sections.append(Section(last.id, last.title, last.items, note, tone="first"))
    return sections


def _rest(setting: Setting, order: Sequence[PlanStep], first: Sequence[PlanStep]) -> str:
    """The names of today's steps that the first page has no room for."""
    shown = {planned.id for planned in first}
    rest = [p for p in order if p.within in (*_AT_ONCE, _TODAY) and p.id not in shown]
    if not rest:
        return ""
    names = [brief_name(setting, planned) for planned in rest]
    for named in range(min(len(names), _MOST_NAMED), 1, -1):
        note = _named(setting, names, named)
        if cells(note) <= _ROOM_FOR_NAMES:
            return note
    return _named(setting, names, 1)


def _named(setting: Setting, names: Sequence[str], count: int) -> str:
    """The first of the names, and how many more there are."""
    shown = [*names[:count]]
    if count < len(names):
        shown.append(setting.say("and-more", count=len(names) - count))
    return setting.say("rest-of", steps=joined(setting.lang, shown, "names"))


def _line(setting: Setting, planned: PlanStep, number: int) -> Item:
    """A step as one line: what to do, and the number to call if what to do does not name it."""
    item = step_item(setting, planned, number, ())
    text = _line_text(setting, planned)
    return Item(item.id, text, item.mark, item.number, facts=item.facts)


def _line_text(setting: Setting, planned: PlanStep) -> str:
    do = planned.step.do[setting.lang]
    called = _number_to_call(setting, planned)
    if not called or called in do:
        return do
    return setting.say("do-and-call", do=do, number=called)


def _number_to_call(setting: Setting, planned: PlanStep) -> str:
    contact = planned.step.contact
    role = next((role for role in ROLES if role == contact), None)
    name = setting.chosen.get(role) if role else contact
    if name is None:
        return ""
    numbers = setting.pack.contacts[name].value.numbers
    return numbers[0].number if numbers else ""


def _nevers(setting: Setting, plan: Plan, extent: Extent) -> Section:
    """What not to do: the reasons beside it only where everything is printed."""
    shown = plan.nevers if extent == "full" else plan.nevers[:_MOST_NEVERS]
    kinds: tuple[Kind, ...] = ("why", "basis") if extent == "full" else ()
    items = tuple(step_item(setting, planned, None, kinds) for planned in shown)
    return Section("never", setting.say("never-title"), items, tone="never")


def _later(
    setting: Setting,
    order: Sequence[PlanStep],
    first: Sequence[PlanStep],
    numbers: dict[str, int],
) -> Section:
    """What the first page has no room for, a line each; lasting habits by name alone."""
    shown = {planned.id for planned in first}
    later = [p for p in order if p.id not in shown and p.within != "ongoing"]
    habits = [brief_name(setting, p) for p in order if p.within == "ongoing"]
    items = tuple(_later_line(setting, planned, numbers[planned.id]) for planned in later)
    notes = [setting.say("later-note")]
    if habits:
        notes.insert(0, setting.say("habits", steps=joined(setting.lang, habits, "clauses")))
    note = joined(setting.lang, notes, "sentences") if items or habits else ""
    return Section("later", setting.say("later-title"), items, note=note)


def _later_line(setting: Setting, planned: PlanStep, number: int) -> Item:
    within = setting.say(f"within:{planned.within}")
    room = _LINE - cells(setting.say("later-line", do="", within=within))
    name = longest_name(setting, planned, room)
    text = setting.say("later-line", do=name, within=within)
    mark: Mark = "done" if planned.done else "todo"
    facts = {"within": planned.within, "pillar": planned.pillar}
    return Item(planned.id, text, mark, number, facts=facts)


def _told(setting: Setting, plan: Plan, progress: Progress) -> Section:
    """The findings that the person told, in one line; what follows from them is left out."""
    findings = setting.pack.findings
    told = dict.fromkeys(name for name in progress.told if name in plan.held)
    implied = {*chain.from_iterable(findings[name].value.implies for name in told)}
    says = [findings[n].value.says[setting.lang] for n in told if n not in implied]
    items = (Item("told", joined(setting.lang, says, "clauses")),) if says else ()
    return Section("told", setting.say("told-title"), items, tone="back", fold=True)


def _answers(setting: Setting, progress: Progress) -> Section:
    """Every answer as it was given."""
    items = []
    for answer in progress.answered:
        question = question_of(setting.pack, answer.question, answer.playbook)
        texts = (question.options[key].text[setting.lang] for key in answer.options)
        options = joined(setting.lang, texts, "clauses")
        items.append(Item(answer.question, f"{question.ask[setting.lang]} {options}"))
    title = setting.say("your-answers")
    return Section("answers", title, tuple(items), tone="back", fold=True)


def _left_out(setting: Setting, plan: Plan) -> Section:
    """The pillars that need no step for now, and what would change that."""
    lang = setting.lang
    items = tuple(
        Item(
            omission.pillar,
            setting.say(
                "waived",
                pillar=setting.say(f"pillar:{omission.pillar}"),
                why=joined(lang, [why[lang] for why in omission.why], "sentences"),
            ),
        )
        for omission in plan.omitted
    )
    return Section("left-out", setting.say("left-out"), items, tone="back")


def _finding(setting: Setting, name: str) -> dict[str, str]:
    return {"id": name, "says": setting.pack.findings[name].value.says[setting.lang]}
