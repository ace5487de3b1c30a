"""The model of a step: one thing to do, when, and what to say while doing it."""

# Annotations are not postponed: msgspec reads them at every start, faster than their text.
from typing import Annotated

from msgspec import Meta, Struct
from msgspec import field as named

from posguard.pack.model import Lang, Milestone, Text, Within
from posguard.pack.scalars import Citation, Id, Words


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One part of what a step says, in both languages.

    With ``when`` it stands where all those findings are held; with ``otherwise``, where none of
    the parts with ``when`` right before it does. ``neutral`` says that a person has read it and
    found that it states nothing about what happened.
    """

    zh: Words
    en: Words
    when: tuple[Id, ...] = ()
    otherwise: bool = False
    neutral: bool = False

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


class Sooner(Struct, frozen=True, forbid_unknown_fields=True):
    """A shorter time that holds where all these findings are held."""

    when: Annotated[tuple[Id, ...], Meta(min_length=1)]
    within: Within


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do, or never to do.

    ``within`` is the time it should be done in, counted from the event ``from``; ``sooner`` holds
    shorter times. ``done_by`` names findings that tell that it is done already. With ``when`` it
    stands in a plan only where all those findings are held. A step rests on ``sources``, or says
    ``practice: true`` when no rule stands behind it. An ``aside`` tells whoever helps how to go
    about the plan: it stands before the steps, without a number.
    """

    do: Text
    within: Within
    why: Text | None = None
    sooner: tuple[Sooner, ...] = ()
    how: tuple[Part, ...] = ()
    say: tuple[Part, ...] = ()
    need: tuple[Part, ...] = ()
    keep: tuple[Part, ...] = ()
    from_: Milestone = named(name="from", default="discovered")
    contact: Id | None = None
    sources: tuple[Citation, ...] = ()
    practice: bool = False
    when: tuple[Id, ...] = ()
    done_by: tuple[Id, ...] = ()
    not_with: tuple[Id, ...] = ()
    aside: bool = False
