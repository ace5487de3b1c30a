"""Phrases as people type them, and the playbook that each needs: ``tests/phrases.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from support.paths import TESTS
from support.shipped_pack import contents, manifest

from posguard.pack.search import Search
from posguard.pack.yaml_reader import read


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as people type them: Chinese, English, pinyin or misspelt."""

    words: str
    kind: str
    finds: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some phrases find their playbook first, and among the first three."""

    count: int
    first: float
    three: float


def phrases() -> list[Phrase]:
    """All phrases of the file, in its order."""
    data, _ = read((TESTS / "phrases.yaml").read_text(encoding="utf-8"), "tests/phrases.yaml")
    # three loops: the playbooks, the kinds of each, and the phrases of each kind
    return [
        Phrase(words, kind, name)
        for name, kinds in data.items()
        for kind, listed in kinds.items()
        for words in listed
    ]


def halves() -> tuple[list[Phrase], list[Phrase]]:
    """The phrases that search was tuned by, and those held out: every other one."""
    return phrases()[::2], phrases()[1::2]


@cache
def finder() -> Search:
    """Search in the shipped pack."""
    return Search(contents().playbooks, manifest().search)


def found(words: str) -> list[str]:
    """The ids of the playbooks that fit, the best first."""
    return [match.entry.id for match in finder().found(words)]


def share(listed: Sequence[Phrase]) -> Share:
    """How many of the phrases find what they should."""
    places = [(phrase.finds, found(phrase.words)) for phrase in listed]
    first = sum(ids[:1] == [name] for name, ids in places)
    three = sum(name in ids[:3] for name, ids in places)
    return Share(len(listed), first / len(listed), three / len(listed))
