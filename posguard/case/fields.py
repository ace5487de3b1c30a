"""Fields of a fact: the reading of typed values into the one form that is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from posguard.case import fact_names
from posguard.case.figures import END, money, shortened, typed
from posguard.errors import WrongUse
from posguard.masking.characters import plain, visible
from posguard.masking.issuers import LONGEST, SHORTEST, right_check_digit
from posguard.masking.mask import starred
from posguard.masking.persons import valid_id
from posguard.pack.scalars import UNPRINTABLE

Validator = Callable[[str, datetime], str]
"""Takes the value and the present moment, with its zone; raises ``WrongUse`` without a place."""

LONGEST_WORDS = 300
MERCHANT_NUMBER = 15

_unprintable = re.compile(UNPRINTABLE).search
_separators = re.compile(r"[\s\-–—－·.]+")
_wide = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_tail = re.compile(
    r"^(?:卡号?)?(?:尾号|[末后]四位)[是为:]?|^(?:card\s*)?(?:ending(?:\s*in)?|last\s*(?:four|4))[:\s]*",
    re.IGNORECASE,
)
_tel = re.compile(r"^(?:tel|phone|mobile|电话|手机)(?:号码?)?[:\s]*", re.IGNORECASE)
_number = re.compile(r"[0-9A-Za-z\u4e00-\u9fff〔〕\[\]（）()【】/#:：.*_\- ]{1,64}").fullmatch
_serial = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z\-/]{2,38})[0-9A-Za-z]").fullmatch
_terminal = re.compile(r"[0-9A-Za-z]{8}").fullmatch
_account = re.compile(r"[0-9A-Za-z@._+\-\u4e00-\u9fff]{8,32}").fullmatch
_phone = re.compile(r"\+?[0-9]{3,15}").fullmatch
_partly = re.compile(r"[0-9]{0,6}[*xX•●]+[0-9]{4}|[0-9]{4}").fullmatch
_partly_id = re.compile(r"[0-9]{6}\*{8}[0-9]{3}[0-9X]").fullmatch
_currency = re.compile(r"[A-Z]{3}").fullmatch


class Field(Struct, frozen=True):
    """One field of a fact, typed as ``name=…``: its validator and its default.

    ``kept`` is the name under which the value is recorded, if that is another one; the values of
    fields that share it are joined. A ``numbered`` field is for a number of its own, so that a
    bare one is no card's, whatever its digits are. A ``whole`` value is not masked at all.
    """

    name: str
    validator: Validator
    required: bool = False
    default: str = ""
    kept: str = ""
    numbered: bool = False
    whole: bool = False

    @property
    def label(self) -> str:
        """The message key of the field's name."""
        return f"field:{self.name}"

    @property
    def key(self) -> str:
        """The name under which the value is recorded."""
        return self.kept or self.name


def words(value: str, _: datetime) -> str:
    """A name, a place, a sentence."""
    if _unprintable(value):
        raise WrongUse("fact-unprintable")
    value = " ".join(value.split())
    if len(value) > LONGEST_WORDS:
        raise WrongUse("fact-too-long", count=len(value), most=LONGEST_WORDS)
    return value


def number(value: str, _: datetime) -> str:
    """A number that an institution gives its papers and people."""
    narrow = _wide.sub(lambda sign: plain(sign[0]), visible(value))
    compact = " ".join(narrow.split()).rstrip(END)
    if not _number(compact):
        raise WrongUse("bad-number", value=shortened(value))
    return compact


def merchant_number(value: str, _: datetime) -> str:
    """The 15 digits by which an acquirer knows a merchant."""
    digits = _separators.sub("", typed(value))
    if not (digits.isascii() and digits.isdecimal()):
        raise WrongUse(
            "bad-merchant-number-sign", value=shortened(value), wanted_digits=MERCHANT_NUMBER
        )
    if len(digits) != MERCHANT_NUMBER:
        raise WrongUse("bad-merchant-number", count=len(digits), wanted_digits=MERCHANT_NUMBER)
    return digits


def terminal_number(value: str, _: datetime) -> str:
    """The 8 letters or digits on every slip of a terminal."""
    compact = "".join(typed(value).split())
    if not _terminal(compact):
        raise WrongUse("bad-terminal-number", value=shortened(value), count=len(compact))
    return compact


def terminal_sn(value: str, _: datetime) -> str:
    """The serial number on the label of a terminal."""
    compact = "".join(re.sub(r"^s/?n[:\s]+", "", typed(value), flags=re.IGNORECASE).split())
    if not _serial(compact):
        raise WrongUse("bad-terminal-sn", value=shortened(value))
    return compact


def account(value: str, _: datetime) -> str:
    """The other side's account, which is kept whole: the police stop payments to nothing less."""
    compact = "".join(typed(value).split())
    if "@" not in compact:
        compact = re.sub(r"(?<=[0-9])-(?=[0-9])", "", compact)
    if not _account(compact):
        raise WrongUse("bad-account", count=len(compact))
    return compact


def own_account(value: str, now: datetime) -> str:
    """The user's own account, of which at most the first six and last four signs are kept."""
    compact = _separators.sub("", _tail.sub("", typed(value)))
    return compact if _partly(compact) else starred(account(value, now))


def card(value: str, _: datetime) -> str:
    """The user's own card: the whole number is never kept, and its last four digits are enough."""
    compact = _separators.sub("", _tail.sub("", typed(value)))
    if _partly(compact):
        return compact if "*" in compact else f"****{compact[-4:]}"
    if not (compact.isascii() and compact.isdecimal()) or not SHORTEST <= len(compact) <= LONGEST:
        raise WrongUse("bad-card", count=sum(map(str.isdecimal, compact)))
    if not right_check_digit(compact):
        raise WrongUse("bad-card-digit")
    return starred(compact)


def person(value: str, _: datetime) -> str:
    """A resident's ID number, of which at most the first six and last four digits are kept."""
    compact = re.sub(r"[\s\-–—－·.]+", "", typed(value)).upper()
    if _partly_id(compact):
        return compact
    if not valid_id(compact):
        raise WrongUse("bad-id-number", count=len(compact))
    return starred(compact)


def identity(value: str, now: datetime) -> str:
    """The number on a person's document, of which only the ends are kept."""
    compact = _separators.sub("", plain(value)).upper()
    return starred(number(compact, now))


def credit_code(value: str, _: datetime) -> str:
    """The 18 characters on a business licence."""
    from stdnum.cn import uscc

    compact = uscc.compact(typed(value))
    if not uscc.is_valid(compact):
        raise WrongUse("bad-credit-code", count=len(compact))
    return compact


def phone(value: str, _: datetime) -> str:
    """A telephone number, without the signs between its digits."""
    compact = re.sub(r"[\s\-–—－().]+", "", _tel.sub("", typed(value)).rstrip("#"))
    if not _phone(compact):
        raise WrongUse("bad-phone", value=shortened(value))
    return compact


def amount(value: str, _: datetime) -> str:
    """An amount above zero with two decimals."""
    found = money(value)
    if found is None or found <= 0:
        raise WrongUse("bad-amount", value=shortened(value))
    return f"{found:.2f}"


def currency(value: str, _: datetime) -> str:
    """A currency's three letters."""
    code = typed(value).upper()
    if not _currency(code):
        raise WrongUse("bad-currency", value=shortened(value))
    return code


class Choice(Struct, frozen=True):
    """A validator that takes one of a few words."""

    known: tuple[str, ...]

    def __call__(self, value: str, _: datetime) -> str:
        return _chosen(value, self.known)


def one_of(*known: str) -> Validator:
    """A validator that takes one of these words."""
    return Choice(known)


def _chosen(value: str, known: Sequence[str]) -> str:
    typed_as = value.strip().lower()
    chosen = fact_names.untranslated(fact_names.CHOICES, typed_as, known)
    if chosen not in known:
        near = fact_names.like(fact_names.CHOICES, typed_as, known)
        raise WrongUse("bad-fact-choice", id=shortened(value), known=near)
    return chosen
