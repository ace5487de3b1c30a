"""The walk through the trees: answers in, findings and steps out. The only state is the answers.

What an answer tells and brings is taken in here; what is asked next stands in the agenda.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from msgspec.structs import replace

from posguard.errors import WrongUse
from posguard.interview.agenda import enter, next_question, put_first, question_at
from posguard.interview.findings import held_with
from posguard.interview.progress import Answer, Answers, Progress, Reason, Trees, Waiver, higher
from posguard.pack.model import NONE, START
from posguard.pack.trees import Option, Question

Begun = dict[Hashable, Progress]
"""The progress after the first few answers, by the way there: many interviews begin alike."""
_MOST_ALIKE = 3
"""So many answers are kept of an interview; hardly two have more in common."""
_MOST_BEGUN = 1 << 11


def walk(trees: Trees, answers: Answers, start: str = START, told: Sequence[str] = ()) -> Progress:
    """Replay the answers until one is missing or nothing is left to ask.

    Raises:
        WrongUse: an answer that its question does not know, or one that is not asked for.
        PosguardError: the pack names a question or incident that it does not hold.

    """
    progress = replay(trees, answers, start, told)
    check_asked(progress, answers)
    return progress


def check_asked(progress: Progress, answers: Answers) -> None:
    """Refuse answers that the way to this progress did not ask for.

    Raises:
        WrongUse: there is one; names it.

    """
    asked = progress.answers
    for name in answers:
        if name not in asked:
            key = "answer-not-asked" if progress.question else "answer-never-asked"
            raise WrongUse(key, question=name, next=progress.question, asked=list(asked))


def replay(
    trees: Trees, answers: Answers, start: str = START, told: Sequence[str] = ()
) -> Progress:
    """As far as the answers lead; those that are not asked for are left out.

    ``told`` are findings that are known beside the answers.

    Raises:
        WrongUse: an answer that its question does not know.

    """
    *_, last = stages(trees, answers, start, told)
    return last


def stages(
    trees: Trees,
    answers: Answers,
    start: str = START,
    told: Sequence[str] = (),
    begun: Begun | None = None,
) -> Iterator[Progress]:
    """The progress before the first answer, and after each one that is asked for.

    ``begun`` are the beginnings of earlier interviews; that of this one is added.

    Raises:
        WrongUse: an answer that its question does not know.

    """
    begun = {} if begun is None else begun
    way: Hashable = (start, *told)
    progress = begun.get(way)
    if progress is None:
        progress = initial_progress(trees, start, told)
        _keep(begun, way, progress)
    yield progress
    count = 0
    while progress.question is not None and progress.question in answers:
        options, count = answers[progress.question], count + 1
        if count > _MOST_ALIKE:
            progress = advance(trees, progress, options)
        else:
            way = way, progress.question, tuple(options)
            before, progress = progress, begun.get(way)
            if progress is None:
                progress = advance(trees, before, options)
                _keep(begun, way, progress)
        yield progress


def _keep(begun: Begun, way: Hashable, progress: Progress) -> None:
    if len(begun) < _MOST_BEGUN:
        begun[way] = progress


def initial_progress(trees: Trees, start: str = START, told: Sequence[str] = ()) -> Progress:
    """The progress before the first answer, in the tree ``start``."""
    progress = Progress(playbook=start, question=None, start=start)
    if told:
        progress = _with_findings(trees, progress, start, tuple(told))
    return next_question(trees, enter(trees, progress, start))


def advance(trees: Trees, progress: Progress, options: Sequence[str]) -> Progress:
    """The progress after one more answer: what it tells and brings, and the next question.

    Raises:
        WrongUse: the options are no answer to the question that is open.

    """
    assert progress.question is not None
    name, tree = progress.question, progress.playbook
    question = question_at(trees, progress)
    chosen = _chosen(question, name, options)
    options_chosen = [question.options[key] for key in chosen]
    for key, option in zip(chosen, options_chosen, strict=True):
        progress = _by_itself(progress, tree, name, key, option)
        if option.tells:
            progress = _with_findings(trees, progress, tree, option.tells)
    following = [*chain.from_iterable(option.then for option in options_chosen)]
    progress = replace(
        progress,
        question=None,
        agenda=put_first(progress, following, tree),
        answered=(*progress.answered, Answer(tree, name, chosen)),
        waived=(*progress.waived, *_waivers(tree, options_chosen)),
    )
    return next_question(trees, progress)


def _waivers(tree: str, options: Sequence[Option]) -> Iterator[Waiver]:
    """The pillars that every one of the options chosen for what happened lets be left out."""
    if not any(option.waives for option in options):
        return
    happened = [option for option in options if not option.beside]
    for pillar in happened[0].waives if happened else ():
        if all(pillar in option.waives for option in happened):
            whys = dict.fromkeys(option.waives[pillar] for option in happened)
            yield from (Waiver(tree, pillar, why) for why in whys)


def _by_itself(progress: Progress, tree: str, question: str, key: str, option: Option) -> Progress:
    """The progress with what an answer brings by itself."""
    if not (option.now or option.steps or option.urgency):
        return progress
    now = (Reason(step, tree, question, key, now=True) for step in option.now)
    later = (Reason(step, tree, question, key) for step in option.steps)
    return replace(
        progress,
        urgency=higher(progress.urgency, option.urgency),
        reasons=(*progress.reasons, *now, *later),
    )


def _with_findings(
    trees: Trees, progress: Progress, tree: str, tells: tuple[str, ...]
) -> Progress:
    """The progress once these findings are told, with what those bring that are true by that."""
    came = held_with(progress.came, tells, trees.links)
    findings, urgency, reasons = came.names, progress.urgency, progress.reasons
    lapsed = [name for name in progress.came.calm if name not in findings]
    if lapsed:
        reasons = tuple(reason for reason in reasons if reason.finding not in lapsed)
    brought: list[Reason] = []
    for name in [name for name in findings if name not in progress.held]:
        finding = trees.findings[name].value
        if finding.now or finding.steps:
            brought += _reasons(name, tree, finding.now, finding.steps)
        if finding.urgency:
            urgency = higher(urgency, finding.urgency)
    return replace(
        progress,
        told=(*progress.told, *tells),
        held=findings,
        came=came,
        urgency=urgency,
        reasons=(*reasons, *brought),
    )


@lru_cache(maxsize=1 << 13)  # the same findings bring the same steps in every interview
def _reasons(
    finding: str, tree: str, now: Sequence[str], steps: Sequence[str]
) -> tuple[Reason, ...]:
    """The steps that a finding brings."""
    return (
        *(Reason(step, tree, finding=finding, now=True) for step in now),
        *(Reason(step, tree, finding=finding) for step in steps),
    )


def _chosen(question: Question, name: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options in the order of the question, each once.

    Raises:
        WrongUse: they are no answer to it.

    """
    for key in options:
        if key not in question.options:
            raise WrongUse(
                "no-such-option", question=name, option=key, options=list(question.options)
            )
    chosen = tuple(options)
    if len(chosen) != 1:
        chosen = tuple(key for key in question.options if key in options)
    if not chosen:
        raise WrongUse("no-answer", question=name, options=list(question.options))
    if len(chosen) > 1:
        if question.choose == "one":
            raise WrongUse("one-answer", question=name, options=list(chosen))
        alone = question.alone(chosen)
        if alone is not None:
            raise WrongUse("stands-alone", question=name, option=alone)
    if NONE in question.options and all(question.options[key].beside for key in chosen):
        return (*chosen, NONE)
    return chosen
