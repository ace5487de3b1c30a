"""The end of an interview: what can be done with its plan, chosen from a list until it is done."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from posguard.app.advice import Advice
from posguard.app.paths import path
from posguard.errors import PosguardError, WrongUse
from posguard.interview.answers import Prefilled
from posguard.interview.progress import Answers
from posguard.interview.session import Back
from posguard.messages import complaint, say
from posguard.render.formats import PAGES, format_of
from posguard.render.page import Page
from posguard.render.wrap import wrap
from posguard.terminal import pager, prompts, streams
from posguard.terminal.choices import Choice, ChoiceQuestion
from posguard.terminal.output import rendered, styled
from posguard.terminal.terminal import Terminal

if TYPE_CHECKING:
    # Only named here: a plan that is not kept needs none of it, and starts faster without.
    from posguard.app.cases import Casework
    from posguard.case.state import Case

_PLAN_FILE, _CARD_FILE = "posguard-plan.html", "posguard-{letter}.html"
_NO, _YES = ("n", "no", "q", "不", "不存"), ("y", "yes", "是", "好")


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

    @property
    def kept(self) -> bool:
        """Whether the plan or the answers are kept somewhere."""
        return bool(self.case or self.file)

    def run(self, *, on_screen: bool) -> None:
        """Offer the list until the person is done. ``on_screen`` tells that the first page of the
        plan is what stands above it, so that reading on is the likely wish.
        """
        actions: dict[str, Callable[[], None]] = {
            "read": self._read,
            "save": self._save,
            "card": self._card,
            "keep": self._keep,
        }
        first = "read" if on_screen else "done"
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
                self._tell(complaint(self._advice.lang, err))
            else:
                self.failed = None if self.kept else self.failed
            first = "done"

    def _question(self, first: str) -> ChoiceQuestion:
        names = ["read", "save"]
        if self._letter:
            names.append("card")
        if self._casework is not None and not self.case:
            names.append("keep")
        choices = (Choice(name, self._terminal.say(f"end-{name}")) for name in [*names, "done"])
        return ChoiceQuestion(self._terminal.say("end-ask"), tuple(choices), before=(first,))

    @property
    def _letter(self) -> str:
        """The paper to read out to the emergency number, if the pack has one."""
        return self._advice.pack.manifest.value.emergency_letter or ""

    def _read(self) -> None:
        pager.leaf(self._terminal, self._lines(self._outcome.page))

    def _lines(self, page: Page) -> list[str]:
        terminal = self._terminal
        boxes = streams.shows(terminal.writes, "─│┌┐└┘")
        words = styled(page, terminal.width(), plain=terminal.plain, boxes=boxes)
        return words.splitlines()

    def _save(self) -> None:
        file = self._write(_PLAN_FILE, self._outcome.page)
        if file:
            self.file = file
            self._tell(self._terminal.say("end-saved", file=file))

    def _write(self, name: str, page: Page) -> str:
        """Write a page to the file that the person names, or to the proposed one; its name, empty
        if they write none.
        """
        proposed = next(streams.new_files(name), name)
        ask = self._terminal.say("end-file", file=proposed)
        while True:
            typed = prompts.ask_words(self._terminal, ask)
            if prompts.typed_letter(typed) in _NO:
                return ""
            file = os.path.abspath(path(typed or proposed))
            try:
                fmt = format_of(file, PAGES)
                streams.check_writable(file)
                streams.write_file(file, rendered(page, fmt))
            except PosguardError as err:
                self._tell(complaint(self._advice.lang, err))
            else:
                return file

    def _card(self) -> None:
        page = self._paper()
        pager.leaf(self._terminal, self._lines(page))
        file = self._write(_CARD_FILE.format(letter=self._letter), page)
        if file:
            self._tell(self._terminal.say("end-saved", file=file))
        if self.case:
            self._tell_command("letter", self._letter, "--case", self.case)

    def _paper(self) -> Page:
        from posguard.app.blanks import ask_blanks_at
        from posguard.app.letters import Draft, draft, paper_page

        work = self._work()
        if self.case:
            paper = draft(work, self._letter, self.case, despite_damage=False)
        else:
            paper = Draft(self._advice.pack.letters[self._letter], self._answered())
        return paper_page(work, ask_blanks_at(self._terminal, work, paper), translated=False)

    def _work(self) -> Casework:
        """The cases; without any, those of no folder, which nothing is looked up in."""
        from posguard.app.cases import Casework

        if self._casework is not None:
            return self._casework()
        return Casework(self._advice, "", lambda: datetime.now().astimezone())

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
            if prompts.typed_letter(typed) in _NO:
                return
            name = proposed if prompts.typed_letter(typed) in ("", *_YES) else typed
            try:
                work.check_new(name)
                work.keep(name, self._outcome.answers, self._outcome.told)
                work.tick(name, self._outcome.done)
            except WrongUse as err:
                self._tell(complaint(lang, err))
            else:
                break
        self.case = name
        self._tell(say(lang, "saved-case", name=name))
        self._tell_command("case", "show", "--case", name)

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

    def _tell(self, words: str) -> None:
        self._terminal.show(["", *wrap(words, self._terminal.width())])

    def _tell_command(self, *words: str) -> None:
        """Say what to type for more of the case, in one piece, to be copied."""
        command = ["posguard", *words, *self._unusual_folder()]
        self._terminal.show([self._terminal.say("end-next"), f"  {shlex.join(command)}"])

    def _unusual_folder(self) -> list[str]:
        """The option for the folder of the cases, if it would not be found without."""
        from posguard.case.folder import cases_folder

        folder = self._casework().folder if self._casework is not None else ""
        try:
            usual = cases_folder("")
        except PosguardError:  # there is no home
            usual = ""
        return [] if folder == usual else ["--cases", folder]
