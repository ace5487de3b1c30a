"""The first page of a plan above the list at its end, on a screen of any size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.emulator import DOWN, ENTER, PAGE_DOWN, PAGE_UP, Emulator, squeezed
from support.interviews import EMERGENCY, TAKEN

from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.render.wrap import cells
from posguard.terminal.choice_screen import View, laid_out
from posguard.terminal.choices import Choice, ChoiceQuestion
from posguard.terminal.sheet import Passage, sheet_lines, sheet_pages

SHEET = (
    Passage("Plan for a robbery", known=True),
    Passage("Urgency: emergency", style="title"),
    Passage("Now", style="title", heading=True),
    Passage("Get to a safe place; stay there", "[ ] 1. "),
    Passage("Call 110", "[ ] 2. "),
    Passage("Do not", style="title", heading=True),
    Passage("Do not chase", "[!] "),
)
MENU = ChoiceQuestion(
    "What next?",
    tuple(Choice(name, f"{name} it") for name in ("read", "save", "card", "keep", "done")),
    sheet=SHEET,
)


def test_a_sheet_with_room_enough_is_whole() -> None:
    """Everything stands there, in its order, no line too long."""
    lines = [line for _, line in sheet_lines(SHEET, "en", 30, 8)]
    assert lines[:3] == ["Plan for a robbery", "Urgency: emergency", "Now"]
    assert lines[3:6] == ["[ ] 1. Get to a safe place;", "       stay there", "[ ] 2. Call 110"]
    assert lines[6:] == ["Do not", "[!] Do not chase"]
    assert max(map(cells, lines)) <= 30


@pytest.mark.parametrize(
    ("room", "shown", "left"),
    [
        (2, [], 0),
        (3, [1, 2], 3),
        (4, [1, 2, 3], 2),
        (5, [0, 1, 2, 3], 2),
        (6, [0, 1, 2, 3, 4], 1),
        (7, [0, 1, 2, 3, 4, 5, 6], 0),
    ],
)
def test_a_sheet_is_shown_from_its_top(room: int, shown: list[int], left: int) -> None:
    """Where there is no room, what is known gives way first, then what is below, then the urgency;
    a step is whole, or cut between its sentences, and how many are not stands in the last line.
    """
    whole = [
        "Urgency: emergency",
        "Now",
        "[ ] 1. Get to a safe place;",
        "       stay there",
        "[ ] 2. Call 110",
        "Do not",
        "[!] Do not chase",
    ]
    lines = [line for _, line in sheet_lines(SHEET, "en", 30, room)]
    assert lines == [whole[n] for n in shown] + (
        [say("en", "sheet-rest", count=left)] if left else []
    )


@given(
    st.lists(
        st.builds(
            Passage,
            st.text(st.sampled_from("ab 招。；"), min_size=1, max_size=50).filter(str.strip),
            st.sampled_from(["", "[ ] 1. "]),
            heading=st.booleans(),
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(40, 100),
    st.integers(3, 20),
)
def test_leafing_shows_all_of_a_sheet(sheet: list[Passage], columns: int, room: int) -> None:
    """The pages fit, hold every word in its order, and end in no heading."""
    sheet = [Passage("first", heading=True), *sheet, Passage("last", "[ ] ")]
    pages = sheet_pages(sheet, "en", columns, room)
    assert all(len(page) <= room for page in pages)
    assert all(cells(line) <= columns for page in pages for _, line in page)
    told = squeezed("".join(line for page in pages for _, line in page))
    rest = iter(told)
    assert all(letter in rest for passage in sheet for letter in squeezed(passage.words))


def test_a_page_begins_with_its_heading() -> None:
    """Whoever leafs sees under which heading a step stands, and which key leads on and back."""
    pages = [[line for _, line in page] for page in sheet_pages(SHEET, "en", 30, 5)]
    assert [page[0] for page in pages] == ["Urgency: emergency", "Now"]
    assert pages[0][-1] == say("en", "sheet-below", below=2)
    assert pages[1][1:] == [
        "[ ] 2. Call 110",
        "Do not",
        "[!] Do not chase",
        say("en", "sheet-above", above=2),
    ]


@pytest.mark.parametrize("rows", range(12, 26))
def test_the_first_step_is_whole_above_the_list(rows: int) -> None:
    """The list gives up lines for the first step, but not the choice pointed at."""
    for at in range(len(MENU.choices)):
        screen = laid_out(MENU, View(range(len(MENU.choices)), at), "en", 30, rows)
        lines = [line for _, line in screen.lines]
        assert len(lines) < rows
        assert "       stay there" in lines
        assert f">{at + 1:3}. {MENU.choices[at].label}" in lines


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 15)])
def test_the_first_page_is_leafed_above_the_list(size: tuple[int, int], lang: Lang) -> None:
    """Each page holds whole steps; PgDn leads to the last "do not", PgUp back; the list and what
    is pointed at stay.
    """
    with Emulator("triage", columns=size[0], rows=size[1], lang=lang) as person:
        person.answers(EMERGENCY)
        first = person.skip_contacts()
        printed = person.written.partition(say(lang, "never-title"))[0]
        printed = printed.rpartition(say(lang, "urgency:emergency").split()[0])[2]
        steps = re.findall(r"\[ \] +\d+\. ", printed)
        assert "[ ] 1. " in first
        seen = [first]
        while "PgDn" in seen[-1]:
            person.press(PAGE_DOWN)
            person.settle()
            assert person.screen != seen[-1]
            assert say(lang, "end-read") in person.pointed
            seen.append(person.screen)
        assert len(seen) > 1 or size == (80, 24)
        assert "[!]" in seen[-1]
        numbers = [n for screen in seen for n in re.findall(r"\[ \] +\d+\. ", screen)]
        assert numbers == steps
        for _ in seen:
            person.press(PAGE_UP)
        assert person.settle().strip("\n") == first.strip("\n")


def test_the_first_page_is_leafed_to_after_a_choice(tmp_path: Path) -> None:
    """After a choice, what came of it stands above the list, whole, and PgUp shows the first page
    from its top.
    """
    with Emulator("triage", columns=60, rows=20, cwd=str(tmp_path)) as person:
        person.answers(EMERGENCY)
        person.skip_contacts()
        person.press(b"2", ENTER)
        person.see("Where to?")
        person.settle(0.5)
        person.press(ENTER)
        person.see_key("sheet-hidden", "end-ask", "end-done")
        assert "Written to" in person.settle()
        assert person.screen.count(say("en", "end-done")) == 1
        person.press(PAGE_UP)
        person.see("[ ] 1. ", say("en", "urgency:emergency"), say("en", "end-done"))
        person.press(ENTER)
        assert person.leave() == 0
        assert any(line.startswith("Urgency: emergency") for line in person.lines)
        assert "[ ] 1. " in person.screen
        assert person.lines[-1].endswith("scroll up --")


@pytest.mark.parametrize("end", [DOWN * 4 + ENTER, b"q"], ids=["done", "q"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 15)])
def test_the_first_page_stands_above_the_list_and_stays(end: bytes, size: tuple[int, int]) -> None:
    """The urgency and the whole first thing to do stand above the list, and still do when the list
    is gone, in whole lines; the whole first page was written before.
    """
    with Emulator("triage", columns=size[0], rows=size[1]) as person:
        person.answers(TAKEN)
        listed = person.skip_contacts()
        urgency = squeezed(say("en", "urgency:emergency"))
        printed = squeezed(person.written)
        step = printed[printed.index("[]1.") : printed.index("[]2.")]
        person.press(end)
        assert person.leave() == 0
        left = person.screen
    for screen in (listed, left):
        assert step in squeezed(screen)
        assert urgency in squeezed(screen) or size[1] == 15
    assert say("en", "end-save") not in left.splitlines()[-1]
