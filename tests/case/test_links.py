"""What is a link: none leads out of a case, and no page is written into one."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from support.case_factory import add_evidence, new_case, run_on_cases, source_file
from support.interviews import GONE, answer_options

from posguard.case import durable, store
from posguard.case.checkpoint import HEAD
from posguard.case.folder import EVIDENCE
from posguard.case.locking import LOCK
from posguard.case.record import RECORD
from posguard.errors import PosguardError


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every name in a folder with what stands in it."""
    return {
        str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None
        for p in sorted(folder.rglob("*"))
    }


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder with things that are nobody's business."""
    folder = tmp_path / "outside"
    for name in (RECORD, HEAD, LOCK, "notes.txt", ".part-9-x", "kept.new"):
        source_file(folder, name, b"mine\n")
    return folder


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Cases with one in it that holds a copy."""
    add_evidence(new_case(tmp_path / "cases"), source_file(tmp_path, "slip.txt", b"slip"))
    return tmp_path / "cases"


def _in_place_of(name: str) -> Callable[[Path, Path], None]:
    def replaced(case: Path, outside: Path) -> None:
        durable.remove(str(case / name))
        (case / name).symlink_to(outside / Path(name).name.removesuffix(".new"))

    return replaced


def _case_itself(case: Path, outside: Path) -> None:
    case.rename(case.with_name("moved"))
    durable.remove(str(case.with_name("moved")))
    case.symlink_to(outside)


def _evidence(case: Path, outside: Path) -> None:
    durable.remove(str(case / EVIDENCE))
    (case / EVIDENCE).symlink_to(outside)


LINKS: dict[str, Callable[[Path, Path], None]] = {
    "record": _in_place_of(RECORD),
    "head": _in_place_of(HEAD),
    "head in the making": _in_place_of(f"{HEAD}{durable.NEW}"),
    "lock": _in_place_of(LOCK),
    "evidence": _evidence,
    "copy": _in_place_of(f"{EVIDENCE}/2-slip.txt"),
    "packing": lambda case, outside: (case / ".packing").symlink_to(outside),
    "case": _case_itself,
}
COMMANDS = (
    ["case", "show", "--case", "shop"],
    ["case", "check", "--case", "shop"],
    ["case", "note", "x", "--case", "shop"],
    ["evidence", "add", "slip.txt", "--case", "shop"],
    ["evidence", "verify", "--case", "shop"],
    ["evidence", "pack", "-o", "bag.zip", "--case", "shop"],
    ["case", "erase", "--case", "shop", "--yes"],
)


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_no_link_leads_out_of_a_case(
    cases: Path, outside: Path, link: Callable[[Path, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever in a case is a link: what it leads to is neither read into the case, nor written,
    nor removed.
    """
    link(cases / "shop", outside)
    before = everything(outside)
    monkeypatch.chdir(cases.parent)
    for command in COMMANDS:
        done = run_on_cases(cases, *command)
        assert done.code in (0, 1, 2), command
        assert "Traceback" not in done.complaint
        assert everything(outside) == before, command
    assert run_on_cases(cases, "case", "list").code == 0


def test_a_case_that_is_a_link_is_refused_by_name(cases: Path, outside: Path) -> None:
    """It is in the list, and every command says that it is a link; erase removes nothing."""
    _case_itself(cases / "shop", outside)
    assert "shop  cannot be opened" in run_on_cases(cases, "case", "list").words
    for lang, words in (("en", "is a link and no folder"), ("zh", "是一个链接")):
        done = run_on_cases(cases, "case", "erase", "--case", "shop", "--yes", lang=lang)
        assert (done.code, words in done.complaint) == (1, True)
    assert (cases / "shop").is_symlink()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_a_lock_that_is_no_file_is_refused(cases: Path, make: Callable[[Path], object]) -> None:
    """A pipe, a folder, a link to a device: said at once, and looking goes on."""
    (cases / "shop" / LOCK).unlink()
    make(cases / "shop" / LOCK)
    done = run_on_cases(cases, "case", "note", "x", lang="zh")
    assert (done.code, "不是普通文件" in done.complaint) == (1, True)
    assert run_on_cases(cases, "case", "show").code == 0


def test_erasing_is_not_led_astray_by_a_folder_swapped_meanwhile(
    cases: Path, outside: Path
) -> None:
    """While a case is erased, a folder in it becomes a link: what that leads to stays."""
    folder = cases / "shop" / EVIDENCE / "deep"
    for n in range(20):
        source_file(folder / str(n), "x", b"x")
    before, real = everything(outside), os.unlink

    def unlink(name: str, *, dir_fd: int | None = None) -> None:
        real(name, dir_fd=dir_fd)
        if folder.is_dir() and not folder.is_symlink():
            folder.rename(cases.parent / "moved")
            folder.symlink_to(outside)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "unlink", unlink)
        with suppress(PosguardError):
            store.erase(str(cases), "shop")
    assert everything(outside) == before
    if (cases / "shop").exists():
        store.erase(str(cases), "shop")
    assert everything(outside) == before
    assert not (cases / "shop").exists()


OUTPUTS = (
    ["case", "show"],
    ["case", "timeline", "--format", "json"],
    ["case", "ics"],
    ["letter", "card-110"],
    ["letter", "police-statement"],
    ["letter"],
    ["evidence", "list"],
    ["checklist", "sn-leak"],
    ["triage", *answer_options(GONE)],
)


@pytest.mark.parametrize("argv", OUTPUTS, ids=[" ".join(argv[:2]) for argv in OUTPUTS])
def test_no_page_is_written_into_a_case(cases: Path, argv: list[str]) -> None:
    """Over the record, among the copies, through a link to the folder, into another case than the
    one meant.
    """
    new_case(cases, "other")
    (cases.parent / "link").symlink_to(cases)
    before = everything(cases)
    named = ["--case", "shop"] if argv[0] in ("case", "letter", "evidence") else []
    for target in (
        cases / "shop" / "new.txt",
        cases / "other" / EVIDENCE / "new.txt",
        cases.parent / "link" / "shop" / HEAD,
    ):
        for lang, words in (("en", "lies inside the case"), ("zh", "在案件")):
            done = run_on_cases(cases, *argv, *named, "-o", str(target), lang=lang)
            assert (done.code, words in done.complaint) == (2, True), (target, done.complaint)
    assert {name: data for name, data in everything(cases).items() if LOCK not in name} == {
        name: data for name, data in before.items() if LOCK not in name
    }
    assert run_on_cases(cases, *argv, *named, "-o", str(cases.parent / "outside.txt")).code in (
        0,
        2,
    )
