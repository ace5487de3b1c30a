"""The page of a changed answer: what is new in the plan, what fell away, what is still open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from posguard.case.state import Case
from posguard.interview.plan import Plan, PlanStep
from posguard.interview.progress import Progress
from posguard.pages.setting import Setting
from posguard.render.page import Item, Page, Section

CHANGES_SCHEMA = "posguard.changes/1"


def changes_page(
    setting: Setting,
    case: Case,
    plans: tuple[Plan, Plan],
    progress: Progress,
    dropped: Sequence[str],
) -> Page:
    """The plan before and after a change of answers; ``dropped`` are those that no longer count.

    ``progress`` is where the answers now lead.
    """
    before, after = (_steps(plan) for plan in plans)
    added = [_added(setting, step) for name, step in after.items() if name not in before]
    gone = [_gone(setting, step, case.done) for name, step in before.items() if name not in after]
    lines = [setting.say("dropped-answers", questions=list(dropped))] if dropped else []
    rest = [setting.say("plan-same")] if not added and not gone else []
    if progress.question is not None:
        rest.append(setting.say("case-unfinished", question=progress.question, name=case.name))
    sections = (
        Section("dropped", "", _lines(lines)),
        Section("new", setting.say("plan-new"), tuple(added)),
        Section("gone", setting.say("plan-gone"), tuple(gone)),
        Section("state", "", _lines(rest)),
    )
    return Page(
        CHANGES_SCHEMA,
        setting.lang,
        setting.say("changes-title", name=case.name),
        sections=tuple(section for section in sections if section.items),
        facts={"case": case.name, "dropped": list(dropped), "next": progress.question},
        report=True,
    )


def _steps(plan: Plan) -> Mapping[str, PlanStep]:
    return {planned.id: planned for planned in (*plan.steps, *plan.nevers)}


def _added(setting: Setting, planned: PlanStep) -> Item:
    return Item(planned.id, planned.step.do[setting.lang])


def _gone(setting: Setting, planned: PlanStep, done: Collection[str]) -> Item:
    do, is_done = planned.step.do[setting.lang], planned.id in done
    words = setting.say("gone-done", do=do) if is_done else do
    return Item(planned.id, words, facts={"done": is_done})


def _lines(words: Sequence[str]) -> tuple[Item, ...]:
    return tuple(Item("", line, mark="line") for line in words)
