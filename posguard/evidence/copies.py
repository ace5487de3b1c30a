"""Copies of evidence: made and hashed in one go, and compared byte for byte later."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import FileIO
from typing import Any

from msgspec import Struct

from posguard.case import durable, parts
from posguard.case.state import Exhibit
from posguard.errors import PosguardError
from posguard.evidence.hashing import (
    ALGORITHMS,
    CHUNK,
    ByteCounter,
    check_again,
    copy_and_hash,
    count_nothing,
    hashers,
    writing,
)
from posguard.evidence.names import decoded_name, portable
from posguard.evidence.originals import Refusal, check_same, read, reading
from posguard.pack.scalars import UNPRINTABLE

_not_a_name = re.compile(rf"{UNPRINTABLE}|[/\\]|^\.{{0,2}}$").search


class StoredCopy(Struct, frozen=True):
    """A copy without a name yet: its open file, the original's size and time, and its hashes."""

    part: FileIO
    size: int
    modified: str
    hashes: dict[str, str]


class CopyRecord(Struct, frozen=True):
    """A copy as the record describes it."""

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


def copy(source: str, folder: str, progress: ByteCounter = count_nothing) -> StoredCopy:
    """Copy a file into the folder of copies while hashing it; then the copy is on the disk.

    The original is only read. The case need not be locked: the copy does not count until it gets a
    name. An unfinished copy is removed.

    Raises:
        Refusal: the file is not a regular one, cannot be read, or changed while it was read.
        PosguardError: the copy cannot be written.

    """
    with reading(source) as (original, before):
        with writing():
            part = parts.begin(folder)
        try:
            hashes = copy_and_hash(source, original, part.fileno(), before.st_size, progress)
            check_again(source, original, before.st_size, hashes)
            check_same(source, original, before)
            with writing():
                _finish(part, before.st_mtime_ns)
        except BaseException:
            drop(part)
            raise
    return StoredCopy(part, before.st_size, _moment(before.st_mtime_ns), hashes)


def settle(part: FileIO, folder: str, name: str) -> str:
    """Give a copy a portable name in the folder of copies, and return that name.

    Raises:
        PosguardError: the copy cannot be written.

    """
    file = _free(folder, portable(name))
    try:
        with writing():
            part.close()
            durable.rename(part.name, place(folder, file))
            durable.sync_folder(folder)
    except BaseException:
        discard(folder, file)
        raise
    return file


def drop(part: FileIO) -> None:
    """Remove a copy without a name; one that has got its name stays."""
    with suppress(OSError):
        part.close()
    with suppress(OSError):
        durable.remove(str(part.name))


def discard(folder: str, file: str) -> None:
    """Remove a copy that could not be recorded."""
    with suppress(OSError):
        path = place(folder, file)
        if sys.platform == "win32":
            os.chmod(path, 0o600)  # read-only files cannot be removed there
        os.unlink(path)


def place(folder: str, file: str) -> bytes:
    """The path of a copy, whose name is UTF-8 on every disk, whatever the locale."""
    return os.path.join(os.fsencode(folder), file.encode())


def verify(
    folder: str, exhibits: Sequence[Exhibit], progress: ByteCounter = count_nothing
) -> list[Finding]:
    """Every copy that is missing, changed or unknown to the record."""
    found: list[Finding] = []
    for exhibit in exhibits:
        found += _compare(folder, exhibit, progress)
    known = {exhibit.values.get("file") for exhibit in exhibits}
    for name in _names(folder):
        rule = "" if name in known else _stray(folder, name)
        if rule:
            found.append(Finding(name, rule))
    return found


def _names(folder: str) -> list[str]:
    try:
        names = os.listdir(os.fsencode(folder))
    except FileNotFoundError:
        return []
    return sorted(unicodedata.normalize("NFC", decoded_name(name).text) for name in names)


def expected(exhibit: Exhibit) -> CopyRecord:
    """The copy of an exhibit as its event describes it.

    Raises:
        PosguardError: the event does not describe one, or names a file outside its folder.

    """
    values = exhibit.values
    file, size = values.get("file"), values.get("size")
    hashes = {name: values[name] for name in ALGORITHMS if isinstance(values.get(name), str)}
    named = isinstance(file, str) and not _not_a_name(file)
    if not named or type(size) is not int or ALGORITHMS[0] not in hashes:
        raise PosguardError("event-not-understood", n=exhibit.n, kind="kept")
    return CopyRecord(str(file), size, hashes)


def _stray(folder: str, name: str) -> str:
    """The rule broken by an unrecorded file; empty for a copy that another program is making."""
    if not name.startswith(parts.PART):
        return "unrecorded"
    return "unfinished" if parts.abandoned(os.path.join(folder, name)) else ""


def _compare(folder: str, exhibit: Exhibit, progress: ByteCounter) -> Iterator[Finding]:
    recorded = expected(exhibit)
    file = recorded.file
    path = place(folder, file)
    if not os.path.lexists(path):
        yield Finding(file, "missing", {"n": exhibit.n})
        return
    try:
        with reading(path) as (copied, status):
            if status.st_size != recorded.size:
                facts = {"size": status.st_size, "recorded": recorded.size}
                yield Finding(file, "wrong-size", facts)
            hashes = hashers()
            while chunk := read(path, copied, CHUNK):
                for each in hashes.values():
                    each.update(chunk)
                progress(len(chunk))
    except Refusal as refused:
        yield Finding(file, "unreadable", {"why": refused})
        return
    for name, each in hashes.items():
        digest = each.hexdigest()
        noted = recorded.hashes.get(name, digest)
        if digest != noted:
            yield Finding(file, "changed", {"hash": digest, "recorded": noted})
            return


def _finish(part: FileIO, modified: int) -> None:
    """Give a copy its original's time, make it read-only, and wait for the disk."""
    handle = part.fileno()
    with suppress(PermissionError):  # some removable disks know no owners
        os.utime(handle if os.utime in os.supports_fd else str(part.name), ns=(modified, modified))
        os.chmod(handle if os.chmod in os.supports_fd else str(part.name), 0o400)
    durable.sync(handle)


def _free(folder: str, name: str) -> str:
    """A free name in the folder: a copy that was never recorded may have this one."""
    number, dash, rest = name.partition("-")
    tries = 1
    while os.path.lexists(place(folder, name)):
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
