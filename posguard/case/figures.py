"""Figures as people type them: copied values in plain signs, and sums of money."""

from __future__ import annotations

import re
from decimal import Decimal

from posguard.masking.characters import plain
from posguard.masking.mask import mask

_SHOWN = 40
END = "。.,;、 "
"""The signs with which a sentence continues behind a value."""
_DIGITS = {sign: n % 10 for n, sign in enumerate("〇一二三四五六七八九")} | {
    sign: n for n, sign in enumerate("零壹贰叁肆伍陆柒捌玖")
}
_DIGITS["两"] = 2
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TEN, _TEN_THOUSAND = 10, 10_000

_money = re.compile(r"(?:[0-9]{1,10}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,2})?").fullmatch
_ten_thousands = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,4})?)[万萬]").fullmatch
_unit = re.compile(r"(?:元|圆|块钱?)[整正]?$")


def shortened(value: str) -> str:
    """A typed value for a message: short, and masked."""
    safe = mask(value).text
    return f"{safe[:_SHOWN]}…" if len(safe) > _SHOWN else safe


def typed(value: str) -> str:
    """A typed or copied value in plain signs, without the marks around it."""
    return plain(value).strip().rstrip(END)


def money(value: str) -> Decimal | None:
    """A sum as it is typed: ``1,200.50``, ``1200元``, ``1.2万``, ``一千二``; else None."""
    compact = _unit.sub("", "".join(typed(value).split()))
    if _money(compact):
        return Decimal(compact.replace(",", ""))
    thousands = _ten_thousands(compact)
    if thousands:
        return Decimal(thousands[1]) * _TEN_THOUSAND
    spoken = _spoken(compact)
    return Decimal(spoken) if spoken else None


def _spoken(words: str) -> int | None:
    """A number in Chinese words below a hundred million, its last unit left out or not."""
    high, mark, low = words.replace("萬", "万").rpartition("万")
    if not mark:
        return _below_ten_thousand(words, 1)
    above = _below_ten_thousand(high, 1)
    below = _below_ten_thousand(low, _TEN_THOUSAND) if low else 0
    if not above or below is None or below >= _TEN_THOUSAND:
        return None
    return above * _TEN_THOUSAND + below


def _below_ten_thousand(words: str, unit: int) -> int | None:
    """A number in words; a bare last digit counts in tenths of the ``unit`` before it: 一千二."""
    total, digit = 0, None
    for sign in words:
        if sign in _UNITS:
            if digit is None and (total or _UNITS[sign] != _TEN):
                return None
            unit = _UNITS[sign]
            total, digit = total + (1 if digit is None else digit) * unit, None
        elif sign not in _DIGITS or digit:
            return None
        elif _DIGITS[sign]:
            digit = _DIGITS[sign]
        else:
            unit = 1
    if digit is None:
        return total
    return total + digit * max(unit // _TEN, 1)
