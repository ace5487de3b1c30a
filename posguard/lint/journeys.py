"""Journeys: what a person in a situation would swear by, held against what the pack says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from posguard.errors import PackError, PosguardError, Problem, RuleName
from posguard.interview.plan import Plan, Steps, plan
from posguard.interview.walk import Playbooks, Progress, question_at, walk
from posguard.lint.reading import problem_of, read_entry
from posguard.messages import say
from posguard.pack.loading import JOURNEYS, Layer, Pack, ids
from posguard.pack.model import START, Entry, Id, KeyPath, Text, Urgency, Words

# A lone option has no pattern: msgspec 0.22 crashes when it frees a union of a pattern and a list.
Answers = dict[Id, str | tuple[Id, ...]]
"""One option for each question, or several where several may be chosen."""


class Journey(Struct, frozen=True, forbid_unknown_fields=True):
    """A situation in one sentence, the answers, and what must come of them.

    ``first`` is the plan's first step; ``told`` is what is advised during the interview, exactly
    and in order; ``through`` are the incidents in order; ``holds`` must be in the plan, in this
    order (steps and do-nots each among themselves); ``lacks`` must not be in it. ``from`` is the
    tree that the interview begins with.
    """

    name: Words
    answers: Answers
    urgency: Urgency
    first: Id
    told: tuple[Id, ...]
    through: tuple[Id, ...]
    holds: tuple[Id, ...]
    lacks: tuple[Id, ...]
    from_: Id = field(name="from", default=START)

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The answers, each as a list of options."""
        return options_of(self.answers)


Difference = tuple[KeyPath, RuleName, dict[str, object]]
"""Where in a journey something else is said than the pack says, and what."""


class Outcome(Struct, frozen=True):
    """How many journeys were tried, and every problem in them, in the order of files and lines."""

    journeys: int
    problems: tuple[Problem, ...]


def options_of(answers: Mapping[str, str | Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Answers as they are written, each as a list of options."""
    return {name: (o,) if isinstance(o, str) else tuple(o) for name, o in answers.items()}


def read_journeys(layer: Layer) -> tuple[list[Entry[tuple[Journey, ...]]], list[Problem]]:
    """Every file of journeys in a folder, and every fault that keeps one from being read.

    Raises:
        PackError: the folder of the journeys cannot be read.

    """
    entries, problems = [], []
    for name in ids(layer, JOURNEYS):
        found, wrong = read_entry(layer, f"{JOURNEYS}/{name}.yaml", tuple[Journey, ...])
        problems += wrong
        if found is not None:
            entries.append(found)
    return entries, problems


def try_journeys(layer: Layer, pack: Pack) -> Outcome:
    """Every journey of one folder, held against a pack.

    Raises:
        PackError: the folder of the journeys cannot be read.

    """
    entries, problems = read_journeys(layer)
    for entry in entries:
        for position, journey in enumerate(entry.value):
            try:
                for path, rule, facts in differences(journey, pack.playbooks, pack.steps):
                    problems.append(entry.problem((position, *path), rule, **facts))
            except PackError as err:
                broken = problem_of(err)
                problems += [broken] if broken not in problems else []
    tried = sum(len(entry.value) for entry in entries)
    return Outcome(tried, tuple(sorted(problems, key=lambda p: p.where)))


def differences(journey: Journey, playbooks: Playbooks, steps: Steps) -> Iterator[Difference]:
    """Everything in which the pack does something else than the journey says.

    Raises:
        PackError: a file of the pack on the way cannot be read.

    """
    if journey.from_ not in playbooks:
        yield ("from",), "unknown-reference", {"id": journey.from_, "known": list(playbooks)}
        return
    try:
        progress = walk(playbooks, journey.chosen, journey.from_)
        made = plan(progress, steps)
    except PackError:
        raise
    except PosguardError as err:
        question = str(err.facts.get("question", ""))
        path: KeyPath = ("answers", question) if question in journey.answers else ("answers",)
        words = Text(say("zh", err.key, **err.facts), say("en", err.key, **err.facts))
        yield path, "journey-answer", {"reason": words}
        return
    if progress.question is not None:
        options = list(question_at(playbooks, progress).options)
        facts: dict[str, object] = {"question": progress.question, "options": options}
        yield ("answers",), "journey-open", facts
        return
    yield from _course(journey, progress, made)
    yield from _contents(journey, made, steps)


def _course(journey: Journey, progress: Progress, made: Plan) -> Iterator[Difference]:
    """Differences in urgency, first step, advice given at once, and the way."""
    first = made.steps[0].id if made.steps else "-"
    if made.urgency != journey.urgency:
        facts: dict[str, object] = {"there": made.urgency, "here": journey.urgency}
        yield ("urgency",), "journey-urgency", facts
    if first != journey.first:
        yield ("first",), "journey-first", {"there": first, "here": journey.first}
    if progress.now != journey.told:
        yield ("told",), "journey-told", {"there": progress.now or "-"}
    if made.visited != journey.through:
        yield ("through",), "journey-through", {"there": made.visited or "-"}


def _contents(journey: Journey, made: Plan, steps: Steps) -> Iterator[Difference]:
    found, nevers = [p.id for p in made.steps], [p.id for p in made.nevers]
    held = {*found, *nevers}
    for field_name, listed in (("holds", journey.holds), ("lacks", journey.lacks)):
        for position, name in enumerate(listed):
            path = (field_name, position)
            if name not in steps:
                yield path, "unknown-reference", {"id": name, "known": list(steps)}
            elif field_name == "holds" and name not in held:
                yield path, "journey-holds", {"id": name}
            elif field_name == "lacks" and name in held:
                yield path, "journey-lacks", {"id": name}
    for shown in (found, nevers):
        there = [name for name in shown if name in journey.holds]
        if there != [name for name in journey.holds if name in shown]:
            yield ("holds",), "journey-order", {"there": there}
