"""Moments as the screen shows them: local time with its zone, in one form everywhere."""

from __future__ import annotations

from datetime import datetime


def when(at: datetime) -> str:
    """A moment in local time with its zone, to the minute."""
    return f"{at:%Y-%m-%d %H:%M} ({at:%z})"


def recorded(at: str) -> str:
    """A moment of the record in the same form, as it was on the clock of whoever recorded it."""
    try:
        return when(datetime.fromisoformat(at))
    except ValueError:  # of a damaged record, in which it is missing
        return at
