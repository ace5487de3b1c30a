"""How large a record may be, and that a larger one is read or refused in bounded time and room."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.case_factory import AT, add_notes, new_case, open_cases
from support.program import Result, run_program
from support.slow import slow_unless

from posguard.case import store
from posguard.case.checkpoint import write_head
from posguard.case.record import (
    GENESIS,
    LONGEST_LINE,
    MOST_BYTES,
    MOST_EVENTS,
    RECORD,
    Event,
    line,
)
from posguard.errors import PosguardError

MEASURED = """
import json, resource, sys, time
from posguard.cli.program import run
began = time.process_time()
code = run(sys.argv[1:])
# The peak of this program alone: what getrusage tells begins with that of its parent.
try:
    peaks = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")]
except OSError:
    peaks = []
room = int(peaks[0] if peaks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) >> 10
print(json.dumps([time.process_time() - began, room]), file=sys.stderr)
sys.exit(code)
"""
SECONDS, MEBIBYTES = 30, 700
"""What no command may need, of the processor's time and of memory, whatever the record holds."""


def measured(folder: Path, *argv: str) -> tuple[Result, float, int]:
    """One run, the seconds of the processor that it took, and its memory at most in MiB."""
    done = run_program(
        *argv, "--lang", "en", env={"POSGUARD_CASES": str(folder)}, program=MEASURED
    )
    seconds, room = json.loads(done.complaint.splitlines()[-1])
    return done, seconds, room


def filled(folder: Path, count: int, text: str) -> None:
    """A case of so many events, all hashes right."""
    new_case(folder)
    lines, last = [], Event(0, AT, "", {}, "", GENESIS)
    for number in range(count):
        kind, data = (
            ("noted", {"text": text}) if number else ("opened", {"name": "shop", "lang": "en"})
        )
        words, last = line(Event(last.n + 1, AT, kind, data, last.hash))
        lines.append(words + "\n")
    (folder / "shop" / RECORD).write_text("".join(lines))
    write_head(str(folder / "shop"), last.n, last.hash)


def _one_line(path: Path) -> None:
    path.write_bytes(b'{"v":1,"n":2,"data":"' + b"x" * (MOST_BYTES - 100) + b'"}\n')


def _written(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


HUGE: dict[str, Callable[[Path], object]] = {
    "a gigabyte of zeros": lambda path: os.truncate(path, 1 << 30),
    "a little too large": lambda path: os.truncate(path, MOST_BYTES + 1),
    "zeros up to the limit": lambda path: os.truncate(path, MOST_BYTES),
    "one line up to the limit": _one_line,
    "a megabyte of line ends": _written(b"\n" * (1 << 20)),
    "line ends up to the limit": _written(b"\n" * MOST_BYTES),
    "as many lines as may be": _written(b"\n" * MOST_EVENTS),
    "as many broken lines as may be": _written(b'{"v":1,"n":1}\n' * MOST_EVENTS),
    "brackets": _written((b'{"v":' + b"[" * 100_000 + b"\n") * 600),
    "digits": _written((b'{"v":' + b"9" * 100_000 + b"}\n") * 600),
}


@pytest.mark.parametrize(
    "make", slow_unless(("a gigabyte of zeros", "a megabyte of line ends"), HUGE)
)
def test_a_record_that_is_huge_is_read_or_refused_in_bounded_time_and_room(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    """Every kind of it ends in a sentence that names the case; the command does not swell, nor the
    list stop.
    """
    new_case(tmp_path)
    make(tmp_path / "shop" / RECORD)
    for argv in (["case", "check"], ["case", "show"], ["case", "note", "x"], ["case", "list"]):
        done, seconds, room = measured(tmp_path, *argv)
        assert done.code in (0, 1)
        assert "shop" in done.words + done.complaint
        assert len(done.out + done.err) < 20 << 20
        assert seconds < SECONDS, argv
        assert room < MEBIBYTES, argv


@pytest.mark.slow
@pytest.mark.parametrize("text", ["x", "x" * 420], ids=["as many events", "as many bytes"])
def test_a_record_at_its_limit_is_read_and_says_that_it_is_full(tmp_path: Path, text: str) -> None:
    """Every event up to the limit is there; the next is refused in good time, and nothing of it
    stays.
    """
    filled(tmp_path, MOST_EVENTS, text)
    if len(text) > 1:
        assert (tmp_path / "shop" / RECORD).stat().st_size > MOST_BYTES * 0.9
    before = (tmp_path / "shop" / RECORD).stat().st_size
    checked, seconds, room = measured(tmp_path, "case", "check")
    assert (checked.code, f"The record is whole: {MOST_EVENTS} events" in checked.words) == (
        0,
        True,
    )
    assert (seconds < SECONDS, room < MEBIBYTES) == (True, True)
    noted, seconds, room = measured(tmp_path, "case", "note", "x")
    assert (noted.code, "is full (at most 100,000 events and 64 MiB)" in noted.complaint) == (
        1,
        True,
    )
    assert (seconds < SECONDS, room < MEBIBYTES) == (True, True)
    assert (tmp_path / "shop" / RECORD).stat().st_size == before


@pytest.mark.slow
def test_no_line_beyond_the_limit_in_bytes(tmp_path: Path) -> None:
    """The last line that fits is taken, one byte more is not."""
    new_case(tmp_path)
    with open_cases(tmp_path).work("shop") as case:
        for _ in range(16):
            case.append(AT, "noted", {"text": "x" * (LONGEST_LINE - 5000)})
    room = MOST_BYTES - (tmp_path / "shop" / RECORD).stat().st_size
    with open_cases(tmp_path).work("shop") as case:
        last = case.append(AT, "noted", {"text": ""})
    more = room - 2 * len(line(last)[0]) - 2
    assert 0 < more < LONGEST_LINE
    with open_cases(tmp_path).work("shop") as case:
        with pytest.raises(PosguardError) as caught:
            case.append(AT, "noted", {"text": "x" * (more + 1)})
        assert caught.value.key == "record-full"
        case.append(AT, "noted", {"text": "x" * more})
    assert (tmp_path / "shop" / RECORD).stat().st_size == MOST_BYTES
    assert store.look(str(tmp_path), "shop").damage == ()


@pytest.mark.slow
def test_one_event_has_a_limit_too(tmp_path: Path) -> None:
    """A note as long as a book is taken; a longer one is refused, with what to do instead, and the
    case goes on.
    """
    made = new_case(tmp_path)
    add_notes(made, "x" * (LONGEST_LINE - 300))
    with pytest.raises(PosguardError) as caught:
        add_notes(made, "x" * LONGEST_LINE)
    assert (caught.value.key, caught.value.facts["most"]) == ("event-too-long", 4)
    add_notes(made, "and on")
    view = store.look(str(tmp_path), "shop")
    assert (view.damage, len(view.record.events)) == ((), 3)


def test_a_thousand_events_take_no_time(tmp_path: Path) -> None:
    """What a long case holds is read at once."""
    filled(tmp_path, 1000, "客服说今天内回电")
    took = []
    for _ in range(5):
        began = time.process_time()
        assert store.look(str(tmp_path), "shop").damage == ()
        took.append(time.process_time() - began)
    assert min(took) < 0.1
