"""Files taken as evidence: an exact copy, an untouched original, all of it on record; what is refused, and why."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping import AT, keep, on, opened, work, written
from program import posguard
from terminal import Person

from posguard import exhibits
from posguard.case import evidence, store
from posguard.case.evidence import safe_name
from posguard.case.originals import Refused, find
from posguard.messages import say

BIG = 17 << 20


def copies(cases: Path) -> list[str]:
    """The names in the folder of copies."""
    return sorted(os.listdir(cases / "shop" / "evidence"))


def test_the_copy_is_exact_and_everything_about_it_on_record(tmp_path: Path) -> None:
    """Bytes, both hashes, size, time, names, who, what, from; the copy can be read only, by its owner only."""
    content = os.urandom(3_000_001)
    source = written(tmp_path / "in", "签购单 1.jpg", content)
    os.utime(source, ns=(1, 1_700_000_000_123_456_789))
    (exhibit,) = keep(opened(tmp_path / "cases"), source, words={"what": "签购单", "from": "顾客", "by": "王"})
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
        **({"sm3": hashlib.new("sm3", content).hexdigest()} if "sm3" in hashlib.algorithms_available else {}),
    }


def test_the_original_is_not_touched(tmp_path: Path) -> None:
    """Neither bytes, mode, owner nor any of its times change, not even that of the last reading."""
    source = written(tmp_path, "slip.txt", b"slip")
    os.utime(source, ns=(10**18, 10**18))
    before = source.stat()
    keep(opened(tmp_path / "cases"), source)
    assert source.read_bytes() == b"slip"
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    keep(work(tmp_path / "cases"), source)
    after = source.stat()
    assert (after.st_atime_ns, after.st_mtime_ns, after.st_mode) == (10**18, 10**18, before.st_mode)


def test_what_is_no_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    """Links, folders, pipes, sockets, devices, the case itself, nothing at all: each named, in both languages."""
    opened(tmp_path / "cases")
    link, folder, pipe, name = (tmp_path / n for n in ("link", "folder", "pipe", "socket"))
    link.symlink_to(written(tmp_path, "slip.txt", b"slip"))
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
            done = on(tmp_path / "cases", "evidence", "add", *refused, str(tmp_path / "none"), lang=lang)
            said = [say(lang, key, file=path) for path, key in refused.items()]
            gone = say(lang, "evidence-unreadable", file=tmp_path / "none", reason="No such file or directory")
            assert (done.code, done.out) == (1, b"")
            assert done.complaint.splitlines() == [*said, gone, say(lang, "not-kept", count=8)]
    assert copies(tmp_path / "cases") == []
    assert [e.kind for e in store.look(str(tmp_path / "cases"), "shop").record.events] == ["opened"]


def test_a_folder_is_taken_with_all_its_files_when_asked(tmp_path: Path) -> None:
    """Files at any depth, in order; links in it and the case itself are refused, and the rest is taken."""
    opened(tmp_path / "all" / "cases")
    deep = tmp_path / "all" / "b" / "c"
    written(deep, "2.txt", b"2")
    written(tmp_path / "all", "a.txt", b"1")
    (tmp_path / "all" / "z").symlink_to(tmp_path)
    done = on(tmp_path / "all" / "cases", "evidence", "add", "-r", str(tmp_path / "all"))
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
    os.replace(written(path.parent, "other", path.read_bytes()), path)


@pytest.mark.parametrize("change", [_grow, _rewrite, _swap, lambda path: os.truncate(path, 9), os.unlink])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """Grown, cut, written over, swapped or removed meanwhile: refused, and nothing of it stays."""
    source = written(tmp_path, "live.log", os.urandom(2_000_000))
    made = opened(tmp_path / "cases")
    told: list[int] = []

    def progress(done: int) -> None:
        if not told:
            change(source)
        told.append(done)

    with made.work("shop") as case, pytest.raises(Refused) as caught:
        exhibits.keep(made, case, str(source), {}, progress)
    assert caught.value.key == "evidence-changed"
    assert told
    assert copies(tmp_path / "cases") == []
    assert made.view("shop").state.exhibits == ()


def test_an_aborted_copy_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C in the middle: no copy, no event; the next one works."""
    source = written(tmp_path, "big", os.urandom(2_000_000))
    made = opened(tmp_path / "cases")

    def progress(done: int) -> None:
        raise KeyboardInterrupt

    with made.work("shop") as case, pytest.raises(KeyboardInterrupt):
        exhibits.keep(made, case, str(source), {}, progress)
    assert copies(tmp_path / "cases") == []
    keep(made, source)
    assert copies(tmp_path / "cases") == ["2-big"]


def test_leftovers_are_cleared_and_never_overwritten(tmp_path: Path) -> None:
    """A half copy goes at the next start; a whole one without an event stays, is named, and keeps its name."""
    made = opened(tmp_path / "cases")
    folder = tmp_path / "cases" / "shop" / "evidence"
    written(folder, ".part-2-slip.txt", b"hal")
    written(folder, "2-slip.txt", b"from before")
    (exhibit,) = keep(made, written(tmp_path, "slip.txt", b"slip"))
    assert exhibit.values["file"] == "2.2-slip.txt"
    assert copies(tmp_path / "cases") == ["2-slip.txt", "2.2-slip.txt"]
    assert (folder / "2-slip.txt").read_bytes() == b"from before"
    found = exhibits.compare(made, "shop").findings
    assert [(f.file, f.rule) for f in found] == [("2-slip.txt", "unrecorded")]


@pytest.mark.parametrize(
    "name", ["a\nb", "-rf", "..a", "x" * 250, "票" * 80 + ".jpg", "%0A.txt", "*", "\udcff.jpg", " "]
)
def test_any_name_is_taken(tmp_path: Path, name: str) -> None:
    """Names with line breaks, bytes that are no text, or too long for more: taken, and found whole again."""
    source = written(tmp_path / "in", name, name.encode(errors="surrogateescape"))
    made = opened(tmp_path / "cases")
    (exhibit,) = keep(made, source)
    assert exhibit.values["name"] == name
    assert exhibits.compare(made, "shop").findings == []
    listed = on(tmp_path / "cases", "evidence", "list", "--format", "json")
    assert (listed.code, listed.complaint) == (0, "")


@given(st.text())
def test_the_name_of_a_copy_is_safe_everywhere(name: str) -> None:
    """Never empty, hidden, too long, or with a character that some system or manifest takes for something else."""
    safe = safe_name(f"2-{name}")
    assert 0 < len(safe.encode()) <= 120
    assert safe.startswith("2")
    assert not set(safe) & set("/\\:*?\"'`<>|%~$&;!\n\r\t ")
    assert safe_name(safe) == safe


def test_card_numbers_in_names_are_masked(tmp_path: Path) -> None:
    """A whole card number in a name or a remark reaches neither the record nor the name of the copy."""
    card = "6222021234567890128"
    done_in = opened(tmp_path / "cases")
    done = on(tmp_path / "cases", "evidence", "add", str(written(tmp_path, f"{card}.jpg", b"x")), "--what", card)
    assert (done.code, done.complaint.count("masked")) == (0, 2)
    assert [n for n in copies(tmp_path / "cases") if card in n] == []
    assert card not in (tmp_path / "cases" / "shop" / "record.jsonl").read_text()
    assert exhibits.compare(done_in, "shop").findings == []


def test_in_a_pipe_there_is_no_bar_and_on_a_terminal_only_for_large_files(tmp_path: Path) -> None:
    """Only what takes a while shows how far it is, only on a terminal, and it is wiped away afterwards."""
    opened(tmp_path / "cases")
    big, small = written(tmp_path, "big.mp4", bytes(BIG)), written(tmp_path, "small.txt", b"x")
    env = {"POSGUARD_CASES": str(tmp_path / "cases")}
    piped = posguard("evidence", "add", str(big), str(small), env=env, python=("-X", "importtime"))
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
        evidence.verify(str(tmp_path / "cases" / "shop" / "evidence"), work(tmp_path / "cases").view("").state.exhibits)
        == []
    )


def test_a_folder_may_be_deep(tmp_path: Path) -> None:
    """A file is found below hundreds of folders."""
    deep = tmp_path.joinpath(*["d"] * 400)
    written(deep, "f", b"")
    assert list(find(f"{tmp_path}/", str(tmp_path / "own"), recursive=True)) == [str(deep / "f")]
