"""Search for playbooks by everyday Chinese or English, error codes, misspellings included."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from posguard.pack.manifest import SearchWords
from posguard.pack.model import LANGS, START, Entry
from posguard.pack.trees import Playbook

_WORD = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")

TITLE, WORDS, OPTION, SUMMARY = 3.0, 3.5, 1.2, 1.0
"""Weights of a match by the text in which it is found."""
_LONG_ENOUGH = 4
"""Shorter words are not corrected: too many others are like them."""
_SINGLE = 0.18
"""Worth of one Chinese character against a pair: enough to forgive a wrong character."""


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
    grams: frozenset[str]


def search(
    words: str,
    playbooks: Mapping[str, Entry[Playbook]],
    known: SearchWords,
) -> list[Match]:
    """The playbooks that fit the words, the best first; none if nothing fits."""
    wording = _Wording(known)
    passages = {name: _passages(playbooks[name], wording) for name in playbooks if name != START}
    query = _query(words, wording, passages.values())
    matches: list[Match] = []
    for name, texts in passages.items():
        match = _match(playbooks[name], texts, query)
        if match is not None:
            matches.append(match)
    matches.sort(key=lambda match: (-match.score, match.entry.id))
    return [match for match in matches if match.score >= matches[0].score * 0.3]


class _Wording:
    """Rules for cutting a text into pieces: words to leave out, and other wordings."""

    def __init__(self, known: SearchWords) -> None:
        self._stop = frozenset(_plain(known.stop or "").split())
        self._same = {_plain(typed): _plain(meant) for typed, meant in known.same.items()}
        longest_first = sorted(self._same, key=len, reverse=True)
        self._typed = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def folded(self, text: str) -> str:
        """The text in one spelling. A replacement is not replaced again, so it stays short."""
        return self._typed.sub(lambda typed: self._same[typed[0]], _plain(text))

    def grams(self, text: str) -> Iterator[str]:
        """The pieces: words and codes in Latin letters, pairs and single characters of Chinese."""
        folded = self.folded(text)
        yield from self._kept(_WORD.findall(folded))
        for run in _HAN.findall(folded):
            yield from run
            yield from self._kept(one + other for one, other in pairwise(run))

    def _kept(self, pieces: Iterable[str]) -> Iterator[str]:
        return (piece for piece in pieces if piece not in self._stop)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


class _Query(Struct, frozen=True):
    """The words that are searched for.

    ``wanted`` maps each piece of them to the pack's spelling; ``rarity`` weighs every piece of
    the pack.
    """

    folded: str
    wanted: Mapping[str, str]
    rarity: Mapping[str, float]

    def values(self, passage: _Passage) -> dict[str, float]:
        """The value of each piece of the query that the passage holds."""
        values: dict[str, float] = {}
        for gram, real in self.wanted.items():
            if real in passage.grams:
                worth = _worth(real) * (1.0 if gram == real else 0.6)
                values[gram] = passage.weight * self.rarity[real] * worth
        if values and passage.field == "words" and _holds_other(passage.folded, self.folded):
            values[f"whole {passage.text}"] = passage.weight * 2
        return values


def _query(words: str, wording: _Wording, playbooks: Collection[list[_Passage]]) -> _Query:
    vocabulary: Counter[str] = Counter()
    for passages in playbooks:
        vocabulary.update(frozenset[str]().union(*(passage.grams for passage in passages)))
    rarity = {gram: math.log(1 + len(playbooks) / count) for gram, count in vocabulary.items()}
    grams = list(dict.fromkeys(wording.grams(words)))
    return _Query(wording.folded(words).strip(), _corrected(grams, vocabulary), rarity)


def _passages(entry: Entry[Playbook], wording: _Wording) -> list[_Passage]:
    return [
        _Passage(field, weight, text, wording.folded(text), frozenset(wording.grams(text)))
        for field, weight, text in _texts(entry)
    ]


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


def _match(entry: Entry[Playbook], passages: Iterable[_Passage], query: _Query) -> Match | None:
    best: dict[str, float] = {}
    reason, reason_score = ("summary", ""), 0.0
    for passage in passages:
        values = query.values(passage)
        for gram, value in values.items():
            best[gram] = max(best.get(gram, 0.0), value)
        score = sum(values.values())
        if score > reason_score:
            reason, reason_score = (passage.field, passage.text), score
    has_word = any(len(gram) > 1 for gram in best)
    if not best or not (has_word or len(best) >= max(2, len(query.wanted) // 2)):
        return None
    return Match(entry, sum(best.values()), *reason)


def _holds_other(one: str, other: str) -> bool:
    return one in other or other in one


def _worth(gram: str) -> float:
    return _SINGLE if len(gram) == 1 and not gram.isascii() else 1.0


def _corrected(grams: list[str], vocabulary: Mapping[str, int]) -> dict[str, str]:
    """Each piece in the pack's spelling: itself, or the nearest word for a misspelt one."""
    from difflib import get_close_matches

    corrected = {}
    for gram in grams:
        if gram in vocabulary:
            corrected[gram] = gram
        elif gram.isascii() and len(gram) >= _LONG_ENOUGH:
            for near in get_close_matches(gram, vocabulary, n=1, cutoff=0.75):
                corrected[gram] = near
    return corrected
