"""Checks of a record from outside it: a value noted elsewhere, and moments of a wrong clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from posguard.case.record import Event
from posguard.errors import WrongUse

TOLERANCE = timedelta(minutes=5)
"""The difference between clocks that nobody has set."""

_GROUPS, _LENGTH = 5, 4
"""Twenty of the 64 digits of a hash, 80 bits: too many to find a second record by trying."""
_SPACES = re.compile(r"[\s-]+")
_VALUE = re.compile(rf"([1-9][0-9]{{0,8}})-([0-9A-F]{{{_GROUPS * _LENGTH}}})")
_LOOKALIKES = str.maketrans("OIL", "011")
"""Letters that no value holds, and the digits that they were read from."""
_LIKE = "7-3F2A-9C01-BB7E-4D10-55A8"

Clock = Literal["back", "ahead"]


class CheckValue(Struct, frozen=True):
    """The number of events and the beginning of the last one's hash, to note or to read out."""

    n: int
    digits: str

    @classmethod
    def of(cls, event: Event) -> CheckValue:
        """The value of a record that ends with this event."""
        return cls(event.n, event.hash[: _GROUPS * _LENGTH].upper())

    @classmethod
    def read(cls, words: str) -> CheckValue:
        """The value as a person wrote it: with spaces or dashes, capital or small letters.

        Raises:
            WrongUse: the words are no check value.

        """
        from unicodedata import normalize

        written = normalize("NFKC", words).strip().upper()
        number, _, digits = _SPACES.sub("-", written).partition("-")
        found = _VALUE.fullmatch(f"{number}-{digits.replace('-', '').translate(_LOOKALIKES)}")
        if found is None:
            raise WrongUse("bad-check-value", value=words, like=_LIKE)
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        groups = [self.digits[i : i + _LENGTH] for i in range(0, len(self.digits), _LENGTH)]
        return "-".join([str(self.n), *groups])


class Comparison(Struct, frozen=True):
    """The comparison of a record with values noted earlier, by the numbers of events.

    ``same`` is the last event of those noted that is unchanged; ``differs`` the first one behind
    it that has changed; ``cut`` the last one that is missing at the end; 0 for none. ``misread``
    are those that fit nothing although a later one fits: they were noted down wrong.
    """

    same: int = 0
    differs: int = 0
    cut: int = 0
    misread: tuple[int, ...] = ()

    @property
    def good(self) -> bool:
        """Whether everything is as it was noted."""
        return not (self.differs or self.cut or self.misread)


def compare_values(events: Sequence[Event], values: Sequence[CheckValue]) -> Comparison:
    """Compare a record with every value that was noted; an event vouches for all before it."""
    present = {event.n: CheckValue.of(event) for event in events}
    last = max(present, default=0)
    agreeing, differing, missing = [0], [], [0]
    for value in values:
        if value.n > last:
            missing.append(value.n)
        elif present.get(value.n) == value:
            agreeing.append(value.n)
        else:
            differing.append(value.n)
    same = max(agreeing)
    return Comparison(
        same=same,
        differs=min((n for n in differing if n > same), default=0),
        cut=max(missing),
        misread=tuple(n for n in differing if n < same),
    )


def clock_faults(events: Sequence[Event], now: datetime) -> dict[int, Clock]:
    """The events, by number, of a wrong clock: earlier than one before, or in the future."""
    return dict(_faults(events, now))


def _faults(events: Sequence[Event], now: datetime) -> Iterator[tuple[int, Clock]]:
    latest: datetime | None = None
    for event in events:
        at = datetime.fromisoformat(event.at)
        if at > now + TOLERANCE:
            yield event.n, "ahead"
        elif latest is not None and at < latest - TOLERANCE:
            yield event.n, "back"
        elif latest is None or at > latest:
            latest = at


def in_order_of_time(events: Sequence[Event]) -> list[Event]:
    """The events by their moments; those of one moment as they were recorded."""
    return sorted(events, key=_when)


def _when(event: Event) -> tuple[float, int]:
    return datetime.fromisoformat(event.at).timestamp(), event.n
