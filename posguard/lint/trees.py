"""The rules that trees keep to: every question can be reached and left, and every way ends in a
whole plan.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from graphlib import CycleError
from itertools import pairwise
from typing import Any

from msgspec import Struct

from posguard.errors import PosguardError, Problem, WrongUse
from posguard.interview.plan import Steps
from posguard.interview.walk import Playbooks, Progress, Reason
from posguard.lint.graph import (
    Edges,
    LeastUrgency,
    Node,
    asked_behind,
    depths,
    edges,
    ends,
    first_of,
    handed_to,
    last_first,
    path_between,
    path_counts,
    raised_entries,
    targets,
    targets_of,
    ways_out,
)
from posguard.pack.model import (
    MAX_QUESTIONS,
    NEEDED,
    START,
    UNSURE,
    URGENCIES,
    Entry,
    KeyPath,
    Playbook,
    Step,
)

MOST_WAYS = 50_000
"""How many ways one tree may have to its plans: every one of them is checked."""
MOST_ANSWERS = 10_000_000
"""How many answers are tried in all the trees of a pack: some minutes' worth."""


def check_trees(playbooks: Playbooks, steps: Steps, own: Collection[str]) -> Iterator[Problem]:
    """Every problem of the trees themselves; trees with unknown references are left out of the
    walks.

    ``own`` are the files that are being checked: what several files do together is told of one of
    them.

    Raises:
        PosguardError: the trees have more ways together than anybody checks in reasonable time.

    """
    for tree in playbooks.values():
        yield from _questions(tree)
    yield from _shared_names(sorted(playbooks.values(), key=lambda tree: tree.file in own))
    broken = _leading_to(
        {name for name, tree in playbooks.items() if not _is_whole(tree, playbooks, steps)},
        playbooks,
    )
    whole = {name: tree for name, tree in playbooks.items() if name not in broken}
    graph = edges(whole)
    try:
        order = last_first(graph)
    except CycleError as err:
        yield from _circle(whole, err.args[1])
        return
    yield from _length(whole, graph, own)
    yield from _unsure(whole, order)
    count = path_counts(whole, order)
    if START in whole and ways_out(whole, START) > MOST_WAYS:
        yield whole[START].problem(("questions",), "too-many-ways", most=MOST_WAYS)
        return
    alarms = _alarms(whole, steps)
    walked = _Walked()
    wrong: list[Problem] = []
    for name, tree in whole.items():
        first = first_of(whole, name)
        if name == START or (
            first and max(depths(graph, [first], MAX_QUESTIONS)[0].values()) > MAX_QUESTIONS
        ):
            continue
        if walked.answers > MOST_ANSWERS:
            raise PosguardError("pack-too-many-ways", file=tree.file)
        if first and count[first] > MOST_WAYS:
            yield tree.problem(("questions",), "too-many-ways", most=MOST_WAYS)
        else:
            wrong += _plans(name, whole, steps, own, alarms.get(name, set()), walked)
    yield from _once(wrong)


class _Walked(Struct):
    """How many answers have been tried so far, in all trees."""

    answers: int = 0


def _questions(tree: Entry[Playbook]) -> Iterator[Problem]:
    questions = tree.value.questions
    if tree.id == START and not questions:
        yield tree.problem(("questions",), "value", key="questions", value="{}", why="empty")
    for name, question in questions.items():
        where: KeyPath = ("questions", name)
        if UNSURE not in question.options and question.no_unsure is None:
            yield tree.problem(where, "no-unsure", question=name)
        for key, option in question.options.items():
            at = (*where, "options", key)
            if question.choose == "many" and option.then is not None:
                yield tree.problem((*at, "then"), "then-of-many", question=name)
            elif option.then is None and question.then is None:
                yield tree.problem(at, "no-then", question=name, option=key)
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


def steps_of(tree: Playbook) -> set[str]:
    """Every step that the tree can bring."""
    options = [
        option for question in tree.questions.values() for option in question.options.values()
    ]
    return {*tree.steps, *(step for option in options for step in (*option.now, *option.steps))}


def _is_whole(tree: Entry[Playbook], playbooks: Playbooks, steps: Steps) -> bool:
    questions = tree.value.questions
    known = all(name in steps for name in steps_of(tree.value))
    return known and all(
        t in questions or (t in playbooks and t != START) for t in targets_of(tree.value)
    )


def _leading_to(names: Collection[str], playbooks: Playbooks) -> set[str]:
    """The trees of these names, and all that lead to one of them."""
    before: dict[str, list[str]] = {}
    for name, tree in playbooks.items():
        for target in targets_of(tree.value) - set(tree.value.questions):
            before.setdefault(target, []).append(name)
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(before.get(name, ()))
    return found


def _alarms(playbooks: Playbooks, steps: Steps) -> dict[str, set[frozenset[str]]]:
    """By tree: the pillars that come along on each way into it on which an answer has raised the
    urgency.
    """
    found: dict[str, set[frozenset[str]]] = {}
    for name, into in raised_entries(playbooks):
        found.setdefault(name, set()).add(_pillars(into, steps))
    return found


def _alike(
    name: str, playbooks: Playbooks, steps: Steps, walked: _Walked
) -> Callable[[Progress], Hashable]:
    """What makes two ways through a tree the same to the rules: what is wrong behind one is wrong
    behind the other.
    """
    into = handed_to(name, playbooks)
    behind = {tree: asked_behind(tree, playbooks) for tree in (name, *into)}
    reachable = {step for tree in (name, *into) for step in steps_of(playbooks[tree].value)}
    pairs = [
        (one, other)
        for one in reachable
        for other in steps[one].value.not_with
        if other in reachable
    ]
    clashing = {step for pair in pairs for step in pair}

    def alike(progress: Progress) -> Hashable:
        walked.answers += 1
        where = (progress.playbook, progress.question, progress.visited)
        held = frozenset(b.step for b in progress.reasons if b.step in clashing)
        if progress.question is None:
            return where, progress.urgency, _pillars(progress, steps), held
        own, later = playbooks[progress.playbook].value.questions, behind[progress.playbook]
        answers = tuple(
            (t.question, t.options)
            for t in progress.answered
            if t.question in later or (t.playbook != progress.playbook and t.question in own)
        )
        return where, progress.urgency, _pillars(progress, steps), held, answers

    return alike


def _circle(playbooks: Playbooks, circle: Sequence[Node]) -> Iterator[Problem]:
    """One problem for each tree in the circle, at the last ``then`` by which it leads on."""
    way = list(reversed(circle))
    names = " -> ".join(name for _, name in way)
    steps = {here[0]: (here, there) for here, there in pairwise(way)}
    for tree, (here, there) in steps.items():
        yield playbooks[tree].problem(path_between(playbooks, here, there), "cycle", way=names)


def _length(playbooks: Playbooks, graph: Edges, own: Collection[str]) -> Iterator[Problem]:
    """Questions that come too late, counted from the first of the interview.

    A tree that the interview does not lead to is counted from its own first question.
    """
    trees = [START, *playbooks] if START in playbooks else list(playbooks)
    first = [node for node in (first_of(playbooks, tree) for tree in trees) if node is not None]
    depth, came = depths(graph, first, MAX_QUESTIONS)
    for node, count in depth.items():
        if count == MAX_QUESTIONS + 1:
            at = following = node
            while playbooks[at[0]].file not in own and came[at] != at:
                at, following = came[at], at
            path = (
                ("questions", at[1]) if at == following else path_between(playbooks, at, following)
            )
            tree = playbooks[at[0]]
            yield tree.problem(path, "long-path", question=node[1], most=MAX_QUESTIONS)


def _unsure(playbooks: Playbooks, order: Sequence[Node]) -> Iterator[Problem]:
    mildest = LeastUrgency(playbooks, order)
    for tree in playbooks.values():
        for name, question in tree.value.questions.items():
            if UNSURE not in question.options or len(question.options) == 1:
                continue
            least = min(
                mildest.behind(tree.id, question, key) for key in question.options if key != UNSURE
            )
            if any(option.urgency == "emergency" for option in question.options.values()):
                least = max(least, URGENCIES.index("urgent"))
            if mildest.behind(tree.id, question, UNSURE) < least:
                at = ("questions", name, "options", UNSURE)
                yield tree.problem(at, "calm-unsure", question=name, least=URGENCIES[least])


def _pillars(progress: Progress, steps: Steps) -> frozenset[str]:
    """The pillars that have a step by now, or a reason why they have none."""
    return frozenset(
        [
            *(steps[b.step].folder for b in progress.reasons),
            *(pillar for pillar, _ in progress.waived),
        ]
    )


def _plans(
    name: str,
    playbooks: Playbooks,
    steps: Steps,
    own: Collection[str],
    alarms: Collection[frozenset[str]],
    walked: _Walked,
) -> Iterator[Problem]:
    """What is wrong with the plans of a tree: each fault once, with the first way that leads to
    it.

    ``alarms`` are the pillars that come along on each way into the tree that has raised the
    urgency already: behind it even a calm end is the plan of a real incident.
    """
    tree = playbooks[name]
    told: set[object] = set()
    for end in _ends(playbooks, name, _alike(name, playbooks, steps, walked)):
        visited = [playbooks[other] for other in end.visited]
        held = {b.step for b in end.reasons}
        pillars = _pillars(end, steps)
        calm = end.urgency == "not-incident"
        for before in alarms if calm else [frozenset[str]()]:
            for group in NEEDED:
                if not (pillars | before) & set(group) and group not in told:
                    told.add(group)
                    at = _own([tree, *visited], own)
                    path = _last_answer(end, at)
                    yield at.problem(path, "missing-pillar", pillar=list(group), way=_way(end))
        for one in sorted(held):
            for other in steps[one].value.not_with:
                pair = frozenset((one, other))
                if other in held and pair not in told:
                    told.add(pair)
                    at = _own([tree, steps[one], steps[other], *visited], own)
                    path = _reference(end, at, pair)
                    yield at.problem(path, "contradiction", one=one, other=other, way=_way(end))


def _last_answer(end: Progress, tree: Entry[Any]) -> KeyPath:
    """The last answer given in one tree on the way to a plan; its steps if nothing was asked."""
    for answer in reversed(end.answered):
        if answer.playbook == tree.id:
            where = ("questions", answer.question)
            return (*where, "options", *answer.options) if len(answer.options) == 1 else where
    return ("steps",)


def _reference(end: Progress, entry: Entry[Any], steps: Collection[str]) -> KeyPath:
    """Where a file names one of the steps: in ``not_with``, or where a tree brings the last
    one.
    """
    if isinstance(entry.value, Step):
        named = [n for n, name in enumerate(entry.value.not_with) if name in steps]
        return ("not_with", named[0]) if named else ()
    for reason in reversed(end.reasons):
        if reason.playbook == entry.id and reason.step in steps:
            return _place_of(entry.value, reason)
    return _last_answer(end, entry)


def _place_of(tree: Playbook, reason: Reason) -> KeyPath:
    if reason.question is None or reason.option is None:
        return ("steps", tree.steps.index(reason.step))
    option = tree.questions[reason.question].options[reason.option]
    field, listed = ("now", option.now) if reason.now else ("steps", option.steps)
    where = ("questions", reason.question, "options", reason.option)
    return (*where, field, listed.index(reason.step))


def _once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """A fault at one place once, with the first way to it: several trees may lead there."""
    told: set[object] = set()
    for problem in problems:
        facts = {name: str(fact) for name, fact in problem.facts.items() if name != "way"}
        key = (problem.where, *facts.values())
        if key not in told:
            told.add(key)
            yield problem


def _ends(
    playbooks: Playbooks, name: str, alike: Callable[[Progress], Hashable]
) -> Iterator[Progress]:
    try:
        yield from ends(playbooks, name, alike)
    except WrongUse:
        # Two trees ask one question with different options: a rule of its own tells of that.
        return


def _own(candidates: Sequence[Entry[Any]], own: Collection[str]) -> Entry[Any]:
    return next((entry for entry in candidates if entry.file in own), candidates[0])


def _way(end: Progress) -> str:
    return ", ".join(f"{t.question}={'+'.join(t.options)}" for t in end.answered)
