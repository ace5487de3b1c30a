"""Journeys: the advice that a person in a situation must get, compared with the pack's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from posguard.errors import PackError, PosguardError, Problem, RuleName
from posguard.interview.agenda import question_at
from posguard.interview.plan import Advised, Plan, Steps, plan
from posguard.interview.progress import Progress
from posguard.interview.walk import walk
from posguard.lint.reading import problem_of, read_entry
from posguard.messages import say
from posguard.pack.layout import JOURNEYS, Layer, ids
from posguard.pack.loading import Pack
from posguard.pack.model import START, Entry, KeyPath, Text, Urgency
from posguard.pack.scalars import Id, Words

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
"""A place in a journey where the pack says something else, the rule, and the facts."""


Lead = Callable[[Advised, Mapping[str, tuple[str, ...]], str], Progress]
"""A walk that refuses answers nobody asks for, or a replay that leaves them out."""


class Outcome(Struct, frozen=True):
    """The number of journeys tried, and every problem in them in the order of files and lines."""

    journeys: int
    problems: tuple[Problem, ...]


def options_of(answers: Mapping[str, str | Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Answers as they are written, each as a list of options."""
    return {
        name: (chosen,) if isinstance(chosen, str) else tuple(chosen)
        for name, chosen in answers.items()
    }


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
    """Every journey of one folder, compared with a pack.

    Raises:
        PackError: the folder of the journeys cannot be read.

    """
    entries, problems = read_journeys(layer)
    for entry in entries:
        for position in range(len(entry.value)):
            try:
                problems.extend(_problems(entry, position, pack))
            except PackError as err:
                broken = problem_of(err)
                if broken not in problems:
                    problems.append(broken)
    tried = sum(len(entry.value) for entry in entries)
    return Outcome(tried, tuple(sorted(problems, key=lambda problem: problem.where)))


def _problems(entry: Entry[tuple[Journey, ...]], position: int, pack: Pack) -> Iterator[Problem]:
    journey = entry.value[position]
    for path, rule, facts in differences(journey, pack):
        yield entry.problem((position, *path), rule, **facts)


def differences(journey: Journey, pack: Advised) -> Iterator[Difference]:
    """The differences between what the pack does and what the journey says.

    Raises:
        PackError: a file of the pack on the way cannot be read.

    """
    if journey.from_ not in pack.playbooks:
        yield ("from",), "unknown-reference", {"id": journey.from_, "known": list(pack.playbooks)}
        return
    led = progress_of(walk, journey.answers, pack, journey.from_)
    if not isinstance(led, Progress):
        yield led
        return
    made = plan(led, pack)
    yield from _course(journey, led, made)
    yield from _unknown(journey, pack.steps)
    yield from _contents(journey, made, pack.steps)


def progress_of(
    lead: Lead, answers: Answers, pack: Advised, start: str = START
) -> Progress | Difference:
    """Where the answers lead, or why they lead to no plan.

    Raises:
        PackError: a file of the pack on the way cannot be read.

    """
    try:
        progress = lead(pack, options_of(answers), start)
    except PackError:
        raise
    except PosguardError as err:
        question = str(err.facts.get("question", ""))
        path: KeyPath = ("answers", question) if question in answers else ("answers",)
        words = Text(say("zh", err.key, **err.facts), say("en", err.key, **err.facts))
        return path, "journey-answer", {"reason": words}
    if progress.question is not None:
        options = list(question_at(pack, progress).options)
        facts: dict[str, object] = {"question": progress.question, "options": options}
        return ("answers",), "journey-open", facts
    return progress


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
    """Differences in the steps and do-nots of the plan, and in their order."""
    planned, nevers = [p.id for p in made.steps], [p.id for p in made.nevers]
    contents = {*planned, *nevers}
    for position, name in enumerate(journey.holds):
        if name in steps and name not in contents:
            yield ("holds", position), "journey-holds", {"id": name}
    for position, name in enumerate(journey.lacks):
        if name in steps and name in contents:
            yield ("lacks", position), "journey-lacks", {"id": name}
    yield from _order(journey, planned)
    yield from _order(journey, nevers)


def _order(journey: Journey, names: Sequence[str]) -> Iterator[Difference]:
    there = [name for name in names if name in journey.holds]
    if there != [name for name in journey.holds if name in names]:
        yield ("holds",), "journey-order", {"there": there}


def _unknown(journey: Journey, steps: Steps) -> Iterator[Difference]:
    for field_name, names in (("holds", journey.holds), ("lacks", journey.lacks)):
        for position, name in enumerate(names):
            if name not in steps:
                facts: dict[str, object] = {"id": name, "known": list(steps)}
                yield (field_name, position), "unknown-reference", facts
