"""Files kept as evidence: copied into the case while they are hashed, and compared byte for byte later."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from posguard.case import durable
from posguard.case.hashing import ALGORITHMS, CHUNK, Progress, hashers, no_progress, pour, writing
from posguard.case.originals import Refused, check_same, read, reading
from posguard.case.state import Exhibit
from posguard.case.store import PART
from posguard.errors import PosguardError
from posguard.playbook.model import UNPRINTABLE

_LONGEST_NAME, _LONGEST_ENDING = 120, 20
_UNSAFE = re.compile(rf"""{UNPRINTABLE}|[\s/\\:*?"'`<>|%~$&;!#(){{}}\[\]]""")


class Copied(Struct, frozen=True):
    """A copy in the case: its file name there, the original's size and time, and its hashes by algorithm."""

    file: str
    size: int
    modified: str
    hashes: dict[str, str]


class Expected(Struct, frozen=True):
    """What the record says a copy is."""

    file: str
    size: int
    hashes: dict[str, str]

    @property
    def sha256(self) -> str:
        """The hash that every copy has."""
        return self.hashes[ALGORITHMS[0]]


class Finding(Struct, frozen=True):
    """A copy that is not as it was recorded: its file, the rule it breaks, and the facts."""

    file: str
    rule: str
    facts: dict[str, Any] = {}


def safe_name(name: str) -> str:
    """A file name that every system, ``sha256sum -c`` and every BagIt tool takes as it is."""
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip("._") or "file"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = plain, "", ""
    room = _LONGEST_NAME - len(ending.encode()) - len(dot)
    return stem.encode()[:room].decode(errors="ignore") + dot + ending


def copy(source: str, folder: str, name: str, progress: Progress = no_progress) -> Copied:
    """Copy a file into the case's folder of copies while hashing it; it is on the disk when this returns.

    The original is only read. ``name`` is made a safe one, and another if a file has it already. What was begun and
    could not be finished is removed.

    Raises:
        Refused: the file is not a regular one, cannot be read, or changed while it was read.
        PosguardError: the copy cannot be written.

    """
    file = _free(folder, safe_name(name))
    part = os.path.join(folder, PART + file)
    with reading(source) as (original, before):
        try:
            with writing():
                copied = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | durable.BINARY, 0o600)
            try:
                hashes = pour(source, original, copied, before.st_size, progress)
                with writing():
                    durable.give_to_owner(copied, folder)
                    durable.sync(copied)
            finally:
                os.close(copied)
            check_same(source, original, before)
            with writing():
                _finish(part, os.path.join(folder, file), before.st_mtime_ns)
        except BaseException:
            discard(folder, PART + file)
            discard(folder, file)
            raise
    return Copied(file, before.st_size, _moment(before.st_mtime_ns), hashes)


def discard(folder: str, file: str) -> None:
    """Remove a copy that could not be recorded."""
    with suppress(OSError):
        durable.remove(os.path.join(folder, file))


def verify(folder: str, exhibits: Sequence[Exhibit], progress: Progress = no_progress) -> list[Finding]:
    """Every copy that is missing, changed or unknown to the record; none if all is as it was recorded."""
    found = [finding for exhibit in exhibits for finding in _compare(folder, exhibit, progress)]
    known = {exhibit.values.get("file") for exhibit in exhibits}
    with suppress(FileNotFoundError):
        others = [name for name in sorted(os.listdir(folder)) if name not in known]
        found += [Finding(name, "unfinished" if name.startswith(PART) else "unrecorded") for name in others]
    return found


def expected(exhibit: Exhibit) -> Expected:
    """What an exhibit's event says its copy is.

    Raises:
        PosguardError: the event does not say it, or names a file outside the folder of copies.

    """
    values = exhibit.values
    file, size = values.get("file"), values.get("size")
    hashes = {name: values[name] for name in ALGORITHMS if isinstance(values.get(name), str)}
    named = isinstance(file, str) and file not in ("", os.curdir, os.pardir) and os.path.basename(file) == file
    if not named or type(size) is not int or ALGORITHMS[0] not in hashes:
        raise PosguardError("event-not-understood", n=exhibit.n, kind="kept")
    return Expected(str(file), size, hashes)


def _compare(folder: str, exhibit: Exhibit, progress: Progress) -> Iterator[Finding]:
    recorded = expected(exhibit)
    file = recorded.file
    path = os.path.join(folder, file)
    if not os.path.lexists(path):
        yield Finding(file, "missing", {"n": exhibit.n})
        return
    try:
        with reading(path) as (copied, status):
            if status.st_size != recorded.size:
                yield Finding(file, "wrong-size", {"size": status.st_size, "recorded": recorded.size})
            hashes = hashers()
            while chunk := read(path, copied, CHUNK):
                for each in hashes.values():
                    each.update(chunk)
                progress(len(chunk))
    except Refused as refused:
        yield Finding(file, "unreadable", {"why": refused})
        return
    for name, each in hashes.items():
        if each.hexdigest() != recorded.hashes.get(name, each.hexdigest()):
            yield Finding(file, "changed", {"hash": each.hexdigest(), "recorded": recorded.hashes[name]})
            return


def _finish(part: str, final: str, modified: int) -> None:
    """Give a copy its name, its original's time, and leave to read it only."""
    os.utime(part, ns=(modified, modified))
    with suppress(PermissionError):  # some removable disks know no owners
        os.chmod(part, 0o400)
    os.rename(part, final)
    durable.sync_folder(os.path.dirname(final))


def _free(folder: str, name: str) -> str:
    """A name that no file there has: a copy that was never recorded may have this one."""
    number, dash, rest = name.partition("-")
    tries = 1
    while os.path.lexists(os.path.join(folder, name)):
        tries += 1
        name = f"{number}.{tries}{dash}{rest}"
    return name


def _moment(nanoseconds: int) -> str:
    """The moment in local time with its zone; empty where no calendar has it."""
    with suppress(OverflowError, ValueError, OSError):
        seconds, rest = divmod(nanoseconds, 10**9)
        moment = datetime.fromtimestamp(seconds, tz=UTC).replace(microsecond=rest // 1000)
        return moment.astimezone().isoformat()
    return ""
