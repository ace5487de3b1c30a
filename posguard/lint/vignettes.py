"""Vignettes: the story of a person, and what a plan must do for them, compared with a pack's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Annotated, Literal

from msgspec import Meta, Struct

from posguard.errors import PosguardError, Problem
from posguard.interview.plan import Advised, Steps, pillar_of
from posguard.lint.journeys import Answers, options_of
from posguard.lint.reading import read_entry
from posguard.pack.layout import Layer, is_id
from posguard.pack.model import (
    Entry,
    KeyPath,
    Lang,
    Text,
    Urgency,
    Within,
)
from posguard.pack.scalars import Id, Words
from posguard.pack.trees import Question

MOST_VIGNETTES = 1_000
"""The most stories that are read at once, and so the most files."""

Kind = Literal["compound", "employee", "helpdesk", "already-done"]
Choice = Annotated[tuple[Id, ...], Meta(min_length=1)]
"""Steps of which one is enough."""


class Must(Struct, frozen=True, forbid_unknown_fields=True):
    """An act that must be in the plan: by one of the steps, at the latest in this time."""

    steps: Choice
    by: Within


class Unsaid(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that the plan may not tell the person to say: of them they would be untrue."""

    zh: tuple[Words, ...]
    en: tuple[Words, ...]

    def __getitem__(self, lang: Lang) -> tuple[Words, ...]:
        return self.zh if lang == "zh" else self.en


class Vignette(Struct, frozen=True, forbid_unknown_fields=True):
    """A story as the person tells it, the answers a reader gave, and what must come of it.

    ``answers`` are what the person says if asked; a pack need not ask for all of them.
    ``also`` are urgencies that are acceptable beside the right one. One of ``first`` must be the
    plan's first step that is not done yet. ``must`` is to be in the plan, and in time; of
    ``must_not`` nothing may be in it as something to do. Of ``warned``, each a do-not or several
    of which one is enough, the printed plan should warn. ``unsaid`` may stand in no script.
    """

    id: Id
    told: Text
    answers: Answers
    urgency: Urgency
    first: Choice
    must: Annotated[tuple[Must, ...], Meta(min_length=1)]
    also: tuple[Urgency, ...] = ()
    kinds: tuple[Kind, ...] = ()
    must_not: tuple[Id, ...] = ()
    warned: tuple[Choice, ...] = ()
    unsaid: Unsaid = Unsaid((), ())


Vignettes = Entry[tuple[Vignette, ...]]
"""One file of vignettes."""


def read_vignettes(layer: Layer) -> tuple[list[Vignettes], list[Problem]]:
    """Every file of vignettes in a folder, and every fault that keeps one from being read.

    Raises:
        PosguardError: there are more than ``MOST_VIGNETTES`` files or stories.
        PackError: the folder cannot be read.

    """
    names = [name for name in layer.names("") if name.endswith((".yaml", ".yml"))]
    _check_count(len(names))
    entries: list[Vignettes] = []
    problems: list[Problem] = []
    for name in names:
        if misnamed := _misnamed(layer, name):
            problems.append(misnamed)
            continue
        found, wrong = read_entry(layer, name, tuple[Vignette, ...])
        problems += wrong
        if found is not None:
            entries.append(found)
            _check_count(sum(len(entry.value) for entry in entries))
    return entries, [*problems, *_duplicates(entries)]


def _check_count(count: int) -> None:
    """Refuse more files or stories than are read at once.

    Raises:
        PosguardError: there are more than ``MOST_VIGNETTES``.

    """
    if count > MOST_VIGNETTES:
        raise PosguardError("too-many-vignettes", most=MOST_VIGNETTES)


def _misnamed(layer: Layer, name: str) -> Problem | None:
    """A file that would not be read, and so would be missed by nobody."""
    stem, _, ending = name.rpartition(".")
    if ending != "yaml":
        facts: dict[str, object] = {"name": name, "wanted_name": f"{stem}.yaml"}
        return Problem(layer.name(name), 1, 1, "wrong-ending", facts)
    return None if is_id(stem) else Problem(layer.name(name), 1, 1, "stray-file", {"name": name})


def _duplicates(entries: Sequence[Vignettes]) -> Iterator[Problem]:
    """Stories of one id: the second would hide which of them a line is about."""
    places: dict[str, str] = {}
    for entry in entries:
        for position, vignette in enumerate(entry.value):
            path = (position, "id")
            if vignette.id in places:
                facts = {"id": vignette.id, "other": places[vignette.id]}
                yield entry.problem(path, "duplicate-id", **facts)
            else:
                places[vignette.id] = f"{entry.file}:{entry.place(*path)[0]}"


def unknown_names(entry: Vignettes, position: int, pack: Advised) -> Iterator[Problem]:
    """Questions and options that the pack does not have, asked for or not, and steps that it does
    not have or that are of the other kind: to do, or never to do.
    """
    vignette = entry.value[position]
    for path, name, known in chain(
        _unknown_answers(vignette, pack), _unknown_steps(vignette, pack)
    ):
        yield entry.problem((position, *path), "unknown-reference", id=name, known=known)


Unknown = tuple[KeyPath, str, list[str]]
"""A place, the name there, and the names that could stand there."""


def _unknown_answers(vignette: Vignette, pack: Advised) -> Iterator[Unknown]:
    questions = _options(pack)
    for question, chosen in options_of(vignette.answers).items():
        path: KeyPath = ("answers", question)
        if question in questions:
            known = questions[question]
            yield from ((path, option, known) for option in chosen if option not in known)
        else:
            yield path, question, list(questions)


def _unknown_steps(vignette: Vignette, pack: Advised) -> Iterator[Unknown]:
    for path, name, is_never in _named(vignette):
        if name not in pack.steps or _is_never(pack.steps, name) != is_never:
            known = [each for each in pack.steps if _is_never(pack.steps, each) == is_never]
            yield path, name, known


def _is_never(steps: Steps, name: str) -> bool:
    return pillar_of(steps[name]) == "never"


def _options(pack: Advised) -> dict[str, list[str]]:
    """The options of every question of the pack; of those of one name, all."""
    found: dict[str, list[str]] = {}
    questions: list[tuple[str, Question]] = [(n, e.value) for n, e in pack.questions.items()]
    for tree in pack.playbooks.values():
        questions += tree.value.questions.items()
    for name, question in questions:
        found.setdefault(name, []).extend(question.options)
    return found


def _named(vignette: Vignette) -> Iterator[tuple[KeyPath, str, bool]]:
    """Every step that a vignette names, its place, and whether it is a do-not."""
    for at, name in enumerate(vignette.first):
        yield ("first", at), name, False
    for at, must in enumerate(vignette.must):
        yield from ((("must", at, "steps", i), name, False) for i, name in enumerate(must.steps))
    for at, name in enumerate(vignette.must_not):
        yield ("must_not", at), name, False
    for at, choice in enumerate(vignette.warned):
        yield from ((("warned", at, i), name, True) for i, name in enumerate(choice))
