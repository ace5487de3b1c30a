"""Rules of plans: every way through a tree ends in a whole plan without contradictions."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from posguard.errors import Problem, WrongUse
from posguard.interview.plan import Steps
from posguard.interview.walk import Playbooks, Progress, Reason
from posguard.lint.graph import asked_behind, ends, handed_to, raised_entries, steps_of
from posguard.pack.model import NEEDED, Entry, KeyPath, Playbook, Step

Alarms = Mapping[str, Collection[frozenset[str]]]
"""The pillars that come along, by tree, on each way into it that has raised the urgency."""


class Trees(Struct, frozen=True):
    """The trees of a pack that can be walked, its steps, and the names of the checked files."""

    playbooks: Playbooks
    steps: Steps
    own: Collection[str]


class Effort(Struct):
    """The number of answers that have been tried so far, in all trees."""

    answers: int = 0


def alarms(trees: Trees) -> Alarms:
    """The pillars that come along on each way into a tree that has raised the urgency."""
    found: dict[str, set[frozenset[str]]] = {}
    for name, progress in raised_entries(trees.playbooks):
        found.setdefault(name, set()).add(_pillars(progress, trees.steps))
    return found


def check_plans(
    name: str, trees: Trees, raised: Collection[frozenset[str]], effort: Effort
) -> Iterator[Problem]:
    """The problems of a tree's plans: each fault once, with the first way that leads to it.

    ``raised`` are the pillars that come along on each way into the tree that has raised the
    urgency already: behind it even a calm end is the plan of a real incident.
    """
    seen: set[Hashable] = set()
    for end in _ends(name, trees, effort):
        for group in _missing_pillars(end, trees.steps, raised):
            if group not in seen:
                seen.add(group)
                yield _missing_pillar(name, trees, end, group)
        for one, other in _contradictions(end, trees.steps):
            if frozenset((one, other)) not in seen:
                seen.add(frozenset((one, other)))
                yield _contradiction(name, trees, end, one, other)


def _ends(name: str, trees: Trees, effort: Effort) -> Iterator[Progress]:
    likeness = _Likeness(name, trees)

    def signature(progress: Progress) -> Hashable:
        effort.answers += 1
        return likeness.of(progress)

    try:
        yield from ends(trees.playbooks, name, signature)
    except WrongUse:
        # Two trees ask one question with different options, which a rule of its own reports.
        return


class _Likeness:
    """Likeness of ways through a tree: a fault behind one is a fault behind the other."""

    def __init__(self, name: str, trees: Trees) -> None:
        self._playbooks, self._steps = trees.playbooks, trees.steps
        names = {name, *handed_to(name, trees.playbooks)}
        self._later = {tree: asked_behind(tree, trees.playbooks) for tree in names}
        self._clashing = _clashing((trees.playbooks[tree].value for tree in names), trees.steps)

    def of(self, progress: Progress) -> Hashable:
        """The same value for ways between which the rules see no difference."""
        steps = {reason.step for reason in progress.reasons}
        common = (
            progress.playbook,
            progress.question,
            progress.visited,
            progress.urgency,
            _pillars(progress, self._steps),
            frozenset(steps & self._clashing),
        )
        if progress.question is None:
            return common
        return common, self._answers_that_count(progress)

    def _answers_that_count(self, progress: Progress) -> tuple[Hashable, ...]:
        """The answers to questions that are asked again, in this tree or in a later one."""
        here = progress.playbook
        own, later = self._playbooks[here].value.questions, self._later[here]
        counting = []
        for answer in progress.answered:
            from_another_tree = answer.playbook != here and answer.question in own
            if answer.question in later or from_another_tree:
                counting.append((answer.question, answer.options))
        return tuple(counting)


def _clashing(trees: Iterable[Playbook], steps: Steps) -> set[str]:
    """The steps of these trees that must not be in one plan with another step of them."""
    known = set[str]().union(*map(steps_of, trees))
    clashing: set[str] = set()
    for step in known:
        others = known.intersection(steps[step].value.not_with)
        if others:
            clashing |= {step, *others}
    return clashing


def _missing_pillars(
    end: Progress, steps: Steps, raised: Collection[frozenset[str]]
) -> Iterator[tuple[str, ...]]:
    """The groups of pillars of which a plan has none, on any of the ways into its tree."""
    pillars = _pillars(end, steps)
    calm = end.urgency == "not-incident"
    for before in raised if calm else [frozenset[str]()]:
        for group in NEEDED:
            if not (pillars | before).intersection(group):
                yield group


def _pillars(progress: Progress, steps: Steps) -> frozenset[str]:
    """The pillars that have a step by now, or a reason why they have none."""
    pillars = {steps[reason.step].folder for reason in progress.reasons}
    pillars.update(pillar for pillar, _ in progress.waived)
    return frozenset(pillars)


def _contradictions(end: Progress, steps: Steps) -> Iterator[tuple[str, str]]:
    """The pairs of steps in a plan of which one says that it must not be with the other."""
    planned = {reason.step for reason in end.reasons}
    for one in sorted(planned):
        for other in steps[one].value.not_with:
            if other in planned:
                yield one, other


def _missing_pillar(name: str, trees: Trees, end: Progress, group: tuple[str, ...]) -> Problem:
    entry = _first_own([trees.playbooks[tree] for tree in (name, *end.visited)], trees.own)
    path = _last_answer(end, entry)
    return entry.problem(path, "missing-pillar", pillar=list(group), way=_way(end))


def _contradiction(name: str, trees: Trees, end: Progress, one: str, other: str) -> Problem:
    visited = [trees.playbooks[tree] for tree in end.visited]
    candidates: list[Entry[Any]] = [
        trees.playbooks[name],
        trees.steps[one],
        trees.steps[other],
        *visited,
    ]
    entry = _first_own(candidates, trees.own)
    path = _reference(end, entry, {one, other})
    return entry.problem(path, "contradiction", one=one, other=other, way=_way(end))


def _first_own(candidates: Sequence[Entry[Any]], own: Collection[str]) -> Entry[Any]:
    return next((entry for entry in candidates if entry.file in own), candidates[0])


def _last_answer(end: Progress, tree: Entry[Any]) -> KeyPath:
    """The last answer given in one tree on the way to a plan; its steps if nothing was asked."""
    for answer in reversed(end.answered):
        if answer.playbook == tree.id:
            where = ("questions", answer.question)
            return (*where, "options", *answer.options) if len(answer.options) == 1 else where
    return ("steps",)


def _reference(end: Progress, entry: Entry[Any], steps: Collection[str]) -> KeyPath:
    """The place where a file names one of the steps.

    That is ``not_with`` in a step, and in a tree where it brings the last of the steps.
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


def _way(end: Progress) -> str:
    return ", ".join(f"{given.question}={'+'.join(given.options)}" for given in end.answered)
