"""The interview with a person: ask, advise at once, until nothing is left to ask.

Who asks and who shows is passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Protocol

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.interview.agenda import offered, question_at
from posguard.interview.progress import Answers, Progress, Trees
from posguard.interview.walk import advance, initial_progress
from posguard.pack.model import START
from posguard.pack.trees import Option, Question


class Back(Enum):
    """The reply that goes back to the question before."""

    BACK = "back"


class Prompt(Struct, frozen=True):
    """A question as it is put to a person: the options offered, its number, and what they answered
    before they went back to it. ``progress`` is what has led to it.
    """

    progress: Progress
    name: str
    question: Question
    options: tuple[str, ...]
    number: int
    can_go_back: bool
    before: tuple[str, ...] = ()

    @property
    def offered(self) -> dict[str, Option]:
        """The options offered, in the order of the question."""
        return {name: self.question.options[name] for name in self.options}


class Interrupted(Exception):
    """The person left; ``progress`` holds what they had been told by then."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress


Ask = Callable[[Prompt], Sequence[str] | Back]
Show = Callable[[Sequence[str], Progress], None]
Keep = Callable[[Progress], None]


class Finish(Protocol):
    """What is asked behind the last question, which is no part of the answers."""

    def __call__(self, progress: Progress, *, can_go_back: bool) -> Back | None: ...


def run_interview(
    trees: Trees,
    given: Answers,
    ask: Ask,
    show: Show,
    keep: Keep | None = None,
    start: str = START,
    told: Sequence[str] = (),
    proposed: Answers | None = None,
    finish: Finish | None = None,
) -> Progress:
    """Ask what is not answered by ``given``, and show what cannot wait before the next question.

    ``show`` gets the ids of steps that have not been shown before, in order, and the progress that
    brought them; ``keep`` gets the progress after every answer of the person's. ``told`` are
    findings known beside the answers; what is ``proposed`` is chosen to begin with. ``finish``
    gets the last progress, and may go back from it.

    Raises:
        Interrupted: the person left in the middle.
        WrongUse: an answer given was not asked for, or is not one of its question's options.

    """
    asking = _Asking(trees, ask, initial_progress(trees, start, told), proposed or {})
    shown: set[str] = set()
    try:
        while True:
            progress = asking.progress
            _show_new(progress, shown, show)
            if progress.question is None:
                _check_taken_up(given, progress)
                if finish is None or finish(progress, can_go_back=asking.can_go_back) is None:
                    break
                asking.go_back()
                continue
            if progress.question in given:
                asking.progress = advance(trees, progress, given[progress.question])
                continue
            asking.ask_next()
            if keep is not None:
                keep(asking.progress)
    except (KeyboardInterrupt, EOFError):
        raise Interrupted(asking.progress) from None
    return progress


def _check_taken_up(given: Answers, progress: Progress) -> None:
    """Refuse an answer that was given and that nothing asked for.

    Raises:
        WrongUse: there is one; names it.

    """
    left_over = next((name for name in given if name not in progress.answers), None)
    if left_over is not None:
        raise WrongUse("answer-left-over", question=left_over, asked=list(progress.answers))


def _show_new(progress: Progress, shown: set[str], show: Show) -> None:
    """Show the urgent steps that have not been shown yet."""
    fresh = [step for step in progress.now if step not in shown]
    if fresh:
        show(fresh, progress)
        shown.update(fresh)


class _Asking:
    """The questions put to a person, forward and back."""

    def __init__(self, trees: Trees, ask: Ask, progress: Progress, proposed: Answers) -> None:
        self.progress = progress
        self._trees = trees
        self._ask = ask
        self._history: list[Progress] = []
        self._before: dict[str, Sequence[str]] = {**proposed}

    @property
    def can_go_back(self) -> bool:
        """Whether a question has been asked."""
        return bool(self._history)

    def ask_next(self) -> None:
        """Ask the next question, and go on from the answer or back to the question before."""
        prompt = _prompt(self._trees, self.progress, self._before, can_go_back=self.can_go_back)
        answer = self._ask(prompt)
        if isinstance(answer, Back):
            self.go_back()
        else:
            self._history.append(self.progress)
            self.progress = advance(self._trees, self.progress, answer)

    def go_back(self) -> None:
        """Go back to the question that was asked last; its answer is remembered."""
        last = self._history.pop()
        assert last.question is not None
        self._before[last.question] = self.progress.answers[last.question]
        self.progress = last


def _prompt(trees: Trees, progress: Progress, before: Answers, *, can_go_back: bool) -> Prompt:
    assert progress.question is not None
    question = question_at(trees, progress)
    options = offered(trees, progress, question)
    return Prompt(
        progress,
        progress.question,
        question,
        options,
        len(progress.answered) + 1,
        can_go_back,
        tuple(key for key in before.get(progress.question, ()) if key in options),
    )
