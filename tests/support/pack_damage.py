"""Damage that can be done to the shipped pack: one wrong step, target, urgency, order or date at a
time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from msgspec.structs import replace as changed
from support.shipped_pack import contents

from posguard.lint.contents import Contents
from posguard.pack.model import (
    END,
    START,
    URGENCIES,
    Contact,
    Entry,
    Option,
    Playbook,
    Question,
    Urgency,
)

Kind = Literal["drop", "swap", "then", "urgency", "now", "contact"]
Replaced = Entry[Playbook] | Entry[Contact]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One piece of damage: in which file, what it is, and the file as it would read then."""

    kind: Kind
    where: str
    what: str
    entry: Replaced

    def __str__(self) -> str:
        return f"{self.kind} {self.where}: {self.what}"

    @property
    def contents(self) -> Contents:
        """The pack with the damage done."""
        pack = contents()
        if self.kind == "contact":
            return changed(pack, contacts={**pack.contacts, self.entry.id: self.entry})
        return changed(pack, playbooks={**pack.playbooks, self.entry.id: self.entry})


def mutants() -> Iterator[Mutant]:
    """Every mutant of the shipped pack, always in the same order."""
    pack = contents()
    for entry in pack.playbooks.values():
        yield from _of_playbook(entry)
    for contact in pack.contacts.values():
        assert pack.pack is not None
        day = pack.pack.value.reviewed - timedelta(days=pack.pack.value.contacts_valid_days + 1)
        old = changed(contact, value=changed(contact.value, verified=day))
        yield Mutant("contact", contact.id, "expired", old)


def _of_playbook(entry: Entry[Playbook]) -> Iterator[Mutant]:
    tree = entry.value
    for kind, what, steps in _damaged(tree.steps):
        yield Mutant(kind, entry.id, what, changed(entry, value=changed(tree, steps=steps)))
    if tree.urgency != URGENCIES[0]:
        what = f"{tree.urgency} -> {_milder(tree.urgency)}"
        yield Mutant(
            "urgency",
            entry.id,
            what,
            changed(entry, value=changed(tree, urgency=_milder(tree.urgency))),
        )
    for name, question in tree.questions.items():
        for kind, key, what, damaged in _of_question(entry, question):
            value = changed(tree, questions={**tree.questions, name: damaged})
            where = f"{entry.id} {name}={key}" if key else f"{entry.id} {name}"
            yield Mutant(kind, where, what, changed(entry, value=value))


def _of_question(
    entry: Entry[Playbook], question: Question
) -> Iterator[tuple[Kind, str, str, Question]]:
    if question.then is not None:
        other = _elsewhere(entry, question, question.then)
        yield "then", "", f"{question.then} -> {other}", changed(question, then=other)
    for key, option in question.options.items():
        for kind, what, damaged in _of_option(option):
            yield kind, key, what, changed(question, options={**question.options, key: damaged})
        if option.then is not None:
            other = _elsewhere(entry, question, option.then)
            flipped = changed(option, then=other)
            what = f"{option.then} -> {other}"
            yield "then", key, what, changed(question, options={**question.options, key: flipped})


def _of_option(option: Option) -> Iterator[tuple[Kind, str, Option]]:
    for kind, what, steps in _damaged(option.now, shown_in_order=True):
        yield kind, f"now {what}", changed(option, now=steps)
    for kind, what, steps in _damaged(option.steps):
        yield kind, what, changed(option, steps=steps)
    for name in option.now:
        rest = tuple(step for step in option.now if step != name)
        yield "now", f"{name} to steps", changed(option, now=rest, steps=(name, *option.steps))
    if option.urgency not in (None, URGENCIES[0]):
        milder = _milder(option.urgency)
        yield "urgency", f"{option.urgency} -> {milder}", changed(option, urgency=milder)


def _damaged(
    steps: Sequence[str], *, shown_in_order: bool = False
) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    """The list without each of its steps, and with each pair of neighbours swapped.

    A plan sorts its steps by time, and do-nots apart, so that only neighbours of one time and kind
    can change places.
    """
    for gone in steps:
        yield "drop", gone, tuple(step for step in steps if step != gone)
    for one, other in pairwise(steps):
        if shown_in_order or _group(one) == _group(other):
            turned = {one: other, other: one}
            yield "swap", f"{one} and {other}", tuple(turned.get(step, step) for step in steps)


def _group(step: str) -> tuple[str, bool]:
    entry = contents().steps[step]
    return entry.value.within, entry.folder == "never"


def _milder(urgency: Urgency) -> Urgency:
    return URGENCIES[URGENCIES.index(urgency) - 1]


def _elsewhere(entry: Entry[Playbook], question: Question, target: str) -> str:
    """Another target for ``then``: one that a neighbour leads to, the end, or another question or
    incident.
    """
    near = [question.leads_to(key) for key in question.options]
    own = list(entry.value.questions)
    far = [name for name in contents().playbooks if name not in (START, entry.id)]
    return next(name for name in (*near, END, *own[1:], *far) if name != target)
