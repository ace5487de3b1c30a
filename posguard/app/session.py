"""Session with a person at the terminal: questions, advice, offers, and the last words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
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
from posguard.terminal.choices import EndedPage, LeftPage
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

    def ask(self, prompt: Prompt) -> Sequence[str] | Back:
        """Ask a question.

        Raises:
            WrongUse: there is no terminal to ask on.

        """
        if self._terminal is None:
            try:
                terminal = open_terminal(self.advice.lang, plain=self._plain)
                self._terminal = self._opened.enter_context(terminal)
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
    ) -> tuple[bool, PosguardError | None]:
        """Offer what can be done with the plan: whether it or its answers are kept then, and the
        error that came last, which has been told.
        """
        from posguard.app.closing import Closing

        if self._terminal is None:
            return False, None
        closing = Closing(self._terminal, self.advice, outcome, casework, case)
        try:
            closing.run(on_screen=on_screen)
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
        proposals = streams.new_files(_ANSWERS_FILE)
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
        fmt = format_of(file, readable) if ending(file) else "json"
        streams.check_writable(file)
        streams.write_file(file, to_json(answers) if page is None else rendered(page, fmt))
        self.tell(say(self.advice.lang, "saved", file=file))
        if fmt == "json":
            import shlex

            command = shlex.join(["posguard", "triage", "--answers", os.path.abspath(file)])
            self.tell(say(self.advice.lang, "answers-again"), command)

    def say_command(self, answers: Prefilled, *, failed: bool = True) -> None:
        """Write the command for the same plan: the last resort when nothing was kept. Unless
        something ``failed``, it is of no concern to standard error.
        """
        from posguard.app.again import command_again, lines_again

        if failed or self._terminal is None:
            about = say(self.advice.lang, "answers-command")
            self.tell(about, command_again(self.advice, answers))
        else:
            self._terminal.show(lines_again(self.advice, answers, self._terminal.width()))

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

    def part(self, progress: Progress) -> None:
        """Write that the interview stops, and the advice given before the person left."""
        self.advise_again(progress, say(self.advice.lang, "interrupted"))

    def advise_again(self, progress: Progress, *first: str) -> None:
        """Write the advice again that was given before the interview ended without a plan."""
        from posguard.app.urgent import urgent_steps

        lang = self.advice.lang
        steps = urgent_steps(self.advice, progress.now, progress)
        advised = [planned.step.do[lang] for planned in steps]
        about = say(lang, "already-advised")
        if not advised:
            emergency = self.advice.emergency_number(progress)
            about = say(lang, "nothing-advised", emergency=emergency)
        lines = ["", *first, about]
        if self._terminal is None:
            lines += [f"  - {do}" for do in advised]
            streams.warn("\n".join(lines))
            return
        for do in advised:
            lines += wrap(do, self._terminal.width(), "  - ", "    ")
        self._terminal.show(lines)
