"""The record of a case: what it adds up to, how its lines hang together, what an interruption
leaves, who may read.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from pathlib import Path

import pytest
from support.case_factory import (
    AT,
    add_evidence,
    add_notes,
    new_case,
    open_cases,
    run_on_cases,
    source_file,
)

from posguard.case import store
from posguard.case.checkpoint import HEAD
from posguard.case.record import GENESIS, RECORD, Event, line, read_record
from posguard.case.state import Completion, Fact, fold
from posguard.errors import PosguardError, WrongUse


def chain(*events: tuple[str, dict[str, object]]) -> tuple[bytes, list[Event]]:
    """Events as the lines of a record, and as they were made."""
    made: list[Event] = []
    lines = ""
    for number, (kind, data) in enumerate(events, 1):
        words, event = line(Event(number, AT, kind, data, made[-1].hash if made else GENESIS))
        made.append(event)
        lines += words + "\n"
    return lines.encode(), made


def record(folder: Path, name: str = "shop") -> Path:
    """The file of a case's record."""
    return folder / name / RECORD


def test_the_state_is_what_the_events_add_up_to() -> None:
    """Later events change what earlier ones said; taking back and withdrawing leave no trace in
    the state.
    """
    data, _ = chain(
        ("opened", {"name": "shop", "lang": "zh"}),
        ("answered", {"answers": {"who": ["owner"]}, "contacts": {"acquirer": "lakala"}}),
        ("answered", {"answers": {"who": ["cardholder"]}}),
        ("ticked", {"step": "call-110", "by": "王"}),
        ("ticked", {"step": "lock-card"}),
        ("unticked", {"step": "lock-card"}),
        ("noted", {"text": "工单 8812"}),
        ("fact", {"kind": "ticket", "values": {"value": "1"}}),
        ("fact", {"kind": "ticket", "values": {"value": "2"}}),
        ("withdrawn", {"n": 8}),
        ("happened", {"event": "reported", "at": "2026-11-22T08:00:00+08:00"}),
        ("kept", {"name": "a.jpg", "file": "12-a.jpg", "size": 1, "sha256": "0" * 64}),
        ("closed", {}),
        ("from-the-future", {"whatever": [1, 2]}),
    )
    case = fold(read_record(data).events)
    assert (case.name, case.opened, case.closed, case.lang) == ("shop", AT, AT, "zh")
    assert case.answers == {"who": ("cardholder",)}
    assert case.contacts == {}
    assert case.done == {"call-110": Completion(AT, "王")}
    assert case.notes == ((AT, "工单 8812"),)
    assert case.facts == (Fact(9, "ticket", {"value": "2"}),)
    assert case.happened == {"reported": "2026-11-22T08:00:00+08:00"}
    assert [(e.n, e.values["file"]) for e in case.exhibits] == [(12, "12-a.jpg")]
    assert fold(read_record(data + chain_on(data, "reopened")).events).closed == ""


def chain_on(data: bytes, kind: str) -> bytes:
    """One more line for a record."""
    number, digest = read_record(data).last
    words, _ = line(Event(number + 1, AT, kind, {}, digest))
    return words.encode() + b"\n"


def test_anyone_can_compute_the_chain_from_the_bytes() -> None:
    """Each hash is the SHA-256 of the line before it, and the next line names it: checked here
    without our code.
    """
    data, events = chain(
        ("opened", {"name": "店"}),
        ("noted", {"text": 'a "b" \\ c\n\u2028'}),
        ("noted", {"text": ""}),
    )
    before = "0" * 64
    for raw, event in zip(data.splitlines(), events, strict=True):
        start, _, rest = raw.rpartition(b',"hash":"')
        content = json.loads(raw)
        assert list(content) == ["v", "n", "at", "kind", "data", "prev", "hash"]
        assert (
            hashlib.sha256(start).hexdigest()
            == rest.decode()[:-2]
            == content["hash"]
            == event.hash
        )
        assert content["prev"] == before
        before = content["hash"]
    assert [e.data for e in read_record(data, (3, before)).events] == [e.data for e in events]


def test_half_a_character_is_kept_as_it_was(tmp_path: Path) -> None:
    """What a file name can hold and UTF-8 cannot is recorded, and read back the same."""
    made = new_case(tmp_path)
    add_notes(made, "\udcff slip")
    assert store.look(str(tmp_path), "shop").damage == ()
    assert open_cases(tmp_path).view("shop").state.notes == ((AT, "\udcff slip"),)


def test_another_version_is_refused_clearly(tmp_path: Path) -> None:
    """A line of another version, whole in itself, is neither read nor written on; both languages
    say so.
    """
    new_case(tmp_path)
    number, digest = store.look(str(tmp_path), "shop").record.last
    start = f'{{"v":2,"n":{number + 1},"at":"{AT}","kind":"noted","data":{{}},"prev":"{digest}"'
    newer = f'{start},"hash":"{hashlib.sha256(start.encode()).hexdigest()}"}}\n'
    with record(tmp_path).open("a") as stream:
        stream.write(newer)
    before = record(tmp_path).read_bytes()
    for lang, words in (("en", "another version (2)"), ("zh", "别的版本写的（2）")):
        for command in (
            ["case", "check"],
            ["case", "show"],
            ["case", "note", "x"],
            ["evidence", "verify"],
        ):
            done = run_on_cases(tmp_path, *command, "--case", "shop", lang=lang)
            assert (done.code, done.out) == (1, b""), done
            assert words in done.complaint
    assert record(tmp_path).read_bytes() == before


def test_a_line_that_only_pretends_to_be_of_another_version_is_damage() -> None:
    """A changed digit in a line's version does not pass for a newer program."""
    data, _ = chain(("opened", {"name": "a"}), ("noted", {"text": "b"}))
    found = read_record(data.replace(b'{"v":1,"n":2', b'{"v":3,"n":2')).damage
    assert [(d.line, d.rule) for d in found] == [(2, "changed")]


def test_an_event_no_program_wrote_is_named(tmp_path: Path) -> None:
    """A line with a right hash that does not hold what its kind holds ends in a sentence, not in a
    traceback.
    """
    new_case(tmp_path)
    head = store.look(str(tmp_path), "shop").record.last
    with record(tmp_path).open("a") as stream:
        stream.write(line(Event(head[0] + 1, AT, "fact", {"kind": ["x"]}, head[1]))[0] + "\n")
    done = run_on_cases(tmp_path, "case", "check")
    assert (done.code, done.err) == (1, b"")
    assert "shop/record.jsonl, line 2: event 2 (fact)" in done.words


def test_a_torn_line_is_put_aside_named_and_recorded(tmp_path: Path) -> None:
    """An unfinished line is named by check, then kept byte for byte in a file, and that is on
    record.
    """
    made = new_case(tmp_path)
    add_notes(made, "one")
    line = '{"v":1,"n":3,"at":"2026-11-22T09:30:00+08:00","kind":"noted","data":{"text":"没写完'
    torn = line.encode()[:-1]
    with record(tmp_path).open("ab") as stream:
        stream.write(torn)
    checked = run_on_cases(tmp_path, "case", "check")
    assert (checked.code, checked.words.count("line 3")) == (0, 1)
    assert "The record is whole: 2 events" in checked.words
    assert run_on_cases(tmp_path, "case", "check", lang="zh").words.startswith(
        "shop/record.jsonl 第 3 行"
    )
    assert record(tmp_path).read_bytes().endswith(torn)
    add_notes(made, "two")
    aside = [path for path in (tmp_path / "shop").iterdir() if path.name.startswith("torn-")]
    assert [path.read_bytes() for path in aside] == [torn]
    assert stat.S_IMODE(aside[0].stat().st_mode) == 0o600
    events = store.look(str(tmp_path), "shop").record.events
    assert [e.kind for e in events] == ["opened", "noted", "torn", "noted"]
    assert events[2].data == {"file": aside[0].name, "bytes": len(torn)}
    assert store.look(str(tmp_path), "shop").damage == ()


def test_a_torn_line_put_aside_in_a_crash_is_recorded_later(tmp_path: Path) -> None:
    """A crash between putting aside and recording that loses neither."""
    made = new_case(tmp_path)
    source_file(tmp_path / "shop", "torn-2-4", b"half")
    add_notes(made, "one")
    add_notes(made, "two")
    events = store.look(str(tmp_path), "shop").record.events
    assert [e.kind for e in events] == ["opened", "torn", "noted", "noted"]


def test_a_damaged_record_is_never_touched(tmp_path: Path) -> None:
    """With a damaged line nothing is put aside, removed, mended or added; the line is named."""
    made = new_case(tmp_path)
    add_notes(made, "one", "two")
    part = source_file(tmp_path / "shop" / "evidence", ".part-9-x", b"x")
    bad = record(tmp_path).read_bytes().replace(b'"one"', b'"One"') + b'{"v":1,'
    record(tmp_path).write_bytes(bad)
    with pytest.raises(PosguardError) as caught:
        add_notes(made, "three")
    assert (caught.value.key, caught.value.facts["place"]) == ("record-damaged", "2")
    assert record(tmp_path).read_bytes() == bad
    assert part.exists()
    found = store.look(str(tmp_path), "shop")
    assert [(d.line, d.rule) for d in found.damage] == [(2, "changed")]
    assert found.record.torn == b'{"v":1,'


def test_which_cases_can_be_made(tmp_path: Path) -> None:
    """One that crashed before its first event can be made again; none twice, or named by a path or
    a card number.
    """
    store.create(str(tmp_path), "shop")
    new_case(tmp_path)
    for name in ("shop", "6222021234567890128", "../x", "Shop", ""):
        with pytest.raises(WrongUse):
            store.create(str(tmp_path), name)
    assert os.listdir(tmp_path) == ["shop"]


def test_only_its_owner_can_read_a_case(tmp_path: Path) -> None:
    """Folders are 0700 and files 0600, whatever the mask of the process."""
    before = os.umask(0)
    try:
        add_notes(new_case(tmp_path / "cases"), "one")
    finally:
        os.umask(before)
    paths = [tmp_path / "cases", *(tmp_path / "cases").rglob("*")]
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}
    assert modes == {(True, 0o700), (False, 0o600)}


def test_ten_thousand_events_open_in_half_a_second(tmp_path: Path) -> None:
    """A long case is read, checked and added up fast, and one more event is added as fast."""
    calls: list[tuple[str, dict[str, object]]] = [
        ("noted", {"text": f"第 {n} 次打电话给收单机构"}) for n in range(9999)
    ]
    data, made = chain(("opened", {"name": "shop"}), *calls)
    store.create(str(tmp_path), "shop")
    record(tmp_path).write_bytes(data)
    source_file(tmp_path / "shop", HEAD, f'{{"n": 10000, "hash": "{made[-1].hash}"}}\n'.encode())
    took = []
    for _ in range(5):
        start = time.process_time()
        found = store.look(str(tmp_path), "shop")
        took.append(time.process_time() - start)
    assert (len(found.state.notes), found.record.damage) == (9999, ())
    assert min(took) < 0.5
    start = time.process_time()
    add_notes(open_cases(tmp_path), "one more")
    assert time.process_time() - start < 2


def test_removing_a_case_removes_it_alone(tmp_path: Path) -> None:
    """Everything in it goes, copies that may only be read too; what a link points to stays, and so
    do other cases.
    """
    new_case(tmp_path / "cases", "other")
    add_evidence(new_case(tmp_path / "cases"), source_file(tmp_path, "slip", b"slip"))
    outside = source_file(tmp_path / "outside", "mine", b"mine")
    (tmp_path / "cases" / "shop" / "evidence" / "link").symlink_to(outside.parent)
    store.erase(str(tmp_path / "cases"), "shop")
    assert os.listdir(tmp_path / "cases") == ["other"]
    assert outside.read_bytes() == b"mine"
