"""Whose a case is: an administrator's run locks no owner out, and who else can read it is said."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import pytest
from support.case_factory import (
    add_evidence,
    add_notes,
    new_case,
    open_cases,
    run_on_cases,
    source_file,
)

from posguard.app import evidence as exhibits
from posguard.case import store
from posguard.case.checkpoint import HEAD
from posguard.case.folder import EVIDENCE
from posguard.case.locking import LOCK
from posguard.case.record import RECORD

OWNER = 54321


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that belongs to somebody without privileges, and that they can reach."""
    with tempfile.TemporaryDirectory() as folder:
        if os.geteuid() == 0:
            os.chown(folder, OWNER, OWNER)
        yield Path(folder)


T = TypeVar("T")


def as_owner(deed: Callable[[], T]) -> T:
    """What comes of a deed that the owner of the folder does, in a process of their own that may
    do nothing else.

    What it needs has been imported by then: the owner cannot read this checkout.
    """
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(OWNER)
                os.setuid(OWNER)
            os.write(write, json.dumps([deed()]).encode())
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with open(read, "rb") as stream:
        words = stream.read()
    assert words, "the owner could not"
    [found] = json.loads(words)
    return cast("T", found)


def made(folder: Path, name: str) -> int:
    """Open a case with one event; returns how many it holds."""
    new_case(folder, name)
    return len(store.look(str(folder), name).record.events)


def noted(folder: Path, name: str) -> list[str]:
    """Add a note and compare the evidence; returns the kinds of all events, and what was found."""
    add_notes(open_cases(folder), "by the owner", name=name)
    found = [finding.rule for finding in exhibits.verify_copies(open_cases(folder), name).findings]
    return [*(event.kind for event in store.look(str(folder), name).record.events), *found]


@pytest.fixture(scope="module", autouse=True)
def _imported() -> None:
    with tempfile.TemporaryDirectory() as folder:
        new_case(Path(folder))
        noted(Path(folder), "shop")
        store.erase(folder, "shop")


def owners(folder: Path) -> set[tuple[int, int]]:
    """To whom everything in a folder belongs."""
    return {(path.lstat().st_uid, path.lstat().st_gid) for path in (folder, *folder.rglob("*"))}


def test_a_run_as_administrator_does_not_lock_the_owner_out(public: Path) -> None:
    """Whatever it makes or replaces belongs to the owner of the case, who goes on as before, and
    can erase it.
    """
    assert as_owner(lambda: made(public, "shop")) == 1
    slip = source_file(public, "slip.txt", b"slip")
    record = public / "shop" / RECORD
    record.write_bytes(record.read_bytes() + b"half a line")
    bag = str(public / "bag.zip")
    for command in (
        ["case", "note", "x"],
        ["evidence", "add", str(slip)],
        ["evidence", "pack", "-o", bag],
    ):
        assert run_on_cases(public, *command).code == 0
    names = {path.name for path in (public / "shop").rglob("*")}
    assert names == {RECORD, HEAD, LOCK, EVIDENCE, "torn-2-11", "4-slip.txt"}
    assert owners(public / "shop") == {
        (OWNER, OWNER) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    }
    kinds = as_owner(lambda: noted(public, "shop"))
    assert kinds == ["opened", "torn", "noted", "kept", "packed", "noted"]
    as_owner(lambda: store.erase(str(public), "shop"))
    assert not (public / "shop").exists()


def test_a_case_made_by_the_administrator_among_a_users_is_the_users(public: Path) -> None:
    """In a folder of somebody's cases, a new one is theirs as well, and private."""
    assert made(public, "other") == 1
    assert owners(public / "other") == owners(public)
    assert as_owner(lambda: noted(public, "other")) == ["opened", "noted"]
    modes = {
        (p.is_dir(), stat.S_IMODE(p.stat().st_mode))
        for p in [public / "other", *(public / "other").rglob("*")]
    }
    assert modes == {(True, 0o700), (False, 0o600)}


def test_what_the_administrator_alone_may_read_hides_nothing_else(public: Path) -> None:
    """A head that only the administrator can read is damage of one case; a folder that only they
    enter is named.
    """
    for name in ("locked", "rooted", "good"):
        as_owner(partial(made, public, name))
    for path, mode in ((public / "rooted" / HEAD, 0o600), (public / "locked", 0o700)):
        if os.geteuid() == 0:
            os.chown(path, 0, 0)
        path.chmod(mode if os.geteuid() == 0 else 0)

    def listed() -> list[list[object]]:
        return [[type(each).__name__, each.name] for each in open_cases(public).views()]

    def damage(name: str) -> list[str]:
        return [each.rule for each in store.look(str(public), name).damage]

    assert as_owner(listed) == [
        ["CaseView", "good"],
        ["UnreadableCase", "locked"],
        ["CaseView", "rooted"],
    ]
    assert as_owner(lambda: damage("rooted")) == ["head-unreadable"]
    assert as_owner(lambda: noted(public, "good")) == ["opened", "noted"]
    as_owner(lambda: store.erase(str(public), "rooted"))
    assert sorted(os.listdir(public)) == ["good", "locked"]
    (public / "locked").chmod(0o700)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Cases with one in it that holds a copy."""
    add_evidence(new_case(tmp_path / "cases"), source_file(tmp_path, "slip.txt", b"slip"))
    return tmp_path / "cases"


def test_a_case_that_others_can_read_is_said_to_be(cases: Path) -> None:
    """Check tells it whatever the reason; of a private one nothing is said."""
    assert run_on_cases(cases, "case", "check").complaint == ""
    (cases / "shop").chmod(0o755)
    for lang, words in (
        ("en", "Others on this computer can read the folder"),
        ("zh", "别人也能看"),
    ):
        done = run_on_cases(cases, "case", "check", lang=lang)
        assert (done.code, words in done.complaint) == (0, True)


def test_a_disk_without_modes_takes_a_case_and_it_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the system will not change modes, as on a memory stick: it works, and is said when the
    case is made.
    """

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, os.strerror(1))

    made = open_cases(tmp_path)
    real = os.mkdir

    def open_to_all(path: str, mode: int = 0o777) -> None:
        real(path, mode)
        os.chmod(path, 0o777)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fchmod", refused)
        patch.setattr(os, "fchown", refused)
        patch.setattr(os, "mkdir", open_to_all)
        made.keep("shop", {"who": ["owner"]}, ["for-shop"])
        add_notes(made, "one")
    assert (
        capsys.readouterr().err.count(
            "Others on this computer can read the folder of the case shop"
        )
        == 1
    )
    assert len(store.look(str(tmp_path), "shop").record.events) == 3
