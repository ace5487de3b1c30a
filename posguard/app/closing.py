"""The end of an interview: what can be done with its plan, chosen from a list until it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from posguard.api.advice import Advice
from posguard.app.again import lines_again
from posguard.app.page_offers import (
    NO,
    YES,
    emergency_letter,
    no_cases,
    offer_card,
    plan_sheet,
    read_page,
    save_page,
    tell,
)
from posguard.errors import PosguardError, WrongUse
from posguard.interview.answers import Prefilled
from posguard.interview.progress import Answers
from posguard.interview.session import Back
from posguard.messages import complaint, say
from posguard.render.page import Page
from posguard.render.wrap import cells, wrap
from posguard.terminal import prompts
from posguard.terminal.choices import Choice, ChoiceQuestion
from posguard.terminal.sheet import Passage, least_lines, sheet_lines
from posguard.terminal.terminal import Terminal

if TYPE_CHECKING:
    # Only named here: a plan that is not kept needs none of it, and starts faster without.
    from posguard.app.cases import Casework
    from posguard.app.letters import Draft
    from posguard.case.state import Case

_PLAN_FILE = "posguard-plan.html"
_EMERGENCY = "police"
"""What the plan has waived if the emergency number need not be called."""
_LIST = 9
"""The lines of the list at the end."""
_ROUND = 9
"""The lines that a choice from it leaves at most: what was asked, and what came of it."""
_BESIDE = 4
"""Lines that a page takes for its frame, and one for what the shell says."""
_ALL = 1000
"""More lines than a first page has."""


class Outcome(Struct, frozen=True):
    """The outcome of an interview: the plan as a page, the answers with the findings they tell,
    and the steps that were ticked.
    """

    page: Page
    given: Prefilled
    told: Sequence[str]
    done: frozenset[str]

    @property
    def answers(self) -> Answers:
        """The answers."""
        return self.given.answers


class Closing:
    """The list at the end of an interview.

    ``case`` is the case that the answers are kept in, ``file`` the file with the plan; ``failed``
    is the error that kept the person from keeping either.
    """

    def __init__(
        self,
        terminal: Terminal,
        advice: Advice,
        outcome: Outcome,
        casework: Callable[[], Casework] | None,
        case: str = "",
    ) -> None:
        self._terminal = terminal
        self._advice = advice
        self._outcome = outcome
        self._casework = casework
        self.case = case
        self.file = ""
        self.failed: PosguardError | None = None
        self._card_told: Draft | None = None
        self._sheet: tuple[Passage, ...] = ()
        self._rounds = 0

    @property
    def kept(self) -> bool:
        """Whether the plan or the answers are kept somewhere."""
        return bool(self.case or self.file)

    def run(self, *, on_screen: bool, unsaved: bool) -> None:
        """Offer the list until the person is done. ``on_screen`` tells that the first page of the
        plan is what stands above it, so that reading on is the likely wish; ``unsaved``, that
        writing it failed, so that saving is.
        """
        actions: dict[str, Callable[[], None]] = {
            "read": self._read,
            "save": self._save,
            "card": self._card,
            "keep": self._keep,
        }
        first = _likely(on_screen=on_screen, unsaved=unsaved)
        if on_screen and not self._terminal.plain:
            self._sheet = plan_sheet(self._outcome.page)
        while True:
            try:
                chosen = prompts.choose(self._terminal, self._question(first))
                if isinstance(chosen, Back) or chosen[0] == "done":
                    return
                actions[chosen[0]]()
            except (KeyboardInterrupt, EOFError):
                return  # the plan has been shown: whoever leaves here is done
            except PosguardError as err:
                self.failed = err
                tell(self._terminal, complaint(self._advice.lang, err))
                first = "done" if self.kept else "save"
            else:
                self.failed = None if self.kept else self.failed
                first = "done"
            self._rounds += 1

    def leave_page(self) -> None:
        """Show the first page again unless it stands on the screen from the beginning, as much as
        there is room for beside what was said last, its first step in any case.
        """
        below = _ROUND if self._rounds else 0
        if not self.kept and self._casework is not None:
            width = self._terminal.width()
            *about, command = lines_again(self._advice, self._outcome.given, width)
            below += len(about) + -(-cells(command) // width)
        if self._sheet and (self._rounds or not self._fits(below)):
            room = self._terminal.rows() - below - _BESIDE
            least = least_lines(self._sheet, self._terminal.width())
            prompts.show_sheet(self._terminal, self._sheet, max(room, least))

    def _question(self, first: str) -> ChoiceQuestion:
        names = ["read", "save"]
        waived = self._outcome.page.facts.get("waived")
        calls = not (isinstance(waived, list) and _EMERGENCY in waived)
        if emergency_letter(self._advice) and calls:
            names.append("card")
        if self._casework is not None and not self.case:
            names.append("keep")
        say_it = self._terminal.say
        choices = (
            Choice(name, say_it(f"end-{name}"), short=say_it(f"end-{name}:short"))
            for name in [*names, "done"]
        )
        sheet, kept = self._sheet, 0
        fits = self._fits(_LIST + self._rounds * _ROUND)
        if self._rounds:  # what came of the choices stands above the list, perhaps the page too
            kept = self._terminal.rows() if fits else _ROUND
        elif fits:
            sheet = ()
        return ChoiceQuestion(
            say_it("end-ask"), tuple(choices), before=(first,), sheet=sheet, kept=kept
        )

    def _fits(self, below: int) -> bool:
        """Whether the first page stands on the screen with so many lines below it."""
        terminal = self._terminal
        lines = sheet_lines(self._sheet, terminal.lang, terminal.width(), _ALL)
        return len(lines) + below + _BESIDE <= terminal.rows()

    def _read(self) -> None:
        read_page(self._terminal, self._outcome.page)

    def _save(self) -> None:
        self.file = save_page(self._terminal, _PLAN_FILE, self._outcome.page) or self.file

    def _card(self) -> None:
        from posguard.app.letters import Draft, draft

        advice, letter = self._advice, emergency_letter(self._advice)
        work = self._casework() if self._casework is not None else no_cases(advice)
        told = self._card_told
        if self.case:
            paper = draft(work, letter, self.case, despite_damage=False)
            if told is not None:  # what the record does not take
                facts = (*paper.state.facts, *(fact for fact in told.state.facts if not fact.n))
                state = structs.replace(paper.state, facts=facts)
                paper = structs.replace(paper, state=state)
        else:
            paper = told or Draft(advice.pack.letters[letter], self._answered())
        self._card_told = offer_card(self._terminal, work, paper)
        if self.case:
            from posguard.app.kept_case import case_command

            command = case_command(work, "letter", letter, "--case", self.case)
            self._terminal.show([self._terminal.say("end-next"), f"  {command}"])

    def _answered(self) -> Case:
        """The answers as a case that is kept nowhere."""
        from posguard.case.state import Case

        given = {name: tuple(options) for name, options in self._outcome.answers.items()}
        contacts = {str(role): name for role, name in self._advice.chosen.items()}
        return Case(answers=given, findings=tuple(self._outcome.told), contacts=contacts)

    def _keep(self) -> None:
        assert self._casework is not None
        lang = self._advice.lang
        work = self._casework()
        proposed = self._new_name(work)
        while True:
            typed = prompts.ask_words(self._terminal, say(lang, "end-case", name=proposed))
            if prompts.typed_letter(typed) in NO:
                return
            name = proposed if prompts.typed_letter(typed) in ("", *YES) else typed
            try:
                work.check_new(name)
                work.keep(name, self._outcome.answers, self._outcome.told)
                work.tick(name, self._outcome.done)
            except WrongUse as err:
                tell(self._terminal, complaint(lang, err))
            else:
                break
        self.case = name
        self._terminal.show([""])
        from posguard.app.kept_case import kept_case

        for words, command in kept_case(work, name):
            self._terminal.show(wrap(words, self._terminal.width()))
            self._terminal.show([f"  {command}"] if command else [])
        self._keep_told(work)

    def _keep_told(self, work: Casework) -> None:
        """Take what was told for the card before there was a case into the case."""
        if self._card_told is not None:
            from posguard.app.told_facts import take_over, unrecorded

            left = take_over(work, self.case, self._card_told.state)
            state = structs.replace(self._card_told.state, facts=left)
            self._card_told = structs.replace(self._card_told, state=state)
            for fact in left:
                words, command = unrecorded(work, self.case, fact)
                tell(self._terminal, words)
                self._terminal.show([f"  {command}"])

    def _new_name(self, work: Casework) -> str:
        """A name for a new case: the incident and the day, numbered if there is one already."""
        incidents = self._outcome.page.facts.get("incidents")
        kind = incidents[0] if isinstance(incidents, list) and incidents else "case"
        day = datetime.now().astimezone().date().isoformat()
        number, name = 1, f"{kind}-{day}"
        while True:
            try:
                work.check_new(name)
            except WrongUse:
                number += 1
                name = f"{kind}-{day}-{number}"
            else:
                return name


def _likely(*, on_screen: bool, unsaved: bool) -> str:
    """What a person most likely wants first."""
    if unsaved:
        return "save"
    return "read" if on_screen else "done"
