"""The answers on record against the pack as it is now: a pack that was changed since does not lock
a case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.interview.walk import Answers, Playbooks, Progress, replay


class Replay(Struct, frozen=True):
    """Where the answers lead, and those that the pack does not know, by question: kept, and
    without effect.
    """

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
    """Answers that were refused, and answers to questions that stand nowhere in the pack."""
    refused = {name: tuple(options) for name, options in answers.items() if name not in known}
    unasked = {
        name: tuple(options) for name, options in known.items() if name not in progress.answers
    }
    if unasked:
        questions = {name for entry in playbooks.values() for name in entry.value.questions}
        refused.update(
            {name: options for name, options in unasked.items() if name not in questions}
        )
    return refused
