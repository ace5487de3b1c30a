"""English words as people spell them: without their endings, and the nearest to a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_IRREGULAR = {
    "bought": "buy",
    "broke": "break",
    "broken": "break",
    "came": "come",
    "froze": "freeze",
    "frozen": "freeze",
    "gave": "give",
    "given": "give",
    "gone": "go",
    "left": "leave",
    "lost": "lose",
    "paid": "pay",
    "sent": "send",
    "sold": "sell",
    "stole": "steal",
    "stolen": "steal",
    "stuck": "stick",
    "taken": "take",
    "threatening": "threat",
    "threatened": "threat",
    "took": "take",
    "went": "go",
}
_ENDING = re.compile(r"(?<=..[^s])(?:ing|ed|s)$|(?<=..ss)(?:es|ed|ing)$")
_LONG_ENOUGH = 4
"""Shorter words are neither shortened nor corrected: too many others are like them."""
_LONG = 8
"""From this length on a word may hold two mistakes."""


@cache
def stem(word: str) -> str:
    """The word without its ending: one piece for ``scam``, ``scams``, ``scammed``, ``scamming``.

    It need not be a word itself; it is only compared with other stems.
    """
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if len(word) < _LONG_ENOUGH or not word.isalpha():
        return word
    short = word[:-3] + "y" if word.endswith(("ies", "ied")) else word
    short = _ENDING.sub("", _ENDING.sub("", short)) if short == word else short
    if not re.search("[aeiouy]", short):
        return word
    short = short.removesuffix("e") if len(short) >= _LONG_ENOUGH else short
    return short[:-1] if len(short) >= _LONG_ENOUGH and short[-1] == short[-2] else short


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that are fewest mistakes away: one, or two in a long word."""
    if len(word) < _LONG_ENOUGH or not word.isalpha():
        return []
    most = 2 if len(word) >= _LONG else 1
    found: dict[int, list[str]] = {}
    for other in known:
        if abs(len(other) - len(word)) <= most and len(other) >= _LONG_ENOUGH:
            far = mistakes(word, other, most)
            if far <= most:
                found.setdefault(far, []).append(other)
    return found[min(found)] if found else []


def mistakes(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or swapped with the next; more than ``most``
    are not counted.
    """
    if len({*one} ^ {*other}) > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
