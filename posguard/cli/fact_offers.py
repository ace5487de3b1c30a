"""What the tab key offers for a fact of a case: the kinds, and the fields of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from posguard.cli.command_line import Place
from posguard.cli.offer import Offer
from posguard.messages import say
from posguard.pack.model import LANGS

if TYPE_CHECKING:
    from posguard.case.facts import FactKind


def fact_words(place: Place) -> Iterator[Offer]:
    """The kinds of facts; behind one of them its fields."""
    from posguard.case.facts import KINDS

    words = place.given.get("words", [])
    if not words:
        return (Offer(name, say(place.lang, kind.label)) for name, kind in KINDS.items())
    named = (
        kind
        for kind in KINDS.values()
        if words[0] in (kind.name, *(say(lang, kind.label) for lang in LANGS))
    )
    return _fields(place, next(named, None), [word.partition("=")[0] for word in words[1:]])


def _fields(place: Place, kind: FactKind | None, given: Sequence[str]) -> Iterator[Offer]:
    from posguard.case.fields import Choice

    for field in kind.fields if kind else ():
        if field.name in given:
            continue
        if isinstance(field.validator, Choice):
            for word in field.validator.known:
                about = "event" if field.name == "event" else "value"
                yield Offer(f"{field.name}={word}", say(place.lang, f"{about}:{word}"))
        else:
            yield Offer(f"{field.name}=", say(place.lang, field.label))
