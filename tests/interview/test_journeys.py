"""What people in a situation would swear by, in ``playbooks/journeys``, holds in the shipped
pack.
"""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest
from support.journeys import FOLDER, ShippedJourney, journeys
from support.shipped_pack import contents, incidents, page_pair
from support.walks import incident_walks

from posguard.interview.plan import plan
from posguard.interview.reach import questions_asked
from posguard.interview.walk import walk
from posguard.lint.journeys import Journey, differences
from posguard.messages import say
from posguard.pack.model import LANGS, UNSURE, WITHINS
from posguard.pages.abroad import plan_for_reader
from posguard.pages.first_page import with_line
from posguard.pages.how import listed
from posguard.render.text import text

FIRST = ("now", "15m", "24h", "owner")
"""The sections of the first page that hold its lines."""


def of(incident: str) -> list[Journey]:
    """The journeys in the file of one incident."""
    return [told.journey for told in journeys() if told.file == incident]


@pytest.mark.parametrize("told", journeys(), ids=str)
def test_the_pack_does_what_the_journey_says(told: ShippedJourney) -> None:
    """The answers are complete, and urgency, first step, advice at once, way, steps and their
    order are as said.
    """
    assert list(differences(told.journey, contents())) == []


@pytest.mark.parametrize("told", journeys(), ids=str)
def test_the_journeys_plan_reads_the_same_in_both_languages(told: ShippedJourney) -> None:
    """The whole plan holds the words of each step once as a step and of each do-not once, and
    begins with what is due first, in both languages; what is for whoever helps has no number.

    The lines of the first page come before the others that need a line there, and those before
    the rest, each in the order of the plan.
    """
    pack = contents()
    progress = walk(pack, told.journey.chosen, told.journey.from_)
    made = plan_for_reader(plan(progress, pack), pack)
    lined = {planned.id for planned in with_line(listed(made.steps))}
    pair = page_pair(progress, "full")
    for lang, page in zip(LANGS, (pair.zh, pair.en), strict=True):
        assert page.urgency == told.journey.urgency
        times = [p.within for p in made.steps if not p.done]
        waiting = min(times, key=WITHINS.index) if times else "none"
        calm = waiting in ("now", "15m") and told.journey.urgency != "emergency"
        begin = f"begin:{waiting}:{told.journey.urgency}" if calm else f"begin:{waiting}"
        assert page.lead[0] == say(lang, "urgency", urgency=say(lang, begin))
        shown = {section.id: section.items for section in page.sections}
        lines = {item.id for name in FIRST for item in shown.get(name, ())}
        steps = sorted(made.steps, key=lambda p: (p.id not in lines, p.id not in lined))
        assert [(i.number, i.text) for i in shown["how"]] == [
            *((None, aside.step.do[lang]) for aside in made.asides),
            *((number, planned.step.do[lang]) for number, planned in enumerate(steps, 1)),
        ]
        boxed = [item.text for item in shown.get("never", ())]
        assert boxed == [planned.step.do[lang] for planned in made.nevers]
        printed = Counter(text(page).splitlines())
        assert all(printed[f"[!] {words}"] == 1 for words in boxed)


def test_a_journey_with_an_unknown_key_is_refused() -> None:
    """A misspelt expectation cannot pass unnoticed."""
    whole = msgspec.to_builtins(journeys()[0].journey)
    with pytest.raises(msgspec.ValidationError, match="unknown field `hold`"):
        msgspec.convert({**whole, "hold": []}, Journey)


def test_every_journey_has_a_name_of_its_own() -> None:
    """No situation is told twice, and each is told in a sentence."""
    names = Counter(told.journey.name for told in journeys())
    assert [name for name, count in names.items() if count > 1 or len(name.split()) < 4] == []


def test_every_incident_has_its_journeys() -> None:
    """Each incident has a file of at least five journeys that pass through it, and no file belongs
    to none.
    """
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(incidents())
    for name in incidents():
        through = [journey for journey in of(name) if name in journey.through]
        assert len(through) >= 5, name


@pytest.mark.parametrize("name", incidents())
def test_the_journeys_of_an_incident_know_every_kind_of_end(name: str) -> None:
    """Where a tree has an emergency, a calm end or a hand-over, a journey tells of it; where it
    lets somebody be unsure, one is so throughout.
    """
    ends = [walked.plan for walked in incident_walks(name)]
    told = [journey for journey in of(name) if name in journey.through]
    for urgency in ("emergency", "not-incident"):
        if any(end.urgency == urgency and end.visited == (name,) for end in ends):
            assert any(journey.urgency == urgency for journey in told), urgency
    if any(len(end.visited) > 1 for end in ends):
        assert any(journey.through.index(name) < len(journey.through) - 1 for journey in told), (
            "hand-over"
        )
    questions = questions_asked(contents(), name)
    asked = [
        [answers for q, answers in journey.chosen.items() if q in questions] for journey in told
    ]
    if any(UNSURE in question.options for question in questions.values()):
        assert any(answers and all(a == (UNSURE,) for a in answers) for answers in asked), (
            "unsure throughout"
        )


def test_every_answer_of_the_pack_is_given_in_some_journey() -> None:
    """No answer that a person can give is without somebody who gives it."""
    given = {
        (question, option)
        for told in journeys()
        for question, o in told.journey.chosen.items()
        for option in o
    }
    pack = contents()
    known = {
        (name, key)
        for tree in pack.playbooks
        for name, question in questions_asked(pack, tree).items()
        for key in question.options
    }
    assert known - given == set()


def test_every_journey_begins_at_a_first_question() -> None:
    """Shipped journeys are whole interviews: the first answer is that to the first question of
    triage, or of the incident that somebody goes straight to.
    """
    for told in journeys():
        asks = contents().playbooks[told.journey.from_].value.asks
        assert next(iter(told.journey.answers)) == asks[0], told
