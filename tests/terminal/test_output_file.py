"""``-o FILE``: the whole page is in the file, or the file is as it was and one sentence says
why.
"""

from __future__ import annotations

import errno
import os
import stat
import subprocess
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, answer_options, plan_output
from support.program import POSGUARD, TIMEOUT, environment
from support.terminal import Person

from posguard.errors import SystemReason
from posguard.messages import say
from posguard.pack.model import LANGS, Lang

BOTH = pytest.mark.parametrize("lang", LANGS)
FORMATS = pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])


@BOTH
@FORMATS
def test_the_file_holds_what_would_have_been_printed(
    tmp_path: Path, lang: Lang, form: str
) -> None:
    """The bytes are those of standard output, nothing is printed, and it is said where they
    are.
    """
    target = tmp_path / f"方案.{form}"
    argv = ("triage", *answer_options(CALM), "--lang", lang, "--format", form)
    ended = run_in_process(*argv, "-o", str(target))
    assert (ended.code, ended.out, ended.complaint) == (
        0,
        b"",
        say(lang, "saved", file=target) + "\n",
    )
    assert target.read_bytes() == plan_output(CALM, lang, "--format", form)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    """A file that is there is written anew, whole, with the permissions it had, through a link if
    it is one.
    """
    target, link = tmp_path / "plan.txt", tmp_path / "link.txt"
    target.write_bytes(b"x" * 100_000)
    target.chmod(0o640)
    link.symlink_to(target)
    ended = run_in_process("checklist", "sn-leak", "-o", str(link))
    assert ended.code == 0
    assert target.read_bytes() == run_in_process("checklist", "sn-leak").out
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert link.is_symlink()


def test_a_new_file_gets_the_permissions_that_the_user_gives(tmp_path: Path) -> None:
    """The umask decides who may read a plan."""
    before = os.umask(0o077)
    try:
        run_in_process("checklist", "sn-leak", "-o", str(tmp_path / "private.txt"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "private.txt").stat().st_mode) == 0o600


@BOTH
def test_a_relative_name(tmp_path: Path, lang: Lang) -> None:
    """A name without a folder is a file in the current one."""
    ended = run_in_process("checklist", "--lang", lang, "-o", "list.txt", cwd=str(tmp_path))
    assert (ended.code, (tmp_path / "list.txt").read_bytes()) == (
        0,
        run_in_process("checklist", "--lang", lang).out,
    )


@BOTH
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("nowhere/plan.txt", errno.ENOENT),
        (".", errno.EISDIR),
        ("file/plan.txt", errno.ENOENT),
        ("n" * 300, errno.ENAMETOOLONG),
        ("/dev/full", errno.ENOSPC),
        ("/proc/plan.txt", errno.ENOENT),
    ],
)
def test_a_file_that_cannot_be_written(tmp_path: Path, lang: Lang, name: str, number: int) -> None:
    """One sentence names the file and the reason, in the user's language; the exit code is 1 and
    nothing is left.
    """
    (tmp_path / "file").write_text("as it was", encoding="utf-8")
    target = os.path.join(tmp_path, name)
    ended = run_in_process("checklist", "sn-leak", "--lang", lang, "-o", target)
    assert (ended.code, ended.out) == (1, b"")
    reason = SystemReason(number)
    assert ended.complaint == say(lang, "cannot-write", file=target, reason=reason) + "\n"
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        ("file", "as it was")
    ]


@BOTH
def test_a_read_only_folder(tmp_path: Path, lang: Lang) -> None:
    """A folder that takes no files from this user is said to be so; one that does, takes it."""
    target = tmp_path / "plan.txt"
    tmp_path.chmod(0o500)
    may_write = os.access(tmp_path, os.W_OK)  # the superuser may
    ended = run_in_process("checklist", "sn-leak", "--lang", lang, "-o", str(target))
    tmp_path.chmod(0o700)
    told = (
        say(lang, "saved", file=target)
        if may_write
        else say(lang, "cannot-write", file=target, reason=SystemReason(errno.EACCES))
    )
    assert (ended.code, target.exists(), ended.complaint) == (
        1 - may_write,
        may_write,
        told + "\n",
    )


@BOTH
def test_a_folder_that_takes_no_files_is_found_out_before_anything_is_asked(
    tmp_path: Path, lang: Lang
) -> None:
    """An interview of minutes does not end in a plan that cannot be written."""
    with Person("triage", "-o", str(tmp_path / "nowhere" / "plan.txt"), lang=lang) as person:
        ended = person.leave()
    assert (ended.code, ended.out) == (1, b"")
    target = tmp_path / "nowhere" / "plan.txt"
    assert (
        person.screen
        == say(lang, "cannot-write", file=target, reason=SystemReason(errno.ENOENT)) + "\n"
    )


def test_standard_output_closed_is_found_out_before_anything_is_asked() -> None:
    """The same when the plan would go to standard output and there is none."""
    with Person("triage", stdout="closed", lang="zh") as person:
        ended = person.leave()
    assert (ended.code, person.screen) == (1, say("zh", "stdout-closed") + "\n")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """When the disk is full in the middle, the file that was there is still whole, and no half of
    one beside it.
    """
    target = tmp_path / "plan.txt"
    target.write_bytes(b"as it was")
    # A limit on the size of files stands in for the full disk: the write fails in the middle.
    line = 'ulimit -f 4; trap "" XFSZ; exec "$@"'
    done = subprocess.run(
        ["bash", "-c", line, "-", *POSGUARD, "checklist", "sn-leak", "-o", str(target)],
        capture_output=True,
        env={**environment(), "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=TIMEOUT,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert str(target) in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("plan.txt", b"as it was")
    ]
