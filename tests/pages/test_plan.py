"""The page of a plan: one first page, the rest behind it, and what was told said back."""

from __future__ import annotations

import json as plain_json
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from msgspec.structs import replace
from support.in_process import run_in_process
from support.interviews import (
    CALM,
    EMERGENCY,
    GONE,
    PAID,
    SEVERAL,
    TAKEN,
    Answers,
    answer_options,
    plan_output,
    progress_after,
)

from posguard.api.advice import Advice
from posguard.interview.answers import from_json
from posguard.interview.script import MOST_SAID, length
from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.pages.setting import Extent
from posguard.render.docx import docx
from posguard.render.html import html
from posguard.render.markdown import markdown
from posguard.render.page import Detail, Page, Section
from posguard.render.terminal import terminal
from posguard.render.text import text

STORIES: dict[str, Answers] = {
    "calm": CALM,
    "several": SEVERAL,
    "emergency": EMERGENCY,
    "paid": PAID,
    "taken": TAKEN,
    "gone": GONE,
}
BOTH = pytest.mark.parametrize("lang", LANGS)
EVERY = pytest.mark.parametrize("story", STORIES)
DONE: Answers = {**PAID, "already-done": ["card-locked", "called-110"]}
ABROAD: Answers = {**PAID, "also-true": ["abroad"]}
EMPLOYED: Answers = {**GONE, "who": ["employee"]}
HELPED: Answers = {**GONE, "who": ["helpdesk-merchant"], "caller": ["holder"]}


def page(answers: Answers, lang: Lang = "en", extent: Extent = "usual") -> Page:
    """The plan of these answers."""
    return Advice.open(lang, "", extent=extent).plan(progress_after(answers))


def shown_steps(made: Page) -> set[str]:
    """The ids of the steps that a plan shows, whatever it shows of them."""
    steps = (s for s in made.sections if s.id not in ("told", "left-out", "sources", "never"))
    return {item.id for section in steps for item in section.items}


@EVERY
@BOTH
def test_the_first_page_fits_on_a_screen(story: str, lang: Lang) -> None:
    """At 80 columns ``--brief`` takes 24 lines at most, and no step of now is missing from it."""
    brief = page(STORIES[story], lang, "brief")
    assert len(text(brief, 80).splitlines()) <= 24
    whole = page(STORIES[story], lang, "full")
    steps = [item for section in whole.sections if section.id == "how" for item in section.items]
    now = {item.id for item in steps if item.facts["within"] == "now"}
    assert now <= {item.id for section in brief.sections for item in section.items}


@EVERY
@BOTH
def test_each_extent_begins_with_the_one_before(story: str, lang: Lang) -> None:
    """The first page is the same however much follows; what follows only grows."""
    brief, usual, full = (
        page(STORIES[story], lang, extent) for extent in ("brief", "usual", "full")
    )
    first = [section for section in brief.sections if section.tone == "first"]
    assert [s for s in usual.sections if s.tone == "first"] == first
    assert [s for s in full.sections if s.tone == "first"] == first
    assert len(text(brief)) < len(text(usual)) < len(text(full))


@BOTH
def test_brief_and_full_together_are_refused(lang: Lang) -> None:
    """One sentence says that they exclude each other, and nothing is asked or printed."""
    for argv in (["triage", *answer_options(PAID)], ["case", "resume"]):
        ended = run_in_process(*argv, "--brief", "--full", "--lang", lang)
        assert (ended.code, ended.out) == (2, b"")
        assert ended.complaint == say(lang, "brief-and-full") + "\n"


@EVERY
def test_a_plan_is_read_back(story: str) -> None:
    """The JSON of a plan names its findings, and leads to the same plan again."""
    written = plan_output(STORIES[story], "en", "--format", "json").decode()
    read = plain_json.loads(written)
    assert read["schema"] == "posguard.plan/2"
    progress = progress_after(STORIES[story])
    assert [finding["id"] for finding in read["findings"]] == [*progress.held]
    assert all(finding["says"] for finding in read["findings"])
    assert progress_after(from_json(written, "plan.json").answers) == progress


SHOWN: dict[str, tuple[Callable[[Page], str], str]] = {
    "text": (text, "[x] "),
    "terminal": (lambda made: terminal(made, 80), "[x] "),
    "markdown": (markdown, "- [x] "),
    "html": (html, '<input type="checkbox" checked>'),
}


@pytest.mark.parametrize("shown", SHOWN)
def test_what_was_told_as_done_is_ticked(shown: str) -> None:
    """Every format ticks it, and how it is done is not told again."""
    show, tick = SHOWN[shown]
    made = page(DONE)
    assert show(made).count(tick) == 2
    assert tick not in show(page(PAID))
    how = next(section for section in made.sections if section.id == "how")
    assert {"lock-card", "report-data-given-away"}.isdisjoint(item.id for item in how.items)


@EVERY
def test_what_is_done_is_not_named_among_what_is_left(story: str) -> None:
    """Below the first page stand the names of what is still to do today, and of nothing else."""
    progress, advice = progress_after(STORIES[story]), Advice.open("en", "")
    steps = {planned.id for planned in advice.plan_of(progress).steps}
    left = [section.note for section in advice.plan(progress).sections if section.tone == "first"]
    done = [section.note for section in advice.plan(progress, steps).sections]
    assert not any(note.startswith("And:") for note in done)
    assert story in ("calm",) or any(note.startswith("And:") for note in left)


@BOTH
def test_whoever_is_abroad_is_told_so_above_the_plan(lang: Lang) -> None:
    """Before any number stands that these work in one country only."""
    answer = Advice.open(lang, "").pack.findings["abroad"].value.answer
    assert answer is not None
    for extent in ("brief", "usual", "full"):
        assert page(ABROAD, lang, extent).lead[-1] == answer[lang]
        assert answer[lang] not in page(PAID, lang, extent).lead


@BOTH
def test_somebody_employed_has_his_own_steps_first_and_the_rest_for_the_owner(lang: Lang) -> None:
    """The numbers go on from his steps to the owner's, and nothing of the plan is lost."""
    employee = Advice.open(lang, "").pack.manifest.value.employee
    assert employee is not None
    own, alone = page(EMPLOYED, lang), page(GONE, lang)
    first = [section for section in own.sections if section.tone == "first"]
    assert first[-1].id == "owner"
    assert first[0].items[0].id == "tell-the-owner"
    mine = [item for section in first[:-1] for item in section.items]
    owners = [*first[-1].items]
    assert {item.id for item in mine} <= {*employee.own}
    assert {item.id for item in owners}.isdisjoint(employee.own)
    numbers = [item.number for item in (*mine, *owners)]
    assert numbers == sorted(numbers, key=lambda number: number or 0)
    assert shown_steps(own) == shown_steps(alone) | {"tell-the-owner"}
    assert all(say(lang, f"within:{item.facts['within']}") in item.text for item in owners)
    assert not any(section.id == "owner" for section in alone.sections)


@pytest.mark.parametrize("answers", [*STORIES.values(), EMPLOYED, HELPED, DONE])
@BOTH
def test_the_numbers_of_the_first_page_have_no_gap(answers: Answers, lang: Lang) -> None:
    """They go on in the rest, in how each is done, and where every step is written out."""
    usual, full = page(answers, lang), page(answers, lang, "full")
    first = [
        item for section in usual.sections if section.tone == "first" for item in section.items
    ]
    later = [item for section in usual.sections if section.id == "later" for item in section.items]
    numbers = [item.number for item in (*first, *later)]
    assert numbers == [*range(1, len(numbers) + 1)]
    of = {item.id: item.number for item in (*first, *later)}
    for made in (usual, full):
        how = next(section for section in made.sections if section.id == "how")
        told = [item.number for item in how.items if item.number is not None]
        assert told == sorted(told)
        assert all(of.get(item.id, item.number) == item.number for item in how.items)


@BOTH
def test_whoever_helps_is_told_how_to_above_the_plan(lang: Lang) -> None:
    """How to go about it is no step: it stands above the first, and has no number."""
    aside = Advice.open(lang, "").pack.steps["guide-the-caller"].value
    assert aside.aside
    helped, alone = page(HELPED, lang), page(GONE, lang)
    assert aside.do[lang] in helped.lead
    assert aside.do[lang] not in alone.lead
    assert shown_steps(helped) - {"guide-the-caller"} == shown_steps(alone)
    how = next(section for section in helped.sections if section.id == "how")
    assert [item.number for item in how.items if item.id == "guide-the-caller"] == [None]


def test_back_matter_is_folded_in_html() -> None:
    """What was told and the sources open at a click; the first page and the scripts are open."""
    document = html(page(PAID))
    folded = document.split("<details>")[1:]
    assert len(folded) == 2
    assert [
        say("en", key) in part for key, part in zip(("told-title", "sources"), folded, strict=True)
    ] == [
        True,
        True,
    ]
    assert all(part.count("</details>") == 1 for part in folded)
    assert '<section class="first">' in document.partition("<details>")[0]
    assert "content-visibility: visible" in document


@BOTH
@pytest.mark.parametrize("extent", ["usual", "full"])
def test_to_a_helper_a_script_is_what_the_other_person_says(lang: Lang, extent: Extent) -> None:
    """Who helps somebody else is told to have them say it; everybody else, to say it."""
    mine, theirs = say(lang, "detail:say"), say(lang, "detail:say-for-another")
    labels = {
        kind: {detail.label.rstrip(" :：") for detail in details(page(answers, lang, extent))}
        for kind, answers in (("helped", HELPED), ("alone", GONE))
    }
    assert theirs in labels["helped"]
    assert mine not in labels["helped"]
    assert mine in labels["alone"]
    assert not any(label.startswith(theirs) for label in labels["alone"])


def details(made: Page) -> list[Detail]:
    """Every script of a plan."""
    items = [item for section in made.sections for item in section.items]
    return [detail for item in items for detail in item.details if detail.kind == "say"]


def in_word(made: Page) -> str:
    """The words of a page in Word."""
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(docx(made))).paragraphs)


WRITTEN: dict[str, Callable[[Page], str]] = {
    "text": text,
    "terminal": lambda made: terminal(made, 80),
    "markdown": markdown,
    "html": html,
    "docx": in_word,
}


@BOTH
@pytest.mark.parametrize("form", WRITTEN)
def test_every_format_says_whose_words_a_script_is(form: str, lang: Lang) -> None:
    """The label for a helper is read in every format, and the other one in none."""
    helped, alone = (WRITTEN[form](page(answers, lang)) for answers in (HELPED, GONE))
    mine = re.compile(rf"\b{say(lang, 'detail:say')}(?:[:：]|</dt>)")
    assert say(lang, "detail:say-for-another") in helped
    assert not mine.search(helped)
    assert mine.search(alone)


@pytest.mark.parametrize("form", WRITTEN)
def test_a_part_that_is_only_a_note_is_written_in_every_format(form: str) -> None:
    """A plan with nothing due later still says what holds from now on, or where the rest is."""
    made = page(GONE)
    noted = Section("later", "The rest", note="Nothing of it is due.")
    assert noted.note in WRITTEN[form](replace(made, sections=(*made.sections, noted)))


@BOTH
def test_what_several_things_make_long_is_said_in_turn(lang: Lang) -> None:
    """A script of several things is several utterances, each short enough to be heard; nothing
    that was told is left out of it.
    """
    answers = {**PAID, "given": ["text-code", "login", "card-details"], "paid-how": ["card"]}
    scripts = details(page(answers, lang, "full"))
    assert any(len(script.lines) > 1 for script in scripts)
    for script in scripts:
        assert all(length(line, lang) <= MOST_SAID[lang] for line in script.lines)
