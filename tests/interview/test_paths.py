"""Every way through every shipped playbook, and every page it can end in."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import escape

import pytest
from support import promises
from support.all_paths import InterviewPath, covering_paths, incident_paths, triage_paths
from support.shipped_pack import contents, incidents, page_pair, page_setting, usable_numbers
from support.slow import slow_after

from posguard.lint.graph import targets_of
from posguard.pack.model import LANGS, START
from posguard.pages.advice import checklist_page
from posguard.render.formats import FORMATS, PAGES
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
DIGITS = re.compile(r"\d+")
HAN_DIGITS = "〇一二三四五六七八九"
SUB_ARTICLE = re.compile(r"(?<=条)之([一二三四五六七八九])")


def broken(way: InterviewPath) -> Iterator[str]:
    """Every promise that a way breaks."""
    pack = contents()
    yield from promises.of_plan(way.progress, way.plan, pack.playbooks, pack.steps)
    yield from promises.of_emergency(way.progress, pack.playbooks)


@pytest.mark.parametrize("name", incidents())
def test_every_way_through_an_incident_keeps_what_is_promised(name: str) -> None:
    """From the first question of a playbook, hand-overs included, each way ends in a whole,
    ordered, readable plan.
    """
    found = {(what, str(way)) for way in incident_paths(name) for what in broken(way)}
    assert found == set()


@pytest.mark.parametrize("name", incidents())
def test_not_sure_is_never_calmer_than_the_mildest_known_answer(name: str) -> None:
    """Whoever is not sure gets no milder plan than somebody who knows and answers the mildest."""
    ways = [way.progress for way in incident_paths(name)]
    assert list(promises.of_unsure(contents().playbooks, ways)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", sorted(targets_of(contents().playbooks[START].value) & set(incidents()))
)
def test_every_way_from_triage_keeps_what_is_promised(name: str) -> None:
    """The whole interview, from its first question, ends in a whole, ordered, readable plan on
    each way.
    """
    paths = list(triage_paths(name))
    assert paths
    assert {(what, str(path)) for path in paths for what in broken(path)} == set()


def test_a_known_serial_number_alone_freezes_nothing() -> None:
    """If only the serial number got out, no card, account or terminal is stopped and nobody is
    reported.
    """
    alone = [
        w for w in incident_paths("sn-leak") if w.progress.answers.get("sn-what-else") == ("none",)
    ]
    assert len(alone) == 2
    assert {p.id for w in alone for p in w.plan.steps if p.pillar in ("freeze", "police")} == set()
    assert {w.plan.urgency for w in alone} == {"routine"}


def test_faults_and_genuine_notices_are_calm() -> None:
    """Every playbook that knows a calm end reaches it, and its plan freezes nothing and reports
    nobody.
    """
    calm = Counter(
        name
        for name in incidents()
        for w in incident_paths(name)
        if w.plan.urgency == "not-incident"
    )
    assert {
        "terminal-fault",
        "security-failure",
        "service-call",
        "card-fraud",
        "refund-fraud",
    } <= set(calm)
    for name in calm:
        ways = [w for w in incident_paths(name) if w.plan.urgency == "not-incident"]
        pillars = {p.pillar for w in ways for p in w.plan.steps if p.id not in promises.PREVENTS}
        assert pillars & {"freeze", "police"} == set(), name


def test_an_emergency_said_at_once_is_answered_at_once() -> None:
    """Whoever says in the first answer that money is moving is told what to do before anything
    else is asked.
    """
    first = contents().playbooks["triage"].value.questions["happening-now"].options
    pressing = {key: option.now for key, option in first.items() if option.urgency == "emergency"}
    assert set(pressing) == {
        "paying-stranger",
        "card-charged",
        "device-controlled",
        "robbed",
        "terminal-taken",
    }
    assert all(pressing.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", incidents())
def test_every_plan_can_be_shown_in_every_format_and_both_languages(name: str) -> None:
    """Each page holds its steps in every format, says the same numbers in both languages, and no
    stray phone number.
    """
    for way in covering_paths(name):
        shown = page_pair(way.progress)
        wanted = [p.id for p in (*way.plan.steps, *way.plan.nevers)]
        for page in (shown.zh, shown.en):
            printed = {name: FORMATS[name].render(page).decode() for name in PAGES}
            assert sorted(_steps_in(printed["json"])) == sorted(wanted), str(way)
            todo = [printed["markdown"].count("- [ ] "), printed["html"].count('class="item todo')]
            assert todo == [len(way.plan.steps)] * 2, str(way)
            assert _strange_numbers(printed["text"]) == set(), str(way)
        assert _numbers(text(shown.zh)) == _numbers(text(shown.en)), str(way)


@pytest.mark.parametrize("name", incidents())
def test_every_checklist_can_be_shown_in_every_format_and_both_languages(name: str) -> None:
    """The checklist holds all steps of the playbook in every format, and the same numbers in both
    languages.
    """
    tree = contents().playbooks[name]
    options = [o for question in tree.value.questions.values() for o in question.options.values()]
    wanted = {*tree.value.steps, *(step for o in options for step in (*o.now, *o.steps))}
    pages = [checklist_page(page_setting(lang), tree, contents().steps) for lang in LANGS]
    for page in pages:
        printed = {form: FORMATS[form].render(page).decode() for form in PAGES}
        assert set(_steps_in(printed["json"])) == wanted
        assert _strange_numbers(printed["text"]) == set()
        assert escape(page.title) in printed["html"]
        assert page.title in printed["markdown"].replace("\\", "")
    zh, en = map(text, pages)
    assert _numbers(zh) == _numbers(en)


@pytest.mark.parametrize("name", slow_after(5, incidents()))
def test_a_terminal_shows_all_of_a_plan_and_breaks_no_step(name: str) -> None:
    """At sixty columns every step of an incident's first plan is there whole, and no line is wider
    than that.
    """
    way = incident_paths(name)[0]
    for page, lang in zip(
        (page_pair(way.progress).zh, page_pair(way.progress).en), LANGS, strict=True
    ):
        bare = re.sub(r"\x1b\[[0-9;]*m", "", terminal(page, 60))
        assert max(cells(line) for line in bare.splitlines()) <= 60
        run = re.sub(r"[\s│]+", "", bare)
        for planned in (*way.plan.steps, *way.plan.nevers):
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


def _strange_numbers(printed: str) -> set[str]:
    """The telephone numbers on a page that none of the pack's contacts has."""
    found = {number.replace("-", "").replace(" ", "") for number in PHONE.findall(printed)}
    return found - usable_numbers(contents().contacts) - TEXTED


def _numbers(printed: str) -> Counter[str]:
    """Every number on a page, whichever way its language writes it."""
    return Counter(
        DIGITS.findall(SUB_ARTICLE.sub(lambda found: f"-{HAN_DIGITS.index(found[1])}", printed))
    )
