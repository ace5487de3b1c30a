"""The walk through the trees: answers in, what they reached out. The only state is the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from posguard.errors import PosguardError, WrongUse
from posguard.pack.model import (
    END,
    EXCLUSIVE,
    MAX_QUESTIONS,
    START,
    URGENCIES,
    Entry,
    Option,
    Pillar,
    Playbook,
    Question,
    Text,
    Urgency,
)

_MOST_COUNTED = 500
"""How many questions are looked at to say how many are left: a broken pack may hold thousands in a
row.
"""

Playbooks = Mapping[str, Entry[Playbook]]
Answers = Mapping[str, Sequence[str]]


class Reason(Struct, frozen=True):
    """Why a step is in the plan: the playbook, and the answer in it that brought the step.

    ``question`` and ``option`` are None for what everyone in the incident does; ``now`` marks
    advice that was shown before the next question.
    """

    step: str
    playbook: str
    question: str | None
    option: str | None
    now: bool


class Answer(Struct, frozen=True):
    """One question answered, and in which tree."""

    playbook: str
    question: str
    options: tuple[str, ...]


class Progress(Struct, frozen=True):
    """Where the answers have led.

    ``question`` is the next one to ask, in the tree ``playbook``; None means that the plan is
    reached. ``visited`` names the incidents in the order they were entered, the first tree left
    out.
    """

    playbook: str
    question: str | None
    answered: tuple[Answer, ...] = ()
    visited: tuple[str, ...] = ()
    urgency: Urgency = "not-incident"
    reasons: tuple[Reason, ...] = ()
    waived: tuple[tuple[Pillar, Text], ...] = ()

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The answers that led here, by question."""
        return {t.question: t.options for t in self.answered}

    @property
    def start(self) -> str:
        """The tree that the interview began with."""
        return self.answered[0].playbook if self.answered else self.playbook

    @property
    def now(self) -> tuple[str, ...]:
        """The steps advised at once so far, in order, each once."""
        return tuple(dict.fromkeys(b.step for b in self.reasons if b.now))


def walk(playbooks: Playbooks, answers: Answers, start: str = START) -> Progress:
    """Replay the answers from the first question until one is missing or the plan is reached.

    Raises:
        WrongUse: an answer that its question does not know, or one that was never asked for on
            this way.
        PosguardError: the pack leads nowhere or in a circle (``posguard lint`` names the place).

    """
    progress = replay(playbooks, answers, start)
    asked = progress.answers
    for name in answers:
        if name not in asked:
            raise WrongUse(
                "answer-not-asked", question=name, next=progress.question or END, asked=list(asked)
            )
    return progress


def replay(playbooks: Playbooks, answers: Answers, start: str = START) -> Progress:
    """As far as the answers lead; those that are not asked for on this way are left out.

    Raises:
        WrongUse: an answer that its question does not know.

    """
    progress = initial_progress(playbooks, start)
    while progress.question is not None and progress.question in answers:
        progress = advance(playbooks, progress, answers[progress.question])
    return progress


def initial_progress(playbooks: Playbooks, start: str = START) -> Progress:
    """Before the first answer; an interview that starts at an incident has come through it."""
    visited = () if start == START else (start,)
    return _entered(playbooks, Progress(playbook=start, question=None, visited=visited), start)


def advance(playbooks: Playbooks, progress: Progress, options: Sequence[str]) -> Progress:
    """One answer further: what its options bring, and the next question that is still open."""
    assert progress.question is not None
    question = question_at(playbooks, progress)
    chosen = _chosen(question, progress.question, options)
    if progress.question in progress.answers:
        raise PosguardError("asked-twice", playbook=progress.playbook, question=progress.question)
    answered = (*progress.answered, Answer(progress.playbook, progress.question, chosen))
    return _follow(playbooks, replace(progress, answered=answered), progress.question, chosen)


def target(playbooks: Playbooks, tree: str, then: str) -> tuple[str, str | None]:
    """The tree and its question that a ``then`` leads to; no question where it is the plan."""
    if then == END:
        return tree, None
    if then in playbooks[tree].value.questions:
        return tree, then
    return then, next(iter(playbooks[then].value.questions), None)


def question_at(playbooks: Playbooks, progress: Progress) -> Question:
    """The question that is to be asked next."""
    assert progress.question is not None
    return _question(playbooks, progress.playbook, progress.question)


def question_limit(playbooks: Playbooks, progress: Progress) -> int:
    """How many questions this interview asks at most, from what is known now.

    Until the incident is known that is the limit every pack keeps; then it is counted in the tree
    itself.
    """
    if progress.playbook == START or progress.question is None:
        return MAX_QUESTIONS
    longest = _longest(
        playbooks, progress.playbook, progress.question, frozenset(progress.answers), {}
    )
    return len(progress.answered) + longest


def _follow(
    playbooks: Playbooks, progress: Progress, name: str, chosen: tuple[str, ...]
) -> Progress:
    """On from an answer to the next open question, past those that another tree has asked
    already.
    """
    passed: set[tuple[str, str]] = set()
    while True:
        progress = _brought(playbooks, progress, name, chosen)
        earlier = next((t for t in progress.answered if t.question == progress.question), None)
        if progress.question is None or earlier is None:
            return progress
        here = (progress.playbook, progress.question)
        if earlier.playbook == progress.playbook or here in passed:
            raise PosguardError(
                "asked-twice", playbook=progress.playbook, question=progress.question
            )
        passed.add(here)
        name, chosen = progress.question, earlier.options
        _chosen(_question(playbooks, progress.playbook, name), name, chosen)


def _brought(
    playbooks: Playbooks, progress: Progress, name: str, chosen: tuple[str, ...]
) -> Progress:
    """What the answer brings, and where it leads: to a question of this tree, into another one, or
    to the plan.
    """
    question = _question(playbooks, progress.playbook, name)
    for key in chosen:
        progress = _bring(progress, name, key, question.options[key])
    into, following = target(playbooks, progress.playbook, question.leads_to(chosen[0]))
    if into == progress.playbook:
        return replace(progress, question=following)
    if into in progress.visited:
        raise PosguardError("asked-twice", playbook=into, question=name)
    return _entered(playbooks, replace(progress, visited=(*progress.visited, into)), into)


def _entered(playbooks: Playbooks, progress: Progress, name: str) -> Progress:
    tree = playbooks[name].value
    reasons = tuple(Reason(step, name, None, None, now=False) for step in tree.steps)
    return replace(
        progress,
        playbook=name,
        question=next(iter(tree.questions), None),
        urgency=higher(progress.urgency, tree.urgency),
        reasons=progress.reasons + reasons,
        waived=progress.waived + tuple(tree.waives.items()),
    )


def _bring(progress: Progress, question: str, key: str, option: Option) -> Progress:
    where = (progress.playbook, question, key)
    reasons = (
        *(Reason(step, *where, now=True) for step in option.now),
        *(Reason(step, *where, now=False) for step in option.steps),
    )
    return replace(
        progress,
        urgency=higher(progress.urgency, option.urgency),
        reasons=progress.reasons + reasons,
        waived=progress.waived + tuple(option.waives.items()),
    )


def higher(one: Urgency, other: Urgency | None) -> Urgency:
    """The more pressing of the two."""
    return one if other is None or URGENCIES.index(one) >= URGENCIES.index(other) else other


def _question(playbooks: Playbooks, tree: str, name: str) -> Question:
    try:
        return playbooks[tree].value.questions[name]
    except KeyError:
        raise PosguardError("no-such-question", playbook=tree, question=name) from None


def _chosen(question: Question, name: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options in the order of the question, each once; what is not an answer to it is
    refused.
    """
    for key in options:
        if key not in question.options:
            raise WrongUse(
                "no-such-option", question=name, option=key, options=list(question.options)
            )
    chosen = tuple(key for key in question.options if key in options)
    if not chosen:
        raise WrongUse("no-answer", question=name, options=list(question.options))
    if len(chosen) > 1 and question.choose == "one":
        raise WrongUse("one-answer", question=name, options=list(chosen))
    if len(chosen) > 1 and any(key in EXCLUSIVE for key in chosen):
        alone = next(key for key in chosen if key in EXCLUSIVE)
        raise WrongUse("stands-alone", question=name, option=alone)
    return chosen


def _longest(
    playbooks: Playbooks,
    tree: str,
    name: str,
    asked: frozenset[str],
    seen: dict[tuple[str, str], int],
) -> int:
    """The number of questions on the longest way from this one to a plan, itself included.

    ``seen`` keeps what is known already, and 0 for what is being counted, so that even a circle is
    counted once.
    """
    if (tree, name) in seen or len(seen) > _MOST_COUNTED:
        return seen.get((tree, name), 0)
    seen[tree, name] = 0
    question = _question(playbooks, tree, name)
    further = 0
    for then in {question.leads_to(key) for key in question.options}:
        into, following = target(playbooks, tree, then)
        if following is not None:
            further = max(further, _longest(playbooks, into, following, asked, seen))
    seen[tree, name] = further + (name not in asked)
    return seen[tree, name]
