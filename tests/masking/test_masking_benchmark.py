"""Masking, measured: a small run of ``tests/benchmarks/masking.py``, whose figures the guide
gives.
"""

from __future__ import annotations

import pytest
from benchmarks.masking import CHANGED, SEEN, Group, groups, run
from support.slow import slow_between

SIZE = 150
ALL = list(groups())


@pytest.mark.parametrize(
    "group",
    slow_between(4, (group for group in ALL if group.wrong == SEEN)),
    ids=lambda group: group.name,
)
def test_no_secret_is_seen(group: Group) -> None:
    """Of every way to write a card, an ID number, a code or a password, none that was tried can be
    seen afterwards.
    """
    assert run(group, SIZE) == []


@pytest.mark.parametrize(
    "group", [group for group in ALL if group.wrong == CHANGED], ids=lambda group: group.name
)
def test_hardly_anything_else_is_changed(group: Group) -> None:
    """Other numbers stay: at most one in two hundred in free text is changed, and none in a field
    that names it.
    """
    size = 10 * SIZE
    most = 0 if "typed" in group.name else size // 200
    assert len(wrong := run(group, size)) <= most, wrong[:5]
