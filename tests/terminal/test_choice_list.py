"""Lists of choices: laid out on a screen of any size, and answered with every key they take."""

from __future__ import annotations

import signal
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.emulator import (
    BACKSPACE,
    CTRL_C,
    DOWN,
    END,
    ENTER,
    ESC,
    HOME,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    SPACE,
    UP,
    Emulator,
)
from support.interviews import EMERGENCY, shipped_question

from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.render.wrap import cells
from posguard.terminal.choice_screen import View, in_pages, laid_out, visible
from posguard.terminal.choices import Choice, ChoiceQuestion, chosen_with, numbers_typed

WORDS = st.text(st.sampled_from("ab c招行（，。"), min_size=1, max_size=60).filter(str.strip)
HIDDEN = {
    lang: (say(lang, "list-above", count=1), say(lang, "list-below", count=1)) for lang in LANGS
}
FIRST, SECOND = "happening-now", "who"
OPTIONS = [*shipped_question(FIRST).options]
LAST, NONE = len(OPTIONS), OPTIONS.index("none") + 1
PRESSED = OPTIONS.index("device-controlled") + 1
ROOMY = (40, 16)
"""Columns and lines in which a question of one line and choices of three have room."""


@st.composite
def lists(draw: st.DrawFn) -> tuple[ChoiceQuestion, View]:
    """A question with its list, and what of it is to be seen."""
    labels = draw(st.lists(WORDS, min_size=1, max_size=40))
    choices = tuple(Choice(str(n), label) for n, label in enumerate(labels))
    asked = ChoiceQuestion(
        draw(WORDS),
        choices,
        draw(st.sampled_from(["", "Question 3"])),
        draw(st.sampled_from(["", "Some help"])),
        many=draw(st.booleans()),
        can_go_back=draw(st.booleans()),
        page=draw(st.booleans()),
    )
    found = draw(
        st.lists(st.sampled_from(range(len(choices))), min_size=1, unique=True).map(sorted)
    )
    pointed = draw(st.sampled_from(found))
    ticked = draw(st.lists(st.sampled_from([choice.value for choice in choices]), unique=True))
    first = draw(st.integers(0, len(found) - 1))
    return asked, View(found, pointed, ticked, draw(st.sampled_from(["", "ab"])), first=first)


def hidden(lines: Sequence[str], key: str) -> int:
    """How many choices a line says there are above or below; 0 without such a line."""
    before, after = say("en", key, count="#").split("#")
    counts = [
        line.removeprefix(before).removesuffix(after)
        for line in lines
        if line.startswith(before) and line.endswith(after)
    ]
    return int(counts[0]) if counts else 0


def shown(lines: Sequence[str]) -> list[int]:
    """The numbers of the choices that begin in these lines."""
    starts = [line[1:4].strip() for line in lines if line[4:6] == ". " and line[0] in " >"]
    return [int(start) for start in starts if start.isdecimal()]


@given(lists(), st.integers(20, 130), st.integers(6, 60), st.sampled_from(LANGS))
def test_no_line_is_wider_than_the_screen(
    of: tuple[ChoiceQuestion, View], columns: int, rows: int, lang: Lang
) -> None:
    """Whatever the size, nothing is cut on the right: Chinese counts as two cells."""
    screen = laid_out(*of, lang, columns, rows)
    assert [line for _, line in screen.lines if cells(line) > columns] == []


@given(lists(), st.integers(40, 130), st.integers(ROOMY[1], 60))
def test_all_is_shown_or_counted(of: tuple[ChoiceQuestion, View], columns: int, rows: int) -> None:
    """The list has no more lines than the screen, and every choice found is on it or counted as
    above or below.
    """
    asked, view = of
    lines = [line for _, line in laid_out(asked, view, "en", columns, rows).lines]
    assert len(lines) < rows
    seen = shown(lines)
    above, below = hidden(lines, "list-above"), hidden(lines, "list-below")
    assert seen == [place + 1 for place in view.found[above : len(view.found) - below]]


@given(lists(), st.integers(40, 130), st.integers(ROOMY[1], 60))
def test_what_is_pointed_at_is_wholly_on_the_screen(
    of: tuple[ChoiceQuestion, View], columns: int, rows: int
) -> None:
    """The choice that Enter takes can be read to its end, wherever in the list it is."""
    asked, view = of
    screen = laid_out(asked, view, "en", columns, rows)
    words = "".join(line for style, line in screen.body if style == "pointed")
    assert view.pointed is not None
    label = "".join(asked.choices[view.pointed].label.split())
    assert label in "".join(words.split())


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=40),
    st.data(),
    st.integers(6, 50),
)
def test_a_list_moves_no_further_than_it_must(
    heights: list[int], data: st.DataObject, room: int
) -> None:
    """What is pointed at is among the choices shown, which fill the room and never more; a list
    that shows it already stands still.
    """
    at = data.draw(st.integers(0, len(heights) - 1))
    before = data.draw(st.integers(0, len(heights) - 1))
    first, last = visible(heights, at, before, room)
    assert first <= at < last
    ends = (first > 0) + (last < len(heights))
    assert sum(heights[first:last]) + ends <= room
    again = data.draw(st.integers(first, last - 1))
    assert visible(heights, again, first, room) == (first, last)


@pytest.mark.parametrize(
    ("typed", "many", "numbers"),
    [
        ("3", False, [3]),
        ("３", False, [3]),
        ("3.", False, [3]),
        ("1 2", True, [1, 2]),
        ("1、2，3", True, [1, 2, 3]),
        ("１２", True, [12]),
        ("1 2", False, []),
        ("0", False, []),
        ("19", True, []),
        ("1 x", True, []),
        ("", True, []),
    ],
)
def test_numbers_are_read_as_they_are_typed(typed: str, many: bool, numbers: list[int]) -> None:
    """Numbers count as the screen or a Chinese keyboard writes them; anything else is none."""
    assert numbers_typed(typed, 18, many=many) == numbers


def test_what_stands_alone_gives_way_and_takes_the_place() -> None:
    """“None of these” goes with no other choice, whichever of them is ticked first."""
    asked = ChoiceQuestion(
        "?",
        tuple(Choice(each, each) for each in ("a", "b", "none")),
        many=True,
        alone=frozenset({"none"}),
    )
    assert chosen_with(asked, ["a", "b"], "none") == ["none"]
    assert chosen_with(asked, ["none"], "b") == ["b"]
    assert chosen_with(asked, ["a", "b"], "a") == ["b"]


@given(st.lists(WORDS, max_size=30), st.integers(20, 130), st.integers(1, 40))
def test_details_are_paged_without_loss(lines: list[str], columns: int, rows: int) -> None:
    """What is opened comes in pages that fit, and all of it comes."""
    pages = in_pages(lines, columns, rows)
    assert all(len(page) <= rows for page in pages)
    assert [line for page in pages for line in page if cells(line) > columns] == []
    told = "".join("".join(line for page in pages for line in page).split())
    assert told == "".join("".join(lines).split())


def asked_first(**terminal: object) -> Emulator:
    """An interview at its first question, which takes several answers."""
    person = Emulator("triage", **terminal)  # type: ignore[arg-type]
    person.ready(FIRST)
    return person


def asked_second(**terminal: object) -> Emulator:
    """An interview at its second question, which takes one answer."""
    person = asked_first(**terminal)
    person.answer(FIRST, "none")
    person.ready(SECOND)
    return person


def asked_for_bank(lang: Lang = "zh") -> Emulator:
    """An interview that asks for the bank, the last thing it wants to know."""
    person = Emulator("triage", lang=lang)
    person.answers(EMERGENCY)
    person.see_key("ask-acquirer", "keys-one")
    person.press(ENTER)
    person.see_key("ask-bank", "keys-one")
    return person


def pointed(person: Emulator, number: int) -> bool:
    """Whether the choice of this number is pointed at, when nothing moves any longer."""
    person.settle()
    return person.pointed.startswith(f"{number}. ")


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (b"3", 3),
        (b"12", 12),
        (f"{LAST + 3}".encode(), (LAST + 3) % 10),
        ("１２".encode(), 12),
        (DOWN * 2 + UP, 2),
        (UP, LAST),
        (END, LAST),
        (END + HOME, 1),
        (PAGE_DOWN, 6),
        (PAGE_DOWN * 9, LAST),
        (END + PAGE_UP, LAST - 5),
        (PAGE_UP, 1),
        (b"5" + DOWN + b"2", 2),
    ],
)
def test_keys_point_at_a_choice(keys: bytes, number: int) -> None:
    """Numbers of one digit or more, full-width ones too, arrows, Home, End and the page keys lead
    to a choice; the arrows go round, the page keys do not.
    """
    with asked_first() as person:
        person.press(keys)
        assert pointed(person, number), person.screen


def test_typing_finds_and_deleting_finds_again() -> None:
    """Only the choices with what was typed are left; Backspace and Esc bring the others back; of
    what nothing has, it is said, and what was typed stays whole.
    """
    with asked_second() as person:
        person.type("sho")
        person.see(say("en", "list-found", words="sho"))
        assert "about my own card" in person.gone("helping a cardholder")
        assert pointed(person, 1)
        person.type("qy")
        person.see(say("en", "list-nothing", words="shoqy"))
        assert "I run the shop" not in person.screen
        person.press(BACKSPACE * 2)
        person.see("I run the shop", say("en", "list-found", words="sho"))
        person.type("p th")
        person.see(say("en", "list-found", words="shop th"))
        assert pointed(person, 2)
        assert "I run the shop" not in person.screen
        person.press(BACKSPACE * 3)
        person.see("I run the shop")
        person.press(ESC)
        person.see("helping a cardholder", say("en", "keys-find"))
        assert "Question 2" in person.screen
        person.press(ESC)
        person.see("Question 1", say("en", "keys-many"))


def test_typing_finds_a_bank_by_any_of_its_names() -> None:
    """“招行” finds 招商银行 though its name has no such two characters, and Enter takes it."""
    with asked_for_bank() as person:
        person.type("招行")
        person.see(say("zh", "list-found", words="招行"), "招商银行")
        assert person.pointed.endswith("招商银行")
        assert say("zh", "not-listed") in person.gone("中国银行")
        person.press(ENTER)
        assert "95555" in person.see("95555", say("zh", "end-ask"))


def test_a_bank_that_is_not_listed() -> None:
    """Nothing found is said, with where the number stands; Enter takes nothing, and Down leads to
    the way out: Enter skips.
    """
    with asked_for_bank("en") as person:
        person.type("zzz")
        skip = say("en", "not-listed")
        person.see(say("en", "list-nothing", words="zzz"), say("en", "list-past", label=skip))
        assert "on the back of the card" in " ".join(person.screen.split())
        assert person.pointed == ""
        person.press(ENTER)
        person.settle()
        assert "->" not in person.screen.splitlines()[-1]
        assert say("en", "end-ask") not in person.screen
        person.press(DOWN)
        person.settle()
        assert person.pointed.endswith(skip)
        person.press(ENTER)
        person.see_key("end-ask")
        assert f"-> {skip}" in person.written


@pytest.mark.parametrize("key", [LEFT, ESC], ids=["Left", "Esc"])
def test_going_back_keeps_the_earlier_answer(key: bytes) -> None:
    """Left and Esc go back to the question before, and what was answered is still chosen."""
    with asked_first() as person:
        person.answer(FIRST, "unsure")
        person.ready(SECOND)
        person.press(b"3", ENTER)
        person.see("Question 3")
        person.see_key("keys-back")
        person.press(key)
        person.ready(SECOND)
        assert pointed(person, 3)
        person.press(key)
        person.see("Question 1", say("en", "keys-many"))
        assert "[x] Not sure" in person.settle()
        person.press(key)
        assert "Question 1" in person.settle()


def test_another_answer_in_place_of_the_earlier_one() -> None:
    """Whoever goes back and points at another line gets that one, and is told so beforehand;
    whoever ticks it keeps both.
    """
    with asked_first(columns=40, rows=15) as person:
        person.press(b"9", SPACE, ENTER)
        person.see_page()
        person.press(ENTER)
        person.see_key("keys-back")
        person.press(LEFT)
        person.see("9. [x]", say("en", "keys-ticked", ticked=["9"]))
        person.press(b"2")
        person.see(say("en", "keys-instead", number=2, ticked=["9"]))
        person.press(SPACE)
        person.see(say("en", "keys-ticked", ticked=["2", "9"]))
        person.press(SPACE)
        person.see(say("en", "keys-ticked", ticked=["9"]))
        person.press(b"12", SPACE)
        person.see(say("en", "keys-ticked", ticked=["12"]))
        person.press(ENTER)
        person.ready(SECOND)
        person.press(LEFT)
        person.see(say("en", "keys-ticked", ticked=["12"]))
        person.press(b"2", ENTER)
        person.see_page()
        (taken,) = (
            line
            for line in person.written.rpartition("Question 1")[2].splitlines()
            if "->" in line
        )
        assert "Somebody watches my screen" in taken


@pytest.mark.parametrize("key", ["q", "ｑ", "Q"])
def test_q_leaves(key: str) -> None:
    """Q leaves, as a Chinese keyboard types it too."""
    with asked_first() as person:
        before = person.modes
        person.type(key)
        assert person.leave() == 130
        assert person.modes != before  # the list has changed them, and here they are again usual
        assert say("en", "interrupted") in person.screen


def test_a_bank_that_is_not_listed_stays_so_while_it_is_typed() -> None:
    """A name of which only a part is common finds no other bank: Enter would take the wrong
    number. q in the middle of a word is a letter of it.
    """
    with asked_for_bank() as person:
        person.type("昆仑q银行")
        person.see(say("zh", "list-nothing", words="昆仑q银行"))
        assert person.pointed == ""
        assert say("zh", "not-listed") in person.screen
        person.press(BACKSPACE * 5)
        person.see("招商银行")


@pytest.mark.parametrize(
    ("typed", "keys", "number"),
    [("盗", "刷", 1), ("被", "盗", 6)],
    ids=["from the beginning", "after a match"],
)
def test_what_nothing_has_is_no_answer(typed: str, keys: str, number: int) -> None:
    """With no match nothing is pointed at, and neither Enter nor Space nor an arrow takes a thing;
    Esc brings the list back, and a number points again.
    """
    with asked_first(lang="zh") as person:
        person.type(typed)
        person.settle()
        person.type(keys)
        person.see(say("zh", "list-nothing", words=typed + keys), say("zh", "list-unlit"))
        for key in (DOWN, UP, END, PAGE_DOWN, ENTER, ENTER):
            person.press(key)
        person.see(say("zh", "list-nothing", words=typed + keys))
        person.settle()
        assert person.pointed == ""
        assert shown(person.lines) == []
        assert "->" not in person.written
        person.press(ESC)
        person.see(say("zh", "keys-many"))
        assert pointed(person, number)
        person.press(b"3")
        assert pointed(person, 3)
        assert "[x]" not in person.screen


def test_what_nothing_has_is_no_answer_where_one_is_chosen() -> None:
    """A name typed at a question that takes one answer is not taken for another."""
    with asked_second() as person:
        person.type("husb")
        person.see(say("en", "list-nothing", words="husb"))
        person.press(ENTER)
        person.settle()
        assert "Question 3" not in person.screen
        assert person.pointed == ""


def test_a_name_is_found_by_its_pinyin() -> None:
    """Syllables and first letters find a Chinese name; a name may begin with q."""
    with asked_for_bank() as person:
        for typed in ("gongs", "gsyh", "zhonggong"):
            person.type(typed)
            if typed == "zhonggong":
                person.see(say("zh", "list-nothing", words=typed))
            else:
                person.see(say("zh", "list-found", words=typed))
                person.settle()
                assert person.pointed.endswith("中国工商银行")
            person.press(ESC)
            person.see(say("zh", "keys-find"))
        person.type("qilu")
        person.see(say("zh", "list-nothing", words="qilu"))
        assert say("zh", "end-ask") not in person.screen


def test_the_way_back_from_names() -> None:
    """Left goes back from the bank to the payment company, and from there to the last question,
    with what was chosen; what is chosen anew counts.
    """
    with Emulator("triage", lang="zh") as person:
        person.answers(EMERGENCY)
        person.see_key("ask-acquirer", "keys-back", "keys-plan")
        person.type("lakala")
        person.see(say("zh", "list-found", words="lakala"))
        person.press(ENTER)
        person.see_key("ask-bank", "keys-back")
        person.press(LEFT)
        person.see_key("ask-acquirer", "keys-back")
        person.settle()
        assert person.pointed.endswith("拉卡拉")
        person.press(LEFT)
        name, options = [*EMERGENCY.items()][-1]
        question = shipped_question(name)
        person.see(question.ask["zh"], say("zh", "keys-back"))
        person.settle()
        assert question.options[options[0]].text["zh"] in person.pointed
        person.press(ENTER)
        person.see_key("ask-acquirer", "keys-one")
        person.settle()
        assert person.pointed.endswith("拉卡拉")
        person.press(HOME, ENTER)
        person.see_key("ask-bank", "keys-one")
        person.press(CTRL_C)
        person.see_key("end-ask", "keys-one")
    plan = person.written.rpartition(say("zh", "within:now"))[2]
    assert "95016" not in plan


def test_space_ticks_and_enter_takes_what_is_ticked() -> None:
    """What is ticked is the answer, in the order of the list; a second Space unticks."""
    with asked_first() as person:
        person.press(b"2", SPACE, b"1", SPACE, b"5", SPACE, SPACE)
        person.settle()
        assert person.screen.count("[x]") == 2
        person.press(ENTER)
        person.see_key("keys-page")
        taken = [line for line in person.written.splitlines() if line.startswith("  -> ")]
        options = [*shipped_question(FIRST).options.values()]
        assert taken == [f"  -> {options[n].text['en']}" for n in (0, 1)]


def test_enter_on_nothing_ticked_takes_what_is_pointed_at() -> None:
    """Nobody has to know about Space: Enter takes the line pointed at."""
    with asked_first() as person:
        person.press(str(NONE).encode(), ENTER)
        person.ready(SECOND)
        assert f"-> {shipped_question(FIRST).options['none'].text['en']}" in person.screen


def test_a_choice_that_stands_alone() -> None:
    """“None of these” takes the ticks of the others away, and gives way to them."""
    with asked_first(rows=60) as person:
        person.press(b"2", SPACE, b"3", SPACE)
        person.settle()
        assert person.screen.count("[x]") == 2
        person.press(str(NONE).encode(), SPACE)
        assert f"{NONE}. [x]" in person.settle()
        assert person.screen.count("[x]") == 1
        person.press(b"2", SPACE)
        assert " 2. [x]" in person.settle()
        assert person.screen.count("[x]") == 1


@pytest.mark.parametrize("size", [(60, 20), (40, 15), (120, 40), (80, 12)])
def test_another_size_draws_the_list_anew(size: tuple[int, int]) -> None:
    """After a change of the window's size the list is what it would be at that size from the
    beginning, in lines that fit, with the same choice pointed at.
    """
    with asked_first() as person:
        person.press(b"11")
        assert pointed(person, 11)
        person.resize(*size)
        person.settle(0.5)
        assert pointed(person, 11)
        assert person.screen.count(say("en", "keys-many").split(",")[0]) == 1
        assert person.screen.count("Which of these is true right now?") == 1
        numbers = shown(person.lines)
        assert numbers == [*range(numbers[0], numbers[-1] + 1)]
        above, below = (hidden(person.lines, key) for key in ("list-above", "list-below"))
        assert (above, below) == (numbers[0] - 1, LAST - numbers[-1])
        person.press(DOWN, ENTER)
        person.see("->")


def test_another_size_where_details_are_open() -> None:
    """What was opened is laid out anew, from what stood first on the screen, whole and with its
    keys.
    """
    with asked_first(columns=60, rows=20) as person:
        person.press(b"1", ENTER)
        person.see_page()
        person.press(b"1")
        person.see(say("en", "detail:how"))
        person.resize(40, 12)
        person.see(say("en", "page-next", left=2))
        person.settle(0.5)
        assert person.lines[0] == "Get to a safe place, then call 110;"
        assert "people come first, so do not try to take" in person.screen
        person.press(SPACE)
        first = person.gone("people come first").splitlines()[0]
        person.resize(40, 30)
        person.settle(0.5)
        assert first in person.screen
        assert say("en", "page-last") in person.screen
        person.press(SPACE)
        person.see_key("do-now")


def test_another_size_on_an_urgent_page() -> None:
    """The page too is drawn anew, its headlines above the prompt."""
    with asked_first() as person:
        person.press(b"1", ENTER)
        person.see_page()
        person.resize(60, 20)
        person.settle(0.5)
        assert person.screen.count(say("en", "do-now")) == 1
        assert person.screen.count("1. [ ]") == 1
        person.press(b"d")
        person.see("1. [x]")


def test_an_urgent_page_opens_and_ticks() -> None:
    """The number opens how it is done and what to say; Left comes back; d ticks and unticks."""
    with asked_first() as person:
        person.press(str(PRESSED).encode(), ENTER)
        person.see_page()
        for key in (b"1", b"?"):
            person.press(key)
            person.see(say("en", "detail:how"))
            assert say("en", "do-now") not in person.screen
            person.press(LEFT)
            person.see_key("do-now")
        person.press(b"d")
        person.see("1. [x]")
        person.press(b"d")
        person.see("1. [ ]")
        person.press(b"d", ENTER)
        person.ready(SECOND)
        assert "1. [x]" in person.written


@pytest.mark.parametrize("open_first", [False, True], ids=["page", "details"])
def test_ctrl_c_leaves_an_urgent_page(open_first: bool) -> None:
    """Whoever leaves at an urgent page is told again what it advised."""
    with asked_first() as person:
        person.press(b"1", ENTER)
        person.see_page()
        if open_first:
            person.press(b"1")
            person.gone(say("en", "do-now"))
        person.press(CTRL_C)
        assert person.leave() == 130
        person.see(say("en", "already-advised"), "Get to a safe place")


def _end(person: Emulator, number: signal.Signals) -> None:
    import os

    os.kill(person.pid, number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("keys", [(b"1", ENTER), (b"1", ENTER, b"1")], ids=["page", "details"])
def test_a_signal_on_an_urgent_page_gives_the_terminal_back(
    number: signal.Signals, keys: Sequence[bytes]
) -> None:
    """Ended from outside on an urgent page, or while something is opened on it, the terminal is
    as it was.
    """
    with Emulator("triage") as person:
        before = person.modes
        person.ready(FIRST)
        person.press(*keys[:2])
        person.see_page()
        person.press(*keys[2:])
        person.settle()
        assert person.modes != before
        _end(person, number)
        assert person.leave() == (130 if number == signal.SIGINT else 128 + number)
        assert person.modes == before
