"""Masking of card numbers, ID numbers and security codes, before a text is written.

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
    """A text that may be written, and the kinds of secrets that were in it."""

    text: str
    found: tuple[SecretKind, ...] = ()


def mask(text: str) -> MaskedText:
    """The text with every card number, ID number and security code made unreadable."""
    return _masked(text)


def mask_number(text: str) -> MaskedText:
    """The text of a field for another number, masked where it is grouped or named as a card's."""
    return _masked(text, "other")


def mask_name(name: str) -> MaskedText:
    """The name of a file or folder, masked: "_" counts as a space, and the ending is left out."""
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
    """A number with stars between its first six and last four digits.

    A number too short for a card keeps only its last four.
    """
    first = FIRST if len(number) >= SHORTEST else 0
    last = min(LAST, len(number) // 2)
    return number[:first] + "*" * (len(number) - first - last) + number[len(number) - last :]


def _once(text: str, otherwise: NumberLabel, *, name: bool) -> tuple[str, set[SecretKind]]:
    reading = read(text)
    plain = reading.text.replace("_", " ") if name else reading.text
    secrets = numbers(plain, otherwise)
    found: set[SecretKind] = {secret.kind for secret in secrets}
    places = set[int]().union(*(secret.places for secret in secrets))
    if places:
        text = _starred(text, map(reading.places.__getitem__, places))
        plain = _starred(plain, places)
    spans = codes(plain)
    if not spans:
        return text, found
    return _without(text, [reading.span(*span) for span in spans]), {*found, "code"}


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the marker in the place of these parts."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], MARKER]
        last = end
    return "".join([*parts, text[last:]])


def _starred(text: str, places: Iterable[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = "*"
    return "".join(letters)
