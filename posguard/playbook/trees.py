"""The rules that trees keep to: every question can be reached and left, and every way ends in a whole plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from posguard.playbook.model import (
    END,
    EXCLUSIVE,
    MAX_QUESTIONS,
    NEEDED,
    START,
    UNSURE,
    URGENCIES,
    Entry,
    Path,
    Playbook,
    Question,
    Step,
)
from posguard.playbook.shape import Problem
from posguard.playbook.walk import Playbooks, Reached, advance, begin, question_at

Steps = Mapping[str, Entry[Step]]
Node = tuple[str, str]
"""A question in a tree."""


def check_trees(playbooks: Playbooks, steps: Steps) -> Iterator[Problem]:
    """Every problem of the trees themselves; trees with unknown references are left out of the walks."""
    for tree in playbooks.values():
        yield from _questions(tree)
    yield from _shared_names(playbooks)
    whole = {name: tree for name, tree in playbooks.items() if _is_whole(tree, playbooks, steps)}
    whole = {name: tree for name, tree in whole.items() if _reachable_trees(name, playbooks) <= set(whole)}
    circles = list(_circles(whole))
    yield from circles
    if not circles and START in whole:
        yield from _length(whole)
    if not circles:
        yield from _unsure(whole)
        for name in whole:
            if name != START:
                yield from _plans(name, whole, steps)


def selections(question: Question) -> Iterator[tuple[str, ...]]:
    """The answers worth trying: each option, and, where several may be chosen, all that go together at once."""
    for key in question.options:
        yield (key,)
    together = tuple(key for key in question.options if key not in EXCLUSIVE)
    if question.choose == "many" and len(together) > 1:
        yield together


def ends(playbooks: Playbooks, start: str) -> Iterator[Reached]:
    """Every way from the first question of a tree to a plan, hand-overs included."""
    waiting = [begin(playbooks, start)]
    while waiting:
        reached = waiting.pop()
        if reached.question is None:
            yield reached
        else:
            question = question_at(playbooks, reached)
            waiting.extend(advance(playbooks, reached, chosen) for chosen in selections(question))


def _problem(tree: Entry[Any], path: Path, rule: str, **facts: object) -> Problem:
    return Problem(tree.file, *tree.place(*path), rule, facts)


def _questions(tree: Entry[Playbook]) -> Iterator[Problem]:
    questions = tree.value.questions
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
    found: set[str] = set()
    waiting = list(questions)[:1]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(t for t in _targets(questions[name]) if t in questions)
    for name in questions:
        if name not in found:
            yield _problem(tree, ("questions", name), "unreachable-question", question=name)


def _targets(question: Question) -> set[str]:
    return {question.leads_to(key) for key in question.options} - {END}


def _shared_names(playbooks: Playbooks) -> Iterator[Problem]:
    first: dict[str, Entry[Playbook]] = {}
    for tree in playbooks.values():
        for name, question in tree.value.questions.items():
            other = first.setdefault(name, tree)
            theirs = other.value.questions[name]
            if (list(theirs.options), theirs.choose) != (list(question.options), question.choose):
                yield _problem(tree, ("questions", name), "shared-question-differs", question=name, other=other.id)


def steps_of(tree: Playbook) -> set[str]:
    """Every step that the tree can bring."""
    options = [option for question in tree.questions.values() for option in question.options.values()]
    return {*tree.steps, *(step for option in options for step in (*option.now, *option.steps))}


def targets_of(tree: Playbook) -> set[str]:
    """Every question, and every other tree, that the tree's options lead to."""
    return {target for question in tree.questions.values() for target in _targets(question)}


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
            waiting.extend(t for q in questions.values() for t in _targets(q) if t not in questions)
    return found


def _next(playbooks: Playbooks, node: Node) -> list[Node]:
    tree, name = node
    questions = playbooks[tree].value.questions
    found = []
    for target in sorted(_targets(questions[name])):
        into = (tree, target) if target in questions else (target, next(iter(playbooks[target].value.questions), ""))
        if into[1]:
            found.append(into)
    return found


def _circles(playbooks: Playbooks) -> Iterator[Problem]:
    import graphlib

    nodes = {(t, q): _next(playbooks, (t, q)) for t in playbooks for q in playbooks[t].value.questions}
    try:
        graphlib.TopologicalSorter(nodes).prepare()
    except graphlib.CycleError as err:
        circle: list[Node] = err.args[1]
        tree, name = circle[0]
        yield _problem(playbooks[tree], ("questions", name), "cycle", way=" -> ".join(q for _, q in reversed(circle)))


def _length(playbooks: Playbooks) -> Iterator[Problem]:
    """The longest way from the first question of the interview to each question, counted in questions."""
    depth: dict[Node, int] = {}
    waiting: list[tuple[Node, int]] = [((START, next(iter(playbooks[START].value.questions))), 1)]
    while waiting:
        node, count = waiting.pop()
        if count > depth.get(node, 0):
            depth[node] = count
            waiting.extend((n, count + 1) for n in _next(playbooks, node))
    for (tree, name), count in depth.items():
        if count == MAX_QUESTIONS + 1:
            yield _problem(playbooks[tree], ("questions", name), "long-path", question=name, most=MAX_QUESTIONS)


class _Mildest:
    """The mildest urgency that a plan can have behind an option or a question; a position in ``URGENCIES``."""

    def __init__(self, playbooks: Playbooks) -> None:
        self.playbooks = playbooks
        self.known: dict[Node, int] = {}

    def behind(self, tree: str, question: Question, key: str) -> int:
        own = URGENCIES.index(question.options[key].urgency or "not-incident")
        target = question.leads_to(key)
        if target == END:
            return own
        if target in self.playbooks[tree].value.questions:
            return max(own, self._of((tree, target)))
        entered = self.playbooks[target].value
        first = next(iter(entered.questions), None)
        return max(own, URGENCIES.index(entered.urgency), self._of((target, first)) if first else 0)

    def _of(self, node: Node) -> int:
        if node not in self.known:
            question = self.playbooks[node[0]].value.questions[node[1]]
            self.known[node] = min(self.behind(node[0], question, key) for key in question.options)
        return self.known[node]


def _unsure(playbooks: Playbooks) -> Iterator[Problem]:
    mildest = _Mildest(playbooks)
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


def _plans(name: str, playbooks: Playbooks, steps: Steps) -> Iterator[Problem]:
    tree = playbooks[name]
    told: set[tuple[str, object]] = set()
    for end in ends(playbooks, name):
        held = {b.step for b in end.brought}
        pillars = {steps[i].folder for i in held} | {pillar for pillar, _ in end.waived}
        if end.urgency != "not-incident":
            for group in NEEDED:
                if not pillars & set(group) and ("pillar", group) not in told:
                    told.add(("pillar", group))
                    yield _problem(tree, (), "missing-pillar", pillar=list(group), way=_way(end))
        for one in sorted(held):
            for other in steps[one].value.not_with:
                pair = frozenset((one, other))
                if other in held and ("pair", pair) not in told:
                    told.add(("pair", pair))
                    yield _problem(tree, (), "contradiction", one=one, other=other, way=_way(end))


def _way(end: Reached) -> str:
    return ", ".join(f"{t.question}={'+'.join(t.options)}" for t in end.taken)
