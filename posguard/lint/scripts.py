"""The rule of scripts: what is read aloud is short for whoever tells one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posguard.errors import Problem
from posguard.interview.plan import standing
from posguard.interview.script import MOST_SAID, length
from posguard.lint.roads import Roads
from posguard.pack.model import LANGS, Entry
from posguard.pack.steps import Part, Step


def check_scripts(roads: Roads) -> Iterator[Problem]:
    """Every script that is too long with what brings its step, or with what a part waits for.

    Several things told at once make several utterances, which needs no rule.

    Raises:
        PosguardError: there is too much to follow in this pack.

    """
    for name, entry in roads.pack.steps.items():
        parts = entry.value.say
        if parts:
            told = {*roads.bringings.get(name, ())}
            told.update(frozenset(roads.held(part.when)) for part in parts)
            roads.spend(len(told) * len(parts))
            yield from _long(entry, [standing(parts, findings) for findings in told])


def _long(entry: Entry[Step], scripts: Sequence[Sequence[Part]]) -> Iterator[Problem]:
    """The longest of the scripts of a step, in each language in which it is too long."""
    for lang in LANGS:
        found = max(length(" ".join(part[lang] for part in parts), lang) for parts in scripts)
        if found > MOST_SAID[lang]:
            yield entry.problem(("say",), "long-say", found=found, most=MOST_SAID[lang])
