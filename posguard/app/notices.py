"""Notices about evidence on standard error: what was taken in, and what should be looked at
before it is handed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posguard.app.evidence import AddedFile, ScannedCopy
from posguard.case.state import Exhibit
from posguard.evidence.originals import Refusal
from posguard.messages import complaint, say
from posguard.pack.model import Lang
from posguard.terminal.output import masked_kinds

_FEW = 10
"""So many files are named one by one."""


def added(lang: Lang, each: AddedFile | Refusal) -> Iterator[str]:
    """What became of a file that was to be taken in."""
    if isinstance(each, Refusal):
        yield complaint(lang, each)
        return
    values = each.exhibit.values
    if each.known:
        yield say(lang, "kept-already", n=each.exhibit.n, name=values["name"])
        return
    facts = {name: values[name] for name in ("name", "size", "sha256")}
    yield say(lang, "kept", n=each.exhibit.n, **facts)
    if each.masked:
        yield say(lang, "kept-masked", found=masked_kinds(lang, each.masked))
    if not values["size"]:
        yield say(lang, "kept-empty")
    if each.same:
        yield say(lang, "kept-same", n=each.same)


def seen(lang: Lang, copies: Sequence[ScannedCopy]) -> Iterator[str]:
    """What the copies seem to hold, which of them nobody has looked through, and that a person
    should.
    """
    for each in copies:
        if each.found:
            file, found = each.exhibit.values["file"], masked_kinds(lang, each.found)
            yield say(lang, "pack-holds", file=file, found=found)
    for how in ("part", "nothing", "unreadable"):
        exhibits = [each.exhibit for each in copies if each.seen == how]
        if exhibits:
            yield _scanned(lang, how, exhibits)
    yield say(lang, "pack-warning")


def _scanned(lang: Lang, how: str, exhibits: Sequence[Exhibit]) -> str:
    """Which copies were scanned in part only, or not at all."""
    key = f"pack-seen-{how}" if len(exhibits) <= _FEW else f"pack-seen-{how}-many"
    names = [each.values["file"] for each in exhibits[:_FEW]]
    numbers = _spans([each.n for each in exhibits])
    return say(lang, key, count=len(exhibits), files=names, numbers=numbers)


def _spans(numbers: Sequence[int]) -> list[str]:
    """Numbers as spans: 3, 5-9."""
    spans: list[list[int]] = []
    for n in numbers:
        if spans and spans[-1][-1] == n - 1:
            spans[-1][1:] = [n]
        else:
            spans.append([n])
    return ["-".join(map(str, span)) for span in spans]
