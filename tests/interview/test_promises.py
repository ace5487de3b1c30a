"""What every plan of the shipped pack promises: on every answer, every pair of answers, all unions
of up to three findings, and interviews by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, islice
from random import Random

import pytest
from support import promises
from support.shipped_pack import contents, incidents
from support.walks import (
    Walk,
    asked,
    by_chance,
    chance_walks,
    finished,
    incident_walks,
    not_sure,
    nothing_more,
    of_each_option,
    of_each_pair,
    of_findings,
    starts,
    tellable,
)

from posguard.interview.agenda import offered, question_at, question_of
from posguard.interview.plan import plan, standing
from posguard.interview.progress import Progress
from posguard.interview.reach import questions_asked
from posguard.interview.script import MOST_SAID, length, utterances
from posguard.interview.walk import advance, initial_progress, replay, walk
from posguard.pack.model import EXCLUSIVE, LANGS, NONE, UNSURE, URGENCIES

PARTS = 8
"""Into so many tests a long list is cut, so that several processors can share it."""
TRIPLES = 2_000
INTERVIEWS = 2_000
ALL_INTERVIEWS = 100_000
TENTH = 10
FIFTIETH = 50
SEED = 20261126
MOST_ANSWERS = 2
"""After so many answers somebody to whom something is happening is told what to do."""
MOST_NEVERS = 12
MOST_BROKEN_UP = 4
"""Of so many scripts one at most may be of several utterances, where answers are by chance."""
MOST_FIRST_DAY = 25
"""So many steps of the first day a plan may hold when one thing has happened."""


@cache
def claims() -> promises.Claims:
    """The words that only somebody may be told to say of whom something is true."""
    return promises.claims_of(contents())


def broken(walked: Walk) -> set[str]:
    """Every promise that a walk breaks, and the walk."""
    pack = contents()
    found = [
        *promises.of_plan(walked.progress, walked.plan, pack),
        *promises.of_words(walked.plan, claims()),
    ]
    return {f"{what}: {walked}" for what in found}


@pytest.mark.parametrize("tree", starts())
def test_every_answer_keeps_what_is_promised(tree: str) -> None:
    """From each option of each question, whole interviews end in a whole plan in safe order that
    puts no word into anybody's mouth.
    """
    walks = list(of_each_option(tree))
    assert walks
    assert set().union(*map(broken, walks)) == set()


@pytest.mark.parametrize("tree", starts())
def test_whoever_tells_two_things_gets_the_steps_of_both(tree: str) -> None:
    """Each pair of answers to a question with several keeps what is promised, and loses nothing of
    what either alone brings.
    """
    found = set()
    for one, both in of_each_pair(tree):
        found |= broken(both)
        found |= {f"{what}: {one} | {both}" for what in promises.of_more(one, both, contents())}
    assert found == set()


def of_union(told: Sequence[str]) -> set[str]:
    """What is wrong with the plan of some findings: by itself, and beside that without one."""
    whole = of_findings(told)
    found = broken(whole)
    for name in told:
        if len(told) > 1 and not contents().findings[name].value.is_calm:
            rest = of_findings([other for other in told if other != name])
            found |= {
                f"{what}: {rest} and {name}" for what in promises.of_more(rest, whole, contents())
            }
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_a_dangerous_finding_only_ever_adds(part: int) -> None:
    """All findings that somebody can tell, and each two of them: one told more loses no step, puts
    none later and calms nothing.
    """
    ones = [(name,) for name in tellable()]
    unions = [*ones, *combinations(tellable(), 2)][part::PARTS]
    assert set().union(*map(of_union, unions)) == set()


def test_a_dangerous_finding_only_ever_adds_to_two_others() -> None:
    """So also with three, as far as a sample shows."""
    dice = Random(SEED)
    unions = [dice.sample(tellable(), 3) for _ in range(TRIPLES)]
    assert set().union(*map(of_union, unions)) == set()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS * 4))
def test_a_dangerous_finding_only_ever_adds_to_any_two_others(part: int, thorough: bool) -> None:
    """So also with all three of them: one in fifty of all threes, and all where that is asked."""
    step = PARTS * 4 * (1 if thorough else FIFTIETH)
    unions = islice(combinations(tellable(), 3), part, None, step)
    assert set().union(*map(of_union, unions)) == set()


@pytest.mark.parametrize("part", range(PARTS))
def test_interviews_by_chance_keep_what_is_promised(part: int) -> None:
    """Whatever is answered, the interview ends, and its plan keeps what is promised."""
    walks = chance_walks(INTERVIEWS // PARTS, SEED + part)
    assert set().union(*map(broken, walks)) == set()


def test_what_is_read_aloud_is_short() -> None:
    """Whatever is answered, no utterance is longer than somebody takes in; together they say every
    part that is true, and nearly every script is one.
    """
    said = 0
    broken_up = 0
    for walked in chance_walks(INTERVIEWS // PARTS, SEED - 1):
        for planned in walked.plan.steps:
            parts = standing(planned.step.say, walked.plan.held)
            for lang in LANGS:
                spoken = utterances(parts, lang)
                assert all(length(words, lang) <= MOST_SAID[lang] for words in spoken), planned.id
                assert "".join(spoken).replace(" ", "") == "".join(
                    part[lang] for part in parts
                ).replace(" ", "")
                said += bool(spoken)
                broken_up += len(spoken) > 1
    assert broken_up < said / MOST_BROKEN_UP


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS * 2))
def test_a_hundred_thousand_interviews_keep_what_is_promised(part: int, thorough: bool) -> None:
    """So also very often: a tenth as often unless more is asked."""
    often = ALL_INTERVIEWS // PARTS // 2 // (1 if thorough else TENTH)
    walks = chance_walks(often, SEED + 1000 + part)
    assert set().union(*map(broken, walks)) == set()


def test_every_question_can_be_come_to() -> None:
    """Some interview asks each question of the pack, and offers each of its options."""
    pack = contents()
    options: dict[str, set[str]] = {}
    for _, way in asked():
        assert way.question is not None
        question = question_at(pack, way)
        options.setdefault(way.question, set()).update(offered(pack, way, question))
    names = {name for tree in pack.playbooks for name in questions_asked(pack, tree)}
    assert names == set(options)
    wanted = {
        name: set(question.options)
        for tree in pack.playbooks
        for name, question in questions_asked(pack, tree).items()
    }
    assert {
        name: keys - options[name] for name, keys in wanted.items() if keys - options[name]
    } == {}


NO_EMERGENCY = {"abroad", "not-as-agreed", "old-charge", "regular-charge", "unexplained"}
"""What else the first question offers, so that nobody has to claim a theft for want of better."""


def first_answers(progress: Progress) -> Iterator[Progress]:
    """The progress after each answer that says first that something is happening: to the first
    question, or to the one that an answer to it which tells nothing leads to at once.
    """
    question = question_at(contents(), progress)
    for key in question.options.keys() - {*EXCLUSIVE, *NO_EMERGENCY}:
        after = advance(contents(), progress, [key])
        if question.options[key].tells:
            yield after
        else:
            assert question_at(contents(), after).at_once, key
            yield from first_answers(after)


FIRST_ANSWERS = {str(one.answers): one for one in first_answers(initial_progress(contents()))}


@pytest.mark.parametrize("said", sorted(FIRST_ANSWERS))
def test_an_emergency_said_at_once_is_answered_at_once(said: str) -> None:
    """Whoever says first that something is happening is told what to do after that answer, or
    after the next one, whatever it is.
    """
    pack, progress = contents(), FIRST_ANSWERS[said]
    assert plan(progress, pack).urgency in ("urgent", "emergency")
    if not progress.now:
        question = question_at(pack, progress)
        for option in offered(pack, progress, question):
            assert advance(pack, progress, [option]).now, option


@pytest.mark.parametrize("tree", starts())
def test_from_an_emergency_it_takes_one_answer_more_at_most(tree: str) -> None:
    """From the answer that makes it an emergency, two answers at most pass before the first
    instruction, that one counted.
    """
    late = set()
    for walked in of_each_option(tree):
        waiting = 0
        progress = initial_progress(contents(), tree)
        for answer in walked.progress.answered:
            if progress.question != answer.question:
                break
            progress = advance(contents(), progress, answer.options)
            waiting = waiting + 1 if progress.urgency == "emergency" and not progress.now else 0
            if waiting >= MOST_ANSWERS and progress.question is not None:
                late.add(str(walked))
    assert late == set()


@pytest.mark.parametrize("tree", starts())
def test_not_sure_is_never_calmer_than_the_mildest_known_answer(tree: str) -> None:
    """Whoever is not sure gets no milder plan than somebody who knows and answers the mildest, and
    an urgent one where some answer is an emergency.
    """
    for name, way in asked():
        question = question_at(contents(), way)
        if name != tree or UNSURE not in offered(contents(), way, question):
            continue
        levels = {
            key: URGENCIES.index(
                finished(advance(contents(), way, [key]), nothing_more).plan.urgency
            )
            for key in offered(contents(), way, question)
        }
        unsure = levels.pop(UNSURE)
        own = [
            contents().findings[told].value.urgency
            for option in question.options.values()
            for told in option.tells
        ] + [option.urgency for option in question.options.values()]
        assert unsure >= min(levels.values(), default=unsure), way.question
        if "emergency" in own and levels:
            assert unsure >= min(URGENCIES.index("urgent"), max(levels.values())), way.question


def test_not_sure_leaves_nothing_out() -> None:
    """No pillar is called unneeded because somebody is not sure; nor by who is unsure throughout,
    but for what an incident itself says of everybody in it.
    """
    pack = contents()
    for _, way in asked():
        unsure = question_at(pack, way).options.get(UNSURE)
        assert unsure is None or unsure.waives == {}, way.question
    for tree in incidents():
        walked = finished(initial_progress(pack, tree), not_sure)
        sure = [a for a in walked.progress.answered if a.options != (UNSURE,)]
        said = {
            pillar
            for name in walked.progress.visited
            for pillar in pack.playbooks[name].value.waives
        } | {
            pillar
            for a in sure
            for key in a.options
            for pillar in question_of(pack, a.question, a.playbook).options[key].waives
        }
        assert {omission.pillar for omission in walked.plan.omitted} <= said, tree


def test_answers_lead_to_the_same_place_in_whatever_order_they_stand() -> None:
    """The state is the answers: replayed in any order they give the same interview and plan."""
    dice = Random(SEED)
    for walked in chance_walks(200, SEED):
        answers = list(walked.progress.answers.items())
        dice.shuffle(answers)
        mixed = {name: dice.sample(options, len(options)) for name, options in answers}
        assert walk(contents(), mixed) == replay(contents(), mixed) == walked.progress
        assert plan(walk(contents(), mixed), contents()) == walked.plan


def test_known_findings_count_as_told() -> None:
    """Findings that a case has kept are held beside the answers, and only ever add."""
    dice = Random(SEED)
    alarming = [name for name in tellable() if not contents().findings[name].value.is_calm]
    for walked in chance_walks(200, SEED):
        kept = dice.choice(alarming)
        again = replay(contents(), walked.progress.answers, told=[kept])
        more = finished(again, by_chance(dice))
        assert kept in more.plan.held
        assert broken(more) == set()
        assert list(promises.of_more(walked, more, contents())) == []


def test_what_is_said_only_to_some_is_written_down() -> None:
    """Every condition of a part, and everything a calm finding yields to, stands in
    ``tests/promised.yaml``, in the words of the pack.
    """
    pack = contents()
    conditions = [
        (name, part.when, part.zh)
        for name, entry in pack.steps.items()
        for parts in (entry.value.say, entry.value.how, entry.value.need, entry.value.keep)
        for part in parts
        if part.when
    ]
    written = [(row.step, row.told, row.zh) for row in promises.promised().said]
    assert sorted(conditions) == sorted(written)
    yields = {
        name: entry.value.yields_to for name, entry in pack.findings.items() if entry.value.is_calm
    }
    assert yields == promises.promised().lapses


def test_a_known_serial_number_alone_freezes_nothing() -> None:
    """If only the serial number got out, no card, account or terminal is stopped and nobody is
    reported.
    """
    alone = [
        w
        for w in incident_walks("sn-leak")
        if w.progress.answers.get("sn-what-else") == (NONE,)
        and w.progress.answers["sn-strange"] in [(NONE,), (UNSURE,)]
    ]
    assert len(alone) >= 2
    assert {p.id for w in alone for p in w.plan.steps if p.pillar in ("freeze", "police")} == set()
    assert {w.plan.urgency for w in alone} <= {"routine", "urgent"}


def test_faults_and_genuine_notices_are_calm() -> None:
    """Every playbook that knows a calm end reaches it, and its plan freezes nothing and reports
    nobody.
    """
    calm = Counter(
        name
        for name in incidents()
        for w in incident_walks(name)
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
        ways = [w for w in incident_walks(name) if w.plan.urgency == "not-incident"]
        pillars = {p.pillar for w in ways for p in w.plan.steps if p.id not in promises.PREVENTS}
        assert pillars & {"freeze", "police"} == set(), name


@pytest.mark.parametrize("tree", incidents())
def test_a_plan_for_one_thing_can_be_done_in_a_day(tree: str) -> None:
    """Where one thing has happened, the first day and the do-nots stay within what a person can
    read and do.
    """
    for walked in incident_walks(tree):
        if all(a.options == (NONE,) for a in walked.progress.answered[1:]):
            today = [p for p in walked.plan.steps if p.within in ("now", "15m", "24h")]
            assert len(today) <= MOST_FIRST_DAY, str(walked)
            assert len(walked.plan.nevers) <= MOST_NEVERS, str(walked)
