"""The model of the interview: findings, questions, and the trees that ask them."""

# Annotations are not postponed: msgspec reads them at every start, faster than their text.
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec import field as named

from posguard.pack.model import EXCLUSIVE, Pillar, Text, Urgency, Within
from posguard.pack.scalars import Citation, Id, Words

Phrase = Annotated[str, Meta(pattern=r"\S", max_length=60)]


class Claims(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that only somebody of whom a finding is true may be told to say, by language."""

    zh: tuple[Phrase, ...] = ()
    en: tuple[Phrase, ...] = ()


class Expectation(Struct, frozen=True, forbid_unknown_fields=True):
    """What one finding alone must lead to: steps with the latest time, and steps left out."""

    holds: dict[Id, Within] = {}
    lacks: tuple[Id, ...] = ()


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """Something true that a person has told, with what it brings.

    ``implies`` names findings that are then true as well. A finding with ``when`` holds where all
    those do, and nobody tells it. One with ``yields_to`` is calm: it is not held while one of
    those is, whatever was told first. ``needs`` are pillars that the plan may not leave out.
    ``answer`` is the plain answer to what somebody who tells this wants to know; it stands above
    the plan.
    """

    says: Text
    implies: tuple[Id, ...] = ()
    when: tuple[Id, ...] = ()
    yields_to: tuple[Id, ...] = ()
    urgency: Urgency | None = None
    needs: tuple[Pillar, ...] = ()
    now: tuple[Id, ...] = ()
    steps: tuple[Id, ...] = ()
    claims: Claims = Claims()
    expect: Expectation = Expectation()
    answer: Text | None = None

    @property
    def is_calm(self) -> bool:
        """Whether this finding lapses beside a dangerous one."""
        return bool(self.yields_to)


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to a question: the findings it tells, and what only this answer brings.

    With ``when`` it is offered only where all those findings are held. ``now`` steps are shown
    before the next question; ``then`` names the questions and incidents that come next, in order.
    What is ``beside`` is true of the person rather than what happened: it goes together with any
    other answer, ``none`` and ``unsure`` too, and by itself it says ``none``.
    """

    text: Text
    beside: bool = False
    when: tuple[Id, ...] = ()
    tells: tuple[Id, ...] = ()
    urgency: Urgency | None = None
    now: tuple[Id, ...] = ()
    steps: tuple[Id, ...] = ()
    waives: dict[Pillar, Text] = {}
    then: tuple[Id, ...] = ()


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked, and its named answers in the order shown.

    With ``when`` it waits until all those findings are held. One that is asked ``at_once`` comes
    before whatever else is on the agenda.
    """

    ask: Text
    options: Annotated[dict[Id, Option], Meta(min_length=1)]
    help: Text | None = None
    choose: Literal["one", "many"] = "one"
    no_unsure: Text | None = None
    when: tuple[Id, ...] = ()
    at_once: bool = False

    def alone(self, chosen: Sequence[str]) -> str | None:
        """The option among those chosen that does not go together with another of them."""
        others = [key for key in chosen if not self.options[key].beside]
        return next((key for key in others if len(others) > 1 and key in EXCLUSIVE), None)


class SharedQuestion(Question, frozen=True, forbid_unknown_fields=True):
    """A question that several trees ask.

    With ``more``, in an organisation's pack, it adds its options to those of the pack below.
    """

    more: bool = False


class Playbook(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of incident: its words, what everyone in it does, and the questions it asks.

    ``asks`` names questions in order: the tree's own, or those of ``questions/``.
    """

    title: Text
    summary: Text
    for_: tuple[Literal["merchant", "cardholder"], ...] = named(name="for")
    urgency: Urgency
    reviewed: date
    asks: tuple[Id, ...] = ()
    questions: dict[Id, Question] = {}
    search: tuple[Words, ...] = ()
    sources: tuple[Citation, ...] = ()
    steps: tuple[Id, ...] = ()
    waives: dict[Pillar, Text] = {}


class Order(Struct, frozen=True, forbid_unknown_fields=True):
    """The steps that can be due at once, in the order in which they are safe to do."""

    steps: tuple[Id, ...] = ()


def ranks(order: Sequence[str]) -> dict[str, int]:
    """The place of each step in the order in which they are safe to do."""
    return {name: position for position, name in enumerate(order)}


def merged_order(below: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    """Both lists as one: a step of the own list that is new stands before the next one known, or
    at the end.
    """
    known, new = {*below}, dict[str, None]()
    before: dict[str, list[str]] = {}
    for name in own:
        if name in known:
            before.setdefault(name, []).extend(new)
            known.update(new)
            new = {}
        else:
            new[name] = None
    placed: list[str] = []
    for name in below:
        placed += (*before.get(name, ()), name)
    return (*placed, *new)
