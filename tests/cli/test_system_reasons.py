"""What the system refuses, wherever it refuses it: the reason is said in the person's language."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from support.case_factory import AT, add_evidence, new_case, open_cases, run_on_cases, source_file
from support.in_process import run_in_process
from support.paths import ROOT
from support.program import POSGUARD, TIMEOUT, UNPRIVILEGED, environment

from posguard.api.packs import PackFolder
from posguard.case import store
from posguard.cli.last_resort import last_resort
from posguard.errors import PosguardError
from posguard.messages import complaint, say

OWN = re.compile(
    r"posguard (case check|lint)|shop|UTF-8|\.yaml|record\.jsonl"
    r"|/(dev/full|etc/passwd|proc)"
)
"""Latin letters that are no English: commands, rules, and names of files and cases."""


def _command(*argv: str) -> Callable[[Path], str]:
    """A command in the folder, where a file ``1``, a folder ``2`` and a link ``3`` to itself
    are.
    """
    return lambda here: run_in_process(*argv, "--lang", "zh", cwd=str(here)).complaint


def _on_case(*argv: str, spoil: Callable[[Path], object]) -> Callable[[Path], str]:
    """A command on a case in whose folder something has gone wrong before."""

    def told(here: Path) -> str:
        new_case(here, "店")
        spoil(here / "店")
        return run_on_cases(here, *argv, lang="zh").complaint

    return told


def _process(program: Sequence[str], *argv: str, out: int = subprocess.DEVNULL) -> str:
    done = subprocess.run(
        [*program, *argv, "--lang", "zh"],
        env=environment({"PYTHONPATH": str(ROOT)}),
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        timeout=TIMEOUT,
        check=False,
    )
    return done.stderr.decode()


def _full_device(here: Path) -> str:
    with open("/dev/full", "wb") as full:
        return _process(POSGUARD, "checklist", "sn-leak", out=full.fileno())


def _guarded(*argv: str) -> Callable[[Path], str]:
    """A command of somebody who may read nothing in the folder."""

    def told(here: Path) -> str:
        for path in (here / "1", here / "2"):
            path.chmod(0)
        try:
            return _process(UNPRIVILEGED, *(word.format(here=here) for word in argv))
        finally:
            (here / "2").chmod(0o700)

    return told


def _guarded_case(here: Path) -> str:
    """Removing a case from a folder that lets nothing go."""
    new_case(here, "店")
    here.chmod(0o500)
    try:
        return _process(UNPRIVILEGED, "case", "erase", "店", "--yes", "--cases", str(here))
    finally:
        here.chmod(0o700)


def _caught(deed: Callable[[Path], object]) -> Callable[[Path], str]:
    """What is said of an error that a deed ends in."""

    def told(here: Path) -> str:
        try:
            deed(here)
        except PosguardError as err:
            return complaint("zh", err)
        except OSError as err:
            return complaint("zh", last_resort(err))
        return ""

    return told


def _text_of_pack(here: Path) -> None:
    (here / "6.yaml").symlink_to(here / "6.yaml")
    PackFolder(str(here), "").text("6.yaml")


def _names_of_pack(here: Path) -> None:
    (here / "6").symlink_to(here / "6")
    PackFolder(str(here), "").names("6")


def _bag(target: str) -> Callable[[Path], str]:
    def told(here: Path) -> str:
        add_evidence(new_case(here), source_file(here, "4", b"4"))
        return run_on_cases(here, "evidence", "pack", "-o", target, lang="zh").complaint

    return told


def _note(here: Path) -> None:
    """A note for which there is no room."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    new_case(here)
    with open_cases(here).work("shop") as case, pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", refuse)
        case.append(AT, "noted", {"text": "6"})


def _file_for_folder(case: Path) -> None:
    (case / "evidence").rmdir()
    (case / "evidence").write_bytes(b"")


def _folder_for_file(name: str) -> Callable[[Path], None]:
    def spoil(case: Path) -> None:
        (case / name).unlink(missing_ok=True)
        (case / name).mkdir()

    return spoil


PLACES: dict[str, tuple[str, Callable[[Path], str]]] = {
    "stdout": ("ENOSPC", _full_device),
    "output into a missing folder": ("ENOENT", _command("checklist", "-o", "5/6")),
    "output into a folder": ("EISDIR", _command("checklist", "-o", "2")),
    "output under a long name": ("ENAMETOOLONG", _command("checklist", "-o", "6" * 300)),
    "output to a full device": ("ENOSPC", _command("checklist", "-o", "/dev/full")),
    "output into a guarded folder": ("EACCES", _guarded("checklist", "-o", "{here}/2/6")),
    "cases in a file": ("ENOTDIR", _command("triage", "--case", "店", "--cases", "1")),
    "answers from a folder": ("EISDIR", _command("triage", "--answers", "2")),
    "answers from below a file": ("ENOTDIR", _command("triage", "--answers", "1/6")),
    "answers from nowhere": ("ENOENT", _command("triage", "--answers", "5")),
    "answers from a guarded file": ("EACCES", _guarded("triage", "--answers", "{here}/1")),
    "answers in another encoding": ("not UTF-8", _command("triage", "--answers", "4")),
    "file of a pack": ("ELOOP", _caught(_text_of_pack)),
    "folder of a pack": ("ELOOP", _caught(_names_of_pack)),
    "list of cases": ("ENOTDIR", _command("case", "list", "--cases", "1")),
    "lock": (
        "not a regular file",
        _on_case("case", "note", "6", spoil=_folder_for_file("lock")),
    ),
    "event": ("ENOSPC", _caught(_note)),
    "record": (
        "not a regular file",
        _on_case("case", "note", "6", spoil=_folder_for_file("record.jsonl")),
    ),
    "new case": ("ENOTDIR", _caught(lambda here: store.create(str(here / "1" / "6"), "店"))),
    "removed case": ("EACCES", _guarded_case),
    "copy of evidence": (
        "ENOTDIR",
        _on_case("evidence", "add", "/etc/passwd", spoil=_file_for_folder),
    ),
    "original of evidence": ("ENOENT", _on_case("evidence", "add", "/5", spoil=lambda _: None)),
    "original below a file": (
        "ENOTDIR",
        _on_case("evidence", "add", "/etc/passwd/6", spoil=lambda _: None),
    ),
    "bag into a missing folder": ("ENOENT", _bag("/5/6")),
    "bag where none can be": ("ENOENT", _bag("/proc/包")),
    "anywhere else": ("ENOENT", _caught(lambda here: os.listdir(here / "5"))),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_reason_is_said_in_chinese(place: str, tmp_path: Path) -> None:
    """Whoever reads Chinese is not told the reason in the English of the system."""
    (tmp_path / "1").write_bytes(b"")
    (tmp_path / "2").mkdir()
    (tmp_path / "4").write_bytes("中".encode("gbk"))
    name, told = PLACES[place]
    reason = say("zh", f"reason:{name}")
    lines = told(tmp_path).replace(str(tmp_path), "").splitlines()
    (sentence,) = [line for line in lines if reason in line]
    assert re.findall("[A-Za-z]+", OWN.sub("", sentence)) == []
