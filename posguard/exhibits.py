"""What the evidence commands do: take files into a case, compare them with the record, and pack them to hand over."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs

from posguard import __version__
from posguard.case import bag, evidence
from posguard.case.evidence import Finding
from posguard.case.hashing import Progress, no_progress
from posguard.case.masking import mask
from posguard.case.open_case import OpenCase
from posguard.case.originals import Refused, find, whole_path
from posguard.case.record import Damage
from posguard.case.state import Exhibit
from posguard.casework import Casework
from posguard.errors import PosguardError
from posguard.playbook.model import LANGS
from posguard.render import evidence_pages
from posguard.render.html import html
from posguard.render.markdown import markdown

_MOST_READ = 1 << 22


class Verdict(Struct, frozen=True):
    """How the evidence of a case compares with its record, and the record with itself."""

    exhibits: tuple[Exhibit, ...]
    findings: list[Finding]
    damage: tuple[Damage, ...]


def files(case: OpenCase, paths: Sequence[str], *, recursive: bool) -> tuple[list[str], list[Refused]]:
    """The files meant, each once, and what of them is refused."""
    found = [each for path in paths for each in find(path, case.path, recursive=recursive)]
    taken = dict.fromkeys(each for each in found if isinstance(each, str))
    return list(taken), [each for each in found if isinstance(each, Refused)]


def keep(
    work: Casework, case: OpenCase, source: str, words: Mapping[str, str], progress: Progress = no_progress
) -> Exhibit:
    """Take a file into the case; the copy and its event are on the disk when this returns.

    ``words`` are what the person says of it: ``what``, ``from``, ``by``.

    Raises:
        Refused: the file is not taken, and why.
        PosguardError: it could not be saved; nothing of it is left.

    """
    case.check_whole()
    name = os.path.basename(source)
    copied = evidence.copy(source, case.evidence, f"{case.record.last[0] + 1}-{mask(name).text}", progress)
    exact = {"file": copied.file, "size": copied.size, "modified": copied.modified, **copied.hashes}
    said = {kind: text for kind, text in words.items() if text}
    try:
        case.append(work.at, "kept", {"name": name, "path": whole_path(source), **said}, exact)
    except BaseException:
        if not _stands(case, "kept", "file", copied.file):
            evidence.discard(case.evidence, copied.file)
        raise
    return case.state.exhibits[-1]


def compare(work: Casework, name: str, progress: Progress = no_progress) -> Verdict:
    """Everything in which the evidence differs from the record, and all damage of the record itself.

    Raises:
        PosguardError: the case cannot be read.

    """
    view = work.examine(name)
    findings = evidence.verify(view.evidence, view.state.exhibits, progress)
    return Verdict(view.state.exhibits, findings, view.damage)


def suspects(case: OpenCase) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Text files among the copies that seem to hold card numbers, ID numbers or codes."""
    for exhibit in case.state.exhibits:
        kept = evidence.expected(exhibit)
        try:
            with open(os.path.join(case.evidence, kept.file), encoding="utf-8") as stream:
                found = mask(stream.read()).found if kept.size <= _MOST_READ else ()
        except (OSError, UnicodeDecodeError):
            continue
        if found:
            yield kept.file, found


def pack(work: Casework, case: OpenCase, target: str, progress: Progress = no_progress) -> bag.Packed:
    """Pack the evidence of a case into a bag, and record that.

    Raises:
        WrongUse: the target exists, or lies in the case's own folder.
        PosguardError: a copy is not as it was recorded; it cannot be written.

    """
    case.check_whole()
    bag.check_target(target, case)
    packed = bag.pack(target, case, _pages(work, case), _tags(work, case), progress)
    try:
        case.append(work.at, "packed", {"to": packed.to}, {"files": packed.count, "seal": packed.seal})
    except BaseException:
        if not _stands(case, "packed", "seal", packed.seal):
            bag.discard(target)
        raise
    return packed


def _stands(case: OpenCase, kind: str, key: str, value: str) -> bool:
    """Whether the disk holds an event of this kind for all that, or cannot tell."""
    try:
        case.reread()
    except PosguardError:
        return True
    return any(event.kind == kind and event.data.get(key) == value for event in reversed(case.record.events))


def _tags(work: Casework, case: OpenCase) -> dict[str, str]:
    number, digest = case.record.last
    return {
        "External-Identifier": case.state.name,
        "External-Description": f"案件 {case.state.name} 的证据 / Evidence of the case {case.state.name}",
        "Case-OpenCase": case.state.opened,
        "Packed-At": work.at,
        "Bagging-Date": work.now.date().isoformat(),
        "Bag-Software-Agent": f"posguard {__version__}",
        "Record-Entries": str(number),
        "Record-Last-Hash": digest,
    }


def _pages(work: Casework, case: OpenCase) -> dict[str, str]:
    """What a bag's reader finds beside the copies, in both languages."""
    pages = {"timeline.jsonl": _chain(case)}
    steps = work.desk.shelves.steps
    ticked = {e.data["step"] for e in case.record.events if e.kind in ("ticked", "unticked")}
    for lang in LANGS:
        setting = structs.replace(work.desk, lang=lang).setting()
        index = evidence_pages.index_page(setting, case.state, work.at)
        do = {name: steps[name].value.do[lang] for name in ticked if name in steps}
        timeline = evidence_pages.timeline_page(setting, case.state, case.record.events, do)
        pages[f"index.{lang}.html"], pages[f"index.{lang}.md"] = html(index), markdown(index)
        pages[f"timeline.{lang}.md"] = markdown(timeline)
    return pages


def _chain(case: OpenCase) -> str:
    """For every event its number, time and kind, its hash and that of the one before: nothing of what it says."""
    lines: list[dict[str, Any]] = [
        {"n": e.n, "at": e.at, "kind": e.kind, "prev": e.prev, "hash": e.hash} for e in case.record.events
    ]
    return "".join(json.dumps(line) + "\n" for line in lines)
