"""Questions as the trees ask them: a tree's own, else the one that trees share."""

from __future__ import annotations

from collections.abc import Mapping

from posguard.errors import PosguardError
from posguard.pack.model import Entry
from posguard.pack.trees import Playbook, Question, SharedQuestion


class AskedQuestions(dict[tuple[str, str], Question | None]):
    """What stands behind each name in each tree: a question, or None for an incident.

    Found once, for whatever waits to be asked is looked at before every question.
    """

    def __init__(
        self,
        playbooks: Mapping[str, Entry[Playbook]],
        questions: Mapping[str, Entry[SharedQuestion]],
    ) -> None:
        super().__init__()
        self._playbooks = playbooks
        self._questions = questions

    def __missing__(self, key: tuple[str, str]) -> Question | None:
        """Find what a tree means by a name.

        Raises:
            PosguardError: there is neither a question nor an incident of that name.

        """
        tree, name = key
        found: Question | None = self._playbooks[tree].value.questions.get(name)
        if found is None and name in self._questions:
            found = self._questions[name].value
        elif found is None and name not in self._playbooks:
            raise PosguardError("no-such-question", playbook=tree, question=name)
        self[key] = found
        return found
