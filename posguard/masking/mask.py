"""Card numbers, ID numbers and security codes in a text, made unreadable before anything is
written.

A card number keeps its first six and last four digits, an ID number likewise; a code is taken out
altogether. Where in doubt a number is masked, unless the words directly before it name it as
something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from posguard.masking.card_numbers import FIRST, LAST, numbers
from posguard.masking.characters import read
from posguard.masking.codes import MARKER, codes
from posguard.masking.context import NumberLabel
from posguard.masking.issuers import SHORTEST

SecretKind = Literal["card", "id", "code"]
SECRET_KINDS: tuple[SecretKind, ...] = ("card", "id", "code")

_ending = re.compile(
    r"(.*?)(\.[0-9]?[a-z]{1,5}[0-9]?[a-z]?)?", re.IGNORECASE | re.DOTALL
).fullmatch


class MaskedText(Struct, frozen=True):
    """A text that may be written, and what kinds of secrets stood in it."""

    text: str
    found: tuple[SecretKind, ...] = ()


def mask(text: str) -> MaskedText:
    """The text with every card number, ID number and security code made unreadable."""
    return _masked(text)


def mask_number(text: str) -> MaskedText:
    """What stands in a field that says what number it holds: a card's number only if it is grouped
    or named as one.
    """
    return _masked(text, "other")


def mask_name(name: str) -> MaskedText:
    """The name of a file or folder, in which "_" stands for a space and the ending belongs to
    nothing.
    """
    found = _ending(name)
    assert found is not None  # everything is a name, and has an ending or none
    stem, ending = found[1], found[2] or ""
    masked = _masked(stem, name=True)
    return MaskedText(masked.text + ending, masked.found)


def _masked(text: str, otherwise: NumberLabel = "", *, name: bool = False) -> MaskedText:
    found: set[SecretKind] = set()
    while True:  # it ends: each round leaves fewer characters to take out
        text, new = _once(text, otherwise, name=name)
        if not new:
            return MaskedText(text, tuple(kind for kind in SECRET_KINDS if kind in found))
        found |= new


def starred(number: str) -> str:
    """A number of which no more than the first six and last four may be known; of a short one,
    only the last four.
    """
    first = FIRST if len(number) >= SHORTEST else 0
    last = min(LAST, len(number) // 2)
    return number[:first] + "*" * (len(number) - first - last) + number[len(number) - last :]


def _once(text: str, otherwise: NumberLabel, *, name: bool) -> tuple[str, set[SecretKind]]:
    reading = read(text)
    said = reading.text.replace("_", " ") if name else reading.text
    secrets = numbers(said, otherwise)
    found: set[SecretKind] = {secret.kind for secret in secrets}
    hidden_places = {place for secret in secrets for place in secret.places}
    if hidden_places:
        text = _starred(text, (reading.places[place] for place in hidden_places))
        said = _starred(said, hidden_places)
    spans = codes(said)
    if not spans:
        return text, found
    parts, last = [], 0
    for span in spans:
        start, end = reading.span(*span)
        parts += [text[last:start], MARKER]
        last = end
    return "".join([*parts, text[last:]]), {*found, "code"}


def _starred(text: str, places: Iterable[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = "*"
    return "".join(letters)
