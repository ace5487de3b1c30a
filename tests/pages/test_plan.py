"""The page of a plan: one first page, the rest behind it, and what was told said back."""

from __future__ import annotations

import json as plain_json
from collections.abc import Callable

import pytest
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

from posguard.app.advice import Advice
from posguard.interview.answers import from_json
from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.pages.setting import Extent
from posguard.render.html import html
from posguard.render.markdown import markdown
from posguard.render.page import Page
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
DONE: Answers = {**PAID, "already-done": ["card-locked", "payments-locked"]}
ABROAD: Answers = {**PAID, "also-true": ["abroad"]}


def page(answers: Answers, lang: Lang = "en", extent: Extent = "usual") -> Page:
    """The plan of these answers."""
    return Advice.open(lang, "", extent=extent).plan(progress_after(answers))


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
    "html": (html, '<li class="item done">'),
}


@pytest.mark.parametrize("shown", SHOWN)
def test_what_was_told_as_done_is_ticked(shown: str) -> None:
    """Every format ticks it, and how it is done is not told again."""
    show, tick = SHOWN[shown]
    made = page(DONE)
    assert show(made).count(tick) == 2
    assert tick not in show(page(PAID))
    how = next(section for section in made.sections if section.id == "how")
    assert {"lock-card", "lock-own-payments"}.isdisjoint(item.id for item in how.items)


@BOTH
def test_whoever_is_abroad_is_told_so_above_the_plan(lang: Lang) -> None:
    """Before any number stands that these work in one country only."""
    abroad = Advice.open(lang, "").pack.manifest.value.abroad
    assert abroad is not None
    for extent in ("brief", "usual", "full"):
        assert page(ABROAD, lang, extent).lead[-1] == abroad.note[lang]
        assert abroad.note[lang] not in page(PAID, lang, extent).lead


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
