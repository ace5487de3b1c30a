"""The page of `posguard case check`: the damage, the value to note, clocks that were wrong, and
what was noted earlier.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from posguard.case.checks import CheckValue, Comparison, clock_faults
from posguard.case.record import RECORD, Record
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.pages.damage import damage_items
from posguard.render.page import Item, Page, Section

CHECK_SCHEMA = "posguard.check/1"


def check_page(
    lang: Lang, name: str, record: Record, now: datetime, compared: Comparison | None
) -> Page:
    """A record held against itself, and against the values that were noted earlier, if any."""
    items = [
        *damage_items(lang, name, record.damage),
        *_record_items(lang, name, record, now),
        *(_compared_items(lang, record, compared) if compared else ()),
    ]
    return Page(
        CHECK_SCHEMA,
        lang,
        say(lang, "check-title", name=name),
        sections=(Section("check", "", tuple(items)),),
        facts={
            "case": name,
            "events": len(record.events),
            "whole": not record.damage,
            "value": _value(record),
            **({"as_noted": compared.good} if compared else {}),
        },
        report=True,
    )


def _line(lang: Lang, key: str, **facts: object) -> Item:
    return Item(key, say(lang, key, **facts), mark="line", facts=facts)


def _value(record: Record) -> str | None:
    """The value to note, which only a whole record has."""
    whole = record.events and not record.damage
    return str(CheckValue.of(record.events[-1])) if whole else None


def _record_items(lang: Lang, name: str, record: Record, now: datetime) -> Iterator[Item]:
    """How a record stands: whole or empty, what is unfinished, moments that cannot be right."""
    events = record.events
    clock = clock_faults(events, now)
    for event in events:
        if event.n in clock:
            yield _line(lang, f"check-clock-{clock[event.n]}", n=event.n, at=event.at)
    if record.unknown:
        yield _line(lang, "kinds-unknown", name=name, kinds=list(record.unknown))
    if record.damage:
        return
    if record.torn:
        place = {"file": f"{name}/{RECORD}", "line": record.lines + 1}
        yield _line(lang, "check-torn", **place, bytes=len(record.torn))
    if not events:
        yield _line(lang, "check-empty")
        return
    yield _line(lang, "check-good", n=len(events), at=events[-1].at)
    yield _line(lang, "check-value", value=_value(record))


def _compared_items(lang: Lang, record: Record, found: Comparison) -> Iterator[Item]:
    """How a record compares with values that were noted earlier."""
    last = record.last[0]
    if found.cut:
        yield _line(lang, "against-cut", n=found.cut, last=last)
    if found.differs:
        yield _line(lang, "against-differs", first=found.same + 1, n=found.differs)
    for n in found.misread:
        yield _line(lang, "against-misread", n=n, same=found.same)
    if found.same:
        key = "against-grown" if last > found.same else "against-same"
        if record.damage:
            key = "against-hash"
        yield _line(lang, key, n=found.same, first=found.same + 1, last=last)
