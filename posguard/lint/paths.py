"""Rules of paths: no circle, no question too late, no calm plan for whoever is not sure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from posguard.errors import Problem
from posguard.interview.walk import Playbooks
from posguard.lint.graph import Edges, LeastUrgency, Node, depths, first_of, path_between
from posguard.pack.model import MAX_QUESTIONS, START, UNSURE, URGENCIES, KeyPath, Question


def circle(playbooks: Playbooks, nodes: Sequence[Node]) -> Iterator[Problem]:
    """One problem for each tree in a circle, at the last ``then`` by which it leads on.

    ``nodes`` is the circle as ``graphlib`` names it, backwards.
    """
    way = list(reversed(nodes))
    names = " -> ".join(name for _, name in way)
    last_in_tree = {here[0]: (here, there) for here, there in pairwise(way)}
    for tree, (here, there) in last_in_tree.items():
        yield playbooks[tree].problem(path_between(playbooks, here, there), "cycle", way=names)


def late_questions(playbooks: Playbooks, graph: Edges, own: Collection[str]) -> Iterator[Problem]:
    """Questions that come too late, counted from the first of the interview.

    A tree that the interview does not lead to is counted from its own first question. The problem
    is reported on the nearest of the ``own`` files before it.
    """
    trees = [START, *playbooks] if START in playbooks else list(playbooks)
    starts = [first_of(playbooks, tree) for tree in trees]
    depth, came = depths(graph, [node for node in starts if node is not None], MAX_QUESTIONS)
    for node, count in depth.items():
        if count == MAX_QUESTIONS + 1:
            tree, path = _own_place(playbooks, node, came, own)
            yield playbooks[tree].problem(path, "long-path", question=node[1], most=MAX_QUESTIONS)


def _own_place(
    playbooks: Playbooks, late: Node, came: Mapping[Node, Node], own: Collection[str]
) -> tuple[str, KeyPath]:
    at = following = late
    while playbooks[at[0]].file not in own and came[at] != at:
        at, following = came[at], at
    if at == following:
        return at[0], ("questions", at[1])
    return at[0], path_between(playbooks, at, following)


def mild_unsure_answers(playbooks: Playbooks, order: Sequence[Node]) -> Iterator[Problem]:
    """Answers of whoever is not sure that lead to milder plans than every other answer."""
    mildest = LeastUrgency(playbooks, order)
    for tree in playbooks.values():
        for name, question in tree.value.questions.items():
            if UNSURE not in question.options or len(question.options) == 1:
                continue
            least = _least_for_unsure(mildest, tree.id, question)
            if mildest.behind(tree.id, question, UNSURE) < least:
                at = ("questions", name, "options", UNSURE)
                yield tree.problem(at, "calm-unsure", question=name, least=URGENCIES[least])


def _least_for_unsure(mildest: LeastUrgency, tree: str, question: Question) -> int:
    sure = [key for key in question.options if key != UNSURE]
    least = min(mildest.behind(tree, question, key) for key in sure)
    if any(option.urgency == "emergency" for option in question.options.values()):
        return max(least, URGENCIES.index("urgent"))
    return least
