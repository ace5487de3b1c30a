"""The agenda of an interview: which question comes next, and which of its options are offered.

It begins with what the first tree asks; an answer puts what follows from it at the front.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from posguard.errors import PosguardError
from posguard.interview.findings import all_held
from posguard.interview.progress import Progress, Reason, Topic, Trees, Waiver, higher
from posguard.pack.model import EXCLUSIVE, NONE, START
from posguard.pack.trees import Option, Question


def question_at(trees: Trees, progress: Progress) -> Question:
    """The question that is to be asked next."""
    assert progress.question is not None
    return question_of(trees, progress.question, progress.playbook)


def question_of(trees: Trees, name: str, tree: str) -> Question:
    """The question of a name, as a tree asks it: its own, else the one that trees share.

    Raises:
        PosguardError: there is none.

    """
    question = trees.asked[tree, name]
    if question is None:
        raise PosguardError("no-such-question", playbook=tree, question=name)
    return question


def offered(trees: Trees, progress: Progress, question: Question) -> tuple[str, ...]:
    """The options to offer.

    Left out are those whose condition does not hold, calm ones that would lapse at once, and,
    where several can be chosen, those that would neither tell nor bring nor ask anything new.
    Beside such a known one, ``none`` says that there is nothing more.
    """
    held = frozenset(progress.held)
    left_out = {
        key
        for key, option in question.options.items()
        if question.choose == "many" and _is_known(held, option) and _is_closed(progress, option)
    }
    return tuple(
        key
        for key, option in question.options.items()
        if key not in left_out
        and all_held(option.when, held)
        and ((key == NONE and left_out and not option.waives) or _stands(trees, option, held))
    )


def _is_known(held: frozenset[str], option: Option) -> bool:
    """Whether an answer is known already, and brings nothing of its own."""
    if not option.tells or not held.issuperset(option.tells):
        return False
    return not (option.now or option.steps or option.urgency or option.waives)


def _is_closed(progress: Progress, option: Option) -> bool:
    """Whether all that an answer asks next has been asked or is on the agenda."""
    for name in option.then:
        if not (
            name in progress.visited
            or name in progress.known
            or _is_answered(progress, name)
            or name in [topic.name for topic in progress.agenda]
        ):
            return False
    return True


def _stands(trees: Trees, option: Option, held: frozenset[str]) -> bool:
    """Whether nothing that an answer tells would lapse at once."""
    for name in option.tells:  # noqa: SIM110  asked some hundred times for each interview
        if not held.isdisjoint(trees.findings[name].value.yields_to):
            return False
    return True


def next_question(trees: Trees, progress: Progress) -> Progress:
    """The progress at the first topic of the agenda that is a question that can be asked now.

    What is not a question to ask leaves the agenda: an incident gives way to what it asks, a
    question answered is done, and so is one with a single answer that is known from elsewhere,
    which is followed. A question whose condition does not hold waits. One that is asked at once
    comes before all others, and keeps its place on the agenda for what its answer leads to.
    """
    held = frozenset(progress.held)
    while progress.agenda:
        questions = [*map(trees.asked.__getitem__, progress.agenda)]
        pressing = _pressing(trees, progress, questions, held)
        if pressing is not None:
            return replace(progress, question=pressing.name, playbook=pressing.playbook)
        for position, question in enumerate(questions):  # noqa: B007  the first that need not wait
            if question is None or not question.when or all_held(question.when, held):
                break
        else:
            break
        topic = progress.agenda[position]
        rest = (*progress.agenda[:position], *progress.agenda[position + 1 :])
        progress = _take(trees, replace(progress, agenda=rest), topic, question, held)
        if progress.question is not None:
            break
    return progress


def _pressing(
    trees: Trees,
    progress: Progress,
    questions: Sequence[Question | None],
    held: frozenset[str],
) -> Topic | None:
    """The first question that comes before whatever else is on the agenda."""
    for position, question in enumerate(questions):
        if question is None or not question.at_once:
            continue
        topic = progress.agenda[position]
        if (
            not _is_answered(progress, topic.name)
            and all_held(question.when, held)
            and _can_be_asked(trees, progress, question, held)
        ):
            return topic
    return None


def _take(
    trees: Trees, progress: Progress, topic: Topic, question: Question | None, held: frozenset[str]
) -> Progress:
    """The progress with a topic off the agenda: its question open, or what takes its place."""
    name = topic.name
    if question is None:
        return progress if name in progress.visited else enter(trees, progress, name)
    if name in progress.known or _is_answered(progress, name):
        return progress
    if question.choose == "one":
        for option in question.options.values():
            if held.issuperset(option.tells) and _is_known(held, option):
                agenda = put_first(progress, option.then, topic.playbook)
                return replace(progress, known=(*progress.known, name), agenda=agenda)
    if _can_be_asked(trees, progress, question, held):
        return replace(progress, question=name, playbook=topic.playbook)
    return progress


def _can_be_asked(
    trees: Trees, progress: Progress, question: Question, held: frozenset[str]
) -> bool:
    """Whether there is anything to choose but that nothing more is so."""
    many = question.choose == "many"
    for key, option in question.options.items():
        if (
            key not in EXCLUSIVE
            and (not option.when or all_held(option.when, held))
            and _stands(trees, option, held)
            and not (many and _is_known(held, option) and _is_closed(progress, option))
        ):
            return True
    return False


def _is_answered(progress: Progress, name: str) -> bool:
    return name in [answer.question for answer in progress.answered]


def enter(trees: Trees, progress: Progress, name: str) -> Progress:
    """The progress inside an incident: what everyone in it does, and what it asks."""
    tree = trees.playbooks[name].value
    return replace(
        progress,
        agenda=put_first(progress, tree.asks, name),
        visited=progress.visited if name == START else (*progress.visited, name),
        urgency=higher(progress.urgency, tree.urgency),
        reasons=(*progress.reasons, *(Reason(step, name) for step in tree.steps)),
        waived=(*progress.waived, *(Waiver(name, p, why) for p, why in tree.waives.items())),
    )


def put_first(progress: Progress, names: Sequence[str], tree: str) -> tuple[Topic, ...]:
    """The agenda with these names at its front; one that stands on it further back moves up.

    What the answer to a question asked at once leads to takes the place of that question.
    """
    stand = [topic.name for topic in progress.agenda]
    if not names and progress.question not in stand:
        return progress.agenda
    place = stand.index(progress.question) if progress.question in stand else 0
    before = progress.agenda[:place]
    put, earlier = dict.fromkeys(names), stand[:place]
    new = [Topic(tree, name) for name in put if name not in earlier]
    rest = [
        topic
        for topic in progress.agenda[place:]
        if topic.name not in put and topic.name != progress.question
    ]
    return (*before, *new, *rest)
