"""Find the playbook that fits what a person types: everyday Chinese, English, error codes,
misspellings.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from posguard.pack.manifest import SearchWords
from posguard.pack.model import LANGS, START, Entry, Playbook

_WORD = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")

TITLE, WORDS, OPTION, SUMMARY = 3.0, 3.5, 1.2, 1.0
"""How much a match weighs by where it is found."""
_LONG_ENOUGH = 4
"""Shorter words are not corrected: too many others are like them."""
_SINGLE = 0.18
"""What one Chinese character counts against a pair of them: enough to forgive a wrong character.
"""


class Match(Struct, frozen=True):
    """A playbook that fits, how well, and why: where the best match was found, and its words."""

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
    vocabulary = Counter(g for found in passages.values() for g in _pieces(found))
    rarity = {gram: math.log(1 + len(passages) / count) for gram, count in vocabulary.items()}
    wanted = _corrected(list(dict.fromkeys(wording.grams(words))), vocabulary)
    asked = wording.folded(words).strip()
    found = [_match(playbooks[n], passages[n], wanted, rarity, asked) for n in passages]
    matches = [match for match in found if match is not None]
    matches.sort(key=lambda m: (-m.score, m.entry.id))
    return [m for m in matches if m.score >= matches[0].score * 0.3]


class _Wording:
    """How a text is cut into pieces: what is left out, and what is read as something else."""

    def __init__(self, known: SearchWords) -> None:
        self._stop = frozenset(_plain(known.stop or "").split())
        self._same = {_plain(typed): _plain(meant) for typed, meant in known.same.items()}
        longest_first = sorted(self._same, key=len, reverse=True)
        self._typed = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def folded(self, text: str) -> str:
        """The text in one spelling. What was replaced is not replaced again, so it stays short."""
        return self._typed.sub(lambda typed: self._same[typed[0]], _plain(text))

    def grams(self, text: str) -> Iterator[str]:
        """The pieces: words and codes in Latin letters, pairs and single characters of Chinese."""
        folded = self.folded(text)
        yield from (w for w in _WORD.findall(folded) if w not in self._stop)
        for run in _HAN.findall(folded):
            yield from run
            pairs = (run[i : i + 2] for i in range(len(run) - 1))
            yield from (pair for pair in pairs if pair not in self._stop)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _passages(entry: Entry[Playbook], wording: _Wording) -> list[_Passage]:
    return [
        _Passage(field, weight, text, wording.folded(text), frozenset(wording.grams(text)))
        for field, weight, text in _texts(entry)
    ]


def _pieces(passages: Iterable[_Passage]) -> set[str]:
    return {gram for passage in passages for gram in passage.grams}


def _texts(entry: Entry[Playbook]) -> Iterator[tuple[str, float, str]]:
    tree = entry.value
    yield from (("words", WORDS, words) for words in tree.search)
    for lang in LANGS:
        yield "title", TITLE, tree.title[lang]
        yield "summary", SUMMARY, tree.summary[lang]
        for question in tree.questions.values():
            yield from (
                ("option", OPTION, option.text[lang]) for option in question.options.values()
            )
    yield "words", WORDS, entry.id.replace("-", " ")


def _match(
    entry: Entry[Playbook],
    passages: Iterable[_Passage],
    wanted: Mapping[str, str],
    rarity: Mapping[str, float],
    asked: str,
) -> Match | None:
    best: dict[str, float] = {}
    reason, reason_score = ("summary", ""), 0.0
    for passage in passages:
        score = 0.0
        for gram, real in wanted.items():
            if real in passage.grams:
                worth = _worth(real) * (1.0 if gram == real else 0.6)
                value = passage.weight * rarity[real] * worth
                best[gram] = max(best.get(gram, 0.0), value)
                score += value
        if score and passage.field == "words" and _holds_other(passage.folded, asked):
            score += passage.weight * 2
            best[f"whole {passage.text}"] = passage.weight * 2
        if score > reason_score:
            reason, reason_score = (passage.field, passage.text), score
    total = sum(best.values())
    enough = any(len(g) > 1 for g in best) or len(best) >= max(2, len(wanted) // 2)
    return Match(entry, total, *reason) if total and enough else None


def _holds_other(one: str, other: str) -> bool:
    return one in other or other in one


def _worth(gram: str) -> float:
    return _SINGLE if len(gram) == 1 and not gram.isascii() else 1.0


def _corrected(grams: list[str], vocabulary: Mapping[str, int]) -> dict[str, str]:
    """Each piece as the pack spells it: itself, or the nearest word for one that is misspelt."""
    from difflib import get_close_matches

    corrected = {}
    for gram in grams:
        if gram in vocabulary:
            corrected[gram] = gram
        elif gram.isascii() and len(gram) >= _LONG_ENOUGH:
            corrected.update(
                (gram, near) for near in get_close_matches(gram, vocabulary, n=1, cutoff=0.75)
            )
    return corrected
