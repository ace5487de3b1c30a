"""Progress of an interview: the answers given, and what they tell, bring and leave to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct

from posguard.interview.findings import NOTHING, Findings, Held
from posguard.pack.asked import AskedQuestions
from posguard.pack.links import Links
from posguard.pack.model import START, URGENCIES, Entry, Pillar, Text, Urgency
from posguard.pack.trees import Playbook, SharedQuestion

Playbooks = Mapping[str, Entry[Playbook]]
Answers = Mapping[str, Sequence[str]]


class Trees(Protocol):
    """What an interview is led by: the trees, the questions they ask, the findings, and what
    follows from which of them.
    """

    @property
    def playbooks(self) -> Playbooks: ...

    @property
    def questions(self) -> Mapping[str, Entry[SharedQuestion]]: ...

    @property
    def findings(self) -> Findings: ...

    @property
    def asked(self) -> AskedQuestions: ...

    @property
    def links(self) -> Links: ...


class Reason(Struct, frozen=True):
    """Why a step is in the plan: the incident, the answer or the finding that brought it.

    Of ``option`` and ``finding`` at most one is set, with ``question`` beside the option; neither
    for what everyone in the incident does. ``now`` marks advice shown before the next question.
    """

    step: str
    playbook: str
    question: str | None = None
    option: str | None = None
    finding: str | None = None
    now: bool = False


class Answer(Struct, frozen=True):
    """One question answered, and the tree whose incident it was asked for."""

    playbook: str
    question: str
    options: tuple[str, ...]


class Waiver(Struct, frozen=True):
    """A pillar that an incident need not have a step of, by what was answered in it."""

    playbook: str
    pillar: Pillar
    why: Text


class Topic(NamedTuple):
    """A question or an incident on the agenda, behind the tree that put it there."""

    playbook: str
    name: str


class Progress(Struct, frozen=True):
    """Where the answers have led.

    ``question`` is the next one to ask, for the incident ``playbook``; None means that nothing is
    left to ask. ``known`` names the questions that need not be asked, because their answer has
    been told elsewhere. ``visited`` names the incidents in the order they were entered. ``told``
    are the findings as they were told, ``held`` all that are true, ``came`` the same by how they
    came to be.
    """

    playbook: str
    question: str | None
    agenda: tuple[Topic, ...] = ()
    known: tuple[str, ...] = ()
    answered: tuple[Answer, ...] = ()
    visited: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    came: Held = NOTHING
    urgency: Urgency = "not-incident"
    reasons: tuple[Reason, ...] = ()
    waived: tuple[Waiver, ...] = ()
    start: str = START

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The answers that led here, by question."""
        return {answer.question: answer.options for answer in self.answered}

    @property
    def now(self) -> tuple[str, ...]:
        """The steps advised at once so far, in order, each once."""
        return tuple(dict.fromkeys(reason.step for reason in self.reasons if reason.now))


def higher(one: Urgency, other: Urgency | None) -> Urgency:
    """The more pressing of the two."""
    if other is None or one == other:
        return one
    return one if URGENCIES.index(one) >= URGENCIES.index(other) else other
