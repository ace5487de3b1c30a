"""Moments as people type them: in full, or as the clock of today and of the days before."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NoReturn

from posguard.case.figures import shortened, typed
from posguard.errors import WrongUse

_YEARS = range(1990, 2100)
_CLOCKS_DIFFER = timedelta(minutes=5)
"""A moment that is later than now by no more than this is of another clock, not to come."""
_DAYS_AGO = {
    "今天": 0,
    "今日": 0,
    "今早": 0,
    "今晨": 0,
    "今晚": 0,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "前天": 2,
    "today": 0,
    "yesterday": 1,
}
_BEFORE_NOON = ("凌晨", "早上", "早晨", "清晨", "上午", "今早", "今晨", "am")
_AFTER_NOON = ("中午", "下午", "傍晚", "晚上", "夜里", "今晚", "昨晚", "pm")
_NIGHT = ("晚上", "夜里", "今晚", "昨晚")
_NOON, _LAST_OF_NIGHT = 12, 5

_time = re.compile(
    r"(?:(?:(?P<year>[0-9]{4})[\-/.年])?(?P<month>[0-9]{1,2})[\-/.月](?P<day>[0-9]{1,2})[日号]?"
    rf"[T\s,]+|(?:(?P<year2>[0-9]{{4}})年)?(?P<month2>[0-9]{{1,2}})月(?P<day2>[0-9]{{1,2}})[日号]"
    rf"|(?P<near>{'|'.join(_DAYS_AGO)}))?[\s,]*"
    rf"(?P<half>{'|'.join((*_BEFORE_NOON, *_AFTER_NOON))})?\s*"
    r"(?P<hour>[0-9]{1,2})(?:[:点时](?P<minute>[0-9]{1,2})分?(?::?(?P<second>[0-9]{1,2})秒?)?"
    r"|点(?P<half_past>半)?[整钟]?)\s*(?P<half2>am|pm)?\s*(?P<zone>Z|[+\-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
).fullmatch


def moment(value: str, now: datetime) -> str:
    """A moment, to the second, with its zone; ``now`` says what today is, and in which zone.

    A clock time without a day is today's, and a day without a year the last one of that date.
    """
    found = _time(typed(value))
    if not found:
        raise WrongUse("bad-time", value=shortened(value))
    parts = {name: part.lower() for name, part in found.groupdict().items() if part}
    has_year = "year" in parts or "year2" in parts
    try:
        at = _moment(parts, now)
    except ValueError:
        _refuse("no-such-time" if has_year else "bad-time", value)
    if at.year not in _YEARS:
        _refuse("no-such-time", value)
    if not has_year and at > now + _CLOCKS_DIFFER:
        _refuse("time-to-come", value)
    return at.isoformat(timespec="seconds")


def _refuse(key: str, value: str) -> NoReturn:
    raise WrongUse(key, value=shortened(value)) from None


def _moment(parts: dict[str, str], now: datetime) -> datetime:
    zone = _zone(parts.get("zone"), now)
    day = _day(parts, now.astimezone(zone).date())
    minute = 30 if "half_past" in parts else int(parts.get("minute", 0))
    second = int(parts.get("second", 0))
    return datetime(day.year, day.month, day.day, _hour(parts), minute, second, tzinfo=zone)


def _day(parts: dict[str, str], today: date) -> date:
    """The day that is named; of a date without a year the last one, and today without any."""
    month, day = (parts.get(name) or parts.get(f"{name}2") for name in ("month", "day"))
    if month is None or day is None:
        return today - timedelta(days=_DAYS_AGO[parts.get("near", "today")])
    year = parts.get("year") or parts.get("year2")
    if year:
        return date(int(year), int(month), int(day))
    this_year = date(today.year, int(month), int(day))
    if this_year <= today:
        return this_year
    return date(today.year - 1, int(month), int(day))


def _hour(parts: dict[str, str]) -> int:
    """The hour of the day, of which people often say only half."""
    hour = int(parts["hour"])
    half = parts.get("half2") or parts.get("half") or parts.get("near", "")
    if half in _BEFORE_NOON:
        return 0 if hour == _NOON else hour
    if half not in _AFTER_NOON:
        return hour
    if half in _NIGHT and (hour == _NOON or hour <= _LAST_OF_NIGHT):
        raise ValueError(half)  # of this day or of the next: nobody knows
    latest_at_noon = _NOON - 2
    as_said = hour >= _NOON or (half == "中午" and hour > latest_at_noon)
    return hour if as_said else hour + _NOON


def _zone(named: str | None, now: datetime) -> tzinfo:
    if not named:
        zone = now.tzinfo
        assert zone is not None
        return zone
    if named == "z":
        return UTC
    offset = timedelta(hours=int(named[1:3]), minutes=int(named[-2:]))
    return timezone(-offset if named[0] == "-" else offset)
