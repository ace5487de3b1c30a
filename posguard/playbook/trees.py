"""The rules that trees keep to: every question can be reached and left, and every way ends in a whole plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError
from typing import Any

from posguard.errors import WrongUse
from posguard.playbook.graph import (
    Edges,
    Mildest,
    Node,
    alarmed,
    depths,
    edges,
    ends,
    first_of,
    last_first,
    targets,
    targets_of,
    ways,
)
from posguard.playbook.model import (
    MAX_QUESTIONS,
    NEEDED,
    START,
    UNSURE,
    URGENCIES,
    Entry,
    Path,
    Playbook,
    Step,
)
from posguard.playbook.shape import Problem
from posguard.playbook.walk import Playbooks, Reached

Steps = Mapping[str, Entry[Step]]
MOST_WAYS = 50_000
"""How many ways one tree may have to its plans: every one of them is checked."""


def check_trees(playbooks: Playbooks, steps: Steps, own: Collection[str]) -> Iterator[Problem]:
    """Every problem of the trees themselves; trees with unknown references are left out of the walks.

    ``own`` are the files that are being checked: what several files do together is told of one of them.
    """
    for tree in playbooks.values():
        yield from _questions(tree)
    yield from _shared_names(sorted(playbooks.values(), key=lambda tree: tree.file in own))
    whole = {name: tree for name, tree in playbooks.items() if _is_whole(tree, playbooks, steps)}
    whole = {name: tree for name, tree in whole.items() if _reachable_trees(name, playbooks) <= set(whole)}
    graph = edges(whole)
    try:
        order = last_first(graph)
    except CycleError as err:
        yield from _circle(whole, err.args[1])
        return
    yield from _length(whole, graph, own)
    yield from _unsure(whole, order)
    count = ways(whole, order)
    alarms = [(name, _pillars(into, steps)) for name, into in alarmed(whole)]
    for name, tree in whole.items():
        first = first_of(whole, name)
        if name == START or (first and max(depths(graph, [first], MAX_QUESTIONS)[0].values()) > MAX_QUESTIONS):
            continue
        if first and count[first] > MOST_WAYS:
            yield _problem(tree, ("questions",), "too-many-ways", most=MOST_WAYS)
        else:
            yield from _plans(name, whole, steps, own, {held for into, held in alarms if into == name})


def _problem(tree: Entry[Any], path: Path, rule: str, **facts: object) -> Problem:
    return Problem(tree.file, *tree.place(*path), rule, facts)


def _questions(tree: Entry[Playbook]) -> Iterator[Problem]:
    questions = tree.value.questions
    if tree.id == START and not questions:
        yield _problem(tree, ("questions",), "value", key="questions", value="{}", why="empty")
    for name, question in questions.items():
        where: Path = ("questions", name)
        if UNSURE not in question.options and question.no_unsure is None:
            yield _problem(tree, where, "no-unsure", question=name)
        for key, option in question.options.items():
            at = (*where, "options", key)
            if question.choose == "many" and option.then is not None:
                yield _problem(tree, (*at, "then"), "then-of-many", question=name)
            elif option.then is None and question.then is None:
                yield _problem(tree, at, "no-then", question=name, option=key)
    yield from _unreachable(tree)


def _unreachable(tree: Entry[Playbook]) -> Iterator[Problem]:
    questions = tree.value.questions
    found: set[str] = set()
    waiting = list(questions)[:1]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(t for t in targets(questions[name]) if t in questions)
    for name in questions:
        if name not in found:
            yield _problem(tree, ("questions", name), "unreachable-question", question=name)


def _shared_names(playbooks: Sequence[Entry[Playbook]]) -> Iterator[Problem]:
    first: dict[str, Entry[Playbook]] = {}
    for tree in playbooks:
        for name, question in tree.value.questions.items():
            other = first.setdefault(name, tree)
            theirs = other.value.questions[name]
            if (list(theirs.options), theirs.choose) != (list(question.options), question.choose):
                yield _problem(tree, ("questions", name), "shared-question-differs", question=name, other=other.id)


def steps_of(tree: Playbook) -> set[str]:
    """Every step that the tree can bring."""
    options = [option for question in tree.questions.values() for option in question.options.values()]
    return {*tree.steps, *(step for option in options for step in (*option.now, *option.steps))}


def _is_whole(tree: Entry[Playbook], playbooks: Playbooks, steps: Steps) -> bool:
    questions = tree.value.questions
    known = all(name in steps for name in steps_of(tree.value))
    return known and all(t in questions or (t in playbooks and t != START) for t in targets_of(tree.value))


def _reachable_trees(name: str, playbooks: Playbooks) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        tree = waiting.pop()
        if tree not in found:
            found.add(tree)
            questions = playbooks[tree].value.questions if tree in playbooks else {}
            waiting.extend(t for q in questions.values() for t in targets(q) if t not in questions)
    return found


def _circle(playbooks: Playbooks, circle: Sequence[Node]) -> Iterator[Problem]:
    """One problem for each tree that has a part in it."""
    way = " -> ".join(name for _, name in reversed(circle))
    for tree, name in dict(circle).items():
        yield _problem(playbooks[tree], ("questions", name), "cycle", way=way)


def _length(playbooks: Playbooks, graph: Edges, own: Collection[str]) -> Iterator[Problem]:
    """Questions that come too late, counted from the first of the interview.

    A tree that the interview does not lead to is counted from its own first question.
    """
    trees = [START, *playbooks] if START in playbooks else list(playbooks)
    first = [node for node in (first_of(playbooks, tree) for tree in trees) if node is not None]
    depth, came = depths(graph, first, MAX_QUESTIONS)
    for node, count in depth.items():
        if count == MAX_QUESTIONS + 1:
            at = node
            while playbooks[at[0]].file not in own and came[at] != at:
                at = came[at]
            yield _problem(playbooks[at[0]], ("questions", at[1]), "long-path", question=node[1], most=MAX_QUESTIONS)


def _unsure(playbooks: Playbooks, order: Sequence[Node]) -> Iterator[Problem]:
    mildest = Mildest(playbooks, order)
    for tree in playbooks.values():
        for name, question in tree.value.questions.items():
            if UNSURE not in question.options or len(question.options) == 1:
                continue
            least = min(mildest.behind(tree.id, question, key) for key in question.options if key != UNSURE)
            if any(option.urgency == "emergency" for option in question.options.values()):
                least = max(least, URGENCIES.index("urgent"))
            if mildest.behind(tree.id, question, UNSURE) < least:
                at = ("questions", name, "options", UNSURE)
                yield _problem(tree, at, "calm-unsure", question=name, least=URGENCIES[least])


def _pillars(reached: Reached, steps: Steps) -> frozenset[str]:
    """The pillars that have a step by now, or a reason why they have none."""
    return frozenset([*(steps[b.step].folder for b in reached.brought), *(pillar for pillar, _ in reached.waived)])


def _plans(
    name: str, playbooks: Playbooks, steps: Steps, own: Collection[str], alarms: Collection[frozenset[str]]
) -> Iterator[Problem]:
    """What is wrong with the plans of a tree: each fault once, with the first way that leads to it.

    ``alarms`` are the pillars that come along on each way into the tree that has raised the urgency already: behind
    it even a calm end is the plan of a real incident.
    """
    tree = playbooks[name]
    told: set[object] = set()
    for end in _ends(playbooks, name):
        visited = [playbooks[other] for other in end.visited]
        held = {b.step for b in end.brought}
        pillars = _pillars(end, steps)
        calm = end.urgency == "not-incident"
        for before in alarms if calm else [frozenset[str]()]:
            for group in NEEDED:
                if not (pillars | before) & set(group) and group not in told:
                    told.add(group)
                    at = _own([tree, *visited], own)
                    yield _problem(at, (), "missing-pillar", pillar=list(group), way=_way(end))
        for one in sorted(held):
            for other in steps[one].value.not_with:
                pair = frozenset((one, other))
                if other in held and pair not in told:
                    told.add(pair)
                    at = _own([tree, steps[one], steps[other], *visited], own)
                    yield _problem(at, (), "contradiction", one=one, other=other, way=_way(end))


def _ends(playbooks: Playbooks, name: str) -> Iterator[Reached]:
    try:
        yield from ends(playbooks, name)
    except WrongUse:
        return  # two trees ask one question with different options, which is told of by a rule of its own


def _own(candidates: Sequence[Entry[Any]], own: Collection[str]) -> Entry[Any]:
    return next((entry for entry in candidates if entry.file in own), candidates[0])


def _way(end: Reached) -> str:
    return ", ".join(f"{t.question}={'+'.join(t.options)}" for t in end.taken)
