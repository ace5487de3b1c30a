"""Session with a person at the terminal: questions, advice, offers, and the last words."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from posguard.api.advice import ROLES_OF_BANK, Advice
from posguard.api.packs import own_pack
from posguard.app.closing import Closing, Outcome
from posguard.app.paths import path
from posguard.errors import PosguardError, WrongUse
from posguard.interview.answers import Prefilled, to_command, to_json
from posguard.interview.plan import PlanStep, in_order
from posguard.interview.progress import Progress, Reason
from posguard.interview.session import Back, Prompt
from posguard.messages import complaint, say
from posguard.pack.contacts import contacts_of, names_of
from posguard.pack.model import Role
from posguard.pages.abroad import steps_for_reader
from posguard.pages.first_page import headline
from posguard.pages.step_names import brief_name
from posguard.pages.steps import Kind, step_item
from posguard.render.formats import PAGES, ending, format_of
from posguard.render.page import Page
from posguard.render.text import text
from posguard.render.wrap import wrap
from posguard.terminal import prompts, streams
from posguard.terminal.choices import Choice, ChoiceQuestion, LeftPage
from posguard.terminal.output import rendered
from posguard.terminal.terminal import NoTerminal, Terminal, open_terminal

if TYPE_CHECKING:
    # Only named here: a session that is not kept needs none of it, and starts faster without.
    from posguard.app.cases import Casework

_AT_ONCE: tuple[Kind, ...] = ("how", "say")
"""The details of an urgent step that are shown at once; the rest is in the plan."""
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
            page = urgent_page(self.advice, steps, progress)
            try:
                self.done |= {*prompts.advise(self._terminal, page)}
            except LeftPage as left:
                self.done |= {*left.done}
                raise

    def ask_contacts(self, progress: Progress) -> None:
        """Ask for contacts of the plan that the person chooses: last, and easily skipped."""
        if self._terminal is None:
            return
        steps = self.advice.pack.steps
        roles = {steps[reason.step].value.contact for reason in progress.reasons}
        wanted: tuple[tuple[tuple[Role, ...], str], ...] = (
            (("acquirer",), "ask-acquirer"),
            (ROLES_OF_BANK, "ask-bank"),
        )
        for kinds, label in wanted:
            if roles & set(kinds) and not set(kinds) & set(self.advice.chosen):
                self._ask_contact(self._terminal, kinds, label)

    def _ask_contact(self, terminal: Terminal, roles: Sequence[Role], label: str) -> None:
        lang = self.advice.lang
        if not terminal.plain:
            found = contacts_of(roles[0], self.advice.pack.contacts)
            listed = [Choice(e.id, e.value.title[lang], names_of(e)) for e in found]
            skip = Choice("", say(lang, "not-listed"), always=True)
            question = ChoiceQuestion(say(lang, label), (skip, *listed))
            try:
                chosen = prompts.choose(terminal, question)
            except (KeyboardInterrupt, EOFError):
                return  # every question is answered: whoever leaves here still gets the plan
            if not isinstance(chosen, Back) and chosen[0]:
                self.advice.choose(roles, chosen[0])
            return
        self._ask_contact_in_words(terminal, roles, label)

    def _ask_contact_in_words(self, terminal: Terminal, roles: Sequence[Role], label: str) -> None:
        words = say(self.advice.lang, label)
        while True:
            try:
                name = prompts.ask_words(terminal, words)
            except (KeyboardInterrupt, EOFError):
                return
            if not name:
                return
            try:
                self.advice.choose(roles, name)
            except WrongUse as err:
                terminal.show(wrap(complaint(self.advice.lang, err), terminal.width()))
            else:
                return

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
        if self._terminal is None:
            return False, None
        closing = Closing(self._terminal, self.advice, outcome, casework, case)
        closing.run(on_screen=on_screen)
        return closing.kept, closing.failed

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
            command = shlex.join(["posguard", "triage", "--answers", os.path.abspath(file)])
            self.tell(say(self.advice.lang, "answers-again"), command)

    def say_command(self, answers: Prefilled, *, failed: bool = True) -> None:
        """Write the command for the same plan: the last resort when nothing was kept. Unless
        something ``failed``, it is of no concern to standard error.
        """
        command = to_command(answers, self.advice.chosen, own_pack(self.advice.pack))
        about = say(self.advice.lang, "answers-command")
        if failed or self._terminal is None:
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

    def part(self, progress: Progress) -> None:
        """Write that the interview stops, and the advice given before the person left."""
        self.advise_again(progress, say(self.advice.lang, "interrupted"))

    def advise_again(self, progress: Progress, *first: str) -> None:
        """Write the advice again that was given before the interview ended without a plan."""
        lang = self.advice.lang
        advised = [
            planned.step.do[lang] for planned in _planned(self.advice, progress.now, progress)
        ]
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


def urgent_page(advice: Advice, steps: Sequence[str], progress: Progress) -> ChoiceQuestion:
    """A page of what cannot wait, a headline for each step."""
    choices = (_choice(advice, each, progress) for each in _planned(advice, steps, progress))
    return ChoiceQuestion(say(advice.lang, "do-now"), tuple(choices), many=True, page=True)


def _planned(advice: Advice, steps: Sequence[str], progress: Progress) -> list[PlanStep]:
    reasons = [Reason(step, "", now=True) for step in steps]
    planned = in_order(reasons, advice.pack, progress.held)
    return steps_for_reader(planned, advice.pack, progress.held)


def _choice(advice: Advice, planned: PlanStep, progress: Progress) -> Choice:
    """An urgent step: its headline, and behind it how it is done and what to say."""
    setting = advice.setting()
    setting.read_by(progress.held)
    item = step_item(setting, planned, None, _AT_ONCE)
    # two loops: the lines of all details
    details = [line for each in item.details for line in (each.label, *each.lines)]
    do, name = headline(setting, planned), brief_name(setting, planned)
    return Choice(planned.id, do, short=name, details=tuple(details))
