"""One sitting: ask, advise at once, until a plan is reached. Who asks and who shows is passed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.interview.walk import Answers, Playbooks, Reached, advance, begin, question_at, question_limit
from posguard.pack.model import START, Question


class Back(Enum):
    """The answer that is none: one question back."""

    BACK = "back"


class Asked(Struct, frozen=True):
    """A question as it is put to a person: which one it is, of how many at most, and whether one can go back."""

    name: str
    question: Question
    number: int
    most: int
    can_go_back: bool


class Interrupted(Exception):
    """The person left; ``reached`` holds what they had been told by then."""

    def __init__(self, reached: Reached) -> None:
        super().__init__()
        self.reached = reached


Ask = Callable[[Asked], Sequence[str] | Back]
Show = Callable[[Sequence[str]], None]
Keep = Callable[[Reached], None]


def sit(
    playbooks: Playbooks, given: Answers, ask: Ask, show: Show, keep: Keep | None = None, start: str = START
) -> Reached:
    """Ask what is not answered by ``given``, and show what cannot wait before the next question.

    ``show`` gets the ids of steps that have not been shown before, in order; ``keep`` gets what was reached after
    every answer of the person's.

    Raises:
        Interrupted: the person left in the middle.
        WrongUse: an answer given was not asked for, or is not one of its question's options.

    """
    reached = begin(playbooks, start)
    history: list[Reached] = []
    shown: set[str] = set()
    try:
        while True:
            fresh = [step for step in reached.now if step not in shown]
            if fresh:
                show(fresh)
                shown.update(fresh)
            if reached.question is None:
                break
            if reached.question in given:
                reached = advance(playbooks, reached, given[reached.question])
                continue
            answer = ask(_asked(playbooks, reached, can_go_back=bool(history)))
            if isinstance(answer, Back):
                reached = history.pop()
            else:
                history.append(reached)
                reached = advance(playbooks, reached, answer)
            if keep is not None:
                keep(reached)
    except (KeyboardInterrupt, EOFError):
        raise Interrupted(reached) from None
    asked = reached.answers
    for name in given:
        if name not in asked:
            raise WrongUse("answer-left-over", question=name, asked=list(asked))
    return reached


def _asked(playbooks: Playbooks, reached: Reached, *, can_go_back: bool) -> Asked:
    assert reached.question is not None
    question = question_at(playbooks, reached)
    number = len(reached.taken) + 1
    return Asked(reached.question, question, number, max(number, question_limit(playbooks, reached)), can_go_back)
