"""What was never acknowledged is never damage; and what stands as the last acknowledged event
cannot be bent unseen.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path

import pytest
from support.case_factory import NOW, add_notes, new_case, open_cases, run_on_cases
from support.slow import slow_unless

from posguard.case import store
from posguard.case.checkpoint import HEAD, read_head
from posguard.case.record import RECORD, Record, read_record

PAGE, SECTOR = 4096, 512


class Halfway:
    """A record whose last line was being written: what was acknowledged before, and the line
    itself.
    """

    def __init__(self, folder: Path, length: int) -> None:
        self.folder = folder
        self.record, self.head = folder / "shop" / RECORD, folder / "shop" / HEAD
        add_notes(new_case(folder), "acknowledged", "x" * 900)
        self.before, self.vouched = self.record.read_bytes(), self.head.read_bytes()
        add_notes(open_cases(folder), "长" * length)
        self.line = self.record.read_bytes()[len(self.before) :]
        self.acknowledged = read_head_of(self.vouched, folder)

    def read(self, tail: bytes) -> Record:
        """The record with this behind what was acknowledged."""
        return read_record(self.before + tail, self.acknowledged)

    def put(self, tail: bytes) -> None:
        """The same on the disk, with the head as it was."""
        self.record.write_bytes(self.before + tail)
        self.head.write_bytes(self.vouched)


def read_head_of(data: bytes, folder: Path) -> tuple[int, str]:
    """What a head of these bytes says."""
    (folder / HEAD).write_bytes(data)
    found = read_head(str(folder))
    assert found is not None
    return found


def lost(start: int, line: bytes, unit: int) -> Iterator[bytes]:
    """The line with every combination of blocks of the disk lost, which then read as zeros."""
    edges = [0, *range(unit - start % unit, len(line), unit), len(line)]
    blocks = [line[one:other] for one, other in pairwise(edges)]
    for kept in product((True, False), repeat=len(blocks)):
        yield b"".join(
            each if whole else bytes(len(each)) for each, whole in zip(blocks, kept, strict=True)
        )


@pytest.mark.parametrize(
    ("unit", "length"), [(PAGE, 13_000), (SECTOR, 1_600)], ids=["pages", "sectors"]
)
def test_lost_blocks_of_the_unacknowledged_line_are_no_damage(
    tmp_path: Path, unit: int, length: int
) -> None:
    """Whichever pages or sectors of it never reached the disk: all before stands, and the rest is
    put aside whole.
    """
    half = Halfway(tmp_path, length)
    states = list(lost(len(half.before), half.line, unit))
    assert len(states) >= 1 << 9
    for tail in states:
        found = half.read(tail)
        assert found.damage == ()
        assert found.torn == (b"" if tail == half.line else tail)
        assert [e.n for e in found.events] == [1, 2, 3, 4][: 4 if tail == half.line else 3]
    for tail in random.Random(5).sample(states[1:], 40):
        half.put(tail)
        add_notes(open_cases(tmp_path), "next")
        view = store.look(str(tmp_path), "shop")
        assert (view.damage, view.record.torn) == ((), b"")
        assert [e.kind for e in view.record.events] == [
            "opened",
            "noted",
            "noted",
            "torn",
            "noted",
        ]
        [aside] = (tmp_path / "shop").glob("torn-*")
        assert aside.read_bytes() == tail
        aside.unlink()


SHOWN = f"{NOW:%Y-%m-%d %H:%M (%z)}"
"""``NOW`` on a page."""
TAILS: dict[str, bytes] = {
    "blank line": b"\n",
    "blank lines": b"\n" * 100,
    "zeros": bytes(5000),
    "zeros and line ends": (bytes(100) + b"\n") * 40,
    "garbage": random.Random(1).randbytes(20_000),
    "half a line, then zeros": b'{"v":1,"n":4,"at":"2026' + bytes(3000),
    "lines of something else": b"PRIMARY KEY\nroot:x:0:0\n{}\n[]\nnull\n",
    "half a line and more": b'{"v":1,"n":4\n{"v":1,"n":5\n',
    "a hole": bytes(1 << 20),
}


@pytest.mark.parametrize("tail", slow_unless(("zeros", "garbage", "a hole"), TAILS))
def test_any_garbage_behind_the_acknowledged_event_is_put_aside(
    tmp_path: Path, tail: bytes
) -> None:
    """Check says that it is there and no damage; the next command moves it, says so and records
    it.
    """
    half = Halfway(tmp_path, 5)
    half.put(tail)
    checked = run_on_cases(tmp_path, "case", "check")
    assert checked.code == 0
    assert (
        f"shop/record.jsonl, from line 4 on: {len(tail)} bytes were never finished"
        in checked.words
    )
    assert run_on_cases(tmp_path, "case", "show").complaint == ""
    assert half.record.read_bytes() == half.before + tail
    for lang, words in (("en", "was left unfinished"), ("zh", "没写完")):
        half.put(tail)
        done = run_on_cases(tmp_path, "case", "note", "next", lang=lang)
        assert done.code == 0
        [aside] = (tmp_path / "shop").glob("torn-*")
        assert words in done.complaint
        assert aside.name in done.complaint
        assert aside.read_bytes() == tail
        assert run_on_cases(tmp_path, "case", "check").code == 0
        aside.unlink()


def test_one_whole_event_behind_the_head_stands_and_is_acknowledged(tmp_path: Path) -> None:
    """An interruption between line and head: the event counts, garbage behind it does not, and the
    head catches up.
    """
    for rest in (b"", b"\n", bytes(700), b"half a line"):
        half = Halfway(tmp_path / str(len(rest)), 5)
        half.put(half.line + rest)
        found = half.read(half.line + rest)
        assert (found.damage, len(found.events), found.torn) == ((), 4, rest)
        with open_cases(half.folder).work("shop") as case:
            assert len(case.record.events) == (5 if rest else 4)
        assert (
            read_head(str(half.folder / "shop"))
            == store.look(str(half.folder), "shop").record.last
        )


def test_a_torn_file_of_another_kind_of_name_is_left_alone(tmp_path: Path) -> None:
    """Only what the program itself put aside is taken on record; a name is not a way around
    masking.
    """
    made = new_case(tmp_path)
    (tmp_path / "shop" / "torn-6222021234567890128").write_bytes(b"x")
    add_notes(made, "one")
    add_notes(made, "two")
    assert [e.kind for e in store.look(str(tmp_path), "shop").record.events] == [
        "opened",
        "noted",
        "noted",
    ]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of six events."""
    add_notes(new_case(tmp_path), *map(str, range(2, 7)))
    return tmp_path


def heads(case: Path) -> Iterator[bytes]:
    """Every head that the record has had."""
    for event in store.look(str(case), "shop").record.events:
        yield f'{{"n": {event.n}, "hash": "{event.hash}"}}\n'.encode()


def test_an_old_head_beside_a_longer_record_is_damage(case: Path) -> None:
    """One event behind it an interruption can leave; with two, somebody put an old head back, and
    all is refused.
    """
    head, record = case / "shop" / HEAD, (case / "shop" / RECORD).read_bytes()
    for number, old in enumerate(heads(case), 1):
        head.write_bytes(old)
        found = store.look(str(case), "shop")
        assert len(found.record.events) == 6
        if number >= 5:
            assert found.damage == ()
            continue
        assert [d.rule for d in found.damage] == ["head-old"]
        checked = run_on_cases(case, "case", "check")
        assert (checked.code, f"it ends at event {number}, the record at 6" in checked.words) == (
            1,
            True,
        )
        assert run_on_cases(case, "case", "note", "x").code == 1
        assert (case / "shop" / RECORD).read_bytes() == record


def test_a_changed_line_behind_an_old_head_is_not_put_aside(case: Path) -> None:
    """What was acknowledged once and stands whole beside it shows that the head is wrong; nothing
    is moved away.
    """
    head, record = case / "shop" / HEAD, case / "shop" / RECORD
    head.write_bytes(list(heads(case))[2])
    bad = record.read_bytes().replace(b'"text":"4"', b'"text":"5"')
    record.write_bytes(bad)
    first = store.look(str(case), "shop").damage[0]
    assert (first.line, first.rule) == (4, "changed")
    assert run_on_cases(case, "case", "note", "x").code == 1
    assert record.read_bytes() == bad


@pytest.mark.parametrize("left", [0, 1, 2, 6])
def test_a_head_that_is_gone_is_damage_however_short_the_record(case: Path, left: int) -> None:
    """A record emptied or cut to its first line with the head removed does not pass for a new
    case.
    """
    record = case / "shop" / RECORD
    record.write_bytes(b"".join(record.read_bytes().splitlines(keepends=True)[:left]))
    (case / "shop" / HEAD).unlink()
    assert [d.rule for d in store.look(str(case), "shop").damage] == ["head-missing"]
    assert run_on_cases(case, "case", "check").code == 1
    assert run_on_cases(case, "case", "note", "x").code == 1
    answers = (
        "-a",
        "happening-now=terminal",
        "-a",
        "terminal-now=terminal-taken",
        "-a",
        "terminal-where=gone",
    )
    assert (
        "There is a case shop already"
        in run_on_cases(case, "triage", "--case", "shop", *answers).complaint
    )


HASH = "0" * 64
CONTENTS: dict[str, bytes] = {
    "empty": b"",
    "infinity": b'{"n": Infinity, "hash": "%s"}\n' % HASH.encode(),
    "not a number": b'{"n": NaN, "hash": "%s"}\n' % HASH.encode(),
    "huge": b'{"n": 1%s, "hash": "%s"}\n' % (b"0" * 400, HASH.encode()),
    "large": b'{"n": 9007199254740993, "hash": "%s"}\n' % HASH.encode(),
    "negative": b'{"n": -1, "hash": "%s"}\n' % HASH.encode(),
    "minus one and nothing": b'{"n": -1, "hash": ""}\n',
    "fraction": b'{"n": 6.0, "hash": "%s"}\n' % HASH.encode(),
    "truth": b'{"n": true, "hash": "%s"}\n' % HASH.encode(),
    "words": b'{"n": "6", "hash": "%s"}\n' % HASH.encode(),
    "list": b"[6]\n",
    "deep": b"[" * 4000,
    "beyond the end": b'{"n": 900, "hash": "%s"}\n' % HASH.encode(),
    "nothing acknowledged": b'{"n": 0, "hash": "%s"}\n' % HASH.encode(),
    "binary": bytes(range(256)),
}


@pytest.mark.parametrize("content", slow_unless(("empty", "huge", "list", "binary"), CONTENTS))
def test_a_head_that_makes_no_sense_is_damage(case: Path, content: bytes) -> None:
    """Whatever stands in it: said, never a traceback; looking still works, and nothing is
    added.
    """
    (case / "shop" / HEAD).write_bytes(content)
    check_refused(case)


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(1 << 30)


THINGS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": os.mkdir,
    "link": lambda path: path.symlink_to(path.parent / RECORD),
    "link to nothing": lambda path: path.symlink_to("/nowhere/at/all"),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "gigabyte": _sparse,
}


@pytest.mark.parametrize("make", THINGS.values(), ids=THINGS)
def test_a_head_that_is_no_file_of_ours_is_damage(
    case: Path, make: Callable[[Path], object]
) -> None:
    """A link, a pipe, a folder, a device, a gigabyte: neither followed nor waited for nor read
    through.
    """
    (case / "shop" / HEAD).unlink()
    make(case / "shop" / HEAD)
    check_refused(case)


def check_refused(case: Path) -> None:
    """Assert that the head is damage, looking works, and nothing is added to the record."""
    began, before = time.process_time(), (case / "shop" / RECORD).read_bytes()
    view = store.look(str(case), "shop")
    assert time.process_time() - began < 1
    assert [d.rule for d in view.damage][-1] in ("head-unreadable", "lines-missing", "head-old")
    assert len(view.record.events) == 6
    checked, shown, noted = (
        run_on_cases(case, "case", *argv) for argv in (["check"], ["show"], ["note", "x"])
    )
    assert (checked.code, shown.code, noted.code) == (1, 0, 1)
    assert "head.json" in checked.words or "900 were recorded" in checked.words
    assert "is damaged" in shown.complaint
    assert (case / "shop" / RECORD).read_bytes() == before
    assert SHOWN in shown.words
