"""Open case: each new event is masked, typed, chained, and on the disk before it counts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from posguard.case import durable
from posguard.case.checkpoint import read_head, write_head
from posguard.case.events import COMPUTED, KINDS, WORDS, WrongContent, content
from posguard.case.record import (
    LONGEST_LINE,
    MOST_BYTES,
    MOST_EVENTS,
    RECORD,
    Damage,
    Event,
    Record,
    line,
)
from posguard.case.state import Case, fold
from posguard.case.view import CaseView, read_case
from posguard.errors import PosguardError, SystemReason, reason_of


class OpenCase:
    """A case that is locked for this program alone, and takes events while it is."""

    def __init__(self, view: CaseView) -> None:
        self._view = view
        self._locked = True
        self.masked: tuple[str, ...] = ()
        """The kinds of secrets that were masked in the last event."""
        self.put_aside: tuple[str, ...] = ()
        """The files with bytes that an interruption had left behind the record."""

    @property
    def path(self) -> str:
        """The folder of the case."""
        return self._view.path

    @property
    def name(self) -> str:
        """The name of the case: that of its folder."""
        return self._view.name

    @property
    def evidence(self) -> str:
        """The folder of the copies."""
        return self._view.evidence

    @property
    def record(self) -> Record:
        """The record as it now stands."""
        return self._view.record

    @property
    def state(self) -> Case:
        """The state that the events add up to."""
        return self._view.state

    @property
    def damage(self) -> tuple[Damage, ...]:
        """The damage of the record."""
        return self._view.damage

    def append(
        self, at: str, kind: str, said: Mapping[str, Any], exact: Mapping[str, Any] | None = None
    ) -> Event:
        """Add an event, masked; when this returns, it is on the disk.

        ``exact`` are values that the program itself has computed, such as hashes and sizes; they
        are kept as they are.

        Raises:
            PosguardError: the record is damaged or full, the disk is full, the folder read-only.

        """
        self.check_whole()
        masking = _Masking(kind, said)
        data = {**masking.masked(said), **_computed(kind, exact or {})}
        try:
            typed = content(kind, at, data)
        except WrongContent:
            raise PosguardError("event-not-taken", case=self.name, kind=kind) from None
        number, digest = self.record.last
        words, event = line(Event(number + 1, at, kind, data, digest, content=typed))
        self._write(event, words.encode() + b"\n")
        self.masked = masking.found
        return event

    def check_whole(self) -> None:
        """Refuse to add to a record that is damaged.

        Raises:
            PosguardError: the record is damaged; names the first such line.

        """
        if self.damage:
            raise PosguardError("record-damaged", case=self.name, place=self.damage[0].place)

    def reread(self) -> None:
        """Read the case from the disk again.

        Raises:
            PosguardError: the case cannot be read.

        """
        self._view = read_case(self.path)

    def release(self) -> None:
        """Take no more events: the lock is given back."""
        self._locked = False

    def _write(self, event: Event, words: bytes) -> None:
        assert self._locked, "a case takes events only while it is locked"
        record = os.path.join(self.path, RECORD)
        size = None
        try:
            size = os.path.getsize(record)
            self._check_room(event, size, words)
            durable.append(record, words)
            write_head(self.path, event.n, event.hash)
        except OSError as err:
            raise self._failure(event, size, reason_of(err)) from None
        grown = Record((*self.record.events, event), lines=self.record.lines + 1)
        self._view = CaseView(self.path, grown, fold(grown.events))

    def _check_room(self, event: Event, size: int, words: bytes) -> None:
        if len(words) > LONGEST_LINE:
            raise PosguardError("event-too-long", case=self.name, most=LONGEST_LINE >> 20)
        if size + len(words) > MOST_BYTES or event.n > MOST_EVENTS:
            most, events = MOST_BYTES >> 20, f"{MOST_EVENTS:,}"
            raise PosguardError("record-full", case=self.name, most=most, events=events)

    def _failure(self, event: Event, size: int | None, reason: SystemReason) -> PosguardError:
        """The error for an event whose writing failed, after its unacknowledged bytes are cut.

        Only the disk tells whether the event is recorded.
        """
        with suppress(OSError):
            if size is not None and read_head(self.path) != (event.n, event.hash):
                durable.cut(os.path.join(self.path, RECORD), size)
        try:
            self.reread()
        except PosguardError:
            return PosguardError("case-cannot-tell", case=self.name, n=event.n, reason=reason)
        key = "case-stands" if self.record.last == (event.n, event.hash) else "case-not-saved"
        return PosguardError(key, case=self.name, n=event.n, reason=reason)


def _computed(kind: str, exact: Mapping[str, Any]) -> Mapping[str, Any]:
    """Raise unless computed values are of a kind that has them, and hold no person's words."""
    if exact and (kind not in COMPUTED or WORDS & exact.keys()):
        raise TypeError(f"{kind}: {sorted(exact)} are words, and words are masked")
    return exact


class _Masking:
    """Masking of the data of one event, and the kinds of secrets found in them."""

    def __init__(self, kind: str, said: Mapping[str, Any]) -> None:
        if kind not in KINDS:
            raise TypeError(f"no kind of event: {kind}")
        self._kind = kind
        self._fact_kind = str(said.get("kind", "")) if kind == "fact" else ""
        self._found: dict[str, None] = {}

    @property
    def found(self) -> tuple[str, ...]:
        """The kinds of secrets that were masked, each once."""
        return tuple(self._found)

    def masked(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The data as they may be written."""
        return {self._words(key): self._value((key,), value) for key, value in said.items()}

    def _value(self, path: tuple[str, ...], value: Any) -> Any:
        match value:
            case str() if self._is_of_fact(path):
                return self._fact_value(path[1], value)
            case str():
                return self._words(value)
            case Mapping():
                return self._mapping(path, value)
            case list() | tuple():
                return [self._value(path, each) for each in value]
            case int() | float() if not isinstance(value, bool):
                masked = self._words(str(value))
                return value if masked == str(value) else masked
        return value

    def _is_of_fact(self, path: tuple[str, ...]) -> bool:
        """Whether a value is one of the values of a fact, and none inside of one."""
        return self._kind == "fact" and path[:1] == ("values",) and path[1:] == path[-1:]

    def _mapping(self, path: tuple[str, ...], values: Mapping[Any, Any]) -> dict[str, Any]:
        masked = {}
        for key, value in values.items():
            masked[self._words(str(key))] = self._value((*path, str(key)), value)
        return masked

    def _fact_value(self, key: str, value: str) -> str:
        """A value of a fact, masked as its field requires: as words, a number, or an account."""
        from posguard.case.fact_parsing import mask_fact

        fact = mask_fact(self._fact_kind, {key: value})
        self._found.update(dict.fromkeys(fact.found))
        return fact.values[key]

    def _words(self, words: str) -> str:
        from posguard.masking.mask import mask

        masked = mask(words)
        self._found.update(dict.fromkeys(masked.found))
        return masked.text
