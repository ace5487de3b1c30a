"""``-o FILE`` writes wherever a shell's ``>`` could: odd names, odd folders, odd disks; and never
into a case.
"""

from __future__ import annotations

import errno
import os
import stat
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from support.case_factory import keep_answers, new_case
from support.in_process import run_in_process
from support.interviews import CALM, answer_options
from support.paths import ROOT
from support.program import POSGUARD, TIMEOUT, UNPRIVILEGED, Result, cached_run, environment
from support.terminal import Person

from posguard.errors import SystemReason
from posguard.messages import say
from posguard.pack.model import LANGS, Lang

STRANGER = 12345
BOTH = pytest.mark.parametrize("lang", LANGS)
LIST = ("checklist", "sn-leak")


def held_back(*argv: str) -> Result:
    """One run of the program without the superuser's privileges."""
    done = subprocess.run(
        [*UNPRIVILEGED, *argv],
        capture_output=True,
        env=environment(),
        timeout=TIMEOUT,
        check=False,
        start_new_session=True,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("name", ["n" * 246, "n" * 251 + ".txt", "方" * 84 + ".md"])
def test_a_name_as_long_as_names_may_be(tmp_path: Path, name: str) -> None:
    """A name of up to 255 bytes is a name like any other."""
    assert 246 <= len(name.encode()) <= 255
    ended = run_in_process(*LIST, "-o", name, cwd=str(tmp_path))
    assert ended.code == 0, ended.complaint
    assert os.listdir(tmp_path) == [name]


def test_a_name_that_is_too_long_is_found_out_before_anything_is_asked(tmp_path: Path) -> None:
    """A name of 256 bytes cannot be written, and nobody is asked for a plan that would have it."""
    target = str(tmp_path / ("n" * 256))
    with Person("triage", "-o", target, lang="zh") as person:
        ended = person.leave()
    told = say("zh", "cannot-write", file=target, reason=SystemReason(errno.ENAMETOOLONG))
    assert (ended.code, person.screen) == (1, told + "\n")


@pytest.fixture
def single(tmp_path: Path) -> Iterator[Path]:
    """A file that cannot be replaced: mounted by itself where that is allowed, else in a locked
    folder.
    """
    folder, source = tmp_path / "there", tmp_path / "source"
    folder.mkdir()
    file = folder / "plan.txt"
    for path in (file, source):
        path.write_text("as it was" * 3000, encoding="utf-8")
    bind = ["mount", "--bind", str(source), str(file)]
    mounted = subprocess.run(bind, capture_output=True, check=False).returncode == 0
    if not mounted:
        folder.chmod(0o500)
    yield file
    if mounted:
        subprocess.run(["umount", str(file)], check=True)
    folder.chmod(0o700)


def test_a_file_that_cannot_be_replaced_is_written_in_place(single: Path) -> None:
    """A file mounted by itself, as containers do, gets the page and keeps no rest of what was
    there.
    """
    ended = run_in_process(*LIST, "-o", str(single))
    assert (ended.code, ended.complaint) == (0, say("en", "saved", file=single) + "\n")
    assert single.read_bytes() == cached_run(*LIST).out
    assert os.listdir(single.parent) == [single.name]


def test_a_file_in_a_folder_that_takes_no_new_ones(tmp_path: Path) -> None:
    """A file that may be written is written, though its folder may only be read."""
    target = tmp_path / "plan.txt"
    target.write_text("as it was", encoding="utf-8")
    target.chmod(0o600)
    tmp_path.chmod(0o500)
    ended = held_back(*LIST, "-o", str(target))
    tmp_path.chmod(0o700)
    assert (ended.code, ended.complaint) == (0, say("en", "saved", file=target) + "\n")
    assert target.read_bytes() == cached_run(*LIST).out


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder like ``/tmp`` with another user's file in it; a locked one where no other user can
    be had.
    """
    folder = tmp_path / "shared"
    folder.mkdir()
    file = folder / "plan.txt"
    file.write_text("another's", encoding="utf-8")
    if os.geteuid() == 0:
        os.chown(file, STRANGER, STRANGER)
        os.chown(folder, STRANGER, STRANGER)
        folder.chmod(0o1777)
    else:
        folder.chmod(0o500)
    return file


def test_another_users_file_in_a_shared_folder(shared: Path) -> None:
    """A file that everybody may write is written, though only its owner could replace it, who
    stays its owner.
    """
    shared.chmod(0o666)
    owner = shared.stat().st_uid
    ended = held_back(*LIST, "-o", str(shared))
    assert (ended.code, ended.complaint) == (0, say("en", "saved", file=shared) + "\n")
    assert shared.read_bytes() == cached_run(*LIST).out
    assert shared.stat().st_uid == owner
    assert os.listdir(shared.parent) == [shared.name]


@BOTH
def test_another_users_file_is_found_out_before_anything_is_asked(
    shared: Path, lang: Lang
) -> None:
    """A file that only its owner may write is refused at once, not after an interview of
    minutes.
    """
    shared.chmod(0o444)
    with Person("triage", "-o", str(shared), lang=lang, program=UNPRIVILEGED) as person:
        ended = person.leave()
    told = say(lang, "cannot-write", file=shared, reason=SystemReason(errno.EACCES))
    assert (ended.code, person.screen.split()) == (1, told.split())
    assert shared.read_text(encoding="utf-8") == "another's"


def test_a_disk_that_knows_no_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk on which permissions and owners cannot be set the page is written all the same."""

    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    for name in ("chmod", "chown"):
        monkeypatch.setattr(os, name, refuse)
    target = tmp_path / "plan.txt"
    for _ in range(2):
        ended = run_in_process(*LIST, "-o", str(target))
        assert (ended.code, ended.complaint) == (0, say("en", "saved", file=target) + "\n")
        assert target.read_bytes() == cached_run(*LIST).out


def test_the_superuser_leaves_a_file_to_its_owner(tmp_path: Path) -> None:
    """A file that is written anew stays with the owner and the permissions that it had."""
    target = tmp_path / "plan.txt"
    target.write_text("as it was", encoding="utf-8")
    target.chmod(0o600)
    owner = STRANGER if os.geteuid() == 0 else os.geteuid()
    os.chown(target, owner, -1)
    assert run_in_process(*LIST, "-o", str(target)).code == 0
    there = target.stat()
    assert (there.st_uid, stat.S_IMODE(there.st_mode)) == (owner, 0o600)


@BOTH
@pytest.mark.parametrize(
    "command",
    [LIST, ("triage", *answer_options(CALM)), ("letter", "card-110")],
    ids=lambda c: c[0],
)
@pytest.mark.parametrize(
    "way", ["record.jsonl", "head.json", "lock", "new.txt", "evidence/1-slip", "evidence/new"]
)
def test_no_page_is_written_into_a_case(
    tmp_path: Path, lang: Lang, command: Sequence[str], way: str
) -> None:
    """Neither the record nor a piece of evidence is replaced by a page, and nothing is put beside
    them.
    """
    new_case(tmp_path / "cases")
    (tmp_path / "cases" / "shop" / "evidence" / "1-slip").write_bytes(b"slip")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    target = tmp_path / "cases" / "shop" / way
    argv = [*command, "--format", "text", "-o", str(target), "--lang", lang]
    ended = run_in_process(*argv, env={"HOME": str(tmp_path)})
    told = say(lang, "output-in-case", file=target, folder=tmp_path / "cases" / "shop")
    assert (ended.code, ended.complaint) == (2, told + "\n")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", [LIST, ("case", "ics")], ids=lambda c: c[0])
def test_no_link_leads_a_page_into_a_case(tmp_path: Path, command: Sequence[str]) -> None:
    """A link to the record, or to the folder of the case, does not lead there either."""
    keep_answers(new_case(tmp_path / "cases"), CALM)
    case = tmp_path / "cases" / "shop"
    before = (case / "record.jsonl").read_bytes()
    (tmp_path / "plan.txt").symlink_to(case / "record.jsonl")
    (tmp_path / "folder").symlink_to(case)
    env = {"POSGUARD_CASES": str(tmp_path / "cases")}
    for name in ("plan.txt", "folder/new.txt"):
        ended = run_in_process(*command, "-o", str(tmp_path / name), env=env)
        told = say("en", "output-in-case", file=tmp_path / name, folder=case)
        assert (ended.code, ended.complaint) == (2, told + "\n")
    assert (case / "record.jsonl").read_bytes() == before
    assert not (case / "new.txt").exists()


def test_a_file_beside_the_cases_is_an_ordinary_file(tmp_path: Path) -> None:
    """The folder in which cases lie, and one above it that happens to hold a file of such a name,
    take pages.
    """
    new_case(tmp_path / "cases")
    (tmp_path / "record.jsonl").write_bytes(b"")
    assert run_in_process(*LIST, "-o", str(tmp_path / "cases" / "plan.txt")).code == 0


@BOTH
def test_the_current_folder_is_gone(tmp_path: Path, lang: Lang) -> None:
    """A relative name in a folder that was removed meanwhile is one sentence, not a traceback."""
    folder = tmp_path / "gone"
    folder.mkdir()
    line = 'cd "$1" && rmdir "$1" && shift && exec "$@"'
    command = [*POSGUARD, *LIST, "-o", "plan.txt", "--lang", lang]
    env = {**environment(), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", line, "-", str(folder), *command],
        capture_output=True,
        env=env,
        timeout=TIMEOUT,
        check=False,
    )
    told = say(lang, "folder-gone")
    assert (done.returncode, done.stdout, done.stderr.decode()) == (1, b"", told + "\n")
