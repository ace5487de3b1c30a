"""Figures as a letter writes them: moments, days, amounts and what they add up to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from posguard.messages import joined, say
from posguard.pack.manifest import Place
from posguard.pack.model import Lang

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")

Values = Mapping[str, str]


def is_recorded_moment(value: str) -> bool:
    """Whether this is a moment as it is recorded."""
    return bool(_MOMENT.match(value))


def time_sort_key(values: Values) -> float:
    """By which facts are put in order of time; those without a time come first."""
    try:
        return datetime.fromisoformat(values.get("time", "")).timestamp()
    except ValueError:
        return float("-inf")


def format_moment(value: str, lang: Lang, place: Place) -> str:
    """A recorded moment as a letter writes it: to the minute; a zone only if it is another's."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    if len(value) <= len("2026-01-31"):
        return format_day(at, lang)
    shown = say(lang, "letter-moment", day=format_day(at, lang), time=f"{at:%H:%M}")
    if at.utcoffset() is None or f"{at:%z}" == place.utc_offset.replace(":", ""):
        return shown
    return say(lang, "letter-zone", moment=shown, zone=f"UTC{at:%z}")


def format_day(at: date, lang: Lang) -> str:
    """A day as a letter writes it."""
    return say(lang, "letter-day", year=at.year, month=f"{at:%m}", day=f"{at:%d}")


def format_money(amount: str, currency: str, lang: Lang, place: Place) -> str:
    """An amount with its currency; without one it is in that of the place."""
    if currency in ("", place.currency.code):
        return say(lang, "letter-money", amount=amount, unit=place.currency.unit)
    return say(lang, "letter-foreign-money", amount=amount, currency=currency)


def total(transactions: Sequence[Values], lang: Lang, place: Place) -> str:
    """What the transactions add up to, in each currency; nothing if one of them has no amount."""
    sums: dict[str, Decimal] = {}
    for values in transactions:
        currency = values.get("currency") or place.currency.code
        try:
            sums[currency] = sums.get(currency, Decimal(0)) + Decimal(values.get("amount", ""))
        except InvalidOperation:
            return ""
    return joined(
        lang, (format_money(str(amount), unit, lang, place) for unit, amount in sums.items())
    )
