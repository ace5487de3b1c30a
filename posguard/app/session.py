"""Session with a person at the terminal: questions, advice, offers, and the last words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from posguard.api.advice import Advice
from posguard.app.paths import path
from posguard.errors import PosguardError, WrongUse
from posguard.interview.answers import Prefilled, to_json
from posguard.interview.progress import Progress
from posguard.interview.session import Back, Prompt
from posguard.messages import complaint, say
from posguard.pack.model import Role
from posguard.render.formats import PAGES, ending, format_of
from posguard.render.page import Page
from posguard.render.text import text
from posguard.render.wrap import wrap
from posguard.terminal import prompts, streams
from posguard.terminal.choices import EndedPage, LeftPage, tick_box
from posguard.terminal.new_files import new_files
from posguard.terminal.output import rendered
from posguard.terminal.terminal import NoTerminal, Terminal, open_terminal

if TYPE_CHECKING:
    # Only named here: the first question needs none of it, and comes sooner without.
    from posguard.app.cases import Casework
    from posguard.app.closing import Closing, Outcome

_ANSWERS_FILE = "posguard-answers.json"


class Session:
    """The session of one interview; its terminal is opened for the first question.

    ``last`` is the last question and its answer; None while nothing has been answered.
    """

    def __init__(self, advice: Advice, opened: ExitStack, *, plain: bool) -> None:
        self.advice = advice
        self._opened = opened
        self._plain = plain
        self._terminal: Terminal | None = None
        self._closing: Closing | None = None
        self._named: dict[tuple[Role, ...], str] = {}
        self._waiting: list[str] = []
        self.last: tuple[str, Sequence[str]] | None = None
        self.done: set[str] = set()

    @property
    def is_open(self) -> bool:
        """Whether there is a person at the terminal."""
        return self._terminal is not None

    def open(self) -> None:
        """Open the terminal.

        Raises:
            NoTerminal: there is none.

        """
        terminal = open_terminal(self.advice.lang, plain=self._plain)
        self._terminal = self._opened.enter_context(terminal)

    def ask(self, prompt: Prompt) -> Sequence[str] | Back:
        """Ask a question.

        Raises:
            WrongUse: there is no terminal to ask on.

        """
        if self._terminal is None:
            try:
                self.open()
            except NoTerminal:
                question = prompt.question
                raise WrongUse(
                    "no-terminal",
                    question=prompt.name,
                    ask=question.ask[self.advice.lang],
                    options=list(prompt.options),
                ) from None
            waiting, self._waiting = self._waiting, []
            self.show(waiting, prompt.progress)
        assert self._terminal is not None
        answer = prompts.ask(self._terminal, prompt)
        if not isinstance(answer, Back):
            self.last = (prompt.name, answer)
        return answer

    def show(self, steps: Sequence[str], progress: Progress) -> None:
        """Show urgent steps, or keep them until the terminal is opened."""
        if self._terminal is None:
            self._waiting += steps
        elif steps:
            from posguard.app.urgent import urgent_page

            page = urgent_page(self.advice, steps, progress)
            try:
                self.done |= {*prompts.advise(self._terminal, page)}
            except (LeftPage, EndedPage) as left:
                self.done |= {*left.done}
                raise

    def ask_contacts(self, progress: Progress, *, can_go_back: bool) -> Back | None:
        """Ask for contacts of the plan that the person chooses: last, and easily skipped."""
        if self._terminal is None:
            return None
        from posguard.app.contact_lists import ContactLists

        lists = ContactLists(self._terminal, self.advice, self._named)
        return lists.ask(progress, can_go_back=can_go_back)

    def close(
        self,
        outcome: Outcome,
        casework: Callable[[], Casework] | None,
        case: str,
        *,
        on_screen: bool,
        unsaved: bool,
    ) -> tuple[bool, PosguardError | None]:
        """Offer what can be done with the plan: whether it or its answers are kept then, and the
        error that came last, which has been told.
        """
        from posguard.app.closing import Closing

        if self._terminal is None:
            return False, None
        closing = Closing(self._terminal, self.advice, outcome, casework, case)
        try:
            closing.run(on_screen=on_screen, unsaved=unsaved)
        except SystemExit:
            closing.leave_page()
            raise
        self._closing = closing
        return closing.kept, closing.failed

    def leave_page(self) -> None:
        """Leave the first page of the plan on the screen, if there was a list below it."""
        if self._closing is not None:
            self._closing.leave_page()

    def offer_file(self, answers: Prefilled, page: Page | None) -> bool:
        """Offer to keep the answers in a file, or the page with them; True if they are kept."""
        proposals = new_files(_ANSWERS_FILE)
        proposed = next(proposals, "")
        while self._terminal is not None:
            try:
                offer = say(self.advice.lang, "offer-file", file=proposed)
                name = prompts.ask_words(self._terminal, offer)
            except (KeyboardInterrupt, EOFError):
                return False
            if prompts.typed_letter(name) == "q":
                return False
            try:
                self._write(path(name or proposed), answers, page)
            except PosguardError as err:
                self.tell(err)
                if not name:
                    proposed = next(proposals, proposed)
            else:
                return True
        return False

    def _write(self, file: str, answers: Prefilled, page: Page | None) -> None:
        readable = ("json",) if page is None else PAGES
        try:
            fmt = format_of(file, readable) if ending(file) else "json"
        except WrongUse as err:
            from posguard.app.page_offers import of_ending

            raise of_ending(err) from None
        streams.check_writable(file)
        streams.write_file(file, to_json(answers) if page is None else rendered(page, fmt))
        self.tell(say(self.advice.lang, "saved", file=file))
        if fmt == "json":
            import shlex

            command = shlex.join(["posguard", "triage", "--answers", os.path.abspath(file)])
            self.tell(say(self.advice.lang, "answers-again"), command)

    def say_command(self, answers: Prefilled, about: str = "", *, failed: bool = True) -> None:
        """Write the command for the same answers: the last resort when nothing was kept. Unless
        something ``failed``, it is of no concern to standard error.
        """
        from posguard.app.again import command_again

        about = about or say(self.advice.lang, "answers-command")
        if failed:
            self.tell(about, command_again(self.advice, answers))
        else:
            self.tell_line(about, command_again(self.advice, answers))

    def tell_line(self, about: str, command: str) -> None:
        """Write a command with a sentence about it where the person sees them."""
        if self._terminal is None:
            self.tell(about, command)
        else:
            self._terminal.show(["", *wrap(about, self._terminal.width()), command])

    def show_page(self, page: Page) -> None:
        """Show a page on the terminal of the questions, wherever standard output leads."""
        if self._terminal is not None:
            self._terminal.show(["", *text(page, self._terminal.width()).splitlines()])

    def tell(self, message: str | PosguardError, command: str = "") -> None:
        """Write a message where the person sees it, and to standard error if that is elsewhere.

        A ``command`` is written below it in one piece, to be copied.
        """
        words = (
            complaint(self.advice.lang, message) if isinstance(message, PosguardError) else message
        )
        commands = [command] if command else []
        if self._terminal is not None:
            self._terminal.show(["", *wrap(words, self._terminal.width()), *commands])
        if self._terminal is None or self._terminal.writes is not sys.stderr:
            streams.warn("\n".join([words, *commands]))

    def part(self, progress: Progress, ticked: Collection[str]) -> None:
        """Write that the interview stops, and the advice given before the person left."""
        self.advise_again(progress, ticked, say(self.advice.lang, "interrupted"))

    def advise_again(self, progress: Progress, ticked: Collection[str], *first: str) -> None:
        """Write the advice again that was given before the interview ended without a plan; what
        is ``ticked``, now or before, is marked.
        """
        from posguard.app.urgent import urgent_steps

        lang = self.advice.lang
        steps = urgent_steps(self.advice, progress.now, progress)
        done = {*ticked, *self.done}
        marked = any(planned.id in done for planned in steps)
        advised = [
            (f"  {tick_box(planned.id in done)}" if marked else "  - ", planned.step.do[lang])
            for planned in steps
        ]
        about = say(lang, "already-advised")
        if not advised:
            emergency = self.advice.emergency_number(progress)
            about = say(lang, "nothing-advised", emergency=emergency)
        lines = ["", *first]
        if self._terminal is None:
            streams.warn("\n".join([*lines, about, *(mark + do for mark, do in advised)]))
            return
        lines += wrap(about, self._terminal.width())
        for mark, do in advised:
            lines += wrap(do, self._terminal.width(), mark, " " * len(mark))
        self._terminal.show(lines)
