"""The record of a case: a growing list of events, each chained to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from posguard.case.events import Content, WrongContent, content
from posguard.errors import PosguardError

RECORD = "record.jsonl"
"""The file that the record stands in."""
UNREADABLE = (-1, "")
"""What stands for the number and hash of the last acknowledged event where they cannot be read."""
VERSION = 1
"""The form of a record line; a line of another version is refused, never guessed at.

Every version keeps the frame: ``v`` comes first, and ``hash`` last, over the bytes before it. So a
digit that was changed in a line's version is told from a line of another version.
"""
GENESIS = "0" * 64
"""What the first event names as the hash of the one before."""
MOST_BYTES = 64 << 20
"""How long a record may become: some thousand times as long as that of a long case."""
MOST_EVENTS = 100_000
"""How many events a record may hold: some hundred times as many as a long case has."""
LONGEST_LINE = 4 << 20
"""How long one event may be: a note as long as a thick book."""

_KEYS = ["v", "n", "at", "kind", "data", "prev", "hash"]
_TYPES = [int, int, str, str, dict, str, str]
_START = b'{"v":'
_TAIL = len(',"hash":""}') + 64


class OtherVersion(PosguardError):
    """A line that a program of another version wrote, whole in itself."""


class Event(Struct, frozen=True):
    """One thing that happened to the case: number ``n`` from 1, local time with zone, kind, and
    its data.

    ``content`` is the data typed; None for a kind that this version does not know.
    """

    n: int
    at: str
    kind: str
    data: dict[str, Any]
    prev: str = GENESIS
    hash: str = ""
    content: Content | None = None


class Damage(Struct, frozen=True):
    """What is wrong with a record: the line (from 1; 0 for the whole), the rule it breaks, and the
    facts.

    ``until`` is the last of several lines in a row that are no lines of a record.
    """

    line: int
    rule: str
    facts: dict[str, object] = {}
    until: int = 0

    @property
    def place(self) -> str:
        """The line, or the first and the last of the lines."""
        return f"{self.line}-{self.until}" if self.until > self.line else str(self.line)


class Record(Struct, frozen=True):
    """A record as read: its events, the damage found, and the bytes behind it that were never
    acknowledged.

    ``lines`` counts the finished lines in front of these bytes, whole or damaged.
    """

    events: tuple[Event, ...] = ()
    damage: tuple[Damage, ...] = ()
    torn: bytes = b""
    lines: int = 0

    @property
    def last(self) -> tuple[int, str]:
        """Number and hash of the last event."""
        return (self.events[-1].n, self.events[-1].hash) if self.events else (0, GENESIS)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The kinds of events that this version does not know; each is kept and changes
        nothing.
        """
        return tuple(dict.fromkeys(event.kind for event in self.events if event.content is None))


class _Line(Struct, frozen=True):
    """A line of a record: its event if the line is whole, and the rule that it breaks if it breaks
    one.
    """

    place: int
    event: Event | None
    fault: str = ""


def line(event: Event) -> tuple[str, Event]:
    """The event as a line, without its line end, and the event with its hash filled in.

    Half a surrogate pair, which a file's name can hold, has no bytes of its own and is written as
    an escape.
    """
    body = {
        "v": VERSION,
        "n": event.n,
        "at": event.at,
        "kind": event.kind,
        "data": event.data,
        "prev": event.prev,
    }
    start = json.dumps(body, ensure_ascii=False, separators=(",", ":"))[:-1].encode(
        errors="backslashreplace"
    )
    digest = hashlib.sha256(start).hexdigest()
    return f'{start.decode()},"hash":"{digest}"}}', structs.replace(event, hash=digest)


def read_record(data: bytes, head: tuple[int, str] | None = None) -> Record:
    """The events of a record, and every damage in it, named by line; damaged lines are left out,
    never mended.

    ``head`` is the number and hash of the last event that was acknowledged; without one every line
    counts. What stands behind that event was never acknowledged: one whole event is taken as it
    is, other bytes are no damage.

    Raises:
        OtherVersion: the record was written by another version.
        PosguardError: it holds more lines than any record of ours.

    """
    if data.count(b"\n") > MOST_EVENTS:
        raise PosguardError("record-too-long", most=f"{MOST_EVENTS:,}")
    *raw, torn = data.split(b"\n")
    lines = [_read(place, each) for place, each in enumerate(raw, 1)]
    counted = len(lines) if head is None else _counted(lines, head)
    torn = b"\n".join([*raw[counted:], torn])
    lines = lines[:counted]
    damage = tuple(_joined(_judged(lines)))
    if head is not None:
        damage += tuple(_against_head(lines, head))
    events = tuple(each.event for each in lines if each.event is not None and not each.fault)
    return Record(events, damage, torn, counted)


def _read(place: int, raw: bytes) -> _Line:
    found = _parsed(raw)
    if found is None:
        return _Line(place, None, "not-a-line")
    framed = isinstance(found.get("hash"), str) and raw.endswith(b'"}')
    if framed and hashlib.sha256(raw[:-_TAIL]).hexdigest() != found["hash"]:
        return _Line(place, None, "changed")
    if found["v"] != VERSION:
        raise OtherVersion("record-version", found=found["v"], known=VERSION)
    if not framed or list(found) != _KEYS or list(map(type, found.values())) != _TYPES:
        return _Line(place, None, "not-a-line")
    event = Event(
        found["n"], found["at"], found["kind"], found["data"], found["prev"], found["hash"]
    )
    try:
        typed = content(event.kind, event.at, event.data)
    except WrongContent:
        return _Line(place, event, "wrong-content")
    return _Line(place, structs.replace(event, content=typed))


def _parsed(raw: bytes) -> dict[str, Any] | None:
    if len(raw) > LONGEST_LINE or not raw.startswith(_START):
        return None
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and "v" in found else None


def _counted(lines: Sequence[_Line], head: tuple[int, str]) -> int:
    """How many lines count: all up to the acknowledged one, and one whole event that is chained to
    it.

    An interruption leaves no more than that one event whole. If more stand there, it is the head
    that is wrong, and every line counts.
    """
    acknowledged = 0
    if head != (0, GENESIS):
        matching = [
            place
            for place, each in enumerate(lines, 1)
            if each.event and each.event.hash == head[1]
        ]
        if not matching:
            return len(lines)
        acknowledged = matching[-1]
    behind = [each.event for each in lines[acknowledged:]]
    whole = [event for event in behind if event is not None]
    if not whole:
        return acknowledged
    chained = (whole[0].n, whole[0].prev) == (head[0] + 1, head[1])
    return (
        acknowledged + 1 if len(whole) == 1 and behind[0] is whole[0] and chained else len(lines)
    )


def _judged(lines: Sequence[_Line]) -> Iterator[Damage]:
    prev, number = GENESIS, 0
    for each in lines:
        event = each.event
        if event is None:
            yield Damage(each.place, each.fault)
            prev, number = "", number + 1
            continue
        if prev and event.prev != prev:
            yield Damage(each.place, "chain-broken", {"n": event.n})
        elif event.n != number + 1:
            yield Damage(each.place, "wrong-number", {"n": event.n, "next": number + 1})
        elif each.fault:
            yield Damage(each.place, each.fault, {"n": event.n, "kind": event.kind})
        prev, number = event.hash, event.n


def _joined(damage: Iterator[Damage]) -> Iterator[Damage]:
    """Lines in a row that are none of ours, such as a thousand empty ones, as one."""
    run: Damage | None = None
    for each in damage:
        if (
            run
            and each.rule == run.rule == "not-a-line"
            and each.line == max(run.line, run.until) + 1
        ):
            run = structs.replace(run, until=each.line)
            continue
        if run:
            yield run
        run = each
    if run:
        yield run


def _against_head(lines: Sequence[_Line], head: tuple[int, str]) -> Iterator[Damage]:
    number, digest = head
    known = {each.event.n: each.event.hash for each in lines if each.event is not None}
    last = max(known, default=0)
    if head == UNREADABLE or (not number and digest != GENESIS):
        yield Damage(0, "head-unreadable")
    elif number and number not in known:
        yield Damage(0, "lines-missing", {"n": number, "last": last})
    elif number and known[number] != digest:
        yield Damage(number, "head-differs", {"n": number})
    elif last > number + 1:
        yield Damage(0, "head-old", {"n": number, "last": last})
