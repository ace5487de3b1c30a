"""The trees of a pack as one graph: a node is a question, an edge leads to what may be asked
next.
"""

from __future__ import annotations

import graphlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

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

Node = tuple[str, str]
"""A question in a tree."""
Edges = Mapping[Node, Sequence[Node]]


def selections(question: Question) -> Iterator[tuple[str, ...]]:
    """The answers worth trying: each option, and, where several may be chosen, all that go
    together at once.
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
    waiting = [initial_progress(playbooks, start)]
    met: set[Hashable] = set()
    while waiting:
        progress = waiting.pop()
        if alike is not None:
            here = alike(progress)
            if here in met:
                continue
            met.add(here)
        if progress.question is None:
            yield progress
        else:
            question = question_at(playbooks, progress)
            waiting.extend(advance(playbooks, progress, chosen) for chosen in selections(question))


def targets(question: Question) -> set[str]:
    """Every question, and every other tree, that the question leads to."""
    return {question.leads_to(key) for key in question.options} - {END}


def targets_of(tree: Playbook) -> set[str]:
    """Every question, and every other tree, that the tree's options lead to."""
    return {target for question in tree.questions.values() for target in targets(question)}


def handed_to(name: str, playbooks: Playbooks) -> set[str]:
    """The trees that a tree hands over to, and those that they hand over to."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        questions = playbooks[waiting.pop()].value.questions
        into = (
            {target for q in questions.values() for target in targets(q)} - set(questions) - found
        )
        found |= into
        waiting.extend(into)
    return found


def asked_behind(name: str, playbooks: Playbooks) -> set[str]:
    """The questions of the trees that a tree hands over to: what was answered before counts in
    them.
    """
    return {
        question
        for tree in handed_to(name, playbooks)
        for question in playbooks[tree].value.questions
    }


def first_of(playbooks: Playbooks, tree: str) -> Node | None:
    """The question that a tree begins with."""
    name = next(iter(playbooks[tree].value.questions), None)
    return None if name is None else (tree, name)


def target_of(playbooks: Playbooks, tree: str, then: str) -> Node | None:
    """The question that is asked where an option of the tree leads; None where that is the
    plan.
    """
    into, question = target(playbooks, tree, then)
    return None if question is None else (into, question)


def path_between(playbooks: Playbooks, here: Node, there: Node) -> KeyPath:
    """Where, in the file of one question, the ``then`` stands that leads to the other."""
    tree, name = here
    where: KeyPath = ("questions", name)
    question = playbooks[tree].value.questions[name]
    for key, option in question.options.items():
        if target_of(playbooks, tree, question.leads_to(key)) == there:
            return (*where, "options", key, "then") if option.then else (*where, "then")
    return where


def edges(playbooks: Playbooks) -> Edges:
    """Every question, and the questions that may follow it."""
    found = {}
    for tree, entry in playbooks.items():
        for name, question in entry.value.questions.items():
            following = (
                target_of(playbooks, tree, target) for target in sorted(targets(question))
            )
            found[tree, name] = [node for node in following if node is not None]
    return found


def last_first(graph: Edges) -> list[Node]:
    """Every question after all that may follow it.

    Raises:
        graphlib.CycleError: the questions go in a circle.

    """
    return list(graphlib.TopologicalSorter(graph).static_order())


def depths(
    graph: Edges, starts: Iterable[Node], most: int
) -> tuple[dict[Node, int], dict[Node, Node]]:
    """How many questions the longest way to each question has, and from where that way comes.

    A way is followed no further than one question past ``most``. A start on a way from an earlier
    one begins nothing.
    """
    depth: dict[Node, int] = {}
    came: dict[Node, Node] = {}
    for start in starts:
        waiting = [(start, start, 1)]
        while waiting:
            node, before, count = waiting.pop()
            if count > depth.get(node, 0):
                depth[node], came[node] = count, before
                waiting.extend(
                    (following, node, count + 1) for following in graph[node] if count <= most
                )
    return depth, came


def path_counts(playbooks: Playbooks, order: Iterable[Node]) -> dict[Node, int]:
    """How many ways lead from each question to a plan; ``order`` is that of ``last_first``."""
    found: dict[Node, int] = {}
    for tree, name in order:
        question = playbooks[tree].value.questions[name]
        following = [
            target_of(playbooks, tree, question.leads_to(chosen[0]))
            for chosen in selections(question)
        ]
        found[tree, name] = sum(1 if node is None else found[node] for node in following)
    return found


def ways_out(playbooks: Playbooks, tree: str) -> int:
    """How many ways lead from the first question of a tree into other trees or to a plan."""
    questions = playbooks[tree].value.questions
    graph = {
        (tree, name): [(tree, t) for t in targets(q) if t in questions]
        for name, q in questions.items()
    }
    found: dict[str, int] = {}
    for _, name in last_first(graph):
        question = questions[name]
        found[name] = sum(
            found.get(question.leads_to(chosen[0]), 1) for chosen in selections(question)
        )
    return found.get(next(iter(questions), ""), 0)


class LeastUrgency:
    """The mildest urgency that a plan can have behind an option or a question; a position in
    ``URGENCIES``.
    """

    def __init__(self, playbooks: Playbooks, order: Iterable[Node]) -> None:
        self._playbooks = playbooks
        self._known: dict[Node, int] = {}
        for tree, name in order:
            question = playbooks[tree].value.questions[name]
            self._known[tree, name] = min(
                self.behind(tree, question, key) for key in question.options
            )

    def behind(self, tree: str, question: Question, key: str) -> int:
        """What an option of the tree leads to at the least; never less than the tree itself."""
        target = question.leads_to(key)
        own = max(
            self._floor(tree), URGENCIES.index(question.options[key].urgency or "not-incident")
        )
        if target != END and target not in self._playbooks[tree].value.questions:
            own = max(own, self._floor(target))
        node = target_of(self._playbooks, tree, target)
        return own if node is None else max(own, self._known[node])

    def _floor(self, tree: str) -> int:
        return URGENCIES.index(self._playbooks[tree].value.urgency)


def raised_entries(playbooks: Playbooks) -> Iterator[tuple[str, Progress]]:
    """Every way from the first tree into another one on which an answer has raised the urgency,
    and where it leads.
    """
    waiting = [initial_progress(playbooks, START)] if START in playbooks else []
    while waiting:
        progress = waiting.pop()
        if progress.playbook != START:
            if any(_raises(playbooks, answer) for answer in progress.answered):
                yield progress.playbook, progress
        elif progress.question is not None:
            question = question_at(playbooks, progress)
            waiting.extend(advance(playbooks, progress, chosen) for chosen in selections(question))


def _raises(playbooks: Playbooks, answer: Answer) -> bool:
    options = playbooks[answer.playbook].value.questions[answer.question].options
    return any(options[name].urgency not in (None, URGENCIES[0]) for name in answer.options)
