"""What a screen shows: whole screens as they were approved, read back from a terminal emulator,
and the promise that everything a person needs is on the smallest of them.

After a change that is meant, ``pytest tests/terminal/test_screens.py --renew-golden`` writes the
screens anew; the diff is then read before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from support.emulator import ENTER, Emulator, squeezed
from support.paths import TESTS
from support.shipped_pack import contents
from support.slow import slow_after
from support.walks import asked, starts

from posguard.api.advice import Advice
from posguard.app.urgent import urgent_page
from posguard.interview.agenda import offered, question_at
from posguard.interview.progress import Progress
from posguard.interview.session import Prompt
from posguard.interview.walk import advance, initial_progress
from posguard.messages import say
from posguard.pack.model import EXCLUSIVE, LANGS, START, Lang
from posguard.render.wrap import cells
from posguard.terminal.choice_screen import Screen, View, laid_out
from posguard.terminal.choices import ChoiceQuestion
from posguard.terminal.prompts import choice_question

FOLDER = TESTS / "terminal" / "screens"
SIZES = [(80, 24), (60, 20), (40, 15), (120, 40)]
FIRST = "happening-now"


@cache
def worst() -> tuple[str, str]:
    """The two things happening at once that bring the most urgent steps."""
    return max(pairs(), key=lambda pair: len(_after(*pair).now))


def pairs() -> list[tuple[str, str]]:
    """Pairs of what can happen at once."""
    options = [key for key in offered_first() if key not in EXCLUSIVE]
    return [*combinations(options, 2)]


def pairs_at_once() -> list[tuple[Progress, tuple[str, str]]]:
    """Pairs of answers to each question that is asked at once and takes several, and the way to
    it.
    """
    found = []
    for _, way in asked():
        question = question_at(contents(), way)
        if question.at_once and question.choose == "many":
            options = [key for key in offered(contents(), way, question) if key not in EXCLUSIVE]
            found += [(way, pair) for pair in combinations(options, 2)]
    return found


def offered_first() -> list[str]:
    """The options of the first question."""
    start = initial_progress(contents(), START)
    return [*offered(contents(), start, question_at(contents(), start))]


def _after(*options: str) -> Progress:
    return advance(contents(), initial_progress(contents(), START), options)


def screens(columns: int, rows: int, lang: Lang) -> dict[str, str]:
    """Four screens of one interview."""
    with Emulator("triage", columns=columns, rows=rows, lang=lang) as person:
        person.ready(FIRST)
        found = {"first-question": person.settle()}
        person.answer(FIRST, *worst())
        person.advice()
        found["urgent-page"] = person.see_page()
        person.press(ENTER)
        person.ready("who")
        found["later-question"] = person.settle()
        person.answer_rest()
        found["end"] = person.skip_contacts()
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", slow_after(1, SIZES), ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_screens_are_those_that_were_approved(
    size: tuple[int, int], lang: Lang, renew_golden: bool
) -> None:
    """The first question, the urgent page with the most steps, a later question and the list at
    the end look, line for line, as the files in ``tests/terminal/screens``.
    """
    shown = screens(*size, lang)
    for name, screen in shown.items():
        file = _file(name, lang, size)
        if renew_golden:
            FOLDER.mkdir(exist_ok=True)
            file.write_text(f"{screen}\n", encoding="utf-8")
        # An empty line above may have left the screen or not, as its scrolling fell.
        assert file.read_text(encoding="utf-8").strip("\n") == screen.strip("\n"), name


def _file(name: str, lang: Lang, size: tuple[int, int]) -> Path:
    return FOLDER / f"{name}.{lang}.{size[0]}x{size[1]}.txt"


def test_no_approved_screen_is_left_over() -> None:
    """Every file in ``tests/terminal/screens`` is compared with something."""
    names = ("first-question", "urgent-page", "later-question", "end")
    wanted = {_file(name, lang, size) for name in names for lang in LANGS for size in SIZES}
    assert {*FOLDER.iterdir()} == wanted


def urgent_pages(lang: Lang) -> Iterator[tuple[str, ChoiceQuestion]]:
    """Every page of urgent steps that one answer to one question brings, and that two answers to
    the first question or to one asked at once bring; and what brings it.
    """
    advice = Advice.open(lang, "")
    ways = [
        (f"{tree}: {way.question}={key}", way, advance(contents(), way, [key]))
        for tree, way in asked()
        for key in offered(contents(), way, question_at(contents(), way))
    ]
    begun = initial_progress(contents(), START)
    ways += [("+".join(pair), begun, _after(*pair)) for pair in pairs()]
    ways += [
        ("+".join(pair), way, advance(contents(), way, pair)) for way, pair in pairs_at_once()
    ]
    for name, before, after in ways:
        steps = [step for step in after.now if step not in before.now]
        if steps:
            yield name, urgent_page(advice, steps, after)


def told(screen: Screen) -> str:
    """What is on the screen above what can be pressed, without white space."""
    return squeezed("".join(line for _, line in screen.body))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", SIZES)
def test_every_headline_of_an_urgent_page_is_above_the_prompt(
    size: tuple[int, int], lang: Lang
) -> None:
    """Whatever one answer brings, and whatever two things at once bring: each step stands there
    with its number, by its headline or by what of it says what to do.
    """
    cut = []
    count = 0
    for name, page in urgent_pages(lang):
        count += 1
        screen = laid_out(page, View(range(len(page.choices)), 0), lang, *size)
        lines = [line for _, line in screen.lines]
        body = told(screen)
        fits = len(lines) < size[1] and all(cells(line) <= size[0] for line in lines)
        whole = all(
            any(f"{n}.[]{squeezed(text)}" in body for text in (c.label, c.short))
            for n, c in enumerate(page.choices, 1)
        )
        if not (fits and whole):
            cut.append((name, len(page.choices), lines))
    assert count > len(pairs()) + len(pairs_at_once())
    assert cut == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_short_form_of_an_urgent_step_names_the_number(lang: Lang) -> None:
    """Where there is no room for the whole headline, the number to call is still above the
    prompt, that of the person's own payment company too.
    """
    advice = Advice.open(lang, "", acquirer="lakala")
    everything = [key for key in offered_first() if key not in EXCLUSIVE]
    ways = [_after(*everything[:7]), *(_after(each) for each in everything)]
    ways += [after for _, after in _after_terminal()]
    named: set[str] = set()
    for after in ways:
        for choice in urgent_page(advice, after.now, after).choices:
            numbers = [n for n in ("110", "95016") if n in choice.label]
            named.update(numbers)
            assert all(number in choice.short for number in numbers)
    assert named == {"110", "95016"}


def _after_terminal() -> Iterator[tuple[str, Progress]]:
    """What follows each answer to where the terminal is."""
    way = _after("terminal")
    for key in offered(contents(), way, question_at(contents(), way)):
        yield key, advance(contents(), way, [key])


def test_the_numbers_of_many_urgent_steps_are_on_the_smallest_screen() -> None:
    """Seven things at once at 40 by 15: “Get to a safe place” still says whom to call, and what
    opens it is named.
    """
    with Emulator("triage", columns=40, rows=15) as person:
        person.ready(FIRST)
        for number in range(1, 8):
            person.press(b"\x1b[H", str(number).encode(), b" ")
        person.press(ENTER)
        page = person.see_page()
    assert "1. [ ] Get to a safe place (110)" in page
    assert "a number or ? opens how" in " ".join(page.split())


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_question_is_seen_whole(lang: Lang) -> None:
    """On a screen of 80 by 24 nothing of the first question has to be scrolled for, and whoever
    reads Chinese has each answer on one line.
    """
    prompt = next(prompt for prompt in prompts_of(START) if prompt.name == FIRST)
    asked_now = choice_question(prompt, lang)
    shown = laid_out(asked_now, View(range(len(asked_now.choices)), 0), lang, *SIZES[0])
    text = squeezed("".join(line for _, line in shown.lines))
    assert len(shown.lines) < SIZES[0][1]
    for number, choice in enumerate(asked_now.choices, 1):
        assert f"{number}.[]{squeezed(choice.label)}" in text
        assert lang != "zh" or any(choice.label in line for _, line in shown.lines)


def prompts_of(tree: str) -> Iterator[Prompt]:
    """Every question of a tree, as it is put to whoever comes to it on the shortest way."""
    for name, way in asked():
        if name == tree and way.question is not None:
            question = question_at(contents(), way)
            options = tuple(offered(contents(), way, question))
            number = len(way.answered) + 1
            yield Prompt(way, way.question, question, options, number, number > 1)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", SIZES)
def test_every_question_can_be_read_wherever_one_points(size: tuple[int, int], lang: Lang) -> None:
    """The question's whole text, the whole choice pointed at, and what can be pressed are on the
    screen together, whichever choice it is.
    """
    cut = []
    for tree in starts():
        for prompt in prompts_of(tree):
            asked_now = choice_question(prompt, lang)
            first = 0
            for place, choice in enumerate(asked_now.choices):
                view = View(range(len(asked_now.choices)), place, first=first)
                screen = laid_out(asked_now, view, lang, *size)
                first = screen.first
                keys = "keys-many" if asked_now.many else "keys-one"
                wanted = (asked_now.title, choice.label, say(lang, keys), say(lang, "keys-leave"))
                shown = squeezed("".join(line for _, line in screen.lines))
                if len(screen.lines) >= size[1] or not all(squeezed(w) in shown for w in wanted):
                    cut.append((tree, prompt.name, choice.value))
    assert cut == []
