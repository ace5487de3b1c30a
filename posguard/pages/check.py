"""What `posguard case check` says beside the damage: the value to note, clocks that were wrong,
and what was noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from posguard.case.checks import CheckValue, Comparison, clock_faults
from posguard.case.record import RECORD, Record
from posguard.messages import say
from posguard.pack.model import Lang


def check_lines(lang: Lang, name: str, record: Record, now: datetime) -> Iterator[str]:
    """How a record stands: whole or empty, what was never finished, moments that cannot be
    right.
    """
    events = record.events
    clock = clock_faults(events, now)
    for event in events:
        if event.n in clock:
            yield say(lang, f"check-clock-{clock[event.n]}", n=event.n, at=event.at)
    if record.unknown:
        yield say(lang, "kinds-unknown", name=name, kinds=list(record.unknown))
    if record.damage:
        return
    if record.torn:
        place = {"file": f"{name}/{RECORD}", "line": record.lines + 1}
        yield say(lang, "check-torn", **place, bytes=len(record.torn))
    if not events:
        yield say(lang, "check-empty")
        return
    yield say(lang, "check-good", n=len(events), at=events[-1].at)
    yield say(lang, "check-value", value=CheckValue.of(events[-1]))


def against_lines(lang: Lang, record: Record, found: Comparison) -> Iterator[str]:
    """How a record compares with values that were noted earlier."""
    last = record.last[0]
    if found.cut:
        yield say(lang, "against-cut", n=found.cut, last=last)
    if found.differs:
        yield say(lang, "against-differs", first=found.same + 1, n=found.differs)
    for n in found.misread:
        yield say(lang, "against-misread", n=n, same=found.same)
    if found.same:
        key = (
            "against-hash"
            if record.damage
            else "against-grown"
            if last > found.same
            else "against-same"
        )
        yield say(lang, key, n=found.same, first=found.same + 1, last=last)
