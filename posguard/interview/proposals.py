"""Proposals for an interview: the answers that lead to a playbook, for the person to confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from posguard.interview.progress import Trees
from posguard.pack.model import START
from posguard.pack.trees import Question

_FAR = 99
"""Further than any answer leads."""


def proposals(trees: Trees, playbook: str) -> dict[str, tuple[str, ...]]:
    """For each question on what has happened the answer that leads to a playbook; none where
    several do so equally soon.
    """
    start = trees.playbooks[START].value
    # What everybody is asked leads everywhere, but for the first question.
    distances = _Distances(trees, playbook, start.asks[1:])
    proposed: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys([*start.questions, *trees.questions]):
        if name in start.asks[1:]:
            continue
        by_option = distances.of_options(name)
        nearest = min(by_option.values())
        options = [option for option, far in by_option.items() if far == nearest]
        if nearest < _FAR and len(options) == 1:
            proposed[name] = (options[0],)
    return proposed


class _Distances:
    """How many questions lie between an answer and a playbook."""

    def __init__(self, trees: Trees, playbook: str, everybody: Sequence[str]) -> None:
        self._own: Mapping[str, Question] = trees.playbooks[START].value.questions
        self._trees = trees
        self._playbook = playbook
        self._asked: set[str] = {*everybody}

    def of_options(self, name: str) -> dict[str, int]:
        """The distance of each option of a question."""
        options = self._question(name).options
        self._asked.add(name)
        found = {key: self._of(option.then) for key, option in options.items()}
        self._asked.discard(name)
        return found

    def _of(self, then: tuple[str, ...]) -> int:
        if self._playbook in then:
            return 0
        questions = [name for name in then if name not in self._asked and self._is_question(name)]
        return min((1 + min(self.of_options(name).values()) for name in questions), default=_FAR)

    def _is_question(self, name: str) -> bool:
        return name in self._own or name in self._trees.questions

    def _question(self, name: str) -> Question:
        return self._own[name] if name in self._own else self._trees.questions[name].value
