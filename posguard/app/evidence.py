"""Use cases of evidence: take files into a case, verify the copies, pack them to hand over."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from time import monotonic

from msgspec import Struct

from posguard.app.bag_contents import bag_pages, bag_tags
from posguard.app.cases import Casework
from posguard.case.folder import EVIDENCE
from posguard.case.open_case import OpenCase
from posguard.case.record import Damage
from posguard.case.state import Case, Exhibit
from posguard.case.view import CaseView
from posguard.errors import PosguardError, WrongUse
from posguard.evidence import bag
from posguard.evidence import copies as evidence
from posguard.evidence.copies import Finding, StoredCopy
from posguard.evidence.hashing import ALGORITHMS, ByteCounter, count_nothing
from posguard.evidence.names import decoded_name, mask_path, readable_path
from posguard.evidence.originals import Refusal, find, reading, whole_path

_MOST_WAITING, _LONGEST_WAIT = 64, 1.0
"""The most copies, and the most seconds of copying, that are recorded in one go."""

Showing = Callable[[str], AbstractContextManager[ByteCounter]]
"""Shows the progress of copying a file."""


class AddedFile(Struct, frozen=True):
    """A file that is now evidence.

    ``masked`` are the kinds of secrets in its name; ``same`` is the number of an earlier exhibit
    with the same content, 0 for none. One that was ``known`` already, by content, name and place,
    was not taken in a second time.
    """

    exhibit: Exhibit
    masked: tuple[str, ...] = ()
    same: int = 0
    known: bool = False


class VerifyReport(Struct, frozen=True):
    """The comparison of the copies of a case with its record, and the record's own damage."""

    exhibits: tuple[Exhibit, ...]
    findings: list[Finding]
    damage: tuple[Damage, ...]


class ScannedCopy(Struct, frozen=True):
    """A copy scanned before it is handed over: the secrets found, and how much was scanned."""

    exhibit: Exhibit
    found: tuple[str, ...] = ()
    seen: str = "all"


def files(case: str, paths: Sequence[str], *, recursive: bool) -> tuple[list[str], list[Refusal]]:
    """The files at these paths, each once, and the refusals; ``case`` is the case's folder."""
    found: dict[str, None] = {}
    refused: list[Refusal] = []
    for path in paths:
        for each in find(path, case, recursive=recursive):
            if isinstance(each, Refusal):
                refused.append(each)
            else:
                found[each] = None
    return list(found), refused


def keep(
    work: Casework,
    case: str,
    sources: Iterable[str],
    words: Mapping[str, str],
    showing: Showing = lambda _: nullcontext(count_nothing),
) -> Iterator[AddedFile | Refusal]:
    """Take files into the case of this name; copy and event of a yielded file are on the disk.

    ``words`` are the person's, by ``what``, ``from`` and ``by``. The case is locked only while
    finished copies are recorded, so that notes can be written while a large file is copied.

    Raises:
        WrongUse: there is no such case.
        PosguardError: the case is closed, in use or damaged; a file could not be saved, and
            nothing of it is left.

    """
    folder = os.path.join(work.folder, case, EVIDENCE)
    view = work.view(case)
    if view.state.closed:
        raise PosguardError("case-is-closed", name=case)
    if view.damage:
        raise PosguardError("record-damaged", case=case, place=view.damage[0].place)
    waiting: list[tuple[str, StoredCopy]] = []
    since = monotonic()
    try:
        for source in sources:
            try:
                with showing(source) as progress:
                    waiting.append((source, evidence.copy(source, folder, progress)))
            except Refusal as refused:
                yield refused
            except PosguardError:
                yield from _record(work, case, waiting, words)
                raise
            if len(waiting) >= _MOST_WAITING or monotonic() - since >= _LONGEST_WAIT:
                yield from _record(work, case, waiting, words)
                since = monotonic()
        yield from _record(work, case, waiting, words)
    finally:
        for _, copied in waiting:
            evidence.drop(copied.part)


def _record(
    work: Casework, case: str, waiting: list[tuple[str, StoredCopy]], words: Mapping[str, str]
) -> Iterator[AddedFile]:
    """Record the finished copies, and take them off the list."""
    if not waiting:
        return
    with work.work(case) as opened:
        while waiting:
            kept = _keep(work, opened, *waiting[0], words)
            del waiting[0]
            yield kept


def _keep(
    work: Casework, case: OpenCase, source: str, copied: StoredCopy, words: Mapping[str, str]
) -> AddedFile:
    case.check_whole()
    original = decoded_name(os.fsencode(os.path.basename(source)))
    name = mask_path(original.text)
    path = mask_path(readable_path(os.fsencode(whole_path(source))))
    found = tuple(dict.fromkeys((*name.found, *path.found)))
    alike = _same_content(case, copied)
    for exhibit in alike:
        if (exhibit.values.get("name"), exhibit.values.get("path")) == (name.text, path.text):
            evidence.drop(copied.part)
            return AddedFile(exhibit, found, known=True)
    same = alike[0].n if alike and copied.size else 0
    file = evidence.settle(copied.part, case.evidence, f"{case.record.last[0] + 1}-{name.text}")
    exact = {"file": file, "size": copied.size, "modified": copied.modified, **copied.hashes}
    if original.encoding != decoded_name(b"").encoding:
        exact["encoding"] = original.encoding
    said = {kind: text for kind, text in words.items() if text}
    try:
        case.append(work.at, "kept", {"name": name.text, "path": path.text, **said}, exact)
    except BaseException:
        if not _is_recorded(work, os.path.basename(case.path), "kept", "file", file):
            evidence.discard(case.evidence, file)
        raise
    return AddedFile(case.state.exhibits[-1], found, same)


def _same_content(case: OpenCase, copied: StoredCopy) -> list[Exhibit]:
    """The exhibits with the same content."""
    name = ALGORITHMS[0]
    digest = copied.hashes[name]
    return [exhibit for exhibit in case.state.exhibits if exhibit.values.get(name) == digest]


def withdraw(work: Casework, case: str, n: int, why: str) -> tuple[Exhibit, OpenCase]:
    """Withdraw the exhibit of this number: its copy stays on record, and nothing is made from it.

    Raises:
        WrongUse: there is no such case, or no such exhibit in it.
        PosguardError: the case is closed, in use or damaged, or cannot be written.

    """
    with work.work(case) as opened:
        exhibit = next((each for each in opened.state.exhibits if each.n == n), None)
        if exhibit is None:
            raise _no_such_exhibit(opened.state, n)
        said = {"n": n, "why": why} if why else {"n": n}
        opened.append(work.at, "withdrawn", said)
    return exhibit, opened


def _no_such_exhibit(state: Case, n: int) -> WrongUse:
    withdrawn = next((each for each in state.withdrawn if each.n == n), None)
    if withdrawn is not None:
        return WrongUse("exhibit-is-withdrawn", n=n, name=withdrawn.values.get("name", ""))
    if not state.exhibits:
        return WrongUse("no-exhibit-left", n=n)
    return WrongUse("no-such-exhibit", n=n, numbers=[each.n for each in state.exhibits])


def verify_copies(
    work: Casework, name: str, progress: ByteCounter = count_nothing
) -> VerifyReport:
    """Verify the copies of a case against its record, and the record against its chain.

    Raises:
        PosguardError: the case cannot be read.

    """
    view = work.examine(name)
    exhibits = (*view.state.exhibits, *view.state.withdrawn)
    findings = evidence.verify(view.evidence, exhibits, progress)
    return VerifyReport(exhibits, findings, view.damage)


def look_through(
    case: CaseView | OpenCase, progress: ByteCounter = count_nothing
) -> Iterator[ScannedCopy]:
    """Scan each copy for card numbers, ID numbers and codes, as far as it is text."""
    from posguard.evidence.contents import scan

    for exhibit in case.state.exhibits:
        file = evidence.expected(exhibit).file
        try:
            with (
                reading(evidence.place(case.evidence, file)) as (copied, _),
                open(copied, "rb", closefd=False) as stream,
            ):
                found = scan(stream, file, progress)
        except (OSError, Refusal):
            yield ScannedCopy(exhibit, seen="unreadable")
        else:
            yield ScannedCopy(exhibit, found.found, found.seen)


def pack(
    work: Casework,
    case: CaseView | OpenCase,
    target: str,
    progress: ByteCounter = count_nothing,
    *,
    despite_damage: bool = False,
) -> bag.BagSummary:
    """Pack the evidence of a case, as it is now, into a bag, and record that.

    A damaged record takes no more events. The case need not be locked: evidence that is added
    meanwhile is not in the bag.

    Raises:
        WrongUse: the target exists, or lies in the folder of the case.
        PosguardError: the record is damaged; a copy is not as it was recorded; the bag cannot be
            written.

    """
    damage = case.damage
    work.undamaged(case, despite=despite_damage)
    path = bag.target_path(target, case.path)
    now = case.state
    pages, tags = bag_pages(work, case, damage), bag_tags(work, case, damage)
    packed = bag.pack(path, case.path, now.exhibits, pages, tags, progress)
    if damage:
        return packed
    name = os.path.basename(case.path)
    exact = {"files": packed.count, "seal": packed.seal}
    try:
        with work.work(name, closed=True) as opened:
            opened.append(work.at, "packed", {"to": packed.to}, exact)
    except BaseException:
        if not _is_recorded(work, name, "packed", "seal", packed.seal):
            bag.discard(path)
        raise
    return packed


def _is_recorded(work: Casework, case: str, kind: str, key: str, value: str) -> bool:
    """Whether the disk holds such an event although an error was raised, or cannot tell."""
    try:
        record = work.reread(case).record
    except WrongUse:  # the case is gone
        return False
    except PosguardError:
        return True
    return any(
        event.kind == kind and event.data.get(key) == value for event in reversed(record.events)
    )
