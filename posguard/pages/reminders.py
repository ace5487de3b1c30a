"""The due times of a case as reminders: the words that a calendar shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from posguard.case.calendar import Reminder
from posguard.case.deadlines import Due
from posguard.case.state import Case
from posguard.interview.plan import Plan, PlanStep, standing
from posguard.pages.setting import Setting


def reminders(
    setting: Setting, case: Case, plan: Plan, dues: Sequence[Due], now: datetime, notice: str = ""
) -> list[Reminder]:
    """One for each step that has a due time: those done, and all of a closed case, are called off.

    ``notice`` is what must be said of a record that is damaged.
    """
    planned = {p.id: p for p in plan.steps}
    setting.read_by(plan.held)
    return [
        _reminder(setting, case, planned[d.step], d.at, now, notice)
        for d in dues
        if d.at is not None
    ]


def _reminder(
    setting: Setting, case: Case, planned: PlanStep, at: datetime, now: datetime, notice: str
) -> Reminder:
    step, lang = planned.step, setting.lang
    state = _state(case, planned, at, now)
    off = state in ("done", "closed")
    summary = setting.say(f"reminder:{state}", do=step.do[lang], case=case.name)
    lines = [] if off else [how[lang] for how in standing(step.how, setting.findings)]
    if not off:
        lines.append(setting.say("reminder-tick", step=planned.id, case=case.name))
    return Reminder(planned.id, at, summary, "\n".join(filter(None, [notice, *lines])), off)


def _state(case: Case, planned: PlanStep, at: datetime, now: datetime) -> str:
    if planned.done or planned.id in case.done:
        return "done"
    if case.closed:
        return "closed"
    if planned.within == "now":
        return "now"
    return "next" if at > now else "overdue"
