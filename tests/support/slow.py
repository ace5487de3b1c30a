"""Parameters of which a few stand for all when there is no time: the others are marked slow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pytest
from _pytest.mark.structures import ParameterSet


def slow_after(count: int, values: Iterable[object]) -> list[ParameterSet]:
    """The values as parameters, all but the first ``count`` of them marked slow."""
    return [
        pytest.param(value, marks=() if place < count else pytest.mark.slow)
        for place, value in enumerate(values)
    ]


def slow_between(step: int, values: Iterable[object]) -> list[ParameterSet]:
    """The values as parameters, all but every ``step``-th of them marked slow."""
    return [
        pytest.param(value, marks=pytest.mark.slow if place % step else ())
        for place, value in enumerate(values)
    ]


def slow_unless(quick: Collection[str], values: Mapping[str, object]) -> list[ParameterSet]:
    """The values as parameters with their names as ids, all but the named ones marked slow."""
    assert set(quick) <= set(values), f"there is no {set(quick) - set(values)}"
    return [
        pytest.param(value, id=name, marks=() if name in quick else pytest.mark.slow)
        for name, value in values.items()
    ]
