"""Context of a number: the label that the words directly before it give it."""

from __future__ import annotations

from typing import Literal

from posguard.masking.vocabulary import Pattern, any_of

NumberLabel = Literal["card-number", "card", "id", "other", ""]
"""The label of a number: a card's number, something of a card, an ID number, other, or none."""

_SEEN, _SEEN_BEHIND = 40, 24
"""Characters before and behind a number that are examined."""
_LONGEST_PHONE = 13

_LINK = r"""(?:[\s:：=\#№"'“”‘’「」『』()（）\[【<《>》\-–—]|是|为|叫|即|写着|显示
    |(?<![a-z])(?:is|was|are|number|id|(?:no|nr|num)\.?)(?![a-z]))*+$"""
"""The characters between a word and a number that the word still names."""
_NUMBER = rf"(?:\s*(?:{any_of('number')}|[.\#](?!\s)))"

_other = Pattern(
    rf"(?P<word>{any_of('paper')}|{any_of('numbered')}{_NUMBER}){_NUMBER}*+(?P<link>{_LINK})",
    example="终端编号：",
)
_firm = Pattern(
    r"[号码:：=\#№是为]|时间|[户账帐]|(?<![a-z])(?:is|was|no|nr|num|number|id|code|ref|account)(?![a-z])",
    example="order no.",
)
"""Signs that a word names its number, and does not merely stand near it."""
_loose = Pattern(r"s/?n|case", example="SN")
"""Words that stand near many a number."""
_short = Pattern(rf"(?:{any_of('short')}{_NUMBER}*+|[¥￥$€£+]){_LINK}", example="客服电话：")
_membership = Pattern(
    rf"{any_of('membership')}\s*(?:卡|card){_NUMBER}*+{_LINK}", example="会员卡号 "
)
_card_number = Pattern(rf"{any_of('card-number')}{_LINK}", example="card no. ")
_card_number_too = Pattern(rf"{any_of('card-number')}[^,，。;；!！?？]*$", example="卡号或订单号")
_card = Pattern(rf"{any_of('card')}{_LINK}", example="信用卡（")
_person = Pattern(rf"{any_of('person')}{_LINK}", example="身份证号码是")
_card_behind = Pattern(
    r"\s*[,，]?\s*(?:(?:is|was)\s(?:my|the|his|her)\s(?:[a-z]+\s)?card(?![a-z])"
    r"|(?:就?是)?我的(?:[银信储借]..?)?卡)",
    example=" is my debit card",
)
_NAMES: tuple[tuple[NumberLabel, Pattern], ...] = (
    ("card-number", _card_number),
    ("id", _person),
    ("card", _card),
)
_since_digits = Pattern(r"[^0-9*]*$", example="12 ab")
_letter = Pattern(r"[^\W0-9_]|[$¥￥€£+\#№]", example="张三+")
_token = Pattern(r"[A-Z][A-Z0-9]{0,15}$", example="SN: N7NL")
_plus = Pattern(r"(?<![^\W0-9_])\+$", example=" +")


def classify_number(plain: str, start: int, end: int) -> NumberLabel:
    """The label of the number that begins at ``start``, by the words since the number before.

    ``end`` is where its first group ends. A card's number that is also called something else
    ("card or order number …") has no label, nor has one that another word merely stands near.
    """
    before = plain[max(0, start - _SEEN) : start]
    if end - start <= _LONGEST_PHONE and _plus.search(before):
        return "other"
    words = _words_before(before)
    if not _letter.search(words):
        return ""
    if _membership.search(words):
        return "other"
    if _names_other(words):
        behind = plain[end : end + _SEEN_BEHIND]
        names_card_too = _card_number_too.search(words) or _card_behind.match(behind)
        return "" if names_card_too else "other"
    for label, pattern in _NAMES:
        if pattern.search(words):
            return label
    return ""


def _words_before(before: str) -> str:
    """The words since the number before; the letters of a serial number belong to the number."""
    token = _token.search(before)
    if token and not _is_word(token[0]):
        before = before[: token.start()]
    words = _since_digits.search(before)
    return words[0] if words else ""


def _names_other(words: str) -> bool:
    found = _other.search(words)
    if not found:
        return False
    if _firm.search(found[0]):
        return True
    return "\n" not in found["link"] and not _loose.fullmatch(found["word"])


def _is_word(token: str) -> bool:
    return any(names.search(token) for names in (_other, _card_number, _card, _person))


def no_code(words: str) -> bool:
    """Whether these words give a short number directly behind them a label of no code."""
    return bool(_other.search(words) or _short.search(words))
