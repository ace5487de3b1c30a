"""The control of a list of choices: questionary's, for lists longer than the screen."""

from __future__ import annotations

from collections.abc import Sequence

import questionary
from prompt_toolkit.application.current import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from questionary.prompts.common import InquirerControl

from posguard.messages import say
from posguard.pack.model import Lang
from posguard.terminal.choices import (
    ChoiceQuestion,
    View,
    chosen_with,
    folded,
    in_pages,
    laid_out,
)

_MOST_DIGITS = 3


class ChoiceList(InquirerControl):
    """The control of one list: what is pointed at, ticked, typed, and opened."""

    def __init__(self, asked: ChoiceQuestion, lang: Lang) -> None:
        self.asked = asked
        self.first = 0
        self.opened: list[list[str]] = []
        self.shown_at: float | None = None
        self.missed = ""
        self._lang = lang
        self._digits = ""
        ticked = asked.before if asked.many else ()
        listed = [
            questionary.Choice(choice.label, choice.value, checked=choice.value in ticked)
            for choice in asked.choices
        ]
        at = next((each for each in asked.before if each in asked.labels), None)
        super().__init__(listed, initial_choice=at)

    @property
    def typed(self) -> str:
        """What was typed to find a choice."""
        return self.search_filter or ""

    @property
    def found(self) -> list[int]:
        """The places of the choices that have what was typed."""
        return self._fitting(self.typed)

    def _fitting(self, typed: str) -> list[int]:
        wanted = folded(typed)
        return [n for n, choice in enumerate(self.asked.choices) if choice.fits(wanted)]

    @property
    def pointed(self) -> str:
        """The value of the choice pointed at."""
        return self.asked.choices[self.pointed_at].value

    @property
    def answer(self) -> list[str]:
        """The values chosen: those ticked, or else the one pointed at."""
        if self.asked.page or (self.asked.many and self.selected_options):
            return [c.value for c in self.asked.choices if c.value in self.selected_options]
        return [self.pointed]

    def move(self, by: int, *, around: bool = True) -> None:
        """Point at another choice found; ``around`` the end, the first comes behind the last."""
        found = self.found
        self._digits = self.missed = ""
        to = found.index(self.pointed_at) + by
        self.pointed_at = found[to % len(found) if around else min(max(to, 0), len(found) - 1)]

    def move_to(self, end: int) -> None:
        """Point at the first choice found (0), or at the last (-1)."""
        self._digits = self.missed = ""
        self.pointed_at = self.found[end]

    def number(self, digit: str) -> bool:
        """Point at the choice of a number, which may have several digits; whether there is one."""
        count = len(self.asked.choices)
        for typed in ((self._digits + digit)[-_MOST_DIGITS:], digit):
            if 1 <= int(typed) <= count and int(typed) - 1 in self.found:
                self._digits = typed
                self.pointed_at = int(typed) - 1
                return True
        return False

    def find(self, typed: str) -> None:
        """Show the choices that have these words, and point at the first; words that none has are
        not taken, unless there is a choice that is always shown.
        """
        found = self._fitting(typed)
        named = [n for n in found if not self.asked.choices[n].always]
        self._digits, self.missed = "", "" if named else typed
        if not found:
            return
        self.search_filter = typed or None
        if typed or self.pointed_at not in found:
            self.pointed_at = (named or found)[0]

    def tick(self) -> None:
        """Tick the choice pointed at, or take its tick away."""
        self.selected_options = chosen_with(self.asked, self.selected_options, self.pointed)

    def open(self) -> None:
        """Show the details of the choice pointed at, page by page."""
        size = get_app().output.get_size()
        choice = self.asked.choices[self.pointed_at]
        lines = [choice.label, *choice.details]
        self.opened = in_pages(lines, size.columns, size.rows - 3)

    def _get_choice_tokens(self) -> StyleAndTextTuples:
        """What questionary draws: here the whole screen, the question with it."""
        size = get_app().output.get_size()
        if self.opened:
            left = len(self.opened) - 1
            key = "page-next" if left else "page-last"
            hint = say(self._lang, key, left=left)
            return _fragments([("", line) for line in self.opened[0]] + [("quiet", hint)])
        view = View(
            self.found, self.pointed_at, self.selected_options, self.typed, self.missed, self.first
        )
        screen = laid_out(self.asked, view, self._lang, size.columns, size.rows)
        self.first = screen.first
        # What can be pressed is said when it counts: what was typed before is discarded.
        return _fragments(screen.lines if self.shown_at else screen.body)


def _fragments(lines: Sequence[tuple[str, str]]) -> StyleAndTextTuples:
    return [(f"class:{style}" if style else "", f"{words}\n") for style, words in lines]
