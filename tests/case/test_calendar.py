"""Reminders in a calendar: the same event each time, newer each time, and none for what is
over.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from support.case_factory import run_on_cases
from support.interviews import CALM, answer_options

from posguard.case import store
from posguard.case.calendar import Reminder, calendar, origin

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def new_case(folder: Path) -> Path:
    """A case with a plan."""
    assert run_on_cases(folder, "triage", *answer_options(CALM), "--case", "shop").code == 0
    return folder


def events(folder: Path, *more: str, lang: str = "en") -> dict[str, Any]:
    """The events of the case's calendar, by their names."""
    done = run_on_cases(folder, "case", "ics", "--case", "shop", *more, lang=lang)
    assert done.code == 0, done.complaint
    found = Calendar.from_ical(done.out).walk("VEVENT")
    assert found
    return {str(event["uid"]): event for event in found}


def test_a_calendar_written_again_replaces_the_one_before(tmp_path: Path) -> None:
    """The events have the names they had, a higher version and a later time, and the new due
    times.
    """
    new_case(tmp_path)
    before = events(tmp_path)
    assert (
        run_on_cases(
            tmp_path, "case", "fact", "happened", "event=discovered", "time=2026-11-20 09:14"
        ).code
        == 0
    )
    after = events(tmp_path)
    assert before.keys() == after.keys()
    for name, event in after.items():
        assert event["sequence"] > before[name]["sequence"]
        for kind in ("last-modified", "dtstamp"):
            assert event.decoded(kind) >= before[name].decoded(kind)
    assert any(
        after[name].decoded("dtstart") != before[name].decoded("dtstart") for name in before
    )


def test_a_case_of_the_same_name_is_another_one(tmp_path: Path) -> None:
    """On another machine, or erased and made anew: no event takes the place of one of the other
    case.
    """
    one = events(new_case(tmp_path / "one"))
    assert run_on_cases(tmp_path / "one", "case", "erase", "--case", "shop", "--yes").code == 0
    written = {str(event["dtstamp"].dt) for event in one.values()}
    while datetime.now(tz=UTC).isoformat(timespec="seconds").replace("T", " ") in written:
        pass  # a case is opened at a second of its own
    assert one.keys() & events(new_case(tmp_path / "one")).keys() == set()


def test_what_is_done_or_closed_is_called_off(tmp_path: Path) -> None:
    """A ticked step is cancelled under its name and rings no more; closing the case cancels all
    that is left.
    """
    new_case(tmp_path)
    before = events(tmp_path)
    step = str(next(iter(before))).partition("-")[2].removesuffix("@posguard")
    assert run_on_cases(tmp_path, "case", "tick", step).code == 0
    after = events(tmp_path)
    done = {name for name, event in after.items() if event["status"] == "CANCELLED"}
    assert {name.partition("-")[2] for name in done} == {f"{step}@posguard"}
    assert [str(after[name]["summary"])[:6] for name in done] == ["Done: "]
    assert run_on_cases(tmp_path, "case", "close").code == 0
    closed = events(tmp_path)
    assert closed.keys() == before.keys()
    assert {str(event["status"]) for event in closed.values()} == {"CANCELLED"}
    assert [event for event in closed.values() if event.walk("VALARM")] == []
    target = tmp_path / "a.ics"
    said = run_on_cases(tmp_path, "case", "ics", "--case", "shop", "-o", str(target)).complaint
    assert "The case is closed" in said


def test_a_reminder_says_which_case_and_how(tmp_path: Path) -> None:
    """Whoever looks into the calendar reads the case, what to do, how, and what to type when it is
    done.
    """
    new_case(tmp_path)
    for lang, case, tick in (
        ("zh", "（案件 shop）", "做完后记下：posguard"),
        ("en", "(case shop)", "When it is done: posguard"),
    ):
        for event in events(tmp_path, lang=lang).values():
            assert case in str(event["summary"])
            assert tick in str(event["description"])
        assert (
            max(
                str(event["description"]).count("\n")
                for event in events(tmp_path, lang=lang).values()
            )
            > 1
        )


@pytest.mark.parametrize(
    ("due", "off", "alarms"),
    [
        (NOW + timedelta(hours=1), False, [-QUARTER]),
        (NOW + timedelta(minutes=5), False, [timedelta(0)]),
        (NOW, False, []),
        (NOW - timedelta(days=1), False, []),
        (NOW + timedelta(hours=1), True, []),
    ],
)
def test_no_alarm_rings_for_what_is_over(
    due: datetime, off: bool, alarms: list[timedelta]
) -> None:
    """A quarter of an hour before; at the moment itself if that is nearer; never in the past or
    for what is off.
    """
    words = "打收单机构官方客服；要求停用，暂缓结算\n" * 8
    made = calendar("a" * 64, 7, [Reminder("call", due, words, words, off)], NOW)
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert (str(event["summary"]), str(event["description"])) == (words, words)
    assert event.decoded("dtstart") == due
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == alarms
    assert max(map(len, made.split(b"\r\n"))) <= 75


def test_overdue_steps_say_so(tmp_path: Path) -> None:
    """What should have been done, and what is to be done at once, says so in its first words."""
    new_case(tmp_path)
    assert (
        run_on_cases(
            tmp_path, "case", "fact", "happened", "event=discovered", "time=2020-01-01 09:14"
        ).code
        == 0
    )
    assert {str(event["summary"]).partition(":")[0] for event in events(tmp_path).values()} == {
        "Overdue"
    }
    assert run_on_cases(tmp_path, "case", "answer", "--yes", "happening-now=paid-today").code == 0
    assert {str(event["summary"]).partition(":")[0] for event in events(tmp_path).values()} >= {
        "Do now"
    }
    assert [event for event in events(tmp_path).values() if event.walk("VALARM")] == []


def test_a_calendar_of_a_damaged_record_says_so(tmp_path: Path) -> None:
    """Refused at first; in spite of the damage each reminder carries the warning, under the name
    it had before.
    """
    new_case(tmp_path)
    run_on_cases(tmp_path, "case", "note", "a note")
    before = events(tmp_path)
    record = tmp_path / "shop" / "record.jsonl"
    record.write_bytes(record.read_bytes().replace(b"a note", b"a Note"))
    refused = run_on_cases(tmp_path, "case", "ics", "--case", "shop")
    assert (refused.code, refused.out, "--despite-damage" in refused.complaint) == (1, b"", True)
    after = events(tmp_path, "--despite-damage")
    assert after.keys() == before.keys()
    for event in after.values():
        assert "line 3: changed" in str(event["description"])
    kept = store.look(str(tmp_path), "shop").record.events
    assert origin(kept[1:]) == origin(kept) == kept[0].hash
