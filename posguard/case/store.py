"""Cases on disk: one folder each, for its owner alone; what is acknowledged is on the disk before it is said."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from msgspec import Struct, structs

from posguard.case import durable, parts
from posguard.case.folder import EVIDENCE, RECORD, case_names
from posguard.case.head import read_head, write_head
from posguard.case.locking import LOCK, locked
from posguard.case.record import Damage, Event, Record, line, read_record
from posguard.case.state import Case, fold
from posguard.errors import PosguardError, WrongUse

_NAME = re.compile(r"[a-z0-9\u3400-\u9fff][a-z0-9\u3400-\u9fff_-]{0,39}")
_TORN = "torn-"
_MOMENT = 0.1


class Opened(Struct):
    """A case that is being worked on: its folder, its record as it stands, and the state that adds up to."""

    path: str
    record: Record
    case: Case

    @property
    def evidence(self) -> str:
        """The folder of the copies."""
        return os.path.join(self.path, EVIDENCE)

    def append(self, at: str, kind: str, data: dict[str, Any]) -> Event:
        """Add an event; when this returns, the event is on the disk.

        Raises:
            PosguardError: the disk is full, the folder read-only, or the record damaged.

        """
        self.check_whole()
        number, digest = self.record.last
        words, event = line(Event(number + 1, at, kind, data, digest))
        record = os.path.join(self.path, RECORD)
        size = None
        try:
            size = os.path.getsize(record)
            durable.append(record, words.encode() + b"\n")
            write_head(self.path, event.n, event.hash)
        except OSError as err:
            self._take_back(event, size)
            raise PosguardError("case-not-saved", case=self.case.name, reason=err.strerror or "") from None
        self.record = Record((*self.record.events, event))
        self.case = fold(self.record.events)
        return event

    def check_whole(self) -> None:
        """Nothing is added to a record that is damaged.

        Raises:
            PosguardError: it is; names the first line that is.

        """
        if self.record.damage:
            raise PosguardError("record-damaged", case=self.case.name, line=self.record.damage[0].line)

    def _take_back(self, event: Event, size: int | None) -> None:
        """Cut off what was not acknowledged, unless the head names it already."""
        with suppress(OSError):
            if size is not None and read_head(self.path) != (event.n, event.hash):
                durable.cut(os.path.join(self.path, RECORD), size)
        with suppress(PosguardError):
            self.reread()

    def reread(self) -> None:
        """Go on from what the disk holds.

        Raises:
            PosguardError: it cannot be read.

        """
        fresh = _load(self.path)
        self.record, self.case = fresh.record, fresh.case


@contextmanager
def opened(folder: str, name: str, at: str) -> Iterator[Opened]:
    """A case to work on, locked against a second program.

    What an interruption left behind is cleared up: a last line that was never finished is put aside in a file of its
    own, and that is recorded; copies that were never finished are removed. A damaged case is left as it is.

    Raises:
        WrongUse: there is no such case.
        PosguardError: another program works on it; it was written by another version; it cannot be read or written.

    """
    path = _path(folder, name)
    with locked(path, name):
        case = _load(path)
        if not case.record.damage:
            try:
                _put_aside(case, at)
                parts.clear(path)
            except OSError as err:
                raise PosguardError("case-not-saved", case=name, reason=err.strerror or "") from None
        yield case


def look(folder: str, name: str) -> Opened:
    """A case to look at only; nothing is locked or changed.

    Raises:
        WrongUse: there is no such case.
        PosguardError: it was written by another version, or cannot be read.

    """
    return _load(_path(folder, name))


def check_new(folder: str, name: str) -> None:
    """Whether a case of this name can be made; a card or ID number is no name, for nothing masks a folder.

    Raises:
        WrongUse: the name cannot be one, or a case of that name exists.

    """
    from posguard.case.masking import mask

    if _NAME.fullmatch(name) is None or mask(name).found:
        raise WrongUse("bad-case-name", name=name)
    if name in case_names(folder) and not _empty(look(folder, name).record):
        raise WrongUse("case-exists", name=name)


def create(folder: str, name: str) -> str:
    """An empty folder for a new case, readable by its owner alone.

    Raises:
        WrongUse: the name cannot be one, or a case of that name exists.
        PosguardError: the folder cannot be made.

    """
    check_new(folder, name)
    path = os.path.join(folder, name)
    try:
        durable.make_folder(os.path.join(path, EVIDENCE))
        os.chmod(path, 0o700)
        durable.append(os.path.join(path, RECORD), b"")
        durable.sync_folder(path)
    except OSError as err:
        raise PosguardError("case-not-saved", case=name, reason=err.strerror or "") from None
    return path


def damage(folder: str, name: str) -> tuple[Damage, ...]:
    """All that is wrong with a record; a last line never finished is named too."""
    record = look(folder, name).record
    until = time.monotonic() + 5 * _MOMENT
    while record.torn and time.monotonic() < until:  # another program may be writing this line
        time.sleep(_MOMENT)
        record = look(folder, name).record
    torn = (Damage(record.lines + 1, "torn"),) if record.torn else ()
    return (*record.damage, *torn)


def erase(folder: str, name: str) -> None:
    """Remove a case with everything in it, and the unfinished bags it knows of; no link is
    followed out of it.

    The record goes last, so that a case that was half removed can still be named and removed.

    Raises:
        WrongUse: there is no such case.
        PosguardError: another program works on it; something in it cannot be removed.

    """
    path = _path(folder, name)
    try:
        with locked(path, name):
            parts.clear(path)
            for entry in os.listdir(path):
                if entry not in (RECORD, LOCK):
                    durable.remove(os.path.join(path, entry))
        durable.remove(path)
        durable.sync_folder(folder)
    except OSError as err:
        raise PosguardError("case-not-erased", case=name, reason=err.strerror or "") from None


def _path(folder: str, name: str) -> str:
    names = case_names(folder)
    if name not in names:
        raise WrongUse("no-such-case", id=name, known=names)
    return os.path.join(folder, name)


def _load(path: str) -> Opened:
    """The head is read first: another program may add an event meanwhile, and the record is never behind its head."""
    try:
        head = read_head(path)
        with open(os.path.join(path, RECORD), "rb") as stream:
            data = stream.read()
    except OSError as err:
        raise PosguardError("file-unreadable", file=path, reason=err.strerror or "") from None
    record = read_record(data, head)
    if head is None and record.lines > 1:  # an interruption can only have kept the first event from being acknowledged
        record = structs.replace(record, damage=(*record.damage, Damage(0, "head-missing")))
    return Opened(path, record, fold(record.events))


def _empty(record: Record) -> bool:
    """Whether a case was only about to be opened when the program was interrupted."""
    return not record.events and not record.damage


def _put_aside(case: Opened, at: str) -> None:
    """Keep the bytes of an unfinished line in a file of their own, cut them off the record, and record that."""
    record, torn = os.path.join(case.path, RECORD), case.record.torn
    if torn:
        durable.replace(os.path.join(case.path, f"{_TORN}{case.record.last[0] + 1}-{len(torn)}"), torn)
        durable.cut(record, os.path.getsize(record) - len(torn))
        case.record = structs.replace(case.record, torn=b"")
    known = {event.data.get("file") for event in case.record.events if event.kind == "torn"}
    for name in sorted(os.listdir(case.path)):
        if name.startswith(_TORN) and not name.endswith(durable.NEW) and name not in known:
            case.append(at, "torn", {"file": name, "bytes": os.path.getsize(os.path.join(case.path, name))})
