"""Store of cases: make, open, look at and erase them, each in a private folder of its own."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from posguard.case import durable, parts
from posguard.case.checkpoint import read_head, write_head
from posguard.case.folder import EVIDENCE, case_names
from posguard.case.locking import LOCK, locked
from posguard.case.open_case import OpenCase
from posguard.case.record import GENESIS, RECORD, Record
from posguard.case.view import CaseView, read_case
from posguard.errors import PosguardError, WrongUse, reason_of
from posguard.pack.device_names import is_device

_NAME = re.compile(r"[a-z0-9\u3400-\u9fff][a-z0-9\u3400-\u9fff_-]{0,39}")
_TORN = re.compile(r"torn-[0-9]{1,6}-[0-9]{1,8}")
_MOMENT = 0.1


@contextmanager
def open_case(folder: str, name: str, at: str) -> Iterator[OpenCase]:
    """Open a case to work on, locked against a second program.

    The remains of an interruption are cleared up: bytes that were never acknowledged are put aside
    in a file of their own, and that is recorded; unfinished copies are removed. A damaged case is
    left as it is.

    Raises:
        WrongUse: there is no such case.
        PosguardError: another program works on it; it was written by another version; it cannot be
            read or written.

    """
    path = case_path(folder, name)
    with locked(path, name):
        case = OpenCase(read_case(path))
        try:
            if not case.damage:
                _tidy(case, at)
            yield case
        finally:
            case.release()


def look(folder: str, name: str) -> CaseView:
    """Read a case; nothing is locked or changed.

    Raises:
        WrongUse: there is no such case.
        PosguardError: it was written by another version, it is too large, or it cannot be read.

    """
    return read_case(case_path(folder, name))


def look_settled(folder: str, name: str) -> CaseView:
    """Read a case between two lines of another program, waiting half a second at most.

    Raises:
        WrongUse: there is no such case.
        PosguardError: it was written by another version, it is too large, or it cannot be read.

    """
    view = look(folder, name)
    until = time.monotonic() + 5 * _MOMENT
    while view.record.torn and time.monotonic() < until:
        time.sleep(_MOMENT)
        view = look(folder, name)
    return view


def check_new(folder: str, name: str) -> None:
    """Refuse a name that no new case can have.

    A card or ID number is no name, since nothing masks a folder, and a case can be moved to
    Windows.

    Raises:
        WrongUse: the name is not fit for a case, or a case of that name exists.

    """
    from posguard.masking.mask import mask

    if _NAME.fullmatch(name) is None or mask(name).found:
        raise WrongUse("bad-case-name", name=name)
    if is_device(name):
        raise WrongUse("case-name-device", name=name)
    if name in case_names(folder) and not _empty(look(folder, name).record):
        raise WrongUse("case-exists", name=name)


def create(folder: str, name: str) -> str:
    """Make the private folder of a new case, its head before its record.

    Raises:
        WrongUse: the name is not fit for a case, or a case of that name exists.
        PosguardError: the folder cannot be made.

    """
    check_new(folder, name)
    path = os.path.join(folder, name)
    try:
        durable.make_folder(path)
        durable.make_private(path)
        durable.make_folder(os.path.join(path, EVIDENCE))
        write_head(path, 0, GENESIS)
        durable.append(os.path.join(path, RECORD), b"")
        durable.sync_folder(path)
    except OSError as err:
        raise PosguardError(
            "case-not-made", case=name, folder=path, reason=reason_of(err)
        ) from None
    return path


def erase(folder: str, name: str) -> None:
    """Remove a case with its contents and its unfinished bags; no link is followed out of it.

    The record goes last, so that a case that was half removed can still be named and removed.

    Raises:
        WrongUse: there is no such case.
        PosguardError: another program works on it; it is a link; something in it cannot be
            removed.

    """
    path = case_path(folder, name)
    try:
        with locked(path, name):
            parts.clear(path)
            durable.empty(path, keep=(RECORD, LOCK))
        durable.remove(path)
        durable.sync_folder(folder)
    except OSError as err:
        raise PosguardError("case-not-erased", case=name, reason=reason_of(err)) from None


def case_path(folder: str, name: str) -> str:
    """The folder of a case.

    Raises:
        WrongUse: there is no such case.
        PosguardError: a link stands in its place, which may lead anywhere.

    """
    names = case_names(folder)
    if name not in names:
        raise WrongUse("no-such-case", id=name, known=names)
    path = os.path.join(folder, name)
    if durable.is_link(path):
        raise PosguardError("case-is-link", case=name, file=path)
    return path


def _empty(record: Record) -> bool:
    """Whether a case was only about to be opened when the program was interrupted."""
    return not record.events and not record.damage


def _tidy(case: OpenCase, at: str) -> None:
    try:
        if durable.is_link(case.evidence):
            raise PosguardError("case-is-link", case=case.name, file=case.evidence)
        _acknowledge(case)
        _put_aside(case, at)
        _clear(case.path)
    except OSError as err:
        raise PosguardError("case-not-saved", case=case.name, reason=reason_of(err)) from None


def _acknowledge(case: OpenCase) -> None:
    """Acknowledge an event that stands whole behind the head, so that no second one follows."""
    if read_head(case.path) != case.record.last:
        durable.sync_file(os.path.join(case.path, RECORD))
        write_head(case.path, *case.record.last)


def _put_aside(case: OpenCase, at: str) -> None:
    """Move bytes that were never acknowledged to a file of their own, and record that."""
    record, torn = os.path.join(case.path, RECORD), case.record.torn
    if torn:
        name = f"torn-{case.record.last[0] + 1}-{len(torn)}"
        durable.replace(os.path.join(case.path, name), torn)
        durable.cut(record, os.path.getsize(record) - len(torn))
        case.reread()
    known = {event.data.get("file") for event in case.record.events if event.kind == "torn"}
    for name in sorted(os.listdir(case.path)):
        if _TORN.fullmatch(name) and name not in known:
            size = os.lstat(os.path.join(case.path, name)).st_size
            case.append(at, "torn", {}, {"file": name, "bytes": size})
            case.put_aside = (*case.put_aside, name)


def _clear(path: str) -> None:
    """Remove the unfinished files of an interruption, of which nothing was acknowledged."""
    parts.clear(path)
    for name in os.listdir(path):
        if name.endswith(durable.NEW):
            durable.remove(os.path.join(path, name))
