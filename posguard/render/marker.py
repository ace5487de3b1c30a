"""Markers: the box to tick and the number before an item, in characters that every terminal
has.
"""

from __future__ import annotations

from posguard.render.page import Item

_MARKS = {"todo": "[ ]", "never": "[!]", "info": "-"}


def marker(item: Item) -> str:
    """What stands before an item: the box to tick and its number, or a dash; a paragraph has at
    most a number.
    """
    if item.is_paragraph:
        return f"{item.number}. " if item.number is not None else ""
    if item.mark == "info":
        return f"[{item.number}] " if item.number is not None else "- "
    return (
        f"{_MARKS[item.mark]} {item.number}. "
        if item.number is not None
        else f"{_MARKS[item.mark]} "
    )
