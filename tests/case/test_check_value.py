"""The value of `case check`: noted elsewhere, it shows an end cut off and any rewriting; and
clocks that were wrong.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.case_factory import AT, NOW, add_notes, new_case, open_cases, run_on_cases

from posguard.case import store
from posguard.case.checkpoint import HEAD, write_head
from posguard.case.checks import CheckValue, clock_faults, compare_values, in_order_of_time
from posguard.case.record import GENESIS, RECORD, Event, line
from posguard.errors import WrongUse


def value(folder: Path) -> str:
    """The value that check prints."""
    done = run_on_cases(folder, "case", "check")
    assert done.code == 0
    found = re.search(r"Check value: ([0-9]+(?:-[0-9A-F]{4}){5}) ", done.words)
    assert found
    return found[1]


def rewritten(folder: Path, texts: list[str]) -> None:
    """A record of these notes with every hash right and a head to it, as somebody makes it who
    knows how.
    """
    lines, last = "", Event(0, AT, "", {}, "", GENESIS)
    for text in ("", *texts):
        kind, data = (
            ("noted", {"text": text}) if text else ("opened", {"name": "shop", "lang": "en"})
        )
        words, last = line(Event(last.n + 1, AT, kind, data, last.hash))
        lines += words + "\n"
    (folder / "shop" / RECORD).write_text(lines)
    write_head(str(folder / "shop"), last.n, last.hash)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of five events."""
    new_case(tmp_path)
    rewritten(tmp_path, ["two", "three", "four", "five"])
    return tmp_path


def test_anyone_can_compute_the_value_from_the_last_line(case: Path) -> None:
    """The number of events, and the first twenty digits of the last line's hash."""
    last = (case / "shop" / RECORD).read_text().splitlines()[-1]
    digest = last.rpartition('"hash":"')[2][:20].upper()
    assert value(case).replace("-", "") == f"5{digest}"
    assert "核对值：5-" in run_on_cases(case, "case", "check", lang="zh").words


def test_the_same_and_what_is_new_since(case: Path) -> None:
    """A record that only grew fits every value that was ever noted of it, and the new events are
    counted.
    """
    noted = [value(case)]
    assert (
        "all 5 events are the same, and none is new"
        in run_on_cases(case, "case", "check", "--against", noted[0]).words
    )
    add_notes(open_cases(case), "six")
    noted.append(value(case))
    add_notes(open_cases(case), "seven")
    done = run_on_cases(case, "case", "check", "--against", noted[0])
    assert (done.code, "the first 5 events are the same; 6 to 7 are new since" in done.words) == (
        0,
        True,
    )
    both = run_on_cases(
        case, "case", "check", "--against", noted[0], "--against", noted[1], lang="zh"
    )
    assert (both.code, "前 6 条没有变；第 7 到 7 条是之后新记的" in both.words) == (0, True)


def test_an_end_cut_off_shows_even_with_the_old_head(case: Path) -> None:
    """Record and head put back together look whole, and do not fit the value."""
    old = [(case / "shop" / name).read_bytes() for name in (RECORD, HEAD)]
    add_notes(open_cases(case), "six", "seven")
    noted = value(case)
    for name, data in zip((RECORD, HEAD), old, strict=True):
        (case / "shop" / name).write_bytes(data)
    assert run_on_cases(case, "case", "check").code == 0
    for lang, words in (
        ("en", "there were 7 when the value was noted, now it ends at 5"),
        ("zh", "现在只到第 5 条"),
    ):
        done = run_on_cases(case, "case", "check", "--against", noted, lang=lang)
        assert (done.code, words in done.words) == (1, True)


def test_a_record_rewritten_whole_shows_and_the_place_is_narrowed_down(case: Path) -> None:
    """With the chain made anew from the third event on: it lies between the last value that fits
    and the first that does not.
    """
    events = store.look(str(case), "shop").record.events
    noted = [str(CheckValue.of(event)) for event in events]
    rewritten(case, ["two", "THREE", "four", "five"])
    assert run_on_cases(case, "case", "check").code == 0
    done = run_on_cases(case, "case", "check", "--against", noted[4])
    assert (done.code, "of the events 1 to 5, some are not" in done.words) == (1, True)
    done = run_on_cases(
        case, "case", "check", *(word for each in noted[1:4] for word in ("--against", each))
    )
    assert (done.code, "of the events 3 to 3, some are not" in done.words) == (1, True)
    assert "the first 2 events are the same" in done.words


def test_every_rewriting_shows(case: Path) -> None:
    """Whichever event is changed, however many remain: no record but the true one fits."""
    noted = CheckValue.read(value(case))
    texts = ["two", "three", "four", "five"]
    for place in range(len(texts)):
        for other in ("x", texts[place] + " "):
            rewritten(case, [*texts[:place], other, *texts[place + 1 :]])
            assert not compare_values(store.look(str(case), "shop").record.events, [noted]).good
    rewritten(case, texts)
    assert compare_values(store.look(str(case), "shop").record.events, [noted]).good


def test_the_value_survives_the_telephone(case: Path) -> None:
    """Spaces for dashes, small letters, full-width signs, letters that look like digits: it is the
    same value.
    """
    noted = value(case)
    number, *groups = noted.split("-")
    for said in (
        f"{number} {' '.join(groups)}",
        noted.lower(),
        f" {number}-{''.join(groups)} ",
        noted.replace("0", "O").replace("1", "l"),
        noted.translate({ord(c): ord(c) + 0xFEE0 for c in noted}),
    ):
        assert run_on_cases(case, "case", "check", "--against", said).code == 0, said
    for said in (
        "",
        "7",
        noted[:-1],
        noted + "0",
        "x-" + noted,
        "0" + noted[1:],
        noted[:-1] + "G",
    ):
        with pytest.raises(WrongUse):
            CheckValue.read(said)
    wrong = run_on_cases(case, "case", "check", "--against", "hello", lang="zh")
    assert (wrong.code, "「hello」不是核对值" in wrong.complaint) == (2, True)


def test_a_value_noted_wrong_is_told_from_a_record_that_was_changed(case: Path) -> None:
    """When a later value fits, all before it is as it was, and the other was noted down wrong."""
    add_notes(open_cases(case), "six")
    done = run_on_cases(
        case, "case", "check", "--against", value(case), "--against", "4-0000-0000-0000-0000-0000"
    )
    assert done.code == 1
    assert (
        "The value noted for event 4 does not fit, though a later one, for 6, does" in done.words
    )


def test_a_damaged_record_is_still_compared(case: Path) -> None:
    """No value is given out for it, and those noted earlier are compared with what can be read."""
    noted = value(case)
    record = case / "shop" / RECORD
    record.write_bytes(record.read_bytes().replace(b'"three"', b'"thRee"'))
    done = run_on_cases(case, "case", "check", "--against", noted)
    assert done.code == 1
    assert "Check value" not in done.words
    assert (
        "The hash of event 5 is the one that was noted; for the rest see the damage above"
        in done.words
    )


def moments(*moments: str) -> list[Event]:
    """Events at these moments."""
    return [Event(n, at, "noted", {"text": str(n)}) for n, at in enumerate(moments, 1)]


def test_moments_of_a_wrong_clock_are_found() -> None:
    """Back by more than a few minutes, or ahead of now; a zone that changes is no step back, and
    one bad moment does not make those behind it bad.
    """
    found = clock_faults(
        moments(
            "2026-11-22T08:00:00+08:00",
            "2026-11-22T07:58:00+08:00",
            "2026-11-22T01:30:00+01:00",
            "1990-01-01T00:00:00+08:00",
            "2026-11-22T08:31:00+08:00",
            "2031-01-01T00:00:00+08:00",
            "2026-11-22T08:32:00+08:00",
            "2026-11-22T08:10:00+08:00",
            "2026-11-22T09:34:00+08:00",
            "2026-11-22T09:36:00+08:00",
        ),
        NOW,
    )
    assert found == {4: "back", 6: "ahead", 8: "back", 10: "ahead"}


def test_the_order_of_time_is_that_of_moments() -> None:
    """Across zones; events of one moment stay as they were recorded."""
    events = moments(
        "2026-11-22T08:00:00+08:00", "2026-11-22T00:00:00+00:00", "2026-11-22T07:00:00+08:00"
    )
    assert [event.n for event in in_order_of_time(events)] == [3, 1, 2]


def test_a_wrong_clock_is_marked_in_check_and_timeline_and_is_no_damage(tmp_path: Path) -> None:
    """The timeline goes by time and keeps the number in order of recording; what cannot be right
    is marked.
    """
    made = new_case(tmp_path)
    with made.work("shop") as case:
        for text, at in (
            ("early", "1990-01-01T00:00:00+08:00"),
            ("late", "2199-01-01T00:00:00+08:00"),
            ("last", AT),
        ):
            case.append(at, "noted", {"text": text})
    checked = run_on_cases(tmp_path, "case", "check")
    assert checked.code == 0
    assert (
        "Event 2 is timed 1990-01-01T00:00:00+08:00, earlier than one before it" in checked.words
    )
    assert "Event 3 is timed 2199-01-01T00:00:00+08:00, which lies in the future" in checked.words
    lines = [
        each.strip()
        for each in run_on_cases(tmp_path, "case", "timeline").words.splitlines()
        if "[" in each
    ]
    numbers = [each.partition("[")[2].partition("]")[0] for each in lines]
    assert numbers == ["2", "1", "4", "3"]
    marked = [
        number
        for number, each in zip(numbers, lines, strict=True)
        if "the clock may have been wrong" in each
    ]
    assert marked == ["2", "3"]
    assert "时钟可能不对" in run_on_cases(tmp_path, "case", "timeline", lang="zh").words


def test_a_copy_of_a_case_fits_its_value(case: Path, tmp_path: Path) -> None:
    """The value is of the record, wherever it lies."""
    noted = value(case)
    shutil.copytree(case / "shop", tmp_path / "elsewhere" / "shop")
    assert run_on_cases(tmp_path / "elsewhere", "case", "check", "--against", noted).code == 0
