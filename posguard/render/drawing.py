"""What a drawing of a tree shows: its questions, what each answer tells and brings, and where it
leads, in one language, with nothing left to look up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from posguard.pack.model import Lang, Urgency


class DrawnAnswer(Struct, frozen=True):
    """One answer: its words, the highest urgency of what it tells, and what it brings.

    ``tells`` are the ids of the findings it tells, ``says`` what these and all they imply say;
    ``at_once`` and ``later`` are what steps say to do; ``left_out`` says why something is not
    needed now; ``leads_to`` are the questions and incidents asked next, in order.
    """

    id: str
    words: str
    urgency: Urgency | None = None
    tells: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    at_once: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()


class DrawnQuestion(Struct, frozen=True):
    """A question with its answers; ``note`` tells what it waits for, if it waits."""

    id: str
    words: str
    answers: tuple[DrawnAnswer, ...]
    note: str = ""

    @property
    def leads_to(self) -> tuple[str, ...]:
        """What every one of its answers leads to, if they all lead to the same."""
        ways = {answer.leads_to for answer in self.answers}
        return next(iter(ways)) if len(ways) == 1 and len(self.answers) > 1 else ()


class Drawing(Struct, frozen=True):
    """A tree as it is drawn: its questions in the order in which they can be asked.

    ``words`` are those of the drawing itself: the heading of each column of the table, and the
    name of each urgency.
    """

    lang: Lang
    title: str
    questions: tuple[DrawnQuestion, ...]
    words: Mapping[str, str]


def columns(drawing: Drawing) -> dict[str, int]:
    """The column of each question: one more than the furthest of those that lead to it."""
    found: dict[str, int] = {}
    leading = {
        question.id: set(_leading_to(drawing, question.id)) for question in drawing.questions
    }
    while len(found) < len(leading):
        ready = [
            name for name, before in leading.items() if name not in found and before <= {*found}
        ]
        for name in ready or [next(name for name in leading if name not in found)]:
            found[name] = max((found[each] + 1 for each in leading[name] & {*found}), default=0)
    return found


def _leading_to(drawing: Drawing, name: str) -> Iterator[str]:
    for question in drawing.questions:
        if question.id != name and any(name in answer.leads_to for answer in question.answers):
            yield question.id
