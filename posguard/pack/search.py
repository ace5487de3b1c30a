"""Search for playbooks by everyday Chinese or English, error codes, misspellings included."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from posguard.pack.manifest import SearchWords
from posguard.pack.model import LANGS, START, Entry
from posguard.pack.query import Query, Vocabulary
from posguard.pack.trees import Playbook
from posguard.pack.wording import Wording

TITLE, WORDS, OPTION, SUMMARY = 3.0, 3.5, 1.2, 1.0
"""Weights of a match by the text in which it is found."""
_SINGLE = 0.18
"""Worth of one Chinese character against a pair: enough to forgive a wrong character."""
_TOGETHER = 0.6
"""Further worth of the pieces that stand in one text."""
_NEAR = 0.15
"""The least score of a playbook against the best one, below which it is not shown."""
MOST = 5
"""More playbooks than a person reads are not shown."""


class Match(Struct, frozen=True):
    """A playbook that fits, how well it does, and the text with the best match."""

    entry: Entry[Playbook]
    score: float
    field: str
    words: str


class _Passage(Struct, frozen=True):
    """One text of a playbook: its kind, its weight, and the pieces it is compared by."""

    field: str
    weight: float
    text: str
    folded: str
    phrase: str
    pieces: frozenset[str]


class Search:
    """Search in the playbooks of a pack, whose texts are cut into pieces once."""

    def __init__(self, playbooks: Mapping[str, Entry[Playbook]], known: SearchWords) -> None:
        wording = Wording(known)
        entries = [playbooks[name] for name in playbooks if name != START]
        self._passages = [(entry, _passages(entry, wording)) for entry in entries]
        by_playbook = [passages for _, passages in self._passages]
        self._rarity = _rarity(by_playbook)
        texts = [passage.folded for passage in chain.from_iterable(by_playbook)]
        self._vocabulary = Vocabulary(wording, self._rarity, texts)

    def found(self, words: str) -> list[Match]:
        """The playbooks that fit the words, the best first; none if nothing fits."""
        typed = self._vocabulary.query(words)
        matches: list[Match] = []
        for entry, passages in self._passages:
            match = _match(entry, passages, typed, self._rarity)
            if match is not None:
                matches.append(match)
        matches.sort(key=lambda match: (-match.score, match.entry.id))
        return [match for match in matches if match.score >= matches[0].score * _NEAR][:MOST]


def _rarity(playbooks: Collection[Sequence[_Passage]]) -> dict[str, float]:
    """Every piece of the pack, and how few playbooks hold it."""
    holding: Counter[str] = Counter()
    for passages in playbooks:
        holding.update(frozenset[str]().union(*(passage.pieces for passage in passages)))
    return {piece: math.log(1 + len(playbooks) / count) for piece, count in holding.items()}


def _passages(entry: Entry[Playbook], wording: Wording) -> list[_Passage]:
    passages: list[_Passage] = []
    for field, weight, text in _texts(entry):
        folded = wording.folded(text)
        pieces = frozenset(wording.pieces(folded))
        passages.append(_Passage(field, weight, text, folded, wording.phrase(folded), pieces))
    return passages


def _texts(entry: Entry[Playbook]) -> Iterator[tuple[str, float, str]]:
    tree = entry.value
    for words in tree.search:
        yield "words", WORDS, words
    for lang in LANGS:
        yield "title", TITLE, tree.title[lang]
        yield "summary", SUMMARY, tree.summary[lang]
        for question in tree.questions.values():
            for option in question.options.values():
                yield "option", OPTION, option.text[lang]
    yield "words", WORDS, entry.id.replace("-", " ")


def _match(
    entry: Entry[Playbook],
    passages: Iterable[_Passage],
    typed: Query,
    rarity: Mapping[str, float],
) -> Match | None:
    best: dict[str, float] = {}
    reason, reason_score = ("summary", ""), 0.0
    for passage in passages:
        values = _values(passage, typed, rarity)
        for piece, value in values.items():
            best[piece] = max(best.get(piece, 0.0), value)
        score = sum(values.values())
        if score > reason_score:
            reason, reason_score = (passage.field, passage.text), score
    has_word = any(len(piece) > 1 for piece in best)
    if not best or not (has_word or len(best) >= max(2, len(typed.wanted) // 2)):
        return None
    return Match(entry, sum(best.values()) + _TOGETHER * reason_score, *reason)


def _values(passage: _Passage, typed: Query, rarity: Mapping[str, float]) -> dict[str, float]:
    """The value of each piece that is searched for and that the passage holds."""
    values: dict[str, float] = {}
    for piece, candidates in typed.wanted.items():
        held = [
            rarity[each.piece] * each.worth * _worth(each.piece)
            for each in candidates
            if each.piece in passage.pieces
        ]
        if held:
            values[piece] = passage.weight * max(held)
    if values and passage.field == "words":
        values[f"whole {passage.text}"] = passage.weight * 2 * _share(passage.phrase, typed.phrase)
    return values


def _share(known: str, typed: str) -> float:
    """How much of a known phrase is typed: all where it stands there whole."""
    if known in typed:
        return 1.0
    return len(typed) / len(known) if typed in known else 0.0


def _worth(piece: str) -> float:
    return _SINGLE if len(piece) == 1 and not piece.isascii() else 1.0
