"""Harmless numbers near a word for a code: amounts, counts, times, and telephone numbers."""

from __future__ import annotations

from posguard.masking.context import no_code
from posguard.masking.vocabulary import Pattern, any_of

SEEN = 24
"""Characters behind a number that are examined."""

_counted = Pattern(rf"{any_of('counted')}[\s:：=约共计了\"“(（¥￥$]*+$", example="转走了")
_parts = Pattern(
    r"[:：][0-9]{2}(?![0-9])|\s*年|[\-/.][0-9]{1,2}[\-/.][0-9]"
    r"|[,，][0-9]{3}(?![0-9])|\.[0-9]{2}(?![0-9])",
    example=":14",
)
"""Characters behind a number that make it part of a time, a day or an amount."""
_unit = Pattern(rf"\s*{any_of('unit', 'measure')}", example=" 笔")
_measure = Pattern(rf"\s*{any_of('measure')}", example=" 分钟")
_gone = Pattern(rf"\s*[,，]?\s*{any_of('gone')}", example="就没了")
_sent = Pattern(rf"\s*{any_of('sent')}", example=" 发来的")
_institution = Pattern(
    r"9[56][0-9]{3}|100[0-9]{2}|123[0-9]{2}|12110|11[0-9]|12[02]|106[0-9]{5,}", example="95588"
)
"""Numbers that banks, carriers, police and regulators call and write from."""
_phone = Pattern(
    r"1[3-9][0-9]{9}|0[0-9]{2,3}[\-–\s]?[0-9]{7,8}|[48]00(?:[\-–\s]?[0-9]){7}",
    example="400-800-9888",
)
_month_and_day = Pattern(r"(?:0?[1-9]|1[0-2])[.\-](?:0[1-9]|[12][0-9]|3[01])", example="11.22")
_day = Pattern(r"20[0-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", example="20261122")
_end = Pattern(r"(?:卡|card)[\s(（]*$|[a-z]$", example="我的卡（")
_joined = Pattern(r"[0-9][\-–(（)）]\s?$", example="010-")


def is_part(behind: str) -> bool:
    """Whether a number continues as a time, a day or an amount."""
    return _parts.match(behind) is not None


def is_end(before: str) -> bool:
    """Whether words before a number make it the end of a card's or of a serial number."""
    return _end.search(before) is not None


def is_phone(number: str) -> bool:
    """Whether digits are a telephone number, which is no code unless words say that it is."""
    return _phone.fullmatch(number) is not None


def is_file_day(number: str) -> bool:
    """Whether digits are a day as names of files hold it."""
    return _day.fullmatch(number) is not None


def is_none_directly(number: str, behind: str, *, told: bool) -> bool:
    """Whether a number directly behind a word for a code is none, by the words that follow.

    ``told`` if "is" or the like leads to it.
    """
    sent = (_institution.fullmatch(number) or is_phone(number)) and _sent.match(behind)
    return bool(sent or _measure.match(behind) or (not told and _gone.match(behind)))


def is_none(before: str, behind: str) -> bool:
    """Whether a number in one sentence with a word for a code is none, by the words around it."""
    return bool(
        no_code(before)
        or _counted.search(before)
        or _joined.search(before)
        or _unit.match(behind)
        or _gone.match(behind)
        or _sent.match(behind)
    )


def is_else(number: str) -> bool:
    """Whether a number is a day or the number of an institution unless words say otherwise."""
    return bool(
        _institution.fullmatch(number) or _month_and_day.fullmatch(number) or is_file_day(number)
    )
