"""What can be told of a record from outside it: the value to note elsewhere, and moments that a
wrong clock wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from posguard.case.record import Event
from posguard.errors import WrongUse

TOLERANCE = timedelta(minutes=5)
"""How far clocks may be apart without anybody having set one."""

_GROUPS, _LENGTH = 5, 4
"""Twenty of the 64 digits of a hash, 80 bits: nobody finds a second record to a value by
trying.
"""
_SPACES = re.compile(r"[\s-]+")
_VALUE = re.compile(rf"([1-9][0-9]{{0,8}})-([0-9A-F]{{{_GROUPS * _LENGTH}}})")
_LOOKALIKES = str.maketrans("OIL", "011")
"""Letters that no value holds, and the digits that they were read from."""
_LIKE = "7-3F2A-9C01-BB7E-4D10-55A8"

Clock = Literal["back", "ahead"]


class CheckValue(Struct, frozen=True):
    """How many events there were, and the beginning of the last one's hash: over the telephone as
    well as on paper.
    """

    n: int
    digits: str

    @classmethod
    def of(cls, event: Event) -> CheckValue:
        """The value of a record that ends with this event."""
        return cls(event.n, event.hash[: _GROUPS * _LENGTH].upper())

    @classmethod
    def read(cls, words: str) -> CheckValue:
        """The value as a person wrote it down: with spaces or dashes, in capital letters or small
        ones.

        Raises:
            WrongUse: it is not one.

        """
        from unicodedata import normalize

        number, _, digits = _SPACES.sub("-", normalize("NFKC", words).strip().upper()).partition(
            "-"
        )
        found = _VALUE.fullmatch(f"{number}-{digits.replace('-', '').translate(_LOOKALIKES)}")
        if found is None:
            raise WrongUse("bad-check-value", value=words, like=_LIKE)
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        groups = [self.digits[i : i + _LENGTH] for i in range(0, len(self.digits), _LENGTH)]
        return "-".join([str(self.n), *groups])


class Comparison(Struct, frozen=True):
    """A record against values noted earlier.

    ``same`` is the highest number up to which it is as it was; ``differs`` the lowest behind it of
    a noted event that is another one now; ``cut`` the highest of one that is missing at the end; 0
    for none. ``misread`` names those that fit nothing although a later one fits: they were noted
    down wrong.
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
    """How a record compares with every value that was noted; an event vouches for all before
    it.
    """
    present = {event.n: CheckValue.of(event) for event in events}
    last = max(present, default=0)
    same = max((value.n for value in values if present.get(value.n) == value), default=0)
    others = [value.n for value in values if value.n <= last and present.get(value.n) != value]
    cut = max((value.n for value in values if value.n > last), default=0)
    differs = min((n for n in others if n > same), default=0)
    return Comparison(same, differs, cut, tuple(n for n in others if n < same))


def clock_faults(events: Sequence[Event], now: datetime) -> dict[int, Clock]:
    """The events, by number, that were timed by a clock set wrong: earlier than one before them,
    or in the future.
    """
    return dict(_faults(events, now))


def _faults(events: Sequence[Event], now: datetime) -> Iterator[tuple[int, Clock]]:
    latest: datetime | None = None
    for event in events:
        at = datetime.fromisoformat(event.at)
        if at > now + TOLERANCE:
            yield event.n, "ahead"
        elif latest is not None and at < latest - TOLERANCE:
            yield event.n, "back"
        else:
            latest = at if latest is None else max(at, latest)


def in_order_of_time(events: Sequence[Event]) -> list[Event]:
    """The events by their moments; those of one moment as they were recorded."""
    return sorted(events, key=_when)


def _when(event: Event) -> tuple[float, int]:
    return datetime.fromisoformat(event.at).timestamp(), event.n
