"""A full disk, a folder or disk that may only be read: refused with the reason, and nothing
acknowledged is lost.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.case_factory import (
    add_evidence,
    add_notes,
    missing_acknowledged,
    new_case,
    open_cases,
    run_on_cases,
    source_file,
    verify_rules,
)
from support.killed_process import NOBODY, ForkServer

from posguard.case import store
from posguard.case.record import RECORD


@pytest.fixture(scope="module")
def fork_server() -> Iterator[ForkServer]:
    """Where the processes come from that are held back."""
    with ForkServer() as started:
        yield started


def mounted(folder: Path) -> bool:
    """Whether a disk of half a MiB could be mounted there; not everybody may."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    return (
        sys.platform == "linux"
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, bool]]:
    """A small disk where one may be mounted, else a folder; and which of the two it is."""
    folder = tmp_path / "disk"
    really = mounted(folder)
    yield folder, really
    if really:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(fork_server: ForkServer, disk: tuple[Path, bool]) -> None:
    """A note or copy that finds no room is refused with the reason; all before it stands; with
    room it goes on.
    """
    folder, really = disk
    new_case(folder)
    ballast = source_file(folder, "ballast", bytes(100_000))
    source = source_file(folder, "slip", os.urandom(9_000))
    said = fork_server.run("fill" if really else "limited", folder, source, 40_000)
    key, reason = said[-1][1:]
    assert key in ("case-not-saved", "evidence-not-saved")
    assert reason in ("ENOSPC", "EFBIG")
    assert len(said) > 10
    assert missing_acknowledged(folder, said[:-1]) == []
    assert verify_rules(folder) == []
    assert store.look(str(folder), "shop").damage == ()
    if really:
        done = run_on_cases(folder, "evidence", "add", str(source), lang="zh")
        assert (done.code, "磁盘满了" in done.complaint) == (1, True)
    ballast.unlink()
    add_notes(open_cases(folder), "there is room again")
    add_evidence(open_cases(folder), source)
    assert missing_acknowledged(folder, said[:-1]) == []
    assert verify_rules(folder) == []


def test_no_room_at_any_byte(fork_server: ForkServer, tmp_path: Path) -> None:
    """The record may grow to a limit that cuts the next line at any place: the line is taken back
    whole.
    """
    new_case(tmp_path)
    source = source_file(tmp_path, "slip", b"x" * 100)
    size = (tmp_path / "shop" / RECORD).stat().st_size
    good = (tmp_path / "shop" / RECORD).read_bytes()
    for more in range(0, 1500, 60):
        said = fork_server.run("limited", tmp_path, source, size + more)
        assert said[-1][:2] == ["refused", "case-not-saved"], said
        assert missing_acknowledged(tmp_path, said[:-1]) == []
        assert (store.look(str(tmp_path), "shop").damage, verify_rules(tmp_path)) == ((), [])
        shutil.rmtree(tmp_path / "shop")
        new_case(tmp_path)
        assert (tmp_path / "shop" / RECORD).read_bytes() == good


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that somebody without privileges can reach, which those of the test run are not."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


def test_a_folder_that_may_only_be_read(fork_server: ForkServer, public: Path) -> None:
    """Nothing can be added, and that is said; looking and comparing still work; with leave to
    write it goes on.
    """
    top = public
    add_evidence(new_case(top / "cases"), source_file(top, "slip", b"slip"))
    receipt = source_file(top, "receipt", b"receipt")
    paths = [*(top / "cases").rglob("*"), top / "cases", receipt]
    for path in paths:
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)
    said = fork_server.run("unprivileged", top / "cases", receipt)
    assert said == [
        ["refused", "case-not-saved", "EACCES"],
        ["refused", "evidence-not-saved", "EACCES"],
        ["looked", 2, 0],
    ]
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert fork_server.run("unprivileged", top / "cases", receipt) == [
        ["added"],
        ["added"],
        ["looked", 4, 0],
    ]


def test_a_disk_that_may_only_be_read(fork_server: ForkServer, disk: tuple[Path, bool]) -> None:
    """The same where the whole disk is read-only, as a locked card is."""
    folder, really = disk
    add_evidence(new_case(folder), source_file(folder, "slip", b"slip"))
    receipt = source_file(folder, "receipt", b"receipt")
    if really:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        said = fork_server.run("once", folder, receipt)
        assert said == [
            ["refused", "case-not-saved", "EROFS"],
            ["refused", "evidence-not-saved", "EROFS"],
            ["looked", 2, 0],
        ]
        assert run_on_cases(folder, "evidence", "verify").code == 0
        assert "磁盘是只读的" in run_on_cases(folder, "case", "note", "x", lang="zh").complaint
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
    assert fork_server.run("once", folder, receipt) == [
        ["added"],
        ["added"],
        ["looked", 4, 0],
    ]
