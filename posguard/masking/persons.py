"""Persons' ID numbers: the form of today's Chinese resident ID, and its check digit."""

from __future__ import annotations

from collections.abc import Iterator

from posguard.masking.groupings import SIGN
from posguard.masking.vocabulary import Pattern

LENGTHS = (18, 15)
"""Lengths of today's numbers, and of the old ones, which have no check digit."""

_DAY = r"(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_BEGUN = rf"(?!19|20)[1-9][0-9]{{5}}{_DAY}[0-9]{{3}}"
_begun = Pattern(rf"(?={_BEGUN})", example="11010519491231002")
_shape = Pattern(rf"{_BEGUN}[0-9X]", example="11010519491231002X")
_x = Pattern(rf"{SIGN}{{0,6}}[XxⅩⅹ×Хх](?![0-9A-Za-z])", example=" ×")
"""The X of an ID number, and the signs that people type for it."""
_grown_up = Pattern(
    r"(?:[1-6][0-9]|71|8[1-3])[0-9]{4}(?:19[0-9]{2}|200[0-9])", example="1101051949"
)


def valid_id(number: str) -> bool:
    """Whether 18 characters are a resident's ID number: form, date of birth, and check digit."""
    if not _shape.fullmatch(number):
        return False
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return number[-1] == ric.calc_check_digit(number)


def begun(digits: str) -> Iterator[int]:
    """The places in digits where an ID number could begin."""
    return (place.start() for place in _begun.finditer(digits))


def is_x(plain: str, place: int) -> bool:
    """Whether the X of an ID number stands in a text, behind the signs that may be before it."""
    return _x.match(plain, place) is not None


def is_grown_up(number: str) -> bool:
    """Whether somebody with this number was born before 2010.

    No order number holds such a date where an ID number does: it would be older than the machines
    that give them.
    """
    return _grown_up.match(number) is not None
