"""Groupings of digits: the signs between the groups of one number, and the sizes of groups."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.masking.vocabulary import Pattern

SIGN = r"(?:[^\w*]|_)"
GAP = rf"{SIGN}{{1,6}}|{SIGN}{{0,3}}\*{SIGN}{{0,3}}|[^\S\n]{{7,20}}"
"""Signs and spaces; no more than one asterisk, for several stand for digits that were masked."""
THOUSAND = 3
"""The digits of a group in a number that is written like an amount."""

_soft = Pattern(r"[\s\-_.‐‑‒–—―−·•‧・∙。﹣]+", example=" - ")
_printed = Pattern(r"(?:4-){3}[1-4]|(?:4-){4}[1-3]|4-6-[45]|4-3-3-3|4-4-5", example="4-4-4-4-3")
_written = Pattern(r"(?:(?:4|8|12)-){2,}[0-9]+|6-13|4-6-[45]|4-3-3-3", example="8-8-3")
_thousands = Pattern(r"[1-3](?:-3){4,6}", example="1-3-3-3-3-3")
_day = Pattern(
    r"20[12][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[0-9]{6})?",
    example="20261122091400",
)
_mobile = Pattern(r"1[3-9][0-9]{9}", example="13800138000")
_landline = Pattern(r"[2-8][0-9]{6,7}", example="62551234")

_BEGINS = frozenset({4, 6, 8, 12})
_HALVES = [8, 8]


def is_soft(gap: str) -> bool:
    """Whether a gap is of spaces, dashes or dots, which seldom stand between two numbers."""
    return _soft.fullmatch(gap) is not None


def can_begin(size: int) -> bool:
    """Whether numbers as people write them begin with a group of so many digits."""
    return size in _BEGINS


def is_printed(sizes: Sequence[int]) -> bool:
    """Whether the groups are those in which cards are printed."""
    return _printed.fullmatch(_shape(sizes)) is not None


def is_written(sizes: Sequence[int]) -> bool:
    """Whether the groups are those in which people write card numbers."""
    return _written.fullmatch(_shape(sizes)) is not None


def is_in_thousands(sizes: Sequence[int]) -> bool:
    """Whether the groups are those of an amount."""
    return _thousands.fullmatch(_shape(sizes)) is not None


def is_day(group: str) -> bool:
    """Whether the digits are a day, or a day and a time."""
    return _day.fullmatch(group) is not None


def are_two_numbers(one: str, two: str) -> bool:
    """Whether digits at the end of a line and the beginning of the next are likely two numbers."""
    phones = _landline.fullmatch(one) and _mobile.fullmatch(two)
    return bool(phones) or [len(one), len(two)] == _HALVES


def _shape(sizes: Sequence[int]) -> str:
    return "-".join(map(str, sizes))
