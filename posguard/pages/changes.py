"""The page of a changed answer: what is new in the plan, what fell away, what is still open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from posguard.case.state import Case
from posguard.interview.plan import Plan, PlanStep
from posguard.interview.progress import Answers, Progress
from posguard.pages.answers import answer_words, questions_of
from posguard.pages.setting import Setting
from posguard.render.page import Item, Page, Section

CHANGES_SCHEMA = "posguard.changes/1"


class Change(Protocol):
    """A change of answers: where they led and lead, those dropped, and those that count again."""

    @property
    def before(self) -> Standing: ...
    @property
    def after(self) -> Standing: ...
    @property
    def dropped(self) -> Sequence[str]: ...
    @property
    def restored(self) -> Sequence[str]: ...


class Standing(Protocol):
    """Where the answers of a case lead."""

    @property
    def case(self) -> Case: ...
    @property
    def progress(self) -> Progress: ...
    @property
    def plan(self) -> Plan: ...


def changes_page(setting: Setting, change: Change) -> Page:
    """The plan before and after a change of answers, and the answers that fall out or return."""
    case, progress = change.after.case, change.after.progress
    before, after = _steps(change.before.plan), _steps(change.after.plan)
    added = [_added(setting, step) for name, step in after.items() if name not in before]
    gone = [_gone(setting, step, case.done) for name, step in before.items() if name not in after]
    rest = [setting.say("plan-same")] if not added and not gone else []
    if progress.question is not None:
        rest.append(setting.say("case-unfinished", question=progress.question, name=case.name))
    sections = (
        _answers(
            setting, "dropped", {name: case.answers.get(name, ()) for name in change.dropped}
        ),
        _answers(setting, "restored", {name: progress.answers[name] for name in change.restored}),
        Section("new", setting.say("plan-new"), tuple(added)),
        Section("gone", setting.say("plan-gone"), tuple(gone)),
        Section("state", "", tuple(Item("", line, mark="line") for line in rest)),
    )
    return Page(
        CHANGES_SCHEMA,
        setting.lang,
        setting.say("changes-title", name=case.name),
        sections=tuple(section for section in sections if section.items),
        facts={
            "case": case.name,
            "dropped": list(change.dropped),
            "restored": list(change.restored),
            "next": progress.question,
        },
        report=True,
    )


def _answers(setting: Setting, name: str, answers: Answers) -> Section:
    """Answers that fall out or return, each with its question."""
    questions = questions_of(setting.pack) if answers else {}
    items = [
        Item(question, answer_words(setting, questions, question, options))
        for question, options in answers.items()
    ]
    return Section(name, setting.say(f"answers-{name}"), tuple(items))


def _steps(plan: Plan) -> Mapping[str, PlanStep]:
    return {planned.id: planned for planned in (*plan.steps, *plan.nevers)}


def _added(setting: Setting, planned: PlanStep) -> Item:
    return Item(planned.id, planned.step.do[setting.lang])


def _gone(setting: Setting, planned: PlanStep, done: Collection[str]) -> Item:
    do, is_done = planned.step.do[setting.lang], planned.id in done
    words = setting.say("gone-done", do=do) if is_done else do
    return Item(planned.id, words, facts={"done": is_done})
