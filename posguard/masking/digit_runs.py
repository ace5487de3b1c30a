"""Runs of digits in a text, and the windows in them that are grouped as one number is.

A run is groups of digits with nothing but signs and spaces between them; a window is a part of a
run from the start of one group to the end of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise, starmap

from posguard.masking import groupings
from posguard.masking.context import NumberLabel
from posguard.masking.groupings import is_day, is_printed, is_soft, is_written
from posguard.masking.issuers import SHORTEST
from posguard.masking.vocabulary import Pattern

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


def runs(plain: str) -> Iterator[Run]:
    """The runs of a text that are long enough for a card number or an ID number.

    Days, times, checksums and international account numbers are in none of them.
    """
    others = _iban.sub(_letters_if_iban, plain)
    for pattern in (_checksum, _day_or_time):
        others = pattern.sub(_letters, others)
    for match in _run.finditer(others):
        if match.end() - match.start() < SHORTEST:
            continue
        spans = [group.span() for group in _group.finditer(others, *match.span())]
        if sum(end - start for start, end in spans) >= SHORTEST:
            yield Run(plain, spans)


def _letters(number: re.Match[str]) -> str:
    return "d" * len(number[0])


def _letters_if_iban(number: re.Match[str]) -> str:
    from stdnum.iso7064 import mod_97_10

    compact = number[0].replace(" ", "").upper()
    return _letters(number) if mod_97_10.is_valid(compact[4:] + compact[:4]) else number[0]


class Run:
    """One run: its digits joined, and for each group its size and the place where it starts.

    Windows are given by their ``first`` group, and by the group ``after`` their last one.
    """

    def __init__(self, plain: str, spans: Sequence[tuple[int, int]]) -> None:
        self.plain, self.spans = plain, spans
        self.groups = [plain[start:end] for start, end in spans]
        self.digits = "".join(self.groups)
        self.sizes = list(map(len, self.groups))
        self.starts = list(accumulate(self.sizes, initial=0))
        self.group_at = {start: group for group, start in enumerate(self.starts)}

    @cached_property
    def gaps(self) -> list[str]:
        """The signs and spaces between the groups."""
        return [self.plain[one[1] : two[0]] for one, two in pairwise(self.spans)]

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The place of each digit of the run in the text."""
        return tuple(chain.from_iterable(starmap(range, self.spans)))

    def can_begin(self, first: int) -> bool:
        """Whether any likely window can begin here: spares hostile texts most of the work."""
        size, gaps = self.sizes[first], self.gaps
        if groupings.can_begin(size) or size >= SHORTEST:
            return True
        if first == len(gaps) or gaps[first - 1] != gaps[first]:
            return True
        return size <= groupings.THOUSAND < self.sizes[first - 1]

    def is_likely(self, first: int, after: int, label: NumberLabel) -> bool:
        """Whether a window is grouped as card numbers are.

        Under the label of another number it must be grouped exactly as they are printed.
        """
        if after == first + 1:
            return label != "other"
        between = "".join(self.gaps[first : after - 1])
        is_even = self._is_even(first, after)
        if label.startswith("card") and (is_soft(between) or is_even):
            return True
        printed = is_printed(self.sizes[first:after])
        if "\n" in between and printed:
            return is_even or between.count("\n") == 1
        if label == "other" or printed:
            return printed
        if "\n" in between:
            return self._is_broken(first, after)
        return self._is_grouped(first, after)

    def is_joined(self, length: int) -> bool:
        """Whether the first digits of the run are whole groups, joined as those of one number."""
        after = self.group_at.get(length, 0)
        if after <= 1:
            return after == 1
        return is_soft("".join(self.gaps[: after - 1])) or self._is_even(0, after)

    def _is_grouped(self, first: int, after: int) -> bool:
        """Whether the groups of a window, on one line, are likely those of one number."""
        gaps, sizes = self.gaps[first : after - 1], self.sizes[first:after]
        if any(map(is_day, self.groups[first + 1 : after])):
            return False
        if _amount.fullmatch(self.plain, *self._span(first, after)):
            return False
        is_even = self._is_even(first, after)
        if is_soft("".join(gaps)):
            return is_even or is_written(sizes)
        if set(gaps) == {","} and groupings.is_in_thousands(sizes):
            return self._begins_amount(first)
        return is_even and len(sizes) > _SEVERAL and len(set(sizes[1:-1])) == 1

    def _begins_amount(self, first: int) -> bool:
        """Whether groups of thousands begin here, and do not go on from the group before."""
        if first == 0 or self.gaps[first - 1] != ",":
            return True
        return self.sizes[first - 1] > groupings.THOUSAND

    def _is_even(self, first: int, after: int) -> bool:
        """Whether the window is all that is joined by one and the same separator."""
        gaps = self.gaps[first : after - 1]
        before = self.gaps[first - 1] if first else ""
        behind = self.gaps[after - 1] if after <= len(self.gaps) else ""
        return len(set(gaps)) == 1 and gaps[0] not in (before, behind)

    def _is_broken(self, first: int, after: int) -> bool:
        """Whether a window is one number broken by the end of a line, and not two of a list."""
        gaps, sizes = self.gaps[first : after - 1], self.sizes[first:after]
        [place, *more] = [n for n, gap in enumerate(gaps) if "\n" in gap]
        if more or not is_soft("".join(gaps)):
            return False
        sizes[place : place + 2] = [sizes[place] + sizes[place + 1]]
        if len(sizes) > 1:
            return is_written(sizes)
        one, two = self.groups[first:after]
        two_numbers = "-" not in gaps[place] and groupings.are_two_numbers(one, two)
        if (two_numbers or self._is_listed(first, after)) and self._fills_lines(first, after):
            return False
        return not is_day(two)

    def _is_listed(self, first: int, after: int) -> bool:
        """Whether a line beside the window has a number as long as one on its two lines."""
        beside = []
        if first and "\n" in self.gaps[first - 1]:
            beside.append(self.sizes[first - 1])
        if after < len(self.sizes) and "\n" in self.gaps[after - 1]:
            beside.append(self.sizes[after])
        return any(size in self.sizes[first:after] for size in beside)

    def _fills_lines(self, first: int, after: int) -> bool:
        """Whether a window is alone on its lines."""
        start, end = self._span(first, after)
        before = self.plain[self.plain.rfind("\n", 0, start) + 1 : start]
        line_end = self.plain.find("\n", end)
        behind = self.plain[end:] if line_end < 0 else self.plain[end:line_end]
        return not (before + behind).strip()

    def _span(self, first: int, after: int) -> tuple[int, int]:
        return self.spans[first][0], self.spans[after - 1][1]
