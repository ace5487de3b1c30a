"""Issuers of cards: the numbers that their cards can have."""

from __future__ import annotations

from posguard.masking.vocabulary import Pattern

SHORTEST, LONGEST = 13, 19
STARTS = frozenset("2345689")
"""The digits that a card number can begin with."""

_issued = Pattern(
    r"""
    4(?:[0-9]{12}|[0-9]{15,18})                           # Visa; in China to 19 digits
    | 5[1-5][0-9]{14,17}                                  # Mastercard
    | 2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}
    | 62[0-9]{14,17} | 81[0-7][0-9]{13,16}                # UnionPay
    | (?:60[0-9]|64[4-9]|65[0-9])[0-9]{13,16}             # Discover, RuPay, old Chinese cards
    | (?:5018|5020|5038|5049|5666|589[39]|6304|66[46]0|67[56][0-9]|683[0-9]|685[0-9])[0-9]{12,15}
    | 690755[0-9]{9,13}
    | 9(?:000|40[0-9]|55[5-9]|666|688|843|852|90[08]|988|999)[0-9]{12,15}
    | 3[47][0-9]{13}                                      # American Express
    | 35(?:2[89]|[3-8][0-9])[0-9]{12,15}                  # JCB
    | (?:30[0-5]|309|3[689][0-9])[0-9]{11}(?:[0-9]{2})?   # Diners Club
    | 220[0-4][0-9]{12}                                   # Mir
    """,
    example="6222021234567890128",
)
_behind = Pattern(
    r"(?:(?:0[1-9]|1[0-2])[23][0-9]|[23][0-9](?:0[1-9]|1[0-2]))(?:[0-9]{3})?|[0-9]{3}",
    example="1228123",
)
"""Month and year that a card is valid to, the three digits from its back, or both."""
_ZEROS = 2
_DOUBLED = str.maketrans("0123456789", "0246813579")
"""Twice each digit, the sum of its digits where there are two."""
_receipt = Pattern(
    r"[1-6][0-9](?:0[1-9]|[1-3][0-9]|5[12]|90)[0-9]{8}20(?:1[89]|2[0-9])[0-9]{6}",
    example="1101050000002026000123",
)
"""A police receipt: district, station, year, and which of the year."""


def issued(number: str) -> bool:
    """Whether digits begin as an issuer's numbers do, and are as many."""
    return number[0] in STARTS and _issued.fullmatch(number) is not None


def valid_card(number: str) -> bool:
    """Whether digits are a card's number: an issuer's, and with the right check digit."""
    return issued(number) and right_check_digit(number)


def right_check_digit(number: str) -> bool:
    """Whether the last digit fits the others, by Luhn's formula.

    The library stdnum does the same, ten times slower.
    """
    digits = number[-1::-2] + number[-2::-2].translate(_DOUBLED)
    return (sum(digits.encode()) - ord("0") * len(digits)) % 10 == 0


def with_more(digits: str) -> list[tuple[int, int]]:
    """The places of card numbers with zeros before them, or date and code behind them."""
    zeros = min(len(digits) - len(digits.lstrip("0")), _ZEROS)
    if _receipt.fullmatch(digits):
        return []
    found: list[tuple[int, int]] = []
    for start in range(zeros + 1):
        for length in _usual_lengths(digits[start:]):
            number, behind = digits[start : start + length], digits[start + length :]
            if len(number) == length and _belong(start, behind) and valid_card(number):
                found.append((start, start + length))
    return found


def _belong(zeros: int, behind: str) -> bool:
    """Whether digits around a card number belong to it."""
    if not behind:
        return zeros > 0
    return _behind.fullmatch(behind) is not None


def _usual_lengths(digits: str) -> range | tuple[int, ...]:
    if digits[:2] == "62":
        return range(16, 20)
    if digits[:2] in ("34", "37"):
        return (15,)
    return (19, 16) if digits[:1] in ("4", "6", "9") else (16,)
