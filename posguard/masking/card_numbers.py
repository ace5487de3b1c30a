"""Card numbers and Chinese resident ID numbers in a text, and the places of their secret digits.

A window of digits that is a valid number in a likely grouping is a secret; the words before it
decide how likely the grouping must be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from posguard.masking import persons
from posguard.masking.context import NumberLabel, classify_number
from posguard.masking.digit_runs import Run, runs
from posguard.masking.issuers import LONGEST, SHORTEST, STARTS, issued, valid_card, with_more

FIRST, LAST = 6, 4
_LONGEST_WITH_MORE = 28
"""Digits of two zeros, the longest number, and the date and code of a card."""
_SEVERAL = 2


class Secret(Struct, frozen=True):
    """A number that must not be written.

    ``start`` is the digit of its run that it begins with; ``places`` are those of its secret
    digits in the text.
    """

    kind: Literal["card", "id"]
    start: int
    places: tuple[int, ...]


def numbers(plain: str, otherwise: NumberLabel = "") -> list[Secret]:
    """Every card and ID number in a text with ASCII digits only.

    Where two overlap, both hide their digits. ``otherwise`` is the label of a number that no word
    before it names.
    """
    found: list[Secret] = []
    for run in runs(plain):
        found += _Finder(run, otherwise).secrets()
    return found


class _Finder:
    """Finder of the secrets in one run, whose first number the words before it may label."""

    def __init__(self, run: Run, otherwise: NumberLabel) -> None:
        self.run = run
        self.otherwise = otherwise
        self.label = classify_number(run.plain, *run.spans[0]) or otherwise

    def secrets(self) -> list[Secret]:
        """The secrets of the run."""
        found = [*self._cards(0, self.label), *self._cards_with_more(0, self.label)]
        for first in range(1, len(self.run.sizes)):
            if self.run.can_begin(first):
                found += self._cards(first, self.otherwise)
                found += self._cards_with_more(first, self.otherwise)
        found += self._ids()
        if not any(secret.start == 0 for secret in found):
            found += self._labelled()
        return found

    def _cards(self, first: int, label: NumberLabel) -> Iterator[Secret]:
        run, start = self.run, self.run.starts[first]
        if run.digits[start] not in STARTS:
            return
        for length in range(SHORTEST, LONGEST + 1):
            after = run.group_at.get(start + length)
            if after is None or not valid_card(run.digits[start : start + length]):
                continue
            if run.is_likely(first, after, label):
                yield self._card(start, start + length)

    def _cards_with_more(self, first: int, label: NumberLabel) -> Iterator[Secret]:
        """Cards in one group that has more digits than they."""
        size, start = self.run.sizes[first], self.run.starts[first]
        if SHORTEST < size <= _LONGEST_WITH_MORE and label != "other":
            for begin, end in with_more(self.run.groups[first]):
                yield self._card(start + begin, start + end, size - end)

    def _ids(self) -> Iterator[Secret]:
        for start in persons.begun(self.run.digits):
            first = self.run.group_at.get(start)
            if first is None:
                continue
            label = self.label if first == 0 else self.otherwise
            for number, after in self._of_id_length(first):
                if persons.valid_id(number) and _is_likely_id(number, after - first, label):
                    yield self._id(start, len(number))

    def _of_id_length(self, first: int) -> Iterator[tuple[str, int]]:
        run, start = self.run, self.run.starts[first]
        for length in persons.LENGTHS:
            after = run.group_at.get(start + length)
            if after is not None:
                yield run.digits[start : start + length], after
        digits = persons.LENGTHS[0] - 1
        after = run.group_at.get(start + digits)
        if after is not None and persons.is_x(run.plain, run.spans[after - 1][1]):
            yield run.digits[start : start + digits] + "X", after

    def _labelled(self) -> Iterator[Secret]:
        """The number with a card's or a person's label, and a wrong digit in it.

        It gives away as much as the right one.
        """
        if self.label == "id":
            for number, _ in self._of_id_length(0):
                yield self._id(0, len(number))
        elif self.label.startswith("card"):
            length = self._labelled_length()
            if length:
                yield self._card(0, length)

    def _labelled_length(self) -> int:
        run = self.run
        if self.label == "card-number" and run.sizes[0] > LONGEST:
            return run.sizes[0]
        for length in range(LONGEST, SHORTEST - 1, -1):
            if not run.is_joined(length):
                continue
            if self.label == "card-number" or issued(run.digits[:length]):
                return length
        return 0

    def _card(self, start: int, end: int, more: int = 0) -> Secret:
        """The number of a card, and ``more`` digits behind it that belong to it."""
        places = self.run.places
        return Secret("card", start, places[start + FIRST : end - LAST] + places[end : end + more])

    def _id(self, start: int, length: int) -> Secret:
        return Secret("id", start, self.run.places[start + FIRST : start + length - LAST])


def _is_likely_id(number: str, groups: int, label: NumberLabel) -> bool:
    """Whether a valid ID number is one although another label may name it."""
    return label != "other" or groups > _SEVERAL or persons.is_grown_up(number)
