"""One bad case among good ones, and a pack that no longer knows what a case recorded: named, and
in nobody's way.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.case_factory import AT, add_notes, new_case
from support.in_process import run_in_process
from support.program import Result, environment

from posguard.case import store
from posguard.case.record import RECORD

ANSWERS = {
    "happening-now": ["paid-today"],
    "who": ["owner"],
    "paid-how": ["transfer"],
    "given": ["none"],
}


def on(folder: Path, *argv: str, lang: str = "en") -> Result:
    """One run in this process on the cases in a folder."""
    return run_in_process(
        *argv, env=environment({"POSGUARD_CASES": str(folder), "POSGUARD_LANG": lang})
    )


def _newer(folder: Path) -> None:
    record = folder / RECORD
    record.write_bytes(_of_version_2(record.read_bytes()))


def _of_version_2(data: bytes) -> bytes:
    from hashlib import sha256

    start, _, _ = data.splitlines()[0].replace(b'{"v":1', b'{"v":2').rpartition(b',"hash":')
    return start + b',"hash":"' + sha256(start).hexdigest().encode() + b'"}\n'


def _link(folder: Path) -> None:
    moved = folder.with_name("elsewhere-of-the-case")
    folder.rename(moved.parent.parent / "elsewhere")
    folder.symlink_to(moved.parent.parent / "elsewhere")


def _record_is(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / RECORD).unlink()
        make(folder / RECORD)

    return spoil


BAD: dict[str, Callable[[Path], object]] = {
    "newer version": _newer,
    "case is a link": _link,
    "record is a link": _record_is(lambda path: path.symlink_to("/etc/passwd")),
    "record is a link to nothing": _record_is(lambda path: path.symlink_to("/nowhere")),
    "record is a pipe": _record_is(os.mkfifo),
    "record is a folder": _record_is(os.mkdir),
    "record is a device": _record_is(lambda path: path.symlink_to("/dev/zero")),
    "record is huge": lambda folder: os.truncate(folder / RECORD, 1 << 30),
}


@pytest.mark.parametrize("spoil", BAD.values(), ids=BAD)
def test_one_bad_case_neither_hides_nor_stops_the_others(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    """It is named, in the list too; without --case the good one is still the one meant."""
    made = new_case(tmp_path / "cases", "aaa-bad")
    new_case(tmp_path / "cases", "good")
    add_notes(made, "one", name="good")
    spoil(tmp_path / "cases" / "aaa-bad")
    listed = on(tmp_path / "cases", "case", "list")
    assert listed.code == 0
    assert [line.split()[0] for line in listed.words.splitlines()] == ["aaa-bad", "good"]
    assert "cannot be opened" in listed.words
    assert "aaa-bad" in listed.complaint
    for argv in (
        ["case", "show"],
        ["case", "note", "two"],
        ["case", "fact"],
        ["letter", "card-110"],
    ):
        done = on(tmp_path / "cases", *argv)
        assert done.code == 0, done.complaint
        assert "aaa-bad" in done.complaint
    refused = on(tmp_path / "cases", "case", "show", "--case", "aaa-bad", lang="zh")
    assert (refused.code, refused.out) == (1, b"")
    assert "aaa-bad" in refused.complaint
    assert len(store.look(str(tmp_path / "cases"), "good").record.events) == 3


def test_a_damaged_case_beside_a_good_one_is_said_only_where_it_is_used(tmp_path: Path) -> None:
    """The list marks it; a command on the other case says nothing of it."""
    add_notes(new_case(tmp_path, "bad"), "one", name="bad")
    new_case(tmp_path, "good")
    record = tmp_path / "bad" / RECORD
    record.write_bytes(record.read_bytes().replace(b'"one"', b'"two"'))
    assert "bad  damaged" in on(tmp_path, "case", "list").words
    assert on(tmp_path, "case", "show", "--case", "good").complaint == ""
    assert "damaged" in on(tmp_path, "case", "show", "--case", "bad").complaint


def test_what_a_changed_pack_no_longer_knows_is_kept_and_named(tmp_path: Path) -> None:
    """Unknown options, questions and contacts lock no case: each command works and says what has
    no effect.
    """
    made = new_case(tmp_path)
    said = {**ANSWERS, "given": ["by-pigeon"], "moon-phase": ["full"]}
    with made.work("shop") as case:
        contacts = {"acquirer": "gone-out-of-business"}
        case.append(AT, "answered", {"answers": said, "contacts": contacts})
    for argv in (
        ["case", "show"],
        ["case", "due"],
        ["letter", "police-statement"],
        ["case", "list"],
    ):
        done = on(tmp_path, *argv)
        assert done.code == 0, done.complaint
        assert "given=by-pigeon" in done.complaint
        assert "moon-phase=full" in done.complaint
    assert "gone-out-of-business" in on(tmp_path, "case", "show").complaint
    assert on(tmp_path, "case", "note", "x").code == 0
    resumed = on(tmp_path, "case", "resume")
    assert "The question given is open" in resumed.complaint
    assert on(tmp_path, "case", "answer", "--yes", "given=none").code == 0
    kept = store.look(str(tmp_path), "shop").state
    assert kept.answers["moon-phase"] == ("full",)
    assert kept.answers["given"] == ("none",)
    assert kept.contacts == {"acquirer": "gone-out-of-business"}
    assert "by-pigeon" not in on(tmp_path, "case", "show").complaint
