"""Files kept as evidence: copied into the case while they are hashed, and compared byte for byte
later.
"""

from __future__ import annotations

import os
import re
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
    """A copy that has no name yet: its file, held open, the original's size and time, and its
    hashes by algorithm.
    """

    part: FileIO
    size: int
    modified: str
    hashes: dict[str, str]


class CopyRecord(Struct, frozen=True):
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


def copy(source: str, folder: str, progress: ByteCounter = count_nothing) -> StoredCopy:
    """Copy a file into the case's folder of copies while hashing it; it is on the disk when this
    returns.

    The original is only read. The case need not be locked: the copy is of no account until it gets
    a name. What was begun and could not be finished is removed.

    Raises:
        Refused: the file is not a regular one, cannot be read, or changed while it was read.
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
    """Give a copy a name in the case, made one that every system can hold; returns its file's
    name.

    Raises:
        PosguardError: it cannot be written.

    """
    file = _free(folder, portable(name))
    try:
        with writing():
            part.close()
            os.rename(part.name, place(folder, file))
            durable.sync_folder(folder)
    except BaseException:
        discard(folder, file)
        raise
    return file


def drop(part: FileIO) -> None:
    """Remove a copy that got no name; nothing happens to one that has it."""
    with suppress(OSError):
        part.close()
    with suppress(OSError):
        durable.remove(str(part.name))


def discard(folder: str, file: str) -> None:
    """Remove a copy that could not be recorded."""
    with suppress(OSError):
        path = place(folder, file)
        if os.name == "nt":
            os.chmod(path, 0o600)  # what is read-only there cannot be removed
        os.unlink(path)


def place(folder: str, file: str) -> bytes:
    """Where a copy is: its name is UTF-8 on every disk, whatever the locale."""
    return os.path.join(os.fsencode(folder), file.encode())


def verify(
    folder: str, exhibits: Sequence[Exhibit], progress: ByteCounter = count_nothing
) -> list[Finding]:
    """Every copy that is missing, changed or unknown to the record; none if all is as it was
    recorded.
    """
    found = [finding for exhibit in exhibits for finding in _compare(folder, exhibit, progress)]
    known = {exhibit.values.get("file") for exhibit in exhibits}
    with suppress(FileNotFoundError):
        names = [
            unicodedata.normalize("NFC", decoded_name(name).text)
            for name in os.listdir(os.fsencode(folder))
        ]
        found += [
            Finding(name, rule)
            for name in sorted(names)
            if name not in known and (rule := _stray(folder, name))
        ]
    return found


def expected(exhibit: Exhibit) -> CopyRecord:
    """What an exhibit's event says its copy is.

    Raises:
        PosguardError: the event does not say it, or names a file outside the folder of copies.

    """
    values = exhibit.values
    file, size = values.get("file"), values.get("size")
    hashes = {name: values[name] for name in ALGORITHMS if isinstance(values.get(name), str)}
    named = isinstance(file, str) and not _not_a_name(file)
    if not named or type(size) is not int or ALGORITHMS[0] not in hashes:
        raise PosguardError("event-not-understood", n=exhibit.n, kind="kept")
    return CopyRecord(str(file), size, hashes)


def _stray(folder: str, name: str) -> str:
    """What a file is that the record does not know; empty for a copy that another program is
    making.
    """
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
                yield Finding(
                    file, "wrong-size", {"size": status.st_size, "recorded": recorded.size}
                )
            hashes = hashers()
            while chunk := read(path, copied, CHUNK):
                for each in hashes.values():
                    each.update(chunk)
                progress(len(chunk))
    except Refusal as refused:
        yield Finding(file, "unreadable", {"why": refused})
        return
    for name, each in hashes.items():
        if each.hexdigest() != recorded.hashes.get(name, each.hexdigest()):
            yield Finding(
                file, "changed", {"hash": each.hexdigest(), "recorded": recorded.hashes[name]}
            )
            return


def _finish(part: FileIO, modified: int) -> None:
    """Give a copy its original's time, and leave to read it only, and wait for the disk."""
    handle = part.fileno()
    with suppress(PermissionError):  # some removable disks know no owners
        os.utime(handle if os.utime in os.supports_fd else str(part.name), ns=(modified, modified))
        os.chmod(handle if os.chmod in os.supports_fd else str(part.name), 0o400)
    durable.sync(handle)


def _free(folder: str, name: str) -> str:
    """A name that no file there has: a copy that was never recorded may have this one."""
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
