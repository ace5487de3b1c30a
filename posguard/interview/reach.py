"""What a tree can ask and find: its questions in order, and the findings their answers tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from posguard.interview.agenda import question_of
from posguard.interview.progress import Trees
from posguard.pack.trees import Question


def questions_asked(trees: Trees, tree: str) -> dict[str, Question]:
    """Every question that a tree asks, by name: its own and shared ones, other incidents' not."""
    found: dict[str, Question] = {}
    waiting = [*reversed(trees.playbooks[tree].value.asks)]
    while waiting:
        name = waiting.pop()
        own = trees.playbooks[tree].value.questions
        if name in found or not (name in own or name in trees.questions):
            continue
        question = found[name] = question_of(trees, name, tree)
        following: list[str] = []
        for option in question.options.values():
            following += option.then
        waiting.extend(reversed(following))
    return found


def incidents_named(trees: Trees, tree: str) -> list[str]:
    """The incidents that answers of a tree lead to, each once."""
    named: dict[str, None] = {}
    for question in questions_asked(trees, tree).values():
        for option in question.options.values():
            named |= dict.fromkeys(option.then)
    return [name for name in named if _is_incident(trees, tree, name)]


def shared_questions(trees: Trees, tree: str) -> list[str]:
    """The questions that a tree asks and others ask as well."""
    own = trees.playbooks[tree].value.questions
    return [name for name in questions_asked(trees, tree) if name not in own]


def findings_told(trees: Trees, questions: Mapping[str, Question]) -> list[str]:
    """The findings that answers to these questions can tell and all these imply, general ones
    first.

    Compound findings come last, where all that they rest on can be told, each behind what it
    implies.
    """
    told: dict[str, None] = {}
    for question in questions.values():
        for option in question.options.values():
            for name in option.tells:
                told |= dict.fromkeys(_from_general(trees, name, frozenset()))
    if not told:
        return []
    compound = [
        name
        for name, entry in trees.findings.items()
        if entry.value.when and all(part in told for part in entry.value.when)
    ]
    for name in compound:
        told |= dict.fromkeys(_from_general(trees, name, frozenset()))
    return [*told]


def findings_between(trees: Trees, tree: str) -> list[str]:
    """The compound findings of what different questions of a tree tell, where no question tells
    all parts, nor do the tree's own together.
    """
    asked = questions_asked(trees, tree)
    own = trees.playbooks[tree].value.questions
    alone = {*findings_told(trees, own)}
    for name in shared_questions(trees, tree):
        alone.update(findings_told(trees, {name: asked[name]}))
    return [name for name in findings_told(trees, asked) if name not in alone]


def _from_general(trees: Trees, name: str, above: frozenset[str]) -> Iterator[str]:
    """A finding behind all that it implies."""
    for other in trees.findings[name].value.implies:
        if other not in above:
            yield from _from_general(trees, other, above | {name})
    yield name


def steps_brought(trees: Trees, tree: str) -> set[str]:
    """Every step that a tree can bring, by its answers or the findings they tell."""
    questions = questions_asked(trees, tree)
    brought = {*trees.playbooks[tree].value.steps}
    for question in questions.values():
        for option in question.options.values():
            brought |= {*option.now, *option.steps}
    for name in findings_told(trees, questions):
        finding = trees.findings[name].value
        brought |= {*finding.now, *finding.steps}
    return brought


def _is_incident(trees: Trees, tree: str, name: str) -> bool:
    own = trees.playbooks[tree].value.questions
    return name in trees.playbooks and name not in own and name not in trees.questions
