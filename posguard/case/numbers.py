"""Card numbers and Chinese resident ID numbers in a text: where their secret digits stand.

A run is digits with spaces, dashes or dots between them; a window is a part of a run from the start of one group to
the end of another. A window that is a valid number in a likely grouping is a secret; what its first group is called
decides how likely it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

from msgspec import Struct

from posguard.case.nearby import Named, named

FIRST, LAST = 6, 4
SHORTEST, LONGEST = 13, 19
_ID_LENGTHS = (18, 15)
"""Of today's ID numbers, and of the old ones, which have no check digit."""

INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
BETWEEN = r"\s\-_.‐‑‒–—―−·•‧・∙。﹣"

_group = re.compile(rf"[0-9](?:[{INVISIBLE}]*+[0-9])*+")
_gap = re.compile(rf"[{BETWEEN}{INVISIBLE}]{{1,6}}").fullmatch
_digest = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[A-Fa-f])[0-9A-Fa-f]{32,128}(?![0-9A-Za-z])")
_moment = re.compile(
    r"(?<![0-9\-./])(?:19|20)[0-9]{2}([\-/.])[0-9]{1,2}\1[0-9]{1,2}(?=[\sT])"
    r"|(?<![0-9])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])"
)
_issued = re.compile(
    r"""
    4(?:[0-9]{12}|[0-9]{15,18})                                       # Visa; in China also with 17 to 19 digits
    | 5[1-5][0-9]{14,17}                                              # Mastercard
    | 2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}
    | 62[0-9]{14,17} | 81[0-7][0-9]{13,16}                            # UnionPay
    | (?:60[0-9]|64[4-9]|65[0-9])[0-9]{13,16}                         # Discover, RuPay, older cards of Chinese banks
    | (?:5018|5020|5038|5049|5666|589[39]|6304|66[46]0|67[56][0-9]|683[0-9]|685[0-9])[0-9]{12,15}
    | 690755[0-9]{9,13}
    | 9(?:000|40[0-9]|55[5-9]|666|688|843|852|90[08]|988|999)[0-9]{12,15}
    | 3[47][0-9]{13}                                                  # American Express
    | 35(?:2[89]|[3-8][0-9])[0-9]{12,15}                              # JCB
    | (?:30[0-5]|309|3[689][0-9])[0-9]{11}(?:[0-9]{2})?               # Diners Club
    | 220[0-4][0-9]{12}                                               # Mir
    """,
    re.VERBOSE,
).fullmatch
_ISSUER_STARTS = frozenset("2345689")
_id_shape = re.compile(
    r"(?!19|20)[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]"
).fullmatch
_grown_up = re.compile(r"(?:[1-6][0-9]|71|8[1-3])[0-9]{4}(?:19[0-9]{2}|200[0-9])").match
"""No order number holds such a date where an ID number does: it would be older than the machines that give them."""
_x = re.compile(rf"[{BETWEEN}{INVISIBLE}]{{0,6}}[Xx](?![0-9A-Za-z])").match


_printed = re.compile(r"(?:4-){3}[1-4]|(?:4-){4}[1-3]|4-6-[45]|4-3-3-3|4-4-5").fullmatch
"""The sizes of the groups that cards are printed in."""
_usual = re.compile(r"(?:(?:4|8|12)-){2,}[0-9]+|6-13|4-6-[45]|4-3-3-3").fullmatch
"""The sizes of the groups that people write."""
_amount = re.compile(r"[0-9]{1,12}\.[0-9]{1,2}").fullmatch
_BEGINS = frozenset({4, 6, 8, 12})
_SEVERAL = 2


class Secret(Struct, frozen=True):
    """A number that must not be written, and the places of its secret digits."""

    kind: Literal["card", "id"]
    places: tuple[int, ...]


def numbers(plain: str) -> list[Secret]:
    """Every card and ID number; ``plain`` has ASCII digits only. Where two overlap, both hide their digits."""
    return [secret for spans in _runs(plain) for secret in _Run(plain, spans).secrets()]


def _runs(plain: str) -> Iterator[list[tuple[int, int]]]:
    """The runs of a text. Dates, times, and checksums of 32 and more digits with letters among them, are in none."""
    others = {place for look in (_digest, _moment) for match in look.finditer(plain) for place in range(*match.span())}
    run: list[tuple[int, int]] = []
    for match in _group.finditer(plain):
        if run and not _gap(plain, run[-1][1], match.start()):
            yield run
            run = []
        if match.start() not in others:
            run.append(match.span())
    if run:
        yield run


def _valid_card(number: str) -> bool:
    if number[0] not in _ISSUER_STARTS or not _issued(number):
        return False
    from stdnum import luhn  # 50 ms: it loads what asks registries over the network, which is never used here

    return luhn.is_valid(number)


def valid_id(number: str) -> bool:
    """Whether 18 characters are a resident's ID number: form, date of birth, and check digit."""
    if not _id_shape(number):
        return False
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return number[-1] == ric.calc_check_digit(number)


class _Run:
    """One run of groups, its digits joined, and where in them each group begins."""

    def __init__(self, plain: str, spans: Sequence[tuple[int, int]]) -> None:
        self.plain, self.spans = plain, spans
        groups = [plain[start:end] for start, end in spans]
        if not all(map(str.isdecimal, groups)):
            groups = [re.sub(r"[^0-9]", "", group) for group in groups]
        self.digits = "".join(groups)
        self.sizes = list(map(len, groups))
        self.starts = list(accumulate(self.sizes, initial=0))
        self.group_at = {start: group for group, start in enumerate(self.starts)}

    def secrets(self) -> Iterator[Secret]:
        """The secrets of this run."""
        if len(self.digits) < SHORTEST:
            return
        called = named(self.plain, self.spans[0][0])
        first_is_known = False
        for first in range(len(self.sizes)):
            for secret in (*self._cards(first, "" if first else called), *self._ids(first, "" if first else called)):
                first_is_known = first_is_known or first == 0
                yield secret
        if not first_is_known:
            yield from self._only_named(called)

    def _cards(self, first: int, called: Named) -> Iterator[Secret]:
        start = self.starts[first]
        if self.digits[start] not in _ISSUER_STARTS or (first and not self._can_begin(first)):
            return
        for length in range(SHORTEST, LONGEST + 1):
            after = self.group_at.get(start + length)
            if after is None or not self._likely(first, after, called):
                continue
            if _valid_card(self.digits[start : start + length]):
                yield self._secret("card", start, length)

    def _can_begin(self, first: int) -> bool:
        """Whether a window from here can be a likely one at all; spares hostile texts most of the work."""
        size = self.sizes[first]
        return size in _BEGINS or size >= SHORTEST or self.gaps[first - 1 : first] != self.gaps[first : first + 1]

    def _likely(self, first: int, after: int, called: Named) -> bool:
        """Whether a window is grouped as card numbers are; one that is called something else must be so exactly."""
        if after == first + 1:
            return called != "other"
        if called.startswith("card"):
            return True
        start, end = self.spans[first][0], self.spans[after - 1][1]
        shape = "-".join(map(str, self.sizes[first:after]))
        lines = self.plain.count("\n", start, end)
        if called == "other" or lines:
            return lines < _SEVERAL and _printed(shape) is not None
        if _amount(self.plain, start, end):
            return False
        return bool(_usual(shape)) or self._even(first, after)

    def _even(self, first: int, after: int) -> bool:
        """Whether the window is everything that is held together by one and the same separator."""
        gaps = self.gaps[first : after - 1]
        before = self.gaps[first - 1] if first else ""
        behind = self.gaps[after - 1] if after <= len(self.gaps) else ""
        return len(set(gaps)) == 1 and gaps[0] not in (before, behind)

    def _ids(self, first: int, called: Named) -> Iterator[Secret]:
        for number, after in self._of_id_length(first):
            if valid_id(number) and (called != "other" or after - first > _SEVERAL or _grown_up(number)):
                yield self._secret("id", self.starts[first], len(number))

    def _of_id_length(self, first: int) -> Iterator[tuple[str, int]]:
        start = self.starts[first]
        for length in _ID_LENGTHS:
            after = self.group_at.get(start + length)
            if after is not None:
                yield self.digits[start : start + length], after
        after = self.group_at.get(start + _ID_LENGTHS[0] - 1)
        if after is not None and _x(self.plain, self.spans[after - 1][1]):
            yield self.digits[start : start + _ID_LENGTHS[0] - 1] + "X", after

    def _only_named(self, called: Named) -> Iterator[Secret]:
        """A number that is called a card's or a person's, but has a wrong digit in it: it gives away as much."""
        if called == "id":
            yield from (self._secret("id", 0, len(number)) for number, _ in self._of_id_length(0))
        if not called.startswith("card"):
            return
        lengths = [n for n in range(LONGEST, SHORTEST - 1, -1) if n in self.group_at]
        if called == "card":
            lengths = [n for n in lengths if _issued(self.digits[:n])]
        elif self.sizes[0] > LONGEST:
            lengths = self.sizes[:1]
        yield from (self._secret("card", 0, n) for n in lengths[:1])

    def _secret(self, kind: Literal["card", "id"], start: int, length: int) -> Secret:
        return Secret(kind, self._places[start + FIRST : start + length - LAST])

    @cached_property
    def gaps(self) -> list[str]:
        """What stands between the groups."""
        return [self.plain[one[1] : two[0]] for one, two in pairwise(self.spans)]

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """Where in the text each digit of the run stands."""
        return tuple(n for start, end in self.spans for n in range(start, end) if self.plain[n].isdecimal())
