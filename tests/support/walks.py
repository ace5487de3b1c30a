"""Walks through the shipped pack: one for each answer, for pairs of answers, and by chance."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from random import Random

from support.shipped_pack import contents, incidents

from posguard.interview.agenda import offered, question_at
from posguard.interview.findings import all_held
from posguard.interview.plan import Plan, plan
from posguard.interview.progress import Progress
from posguard.interview.reach import questions_asked
from posguard.interview.walk import advance, initial_progress
from posguard.lint.contents import Contents
from posguard.pack.model import EXCLUSIVE, NONE, START, UNSURE
from posguard.pack.trees import Question

FOR_BOTH = ("for-shop", "for-self")
"""What triage asks before it leads to an incident whose questions are only for some."""
Choose = Callable[[Progress, Question, Sequence[str]], Sequence[str]]
"""Who answers: gets the progress, the question and the options offered."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One interview: what was answered and what it reached, and the plan made of it."""

    progress: Progress
    plan: Plan

    def __str__(self) -> str:
        answered = ", ".join(f"{a.question}={'+'.join(a.options)}" for a in self.progress.answered)
        return answered or "+".join(self.progress.told)


def finished(progress: Progress, choose: Choose, pack: Contents | None = None) -> Walk:
    """The walk to the end of an interview; it ends, for no question is asked twice."""
    pack = pack or contents()
    asked = {answer.question for answer in progress.answered}
    while progress.question is not None:
        assert progress.question not in asked, f"{progress.question} is asked twice"
        asked.add(progress.question)
        question = question_at(pack, progress)
        options = offered(pack, progress, question)
        progress = advance(pack, progress, choose(progress, question, options))
    return Walk(progress, plan(progress, pack))


def nothing_more(_progress: Progress, _question: Question, options: Sequence[str]) -> list[str]:
    """Somebody to whom nothing else has happened."""
    return [next((key for key in (NONE, UNSURE) if key in options), options[0])]


def not_sure(_progress: Progress, _question: Question, options: Sequence[str]) -> list[str]:
    """Somebody who does not know."""
    return [next((key for key in (UNSURE, NONE) if key in options), options[0])]


def as_before(told: Progress) -> Choose:
    """Somebody who answers as in another interview; to what was not asked there, nothing more."""

    def choose(progress: Progress, question: Question, options: Sequence[str]) -> Sequence[str]:
        assert progress.question is not None
        before = [key for key in told.answers.get(progress.question, ()) if key in options]
        return before or nothing_more(progress, question, options)

    return choose


def by_chance(dice: Random) -> Choose:
    """Somebody who answers whatever comes up, now and then several things at once."""

    def choose(_progress: Progress, question: Question, options: Sequence[str]) -> list[str]:
        together = [key for key in options if key not in EXCLUSIVE]
        if question.choose == "many" and together and dice.random() < 2 / 3:
            return dice.sample(together, min(dice.choice([1, 1, 1, 2, 2, 3]), len(together)))
        return [dice.choice(options)]

    return choose


def chance_walks(count: int, seed: int, start: str = START) -> Iterator[Walk]:
    """So many interviews by chance, the same for the same seed."""
    dice = Random(seed)
    for _ in range(count):
        yield finished(initial_progress(contents(), start), by_chance(dice))


@cache
def asked() -> Sequence[tuple[str, Progress]]:
    """Every question that every tree asks: the tree, and the shortest way to it; where an
    option is only for some, a way more for them.
    """
    pack = contents()
    found = []
    for tree in pack.playbooks:
        for name, question in questions_asked(pack, tree).items():
            way = _way_to(tree, name, question.when) or _way_to(tree, name, FOR_BOTH)
            ways = [] if way is None else [way]
            for option in question.options.values():
                if option.when and not any(all_held(option.when, way.held) for way in ways):
                    way = _way_to(tree, name, (*question.when, *option.when))
                    ways += [] if way is None else [way]
            found += [(tree, way) for way in ways]
    return tuple(found)


def _way_to(tree: str, name: str, told: Sequence[str]) -> Progress | None:
    """The progress at a question, by as few answers as can be; None where it is known by then."""
    pack = contents()
    waiting = deque([initial_progress(pack, tree, told)])
    seen: set[Hashable] = set()
    while waiting:
        progress = waiting.popleft()
        if progress.question == name:
            return progress
        here = progress.question, progress.agenda
        if progress.question is None or here in seen:
            continue
        seen.add(here)
        question = question_at(pack, progress)
        options = sorted(offered(pack, progress, question), key=lambda key: key != NONE)
        waiting.extend(advance(pack, progress, [key]) for key in options)
    return None


def of_each_option(tree: str) -> Iterator[Walk]:
    """Each option of each question of a tree, once with nothing more and once with all unsure."""
    for _, way in _asked_in(tree):
        for key in offered(contents(), way, question_at(contents(), way)):
            after = advance(contents(), way, [key])
            yield finished(after, nothing_more)
            yield finished(after, not_sure)


def of_each_pair(tree: str) -> Iterator[tuple[Walk, Walk]]:
    """Each pair of options of questions with several answers: one alone, then both together; all
    other questions answered alike.
    """
    for _, way in _asked_in(tree):
        question = question_at(contents(), way)
        if question.choose == "many":
            for pair in permutations(question.options, 2):
                if not set(pair) & set(EXCLUSIVE):
                    one = finished(advance(contents(), way, pair[:1]), nothing_more)
                    both = advance(contents(), way, pair)
                    yield one, finished(both, as_before(one.progress))


def _asked_in(tree: str) -> list[tuple[str, Progress]]:
    return [(name, way) for name, way in asked() if name == tree]


@cache
def tellable() -> Sequence[str]:
    """The findings that some answer tells."""
    pack = contents()
    trees = (pack.playbooks[name].value.questions.values() for name in pack.playbooks)
    questions = [q for tree in trees for q in tree]
    questions += [entry.value for entry in pack.questions.values()]
    told = (name for q in questions for option in q.options.values() for name in option.tells)
    return tuple(dict.fromkeys(told))


def of_findings(told: Sequence[str], pack: Contents | None = None) -> Walk:
    """A plan of findings alone, before any question."""
    pack = pack or contents()
    progress = initial_progress(pack, START, told)
    return Walk(progress, plan(progress, pack))


@cache
def incident_walks(name: str) -> Sequence[Walk]:
    """The walks that begin at an incident, as a hand-over does: one for each answer."""
    return tuple(of_each_option(name))


def covering_walks(name: str) -> Sequence[Walk]:
    """Pick as few walks through a tree as together show all there is: every step for every
    reason, every answer, every reason left out.
    """
    seen: set[Hashable] = set()
    kept = []
    for walked in incident_walks(name):
        shown = set(_shown(walked))
        if not shown <= seen:
            seen |= shown
            kept.append(walked)
    return kept


def _shown(walked: Walk) -> Iterator[Hashable]:
    for planned in (*walked.plan.steps, *walked.plan.nevers):
        first = planned.because[0]
        yield planned.id, first.question, first.option, first.finding
    yield from (
        (answer.question, option)
        for answer in walked.progress.answered
        for option in answer.options
    )
    yield from walked.plan.omitted
    yield walked.plan.visited, walked.plan.urgency


def starts() -> list[str]:
    """Every tree that an interview can begin with."""
    return [START, *incidents()]
