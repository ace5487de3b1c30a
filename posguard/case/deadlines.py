"""Deadlines of the steps of a plan: counted from recorded events, in local time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct

from posguard.interview.plan import PlanStep
from posguard.pack.model import Milestone, Within

_HOURS: dict[Within, timedelta] = {
    "now": timedelta(0),
    "15m": timedelta(minutes=15),
    "24h": timedelta(hours=24),
}
_DAYS: dict[Within, int] = {"3d": 3, "7d": 7, "30d": 30}


class Due(Struct, frozen=True):
    """A step and its due time.

    ``at`` is None for a step without an end, and for one that ``waits`` for its event.
    """

    step: str
    at: datetime | None
    event: Milestone
    waits: bool


def due_time(within: Within, since: datetime, zone: tzinfo) -> datetime | None:
    """The end of a span that began at ``since``; None for a span without an end.

    Minutes and hours are counted as they pass. Days are calendar days: the same local clock time
    so many days later, which is never later than the end of the last day.
    """
    if within in _HOURS:
        return (since.astimezone(UTC) + _HOURS[within]).astimezone(zone)
    if within in _DAYS:
        local = since.astimezone(zone)
        return (local.replace(tzinfo=None) + timedelta(days=_DAYS[within])).replace(tzinfo=zone)
    return None


def dues(steps: Sequence[PlanStep], happened: Mapping[str, str], zone: tzinfo) -> list[Due]:
    """The due times of the steps, the earliest first; steps without one follow in plan order."""
    found = []
    for planned in steps:
        event = planned.step.from_
        begun = happened.get(event)
        at = due_time(planned.within, datetime.fromisoformat(begun), zone) if begun else None
        found.append(Due(planned.id, at, event, waits=begun is None))
    latest = datetime.max.replace(tzinfo=UTC)
    return sorted(found, key=lambda due: due.at or latest)
