"""The first page of a plan above the list at its end, on a screen of any size."""

from __future__ import annotations

import pytest
from support.emulator import ENTER, Emulator, squeezed
from support.interviews import TAKEN

from posguard.messages import say
from posguard.render.wrap import cells
from posguard.terminal.sheet import Passage, sheet_lines

SHEET = (
    Passage("Plan for a robbery", known=True),
    Passage("Urgency: emergency", style="title"),
    Passage("Now", style="title"),
    Passage("Get to a safe place, and stay there", "[ ] 1. "),
    Passage("Call 110", "[ ] 2. "),
)


def test_a_sheet_with_room_enough_is_whole() -> None:
    """Everything stands there, in its order, no line too long."""
    lines = [line for _, line in sheet_lines(SHEET, "en", 30, 7)]
    assert lines[:3] == ["Plan for a robbery", "Urgency: emergency", "Now"]
    assert lines[3:] == ["[ ] 1. Get to a safe place,", "       and stay there", "[ ] 2. Call 110"]
    assert max(map(cells, lines)) <= 30


@pytest.mark.parametrize("room", range(7))
def test_a_sheet_is_shown_from_its_top(room: int) -> None:
    """Where there is no room, what is known gives way first, then what is below; how much that is
    stands in the last line, and no heading stands there without what it is about.
    """
    lines = [line for _, line in sheet_lines(SHEET, "en", 30, room)]
    assert len(lines) <= room
    shown: dict[int, list[str | int]] = {
        1: [4],
        2: ["Urgency: emergency", 3],
        3: ["Urgency: emergency", "[ ] 1. Get to a safe place,", 3],
    }
    if room == 5:
        assert lines[-1] == "[ ] 2. Call 110"
    assert "Plan for a robbery" not in lines or room == 6
    for line, wanted in zip(lines, shown.get(room, [*lines]), strict=True):
        below = say("en", "list-below", count=wanted) if isinstance(wanted, int) else wanted
        assert line == below


@pytest.mark.parametrize("end", [b"5" + ENTER, b"q"], ids=["done", "q"])
def test_the_first_page_stands_above_the_list_and_stays(end: bytes) -> None:
    """At 80 columns and 24 lines the urgency and the first thing to do stand above the list, and
    still do when the list is gone; the whole first page was written before.
    """
    with Emulator("triage") as person:
        person.answers(TAKEN)
        person.skip_contacts()
        urgency = say("en", "urgency:emergency")
        listed = person.see_key("end-ask", "end-done", "keys-one")
        person.press(end)
        assert person.leave() == 0
        left = person.screen
    for screen in (listed, left):
        assert squeezed(urgency) in squeezed(screen)
        assert "[ ] 1. " in screen
    assert say("en", "end-save") not in left
