"""Markers: the box and the number before an item, in characters that every terminal has."""

from __future__ import annotations

from posguard.render.page import Item

_BOXES = {"todo": "[ ] ", "done": "[x] ", "never": "[!] "}


def marker(item: Item) -> str:
    """The box and the number of an item, or the dash of one that has neither.

    A paragraph has at most a number, a line of a report nothing.
    """
    if item.mark == "line":
        return ""
    number = numbering(item)
    if item.is_paragraph or item.mark in _BOXES:
        return _BOXES.get(item.mark, "") + number
    return number or "- "


def numbering(item: Item) -> str:
    """The number of an item: ``1. `` in a plan or a letter, ``[1] `` where it is cited by it."""
    if item.number is None:
        return ""
    counted = item.is_paragraph or item.mark in _BOXES
    return f"{item.number}. " if counted else f"[{item.number}] "
