"""Answers of a case, replayed with the pack as it is now: a changed pack locks no case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.interview.walk import Answers, Playbooks, Progress, replay


class Replay(Struct, frozen=True):
    """The progress by the answers, and those without effect because the pack lacks them."""

    progress: Progress
    unknown: dict[str, tuple[str, ...]]


def replay_known(playbooks: Playbooks, answers: Answers) -> Replay:
    """Follow the answers as far as the pack knows them.

    Raises:
        PosguardError: the pack leads nowhere or in a circle.

    """
    known = dict(answers)
    while True:
        try:
            progress = replay(playbooks, known)
            break
        except WrongUse as err:
            question = err.facts.get("question")
            if question not in known:
                raise
            del known[str(question)]
    return Replay(progress, _unknown(playbooks, answers, progress, known))


def _unknown(
    playbooks: Playbooks, answers: Answers, progress: Progress, known: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Answers that were refused, and answers to questions that the pack does not have."""
    unknown = [name for name in answers if name not in known]
    unasked = [name for name in known if name not in progress.answers]
    if unasked:
        questions = _questions(playbooks)
        unknown += [name for name in unasked if name not in questions]
    return {name: tuple(answers[name]) for name in unknown}


def _questions(playbooks: Playbooks) -> set[str]:
    questions: set[str] = set()
    for entry in playbooks.values():
        questions.update(entry.value.questions)
    return questions
