"""Card numbers, ID numbers and security codes in a text, made unreadable before anything is written.

A card number keeps its first six and last four digits, an ID number likewise; a code is taken out altogether. Where
in doubt a number is masked, unless the words directly before it name it as something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from posguard.case.codes import MARKER, codes
from posguard.case.numbers import FIRST, LAST, SHORTEST, numbers

Found = Literal["card", "id", "code"]
FOUND: tuple[Found, ...] = ("card", "id", "code")

_ROUNDS = 8
"""Taking a code out can bring a number next to other words. More rounds than three have not been seen to be needed."""

_other_digit = re.compile(r"(?![0-9])\d")
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "Ⅹⅹ×Хх"), ord("X"))
"""Full-width letters, digits and signs; and what people type for the X of an ID number."""


class Masked(Struct, frozen=True):
    """A text that may be written, and what kinds of secrets stood in it."""

    text: str
    found: tuple[Found, ...] = ()


def mask(text: str) -> Masked:
    """The text with every card number, ID number and security code made unreadable."""
    found: set[Found] = set()
    for _ in range(_ROUNDS):
        text, new = _once(text)
        if not new:
            break
        found |= new
    return Masked(text, tuple(kind for kind in FOUND if kind in found))


def hidden(number: str) -> str:
    """A number of which no more than the first six and last four may be known; of a short one, only the last four."""
    first = FIRST if len(number) >= SHORTEST else 0
    last = min(LAST, len(number) // 2)
    return number[:first] + "*" * (len(number) - first - last) + number[len(number) - last :]


def plain(text: str) -> str:
    """The text, character for character, with the digits and letters that only look different as those of ASCII."""
    if text.isascii():
        return text
    return _other_digit.sub(lambda digit: str(int(digit[0])), text.translate(_TO_ASCII))


def _once(text: str) -> tuple[str, set[Found]]:
    read = plain(text)
    secrets = numbers(read)
    found: set[Found] = {secret.kind for secret in secrets}
    places = [place for secret in secrets for place in secret.places]
    if places:
        text, read = _starred(text, places), _starred(read, places)
    spans = codes(read)
    if not spans:
        return text, found
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], MARKER]
        last = end
    return "".join([*parts, text[last:]]), {*found, "code"}


def _starred(text: str, places: Iterable[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = "*"
    return "".join(letters)
