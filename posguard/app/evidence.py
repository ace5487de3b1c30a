"""What the evidence commands do: take files into a case, compare them with the record, and pack
them to hand over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from time import monotonic
from typing import Any

from msgspec import Struct, structs

from posguard import __version__
from posguard.app.cases import Casework
from posguard.case.folder import EVIDENCE
from posguard.case.open_case import OpenCase
from posguard.case.record import Damage
from posguard.case.state import Exhibit
from posguard.case.view import CaseView
from posguard.errors import PosguardError, WrongUse
from posguard.evidence import bag
from posguard.evidence import copies as evidence
from posguard.evidence.copies import Finding, StoredCopy
from posguard.evidence.hashing import ALGORITHMS, ByteCounter, count_nothing
from posguard.evidence.names import decoded_name, mask_path, readable_path
from posguard.evidence.originals import Refusal, find, reading, whole_path
from posguard.pack.model import LANGS
from posguard.pages import evidence as evidence_pages
from posguard.pages.damage import damage_lines
from posguard.render.html import html
from posguard.render.markdown import markdown

_MOST_WAITING, _LONGEST_WAIT = 64, 1.0
"""How many copies, and how many seconds of copying, are recorded in one go."""

Showing = Callable[[str], AbstractContextManager[ByteCounter]]
"""Shows how far the copying of a file is."""


class AddedFile(Struct, frozen=True):
    """A file that is now evidence: what of its name was masked, and the earlier one of the same
    content, if any.
    """

    exhibit: Exhibit
    masked: tuple[str, ...] = ()
    same: int = 0


class VerifyReport(Struct, frozen=True):
    """How the evidence of a case compares with its record, and the record with itself."""

    exhibits: tuple[Exhibit, ...]
    findings: list[Finding]
    damage: tuple[Damage, ...]


class ScannedCopy(Struct, frozen=True):
    """A copy looked through before it travels: what it seems to hold, and how much of it could be
    looked through.
    """

    exhibit: Exhibit
    found: tuple[str, ...] = ()
    seen: str = "all"


def files(case: str, paths: Sequence[str], *, recursive: bool) -> tuple[list[str], list[Refusal]]:
    """The files meant, each once, and what of them is refused; ``case`` is the case's folder."""
    found = [each for path in paths for each in find(path, case, recursive=recursive)]
    taken = dict.fromkeys(each for each in found if isinstance(each, str))
    return list(taken), [each for each in found if isinstance(each, Refusal)]


def keep(
    work: Casework,
    case: str,
    sources: Iterable[str],
    words: Mapping[str, str],
    showing: Showing = lambda _: nullcontext(count_nothing),
) -> Iterator[AddedFile | Refusal]:
    """Take files into the case of this name; what is yielded as kept is on the disk, copy and
    event.

    ``words`` are what the person says of them: ``what``, ``from``, ``by``. The case is locked only
    while copies that are finished are recorded, so that notes can be written while a large file is
    copied.

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
    """Record the copies that are finished, and take them off the list."""
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
    name, path = (
        mask_path(original.text),
        mask_path(readable_path(os.fsencode(whole_path(source)))),
    )
    digest = copied.hashes[ALGORITHMS[0]]
    same = [
        e.n for e in case.state.exhibits if copied.size and e.values.get(ALGORITHMS[0]) == digest
    ]
    file = evidence.settle(copied.part, case.evidence, f"{case.record.last[0] + 1}-{name.text}")
    exact = {"file": file, "size": copied.size, "modified": copied.modified, **copied.hashes}
    if original.encoding != decoded_name(b"").encoding:
        exact["encoding"] = original.encoding
    said = {kind: text for kind, text in words.items() if text}
    try:
        case.append(work.at, "kept", {"name": name.text, "path": path.text, **said}, exact)
    except BaseException:
        if not _stands(work, os.path.basename(case.path), "kept", "file", file):
            evidence.discard(case.evidence, file)
        raise
    found = tuple(dict.fromkeys((*name.found, *path.found)))
    return AddedFile(case.state.exhibits[-1], found, same[0] if same else 0)


def verify_copies(
    work: Casework, name: str, progress: ByteCounter = count_nothing
) -> VerifyReport:
    """Everything in which the evidence differs from the record, and all damage of the record
    itself.

    Raises:
        PosguardError: the case cannot be read.

    """
    view = work.examine(name)
    findings = evidence.verify(view.evidence, view.state.exhibits, progress)
    return VerifyReport(view.state.exhibits, findings, view.damage)


def look_through(
    case: CaseView | OpenCase, progress: ByteCounter = count_nothing
) -> Iterator[ScannedCopy]:
    """Each copy, and what it seems to hold of card numbers, ID numbers and codes, as far as it is
    text.
    """
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
    """Pack the evidence of a case, as it is now, into a bag, and record that; a damaged record
    takes no more events.

    The case need not be locked: what is added to it meanwhile is not in the bag.

    Raises:
        WrongUse: the target exists, or lies in the case's own folder.
        PosguardError: the record is damaged; a copy is not as it was recorded; it cannot be
            written.

    """
    damage = case.damage
    work.undamaged(case, despite=despite_damage)
    path = bag.target_path(target, case.path)
    now = case.state
    packed = bag.pack(
        path,
        case.path,
        now.exhibits,
        _pages(work, case, damage),
        _tags(work, case, damage),
        progress,
    )
    name = os.path.basename(case.path)
    if not damage:
        try:
            with work.work(name, closed=True) as opened:
                opened.append(
                    work.at,
                    "packed",
                    {"to": packed.to},
                    {"files": packed.count, "seal": packed.seal},
                )
        except BaseException:
            if not _stands(work, name, "packed", "seal", packed.seal):
                bag.discard(path)
            raise
    return packed


def _stands(work: Casework, case: str, kind: str, key: str, value: str) -> bool:
    """Whether the disk holds an event of this kind for all that, or cannot tell."""
    try:
        record = work.reread(case).record
    except WrongUse:  # the case is gone
        return False
    except PosguardError:
        return True
    return any(
        event.kind == kind and event.data.get(key) == value for event in reversed(record.events)
    )


def _tags(
    work: Casework, case: CaseView | OpenCase, damage: Sequence[Damage]
) -> list[tuple[str, str]]:
    number, digest = case.record.last
    name = case.state.name
    return [
        ("Bag-Software-Agent", f"posguard {__version__}"),
        ("Bagging-Date", work.now.date().isoformat()),
        ("Case-Opened", case.state.opened),
        ("External-Description", f"案件 {name} 的证据 / Evidence of the case {name}"),
        ("External-Identifier", name),
        ("Packed-At", work.at),
        *[("Record-Damage", line) for line in damage_lines("en", name, damage)],
        ("Record-Entries", str(number)),
        ("Record-Last-Hash", digest),
    ]


def _pages(work: Casework, case: CaseView | OpenCase, damage: Sequence[Damage]) -> dict[str, str]:
    """What a bag's reader finds beside the copies, in both languages."""
    pages = {"timeline.jsonl": _chain(case)}
    steps, events = work.advice.pack.steps, case.record.events
    for lang in LANGS:
        setting = structs.replace(work.advice, lang=lang).setting()
        index = evidence_pages.index_page(setting, case.state, work.at, damage)
        timeline = evidence_pages.record_page(setting, case.state, events, steps, damage)
        pages[f"index.{lang}.html"], pages[f"index.{lang}.md"] = html(index), markdown(index)
        pages[f"timeline.{lang}.md"] = markdown(timeline)
    return pages


def _chain(case: CaseView | OpenCase) -> str:
    """For every event its number, time and kind, its hash and that of the one before: nothing of
    what it says.
    """
    lines: list[dict[str, Any]] = [
        {"n": e.n, "at": e.at, "kind": e.kind, "prev": e.prev, "hash": e.hash}
        for e in case.record.events
    ]
    return "".join(json.dumps(line) + "\n" for line in lines)
