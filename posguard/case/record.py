"""The record of a case: a growing list of events, each chained to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, structs

from posguard.errors import PosguardError

UNREADABLE = (-1, "")
"""What stands for the number and hash of the last acknowledged event where they cannot be read."""
VERSION = 1
"""The form of a record line; a line of another version is refused, never guessed at.

Every version keeps the frame: ``v`` comes first, and ``hash`` last, over the bytes before it. So a digit that was
changed in a line's version is told from a line of another version.
"""
GENESIS = "0" * 64
"""What the first event names as the hash of the one before."""

_KEYS = ["v", "n", "at", "kind", "data", "prev", "hash"]
_TYPES = [int, int, str, str, dict, str, str]
_TAIL = len(',"hash":""}') + 64


class Event(Struct, frozen=True):
    """One thing that happened to the case: number ``n`` from 1, local time with zone, kind, and its data."""

    n: int
    at: str
    kind: str
    data: dict[str, Any]
    prev: str = GENESIS
    hash: str = ""


class Damage(Struct, frozen=True):
    """What is wrong with a record: the line (from 1; 0 for the whole), the rule it breaks, and the facts."""

    line: int
    rule: str
    facts: dict[str, object] = {}


class Record(Struct, frozen=True):
    """A record as read: its events, the damage found, and the bytes of a last line that was never finished.

    ``lines`` counts the finished lines, whole or damaged.
    """

    events: tuple[Event, ...] = ()
    damage: tuple[Damage, ...] = ()
    torn: bytes = b""
    lines: int = 0

    @property
    def last(self) -> tuple[int, str]:
        """Number and hash of the last event."""
        return (self.events[-1].n, self.events[-1].hash) if self.events else (0, GENESIS)


def line(event: Event) -> tuple[str, Event]:
    """The event as a line, without its line end, and the event with its hash filled in.

    Half a surrogate pair, which a file's name can hold, has no bytes of its own and is written as an escape.
    """
    body = {"v": VERSION, "n": event.n, "at": event.at, "kind": event.kind, "data": event.data, "prev": event.prev}
    start = json.dumps(body, ensure_ascii=False, separators=(",", ":"))[:-1].encode(errors="backslashreplace")
    digest = hashlib.sha256(start).hexdigest()
    return f'{start.decode()},"hash":"{digest}"}}', structs.replace(event, hash=digest)


def read_record(data: bytes, head: tuple[int, str] | None = None) -> Record:
    """The events of a record, and every damage in it, named by line; damaged lines are left out, never mended.

    ``head`` is the number and hash of the last event that was acknowledged. Bytes behind the last line end are a
    line that was never finished, and so never acknowledged.

    Raises:
        PosguardError: the record was written by another version.

    """
    *lines, torn = data.split(b"\n")
    events: list[Event] = []
    damage: list[Damage] = []
    prev, number = GENESIS, 0
    for place, raw in enumerate(lines, 1):
        event, fault = _event(raw)
        if event is None:
            damage.append(Damage(place, fault))
            prev, number = "", number + 1
            continue
        if prev and event.prev != prev:
            damage.append(Damage(place, "chain-broken", {"n": event.n}))
        elif event.n != number + 1:
            damage.append(Damage(place, "wrong-number", {"n": event.n, "wanted": number + 1}))
        prev, number = event.hash, event.n
        events.append(event)
    if head is not None:
        damage += _against_head(events, head)
    return Record(tuple(events), tuple(damage), torn, len(lines))


def _event(raw: bytes) -> tuple[Event | None, str]:
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        return None, "not-a-line"
    if not isinstance(content, dict) or "v" not in content:
        return None, "not-a-line"
    framed = isinstance(content.get("hash"), str) and raw.endswith(b'"}')
    if framed and hashlib.sha256(raw[:-_TAIL]).hexdigest() != content["hash"]:
        return None, "changed"
    if content["v"] != VERSION:
        raise PosguardError("record-version", found=content["v"], known=VERSION)
    if not framed or list(content) != _KEYS or list(map(type, content.values())) != _TYPES:
        return None, "not-a-line"
    event = Event(content["n"], content["at"], content["kind"], content["data"], content["prev"], content["hash"])
    return event, ""


def _against_head(events: Sequence[Event], head: tuple[int, str]) -> Iterable[Damage]:
    number, digest = head
    known = {event.n: event.hash for event in events}
    if head == UNREADABLE or (not number and digest != GENESIS):
        yield Damage(0, "head-unreadable")
    elif number and number not in known:
        yield Damage(0, "lines-missing", {"n": number, "last": max(known, default=0)})
    elif number and known[number] != digest:
        yield Damage(number, "head-differs", {"n": number})
