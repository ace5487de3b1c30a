"""One sitting: ask, advise at once, until a plan is reached. Who asks and who shows is passed
in.
"""

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
    """The answer that is none: one question back."""

    BACK = "back"


class Prompt(Struct, frozen=True):
    """A question as it is put to a person: which one it is, of how many at most, and whether one
    can go back.
    """

    name: str
    question: Question
    number: int
    most: int
    can_go_back: bool


class Interrupted(Exception):
    """The person left; ``reached`` holds what they had been told by then."""

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
    """Ask what is not answered by ``given``, and show what cannot wait before the next question.

    ``show`` gets the ids of steps that have not been shown before, in order; ``keep`` gets what
    was reached after every answer of the person's.

    Raises:
        Interrupted: the person left in the middle.
        WrongUse: an answer given was not asked for, or is not one of its question's options.

    """
    progress = initial_progress(playbooks, start)
    history: list[Progress] = []
    shown: set[str] = set()
    try:
        while True:
            fresh = [step for step in progress.now if step not in shown]
            if fresh:
                show(fresh)
                shown.update(fresh)
            if progress.question is None:
                break
            if progress.question in given:
                progress = advance(playbooks, progress, given[progress.question])
                continue
            answer = ask(_asked(playbooks, progress, can_go_back=bool(history)))
            if isinstance(answer, Back):
                progress = history.pop()
            else:
                history.append(progress)
                progress = advance(playbooks, progress, answer)
            if keep is not None:
                keep(progress)
    except (KeyboardInterrupt, EOFError):
        raise Interrupted(progress) from None
    prompt = progress.answers
    for name in given:
        if name not in prompt:
            raise WrongUse("answer-left-over", question=name, prompt=list(prompt))
    return progress


def _asked(playbooks: Playbooks, progress: Progress, *, can_go_back: bool) -> Prompt:
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
