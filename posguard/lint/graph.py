"""Trees of a pack as one graph: a node is a question, an edge leads to one that may be next."""

from __future__ import annotations

import graphlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from posguard.interview.walk import (
    Answer,
    Playbooks,
    Progress,
    advance,
    initial_progress,
    question_at,
    target,
)
from posguard.pack.model import END, EXCLUSIVE, START, URGENCIES, KeyPath, Playbook, Question

T = TypeVar("T", bound=Hashable)

Node = tuple[str, str]
"""A question in a tree."""
Edges = Mapping[Node, Sequence[Node]]


def reachable(starts: Iterable[T], following: Callable[[T], Iterable[T]]) -> set[T]:
    """The starts, and everything that can be reached from them in any number of moves."""
    found: set[T] = set()
    waiting = list(starts)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(following(here))
    return found


def selections(question: Question) -> Iterator[tuple[str, ...]]:
    """The answers worth trying.

    These are each option alone and, where several may be chosen, all options that go together at
    once.
    """
    for key in question.options:
        yield (key,)
    together = tuple(key for key in question.options if key not in EXCLUSIVE)
    if question.choose == "many" and len(together) > 1:
        yield together


def ends(
    playbooks: Playbooks, start: str, alike: Callable[[Progress], Hashable] | None = None
) -> Iterator[Progress]:
    """Every way from the first question of a tree to a plan, hand-overs included.

    Of the ways that have come to what ``alike`` calls the same, only the first is followed
    further.
    """
    met: set[Hashable] = set()

    def is_repetition(progress: Progress) -> bool:
        if alike is None:
            return False
        signature = alike(progress)
        if signature in met:
            return True
        met.add(signature)
        return False

    waiting = [initial_progress(playbooks, start)]
    while waiting:
        progress = waiting.pop()
        if is_repetition(progress):
            continue
        if progress.question is None:
            yield progress
        else:
            waiting.extend(_answered(playbooks, progress))


def _answered(playbooks: Playbooks, progress: Progress) -> Iterator[Progress]:
    """The interview after each answer worth trying to its next question."""
    for chosen in selections(question_at(playbooks, progress)):
        yield advance(playbooks, progress, chosen)


def targets(question: Question) -> set[str]:
    """Every question, and every other tree, that the question leads to."""
    return {question.leads_to(key) for key in question.options} - {END}


def targets_of(tree: Playbook) -> set[str]:
    """Every question, and every other tree, that the tree's options lead to."""
    return set[str]().union(*map(targets, tree.questions.values()))


def steps_of(tree: Playbook) -> set[str]:
    """Every step that the tree can put into a plan."""
    found = set(tree.steps)
    for question in tree.questions.values():
        for option in question.options.values():
            found.update(option.now, option.steps)
    return found


def next_trees(tree: Playbook) -> set[str]:
    """The other trees that the tree hands over to directly."""
    return targets_of(tree) - tree.questions.keys()


def handed_to(name: str, playbooks: Playbooks) -> set[str]:
    """The trees that a tree hands over to, and those that they hand over to."""
    return reachable(
        next_trees(playbooks[name].value), lambda tree: next_trees(playbooks[tree].value)
    )


def asked_behind(name: str, playbooks: Playbooks) -> set[str]:
    """The questions of all trees that a tree hands over to: earlier answers count in them."""
    questions: set[str] = set()
    for tree in handed_to(name, playbooks):
        questions.update(playbooks[tree].value.questions)
    return questions


def first_of(playbooks: Playbooks, tree: str) -> Node | None:
    """The question that a tree begins with; None for a tree without questions."""
    name = next(iter(playbooks[tree].value.questions), None)
    return None if name is None else (tree, name)


def target_of(playbooks: Playbooks, tree: str, then: str) -> Node | None:
    """The question that a ``then`` in the tree leads to; None where it leads to the plan."""
    into, question = target(playbooks, tree, then)
    return None if question is None else (into, question)


def path_between(playbooks: Playbooks, here: Node, there: Node) -> KeyPath:
    """The place, in the file of one question, of the ``then`` that leads to the other."""
    tree, name = here
    where: KeyPath = ("questions", name)
    question = playbooks[tree].value.questions[name]
    for key, option in question.options.items():
        if target_of(playbooks, tree, question.leads_to(key)) == there:
            return (*where, "options", key, "then") if option.then else (*where, "then")
    return where


def edges(playbooks: Playbooks) -> Edges:
    """Every question, and the questions that may follow it."""
    found: dict[Node, Sequence[Node]] = {}
    for tree, entry in playbooks.items():
        for name, question in entry.value.questions.items():
            found[tree, name] = _following(playbooks, tree, question)
    return found


def _following(playbooks: Playbooks, tree: str, question: Question) -> list[Node]:
    nodes = [target_of(playbooks, tree, then) for then in sorted(targets(question))]
    return [node for node in nodes if node is not None]


def last_first(graph: Edges) -> list[Node]:
    """Every question after all that may follow it.

    Raises:
        graphlib.CycleError: the questions go in a circle.

    """
    return list(graphlib.TopologicalSorter(graph).static_order())


def depths(
    graph: Edges, starts: Iterable[Node], most: int
) -> tuple[dict[Node, int], dict[Node, Node]]:
    """The number of questions on the longest way to each one, and the question before it there.

    A way is followed no further than one question past ``most``. A start on a way from an earlier
    one begins nothing.
    """
    depth: dict[Node, int] = {}
    came: dict[Node, Node] = {}
    for start in starts:
        waiting = [(start, start, 1)]
        while waiting:
            node, before, count = waiting.pop()
            if count <= depth.get(node, 0):
                continue
            depth[node], came[node] = count, before
            if count <= most:
                waiting.extend((following, node, count + 1) for following in graph[node])
    return depth, came


def path_counts(playbooks: Playbooks, order: Iterable[Node]) -> dict[Node, int]:
    """The number of ways from each question to a plan; ``order`` is that of ``last_first``."""
    found: dict[Node, int] = {}
    for tree, name in order:
        question = playbooks[tree].value.questions[name]
        count = 0
        for chosen in selections(question):
            node = target_of(playbooks, tree, question.leads_to(chosen[0]))
            count += 1 if node is None else found[node]
        found[tree, name] = count
    return found


def ways_out(playbooks: Playbooks, tree: str) -> int:
    """The number of ways from the first question of a tree into other trees or to a plan."""
    questions = playbooks[tree].value.questions
    graph = {
        (tree, name): [(tree, then) for then in targets(question) & questions.keys()]
        for name, question in questions.items()
    }
    found: dict[str, int] = {}
    for _, name in last_first(graph):
        leads_to = questions[name].leads_to
        found[name] = sum(
            found.get(leads_to(chosen[0]), 1) for chosen in selections(questions[name])
        )
    return found.get(next(iter(questions), ""), 0)


class LeastUrgency:
    """The mildest urgency of all plans behind an option: a position in ``URGENCIES``."""

    def __init__(self, playbooks: Playbooks, order: Iterable[Node]) -> None:
        self._playbooks = playbooks
        self._known: dict[Node, int] = {}
        for tree, name in order:
            question = playbooks[tree].value.questions[name]
            self._known[tree, name] = min(
                self.behind(tree, question, key) for key in question.options
            )

    def behind(self, tree: str, question: Question, key: str) -> int:
        """The mildest urgency behind an option of the tree; never below that of the tree."""
        target = question.leads_to(key)
        raised = URGENCIES.index(question.options[key].urgency or "not-incident")
        least = max(self._floor(tree), raised)
        if target != END and target not in self._playbooks[tree].value.questions:
            least = max(least, self._floor(target))
        node = target_of(self._playbooks, tree, target)
        return least if node is None else max(least, self._known[node])

    def _floor(self, tree: str) -> int:
        return URGENCIES.index(self._playbooks[tree].value.urgency)


def raised_entries(playbooks: Playbooks) -> Iterator[tuple[str, Progress]]:
    """Every way from the first tree into another one, on which an answer raised the urgency."""
    waiting = [initial_progress(playbooks, START)] if START in playbooks else []
    while waiting:
        progress = waiting.pop()
        if progress.playbook == START:
            if progress.question is not None:
                waiting.extend(_answered(playbooks, progress))
        elif any(_raises(playbooks, answer) for answer in progress.answered):
            yield progress.playbook, progress


def _raises(playbooks: Playbooks, answer: Answer) -> bool:
    options = playbooks[answer.playbook].value.questions[answer.question].options
    return any(options[name].urgency not in (None, URGENCIES[0]) for name in answer.options)
