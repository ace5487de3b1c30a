"""Every question of a pack and every answer to it, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from posguard.interview.progress import Trees
from posguard.pack.model import START, Entry, KeyPath
from posguard.pack.trees import Option, Question


class Asked(Struct, frozen=True):
    """A question as it stands in a file: the file, the place in it, and the question's name."""

    entry: Entry[Any]
    path: KeyPath
    name: str
    question: Question

    def option(self, key: str) -> KeyPath:
        """The place of one of its options."""
        return (*self.path, "options", key)


def questions_of(trees: Trees) -> Iterator[Asked]:
    """Every question of a pack: those of the trees, then those that trees share."""
    for tree in trees.playbooks.values():
        for name, question in tree.value.questions.items():
            yield Asked(tree, ("questions", name), name, question)
    for name, entry in trees.questions.items():
        yield Asked(entry, (), name, entry.value)


def options_of(trees: Trees) -> Iterator[tuple[Asked, str, Option]]:
    """Every option of every question."""
    for one in questions_of(trees):
        for key, option in one.question.options.items():
            yield one, key, option


def is_first(one: Asked) -> bool:
    """Whether a question stands in the tree that every interview begins with."""
    return one.entry.id == START
