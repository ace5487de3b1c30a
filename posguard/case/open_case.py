"""A case open to add to: what is said is masked, typed, chained and on the disk before it
counts.
"""

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
from posguard.errors import PosguardError


class OpenCase:
    """A case that is locked for this program alone, and takes events while it is."""

    def __init__(self, view: CaseView) -> None:
        self._view = view
        self._locked = True
        self.masked: tuple[str, ...] = ()
        """What kinds of secrets were masked in the last event."""
        self.put_aside: tuple[str, ...] = ()
        """The files into which bytes were moved that an interruption had left behind the
        record.
        """

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
        """What the events add up to."""
        return self._view.state

    @property
    def damage(self) -> tuple[Damage, ...]:
        """All that is wrong with the record."""
        return self._view.damage

    def append(
        self, at: str, kind: str, said: Mapping[str, Any], exact: Mapping[str, Any] | None = None
    ) -> Event:
        """Add an event; when this returns, the event is on the disk, and nothing in it that
        masking has not seen.

        ``exact`` is what the program itself has computed, such as hashes and sizes, and is kept as
        it is.

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
            PosguardError: it is; names the first line that is.

        """
        if self.damage:
            raise PosguardError("record-damaged", case=self.name, place=self.damage[0].place)

    def reread(self) -> None:
        """Go on from what the disk holds.

        Raises:
            PosguardError: it cannot be read.

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
            raise self._failure(event, size, err.strerror or "") from None
        grown = Record((*self.record.events, event), lines=self.record.lines + 1)
        self._view = CaseView(self.path, grown, fold(grown.events))

    def _check_room(self, event: Event, size: int, words: bytes) -> None:
        if len(words) > LONGEST_LINE:
            raise PosguardError("event-too-long", case=self.name, most=LONGEST_LINE >> 20)
        if size + len(words) > MOST_BYTES or event.n > MOST_EVENTS:
            most, events = MOST_BYTES >> 20, f"{MOST_EVENTS:,}"
            raise PosguardError("record-full", case=self.name, most=most, events=events)

    def _failure(self, event: Event, size: int | None, reason: str) -> PosguardError:
        """What is true of an event whose writing failed: the disk is asked, after what was not
        acknowledged is cut.
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
    """What the program computed; a person's words never pass for it."""
    if exact and (kind not in COMPUTED or WORDS & exact.keys()):
        raise TypeError(f"{kind}: {sorted(exact)} are words, and words are masked")
    return exact


class _Masking:
    """The data of one event, masked, and what kinds of secrets were found in it."""

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
        if isinstance(value, str):
            if self._kind == "fact" and path[:1] == ("values",) and path[1:] == path[-1:]:
                return self._fact_value(path[1], value)
            return self._words(value)
        if isinstance(value, Mapping):
            return {self._words(str(k)): self._value((*path, str(k)), v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self._value(path, each) for each in value]
        if isinstance(value, int | float) and not isinstance(value, bool):
            words = str(value)
            return value if self._words(words) == words else self._words(words)
        return value

    def _fact_value(self, key: str, value: str) -> str:
        """A value of a fact: its field says whether it holds words, a number, or an account."""
        from posguard.case.facts import mask_fact

        fact = mask_fact(self._fact_kind, {key: value})
        self._found.update(dict.fromkeys(fact.found))
        return fact.values[key]

    def _words(self, words: str) -> str:
        from posguard.masking.mask import mask

        masked = mask(words)
        self._found.update(dict.fromkeys(masked.found))
        return masked.text
