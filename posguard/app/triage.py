"""Use case of ``posguard triage``: prefilled answers, interview and plan; no answer is lost."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec import Struct

from posguard.api.advice import Advice
from posguard.app.prefilled import take_over
from posguard.app.present import Present
from posguard.app.run import Run
from posguard.app.session import Session
from posguard.errors import PosguardError, WrongUse
from posguard.interview import answers
from posguard.pack.model import START
from posguard.terminal import streams

if TYPE_CHECKING:
    # Only named here: an interview that is not kept needs none of it, and starts faster without.
    from posguard.app.cases import Casework


class Cases(Struct, frozen=True):
    """The name of the case to keep the interview as, if any, and a way to open the cases."""

    name: str
    work: Callable[[], Casework]


def triage(
    advice: Advice, before: answers.Prefilled, show: Present, cases: Cases, *, plain: bool
) -> None:
    """Ask what is still open, show the plan, and keep the case if that is wanted.

    Raises:
        WrongUse: answers are missing and there is no terminal to ask on; the case exists already,
            or is wanted of an interview that does not begin at the first tree.
        PosguardError: there is no such tree; the case cannot be kept or the plan not be shown, and
            nobody was asked.
        Leave: with 130 when the person leaves, after the advice is repeated; with another code
            when something failed, after that is reported and the answers are offered.

    """
    take_over(before, advice)
    if cases.name and before.start != START:
        raise WrongUse("case-from-start", id=before.start)
    if cases.name:
        work = cases.work()
        work.check_new(cases.name)
        streams.check_output_folder(work.folder)
        _interview(advice, before, show, work, cases.name, plain=plain)
        from posguard.app.kept_case import tell_kept

        tell_kept(work, cases.name)
    else:
        offer = cases.work if before.start == START else None
        _interview(advice, before, show, None, "", plain=plain, offer=offer)


def resume(work: Casework, name: str, show: Present, *, plain: bool) -> None:
    """Continue the interview of a case, and show the plan."""
    name = work.name(name)
    state = work.view(name).state
    if state.closed:
        raise PosguardError("case-is-closed", name=name)
    answered = answers.Prefilled(work.status(state).progress.answers)
    _interview(
        work.advice, answered, show, work, name, plain=plain, ticked=state.done, closing=True
    )


def _interview(
    advice: Advice,
    before: answers.Prefilled,
    show: Present,
    work: Casework | None,
    case: str,
    *,
    plain: bool,
    offer: Callable[[], Casework] | None = None,
    ticked: Collection[str] = (),
    closing: bool = False,
) -> None:
    with ExitStack() as stack:
        session = Session(advice, stack, plain=plain)
        run = Run(session, before, work, case, offer, ticked)
        page = run.plan()
        if closing and show.on_screen and streams.conversing():
            session.open()  # although nothing is left to ask
        if page is not None:
            run.show(page, show)
        run.end(page, show)
