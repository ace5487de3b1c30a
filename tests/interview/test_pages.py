"""Every page that a walk through the shipped pack can end in."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

import pytest
from msgspec.structs import replace
from support.shipped_pack import contents, incidents, page_pair, page_setting, usable_numbers
from support.slow import slow_after
from support.walks import FOR_BOTH, covering_walks, incident_walks

from posguard.interview.reach import findings_between, findings_told, shared_questions
from posguard.pack.model import LANGS
from posguard.pack.trees import Question
from posguard.pages.checklist import checklist_page, question_checklist_page
from posguard.pages.step_names import brief_name
from posguard.render.formats import FORMATS, PAGES
from posguard.render.page import Page
from posguard.render.terminal import terminal
from posguard.render.text import text
from posguard.render.wrap import cells

PHONE = re.compile(
    r"(?<![\d.〔\[#-])"
    r"(?:110|1\d{4}|9[56]\d{3,4}|400[- ]?\d{3}[- ]?\d{4}|0\d{2,3}-\d{7,8}|1\d{10})"
    r"(?![\d.〕-])"
)
TEXTED = {"10001"}
"""Where texts go that switch blocking on; the contact of its carrier says that it is no number to
call.
"""
FIRST = ("now", "15m", "24h", "owner")
"""The sections of the first page that hold its lines."""
DIGITS = re.compile(r"\d+")
HAN_DIGITS = "〇一二三四五六七八九"
SUB_ARTICLE = re.compile(r"(?<=条)之([一二三四五六七八九])")


@pytest.mark.slow
@pytest.mark.parametrize("name", incidents())
def test_every_plan_can_be_shown_in_every_format_and_both_languages(name: str) -> None:
    """Each page holds its steps in every format, the lines of the first page before the others,
    in the same order and with the same numbers in both languages, and no stray phone number.
    """
    for walked in covering_walks(name):
        made = walked.plan
        shown = page_pair(walked.progress, "full")
        wanted = {p.id for p in (*made.steps, *made.nevers)}
        orders: set[tuple[str, ...]] = set()
        for page in (shown.zh, shown.en):
            printed = {name: FORMATS[name].render(page).decode() for name in PAGES}
            assert set(_steps_in(printed["json"])) == wanted, str(walked)
            how = _section(printed["json"], "how")
            lines = [name for each in FIRST for name in _section(printed["json"], each)]
            assert how[: len(lines)] == lines, str(walked)
            assert Counter(how) == Counter(p.id for p in made.steps), str(walked)
            orders.add(tuple(how))
            assert _strange_numbers(printed["text"]) == set(), str(walked)
        assert len(orders) == 1, str(walked)
        assert _numbers(_behind(shown.zh)) == _numbers(_behind(shown.en)), str(walked)


@pytest.mark.slow
@pytest.mark.parametrize("name", incidents())
def test_every_plan_names_each_of_its_steps_once(name: str) -> None:
    """As it is usually shown, a plan has one box for every step but those of every day, which it
    names, and no stray phone number.
    """
    for walked in covering_walks(name):
        shown = page_pair(walked.progress)
        for page in (shown.zh, shown.en):
            printed = {name: FORMATS[name].render(page).decode() for name in PAGES}
            boxes = printed["markdown"].count("- [ ] ") + printed["markdown"].count("- [x] ")
            boxed = {p.id for p in walked.plan.steps if p.id in _steps_in(printed["json"])}
            assert boxes == len(boxed), str(walked)
            others = [p for p in walked.plan.steps if p.id not in boxed]
            assert {p.within for p in others} <= {"ongoing"}, str(walked)
            setting = page_setting(page.lang)
            assert all(brief_name(setting, p) in printed["text"] for p in others), str(walked)
            assert _strange_numbers(printed["text"]) == set(), str(walked)


def _of_questions(questions: Mapping[str, Question]) -> set[str]:
    """Every step that answers bring, by themselves or by what they tell."""
    options = [option for question in questions.values() for option in question.options.values()]
    findings = [contents().findings[name].value for name in findings_told(contents(), questions)]
    brought = [(*o.now, *o.steps) for o in options] + [(*f.now, *f.steps) for f in findings]
    return {step for steps in brought for step in steps}


def _with_whom(name: str, questions: Mapping[str, Question]) -> set[str]:
    """The steps of a compound finding that rests on these questions and on whom it concerns, which
    triage asks.
    """
    finding = contents().findings[name].value
    told = {*findings_told(contents(), questions), *FOR_BOTH}
    concerned = {*finding.when} & {*FOR_BOTH} and {*finding.when} <= told
    return {*finding.now, *finding.steps} if concerned else set()


def _checklist_holds(pages: Sequence[Page], wanted: set[str]) -> None:
    """The page holds these steps in every format, and the same numbers in both languages."""
    for page in pages:
        printed = {form: FORMATS[form].render(page).decode() for form in PAGES}
        assert set(_steps_in(printed["json"])) == wanted
        assert _strange_numbers(printed["text"]) == set()
        assert escape(page.title) in printed["html"]
        assert page.title in printed["markdown"].replace("\\", "")
    zh, en = map(text, pages)
    assert _numbers(zh) == _numbers(en)


@pytest.mark.parametrize("name", incidents())
def test_every_checklist_can_be_shown_in_every_format_and_both_languages(name: str) -> None:
    """The checklist holds all steps that the playbook and its own questions bring, and what all
    its questions bring together; with those of the questions that it shares, all that a plan of
    this incident alone can hold.
    """
    tree = contents().playbooks[name].value
    between = [contents().findings[n].value for n in findings_between(contents(), name)]
    own = {*tree.steps, *_of_questions(tree.questions)}
    own.update(*((*finding.now, *finding.steps) for finding in between))
    _checklist_holds([checklist_page(page_setting(lang), name) for lang in LANGS], own)
    shared = {n: contents().questions[n].value for n in shared_questions(contents(), name)}
    asked = {**tree.questions, **shared}
    everything = {*tree.steps, *_of_questions(asked), *contents().fallback.values()}
    everything.update(*(_with_whom(finding, asked) for finding in contents().findings))
    for walked in incident_walks(name):
        if walked.progress.visited == (name,):
            plan = walked.plan
            assert {p.id for p in (*plan.steps, *plan.nevers)} <= everything, str(walked)


@pytest.mark.parametrize("name", sorted(contents().questions))
def test_the_checklist_of_every_shared_question_can_be_shown(name: str) -> None:
    """The checklist of a question that several trees ask holds all steps that it brings."""
    wanted = _of_questions({name: contents().questions[name].value})
    _checklist_holds([question_checklist_page(page_setting(lang), name) for lang in LANGS], wanted)


@pytest.mark.parametrize("name", slow_after(5, incidents()))
def test_a_terminal_shows_all_of_a_plan_and_breaks_no_step(name: str) -> None:
    """At sixty columns every step of an incident's first plan is there whole, and no line is wider
    than that.
    """
    walked = incident_walks(name)[0]
    pair = page_pair(walked.progress, "full")
    for page, lang in zip((pair.zh, pair.en), LANGS, strict=True):
        bare = re.sub(r"\x1b\[[0-9;]*m", "", terminal(page, 60))
        assert max(cells(line) for line in bare.splitlines()) <= 60
        run = re.sub(r"[\s│]+", "", bare)
        for planned in (*walked.plan.steps, *walked.plan.nevers):
            assert re.sub(r"\s+", "", planned.step.do[lang]) in run


def _steps_in(printed: str) -> list[str]:
    """The ids of the steps in a page's JSON."""
    sections = json.loads(printed)["sections"]
    return [
        item["id"]
        for section in sections
        for item in section["items"]
        if item["id"] in contents().steps
    ]


def _behind(page: Page) -> str:
    """What stands behind the first page, which has as many lines as a language needs."""
    sections = tuple(section for section in page.sections if section.tone != "first")
    return text(replace(page, sections=sections))


def _section(printed: str, name: str) -> list[str]:
    """The ids of the items of one section of a page's JSON."""
    sections = json.loads(printed)["sections"]
    return [
        item["id"] for section in sections if section["id"] == name for item in section["items"]
    ]


def _strange_numbers(printed: str) -> set[str]:
    """The telephone numbers on a page that none of the pack's contacts has."""
    found = {number.replace("-", "").replace(" ", "") for number in PHONE.findall(printed)}
    return found - usable_numbers(contents().contacts) - TEXTED


def _numbers(printed: str) -> Counter[str]:
    """Every number on a page, whichever way its language writes it."""
    return Counter(
        DIGITS.findall(SUB_ARTICLE.sub(lambda found: f"-{HAN_DIGITS.index(found[1])}", printed))
    )
