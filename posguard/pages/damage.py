"""Damage of a record in words: line by line, before a page, and in a paper made despite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posguard.case.record import RECORD, Damage
from posguard.messages import joined, say
from posguard.pack.model import Lang
from posguard.render.page import Item

_MOST_SHOWN = 10


def damage_items(lang: Lang, name: str, damage: Sequence[Damage]) -> Iterator[Item]:
    """Each damage as a line of a report; ``name`` is that of the case, or empty."""
    file = f"{name}/{RECORD}" if name else RECORD
    for each in damage:
        fault = say(lang, f"fault:{each.rule}", **each.facts)
        facts = {"file": file, "line": each.line, "rule": each.rule, "message": fault}
        yield Item(
            "damage",
            say(lang, _damage_key(each), file=file, line=each.place, fault=fault),
            mark="line",
            facts=facts | ({"until": each.until} if each.until else {}),
        )


def _damage_key(damage: Damage) -> str:
    if damage.until:
        return "damage-lines"
    return "damage" if damage.line else "damage-whole"


def damage_lines(
    lang: Lang, name: str, damage: Sequence[Damage], most: int | None = None
) -> Iterator[str]:
    """Each damage with its file and line; after ``most`` of them only how many more there are."""
    yield from (item.text for item in damage_items(lang, name, damage[:most]))
    if most is not None and len(damage) > most:
        yield say(lang, "damage-more", count=len(damage) - most)


def damage_told(
    lang: Lang, name: str, damage: Sequence[Damage], unknown: Sequence[str]
) -> Iterator[str]:
    """What is said before a command shows or does anything with a case."""
    if damage:
        yield say(lang, "damage-first", name=name)
        yield from (f"  {words}" for words in damage_lines(lang, name, damage, _MOST_SHOWN))
        yield say(lang, "damage-then", name=name)
    if unknown:
        yield say(lang, "kinds-unknown", name=name, kinds=list(unknown))


def damage_notice(lang: Lang, name: str, damage: Sequence[Damage]) -> str:
    """What a paper, a calendar or a bag says of itself when it was made from a damaged record;
    empty if it was not.

    ``name`` is that of the case; empty where it is nobody else's business.
    """
    if not damage:
        return ""
    lines = joined(lang, damage_lines(lang, name, damage, _MOST_SHOWN), "clauses")
    return say(lang, "damage-notice", lines=lines)
