"""What is printed for somebody who is outside the place that the pack is made for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import pytest
from msgspec.structs import replace
from support.interviews import progress_after
from support.shipped_pack import contents, page_pair, page_setting, plan_page
from support.walks import Walk, chance_walks, of_each_option, starts

from posguard.api.advice import Advice
from posguard.interview.plan import in_order
from posguard.interview.progress import Progress, Reason
from posguard.pack.model import LANGS, START, Lang
from posguard.pages.abroad import steps_for_reader
from posguard.pages.setting import Extent
from posguard.pages.steps import step_item
from posguard.render.page import Item, Page

ABROAD = "abroad"
EXTENTS: tuple[Extent, ...] = ("usual", "full")
"""The first page is the beginning of each."""
INTERVIEWS = 60
SEED = 20261127
NUMBER = re.compile(
    r"(?<![0-9A-Za-z+./#-])(?:110|12110|96110|0?10-?12321|12[0-9]{3}|9[56][0-9]{3,4}|100[0-9]{2}"
    r"|400-[0-9-]{6,})(?![0-9A-Za-z]|[.-][0-9A-Za-z]|\s?(?:元|yuan|条))"
)
"""How mainland numbers look that work in the mainland alone."""
SAID_OF: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"打不通|大陆的家人|大陆的店员|大陆以外"),
    "en": re.compile(
        r"does not reach|do not work|cannot get through|on the mainland|outside the mainland"
    ),
}
"""What is said of a number that the reader cannot call."""
QUOTED = ("sources", "answers")
"""Sections that repeat titles and answers, and tell nobody to call."""
BOTH = pytest.mark.parametrize("lang", LANGS)


def _item_lines(item: Item) -> Iterator[str]:
    """What a reader acts on in an item; titles of rules are no lines to act on."""
    yield item.text
    for detail in item.details:
        if detail.kind not in ("basis", "because"):
            yield from detail.lines


def _lines(page: Page) -> Iterator[str]:
    yield page.title
    yield from page.lead
    for section in page.sections:
        if section.id not in QUOTED:
            yield section.note
            for item in section.items:
                yield from _item_lines(item)


def _callable(lines: Iterable[str], lang: Lang) -> set[str]:
    """The lines that show a mainland number as if it worked."""
    return {line for line in lines if NUMBER.search(line) and not SAID_OF[lang].search(line)}


def _abroad(walked: Walk) -> Progress:
    """Where the same interview leads somebody who is outside the mainland as well."""
    held = [name for name in walked.progress.held if name not in (ABROAD, "happened-abroad")]
    return replace(walked.progress, held=(*held, ABROAD))


def _shown(progress: Progress) -> set[str]:
    """The lines of all that is printed after an interview that show a number as if it worked."""
    found: set[str] = set()
    for extent in EXTENTS:
        pair = page_pair(progress, extent)
        found |= _callable(_lines(pair.zh), "zh") | _callable(_lines(pair.en), "en")
    return found


@pytest.mark.parametrize("tree", starts())
def test_no_answer_shows_a_mainland_number_as_callable_from_abroad(tree: str) -> None:
    """Whatever else is answered, the plan holds no number that is called in vain from abroad."""
    reached = [_abroad(walked) for walked in islice(of_each_option(tree), 0, None, 2)]
    assert reached
    assert set().union(*map(_shown, reached)) == set()


def test_no_interview_by_chance_shows_a_mainland_number_as_callable_from_abroad() -> None:
    """However many things are told at once."""
    reached = [_abroad(walked) for walked in chance_walks(INTERVIEWS, SEED)]
    assert set().union(*map(_shown, reached)) == set()


def test_that_numbers_do_not_work_abroad_is_said_above_every_plan() -> None:
    """However many other plain answers there are."""
    answer = contents().findings[ABROAD].value.answer
    assert answer is not None
    for walked in chance_walks(INTERVIEWS, SEED):
        assert plan_page(_abroad(walked), "en", "brief").lead.count(answer.en) == 1


@BOTH
def test_the_urgent_page_and_every_step_are_for_whoever_is_abroad(lang: Lang) -> None:
    """A step shown before the plan is reworded as the plan is."""
    pack = contents()
    held = (*pack.findings,)
    setting = page_setting(lang)
    setting.read_by(held)
    planned = in_order([Reason(name, START) for name in pack.steps], pack, held)
    lines = (
        line
        for each in steps_for_reader(planned, pack, held)
        for line in _item_lines(step_item(setting, each, None))
    )
    assert _callable(lines, lang) == set()


@BOTH
def test_at_home_every_number_stands_as_it_is_called(lang: Lang) -> None:
    """The words for a reader abroad are in no other plan, even where the matter is from abroad."""
    home = {
        "happening-now": ["paid-today"],
        "paid-how": ["transfer"],
        "given": ["none"],
        "who": ["cardholder"],
        "also-true": ["happened-abroad"],
        "who-is-behind": ["reachable"],
        "already-done": ["none"],
    }
    page = plan_page(progress_after(home), lang, "full")
    words = contents().manifest.value.abroad
    assert words is not None
    lines = [*_lines(page)]
    assert any("110" in line for line in lines if "police" not in line)
    for text in (words.emergency, words.own, words.others):
        assert not any(text[lang] in line for line in page.lead)
        assert not any(text[lang] in item.text for s in page.sections for item in s.items)


@BOTH
def test_a_bank_is_called_on_its_number_for_calls_from_abroad(lang: Lang) -> None:
    """Where the directory has one, it stands on the first page, and no other does."""
    story = {
        "happening-now": ["paid-today"],
        "paid-how": ["transfer"],
        "given": ["none"],
        "who": ["cardholder"],
        "also-true": [ABROAD],
        "who-is-behind": ["reachable"],
        "already-done": ["none"],
    }
    for bank, number in (("cmb", "+86-21-38784800"), ("icbc", "")):
        advice = Advice.open(lang, "", bank=bank, extent="full")
        lines = [*_lines(advice.plan(progress_after(story)))]
        assert any(number in line for line in lines)
        assert _callable(lines, lang) == set()
        assert not any("95588" in line or "95555" in line for line in lines)
