"""Due times as calendar reminders, in the form that every usual calendar opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from posguard.case.deadlines import Due

_MINUTES = timedelta(minutes=15)


def reminders(case: str, dues: Sequence[Due], do: Mapping[str, str], now: datetime, notice: str = "") -> bytes:
    """One event for each step that has a due time, with an alarm a little before; ``do`` names the steps by id.

    ``notice`` is what must be known of all of them: it becomes the description of each.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//posguard//case//")
    calendar.add("version", "2.0")
    for due in dues:
        if due.at is None:
            continue
        event = Event()
        event.add("uid", f"{due.step}@{case}.posguard")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", due.at.astimezone(UTC))
        event.add("dtend", due.at.astimezone(UTC) + _MINUTES)
        event.add("summary", do[due.step])
        if notice:
            event.add("description", notice)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", do[due.step])
        alarm.add("trigger", -_MINUTES)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
