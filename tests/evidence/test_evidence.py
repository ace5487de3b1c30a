"""Files taken as evidence: an exact copy, an untouched original, all of it on record; what is
refused, and why.
"""

from __future__ import annotations

import errno
import hashlib
import json
import mmap
import os
import re
import socket
import stat
import time
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.case_factory import (
    AT,
    add_evidence,
    bagit_validate,
    new_case,
    open_cases,
    run_on_cases,
    source_file,
)
from support.program import run_program
from support.slow import slow_after
from support.terminal import Person

from posguard.app import evidence as exhibits
from posguard.case import store
from posguard.case.state import Exhibit
from posguard.errors import PosguardError, SystemReason
from posguard.evidence import copies as evidence
from posguard.evidence.names import BYTES, portable
from posguard.evidence.originals import Refusal, find
from posguard.messages import say

BIG = 17 << 20


def copies(cases: Path) -> list[str]:
    """The names in the folder of copies."""
    return sorted(os.listdir(cases / "shop" / "evidence"))


def test_the_copy_is_exact_and_everything_about_it_on_record(tmp_path: Path) -> None:
    """Bytes, both hashes, size, time, names, who, what, from; the copy can be read only, by its
    owner only.
    """
    content = os.urandom(3_000_001)
    source = source_file(tmp_path / "in", "签购单 1.jpg", content)
    os.utime(source, ns=(1, 1_700_000_000_123_456_789))
    (exhibit,) = add_evidence(
        new_case(tmp_path / "cases"), source, words={"what": "签购单", "from": "顾客", "by": "王"}
    )
    copy = tmp_path / "cases" / "shop" / "evidence" / "2-签购单_1.jpg"
    assert copy.read_bytes() == content
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert copy.stat().st_mtime_ns == 1_700_000_000_123_456_789
    modified = exhibit.values.pop("modified")
    assert modified.startswith("2023-11-1")
    assert (exhibit.n, exhibit.at) == (2, AT)
    assert exhibit.values == {
        "name": "签购单 1.jpg",
        "path": str(source),
        "what": "签购单",
        "from": "顾客",
        "by": "王",
        "file": copy.name,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        **(
            {"sm3": hashlib.new("sm3", content).hexdigest()}
            if "sm3" in hashlib.algorithms_available
            else {}
        ),
    }


def test_the_original_is_not_touched(tmp_path: Path) -> None:
    """Neither bytes, mode, owner nor any of its times change, not even that of the last
    reading.
    """
    source = source_file(tmp_path, "slip.txt", b"slip")
    os.utime(source, ns=(10**18, 10**18))
    before = source.stat()
    add_evidence(new_case(tmp_path / "cases"), source)
    assert source.read_bytes() == b"slip"
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    add_evidence(open_cases(tmp_path / "cases"), source)
    after = source.stat()
    assert (after.st_atime_ns, after.st_mtime_ns, after.st_mode) == (
        10**18,
        10**18,
        before.st_mode,
    )


def test_what_is_no_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    """Links, folders, pipes, sockets, devices, the case itself, nothing at all: each named, in
    both languages.
    """
    new_case(tmp_path / "cases")
    link, folder, pipe, name = (tmp_path / n for n in ("link", "folder", "pipe", "socket"))
    link.symlink_to(source_file(tmp_path, "slip.txt", b"slip"))
    folder.mkdir()
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(name))
        refused = {
            str(link): "evidence-link",
            str(folder): "evidence-folder",
            str(pipe): "evidence-pipe",
            str(name): "evidence-socket",
            "/dev/zero": "evidence-device",
            str(tmp_path / "cases" / "shop" / "record.jsonl"): "evidence-own",
            "": "evidence-empty-name",
        }
        for lang in ("zh", "en"):
            done = run_on_cases(
                tmp_path / "cases", "evidence", "add", *refused, str(tmp_path / "none"), lang=lang
            )
            said = [say(lang, key, file=path) for path, key in refused.items()]
            gone = say(
                lang,
                "evidence-unreadable",
                file=tmp_path / "none",
                reason=SystemReason(errno.ENOENT),
            )
            assert (done.code, done.out) == (1, b"")
            assert done.complaint.splitlines() == [*said, gone, say(lang, "not-kept", count=8)]
    assert copies(tmp_path / "cases") == []
    assert [e.kind for e in store.look(str(tmp_path / "cases"), "shop").record.events] == [
        "opened"
    ]


def test_a_folder_is_taken_with_all_its_files_when_asked(tmp_path: Path) -> None:
    """Files at any depth, in order; links in it and the case itself are refused, and the rest is
    taken.
    """
    new_case(tmp_path / "all" / "cases")
    deep = tmp_path / "all" / "b" / "c"
    source_file(deep, "2.txt", b"2")
    source_file(tmp_path / "all", "a.txt", b"1")
    (tmp_path / "all" / "z").symlink_to(tmp_path)
    done = run_on_cases(tmp_path / "all" / "cases", "evidence", "add", "-r", str(tmp_path / "all"))
    assert done.code == 1
    assert "z is a link" in done.complaint
    assert done.complaint.count("in the case's own folder") == 1
    assert copies(tmp_path / "all" / "cases") == ["2-a.txt", "3-2.txt"]


def _grow(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(b"x")


def _rewrite(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.write(b"other")
    os.utime(path, ns=(1, 1))


def _swap(path: Path) -> None:
    os.replace(source_file(path.parent, "other", path.read_bytes()), path)


@pytest.mark.parametrize(
    "change", [_grow, _rewrite, _swap, lambda path: os.truncate(path, 9), os.unlink]
)
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    """Grown, cut, written over, swapped or removed meanwhile: refused, and nothing of it stays."""
    source = source_file(tmp_path, "live.log", os.urandom(2_000_000))
    made = new_case(tmp_path / "cases")
    told: list[int] = []

    def progress(done: int) -> None:
        if not told:
            change(source)
        told.append(done)

    (refused,) = exhibits.keep(made, "shop", [str(source)], {}, lambda _: nullcontext(progress))
    assert isinstance(refused, Refusal)
    assert refused.key == "evidence-changed"
    assert told
    assert copies(tmp_path / "cases") == []
    assert made.view("shop").state.exhibits == ()


def test_an_aborted_copy_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C in the middle: no copy, no event; the next one works."""
    source = source_file(tmp_path, "big", os.urandom(2_000_000))
    made = new_case(tmp_path / "cases")

    def progress(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(exhibits.keep(made, "shop", [str(source)], {}, lambda _: nullcontext(progress)))
    assert copies(tmp_path / "cases") == []
    add_evidence(made, source)
    assert copies(tmp_path / "cases") == ["2-big"]


def test_leftovers_are_cleared_and_never_overwritten(tmp_path: Path) -> None:
    """A half copy goes at the next start; a whole one without an event stays, is named, and keeps
    its name.
    """
    made = new_case(tmp_path / "cases")
    folder = tmp_path / "cases" / "shop" / "evidence"
    source_file(folder, ".part-2-slip.txt", b"hal")
    source_file(folder, "2-slip.txt", b"from before")
    (exhibit,) = add_evidence(made, source_file(tmp_path, "slip.txt", b"slip"))
    assert exhibit.values["file"] == "2.2-slip.txt"
    assert copies(tmp_path / "cases") == ["2-slip.txt", "2.2-slip.txt"]
    assert (folder / "2-slip.txt").read_bytes() == b"from before"
    found = exhibits.verify_copies(made, "shop").findings
    assert [(f.file, f.rule) for f in found] == [("2-slip.txt", "unrecorded")]


def original(exhibit: Exhibit) -> bytes:
    """The bytes of the original's name, as the record has them."""
    name, encoding = exhibit.values["name"], exhibit.values.get("encoding", "utf-8")
    if encoding != BYTES:
        return str(name).encode(encoding)
    return re.sub(rb"\\x(..)", lambda byte: bytes([int(byte[1], 16)]), str(name).encode())


@pytest.mark.parametrize(
    "name",
    [
        "a\nb",
        "-rf",
        "..a",
        "x" * 250,
        "票" * 80 + ".jpg",
        "%0A.txt",
        "*",
        "\udcff\\xff.jpg",
        os.fsdecode("微信.csv".encode("gbk")),
        " ",
    ],
)
def test_any_name_is_taken(tmp_path: Path, name: str) -> None:
    """Names with line breaks, bytes that are no text, or too long for more: taken, and found whole
    again.
    """
    source = source_file(tmp_path / "in", name, name.encode(errors="surrogateescape"))
    made = new_case(tmp_path / "cases")
    (exhibit,) = add_evidence(made, source)
    assert original(exhibit) == os.fsencode(name)
    assert exhibits.verify_copies(made, "shop").findings == []
    listed = run_on_cases(tmp_path / "cases", "evidence", "list", "--format", "json")
    assert (listed.code, listed.complaint) == (0, "")


@given(st.text())
def test_the_name_of_a_copy_is_safe_everywhere(name: str) -> None:
    """Never empty, hidden, too long, or with a character that some system or manifest takes for
    something else.
    """
    safe = portable(f"2-{name}")
    assert 0 < len(safe.encode()) <= 120
    assert safe.startswith("2")
    assert not set(safe) & set("/\\:*?\"'`<>|%~$&;!\n\r\t ")
    assert portable(safe) == safe


def test_card_numbers_in_names_are_masked(tmp_path: Path) -> None:
    """A whole card number in a name or a remark reaches neither the record nor the name of the
    copy.
    """
    card = "6222021234567890128"
    done_in = new_case(tmp_path / "cases")
    done = run_on_cases(
        tmp_path / "cases",
        "evidence",
        "add",
        str(source_file(tmp_path, f"{card}.jpg", b"x")),
        "--what",
        card,
    )
    assert (done.code, done.complaint.count("was masked")) == (0, 2)
    assert [n for n in copies(tmp_path / "cases") if card in n] == []
    assert card not in (tmp_path / "cases" / "shop" / "record.jsonl").read_text()
    assert exhibits.verify_copies(done_in, "shop").findings == []


def test_in_a_pipe_there_is_no_bar_and_on_a_terminal_only_for_large_files(tmp_path: Path) -> None:
    """Only what takes a while shows how far it is, only on a terminal, and it is wiped away
    afterwards.
    """
    new_case(tmp_path / "cases")
    big, small = (
        source_file(tmp_path, "big.mp4", bytes(BIG)),
        source_file(tmp_path, "small.txt", b"x"),
    )
    env = {"POSGUARD_CASES": str(tmp_path / "cases")}
    piped = run_program(
        "evidence", "add", str(big), str(small), env=env, python=("-X", "importtime")
    )
    assert (piped.code, piped.err.count(b"Kept as evidence")) == (0, 2)
    assert b"\x1b" not in piped.err
    assert b" rich" not in piped.err
    with Person("evidence", "add", str(small), env=env) as person:
        assert person.leave().code == 0
        assert b"\x1b" not in person.raw
    with Person("evidence", "add", str(big), env=env) as person:
        assert person.leave().code == 0
        assert "Copying big.mp4" in person.screen
        assert "17.8/17.8 MB" in person.screen
    assert (
        evidence.verify(
            str(tmp_path / "cases" / "shop" / "evidence"),
            open_cases(tmp_path / "cases").view("").state.exhibits,
        )
        == []
    )


def test_a_folder_may_be_deep(tmp_path: Path) -> None:
    """A file is found below hundreds of folders."""
    deep = tmp_path.joinpath(*["d"] * 400)
    source_file(deep, "f", b"")
    assert list(find(f"{tmp_path}/", str(tmp_path / "own"), recursive=True)) == [str(deep / "f")]


SEPARATORS = [*"(),+&:]#;!%*'$~|_-. ", "\u202d", "\n"]


@pytest.mark.parametrize("between", slow_after(3, ["", *SEPARATORS]))
def test_no_road_leads_a_number_in_a_name_to_the_disk(tmp_path: Path, between: str) -> None:
    """In names of files, of folders and split over them: no file, name or member on the disk holds
    it, nor the screen.

    Whatever stands between the digits is taken out before the search.
    """
    cards = "6222021234567890128", "4111111111111111", "6228480402564890018"
    split = [between.join((c[:4], c[4:8], c[8:12], c[12:])) for c in cards]
    new_case(tmp_path / "cases")
    top = tmp_path / "in"
    source_file(top, f"{split[0]}.jpg", b"1")
    source_file(top / f"card{between}{split[1]}", "a.txt", b"2")
    source_file(top.joinpath(*(cards[2][at : at + 4] for at in (0, 4, 8, 12, 16))), "a.txt", b"3")
    source_file(top, f"{split[1]}.lnk", b"").unlink()
    (top / f"{split[1]}.lnk").symlink_to("nowhere")
    added = run_on_cases(tmp_path / "cases", "evidence", "add", "-r", str(top))
    out = tmp_path / "out"
    out.mkdir()
    listed = run_on_cases(
        tmp_path / "cases", "evidence", "list", "--format", "json", "-o", str(out / "list.json")
    )
    packed = [
        run_on_cases(tmp_path / "cases", "evidence", "pack", "-o", f"{out}/{name}")
        for name in ("bag", "bag.zip")
    ]
    assert [done.code for done in (added, listed, *packed)] == [1, 0, 0, 0]
    with zipfile.ZipFile(out / "bag.zip") as whole:
        whole.extractall(out / "whole")
    assert added.complaint.count("the original keeps its name") == 3
    said = [done.out + done.err for done in (added, listed, *packed)]
    paths = [*(tmp_path / "cases").rglob("*"), *out.rglob("*")]
    held = [p.read_bytes() for p in paths if p.is_file()] + [
        str(p.relative_to(tmp_path)).encode() for p in paths
    ]
    for card in cards:
        found = [
            words
            for words in (*said, *held)
            if card.encode() in re.sub(rb"[^0-9A-Za-z]", b"", words)
        ]
        assert found == []


def test_what_was_masked_is_said_of_each_file_once(tmp_path: Path) -> None:
    """Of the file of which it is true, and of no other; of a remark once, however many files it is
    made of.
    """
    new_case(tmp_path / "cases")
    names = ("6222021234567890128.jpg", "CON", "slip.txt")
    paths = [str(source_file(tmp_path, name, name.encode())) for name in names]
    done = run_on_cases(
        tmp_path / "cases", "evidence", "add", *paths, "--what", "卡 6222021234567890128"
    )
    lines = done.complaint.splitlines()
    assert ["masked" in line for line in lines] == [True, False, True, False, False]
    assert (
        run_on_cases(tmp_path / "cases", "evidence", "add", paths[2]).complaint.count("masked")
        == 0
    )


def test_files_of_the_same_name_can_be_told_apart(tmp_path: Path) -> None:
    """List, index and JSON show the folders in which they differ; a file with a name of its own
    shows none.
    """
    new_case(tmp_path / "cases")
    for number in ("100APPLE", "101APPLE"):
        source_file(tmp_path / "DCIM" / number, "IMG_0001.JPG", number.encode())
    source_file(tmp_path / "DCIM" / "100APPLE", "IMG_0002.JPG", b"x")
    assert (
        run_on_cases(tmp_path / "cases", "evidence", "add", "-r", str(tmp_path / "DCIM")).code == 0
    )
    assert (
        run_on_cases(tmp_path / "cases", "evidence", "pack", "-o", str(tmp_path / "bag")).code == 0
    )
    index = (tmp_path / "bag" / "index.en.html").read_text("utf-8")
    listed = run_on_cases(tmp_path / "cases", "evidence", "list").words
    for page in (index, listed):
        assert (page.count("100APPLE"), page.count("101APPLE")) == (1, 1)
    facts = json.loads(
        run_on_cases(tmp_path / "cases", "evidence", "list", "--format", "json").words
    )
    items = facts["sections"][0]["items"]
    assert [item["facts"].get("place") for item in items] == ["100APPLE", None, "101APPLE"]


def test_an_empty_file_and_a_second_copy_are_said_to_be(tmp_path: Path) -> None:
    """Both are kept; the earlier number of the same content is named, and two empty files are no
    copies.
    """
    new_case(tmp_path / "cases")
    contents = {"a": b"slip", "b": b"", "c": b"slip", "d": b""}
    paths = [str(source_file(tmp_path, name, content)) for name, content in contents.items()]
    done = run_on_cases(tmp_path / "cases", "evidence", "add", *paths)
    assert (done.code, done.complaint.count("Kept as evidence")) == (0, 4)
    assert done.complaint.count("It is empty (0 bytes)") == 2
    assert done.complaint.count("the same as that of number 2; both are kept") == 1
    assert done.complaint.count("Its content") == 1


ELSEWHERE = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
"""A system that does not know UTF-8: what it hears of names are bytes."""


@pytest.mark.parametrize(
    "name",
    slow_after(1, ["签购单 1.jpg".encode(), "微信账单.csv".encode("gbk"), b"\xff\xfe.bin"]),
)
def test_a_name_is_the_same_in_every_locale(tmp_path: Path, name: bytes) -> None:
    """Taken and packed on one system, compared, listed and packed on another: nothing differs."""
    source = tmp_path / "in" / os.fsdecode(name)
    source_file(source.parent, source.name, b"slip")
    bags = []
    for n, (first, second) in enumerate(((ELSEWHERE, {}), ({}, ELSEWHERE))):
        cases = new_case(tmp_path / f"cases-{n}").folder
        env = {"POSGUARD_CASES": cases, "POSGUARD_LANG": "en", "TZ": "Asia/Shanghai"}
        asked = [
            (("evidence", "add", str(source)), first),
            (("evidence", "verify"), second),
            (("evidence", "list"), second),
            (("evidence", "pack", "-o", f"{tmp_path}/bag-{n}"), second),
            (("evidence", "pack", "-o", f"{tmp_path}/bag-{n}.zip"), first),
        ]
        for argv, where in asked:
            done = run_program(*argv, env={**env, **where})
            assert done.code == 0, done.complaint
        assert bagit_validate(tmp_path / f"bag-{n}")[0] == 0
        with zipfile.ZipFile(f"{tmp_path}/bag-{n}.zip") as whole:
            held = {entry.partition("/")[2] for entry in whole.namelist()}
        assert held == {
            str(p.relative_to(tmp_path / f"bag-{n}")) for p in (tmp_path / f"bag-{n}").rglob("*.*")
        }
        bags.append((tmp_path / f"bag-{n}" / "manifest-sha256.txt").read_bytes())
    assert bags[0] == bags[1]


@pytest.mark.parametrize("size", [3_000_000, BIG])
def test_a_change_is_seen_though_its_traces_were_put_back(tmp_path: Path, size: int) -> None:
    """Other bytes of the same length, and the old time: refused all the same, for small files and
    large ones.
    """
    source = source_file(tmp_path, "live.db", bytes(size))
    before = source.stat()
    time.sleep(0.05)  # a system's clock for files ticks some hundred times a second
    told: list[int] = []

    def progress(done: int) -> None:
        if not told:
            with source.open("r+b") as stream:
                stream.write(b"other")
                stream.seek(size - 9)
                stream.write(b"other")
            os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
        told.append(done)

    made = new_case(tmp_path / "cases")
    (refused,) = exhibits.keep(made, "shop", [str(source)], {}, lambda _: nullcontext(progress))
    assert isinstance(refused, Refusal)
    assert (source.stat().st_mtime_ns, source.stat().st_size) == (before.st_mtime_ns, size)
    assert copies(tmp_path / "cases") == []


def test_a_change_through_memory_is_seen_in_a_small_file(tmp_path: Path) -> None:
    """A program that has the file in its memory changes it without any trace: the second reading
    finds it.
    """
    source = source_file(tmp_path, "live.db", bytes(1_000_000))
    made = new_case(tmp_path / "cases")
    with source.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as memory:
        memory[0] = 1
        before = source.stat()

        def progress(done: int) -> None:
            memory[0] = 2

        (refused,) = exhibits.keep(
            made, "shop", [str(source)], {}, lambda _: nullcontext(progress)
        )
        assert source.stat().st_size == before.st_size
    assert isinstance(refused, Refusal)


def test_while_a_file_is_copied_the_case_is_free(tmp_path: Path) -> None:
    """Notes are taken and another file is added meanwhile; neither waits, and the unfinished copy
    is left alone.
    """
    made = new_case(tmp_path / "cases")
    big, small = (
        source_file(tmp_path, "big", os.urandom(2_000_000)),
        source_file(tmp_path, "small", b"x"),
    )
    told: list[int] = []

    def progress(done: int) -> None:
        if not told:
            assert run_on_cases(tmp_path / "cases", "case", "note", "meanwhile").code == 0
            add_evidence(open_cases(tmp_path / "cases"), small)
            assert exhibits.verify_copies(open_cases(tmp_path / "cases"), "shop").findings == []
        told.append(done)

    (kept,) = exhibits.keep(made, "shop", [str(big)], {}, lambda _: nullcontext(progress))
    assert isinstance(kept, exhibits.AddedFile)
    assert kept.exhibit.n == 4
    assert copies(tmp_path / "cases") == ["3-small", "4-big"]
    assert exhibits.verify_copies(made, "shop").findings == []


def test_what_was_copied_before_a_failure_is_kept(tmp_path: Path) -> None:
    """Where a later file finds no room, those before it are on record all the same."""
    new_case(tmp_path / "cases")
    paths = [
        str(source_file(tmp_path, name, bytes(size)))
        for name, size in (("a", 9), ("b", 99_999), ("c", 9))
    ]
    argv = ["evidence", "add", *paths, "--cases", str(tmp_path / "cases"), "--lang", "en"]
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    done = run_program(*argv, program=f"{limit}; from posguard.__main__ import main; main()")
    assert (done.code, done.complaint.count("Kept as evidence")) == (1, 1)
    assert copies(tmp_path / "cases") == ["2-a"]
    assert exhibits.verify_copies(open_cases(tmp_path / "cases"), "shop").findings == []


class _Quota(FileIO):
    """A file on a disk that tells only at the end that there was no room."""

    def close(self) -> None:
        super().close()
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))


def test_a_disk_that_refuses_at_the_end_is_said_to(tmp_path: Path) -> None:
    """A network disk may refuse what was written when the file is closed: a reason, and nothing is
    left.
    """
    new_case(tmp_path / "cases")
    folder = tmp_path / "cases" / "shop" / "evidence"
    part = _Quota(str(folder / ".part-1"), "xb")
    with pytest.raises(PosguardError) as caught:
        evidence.settle(part, str(folder), "2-slip")
    reason = SystemReason(errno.EDQUOT, os.strerror(errno.EDQUOT))
    assert caught.value.facts == {"reason": reason}
    evidence.drop(part)
    assert copies(tmp_path / "cases") == []
