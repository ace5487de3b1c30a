"""The script of the page decides and words as posguard does: on every answer, on pairs, on answers
by chance, and on packs by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from random import Random

import pytest
from support.page_script import PageScript, Told, in_random_pack
from support.random_packs import random_pack
from support.shipped_pack import contents
from support.slow import slow_after
from support.walks import asked, by_chance

from posguard.interview.agenda import offered, question_at
from posguard.interview.progress import Progress
from posguard.interview.walk import advance, initial_progress
from posguard.pack.model import EXCLUSIVE, Role

SEED = 20261126
AT_ONCE = 200
PLANS = 20
PAGES = 100
"""Of so many sets of answers by chance one is compared to its plan, and one to the whole page."""
OPTIONS = 3
"""Of so many answers to one question, one is compared to the page, the others to the plan."""
PARTS = 4
SETS = 20_000
PACKS = 150
Pair = tuple[Told, Progress]


def differing(script: PageScript, pairs: Iterator[Pair]) -> list[Told]:
    """The answers of which the script makes something else."""
    found: list[Told] = []
    while some := list(islice(pairs, AT_ONCE)):
        made = script.of([told for told, _ in some])
        for (told, progress), row in zip(some, made, strict=True):
            if row != script.expected(told, progress):
                found.append(told)
    return found


@pytest.fixture(scope="module")
def script() -> Iterator[PageScript]:
    """The script with the shipped pack."""
    script = PageScript(contents())
    yield script
    script.close()


def after(tree: str, way: Progress, keys: Sequence[str], extent: int) -> Pair:
    """A set of answers that ends with these."""
    progress = advance(contents(), way, keys)
    known = way.told[: len(way.told) - sum(len(told_by(way, n)) for n in range(len(way.answered)))]
    return Told(progress.answers, tree, known, extent), progress


def told_by(progress: Progress, position: int) -> list[str]:
    """The findings that an answer has told."""
    answer = progress.answered[position]
    trees = contents().playbooks[answer.playbook].value.questions
    question = trees.get(answer.question) or contents().questions[answer.question].value
    # two loops: every option chosen, and what it tells
    return [name for key in answer.options for name in question.options[key].tells]


def of_every_option() -> Iterator[Pair]:
    """Each option of each question of each tree."""
    number = 0
    for tree, way in asked():
        for key in offered(contents(), way, question_at(contents(), way)):
            number += 1
            yield after(tree, way, [key], 1 + (number % OPTIONS == 0))


def of_every_pair() -> Iterator[Pair]:
    """Each two options of a question that go together."""
    for tree, way in asked():
        question = question_at(contents(), way)
        together = [key for key in question.options if key not in EXCLUSIVE]
        for pair in combinations(together, 2) if question.choose == "many" else ():
            yield after(tree, way, pair, 1)


def by_dice(dice: Random) -> Iterator[Pair]:
    """Answers by chance, each of them a set with those before it; now and then one that is no
    answer, which ends it, and answers to questions that were never asked.
    """
    pack, choose = contents(), by_chance(dice)
    number = 0
    while True:
        progress = initial_progress(pack)
        while progress.question is not None:
            question = question_at(pack, progress)
            options = offered(pack, progress, question)
            progress = advance(pack, progress, choose(progress, question, options))
            number += 1
            answers = {**progress.answers}
            if progress.question and dice.random() < 1 / 8:
                answers[progress.question] = dice.choice([(), ("constructor",), ("none", "-")])
            names = dice.sample([*answers, "constructor"], len(answers) + 1)
            mixed = {name: answers.get(name, ("none",)) for name in names}
            extent = (number % PLANS == 0) + (number % PAGES == 0)
            yield Told(mixed, extent=extent, own=contacts(dice)), progress


def contacts(dice: Random) -> dict[Role, str]:
    """The person's own acquirer and bank, if they are known."""
    own: dict[Role, str] = {"acquirer": "lakala"} if dice.random() < 1 / 2 else {}
    return own | ({"issuer": "icbc", "settlement-bank": "icbc"} if dice.random() < 1 / 2 else {})


def test_every_answer_and_every_pair_lead_to_the_same_plan(script: PageScript) -> None:
    """Whatever is answered to whichever question, and whichever two answers to one with several:
    the plan is the same, and so is its page to the letter, in both languages.
    """
    pairs = list(of_every_option())
    given = {
        (name, key) for told, _ in pairs for name, keys in told.answers.items() for key in keys
    }
    assert len(given) > 600
    assert differing(script, iter(pairs)) == []
    assert differing(script, of_every_pair()) == []


@pytest.mark.parametrize("part", slow_after(1, range(PARTS)))
def test_answers_by_chance_lead_to_the_same_plan(script: PageScript, part: int) -> None:
    """20,000 sets of answers by chance lead to the same question, findings and reasons; some are
    compared to their plans, and some to every word of the page.
    """
    assert differing(script, islice(by_dice(Random(SEED + part)), SETS // PARTS)) == []


@pytest.mark.parametrize("part", slow_after(1, range(PARTS)))
def test_a_pack_by_chance_is_read_alike(part: int) -> None:
    """Names that are numbers, or words of the script's language, and rules that the shipped pack
    has no example of: the page of every plan is the same.
    """
    found = {}
    for seed in range(part, PACKS, PARTS):
        pack = random_pack(seed)
        script = PageScript(pack)
        differ = differing(script, in_random_pack(pack, seed))
        script.close()
        if differ:
            found[seed] = differ[0]
    assert found == {}
