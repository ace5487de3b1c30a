"""When steps are due: over midnight, month ends, leap days, and changes of the clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from posguard.api.packs import open_pack
from posguard.case.deadlines import due_time, dues
from posguard.interview.plan import PlanStep
from posguard.pack.model import WITHINS, Milestone, Within

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
URUMQI = ZoneInfo("Asia/Urumqi")


@pytest.mark.parametrize(
    ("within", "since", "zone", "expected"),
    [
        ("now", "2026-11-22T23:59:30+08:00", SHANGHAI, "2026-11-22T23:59:30+08:00"),
        ("15m", "2026-11-22T23:50:00+08:00", SHANGHAI, "2026-11-23T00:05:00+08:00"),
        ("24h", "2026-12-31T18:00:00+08:00", SHANGHAI, "2027-01-01T18:00:00+08:00"),
        ("3d", "2028-02-27T09:00:00+08:00", SHANGHAI, "2028-03-01T09:00:00+08:00"),
        ("3d", "2026-02-27T09:00:00+08:00", SHANGHAI, "2026-03-02T09:00:00+08:00"),
        ("7d", "2026-11-26T00:00:00+08:00", SHANGHAI, "2026-12-03T00:00:00+08:00"),
        ("30d", "2026-01-31T12:00:00+08:00", SHANGHAI, "2026-03-02T12:00:00+08:00"),
        ("30d", "2028-01-31T12:00:00+08:00", SHANGHAI, "2028-03-01T12:00:00+08:00"),
        ("24h", "2026-03-28T12:00:00+01:00", BERLIN, "2026-03-29T13:00:00+02:00"),
        ("3d", "2026-03-28T12:00:00+01:00", BERLIN, "2026-03-31T12:00:00+02:00"),
        ("3d", "2026-10-24T12:00:00+02:00", BERLIN, "2026-10-27T12:00:00+01:00"),
        ("7d", "2026-11-22T23:30:00+08:00", URUMQI, "2026-11-29T21:30:00+06:00"),
    ],
)
def test_spans_end_when_a_calendar_and_a_clock_say_so(
    within: Within, since: str, zone: ZoneInfo, expected: str
) -> None:
    """Hours pass as hours; days keep the clock time, whatever the month, the year or the clock
    change.
    """
    found = due_time(within, datetime.fromisoformat(since), zone)
    assert found is not None
    assert found.isoformat() == expected


def test_what_goes_on_has_no_end() -> None:
    """``ongoing`` is never due."""
    assert due_time("ongoing", datetime(2026, 11, 22, 9, tzinfo=SHANGHAI), SHANGHAI) is None
    assert WITHINS[-1] == "ongoing"


def _planned(within: Within, event: Milestone) -> PlanStep:
    """A shipped step with this span and event."""
    steps = open_pack().steps
    name = next(
        n for n in steps if steps[n].value.within == within and steps[n].value.from_ == event
    )
    return PlanStep(name, "recover", steps[name].value, within)


def test_a_step_waits_for_the_event_that_starts_its_clock() -> None:
    """Without the event a step has no due time and says which event it waits for; what is due
    first comes first.
    """
    steps = [
        _planned("30d", "discovered"),
        _planned("7d", "refusal-served"),
        _planned("now", "discovered"),
    ]
    begun = {"discovered": "2026-11-22T09:00:00+08:00"}
    found = dues(steps, begun, SHANGHAI)
    assert [d.step for d in found] == [steps[2].id, steps[0].id, steps[1].id]
    assert [(d.at is None, d.waits) for d in found] == [
        (False, False),
        (False, False),
        (True, True),
    ]
    served = dues(steps, {**begun, "refusal-served": "2026-11-23T10:00:00+08:00"}, SHANGHAI)
    assert next(d for d in served if d.step == steps[1].id).at == datetime(
        2026, 11, 30, 10, tzinfo=SHANGHAI
    )


def test_the_time_that_holds_for_this_person_is_counted() -> None:
    """A step that is due sooner because of what was told is due at that time."""
    steps = open_pack().steps
    step = steps["report-terminal-theft"].value
    begun = {"discovered": "2026-11-22T09:00:00+08:00", "reported": "2026-11-22T09:00:00+08:00"}
    planned = PlanStep("report-terminal-theft", "police", step, "15m")
    [due] = dues([planned], begun, SHANGHAI)
    assert step.within != "15m"
    assert due.at == datetime(2026, 11, 22, 9, 15, tzinfo=SHANGHAI)
