"""Cases with a record and evidence in them, made as the commands make them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from support.in_process import run_in_process
from support.interviews import Answers, progress_after
from support.program import Result

from posguard.api.advice import Advice
from posguard.app import evidence as exhibits
from posguard.app.cases import Casework
from posguard.case import store
from posguard.case.state import Exhibit
from posguard.evidence.hashing import ByteCounter, count_nothing
from posguard.evidence.originals import Refusal

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=8)))
AT = NOW.isoformat()


@cache
def _advice() -> Advice:
    return Advice.open("en", "")


def open_cases(folder: Path) -> Casework:
    """Open the cases in a folder, the clock standing still at ``NOW``."""
    return Casework(_advice(), str(folder), lambda: NOW)


def new_case(folder: Path, name: str = "shop") -> Casework:
    """Create a case with its first event in a folder, and open the cases there."""
    made = open_cases(folder)
    store.create(str(folder), name)
    with made.work(name) as case:
        case.append(AT, "opened", {"name": name, "lang": "en"})
    return made


def keep_answers(made: Casework, answers: Answers, name: str = "shop") -> None:
    """Keep answers in a case, with the findings that they tell."""
    made.keep(name, answers, progress_after(answers).told)


def add_notes(made: Casework, *texts: str, name: str = "shop") -> None:
    """Write notes into a case."""
    with made.work(name) as case:
        for text in texts:
            case.append(AT, "noted", {"text": text})


def add_evidence(
    made: Casework, *sources: Path, name: str = "shop", words: Mapping[str, str] | None = None
) -> list[Exhibit]:
    """Copy files into a case as evidence; returns what the record says of each."""
    return [each.exhibit for each in add_files(made, *sources, name=name, words=words)]


def add_files(
    made: Casework, *sources: Path, name: str = "shop", words: Mapping[str, str] | None = None
) -> Iterator[exhibits.AddedFile]:
    """Copy files into a case as evidence, one after the other; none may be refused."""
    for each in exhibits.keep(made, name, map(str, sources), words or {}):
        assert not isinstance(each, Refusal), each
        yield each


def pack_evidence(made: Casework, target: Path, progress: ByteCounter = count_nothing) -> str:
    """Pack the evidence of the case; returns the seal that the case's record keeps."""
    with made.work("shop", closed=True) as case:
        pass
    return exhibits.pack(made, case, str(target), progress).seal


def source_file(folder: Path, name: str, content: bytes) -> Path:
    """Write a file that evidence can be taken from."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def overwrite(path: Path, content: bytes) -> None:
    """Replace the bytes of a copy, which is read-only."""
    os.chmod(path, 0o600)
    path.write_bytes(content)


def run_on_cases(folder: Path, *argv: str, lang: str = "en") -> Result:
    """Run a command on the cases in a folder, in this process."""
    env = {"POSGUARD_CASES": str(folder), "TZ": "Asia/Shanghai"}
    return run_in_process(*argv, "--lang", lang, env=env)


def bagit_validate(bag: Path) -> tuple[int, str]:
    """Validate a bag with the BagIt library's own command line; its exit code, and its words."""
    command = [sys.executable, "-m", "bagit", "--validate", str(bag)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stderr


def sha256sum_check(bag: Path) -> tuple[int, str]:
    """Check the manifests of a bag with ``sha256sum -c``; its exit code, and its words."""
    command = ["sha256sum", "-c", "--strict", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=bag, timeout=120, env=env
    )
    return done.returncode, done.stdout + done.stderr


def missing_acknowledged(folder: Path, acknowledged: list[list[Any]]) -> list[list[Any]]:
    """Find what was acknowledged and is not there as it was: an event by number and words, a copy
    by its bytes.
    """
    case = store.look(str(folder), "shop")
    assert case.record.damage == ()
    events = {event.n: event for event in case.record.events}
    gone = []
    for each in acknowledged:
        kind, n, first, second = each
        event = events.get(n)
        if event is None or event.kind != kind:
            gone.append(each)
        elif kind == "noted":
            text = event.data["text"]
            gone += [each] if (text[:40], len(text)) != (first, second) else []
        else:
            copy = folder / "shop" / "evidence" / first
            whole = copy.exists() and hashlib.sha256(copy.read_bytes()).hexdigest() == second
            gone += [] if whole else [each]
    return gone


def verify_rules(folder: Path) -> list[str]:
    """Verify the copies of a case; the rules that the findings break."""
    return [
        finding.rule for finding in exhibits.verify_copies(open_cases(folder), "shop").findings
    ]
