"""Damage of a record in words: line by line, and in the text of what is made in spite of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posguard.case.record import Damage
from posguard.messages import say
from posguard.playbook.model import Lang


def damage_lines(lang: Lang, name: str, damage: Sequence[Damage]) -> Iterator[str]:
    """Each damage with its file and line."""
    for each in damage:
        fault = say(lang, f"fault:{each.rule}", **each.facts)
        key = "damage" if each.line else "damage-whole"
        yield say(lang, key, file=f"{name}/record.jsonl", line=each.line, fault=fault)


def damage_notice(lang: Lang, name: str, damage: Sequence[Damage]) -> str:
    """What a calendar or a bag says of itself when it was made from a damaged record; empty if it
    was not.
    """
    lines = list(damage_lines(lang, name, damage))
    return say(lang, "damage-notice", lines=("；" if lang == "zh" else "; ").join(lines)) if lines else ""
