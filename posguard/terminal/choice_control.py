"""The control of a list of choices: questionary's, for lists longer than the screen."""

from __future__ import annotations

from collections.abc import Sequence

import questionary
from prompt_toolkit.application.current import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from questionary.prompts.common import InquirerControl

from posguard.messages import say
from posguard.pack.model import Lang
from posguard.render.wrap import wrap
from posguard.terminal.choice_screen import View, in_pages, laid_out
from posguard.terminal.choices import Choice, ChoiceQuestion, chosen_with, folded

_MOST_DIGITS = 3


class ChoiceList(InquirerControl):
    """The control of one list: what is pointed at, ticked, typed, leafed to, and opened."""

    def __init__(self, asked: ChoiceQuestion, lang: Lang) -> None:
        self.asked = asked
        self.first = 0
        self.shown_at: float | None = None
        self.typed = ""
        self.found = [*range(len(asked.choices))]
        self.missed = False
        self._lit = True
        self._lang = lang
        self._digits = ""
        self._opened: Choice | None = None
        self._read = 0
        self._leafed: int | None = None
        self._pages = 0
        ticked = [value for value in asked.before if value in asked.labels] if asked.many else []
        listed = [
            questionary.Choice(choice.label, choice.value, checked=choice.value in ticked)
            for choice in asked.choices
        ]
        at = next((each for each in asked.before if each in asked.labels), None)
        super().__init__(listed, initial_choice=at)
        # One earlier answer was most likely pointed at, and another that is pointed at now is
        # meant instead of it; who ticks goes on from what is ticked.
        self._replaceable = len(ticked) == 1 and not asked.page

    @property
    def pointed(self) -> str | None:
        """The value of the choice pointed at; None where nothing was found."""
        return self.asked.choices[self.pointed_at].value if self._lit else None

    @property
    def instead(self) -> bool:
        """Whether the choice pointed at is taken instead of the one that is ticked."""
        return self._replaceable and self._lit and self.pointed not in self.selected_options

    @property
    def answer(self) -> list[str]:
        """The values chosen: those ticked, or else the one pointed at."""
        ticked = self.asked.many and self.selected_options and not self.instead
        if self.asked.page or ticked:
            return [c.value for c in self.asked.choices if c.value in self.selected_options]
        return [self.pointed] if self.pointed is not None else []

    def move(self, by: int, *, around: bool = True) -> None:
        """Point at another choice found; ``around`` the end, the first comes behind the last."""
        self._digits = ""
        count = len(self.found)
        if not self._lit:
            self.move_to(0 if by > 0 else -1)
        elif count:
            to = self.found.index(self.pointed_at) + by
            self.pointed_at = self.found[to % count if around else min(max(to, 0), count - 1)]

    def move_to(self, end: int) -> None:
        """Point at the first choice found (0), or at the last (-1)."""
        self._digits = ""
        if self.found:
            self._lit = True
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
        """Show the choices that have these words, and point at the first of them; where none has,
        at nothing: Enter takes nothing then.
        """
        wanted = folded(typed)
        choices = self.asked.choices
        self.typed, self._digits = typed, ""
        self.found = [n for n, choice in enumerate(choices) if choice.fits(wanted)]
        named = [n for n in self.found if not choices[n].always or choices[n].has(wanted)]
        self.missed = not named
        self._lit = not self.missed
        if typed and named:
            self.pointed_at = named[0]

    def tick(self) -> None:
        """Tick the choice pointed at, or take its tick away."""
        if self.pointed is not None:
            self._replaceable = False
            self.selected_options = chosen_with(self.asked, self.selected_options, self.pointed)

    def leaf_sheet(self, by: int) -> None:
        """Show the page of the sheet before or behind; what was ``kept`` above it gives way."""
        at = self._leafed
        if at is None:
            at = 0 if self.asked.kept or by < 0 else by
        else:
            at += by
        self._leafed = min(max(at, 0), max(self._pages - 1, 0))

    @property
    def opened(self) -> bool:
        """Whether the details of a choice are shown."""
        return self._opened is not None

    def open(self) -> None:
        """Show the details of the choice pointed at, page by page."""
        self._opened, self._read = self.asked.choices[self.pointed_at], 0

    def leaf(self) -> None:
        """Show the next page of the details; behind the last, the list."""
        page, left = self._details()
        self._read += _letters(page)
        if not left:
            self.close()

    def close(self) -> None:
        """Show the list again."""
        self._opened = None

    def _details(self) -> tuple[list[str], int]:
        """The page of details that holds what comes next to be read, at whatever size the screen
        is now, and how many more there are.
        """
        assert self._opened is not None
        size = get_app().output.get_size()
        lines = [self._opened.label, *self._opened.details]
        pages = in_pages(lines, size.columns, size.rows - 3)
        at = read = 0
        while at + 1 < len(pages) and read + _letters(pages[at]) <= self._read:
            read += _letters(pages[at])
            at += 1
        return pages[at], len(pages) - at - 1

    def _get_choice_tokens(self) -> StyleAndTextTuples:
        """What questionary draws: here the whole screen, the question with it."""
        size = get_app().output.get_size()
        if self.opened:
            page, left = self._details()
            hint = say(self._lang, "page-next" if left else "page-last", left=left)
            lines = [("", line) for line in page]
            return _fragments(lines + [("quiet", line) for line in wrap(hint, size.columns)])
        view = View(
            self.found,
            self.pointed_at if self._lit else None,
            self.selected_options,
            self.typed,
            self.missed,
            self.first,
            self.instead,
            self._leafed,
        )
        screen = laid_out(self.asked, view, self._lang, size.columns, size.rows)
        self.first, self._pages = screen.first, screen.pages
        # What can be pressed is said when it counts: what was typed before is discarded.
        return _fragments(screen.lines if self.shown_at else screen.body)


def _letters(lines: Sequence[str]) -> int:
    """How many letters the lines have, however they are broken."""
    return sum(len("".join(line.split())) for line in lines)


def _fragments(lines: Sequence[tuple[str, str]]) -> StyleAndTextTuples:
    return [(f"class:{style}" if style else "", f"{words}\n") for style, words in lines]
