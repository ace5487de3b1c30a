"""Rules of steps: short, founded on a source or marked as practice, and with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from posguard.errors import Problem
from posguard.interview.script import length
from posguard.pack.model import Entry
from posguard.pack.steps import Step

MOST_CHARACTERS = 40
MOST_WORDS = 20
"""The longest ``do``: Chinese characters, English words."""


def check_steps(steps: Mapping[str, Entry[Step]]) -> Iterator[Problem]:
    """Every problem of single steps."""
    for entry in steps.values():
        step = entry.value
        if step.practice and step.sources:
            yield entry.problem((), "source-and-practice")
        elif not step.practice and not step.sources:
            yield entry.problem((), "no-source")
        characters, words = length(step.do.zh, "zh"), length(step.do.en, "en")
        if characters > MOST_CHARACTERS:
            yield entry.problem(("do", "zh"), "long-do", found=characters, most=MOST_CHARACTERS)
        if words > MOST_WORDS:
            yield entry.problem(("do", "en"), "long-do", found=words, most=MOST_WORDS)
        if entry.folder == "never" and step.why is None:
            yield entry.problem((), "never-without-why")
