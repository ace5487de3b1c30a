"""Texts in every form in which somebody may read them, and each of them once in a table"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Row = dict[str, object]
Forms = tuple[str, ...]
"""A text in each language. Where something else is read abroad, three marks stand around both:
before what is read at home, between, and behind what is read abroad.
"""
MARK = "\x7f"
"""A character that YAML does not allow in a pack."""


def marked(home: str, away: str) -> str:
    """What is read at home and what is read abroad, with marks around what differs."""
    if home == away:
        return home
    most = min(len(home), len(away))
    begin = next((n for n in range(most) if home[n] != away[n]), most)
    most -= begin
    end = next((n for n in range(most) if home[-1 - n] != away[-1 - n]), most)
    changed = home[begin : len(home) - end], away[begin : len(away) - end]
    return MARK.join([home[:begin], *changed, home[len(home) - end :]])


def each_once(row: Row) -> Row:
    """A row with a list of the texts that stand in it more than once; in the stead of these, their
    places in it, counted from 1.
    """
    times = Counter(_forms_in(row))
    often = {forms: n for n, forms in enumerate((f for f in times if times[f] > 1), start=1)}
    return {**_placed(row, often), "texts": [*often]}


def _forms_in(value: object) -> Iterator[Forms]:
    """Every text that stands in a value."""
    if isinstance(value, tuple):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _forms_in(each)


def _placed(value: Any, places: Mapping[Forms, int]) -> Any:
    """A value with places in the stead of texts."""
    if isinstance(value, tuple):
        return places.get(value, value)
    if isinstance(value, dict):
        return {key: _placed(each, places) for key, each in value.items()}
    return [_placed(each, places) for each in value] if isinstance(value, list) else value
