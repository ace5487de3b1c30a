"""Session of an interview: ask, and advise at once, until a plan is reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.interview.walk import (
    Answers,
    Playbooks,
    Progress,
    advance,
    initial_progress,
    question_at,
    question_limit,
)
from posguard.pack.model import START, Question


class Back(Enum):
    """Sentinel in place of an answer: go back one question."""

    BACK = "back"


class Prompt(Struct, frozen=True):
    """A question as it is put to a person: its number of ``most``, and whether one can go back."""

    name: str
    question: Question
    number: int
    most: int
    can_go_back: bool


class Interrupted(Exception):
    """The person left the interview; ``progress`` is how far it had come."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress


Ask = Callable[[Prompt], Sequence[str] | Back]
Show = Callable[[Sequence[str]], None]
Keep = Callable[[Progress], None]


def run_interview(
    playbooks: Playbooks,
    given: Answers,
    ask: Ask,
    show: Show,
    keep: Keep | None = None,
    start: str = START,
) -> Progress:
    """Ask the questions that ``given`` does not answer, and show urgent steps between them.

    ``show`` gets the ids of steps that have not been shown before, in order; ``keep`` gets the
    progress after every answer of the person's.

    Raises:
        Interrupted: the person left in the middle.
        WrongUse: an answer given was not asked for, or is not one of its question's options.

    """
    interview = _Interview(playbooks, ask, initial_progress(playbooks, start))
    shown: set[str] = set()
    try:
        while True:
            fresh = [step for step in interview.progress.now if step not in shown]
            if fresh:
                show(fresh)
                shown.update(fresh)
            question = interview.progress.question
            if question is None:
                break
            if question in given:
                interview.answer(given[question])
                continue
            interview.ask_next()
            if keep is not None:
                keep(interview.progress)
    except (KeyboardInterrupt, EOFError):
        raise Interrupted(interview.progress) from None
    _refuse_left_over(given, interview.progress)
    return interview.progress


def _refuse_left_over(given: Answers, progress: Progress) -> None:
    asked = progress.answers
    for name in given:
        if name not in asked:
            raise WrongUse("answer-left-over", question=name, asked=list(asked))


class _Interview:
    """One interview: how far it has come, and the questions that the person can go back to."""

    def __init__(self, playbooks: Playbooks, ask: Ask, progress: Progress) -> None:
        self._playbooks = playbooks
        self._ask = ask
        self._history: list[Progress] = []
        self.progress = progress

    def answer(self, options: Sequence[str]) -> None:
        """Go on by an answer."""
        self.progress = advance(self._playbooks, self.progress, options)

    def ask_next(self) -> None:
        """Ask the next question, and go on by its answer or back by one question."""
        can_go_back = bool(self._history)
        answer = self._ask(_prompt(self._playbooks, self.progress, can_go_back=can_go_back))
        if isinstance(answer, Back):
            self.progress = self._history.pop()
        else:
            self._history.append(self.progress)
            self.answer(answer)


def _prompt(playbooks: Playbooks, progress: Progress, *, can_go_back: bool) -> Prompt:
    assert progress.question is not None
    question = question_at(playbooks, progress)
    number = len(progress.answered) + 1
    return Prompt(
        progress.question,
        question,
        number,
        max(number, question_limit(playbooks, progress)),
        can_go_back,
    )
