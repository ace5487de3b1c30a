"""Figures of a benchmark: how well a pack's plans do what the vignettes expect of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from posguard.errors import Problem
from posguard.lint.expectations import Miss, Printed
from posguard.lint.vignettes import Vignette

FigureName = Literal[
    "urgency",
    "too-calm",
    "first",
    "must",
    "forbidden",
    "must-not",
    "unsaid",
    "warned",
    "first-page",
    "first-page-longest",
    "whole",
    "whole-longest",
]
"""What is counted, in the order of the report."""


class Result(Struct, frozen=True):
    """A vignette played through a pack: what its plan does not meet, and what is printed of it."""

    vignette: Vignette
    misses: tuple[Miss, ...]
    printed: Printed


class Figure(Struct, frozen=True):
    """A number of the report: of how many, if it is a share, and its threshold, if it has one.

    ``least`` is a percentage, ``most`` a number.
    """

    name: FigureName
    value: int
    of: int | None = None
    least: int | None = None
    most: int | None = None

    @property
    def is_met(self) -> bool:
        """Whether the number keeps to its threshold; a share of nothing does."""
        if self.least is not None and self.of is not None:
            return self.value * 100 >= self.least * self.of
        return self.most is None or self.value <= self.most

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down: 100 means all."""
        return self.value * 100 // self.of if self.of else 100


class Benchmark(Struct, frozen=True):
    """The results of all vignettes that could be played, and the problems of those that could
    not.
    """

    results: tuple[Result, ...]
    problems: tuple[Problem, ...]

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Every expectation not met, in the order of the stories."""
        return tuple(_misses(self.results))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the report; none if no vignette could be played."""
        return tuple(figures(self.results)) if self.results else ()

    @property
    def is_passed(self) -> bool:
        """Whether every vignette could be played and every figure keeps to its threshold."""
        return not self.problems and all(figure.is_met for figure in self.figures)


def _misses(results: Sequence[Result]) -> Iterator[Miss]:
    return chain.from_iterable(result.misses for result in results)


def figures(results: Sequence[Result]) -> Iterator[Figure]:
    """The figures of at least one result."""
    missed = Counter(miss.kind for miss in _misses(results))
    stories = len(results)
    musts = sum(len(result.vignette.must) for result in results)
    warned = sum(len(result.vignette.warned) for result in results)
    right = stories - missed["urgency"] - missed["too-calm"]
    yield Figure("urgency", right, stories, least=100)
    yield Figure("too-calm", missed["too-calm"], stories)
    yield Figure("first", stories - missed["first"], stories, least=95)
    yield Figure("must", musts - missed["must"], musts, least=95)
    yield Figure("forbidden", sum(map(_is_forbidden, results)), stories)
    yield Figure("must-not", missed["must-not"], most=0)
    yield Figure("unsaid", missed["unsaid"], most=0)
    yield Figure("warned", warned - missed["warned"], warned, least=80)
    yield from _lengths(results)


def _is_forbidden(result: Result) -> bool:
    """Whether the plan has a line that is untrue of this person or forbidden to them."""
    return any(miss.kind in ("must-not", "unsaid") for miss in result.misses)


def _lengths(results: Sequence[Result]) -> Iterator[Figure]:
    from statistics import median_high

    first = [result.printed.first_page for result in results]
    whole = [result.printed.whole for result in results]
    yield Figure("first-page", median_high(first), most=24)
    yield Figure("first-page-longest", max(first))
    yield Figure("whole", median_high(whole), most=100)
    yield Figure("whole-longest", max(whole))
