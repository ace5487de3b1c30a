"""Use cases of exports: the incident of answers or of a case, for a case system."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from posguard.api.advice import Advice
from posguard.app.cases import Casework
from posguard.app.prefilled import given, take_over
from posguard.errors import WrongUse
from posguard.export.incident import Incident, incident_of
from posguard.interview.agenda import offered, question_at
from posguard.interview.answers import Prefilled
from posguard.interview.walk import walk
from posguard.pages.damage import damage_notice


class Source(Struct, frozen=True):
    """What an incident is made from: answers from a file and typed ones, or a case."""

    answers: str = ""
    pairs: tuple[str, ...] = ()
    case: str = ""
    cases: str = ""


def incident(advice: Advice, source: Source, *, despite_damage: bool) -> Incident:
    """The incident of the answers, or of the case; without either, of the only open case.

    Raises:
        WrongUse: both are given, the answers are wrong or unfinished, or there is no such case.
        PosguardError: the answers or the case cannot be read, or its record is damaged.

    """
    has_answers = bool(source.answers or source.pairs)
    if has_answers and source.case:
        raise WrongUse("export-answers-or-case")
    if has_answers:
        return _of_answers(advice, given(source.answers, source.pairs))
    work = Casework.open(advice, source.cases)
    return _of_case(work, source.case, despite_damage=despite_damage)


def _of_answers(advice: Advice, before: Prefilled) -> Incident:
    """The incident that answers tell of, discovered now.

    Raises:
        WrongUse: an answer is missing, or one is none to its question.
        PosguardError: there is no such tree or contact.

    """
    take_over(before, advice)
    progress = walk(advice.pack, before.answers, before.start)
    if progress.question is not None:
        question = question_at(advice.pack, progress)
        raise WrongUse(
            "unfinished-answers",
            question=progress.question,
            ask=question.ask[advice.lang],
            options=list(offered(advice.pack, progress, question)),
        )
    now = datetime.now(tz=UTC).astimezone()
    page, made = advice.plan(progress, extent="full"), advice.plan_of(progress)
    assert now.tzinfo is not None
    happened = {"discovered": now.isoformat(timespec="seconds")}
    return incident_of(advice.setting(), page, made, happened, now.tzinfo)


def _of_case(work: Casework, case: str, *, despite_damage: bool) -> Incident:
    """The incident of a case, with what is done and what happened when.

    Raises:
        WrongUse: there is no such case, its interview is unfinished, or several cases are open.
        PosguardError: the case cannot be read; its record is damaged.

    """
    view = work.view(case)
    work.undamaged(view, despite=despite_damage)
    state, advice = view.state, work.advice
    status = work.status(state)
    if status.progress.question is not None:
        raise WrongUse("case-unfinished", question=status.progress.question, name=view.name)
    happened = {"discovered": state.opened, **state.happened}
    page = advice.plan(status.progress, state.done, "full")
    title = advice.setting().say("case-title", name=view.name)
    notice = damage_notice(advice.lang, view.name, view.damage)
    return incident_of(advice.setting(), page, status.plan, happened, work.zone, title, notice)
