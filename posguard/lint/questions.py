"""The rules that questions keep to: each can be reached and answered, and unsure is never calmer
than what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from posguard.errors import Problem
from posguard.interview.progress import Trees
from posguard.lint.asked import Asked, questions_of
from posguard.lint.roads import Roads
from posguard.pack.model import UNSURE, URGENCIES, Entry
from posguard.pack.trees import Option, Playbook


def check_questions(roads: Roads, own: frozenset[str]) -> Iterator[Problem]:
    """Every problem of the questions themselves.

    ``own`` are the files that are being checked: what several do together is told of one of them.
    """
    trees = roads.pack
    asked = list(questions_of(trees))
    yield from _names(sorted(asked, key=lambda one: one.entry.file in own), trees.playbooks)
    yield from _unreached(trees, asked)
    for one in asked:
        yield from _options(one)
        yield from _unsure(roads, one)


def _names(asked: Sequence[Asked], playbooks: Mapping[str, Entry[Playbook]]) -> Iterator[Problem]:
    first: dict[str, Entry[Any]] = {}
    for one in asked:
        other = first.setdefault(one.name, one.entry)
        other = playbooks.get(one.name, other)
        if other is not one.entry:
            yield one.entry.problem(one.path, "name-not-unique", name=one.name, other=other.file)


def _unreached(trees: Trees, asked: Sequence[Asked]) -> Iterator[Problem]:
    """Questions of a tree that neither it nor any answer puts on the agenda."""
    named = {*chain.from_iterable(tree.value.asks for tree in trees.playbooks.values())}
    for one in asked:
        for option in one.question.options.values():
            named.update(option.then)
    for one in asked:
        if one.path and one.name not in named:
            yield one.entry.problem(one.path, "unreachable-question", question=one.name)


def _options(one: Asked) -> Iterator[Problem]:
    question = one.question
    if UNSURE not in question.options and question.no_unsure is None:
        yield one.entry.problem(one.path, "no-unsure", question=one.name)
    if UNSURE in question.options and question.options[UNSURE].waives:
        at = (*one.option(UNSURE), "waives")
        yield one.entry.problem(at, "unsure-waives", question=one.name)


def _unsure(roads: Roads, one: Asked) -> Iterator[Problem]:
    """Unsure below the mildest of the known answers, or calm beside an emergency."""
    options = one.question.options
    if UNSURE not in options or len(options) == 1:
        return
    tree = URGENCIES.index(one.entry.value.urgency) if one.path else 0
    floors = {key: max(tree, urgency_of(roads, option)) for key, option in options.items()}
    unsure = floors.pop(UNSURE)
    least = min(floors.values())
    if URGENCIES.index("emergency") in floors.values():
        least = max(least, URGENCIES.index("urgent"))
    if unsure < least:
        yield one.entry.problem(
            one.option(UNSURE), "calm-unsure", question=one.name, least=URGENCIES[least]
        )


def urgency_of(roads: Roads, option: Option) -> int:
    """The least urgency that an answer leads to, by what it tells and the incidents it names."""
    playbooks, findings = roads.pack.playbooks, roads.pack.findings
    named = [playbooks[name].value.urgency for name in option.then if name in playbooks]
    told = [findings[name].value.urgency for name in roads.held(option.tells)]
    raised = [option.urgency, *named, *told]
    return max((URGENCIES.index(u) for u in raised if u is not None), default=0)
