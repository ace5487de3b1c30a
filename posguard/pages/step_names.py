"""Names of steps where there is no room for all that they say to do: their first clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from posguard.interview.plan import PlanStep
from posguard.pack.model import Lang
from posguard.pages.setting import Setting
from posguard.render.wrap import cells

_SHORTEST_NAME = 8
_CLAUSE: dict[Lang, str] = {
    "zh": r"[，；：。（]",
    "en": r"[;:(]|,(?! [^;:(.]*\b(?:and|or)\b)",
}
"""The end of a clause. A comma within a list is none."""
_CONDITION: dict[Lang, str] = {
    "zh": r"^(?:如果|要|没)|[的后前时里]$",
    "en": r"^(?:If|Once|When|From|Before|Until)\b[^,]*$",
}
"""A clause that says nothing to do by itself."""


def brief_name(setting: Setting, planned: PlanStep) -> str:
    """A step by its first clause that says what to do, long enough to be known by."""
    key = planned.id, setting.lang, setting.abroad is not None
    name = setting.known.names.get(key)
    if name is None:
        do = planned.step.do[setting.lang]
        names = [_noted(setting, each) for each in _beginnings(setting.lang, do)]
        name = setting.known.names[key] = _first_name(setting.lang, do, names)
    return name


def _first_name(lang: Lang, do: str, names: Sequence[str]) -> str:
    """The first of the names that says what to do; all of it if none does."""
    for name in names:
        if cells(name) >= _SHORTEST_NAME and not re.search(_CONDITION[lang], name):
            return name
    return do


def longest_name(setting: Setting, planned: PlanStep, room: int) -> str:
    """A step by as many of its first clauses as fit into so many columns."""
    do = planned.step.do[setting.lang]
    if cells(do) <= room:
        return do
    names = (_noted(setting, clauses) for clauses in _beginnings(setting.lang, do))
    fitting = [name for name in names if cells(name) <= room]
    return max((brief_name(setting, planned), *fitting), key=len)


def _beginnings(lang: Lang, do: str) -> tuple[str, ...]:
    """What to do up to the end of each clause."""
    return tuple(do[: found.start()].rstrip() for found in re.finditer(_CLAUSE[lang], do))


def _noted(setting: Setting, name: str) -> str:
    """The first clauses of what to do; what is said of a number in them is not cut off."""
    return setting.abroad.noted(name, setting.lang) if setting.abroad else name
