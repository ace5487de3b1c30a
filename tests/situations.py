"""Journeys: what a person in a situation would swear by, read from ``tests/journeys`` and held against the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from shipped import TESTS

from posguard.errors import PosguardError
from posguard.interview.plan import plan
from posguard.interview.walk import question_at, walk
from posguard.messages import say
from posguard.pack.model import START, Entry, Playbook, Step, Urgency
from posguard.pack.yaml_reader import read

FOLDER = TESTS / "journeys"


class Journey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A situation in one sentence, the answers, and what must come of them.

    ``first`` is the plan's first step; ``told`` is what is advised during the interview, exactly and in order;
    ``through`` are the incidents in order; ``holds`` must be in the plan, in this order (steps and do-nots each among
    themselves); ``lacks`` must not be in it.
    """

    name: str
    answers: dict[str, str | list[str]]
    urgency: Urgency
    first: str
    told: list[str]
    through: list[str]
    holds: list[str]
    lacks: list[str]

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The answers, each as a list of options."""
        return {question: [o] if isinstance(o, str) else o for question, o in self.answers.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """A journey and the file it stands in."""

    file: str
    journey: Journey

    def __str__(self) -> str:
        return f"{self.file}: {self.journey.name}"


@cache
def journeys() -> Sequence[Told]:
    """All journeys of all files; the name of a file is that of the incident it is about."""
    return tuple(
        Told(path.stem, msgspec.convert(one, Journey))
        for path in sorted(FOLDER.glob("*.yaml"))
        for one in content(path.stem)
    )


def content(name: str) -> list[Any]:
    """One file as plain data, all scalars as text, so that ``no`` stays an answer."""
    data, _ = read((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), f"tests/journeys/{name}.yaml")
    assert isinstance(data, list)
    return data


def disagreements(
    journey: Journey, playbooks: Mapping[str, Entry[Playbook]], steps: Mapping[str, Entry[Step]]
) -> Iterator[str]:
    """Everything in which the pack does something else than the journey says."""
    try:
        reached = walk(playbooks, journey.chosen, START)
    except PosguardError as err:
        yield say("en", err.key, **err.facts)
        return
    if reached.question is not None:
        yield f"{reached.question} is not answered: {', '.join(question_at(playbooks, reached).options)}"
        return
    made = plan(reached, steps)
    found, nevers = [p.id for p in made.steps], [p.id for p in made.nevers]
    said = {
        "urgency": (made.urgency, journey.urgency),
        "first": (found[:1], [journey.first]),
        "told": (list(reached.now), journey.told),
        "through": (list(made.visited), journey.through),
    }
    yield from (f"{what}: {there}" for what, (there, wanted) in said.items() if there != wanted)
    yield from (f"does not hold {name}" for name in journey.holds if name not in (*found, *nevers))
    yield from (f"does not lack {name}" for name in journey.lacks if name in (*found, *nevers))
    for shown in (found, nevers):
        there = [name for name in shown if name in journey.holds]
        if there != [name for name in journey.holds if name in shown]:
            yield f"holds, in order: {there}"
