"""The plan as a page: what to do first on one page, then how, then everything that can wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from posguard.interview.agenda import question_of
from posguard.interview.answers import PLAN_SCHEMA
from posguard.interview.plan import Plan, PlanStep
from posguard.interview.progress import Progress
from posguard.messages import joined
from posguard.pack.model import START, WITHINS, Text
from posguard.pages.first_page import (
    AT_ONCE,
    LINE,
    first_page,
    first_sections,
    with_line,
    with_time,
)
from posguard.pages.how import StepList, how, in_full, listed, renumbered
from posguard.pages.phones import step_phones
from posguard.pages.setting import Extent, Setting
from posguard.pages.sources import sources_section
from posguard.pages.step_names import brief_name, longest_name
from posguard.pages.steps import Kind, back_matter, step_item
from posguard.render.page import Item, Mark, Page, Section
from posguard.render.wrap import cells

_MOST_TITLES = 2
_MOST_ANSWERS = 2
_MOST_NEVERS = 4
_FEW_STEPS = 6
"""With so many steps before them there is room for all of these do-nots; with more, for fewer."""


def whole_page(setting: Setting, progress: Progress, plan: Plan) -> Page:
    """The plan for a reader who can unfold: every step once, with everything there is of it."""
    setting.read_by(plan.held)
    sections = [
        in_full(setting, listed(plan.steps), plan.asides),
        _nevers(setting, plan, "full", _MOST_NEVERS),
        _told(setting, plan, progress),
        _answers(setting, progress),
        _left_out(setting, plan),
        *back_matter(setting),
    ]
    return Page(
        schema=PLAN_SCHEMA,
        lang=setting.lang,
        title=_title(setting, plan),
        lead=tuple(_lead(setting, plan, "full")),
        sections=tuple(section for section in sections if section.items),
        urgency=plan.urgency,
    )


def plan_page(setting: Setting, progress: Progress, plan: Plan, extent: Extent = "usual") -> Page:
    """The plan: the first page, and behind it how, what comes later, and what it rests on."""
    setting.read_by(frozenset(plan.held))
    setting.known.limit()
    order = listed(plan.steps)
    lined = with_line(order)
    first = first_page(setting, order, lined)
    order = renumbered(order, (*first, *lined))
    most = max(1, _MOST_NEVERS - max(0, len(first) - _FEW_STEPS))
    sections = [*first_sections(setting, order, first), _nevers(setting, plan, extent, most)]
    if extent == "usual":
        sections += [
            how(setting, order, first, plan.asides),
            _later(setting, order, first),
            _told(setting, plan, progress),
            _left_out(setting, plan),
            sources_section(setting, first),
        ]
    elif extent == "full":
        sections += [
            in_full(setting, order, plan.asides),
            _told(setting, plan, progress),
            _answers(setting, progress),
            _left_out(setting, plan),
            *back_matter(setting),
        ]
    return Page(
        schema=PLAN_SCHEMA,
        lang=setting.lang,
        title=_title(setting, plan),
        lead=tuple(_lead(setting, plan, extent)),
        sections=tuple(section for section in sections if section.items or section.note),
        urgency=plan.urgency,
        facts={
            "extent": extent,
            "urgency": plan.urgency,
            "incidents": list(plan.visited),
            **({"from": progress.start} if progress.start != START else {}),
            "answers": {name: list(options) for name, options in progress.answers.items()},
            "asides": [aside.id for aside in plan.asides],
            "findings": [_finding(setting, name) for name in plan.held],
            "contacts": dict(setting.chosen),
            "waived": [omission.pillar for omission in plan.omitted],
        },
    )


def _title(setting: Setting, plan: Plan) -> str:
    titles = [setting.pack.playbooks[name].value.title[setting.lang] for name in plan.visited]
    if not titles:
        return setting.say("plan-title-none")
    if len(titles) == 1:
        return setting.say("plan-title", titles=titles)
    key = "plan-title-several" if len(titles) <= _MOST_TITLES else "plan-title-many"
    return setting.say(key, titles=titles[:_MOST_TITLES], count=len(titles))


def _lead(setting: Setting, plan: Plan, extent: Extent) -> Iterator[str]:
    """The line of urgency, in the words of the first span of time that holds a step, and calmer
    where it is no emergency; then the plain answers to what was told, and how to go about it for
    somebody else.
    """
    times = [planned.within for planned in plan.steps if not planned.done]
    first = min(times, key=WITHINS.index) if times else "none"
    calmer = f":{plan.urgency}" if first in AT_ONCE and plan.urgency != "emergency" else ""
    yield setting.say("urgency", urgency=setting.say(f"begin:{first}{calmer}"))
    answers = [*_plain_answers(setting, plan.held)]
    yield from answers if extent == "full" else answers[-_MOST_ANSWERS:]
    yield from (aside.step.do[setting.lang] for aside in plan.asides)


def _plain_answers(setting: Setting, held: Sequence[str]) -> Iterator[str]:
    """The plain answers to what was told; of a general and a special one the special alone.

    That numbers do not work where the reader is comes last, so that it is never left out.
    """
    findings = setting.pack.findings
    answers = {name: findings[name].value.answer for name in held}
    answering = [name for name, answer in answers.items() if answer]
    if setting.abroad:
        answering.sort(key=setting.abroad.words.finding.__eq__)
    implied = {*chain.from_iterable(findings[name].value.implies for name in answering)}
    for name in answering:
        answer = answers[name]
        if answer and name not in implied:
            yield _answer(setting, name, answer)


def _answer(setting: Setting, name: str, answer: Text) -> str:
    """An answer, in words for where the reader is."""
    abroad = setting.abroad
    if abroad is None or abroad.words.finding == name:
        return answer[setting.lang]
    return abroad.worded(answer[setting.lang], setting.lang)


def _nevers(setting: Setting, plan: Plan, extent: Extent, most: int) -> Section:
    """What not to do: the reasons beside it only where everything is printed; the last of many by
    name where more than the first page is.
    """
    shown = plan.nevers if extent == "full" else plan.nevers[:most]
    kinds: tuple[Kind, ...] = ("why", "basis") if extent == "full" else ()
    items = tuple(step_item(setting, planned, None, kinds) for planned in shown)
    names = [brief_name(setting, planned) for planned in plan.nevers[len(shown) :]]
    note = setting.say("rest-of", steps=joined(setting.lang, names, "clauses")) if names else ""
    if extent == "brief":
        note = ""
    return Section("never", setting.say("never-title"), items, note, tone="never")


def _later(setting: Setting, order: StepList, first: Sequence[PlanStep]) -> Section:
    """What the first page has no room for, a line each; lasting habits by name alone."""
    shown = {planned.id for planned in first}
    later = [p for p in order.steps if p.id not in shown and p.within != "ongoing"]
    habits = [brief_name(setting, p) for p in order.steps if p.within == "ongoing"]
    items = tuple(_later_line(setting, order, planned) for planned in later)
    notes = [setting.say("later-note")]
    if habits:
        notes.insert(0, setting.say("habits", steps=joined(setting.lang, habits, "clauses")))
    note = joined(setting.lang, notes, "sentences") if items or habits else ""
    title = setting.say("later-title" if items else "later-title-none")
    return Section("later", title, items, note=note)


def _later_line(setting: Setting, order: StepList, planned: PlanStep) -> Item:
    call = order.call(planned.id)
    said_with = 0 if call == planned.id else order.numbers[call]
    key = planned.id, setting.lang, setting.abroad is not None, planned.within, said_with
    text = setting.known.lines.get(key)
    if text is None:
        room = LINE - cells(with_time(setting, order, planned, ""))
        text = with_time(setting, order, planned, longest_name(setting, planned, room))
        setting.known.lines[key] = text
    mark: Mark = "done" if planned.done else "todo"
    phones = step_phones(setting, planned.step)
    facts = {"within": planned.within, "pillar": planned.pillar}
    number = order.numbers[planned.id]
    return Item(planned.id, text, mark, number, phones=phones, facts=facts)


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
