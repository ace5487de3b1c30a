"""The pages of posguard: a plan, a checklist, the list of playbooks, and the contact directory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from posguard.interview.plan import Plan, PlanStep, Steps, in_order
from posguard.interview.walk import Progress, Reason
from posguard.messages import joined
from posguard.pack.contacts import NumberVerdict
from posguard.pack.model import (
    END,
    START,
    URGENCIES,
    WITHINS,
    Contact,
    Entry,
    Option,
    Pillar,
    Playbook,
    Question,
)
from posguard.pages.setting import Setting
from posguard.pages.steps import back_matter, contact_item, step_item
from posguard.render.page import Item, Page, Section

PLAN_SCHEMA = "posguard.plan/1"
CHECKLIST_SCHEMA = "posguard.checklist/1"
PLAYBOOKS_SCHEMA = "posguard.playbooks/1"
CONTACTS_SCHEMA = "posguard.contacts/1"
NUMBER_SCHEMA = "posguard.number/1"


def plan_page(setting: Setting, progress: Progress, plan: Plan) -> Page:
    """The plan: what to do by when, what not to do beside it, and everything else behind it."""
    lang = setting.lang
    titles = [setting.playbooks[name].value.title[lang] for name in plan.visited]
    title = setting.say("plan-title", titles=titles) if titles else setting.say("plan-title-none")
    waived = [
        Item(pillar, setting.say("waived", pillar=setting.say(f"pillar:{pillar}"), why=why[lang]))
        for pillar, why in plan.waived
    ]
    sections = [
        *_timed(setting, plan.steps, plan.nevers),
        Section("left-out", setting.say("left-out"), tuple(waived), tone="back"),
        Section(
            "answers", setting.say("your-answers"), tuple(_answers(setting, progress)), tone="back"
        ),
        *back_matter(setting),
    ]
    return Page(
        schema=PLAN_SCHEMA,
        lang=lang,
        title=title,
        lead=(setting.say("urgency", urgency=setting.say(f"urgency:{plan.urgency}")),),
        sections=tuple(s for s in sections if s.items),
        urgency=plan.urgency,
        facts={
            "urgency": plan.urgency,
            "incidents": list(plan.visited),
            **({"from": progress.start} if progress.start != START else {}),
            "answers": {name: list(options) for name, options in progress.answers.items()},
            "contacts": dict(setting.chosen),
            "waived": [pillar for pillar, _ in plan.waived],
        },
    )


def _timed(
    setting: Setting, steps: Sequence[PlanStep], nevers: Sequence[PlanStep]
) -> list[Section]:
    """One section for each span of time, and after it the box of what not to do in it."""
    sections = []
    number = 0
    for within in WITHINS:
        items = []
        for planned in steps:
            if planned.step.within == within:
                number += 1
                items.append(step_item(setting, planned, number))
        sections.append(Section(within, setting.say(f"within:{within}"), tuple(items)))
        box = tuple(step_item(setting, p, None) for p in nevers if p.step.within == within)
        sections.append(Section(f"never-{within}", setting.say("never-title"), box, tone="never"))
    return sections


def _answers(setting: Setting, progress: Progress) -> Iterable[Item]:
    lang = setting.lang
    for answer in progress.answered:
        question = setting.playbooks[answer.playbook].value.questions[answer.question]
        texts = (question.options[key].text[lang] for key in answer.options)
        options = joined(lang, texts, "clauses")
        yield Item(answer.question, f"{question.ask[lang]} {options}")


def checklist_page(
    setting: Setting, entry: Entry[Playbook], steps: Steps, only: Sequence[Pillar] = ()
) -> Page:
    """The checklist of a playbook: what everyone does, then what each answer adds.

    ``only`` keeps the steps of these pillars. A step that stands twice is written out once.
    """
    tree, lang = entry.value, setting.lang
    writing = _Checklist(setting, steps, only)
    everyone = [Reason(step, entry.id, None, None, now=False) for step in tree.steps]
    sections = [Section("everyone", setting.say("everyone"), writing.items(everyone))]
    for name, question in tree.questions.items():
        for key, option in question.options.items():
            sections.append(_condition(writing, entry, name, question, key, option))
    sections = [s for s in sections if s.items or s.note]
    reviewed = setting.say("playbook-reviewed", reviewed=tree.reviewed)
    if not any(s.items for s in sections):
        sections = [Section("none", setting.say("everyone"), note=setting.say("no-steps"))]
    return Page(
        schema=CHECKLIST_SCHEMA,
        lang=lang,
        title=setting.say("checklist-title", title=tree.title[lang]),
        lead=(tree.summary[lang], setting.say("urgency", urgency=_range(setting, tree))),
        sections=tuple(
            s for s in [*sections, *back_matter(setting, reviewed)] if s.items or s.note
        ),
        facts={"playbook": entry.id, "only": list(only)},
    )


def _condition(
    writing: _Checklist,
    entry: Entry[Playbook],
    name: str,
    question: Question,
    key: str,
    option: Option,
) -> Section:
    setting, lang = writing.setting, writing.setting.lang
    reasons = [
        *(Reason(step, entry.id, name, key, now=True) for step in option.now),
        *(Reason(step, entry.id, name, key, now=False) for step in option.steps),
    ]
    target = question.leads_to(key)
    note = ""
    if target != END and target not in entry.value.questions:
        note = setting.say("goes-on", title=setting.playbooks[target].value.title[lang], id=target)
    title = setting.say("if", ask=question.ask[lang], option=option.text[lang])
    return Section(f"{name}={key}", title, writing.items(reasons), note=note)


def _range(setting: Setting, tree: Playbook) -> str:
    """The urgency of a playbook, or, where the answers decide it, that of the worst answer."""
    options = chain.from_iterable(each.options.values() for each in tree.questions.values())
    raised = (option.urgency for option in options if option.urgency)
    worst = max((tree.urgency, *raised), key=URGENCIES.index)
    said = setting.say(f"urgency:{worst}")
    return said if worst == tree.urgency else setting.say("urgency-depends", worst=said)


class _Checklist:
    """A checklist as far as it is written: the steps that stand in it, and their numbers."""

    def __init__(self, setting: Setting, steps: Steps, only: Sequence[Pillar]) -> None:
        self.setting = setting
        self.steps = steps
        self.only = only
        self.written: dict[str, int | None] = {}
        self.last = 0

    def items(self, reasons: Sequence[Reason]) -> tuple[Item, ...]:
        """The steps of one condition in the order of a plan; those above are only pointed to."""
        kept = [p for p in in_order(reasons, self.steps) if not self.only or p.pillar in self.only]
        return tuple(self._item(planned) for planned in kept)

    def _item(self, planned: PlanStep) -> Item:
        if planned.id in self.written:
            number = self.written[planned.id]
            do = planned.step.do[self.setting.lang]
            key = "see-never" if number is None else "see-step"
            return Item(planned.id, self.setting.say(key, number=number, do=do))
        if planned.pillar == "never":
            self.written[planned.id] = None
        else:
            self.last += 1
            self.written[planned.id] = self.last
        return step_item(self.setting, planned, self.written[planned.id], reason=False)


def incidents_page(setting: Setting, playbooks: Mapping[str, Entry[Playbook]]) -> Page:
    """The list of playbooks, a line each: its id, its title, and for whom it is."""
    items = tuple(
        _playbook_item(setting, entry) for name, entry in playbooks.items() if name != START
    )
    title = setting.say("playbooks-title")
    return Page(PLAYBOOKS_SCHEMA, setting.lang, title, sections=(Section("playbooks", "", items),))


def _playbook_item(setting: Setting, entry: Entry[Playbook]) -> Item:
    tree = entry.value
    who = [setting.say(f"for:{whom}") for whom in tree.for_]
    line = setting.say("playbook-line", id=entry.id, title=tree.title, who=who)
    return Item(entry.id, line, facts={"for": list(tree.for_)})


def contacts_page(setting: Setting, found: Sequence[Entry[Contact]]) -> Page:
    """The contacts found, with all that the directory says of each."""
    items = tuple(contact_item(setting, entry) for entry in found)
    advice = (setting.say("number-advice"),)
    return Page(
        CONTACTS_SCHEMA,
        setting.lang,
        setting.say("contacts-title"),
        lead=advice,
        sections=(Section("contacts", "", items, tone="back"),),
    )


def number_page(setting: Setting, words: str, verdicts: Sequence[NumberVerdict]) -> Page:
    """Whose number it is, how sure that is, and why a displayed number proves nothing."""
    lang = setting.lang
    items = []
    for verdict in verdicts:
        entry, number = verdict.entry, verdict.number
        facts: dict[str, object] = {"number": words}
        if entry is not None:
            facts |= {
                "title": entry.value.title[lang],
                "note": verdict.note,
                "date": entry.value.verified,
            }
        if number is not None:
            confidence = setting.say(f"confidence:{number.confidence}")
            facts |= {
                "label": number.label[lang],
                "confidence": confidence,
                "short": number.number,
            }
        facts["extra"] = verdict.extra
        text = setting.say(f"number-{verdict.kind}", **facts)
        items.append(Item(entry.id if entry else "unknown", text, facts={"verdict": verdict.kind}))
        if entry is not None:
            caveats = [entry.value.not_for, *entry.value.caveats]
            items += [
                Item(f"{entry.id}-caveat", caveat[lang])
                for caveat in caveats
                if caveat is not None
            ]
    section = Section("number", "", tuple(items), tone="back")
    advice = (setting.say("number-advice"),)
    return Page(
        NUMBER_SCHEMA, lang, words, lead=advice, sections=(section,), facts={"number": words}
    )
