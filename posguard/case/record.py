"""Record of a case: a growing list of events, each chained to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from posguard.case.events import Content, WrongContent, content
from posguard.errors import PosguardError

RECORD = "record.jsonl"
"""The name of the file of the record."""
UNREADABLE = (-1, "")
"""Stands for the number and hash of the last acknowledged event if they cannot be read."""
VERSION = 1
"""The form of a record line; a line of another version is refused, never guessed at.

Every version keeps the frame: ``v`` comes first, and ``hash`` last, over the bytes before it. So a
digit that was changed in a line's version is told from a line of another version.
"""
GENESIS = "0" * 64
"""The hash that the first event names as that of the one before."""
MOST_BYTES = 64 << 20
"""The most bytes of a record: some thousand times as many as a long case has."""
MOST_EVENTS = 100_000
"""The most events of a record: some hundred times as many as a long case has."""
LONGEST_LINE = 4 << 20
"""The most bytes of one event: a note as long as a thick book."""

_KEYS = ["v", "n", "at", "kind", "data", "prev", "hash"]
_TYPES = [int, int, str, str, dict, str, str]
_START = b'{"v":'
_TAIL = len(',"hash":""}') + 64


class OtherVersion(PosguardError):
    """A line that a program of another version wrote, whole in itself."""


class Event(Struct, frozen=True):
    """One event of a case.

    ``n`` counts from 1; ``at`` is local time with its zone. ``content`` is the data typed; None
    for a kind that this version does not know.
    """

    n: int
    at: str
    kind: str
    data: dict[str, Any]
    prev: str = GENESIS
    hash: str = ""
    content: Content | None = None


class Damage(Struct, frozen=True):
    """Damage of a record: its line (from 1; 0 for the whole), the rule it breaks, and facts.

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
    """A record as read: its events, its damage, and unacknowledged bytes behind it.

    ``lines`` counts the finished lines in front of these bytes, whole or damaged.
    """

    events: tuple[Event, ...] = ()
    damage: tuple[Damage, ...] = ()
    torn: bytes = b""
    lines: int = 0

    @property
    def last(self) -> tuple[int, str]:
        """Number and hash of the last event."""
        if not self.events:
            return 0, GENESIS
        return self.events[-1].n, self.events[-1].hash

    @property
    def unknown(self) -> tuple[str, ...]:
        """The kinds of events that this version does not know; they change nothing."""
        kinds = [event.kind for event in self.events if event.content is None]
        return tuple(dict.fromkeys(kinds))


class _Line(Struct, frozen=True):
    """A line of a record: its event if the line is whole, and the rule that it may break."""

    place: int
    event: Event | None
    fault: str = ""


def line(event: Event) -> tuple[str, Event]:
    """The line of an event, without its end, and the event with its hash filled in.

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
    words = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    start = words[:-1].encode(errors="backslashreplace")
    digest = hashlib.sha256(start).hexdigest()
    return f'{start.decode()},"hash":"{digest}"}}', structs.replace(event, hash=digest)


def read_record(data: bytes, head: tuple[int, str] | None = None) -> Record:
    """The events of a record, and every damage in it; damaged lines are left out, never mended.

    ``head`` is the number and hash of the last event that was acknowledged; without one every line
    counts. Bytes behind that event were never acknowledged: one whole event counts as it is, other
    bytes are no damage.

    Raises:
        OtherVersion: the record was written by another version.
        PosguardError: the record has more than ``MOST_EVENTS`` lines.

    """
    if data.count(b"\n") > MOST_EVENTS:
        raise PosguardError("record-too-long", most=f"{MOST_EVENTS:,}")
    *raw, torn = data.split(b"\n")
    lines = [_read(place, each) for place, each in enumerate(raw, 1)]
    counted = len(lines) if head is None else _counted(lines, head)
    torn = b"\n".join([*raw[counted:], torn])
    lines = lines[:counted]
    damage = tuple(_joined(_damage(lines)))
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
    """The number of lines that count.

    These are all up to the acknowledged event, and one whole event behind it that is chained to
    it: an interruption leaves no more than that. If more follow, it is the head that is wrong, and
    every line counts.
    """
    acknowledged = 0 if head == (0, GENESIS) else _last_line_of(lines, head[1])
    if acknowledged is None:
        return len(lines)
    behind = [each.event for each in lines[acknowledged:]]
    whole = [event for event in behind if event is not None]
    if not whole:
        return acknowledged
    chained = (whole[0].n, whole[0].prev) == (head[0] + 1, head[1])
    if len(whole) == 1 and behind[0] is whole[0] and chained:
        return acknowledged + 1
    return len(lines)


def _last_line_of(lines: Sequence[_Line], digest: str) -> int | None:
    """The last line with the event of this hash, counted from 1."""
    for place in range(len(lines), 0, -1):
        event = lines[place - 1].event
        if event is not None and event.hash == digest:
            return place
    return None


def _damage(lines: Sequence[_Line]) -> Iterator[Damage]:
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
    """The damage, with lines in a row that are none of a record's joined to one."""
    run: Damage | None = None
    for each in damage:
        if run and _continues(run, each):
            run = structs.replace(run, until=each.line)
            continue
        if run:
            yield run
        run = each
    if run:
        yield run


def _continues(run: Damage, next_one: Damage) -> bool:
    both_foreign = next_one.rule == run.rule == "not-a-line"
    return both_foreign and next_one.line == max(run.line, run.until) + 1


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
