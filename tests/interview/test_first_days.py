"""Five typical first days are no longer than nine lines, and hold what a colleague would say."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest
from support.paths import TESTS
from support.shipped_pack import contents

from posguard.pack.model import WITHINS

MOST_LINES = 9


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "first_days_page", TESTS.parent / "docs" / "first_days.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


PAGE = _module()
SITUATIONS = PAGE.situations()


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s.situation.en)
def test_a_first_day_is_short_and_holds_every_ideal_line(situation: object) -> None:
    """Nine lines at most; the first line is the first of the ideal day, and of every other line
    one of its steps is due on that day.
    """
    made = PAGE.planned(situation, contents())
    day = PAGE.first_day(made)
    assert len(day) <= MOST_LINES, [step.id for step in day]
    ideal = situation.ideal  # type: ignore[attr-defined]
    assert day[0].id in ideal[0].steps
    due = {s.id for s in made.steps if WITHINS.index(s.within) <= WITHINS.index("24h")}
    assert [line.en for line in ideal if not due & {*line.steps}] == []


def test_there_are_five() -> None:
    """The five situations that people come with most."""
    assert len(SITUATIONS) == 5
