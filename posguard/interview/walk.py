"""Walk through the trees of an interview: answers in, progress out, and no other state."""

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
"""Questions counted at most to say how many are left: a broken pack may have thousands."""

Playbooks = Mapping[str, Entry[Playbook]]
Answers = Mapping[str, Sequence[str]]


class Reason(Struct, frozen=True):
    """The reason for a step in the plan: the playbook, and the answer in it.

    ``question`` and ``option`` are None for what everyone in the incident does; ``now`` marks
    advice that was shown before the next question.
    """

    step: str
    playbook: str
    question: str | None
    option: str | None
    now: bool


class Answer(Struct, frozen=True):
    """The answer to one question of a tree."""

    playbook: str
    question: str
    options: tuple[str, ...]


class Progress(Struct, frozen=True):
    """The progress of an interview.

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
        """The answers so far, by question."""
        return {answer.question: answer.options for answer in self.answered}

    @property
    def start(self) -> str:
        """The tree that the interview began with."""
        return self.answered[0].playbook if self.answered else self.playbook

    @property
    def now(self) -> tuple[str, ...]:
        """The steps advised at once so far, in order, each once."""
        advised = [reason.step for reason in self.reasons if reason.now]
        return tuple(dict.fromkeys(advised))


def walk(playbooks: Playbooks, answers: Answers, start: str = START) -> Progress:
    """Replay the answers from the first question until one is missing or the plan is reached.

    Raises:
        WrongUse: an answer is none of its question's options, or its question is not asked on this
            way.
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
    """The progress by these answers; those that are not asked for on this way are left out.

    Raises:
        WrongUse: an answer is none of its question's options.

    """
    progress = initial_progress(playbooks, start)
    while progress.question is not None and progress.question in answers:
        progress = advance(playbooks, progress, answers[progress.question])
    return progress


def initial_progress(playbooks: Playbooks, start: str = START) -> Progress:
    """The progress before the first answer; an incident to start at counts as visited."""
    visited = () if start == START else (start,)
    return _enter(playbooks, Progress(playbook=start, question=None, visited=visited), start)


def advance(playbooks: Playbooks, progress: Progress, options: Sequence[str]) -> Progress:
    """The progress after one more answer, at the next question that is still open."""
    assert progress.question is not None
    question = question_at(playbooks, progress)
    chosen = _chosen(question, progress.question, options)
    if progress.question in progress.answers:
        raise PosguardError("asked-twice", playbook=progress.playbook, question=progress.question)
    answered = (*progress.answered, Answer(progress.playbook, progress.question, chosen))
    return _follow(playbooks, replace(progress, answered=answered), progress.question, chosen)


def target(playbooks: Playbooks, tree: str, then: str) -> tuple[str, str | None]:
    """The tree and the question that a ``then`` leads to; no question for the plan."""
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
    """The most questions that this interview can have, those answered included.

    Until the incident is known that is the limit of every pack; then it is counted in the tree.
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
    """Go from an answer to the next open question, past those answered in another tree."""
    passed: set[tuple[str, str]] = set()
    while True:
        progress = _apply(playbooks, progress, name, chosen)
        earlier = _earlier_answer(progress)
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


def _earlier_answer(progress: Progress) -> Answer | None:
    for answer in progress.answered:
        if answer.question == progress.question:
            return answer
    return None


def _apply(
    playbooks: Playbooks, progress: Progress, name: str, chosen: tuple[str, ...]
) -> Progress:
    """Apply an answer: its options, and its way to a question, into another tree or the plan."""
    question = _question(playbooks, progress.playbook, name)
    for key in chosen:
        progress = _apply_option(progress, name, key, question.options[key])
    into, following = target(playbooks, progress.playbook, question.leads_to(chosen[0]))
    if into == progress.playbook:
        return replace(progress, question=following)
    if into in progress.visited:
        raise PosguardError("asked-twice", playbook=into, question=name)
    return _enter(playbooks, replace(progress, visited=(*progress.visited, into)), into)


def _enter(playbooks: Playbooks, progress: Progress, name: str) -> Progress:
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


def _apply_option(progress: Progress, question: str, key: str, option: Option) -> Progress:
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
    """The more pressing of two urgencies."""
    if other is None or URGENCIES.index(one) >= URGENCIES.index(other):
        return one
    return other


def _question(playbooks: Playbooks, tree: str, name: str) -> Question:
    try:
        return playbooks[tree].value.questions[name]
    except KeyError:
        raise PosguardError("no-such-question", playbook=tree, question=name) from None


def _chosen(question: Question, name: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options in the order of the question, each once.

    Raises:
        WrongUse: they are no answer to the question.

    """
    known = list(question.options)
    for key in options:
        if key not in question.options:
            raise WrongUse("no-such-option", question=name, option=key, options=known)
    chosen = tuple(key for key in known if key in options)
    if not chosen:
        raise WrongUse("no-answer", question=name, options=known)
    if len(chosen) == 1:
        return chosen
    if question.choose == "one":
        raise WrongUse("one-answer", question=name, options=list(chosen))
    for key in chosen:
        if key in EXCLUSIVE:
            raise WrongUse("stands-alone", question=name, option=key)
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
