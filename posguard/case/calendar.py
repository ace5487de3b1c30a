"""Calendar of due times: reminders in the form that every usual calendar opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from posguard.case.record import Event

_LENGTH = timedelta(minutes=15)
_SECOND = 2


class Reminder(Struct, frozen=True):
    """One step in a calendar: its due time, its words, and whether it is called off."""

    step: str
    at: datetime
    summary: str
    description: str
    off: bool = False


def origin(events: Sequence[Event]) -> str:
    """The origin of a case: the hash of its first event, which no other case has.

    Where the first event is missing, the second one still names its hash.
    """
    first = events[0]
    return first.prev if first.n == _SECOND else first.hash


def calendar(case: str, version: int, reminders: Sequence[Reminder], now: datetime) -> bytes:
    """The calendar as a file: one event for each reminder, with an alarm shortly before it.

    An alarm that would be over is set to the due time; behind that there is none. ``case`` is the
    origin of the case, and ``version`` grows with its record. Under the same name, and with a
    higher version or a later time, an event replaces the one that was written before; one that is
    called off says so.
    """
    from icalendar import Alarm, Calendar
    from icalendar import Event as Entry

    whole = Calendar()
    whole.add("prodid", "-//posguard//case//")
    whole.add("version", "2.0")
    for reminder in reminders:
        entry, start = Entry(), reminder.at.astimezone(UTC)
        entry.add("uid", f"{case[:32]}-{reminder.step}@posguard")
        entry.add("sequence", version)
        entry.add("dtstamp", now.astimezone(UTC))
        entry.add("last-modified", now.astimezone(UTC))
        entry.add("dtstart", start)
        entry.add("dtend", start + _LENGTH)
        entry.add("summary", reminder.summary)
        entry.add("description", reminder.description)
        entry.add("status", "CANCELLED" if reminder.off else "CONFIRMED")
        entry.add("transp", "TRANSPARENT")  # a reminder keeps nobody from being asked elsewhere
        if start > now and not reminder.off:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", reminder.summary)
            alarm.add("trigger", -_LENGTH if start - _LENGTH > now else timedelta(0))
            entry.add_component(alarm)
        whole.add_component(entry)
    return bytes(whole.to_ical())
