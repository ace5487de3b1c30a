"""Run of one interview, from its first question to its plan, with the errors on the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from posguard.app.present import Present
from posguard.app.session import Session
from posguard.errors import Leave, PosguardError, WrongUse
from posguard.interview import answers
from posguard.interview.progress import Answers, Progress
from posguard.interview.session import Interrupted, run_interview
from posguard.interview.walk import replay
from posguard.messages import say
from posguard.pages.setting import Extent
from posguard.render.page import Page
from posguard.terminal import streams

if TYPE_CHECKING:
    # Only named here: an interview that is not kept needs none of it, and starts faster without.
    from posguard.app.cases import Casework

_READER_GONE = 141  # the exit code of a program whose reader has left the pipe


class Run:
    """The run of one interview from its first question to its plan, with the errors on the way.

    An error is raised while nothing has been answered. After that it is only reported, and the
    answers are offered; the exit code is that of the first error.
    """

    def __init__(
        self,
        session: Session,
        given: answers.Prefilled,
        work: Casework | None,
        case: str,
        offer: Callable[[], Casework] | None,
        ticked: Collection[str],
    ) -> None:
        self._session = session
        self._given = given
        self._work = work
        self._case = case
        self._offer = offer
        self._ticked = ticked
        self._reached: Progress | None = None
        self._unsaved: PosguardError | None = None
        self._failed: list[PosguardError] = []
        self._code = 0

    def plan(self) -> Page | None:
        """The plan that the answers lead to; None if the pack is broken on the way."""
        try:
            progress = self._ask()
            self._keep(progress)
            return self._page(progress)
        except PosguardError as err:
            self._fail(err, err.exit_code)
        try:
            progress = replay(self._session.advice.pack, self._answers(), self._given.start)
            return self._page(progress) if progress.question is None else None
        except PosguardError:  # the one that has been reported
            return None

    def _page(self, progress: Progress, extent: Extent | None = None) -> Page:
        self._reached = progress
        return self._session.advice.plan(progress, {*self._session.done, *self._ticked}, extent)

    def _ask(self) -> Progress:
        session, given, start = self._session, self._given.answers, self._given.start
        pack = session.advice.pack
        try:
            asking = session.ask, self._show_urgent, self._keep, start
            progress = run_interview(
                pack,
                given,
                *asking,
                proposed=self._given.proposed,
                finish=session.ask_contacts,
            )
        except Interrupted as left:
            session.part(left.progress, self._ticked)
            self._tell_how_to_go_on(left.progress.answers)
            raise Leave(130) from None
        except WrongUse as err:
            asked = replay(pack, given, start).answers
            unasked = [name for name in given if name not in asked]
            if err.key != "no-terminal" or not unasked:
                raise
            # An answer to no question is the likelier mistake than a question left open.
            question = err.facts["question"]
            raise WrongUse("answer-not-asked", question=unasked[0], next=question) from None
        return progress

    def _tell_how_to_go_on(self, answered: Answers) -> None:
        """Say what to type to go on where the person left, if that is not the beginning."""
        about = say(self._session.advice.lang, "interrupted-again")
        if answered and self._work is not None and self._unsaved is None:
            from posguard.app.kept_case import case_command

            command = case_command(self._work, "case", "resume", "--case", self._case)
            self._session.tell_line(about, command)
        elif answered:
            failed = self._unsaved is not None  # then the line is all that is left of them
            about = "" if failed else about
            self._session.say_command(self._given_again(answered), about, failed=failed)

    def _show_urgent(self, steps: Sequence[str], progress: Progress) -> None:
        """Show urgent steps, and record what was ticked, even if the person leaves there."""
        try:
            self._session.show(steps, progress)
        finally:
            if self._session.done:
                self._keep(progress)

    def _keep(self, progress: Progress) -> None:
        """Record the answers; a failure is reported once, and the next answer tries again."""
        self._reached = progress
        if self._work is None:
            return
        try:
            self._work.keep(self._case, progress.answers, progress.told)
            self._work.tick(self._case, self._session.done)
        except PosguardError as err:
            if self._unsaved is None and progress.question is not None:
                self._session.tell(err)
                self._session.tell(say(self._session.advice.lang, "not-saved-yet"))
            self._unsaved = err
        else:
            self._unsaved = None

    def _answers(self) -> Answers:
        """All answers, the last one too if the interview failed behind it."""
        answered: dict[str, Sequence[str]] = dict(self._given.answers)
        if self._session.last is not None:
            answered.update([self._session.last])
        if self._reached is not None:
            answered.update(self._reached.answers)
        return answered

    def _given_again(self, answered: Answers) -> answers.Prefilled:
        """These answers as prefilled ones for the next run of the program."""
        given = {name: tuple(options) for name, options in answered.items()}
        return answers.Prefilled(given, start=self._given.start)

    def _fail(self, err: PosguardError, code: int) -> None:
        if self._session.last is None:
            raise err
        self._failed.append(err)
        self._code = self._code or code

    def show(self, page: Page, show: Present) -> None:
        """Show the plan in the chosen form, or on the terminal if that fails.

        Whoever was asked on the screen gets its first page there, and can read on.
        """
        usual = self._session.advice.extent == "usual"
        if show.on_screen and usual and self._session.is_open and self._reached:
            page = self._page(self._reached, "brief")
        try:
            show(page)
        except PosguardError as err:
            self._fail(err, err.exit_code)
        except streams.ReaderGone:
            if self._session.last is None:
                raise
            self._fail(PosguardError("reader-gone"), _READER_GONE)
        else:
            return
        self._session.show_page(page)

    def end(self, page: Page | None, show: Present) -> None:
        """Report the errors, and offer to keep the plan and the answers that are kept nowhere.

        Raises:
            PosguardError: the case was not saved, and nobody was asked.
            Leave: something failed.

        """
        session = self._session
        self._report(page)
        kept = self._work is not None and self._unsaved is None
        if kept and self._failed:
            session.tell(say(session.advice.lang, "saved-case", name=self._case))
        again = self._given_again(self._answers())
        file = show.output if not self._failed and os.path.isfile(show.output) else ""
        if page is not None and session.is_open:
            kept = self._close(page, again, kept=kept, on_screen=show.on_screen)
        unkept = not kept and session.last is not None and (self._failed or self._offer)
        if unkept and not (self._failed and session.offer_file(again, page)):
            about = say(session.advice.lang, "answers-in-file", file=file) if file else ""
            session.say_command(again, about, failed=bool(self._failed))
        session.leave_page()
        if self._failed:
            raise Leave(self._code)

    def _close(self, page: Page, again: answers.Prefilled, *, kept: bool, on_screen: bool) -> bool:
        """Offer what can be done with the plan; whether it or its answers are kept then."""
        from posguard.app.closing import Outcome

        if self._session.advice.extent == "brief" and self._reached is not None:
            page = self._page(self._reached, "usual")  # the whole of it is offered
        told = self._reached.told if self._reached else ()
        outcome = Outcome(page, again, told, frozenset(self._session.done))
        work, case = self._work, self._case if kept else ""
        casework = self._offer if work is None or not kept else lambda: work
        unsaved = bool(self._failed) and not kept
        now, failed = self._session.close(
            outcome, casework, case, on_screen=on_screen, unsaved=unsaved
        )
        if failed is not None:
            self._fail(failed, failed.exit_code)
        return kept or now

    def _report(self, page: Page | None) -> None:
        """Report the errors, and without a plan the advice that was given."""
        if self._unsaved is not None:
            self._fail(self._unsaved, self._unsaved.exit_code)
        if page is None and self._reached is not None:
            with suppress(PosguardError):  # the broken step may be among them
                self._session.advise_again(self._reached, self._ticked)
        for err in self._failed:
            self._session.tell(err)
