"""The checklist of an incident: every step, general ones first, each under what makes it due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from posguard.interview.findings import held
from posguard.interview.plan import PlanStep, in_order
from posguard.interview.progress import Reason
from posguard.interview.reach import (
    findings_between,
    findings_told,
    incidents_named,
    shared_questions,
)
from posguard.pack.model import URGENCIES, Pillar
from posguard.pack.trees import Question
from posguard.pages.setting import Setting
from posguard.pages.steps import EVERY_KIND, back_matter, step_item
from posguard.render.page import Item, Page, Section

CHECKLIST_SCHEMA = "posguard.checklist/2"
_KINDS = tuple(kind for kind in EVERY_KIND if kind != "because")


def checklist_page(setting: Setting, name: str, only: Sequence[Pillar] = ()) -> Page:
    """Every step that the incident itself can bring.

    What everyone does comes first, then each finding in its own words, general ones before
    special ones, then answers that tell none; what other incidents and shared questions bring is
    pointed to. ``only`` keeps the steps of these pillars. A step that stands twice is written out
    once.
    """
    tree, lang = setting.pack.playbooks[name].value, setting.lang
    checklist = _Checklist(setting, name, only)
    everyone = Section("everyone", setting.say("everyone"), checklist.items(tree.steps, ()))
    told = [*findings_told(setting.pack, tree.questions), *findings_between(setting.pack, name)]
    sections = [everyone, *checklist.sections(tree.questions, told)]
    reviewed = setting.say("playbook-reviewed", reviewed=tree.reviewed)
    return Page(
        schema=CHECKLIST_SCHEMA,
        lang=lang,
        title=setting.say("checklist-title", title=tree.title[lang]),
        lead=(tree.summary[lang], setting.say("urgency", urgency=_range(setting, name))),
        sections=_whole(setting, sections, _onward(setting, name), reviewed),
        facts={"playbook": name, "only": list(only)},
    )


def question_checklist_page(setting: Setting, name: str, only: Sequence[Pillar] = ()) -> Page:
    """Every step that the answers to a question bring which several trees ask."""
    question = setting.pack.questions[name].value
    questions = {name: question}
    told = findings_told(setting.pack, questions)
    sections = _Checklist(setting, name, only).sections(questions, told)
    title = setting.say("checklist-title", title=question.ask[setting.lang])
    return Page(
        schema=CHECKLIST_SCHEMA,
        lang=setting.lang,
        title=title,
        sections=_whole(setting, list(sections), None),
        facts={"playbook": name, "only": list(only)},
    )


def _whole(
    setting: Setting, sections: Sequence[Section], onward: Section | None, *notes: str
) -> tuple[Section, ...]:
    kept = [section for section in sections if section.items]
    if not kept:
        kept = [Section("none", setting.say("everyone"), note=setting.say("no-steps"))]
    if onward is not None and onward.items:
        kept.append(onward)
    kept += (section for section in back_matter(setting, *notes) if section.items)
    return tuple(kept)


def _onward(setting: Setting, name: str) -> Section:
    """The other incidents and the shared questions that answers lead to."""
    pack, lang = setting.pack, setting.lang
    titles = {n: pack.playbooks[n].value.title[lang] for n in incidents_named(pack, name)}
    titles |= {n: pack.questions[n].value.ask[lang] for n in shared_questions(pack, name)}
    items = tuple(
        Item(n, setting.say("goes-on", title=title, id=n)) for n, title in titles.items()
    )
    return Section("onward", setting.say("onward-title"), items, tone="back")


def _range(setting: Setting, name: str) -> str:
    """How urgent it is: that of the whole incident, or that of the worst that can be told."""
    pack = setting.pack
    tree = pack.playbooks[name].value
    raised = [pack.findings[n].value.urgency for n in findings_told(pack, tree.questions)]
    for question in tree.questions.values():
        raised += (option.urgency for option in question.options.values())
    worst = max([tree.urgency, *(u for u in raised if u)], key=URGENCIES.index)
    said = setting.say(f"urgency:{worst}")
    return said if worst == tree.urgency else setting.say("urgency-depends", worst=said)


class _Checklist:
    """The checklist as far as it has been written: the steps in it, and their numbers."""

    def __init__(self, setting: Setting, name: str, only: Sequence[Pillar]) -> None:
        self._setting = setting
        self._name = name
        self._only = only
        self._written: dict[str, int | None] = {}
        self._last = 0

    def sections(
        self, questions: Mapping[str, Question], told: Sequence[str]
    ) -> Iterator[Section]:
        """What each of the findings brings, and what answers bring by themselves."""
        setting, findings = self._setting, self._setting.pack.findings
        for name in told:
            finding = findings[name].value
            title = setting.say("if-finding", says=finding.says)
            steps = (*finding.now, *finding.steps)
            yield Section(name, title, self.items(steps, finding.when or (name,)))
        for name, question in questions.items():
            for key, option in question.options.items():
                ask, answer = question.ask[setting.lang], option.text[setting.lang]
                title = setting.say("if", ask=ask, option=answer)
                items = self.items((*option.now, *option.steps), option.tells)
                yield Section(f"{name}={key}", title, items)

    def items(self, steps: Sequence[str], told: Sequence[str]) -> tuple[Item, ...]:
        """The steps of one condition in the order of a plan; one that stands above is pointed to.

        Each says what is true where its condition is.
        """
        reasons = [Reason(step, self._name) for step in steps]
        self._setting.read_by(held(self._setting.pack.findings, told))
        ordered = in_order(reasons, self._setting.pack, self._setting.findings, conditions=True)
        kept = [p for p in ordered if not self._only or p.pillar in self._only]
        return tuple(self._item(planned) for planned in kept)

    def _item(self, planned: PlanStep) -> Item:
        if planned.id in self._written:
            number = self._written[planned.id]
            key = "see-never" if number is None else "see-step"
            return Item(planned.id, self._setting.say(key, number=number, do=planned.step.do))
        if planned.pillar == "never":
            self._written[planned.id] = None
        else:
            self._last += 1
            self._written[planned.id] = self._last
        return step_item(self._setting, planned, self._written[planned.id], _KINDS)
