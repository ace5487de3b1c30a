"""Rules of single trees: every question can be reached and left; equal names ask the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from graphlib import CycleError

from posguard.errors import PosguardError, Problem
from posguard.interview.plan import Steps
from posguard.interview.walk import Playbooks
from posguard.lint.graph import (
    Edges,
    depths,
    edges,
    first_of,
    last_first,
    next_trees,
    path_counts,
    reachable,
    steps_of,
    targets,
    ways_out,
)
from posguard.lint.paths import circle, late_questions, mild_unsure_answers
from posguard.lint.plans import Effort, Trees, alarms, check_plans
from posguard.pack.model import MAX_QUESTIONS, START, UNSURE, Entry, KeyPath, Playbook, Question

MOST_WAYS = 50_000
"""The most ways of one tree to its plans: every one of them is checked."""
MOST_ANSWERS = 10_000_000
"""The most answers that are tried in all trees of a pack: some minutes' work."""


def check_trees(playbooks: Playbooks, steps: Steps, own: Collection[str]) -> Iterator[Problem]:
    """Every problem of the trees; those with unknown references are not walked.

    ``own`` are the files that are being checked: what several files do together is reported on one
    of them.

    Raises:
        PosguardError: the trees have more ways together than anybody checks in reasonable time.

    """
    for tree in playbooks.values():
        yield from _questions(tree)
        yield from _unreachable(tree)
    yield from _shared_names(sorted(playbooks.values(), key=lambda tree: tree.file in own))
    yield from _ways(Trees(_whole_trees(playbooks, steps), steps, own))


def _questions(tree: Entry[Playbook]) -> Iterator[Problem]:
    questions = tree.value.questions
    if tree.id == START and not questions:
        yield tree.problem(("questions",), "value", key="questions", value="{}", why="empty")
    for name, question in questions.items():
        if UNSURE not in question.options and question.no_unsure is None:
            yield tree.problem(("questions", name), "no-unsure", question=name)
        yield from _options(tree, name, question)


def _options(tree: Entry[Playbook], name: str, question: Question) -> Iterator[Problem]:
    for key, option in question.options.items():
        at: KeyPath = ("questions", name, "options", key)
        if question.choose == "many" and option.then is not None:
            yield tree.problem((*at, "then"), "then-of-many", question=name)
        elif option.then is None and question.then is None:
            yield tree.problem(at, "no-then", question=name, option=key)


def _unreachable(tree: Entry[Playbook]) -> Iterator[Problem]:
    questions = tree.value.questions
    found = reachable(
        list(questions)[:1], lambda name: targets(questions[name]) & questions.keys()
    )
    for name in questions:
        if name not in found:
            yield tree.problem(("questions", name), "unreachable-question", question=name)


def _shared_names(playbooks: Sequence[Entry[Playbook]]) -> Iterator[Problem]:
    first: dict[str, Entry[Playbook]] = {}
    for tree in playbooks:
        for name, question in tree.value.questions.items():
            other = first.setdefault(name, tree)
            theirs = other.value.questions[name]
            if (list(theirs.options), theirs.choose) != (list(question.options), question.choose):
                yield tree.problem(
                    ("questions", name), "shared-question-differs", question=name, other=other.id
                )


def _whole_trees(playbooks: Playbooks, steps: Steps) -> Playbooks:
    """The trees that can be walked: neither they nor those behind them refer to the unknown."""
    before: dict[str, list[str]] = {}
    for name, tree in playbooks.items():
        for target in next_trees(tree.value):
            before.setdefault(target, []).append(name)
    broken = [name for name, tree in playbooks.items() if not _is_whole(tree, playbooks, steps)]
    unfit = reachable(broken, lambda name: before.get(name, []))
    return {name: tree for name, tree in playbooks.items() if name not in unfit}


def _is_whole(tree: Entry[Playbook], playbooks: Playbooks, steps: Steps) -> bool:
    targets = next_trees(tree.value)
    return (
        steps_of(tree.value) <= steps.keys()
        and targets <= playbooks.keys()
        and START not in targets
    )


def _ways(trees: Trees) -> Iterator[Problem]:
    """The problems of questions that follow one another, and of the plans behind them."""
    playbooks = trees.playbooks
    graph = edges(playbooks)
    try:
        order = last_first(graph)
    except CycleError as err:
        yield from circle(playbooks, err.args[1])
        return
    yield from late_questions(playbooks, graph, trees.own)
    yield from mild_unsure_answers(playbooks, order)
    if START in playbooks and ways_out(playbooks, START) > MOST_WAYS:
        yield playbooks[START].problem(("questions",), "too-many-ways", most=MOST_WAYS)
        return
    counts = path_counts(playbooks, order)
    raised = alarms(trees)
    effort = Effort()
    found: list[Problem] = []
    for name, tree in playbooks.items():
        if name == START or _is_too_deep(trees, graph, name):
            continue
        if effort.answers > MOST_ANSWERS:
            raise PosguardError("pack-too-many-ways", file=tree.file)
        first = first_of(playbooks, name)
        if first and counts[first] > MOST_WAYS:
            yield tree.problem(("questions",), "too-many-ways", most=MOST_WAYS)
        else:
            found += check_plans(name, trees, raised.get(name, set()), effort)
    yield from _once(found)


def _is_too_deep(trees: Trees, graph: Edges, name: str) -> bool:
    """Whether a tree has a way of too many questions, which is reported by a rule of its own."""
    first = first_of(trees.playbooks, name)
    if first is None:
        return False
    depth, _ = depths(graph, [first], MAX_QUESTIONS)
    return max(depth.values()) > MAX_QUESTIONS


def _once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Each fault at one place once, with the first way to it: several trees may lead there."""
    seen: set[object] = set()
    for problem in problems:
        facts = {name: str(fact) for name, fact in problem.facts.items() if name != "way"}
        key = (problem.where, *facts.values())
        if key not in seen:
            seen.add(key)
            yield problem
