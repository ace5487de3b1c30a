"""Whatever is changed by hand in a record, in the copies or in a bag is named, and nothing is
mended on the quiet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.case_factory import (
    add_evidence,
    add_notes,
    bagit_validate,
    new_case,
    open_cases,
    overwrite,
    pack_evidence,
    run_on_cases,
    sha256sum_check,
    source_file,
)

from posguard.app import evidence as exhibits
from posguard.case import store
from posguard.case.checkpoint import HEAD
from posguard.case.folder import EVIDENCE
from posguard.case.record import RECORD, Record, read_record
from posguard.errors import PosguardError

SLIP, PHOTO = "签购单 8812\n".encode(), bytes(range(256))
FLIPS = (0x01, 0x20, 0x80)
"""The lowest bit, the bit that tells A from a, and the one that breaks UTF-8."""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of cases with one in it that holds a few events and two copies."""
    folder = tmp_path_factory.mktemp("untouched")
    made = new_case(folder / "cases")
    add_notes(made, "客服说：工单 8812", "a second note")
    source = folder / "originals"
    add_evidence(
        made, source_file(source, "slip.txt", SLIP), source_file(source, "photo.jpg", PHOTO)
    )
    add_notes(made, "the end")
    return folder / "cases"


@pytest.fixture
def cases(untouched: Path, tmp_path: Path) -> Path:
    """The same, to be spoilt."""
    shutil.copytree(untouched, tmp_path / "cases")
    return tmp_path / "cases"


def whole(cases: Path) -> tuple[bytes, Record]:
    """The bytes of the record, and what they hold."""
    return (cases / "shop" / RECORD).read_bytes(), store.look(str(cases), "shop").record


def findings(cases: Path) -> dict[str, str]:
    """What verify says of each file."""
    return {f.file: f.rule for f in exhibits.verify_copies(open_cases(cases), "shop").findings}


def test_nothing_is_named_where_nothing_was_changed(cases: Path) -> None:
    """What follows is no false alarm."""
    assert store.look(str(cases), "shop").damage == ()
    assert findings(cases) == {}
    for lang, words in (
        ("zh", "证据完好：2 个文件"),
        ("en", "The evidence is whole, all as recorded (files: 2"),
    ):
        done = run_on_cases(cases, "evidence", "verify", lang=lang)
        assert (done.code, done.complaint) == (0, "")
        assert done.words.startswith(words)


def test_every_flipped_byte_of_the_record_is_named_by_line(untouched: Path) -> None:
    """Each byte of the record, changed in three ways: its line is named, and every other line is
    still read.
    """
    data, record = whole(untouched)
    place, lines = 1, len(record.events)
    for n, byte in enumerate(data):
        for flip in FLIPS:
            found = read_record(data[:n] + bytes([byte ^ flip]) + data[n + 1 :], record.last)
            named = {d.line for d in found.damage}
            assert place in named or (place == lines and byte == 0x0A and 0 in named), (
                n,
                flip,
                found.damage,
            )
            assert named <= {0, place, place + 1}, (n, flip, found.damage)
            assert len(found.events) >= lines - 2
        place += byte == 0x0A


def test_every_flipped_byte_of_the_head_is_named(cases: Path) -> None:
    """The file that names the last acknowledged event vouches for the record's end, and cannot be
    bent.
    """
    head = cases / "shop" / HEAD
    good = head.read_bytes()
    for n, byte in enumerate(good):
        for flip in FLIPS:
            head.write_bytes(good[:n] + bytes([byte ^ flip]) + good[n + 1 :])
            assert store.look(str(cases), "shop").damage, (n, flip)
    head.unlink()
    assert [d.rule for d in store.look(str(cases), "shop").damage] == ["head-missing"]
    assert "head.json is missing" in run_on_cases(cases, "case", "check").words


def rearranged(lines: list[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """Every way to remove, double, swap or cut off lines."""
    for n, each in enumerate(lines):
        yield f"removed {n}", [*lines[:n], *lines[n + 1 :]]
        yield f"doubled {n}", [*lines[: n + 1], each, *lines[n + 1 :]]
        yield f"emptied {n}", [*lines[:n], b"\n", *lines[n + 1 :]]
        yield f"cut at {n}", lines[:n]
        yield (
            f"moved {n} to the end",
            [*lines[:n], *lines[n + 1 :], each] if n < len(lines) - 1 else lines[:-1],
        )
    for one, two in combinations(range(len(lines)), 2):
        swapped = list(lines)
        swapped[one], swapped[two] = swapped[two], swapped[one]
        yield f"swapped {one} and {two}", swapped


def test_removed_doubled_and_swapped_lines_are_named(untouched: Path, cases: Path) -> None:
    """Whatever is done with whole lines is seen; nothing more is added to such a record, and it
    stays as it is.
    """
    data, record = whole(untouched)
    path = cases / "shop" / RECORD
    for how, lines in rearranged(data.splitlines(keepends=True)):
        path.write_bytes(b"".join(lines))
        assert store.look(str(cases), "shop").damage, how
        with pytest.raises(PosguardError):
            add_notes(open_cases(cases), "more")
        assert path.read_bytes() == b"".join(lines), how
    assert read_record(data, record.last).damage == ()


@given(st.data())
def test_any_edit_of_the_record_is_named(untouched: Path, data: st.DataObject) -> None:
    """Any stretch replaced by any other bytes is named, or reads as a line never finished behind
    all others.
    """
    good, record = whole(untouched)
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, len(good)))
    put = data.draw(st.binary(max_size=20))
    bad = good[:start] + put + good[end:]
    found = read_record(bad, record.last)
    if bad == good:
        assert found == record
    elif found.damage == ():
        assert found.torn
        assert bad == good + found.torn


def test_check_names_file_and_line_in_both_languages(cases: Path) -> None:
    """The command line says where, and leaves with 1."""
    path = cases / "shop" / RECORD
    path.write_bytes(path.read_bytes().replace(b"a second note", b"a second Note"))
    for lang, words in (
        ("en", "shop/record.jsonl, line 3: changed"),
        ("zh", "shop/record.jsonl 第 3 行：内容被改过"),
    ):
        for command in ("case", "check"), ("evidence", "verify"):
            done = run_on_cases(cases, *command, "--case", "shop", lang=lang)
            assert done.code == 1
            assert words in done.words


def test_every_flipped_byte_of_a_copy_is_named(cases: Path) -> None:
    """Each byte of each copy, changed in three ways: that copy is named as changed, and no
    other.
    """
    folder = cases / "shop" / EVIDENCE
    for name, good in (("4-slip.txt", SLIP), ("5-photo.jpg", PHOTO)):
        for n, byte in enumerate(good):
            for flip in FLIPS:
                overwrite(folder / name, good[:n] + bytes([byte ^ flip]) + good[n + 1 :])
                assert findings(cases) == {name: "changed"}
        overwrite(folder / name, good)
    assert findings(cases) == {}


def test_missing_added_swapped_and_cut_copies_are_named(cases: Path) -> None:
    """Each by its own name; what stands in a copy's place is not followed or waited for."""
    folder = cases / "shop" / EVIDENCE
    slip, photo = folder / "4-slip.txt", folder / "5-photo.jpg"
    slip.rename(folder / "x")
    photo.rename(slip)
    (folder / "x").rename(photo)
    assert set(findings(cases)) == {slip.name, photo.name}
    overwrite(photo, PHOTO)
    overwrite(slip, SLIP[:-1])
    assert exhibits.verify_copies(open_cases(cases), "shop").findings[0].facts == {
        "size": len(SLIP) - 1,
        "recorded": len(SLIP),
    }
    slip.unlink()
    source_file(folder, "6-more.jpg", b"more")
    source_file(folder, ".part-7-x", b"half")
    assert findings(cases) == {
        slip.name: "missing",
        "6-more.jpg": "unrecorded",
        ".part-7-x": "unfinished",
    }
    slip.symlink_to(source_file(cases.parent, "elsewhere", SLIP))
    assert findings(cases)[slip.name] == "unreadable"
    slip.unlink()
    os.mkfifo(slip)
    for lang, words in (
        ("en", "shop/evidence/4-slip.txt: it cannot be compared"),
        ("zh", "4-slip.txt：不能核对"),
    ):
        done = run_on_cases(cases, "evidence", "verify", lang=lang)
        assert done.code == 1
        assert words in done.words


def valid(bag: Path) -> bool:
    """What the BagIt library says of a bag, asked in this process."""
    try:
        bagit.Bag(str(bag)).validate()
    except (bagit.BagError, ValueError):
        return False
    return True


@pytest.mark.slow
def test_every_flipped_byte_in_a_bag_is_named(cases: Path, tmp_path: Path) -> None:
    """Each byte of payload, manifests and tags, some of the pages: no bag passes the library and
    ``sha256sum`` both.

    The last manifest, for which nothing in the bag vouches, no longer has the hash that the case's
    record keeps.
    """
    bag = tmp_path / "bag"
    seal = pack_evidence(open_cases(cases), bag)
    for path in sorted(p for p in bag.rglob("*") if p.is_file()):
        good = path.read_bytes()
        for n in range(0, len(good), 1 if path.suffix in (".txt", ".jpg") else 211):
            path.write_bytes(good[:n] + bytes([good[n] ^ 1]) + good[n + 1 :])
            if path.name == "tagmanifest-sha256.txt":
                assert hashlib.sha256(path.read_bytes()).hexdigest() != seal
            else:
                assert not valid(bag) or sha256sum_check(bag)[0] == 1, (path, n)
        path.write_bytes(good)
    assert hashlib.sha256((bag / "tagmanifest-sha256.txt").read_bytes()).hexdigest() == seal
    assert valid(bag)


def test_a_file_swapped_in_a_bag_is_named_from_outside(cases: Path, tmp_path: Path) -> None:
    """Tools that are not ours see it swapped, added or removed, and name what differs."""
    bag = tmp_path / "bag"
    pack_evidence(open_cases(cases), bag)
    one, two = bag / "data" / "4-slip.txt", bag / "data" / "5-photo.jpg"
    content = one.read_bytes(), two.read_bytes()
    one.write_bytes(content[1])
    two.write_bytes(content[0])
    code, words = sha256sum_check(bag)
    assert code == 1
    assert "data/4-slip.txt: FAILED" in words
    assert "data/5-photo.jpg: FAILED" in words
    code, words = bagit_validate(bag)
    assert code == 1
    assert "data/4-slip.txt" in words
    assert "data/5-photo.jpg" in words
    one.write_bytes(content[0])
    two.write_bytes(content[1])
    extra = source_file(bag / "data", "6-more.txt", b"")
    assert "found 3 files" in bagit_validate(bag)[1]
    extra.unlink()
    two.unlink()
    assert "found 1 files" in bagit_validate(bag)[1]
    assert "data/5-photo.jpg: FAILED open or read" in sha256sum_check(bag)[1]
