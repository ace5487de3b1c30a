"""What people in a situation would swear by, in ``playbooks/journeys``, holds in the shipped
pack.
"""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest
from support.all_paths import incident_paths
from support.journeys import FOLDER, ShippedJourney, journeys
from support.shipped_pack import contents, incidents, page_pair

from posguard.interview.plan import PlanStep, plan
from posguard.interview.walk import walk
from posguard.lint.journeys import Journey, differences
from posguard.messages import say
from posguard.pack.model import LANGS, START, UNSURE
from posguard.render.text import text


def of(incident: str) -> list[Journey]:
    """The journeys in the file of one incident."""
    return [told.journey for told in journeys() if told.file == incident]


@pytest.mark.parametrize("told", journeys(), ids=str)
def test_the_pack_does_what_the_journey_says(told: ShippedJourney) -> None:
    """The answers are complete, and urgency, first step, advice at once, way, steps and their
    order are as said.
    """
    pack = contents()
    assert list(differences(told.journey, pack.playbooks, pack.steps)) == []


@pytest.mark.parametrize("told", journeys(), ids=str)
def test_the_journeys_plan_reads_the_same_in_both_languages(told: ShippedJourney) -> None:
    """The printed plan names its urgency and holds the words of each step once as a step, in both
    languages.
    """
    pack = contents()
    progress = walk(pack.playbooks, told.journey.chosen)
    made = plan(progress, pack.steps)
    for lang, page in zip(LANGS, (page_pair(progress).zh, page_pair(progress).en), strict=True):
        lines = Counter(text(page).splitlines())
        assert (
            lines[say(lang, "urgency", urgency=say(lang, f"urgency:{told.journey.urgency}"))] == 1
        )
        numbered = [f"[ ] {n}. {_words(p, lang)}" for n, p in enumerate(made.steps, 1)]
        assert {line: lines[line] for line in numbered} == dict.fromkeys(numbered, 1)
        boxed = [f"[!] {_words(p, lang)}" for p in made.nevers]
        assert {line: lines[line] for line in boxed} == dict.fromkeys(boxed, 1)


def _words(planned: PlanStep, lang: str) -> str:
    return planned.step.do.zh if lang == "zh" else planned.step.do.en


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
    """Where a tree has an emergency, a calm end or a hand-over, a journey tells of it, and one is
    unsure throughout.
    """
    ends = [way.progress for way in incident_paths(name)]
    told = [journey for journey in of(name) if name in journey.through]
    for urgency in ("emergency", "not-incident"):
        if any(end.urgency == urgency and end.visited == (name,) for end in ends):
            assert any(journey.urgency == urgency for journey in told), urgency
    if any(len(end.visited) > 1 for end in ends):
        assert any(journey.through.index(name) < len(journey.through) - 1 for journey in told), (
            "hand-over"
        )
    questions = contents().playbooks[name].value.questions
    asked = [
        [answers for q, answers in journey.chosen.items() if q in questions] for journey in told
    ]
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
    known = {
        (name, key)
        for tree in contents().playbooks.values()
        for name, question in tree.value.questions.items()
        for key in question.options
    }
    assert known - given == set()


def test_every_journey_begins_at_the_first_question() -> None:
    """Shipped journeys are whole interviews: the first answer is that to the first question of
    triage.
    """
    first = next(iter(contents().playbooks[START].value.questions))
    assert {next(iter(told.journey.answers)) for told in journeys()} == {first}
