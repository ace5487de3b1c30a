"""A case on Windows, as far as Linux can show it: without what only POSIX has, and with the rules
of Windows for open files, read-only ones, links and names.
"""

from __future__ import annotations

import fcntl
import ntpath
import os
import posixpath
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, answer_options
from support.paths import ROOT
from support.program import Result, run_program
from support.windows import reserved_by_windows

from posguard.case.folder import EVIDENCE, lies_in
from posguard.case.parts import PART
from posguard.evidence.names import mask_path
from posguard.evidence.originals import without_end
from posguard.pack.device_names import is_device
from posguard.pack.layout import is_id
from posguard.terminal.pager import command_words
from posguard.terminal.terminal import Terminal

CARD = "6222021234567890128"
START = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from support.like_windows import like_windows
like_windows()
"""
POSGUARD_THERE = f"""{START}
from posguard.cli.program import run
sys.exit(run(sys.argv[1:]))
"""
REPLACED_WHILE_READ = f"""{START}
import threading, time
from posguard.case.durable import replace
reader = open("head.json")
threading.Timer(0.1, reader.close).start()
began = time.monotonic()
replace("head.json", b"new")
assert time.monotonic() - began >= 0.1
"""
READER_GONE = f"""{START}
import errno, io, os
class Gone(io.RawIOBase):
    def writable(self): return True
    def fileno(self): return 1
    def write(self, data): raise OSError(errno.EINVAL, "Invalid argument")
sys.stdout = io.TextIOWrapper(io.BufferedWriter(Gone()))
from posguard.cli.program import run
os._exit(run(["--version"]))
"""
Run = Callable[..., Result]


@pytest.fixture
def run_there(tmp_path: Path) -> Run:
    """Run a command in a folder of its own, as on Windows; it must end with this exit code."""

    def run(*argv: str, code: int = 0) -> Result:
        env = {"POSGUARD_CASES": str(tmp_path / "cases")}
        ended = run_program(*argv, program=POSGUARD_THERE, cwd=str(tmp_path), env=env)
        assert ended.code == code, (argv, ended.complaint)
        return ended

    return run


@pytest.fixture
def case(run_there: Run, tmp_path: Path) -> Path:
    """The folder of a case that was made there."""
    run_there("triage", *answer_options(CALM), "--case", "shop")
    return tmp_path / "cases" / "shop"


def test_a_case_lives_from_its_beginning_to_its_end_there(
    run_there: Run, case: Path, tmp_path: Path
) -> None:
    """Every command that writes does so without what only POSIX has; no file is renamed or removed
    while it is open, no read-only one is removed, and every name is one that Windows can hold.
    """
    (tmp_path / f"小票 {CARD}.txt").write_text("data", encoding="utf-8")
    (tmp_path / "con.txt").write_text("more", encoding="utf-8")
    run_there("case", "fact", "terminal-sn", "N7NL00012345")
    run_there("case", "note", "a note")
    run_there("evidence", "add", f"小票 {CARD}.txt", "con.txt")
    assert run_there("evidence", "verify").code == 0
    run_there("evidence", "pack", "-o", "bag")
    run_there("evidence", "pack", "-o", "bag.zip")
    run_there("letter", "acquirer-notice", "-o", "notice.html")
    run_there("case", "ics", "-o", "due.ics")
    run_there("case", "check")
    run_there("case", "close")
    run_there("case", "reopen", "--case", "shop")
    copies = [each.name for each in (case / EVIDENCE).iterdir()]
    with zipfile.ZipFile(tmp_path / "bag.zip") as whole:
        assert whole.testzip() is None
        packed = [posixpath.basename(each) for each in whole.namelist()]
    assert len(copies) == 2
    assert set(copies) < set(packed)
    assert [name for name in [*copies, *packed] if not reserved_by_windows(name)] == []
    assert all(CARD not in name for name in copies)
    run_there("case", "erase", "--case", "shop", "--yes")
    assert list(case.parent.iterdir()) == []


def test_an_unfinished_copy_is_removed_there_once_nobody_makes_it(
    run_there: Run, case: Path
) -> None:
    """While another program copies a file into a case, notes can be written and the copy stays."""
    part = case / EVIDENCE / f"{PART}0123"
    with part.open("wb") as copied:
        fcntl.flock(copied, fcntl.LOCK_EX)
        run_there("case", "note", "meanwhile")
        assert part.exists()
    run_there("case", "note", "afterwards")
    assert not part.exists()


@pytest.mark.parametrize("name", ["lock", "record.jsonl"])
def test_a_link_in_the_place_of_a_file_is_not_followed_there(
    run_there: Run, case: Path, tmp_path: Path, name: str
) -> None:
    """What it leads to is as it was."""
    other = tmp_path / "other.txt"
    other.write_bytes((case / name).read_bytes())
    before = other.read_bytes()
    (case / name).unlink()
    (case / name).symlink_to(other)
    run_there("case", "note", "through a link", code=1)
    assert other.read_bytes() == before


def test_a_file_that_somebody_reads_is_replaced_there_a_moment_later(tmp_path: Path) -> None:
    """Windows replaces no file that is open: the program waits for the reader."""
    (tmp_path / "head.json").write_text("old", encoding="utf-8")
    ended = run_program(program=REPLACED_WHILE_READ, cwd=str(tmp_path))
    assert (ended.code, ended.err) == (0, b"")
    assert (tmp_path / "head.json").read_bytes() == b"new"


def test_a_pipe_that_nobody_reads_ends_there_as_elsewhere() -> None:
    """Windows calls it an invalid argument; nothing is said, and the exit code tells it."""
    ended = run_program(program=READER_GONE)
    assert (ended.code, ended.err) == (141, b"")


def test_a_terminal_whose_size_nobody_knows_is_eighty_columns_wide(tmp_path: Path) -> None:
    """Windows tells the size of the standard streams alone, and Python refuses to ask for others,
    as it does for a stream that is closed.
    """
    with (tmp_path / "console").open("w", encoding="utf-8") as console:
        pass
    terminal = Terminal(console, console, "en", plain=True)
    assert (terminal.width(), terminal.rows()) == (80, 24)


DEVICES = ["con", "CON", "nul", "aux", "prn", "com1", "lpt9", "com¹", "con.txt", "nul .tar.gz"]


@pytest.mark.parametrize("name", DEVICES)
def test_the_name_of_a_device_is_known(name: str) -> None:
    """Whatever ending follows, and in whatever letters."""
    assert is_device(name)
    assert not reserved_by_windows(name)
    assert not is_id(name)


@pytest.mark.parametrize("name", ["console", "com", "com10", "nul-2", "xcon", "lpt", "auxiliary"])
def test_a_name_that_begins_like_a_device_is_none(name: str) -> None:
    """Only the whole name is taken for one."""
    assert not is_device(name)
    assert reserved_by_windows(name)
    assert is_id(name)


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_no_case_is_named_like_a_device(tmp_path: Path, name: str) -> None:
    """It could not be moved to Windows; the complaint says why."""
    ended = run_in_process(
        "triage", *answer_options(CALM), "--case", name, env={"POSGUARD_CASES": str(tmp_path)}
    )
    assert ended.code == 2
    assert f"{name} is the name of a device on Windows" in ended.complaint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("system", "path", "bare"),
    [
        (posixpath, "/home/a/", "/home/a"),
        (posixpath, "/", "/"),
        (posixpath, "a\\", "a\\"),
        (posixpath, "", ""),
        (ntpath, "C:\\", "C:\\"),
        (ntpath, "C:\\a\\", "C:\\a"),
        (ntpath, "C:/a//", "C:/a"),
        (ntpath, "C:", "C:"),
        (ntpath, "\\", "\\"),
        (ntpath, "\\\\server\\share\\", "\\\\server\\share\\"),
        (ntpath, "\\\\server\\share\\a\\", "\\\\server\\share\\a"),
    ],
)
def test_a_path_loses_the_separators_at_its_end_and_no_root(
    system: ModuleType, path: str, bare: str
) -> None:
    """``C:`` without its backslash would be another folder."""
    assert without_end(path, system) == bare


def test_the_longest_path_of_a_case_fits_into_windows() -> None:
    """The longest name of a copy, in the case with the longest name, of a user with the longest
    one, stays below the 260 characters that old programs can open.
    """
    folder = ntpath.join("C:\\Users", "u" * 20, "AppData\\Local\\posguard\\cases", "c" * 40)
    copy = ntpath.join(folder, EVIDENCE, f"{9999}-" + "n" * 120)
    assert len(copy) < 260


@pytest.mark.parametrize("between", ["\\", "/"])
def test_a_number_beside_a_folder_of_digits_is_masked_there_too(between: str) -> None:
    """Folders are told apart in either direction of the slash."""
    found = mask_path(between.join(["C:", "2026", f"{CARD}", "11.jpg"]))
    assert CARD[6:15] not in found.text
    assert found.text.split(between)[:2] == ["C:", "2026"]
    assert found.found == ("card",)


def test_what_lies_in_a_folder_is_known_by_the_disk(tmp_path: Path) -> None:
    """The folder itself, what is in it, and what a link leads into it; not what only begins like
    it, nor a folder of other letters where the disk tells them apart.
    """
    for name in ("Case", "case", "Case2"):
        (tmp_path / name / "inner").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "Case")
    case = str(tmp_path / "Case")
    inside = [case, f"{case}/", f"{case}/inner", f"{case}/new", f"{tmp_path}/link/inner"]
    outside = [str(tmp_path), f"{case}2", f"{tmp_path}/case/inner", f"{tmp_path}/case/new", "/"]
    assert [path for path in inside if not lies_in(path, case)] == []
    assert [path for path in outside if lies_in(path, case)] == []
    assert lies_in(os.curdir, "/")


def test_a_pager_keeps_the_backslashes_of_its_folders() -> None:
    """A quoted path of Windows is one word, without its quotes."""
    there = '"C:\\Program Files\\less.exe" -R'
    assert command_words(there, "win32") == ["C:\\Program Files\\less.exe", "-R"]
    assert command_words("less\\ x -R", "linux") == ["less x", "-R"]
