"""Card numbers and Chinese resident ID numbers in a text: where their secret digits stand.

A run is digits with nothing but signs and spaces between them; a window is a part of a run from
the start of one group of digits to the end of another. A window that is a valid number in a likely
grouping is a secret; what its first group is called decides how likely it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

from msgspec import Struct

from posguard.masking import groupings, persons
from posguard.masking.context import NumberLabel, classify_number
from posguard.masking.groupings import is_day, is_printed, is_soft, is_written
from posguard.masking.issuers import LONGEST, SHORTEST, STARTS, issued, valid_card, with_more
from posguard.masking.vocabulary import Pattern

FIRST, LAST = 6, 4
_LONGEST_WITH_MORE = 28
"""Digits of two zeros, the longest number, and the date and code of a card."""
_SEVERAL = 2

_run = Pattern(rf"[0-9]+(?:(?:{groupings.GAP})[0-9]+)*", example="6222 0212 3456 7890 128")
_group = Pattern(r"[0-9]+", example="6222")
_amount = Pattern(r"[0-9]{1,12}\.[0-9]{1,2}", example="4500.00")
_checksum = Pattern(
    r"(?<![0-9A-Z])(?=[0-9]*[A-F])[0-9A-F]{32,128}(?![0-9A-Z])", example="41" * 15 + "a1"
)
_day_or_time = Pattern(
    r"(?<![0-9\-./])(?:19|20)[0-9]{2}([\-/.])[0-9]{1,2}\1[0-9]{1,2}(?=[\sT])"
    r"|(?<![0-9])(?<![0-9]:)[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?!:?[0-9])",
    example="2026-11-22 ",
)
_iban = Pattern(
    r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?:[ ]?[A-Z0-9]){11,30}(?![A-Z0-9])",
    example="GB29NWBK60161331926819",
)


class Secret(Struct, frozen=True):
    """A number that must not be written: which digit of its run it begins with, and where its
    secret digits stand.
    """

    kind: Literal["card", "id"]
    start: int
    places: tuple[int, ...]


def numbers(plain: str, otherwise: NumberLabel = "") -> list[Secret]:
    """Every card and ID number; ``plain`` has ASCII digits only. Where two overlap, both hide
    their digits.

    ``otherwise`` is what a number is called if no word before it says so.
    """
    return [secret for spans in _runs(plain) for secret in _Run(plain, spans, otherwise).secrets()]


def _runs(plain: str) -> Iterator[list[tuple[int, int]]]:
    """The runs of a text. Days, times, checksums and international account numbers are in none."""
    others = _iban.sub(_letters_if_iban, plain)
    for pattern in (_checksum, _day_or_time):
        others = pattern.sub(_letters, others)
    for run in _run.finditer(others):
        if run.end() - run.start() < SHORTEST:
            continue
        spans = [group.span() for group in _group.finditer(others, *run.span())]
        if sum(end - start for start, end in spans) >= SHORTEST:
            yield spans


def _letters(number: re.Match[str]) -> str:
    return "d" * len(number[0])


def _letters_if_iban(number: re.Match[str]) -> str:
    from stdnum.iso7064 import mod_97_10

    compact = number[0].replace(" ", "").upper()
    return _letters(number) if mod_97_10.is_valid(compact[4:] + compact[:4]) else number[0]


class _Run:
    """One run of groups, its digits joined, and where in them each group begins."""

    def __init__(
        self, plain: str, spans: Sequence[tuple[int, int]], otherwise: NumberLabel
    ) -> None:
        self.plain, self.spans, self.otherwise = plain, spans, otherwise
        self.groups = [plain[start:end] for start, end in spans]
        self.digits = "".join(self.groups)
        self.sizes = list(map(len, self.groups))
        self.starts = list(accumulate(self.sizes, initial=0))
        self.group_at = {start: group for group, start in enumerate(self.starts)}

    def secrets(self) -> Iterator[Secret]:
        """The secrets of this run."""
        called = classify_number(self.plain, *self.spans[0]) or self.otherwise
        found = [*self._cards(0, called), *self._more(0, called)]
        for first in range(1, len(self.sizes)):
            if self._can_begin(first):
                found += self._cards(first, self.otherwise)
                found += self._more(first, self.otherwise)
        found += self._ids(called)
        yield from found
        if not any(secret.start == 0 for secret in found):
            yield from self._only_named(called)

    def _cards(self, first: int, called: NumberLabel) -> Iterator[Secret]:
        start = self.starts[first]
        if self.digits[start] not in STARTS:
            return
        for length in range(SHORTEST, LONGEST + 1):
            after = self.group_at.get(start + length)
            if after is None or not valid_card(self.digits[start : start + length]):
                continue
            if self._likely(first, after, called):
                yield self._card(start, start + length)

    def _more(self, first: int, called: NumberLabel) -> Iterator[Secret]:
        """Cards in one group that has more digits than they."""
        size, begin = self.sizes[first], self.starts[first]
        if SHORTEST < size <= _LONGEST_WITH_MORE and called != "other":
            for start, end in with_more(self.groups[first]):
                yield self._card(begin + start, begin + end, size - end)

    def _can_begin(self, first: int) -> bool:
        """Whether a window from here can be a likely one at all; spares hostile texts most of the
        work.
        """
        size, gaps = self.sizes[first], self.gaps
        if (
            groupings.can_begin(size)
            or size >= SHORTEST
            or first == len(gaps)
            or gaps[first - 1] != gaps[first]
        ):
            return True
        return size <= groupings.THOUSAND < self.sizes[first - 1]

    def _likely(self, first: int, after: int, called: NumberLabel) -> bool:
        """Whether a window is grouped as card numbers are; one that is called something else must
        be so exactly.
        """
        if after == first + 1:
            return called != "other"
        between, even = "".join(self.gaps[first : after - 1]), self._even(first, after)
        printed = is_printed(self.sizes[first:after])
        if called.startswith("card") and (is_soft(between) or even):
            return True
        if "\n" in between and printed:
            return even or between.count("\n") == 1
        if called == "other":
            return printed
        return (
            self._broken(first, after)
            if "\n" in between
            else printed or self._grouped(first, after)
        )

    def _grouped(self, first: int, after: int) -> bool:
        """Whether the groups of a window, on one line, are likely those of one number."""
        gaps, sizes = self.gaps[first : after - 1], self.sizes[first:after]
        if any(map(is_day, self.groups[first + 1 : after])) or _amount.fullmatch(
            self.plain, *self._span(first, after)
        ):
            return False
        even = self._even(first, after)
        if is_soft("".join(gaps)):
            return even or is_written(sizes)
        if set(gaps) == {","} and groupings.is_in_thousands(sizes):
            return (
                first == 0
                or self.gaps[first - 1] != ","
                or self.sizes[first - 1] > groupings.THOUSAND
            )
        return even and len(sizes) > _SEVERAL and len(set(sizes[1:-1])) == 1

    def _even(self, first: int, after: int) -> bool:
        """Whether the window is everything that is held together by one and the same separator."""
        gaps = self.gaps[first : after - 1]
        before = self.gaps[first - 1] if first else ""
        behind = self.gaps[after - 1] if after <= len(self.gaps) else ""
        return len(set(gaps)) == 1 and gaps[0] not in (before, behind)

    def _broken(self, first: int, after: int) -> bool:
        """Whether a window is one number, once the end of a line within it is taken away, and no
        two of a list.
        """
        gaps, sizes = self.gaps[first : after - 1], self.sizes[first:after]
        [place, *more] = [n for n, gap in enumerate(gaps) if "\n" in gap]
        if more or not is_soft("".join(gaps)):
            return False
        sizes[place : place + 2] = [sizes[place] + sizes[place + 1]]
        if len(sizes) > 1:
            return is_written(sizes)
        one, two = self.groups[first:after]
        two_numbers = "-" not in gaps[place] and groupings.are_two_numbers(one, two)
        if (two_numbers or self._listed(first, after)) and self._fills_lines(first, after):
            return False
        return not is_day(two)

    def _listed(self, first: int, after: int) -> bool:
        """Whether a line beside two lines with a number each has a number as long as one of
        them.
        """
        context = []
        if first and "\n" in self.gaps[first - 1]:
            context.append(self.sizes[first - 1])
        if after < len(self.sizes) and "\n" in self.gaps[after - 1]:
            context.append(self.sizes[after])
        return any(size in self.sizes[first:after] for size in context)

    def _fills_lines(self, first: int, after: int) -> bool:
        """Whether nothing else stands on the lines of a window."""
        start, end = self._span(first, after)
        before = self.plain[self.plain.rfind("\n", 0, start) + 1 : start]
        line_end = self.plain.find("\n", end)
        behind = self.plain[end:] if line_end < 0 else self.plain[end:line_end]
        return not (before + behind).strip()

    def _ids(self, called: NumberLabel) -> Iterator[Secret]:
        for start in persons.begun(self.digits):
            first = self.group_at.get(start)
            if first is None:
                continue
            other = (self.otherwise if first else called) == "other"
            for number, after in self._of_id_length(first):
                if persons.valid_id(number) and (
                    not other or after - first > _SEVERAL or persons.is_grown_up(number)
                ):
                    yield self._id(start, len(number))

    def _of_id_length(self, first: int) -> Iterator[tuple[str, int]]:
        start = self.starts[first]
        for length in persons.LENGTHS:
            after = self.group_at.get(start + length)
            if after is not None:
                yield self.digits[start : start + length], after
        digits = persons.LENGTHS[0] - 1
        after = self.group_at.get(start + digits)
        if after is not None and persons.is_x(self.plain, self.spans[after - 1][1]):
            yield self.digits[start : start + digits] + "X", after

    def _only_named(self, called: NumberLabel) -> Iterator[Secret]:
        """A number that is called a card's or a person's, but has a wrong digit in it: it gives
        away as much.
        """
        if called == "id":
            yield from (self._id(0, len(number)) for number, _ in self._of_id_length(0))
        if not called.startswith("card"):
            return
        lengths = [n for n in range(LONGEST, SHORTEST - 1, -1) if self._held(n)]
        if called == "card":
            lengths = [n for n in lengths if issued(self.digits[:n])]
        elif self.sizes[0] > LONGEST:
            lengths = self.sizes[:1]
        yield from (self._card(0, n) for n in lengths[:1])

    def _held(self, length: int) -> bool:
        """Whether the first so many digits are whole groups, and held together as those of one
        number.
        """
        after = self.group_at.get(length, 0)
        return after == 1 or (
            after > 1 and (is_soft("".join(self.gaps[: after - 1])) or self._even(0, after))
        )

    def _card(self, start: int, end: int, more: int = 0) -> Secret:
        """A card's number, and ``more`` digits behind it that belong to it."""
        places = self._places
        return Secret("card", start, places[start + FIRST : end - LAST] + places[end : end + more])

    def _id(self, start: int, length: int) -> Secret:
        return Secret("id", start, self._places[start + FIRST : start + length - LAST])

    def _span(self, first: int, after: int) -> tuple[int, int]:
        return self.spans[first][0], self.spans[after - 1][1]

    @cached_property
    def gaps(self) -> list[str]:
        """What stands between the groups."""
        return [self.plain[one[1] : two[0]] for one, two in pairwise(self.spans)]

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """Where in the text each digit of the run stands."""
        return tuple(n for start, end in self.spans for n in range(start, end))
