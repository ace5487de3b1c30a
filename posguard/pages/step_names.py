"""Names of steps where there is no room for all that they say to do: their first clauses."""

from __future__ import annotations

import re

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
    lang, do = setting.lang, planned.step.do[setting.lang]
    for found in re.finditer(_CLAUSE[lang], do):
        name = _cut(setting, do, found.start())
        if cells(name) >= _SHORTEST_NAME and not re.search(_CONDITION[lang], name):
            return name
    return do


def longest_name(setting: Setting, planned: PlanStep, room: int) -> str:
    """A step by as many of its first clauses as fit into so many columns."""
    lang, do = setting.lang, planned.step.do[setting.lang]
    if cells(do) <= room:
        return do
    names = (_cut(setting, do, found.start()) for found in re.finditer(_CLAUSE[lang], do))
    fitting = [name for name in names if cells(name) <= room]
    return max((brief_name(setting, planned), *fitting), key=len)


def _cut(setting: Setting, do: str, end: int) -> str:
    """What to do up to a place; what is said of a number that it names is not cut off."""
    name = do[:end].rstrip()
    return setting.abroad.noted(name, setting.lang) if setting.abroad else name
