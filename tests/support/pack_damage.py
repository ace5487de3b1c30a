"""Damage that can be done to the shipped pack: one step, implication, condition, target, urgency,
time, line of the order or date at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any, Literal

from msgspec.structs import replace as changed
from support.shipped_pack import contents

from posguard.lint.asked import Asked, questions_of
from posguard.lint.contents import Contents
from posguard.pack.model import URGENCIES, Entry, Urgency
from posguard.pack.steps import Part, Step
from posguard.pack.trees import Finding, Option, Order, Playbook, Question

Kind = Literal[
    "drop",
    "tells",
    "implies",
    "when",
    "yields",
    "needs",
    "waives",
    "then",
    "urgency",
    "now",
    "guard",
    "sooner",
    "done",
    "order",
    "swap",
    "contact",
]
Collection = Literal["findings", "playbooks", "questions", "steps", "contacts", "order_file"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One piece of damage: its kind, where it is, what it is, and the file as it would read then.

    ``touches`` names the finding, the answer, the tree or the step that it is about.
    """

    kind: Kind
    where: str
    what: str
    collection: Collection
    entry: Entry[Any]
    touches: str

    def __str__(self) -> str:
        return f"{self.kind} {self.where}: {self.what}"

    @property
    def contents(self) -> Contents:
        """The pack with the damage done."""
        pack = contents()
        if self.collection == "order_file":
            return changed(pack, order_file=self.entry)
        files = {**getattr(pack, self.collection), self.entry.id: self.entry}
        return changed(pack, **{self.collection: files})


def mutants() -> Iterator[Mutant]:
    """Every mutant of the shipped pack, always in the same order."""
    pack = contents()
    for finding in pack.findings.values():
        yield from _of_finding(finding)
    for tree in pack.playbooks.values():
        yield from _of_tree(tree)
    for asked in questions_of(pack):
        yield from _of_question(asked)
    for step in pack.steps.values():
        yield from _of_step(step)
    yield from _of_order()
    for contact in pack.contacts.values():
        day = pack.manifest.value.reviewed - timedelta(
            days=pack.manifest.value.contacts_valid_days + 1
        )
        old = changed(contact, value=changed(contact.value, verified=day))
        yield Mutant("contact", contact.id, "expired", "contacts", old, contact.id)


def _of_finding(entry: Entry[Finding]) -> Iterator[Mutant]:
    finding = entry.value
    kinds: tuple[tuple[Kind, str], ...] = (
        ("implies", "implies"),
        ("when", "when"),
        ("yields", "yields_to"),
        ("needs", "needs"),
    )
    damaged: list[tuple[Kind, str, Finding]] = [
        (kind, gone, changed(finding, **{field: rest}))
        for kind, field in kinds
        for gone, rest in _without_each(getattr(finding, field))
        if field != "when" or rest
    ]
    for kind, what, now, steps in _steps_damaged(finding.now, finding.steps):
        damaged.append((kind, what, changed(finding, now=now, steps=steps)))
    if (milder := _milder(finding.urgency)) is not None:
        what = f"{finding.urgency} -> {milder}"
        damaged.append(("urgency", what, changed(finding, urgency=milder)))
    for kind, what, value in damaged:
        yield Mutant(
            kind, entry.id, what, "findings", changed(entry, value=value), f"finding {entry.id}"
        )


def _of_tree(entry: Entry[Playbook]) -> Iterator[Mutant]:
    tree = entry.value
    damaged: list[tuple[Kind, str, Playbook]] = []
    damaged += [("drop", g, changed(tree, steps=rest)) for g, rest in _without_each(tree.steps)]
    damaged += [("then", g, changed(tree, asks=rest)) for g, rest in _without_each(tree.asks)]
    damaged += [
        ("waives", pillar, changed(tree, waives=_without(tree.waives, pillar)))
        for pillar in tree.waives
    ]
    if (milder := _milder(tree.urgency)) is not None:
        damaged.append(("urgency", f"{tree.urgency} -> {milder}", changed(tree, urgency=milder)))
    for kind, what, value in damaged:
        yield Mutant(
            kind, entry.id, what, "playbooks", changed(entry, value=value), f"tree {entry.id}"
        )


def _of_question(asked: Asked) -> Iterator[Mutant]:
    for key, option in asked.question.options.items():
        for kind, what, damaged in _of_option(option):
            options = {**asked.question.options, key: damaged}
            question = changed(asked.question, options=options)
            entry, collection = _file_of(asked, question)
            where = f"{asked.name}={key}"
            yield Mutant(kind, where, what, collection, entry, f"answer {where}")


def _file_of(asked: Asked, question: Question) -> tuple[Entry[Any], Collection]:
    if not asked.path:
        return changed(asked.entry, value=question), "questions"
    tree = asked.entry.value
    questions = {**tree.questions, asked.name: question}
    return changed(asked.entry, value=changed(tree, questions=questions)), "playbooks"


def _of_option(option: Option) -> Iterator[tuple[Kind, str, Option]]:
    for gone, rest in _without_each(option.tells):
        yield "tells", gone, changed(option, tells=rest)
    for gone, rest in _without_each(option.then):
        yield "then", gone, changed(option, then=rest)
    for pillar in option.waives:
        yield "waives", pillar, changed(option, waives=_without(option.waives, pillar))
    for kind, what, now, steps in _steps_damaged(option.now, option.steps):
        yield kind, what, changed(option, now=now, steps=steps)
    if (milder := _milder(option.urgency)) is not None:
        yield "urgency", f"{option.urgency} -> {milder}", changed(option, urgency=milder)


def _steps_damaged(
    now: Sequence[str], steps: Sequence[str]
) -> Iterator[tuple[Kind, str, tuple[str, ...], tuple[str, ...]]]:
    """Each step dropped, and each that is told at once told later."""
    for gone, rest in _without_each(now):
        yield "drop", f"now {gone}", rest, tuple(steps)
        yield "now", f"{gone} to steps", rest, (gone, *steps)
    for gone, rest in _without_each(steps):
        yield "drop", gone, tuple(now), rest


def _of_step(entry: Entry[Step]) -> Iterator[Mutant]:
    step = entry.value
    damaged: list[tuple[Kind, str, Step]] = []
    for field in ("say", "how", "need", "keep"):
        parts: tuple[Part, ...] = getattr(step, field)
        for place, part in enumerate(parts):
            if part.when:
                bare = (*parts[:place], changed(part, when=()), *parts[place + 1 :])
                what = f"{field} {'+'.join(part.when)}"
                damaged.append(("guard", what, changed(step, **{field: bare})))
    damaged += [
        ("sooner", f"{'+'.join(gone.when)} {gone.within}", changed(step, sooner=rest))
        for gone, rest in _without_each(step.sooner)
    ]
    damaged += [
        ("done", g, changed(step, done_by=rest)) for g, rest in _without_each(step.done_by)
    ]
    damaged += [("when", g, changed(step, when=rest)) for g, rest in _without_each(step.when)]
    for kind, what, value in damaged:
        yield Mutant(
            kind, entry.id, what, "steps", changed(entry, value=value), f"step {entry.id}"
        )


def _of_order() -> Iterator[Mutant]:
    entry = contents().order_file
    assert entry is not None
    steps = entry.value.steps
    for gone, rest in _without_each(steps):
        file = changed(entry, value=Order(rest))
        yield Mutant("order", "order", gone, "order_file", file, f"step {gone}")
    for one, other in pairwise(steps):
        turned = {one: other, other: one}
        file = changed(entry, value=Order(tuple(turned.get(step, step) for step in steps)))
        yield Mutant("swap", "order", f"{one} and {other}", "order_file", file, f"step {one}")


def _without_each(values: Sequence[Any]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Each of the values, and the list without it."""
    for place, gone in enumerate(values):
        yield gone, (*values[:place], *values[place + 1 :])


def _without(values: dict[Any, Any], key: object) -> dict[Any, Any]:
    return {name: value for name, value in values.items() if name != key}


def _milder(urgency: Urgency | None) -> Urgency | None:
    """The urgency one below; None if there is none."""
    if urgency in (None, URGENCIES[0]):
        return None
    return URGENCIES[URGENCIES.index(urgency) - 1]
