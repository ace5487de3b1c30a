"""What the tab key offers for a fact of a case: the kinds, and the fields of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from posguard.cli.command_line import Place
from posguard.cli.offer import Offer
from posguard.messages import say

if TYPE_CHECKING:
    from posguard.case.facts import FactKind
    from posguard.case.fields import Field


def fact_words(place: Place) -> Iterator[Offer]:
    """The kinds of facts; behind one of them its fields."""
    from posguard.case import fact_names
    from posguard.case.facts import KINDS

    words = place.given.get("words", [])
    if not words:
        return _names(place, fact_names.KINDS, {name: KINDS[name].label for name in KINDS})
    kind = fact_names.untranslated(fact_names.KINDS, words[0], KINDS)
    given = [word.partition("=")[0] for word in words[1:]]
    return _fields(place, KINDS.get(kind), given)


def _names(
    place: Place, chinese: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> Iterator[Offer]:
    """Names, each in the writing in which one is being typed."""
    for name, label in labels.items():
        says = say(place.lang, label)
        for each in [name] if place.word.isascii() else chinese.get(name, ()):
            yield Offer(each, says if each != says else name)


def _fields(place: Place, kind: FactKind | None, given: Sequence[str]) -> Iterator[Offer]:
    from posguard.case import fact_names

    listed = kind.fields if kind else ()
    names = [field.name for field in listed]
    taken = {fact_names.untranslated(fact_names.FIELDS, name, names) for name in given}
    for field in listed:
        if field.name not in taken:
            chinese = fact_names.FIELDS.get(field.name, ())
            for name in [field.name] if place.word.isascii() else chinese:
                yield from _pairs(place, field, name)


def _pairs(place: Place, field: Field, name: str) -> Iterator[Offer]:
    """A field by one of its names, with each of its values if they are few."""
    from posguard.case import fact_names
    from posguard.case.fields import Choice

    if not isinstance(field.validator, Choice):
        yield Offer(f"{name}=", say(place.lang, field.label))
        return
    about = "event" if field.name == "event" else "value"
    for word in field.validator.known:
        typed = word if name.isascii() else fact_names.in_chinese(fact_names.CHOICES, word)
        yield Offer(f"{name}={typed}", say(place.lang, f"{about}:{word}"))
