"""Answers on record against the pack as it is now: a pack that was changed since does not lock a
case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.interview.progress import Answers, Progress, Trees
from posguard.interview.walk import replay


class Replay(Struct, frozen=True):
    """The progress that the answers lead to, and the answers that the pack does not know, by
    question: kept, and without effect.
    """

    progress: Progress
    unknown: dict[str, tuple[str, ...]]


def replay_known(trees: Trees, answers: Answers, told: Sequence[str] = ()) -> Replay:
    """Follow the answers as far as the pack knows them.

    ``told`` are the findings that the answers told when they were recorded. Those that the pack
    still has hold again where an answer is no longer known, so that a question worded anew loses
    nothing.
    """
    known = dict(answers)
    while True:
        try:
            progress = replay(trees, known)
            break
        except WrongUse as err:
            question = err.facts.get("question")
            if question not in known:
                raise
            del known[str(question)]
    unknown = _unknown(trees, answers, progress, known)
    lost = [name for name in told if name in trees.findings and name not in progress.told]
    if unknown and lost:
        progress = replay(trees, known, told=lost)
    return Replay(progress, unknown)


def _unknown(
    trees: Trees, answers: Answers, progress: Progress, known: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Answers that were refused, and answers to questions that stand nowhere in the pack."""
    refused = {name: tuple(options) for name, options in answers.items() if name not in known}
    unasked = {
        name: tuple(options) for name, options in known.items() if name not in progress.answers
    }
    if unasked:
        questions = set(trees.questions)
        for entry in trees.playbooks.values():
            questions.update(entry.value.questions)
        refused.update({n: options for n, options in unasked.items() if n not in questions})
    return refused
