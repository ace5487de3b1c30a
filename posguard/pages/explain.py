"""Pages for a pack's author and for the curious: what each answer of a tree brings, and one step
with all its conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posguard.interview.findings import held
from posguard.interview.plan import PlanStep, pillar_of
from posguard.interview.reach import questions_asked
from posguard.messages import joined
from posguard.pack.model import URGENCIES, Urgency
from posguard.pack.trees import Finding, Option, Question
from posguard.pages.setting import Setting
from posguard.pages.steps import EVERY_KIND, back_matter, step_item
from posguard.render.page import Detail, Item, Page, Section

EXPLAIN_SCHEMA = "posguard.explanation/1"
STEP_SCHEMA = "posguard.step/1"


def tree_page(setting: Setting, name: str) -> Page:
    """For each answer of a tree: what it tells with all that implies, its urgency, what is shown
    at once, the steps, and what is asked next.
    """
    tree = setting.pack.playbooks[name].value
    questions = questions_asked(setting.pack, name)
    everyone = [
        *_ids(setting, "steps", tree.steps),
        *_ids(setting, "asks", tree.asks),
        *_ids(setting, "waives", tuple(tree.waives)),
    ]
    head = Item(name, tree.title[setting.lang], details=tuple(everyone))
    sections = [Section("tree", setting.say("everyone"), (head,), tone="back")]
    sections += [_question(setting, key, question) for key, question in questions.items()]
    title = setting.say("explain-title", id=name)
    return Page(EXPLAIN_SCHEMA, setting.lang, title, sections=tuple(sections))


def question_page(setting: Setting, name: str, question: Question) -> Page:
    """The same for a question that trees share."""
    title = setting.say("explain-title", id=name)
    sections = (_question(setting, name, question),)
    return Page(EXPLAIN_SCHEMA, setting.lang, title, sections=sections)


def finding_page(setting: Setting, name: str) -> Page:
    """What a finding brings by itself and by what it implies."""
    finding = setting.pack.findings[name].value
    told = finding.when or (name,)
    names = held(setting.pack.findings, told)
    item = Item(name, finding.says[setting.lang], details=tuple(_brought(setting, names, finding)))
    sections = (Section("finding", "", (item,), tone="back"),)
    title = setting.say("explain-title", id=name)
    return Page(EXPLAIN_SCHEMA, setting.lang, title, sections=sections)


def step_page(setting: Setting, name: str) -> Page:
    """One step with everything there is of it, each part under its condition."""
    setting.conditions = True
    entry = setting.pack.steps[name]
    step = entry.value
    planned = PlanStep(name, pillar_of(entry), step, step.within)
    within = setting.say(f"within:{step.within}")
    sooner = [
        setting.say(
            "sooner-line",
            within=setting.say(f"within:{each.within}"),
            when=joined(setting.lang, _says(setting, each.when), "clauses"),
        )
        for each in step.sooner
    ]
    kinds = tuple(kind for kind in EVERY_KIND if kind != "because")
    item = step_item(setting, planned, None, kinds)
    title = setting.say("step-title", id=name)
    sections = [Section("step", "", (item,)), *back_matter(setting)]
    return Page(
        STEP_SCHEMA,
        setting.lang,
        title,
        lead=(within, *sooner),
        sections=tuple(section for section in sections if section.items),
        facts={"step": name},
    )


def brought_by(
    own: Sequence[str], setting: Setting, names: Sequence[str], field: str
) -> tuple[str, ...]:
    """The steps of an answer, and those of the findings that it tells."""
    found = dict.fromkeys(own)
    for name in names:
        found |= dict.fromkeys(getattr(setting.pack.findings[name].value, field))
    return tuple(found)


def urgency_of(
    setting: Setting, names: Sequence[str], own: Urgency | None = None
) -> tuple[Urgency, ...]:
    """The highest urgency of an answer and the findings it tells, if any has one."""
    raised = [own, *(setting.pack.findings[name].value.urgency for name in names)]
    return tuple(sorted((u for u in raised if u is not None), key=URGENCIES.index)[-1:])


def _question(setting: Setting, name: str, question: Question) -> Section:
    items = tuple(_option(setting, key, option) for key, option in question.options.items())
    note = ""
    if question.when:
        waits = joined(setting.lang, _says(setting, question.when), "clauses")
        note = setting.say("asked-when", when=waits)
    return Section(name, f"{name}: {question.ask[setting.lang]}", items, note=note, tone="back")


def _option(setting: Setting, key: str, option: Option) -> Item:
    names = held(setting.pack.findings, option.tells)
    details = [
        *_ids(setting, "offered-when", option.when),
        *_ids(setting, "tells", names),
        *_ids(setting, "raises", urgency_of(setting, names, option.urgency)),
        *_ids(setting, "now", brought_by(option.now, setting, names, "now")),
        *_ids(setting, "steps", brought_by(option.steps, setting, names, "steps")),
        *_ids(setting, "waives", tuple(option.waives)),
        *_ids(setting, "asks", option.then),
    ]
    return Item(key, f"{key}  {option.text[setting.lang]}", details=tuple(details))


def _brought(setting: Setting, names: Sequence[str], finding: Finding) -> Iterator[Detail]:
    yield from _ids(setting, "tells", names)
    yield from _ids(setting, "waits-for", finding.when)
    yield from _ids(setting, "yields-to", finding.yields_to)
    if finding.answer:
        yield from _ids(setting, "answer", (finding.answer[setting.lang],))
    yield from _ids(setting, "raises", urgency_of(setting, names))
    yield from _ids(setting, "needs", finding.needs)
    yield from _ids(setting, "now", brought_by((), setting, names, "now"))
    yield from _ids(setting, "steps", brought_by((), setting, names, "steps"))


def _ids(setting: Setting, kind: str, names: Sequence[str]) -> Iterator[Detail]:
    if names:
        label = setting.say("label", label=setting.say(f"detail:{kind}"))
        yield Detail(kind, label, (", ".join(names),))


def _says(setting: Setting, names: Sequence[str]) -> list[str]:
    return [setting.pack.findings[name].value.says[setting.lang] for name in names]
