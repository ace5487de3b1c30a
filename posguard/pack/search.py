"""Find the playbook that fits what a person types: everyday Chinese, English, error codes, misspellings."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from posguard.pack.model import LANGS, START, Entry, Playbook

_WORD = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "by",
        "can",
        "do",
        "for",
        "from",
        "has",
        "have",
        "i",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "of",
        "on",
        "or",
        "our",
        "the",
        "to",
        "was",
        "we",
        "what",
        "with",
        "you",
    ]
)
# What nearly every query holds tells no playbook from another.
_STOP_HAN = frozenset(
    ("我的", "怎么", "么办", "了怎", "一个", "有人", "什么", "是不", "不是", "可以", "我们", "机器", "pos")
)

# Different words for one thing; the pack says the second.
_SAME = (
    ("刷卡机", "pos机"),
    ("收款机", "pos机"),
    ("泄漏", "泄露"),
    ("帐", "账"),
    ("card machine", "terminal"),
    ("card reader", "terminal"),
    ("scammer", "fraudster"),
    ("unauthorized", "unauthorised"),
)

TITLE, WORDS, OPTION, SUMMARY = 3.0, 3.5, 1.2, 1.0
"""How much a match weighs by where it is found."""
_LONG_ENOUGH = 4
"""Shorter words are not corrected: too many others are like them."""
_SINGLE = 0.18
"""What one Chinese character counts against a pair of them: enough to forgive a wrong character."""


class Match(Struct, frozen=True):
    """A playbook that fits, how well, and why: where the best match was found, and its words."""

    entry: Entry[Playbook]
    score: float
    field: str
    words: str


def search(words: str, playbooks: Mapping[str, Entry[Playbook]]) -> list[Match]:
    """The playbooks that fit the words, the best first; none if nothing fits."""
    fields = {name: list(_fields(playbooks[name])) for name in playbooks if name != START}
    vocabulary = Counter(g for found in fields.values() for g in {g for _, _, text in found for g in _grams(text)})
    rarity = {gram: math.log(1 + len(fields) / count) for gram, count in vocabulary.items()}
    wanted = _corrected(list(dict.fromkeys(_grams(words))), vocabulary)
    matches = [m for name, found in fields.items() if (m := _match(playbooks[name], found, wanted, rarity, words))]
    matches.sort(key=lambda m: (-m.score, m.entry.id))
    return [m for m in matches if m.score >= matches[0].score * 0.3]


def _fields(entry: Entry[Playbook]) -> Iterator[tuple[str, float, str]]:
    tree = entry.value
    yield from (("words", WORDS, words) for words in tree.search)
    for lang in LANGS:
        yield "title", TITLE, tree.title[lang]
        yield "summary", SUMMARY, tree.summary[lang]
        for question in tree.questions.values():
            yield from (("option", OPTION, option.text[lang]) for option in question.options.values())
    yield "words", WORDS, entry.id.replace("-", " ")


def _match(
    entry: Entry[Playbook],
    fields: Iterable[tuple[str, float, str]],
    wanted: Mapping[str, str],
    rarity: Mapping[str, float],
    words: str,
) -> Match | None:
    best: dict[str, float] = {}
    reason, reason_score = ("summary", ""), 0.0
    asked = _folded(words).strip()
    for field, weight, text in fields:
        grams = set(_grams(text))
        score = 0.0
        for gram, real in wanted.items():
            if real in grams:
                value = weight * rarity[real] * _worth(real) * (1.0 if gram == real else 0.6)
                best[gram] = max(best.get(gram, 0.0), value)
                score += value
        if score and grams and field == "words" and (_folded(text) in asked or asked in _folded(text)):
            score += weight * 2
            best[f"whole {text}"] = weight * 2
        if score > reason_score:
            reason, reason_score = (field, text), score
    total = sum(best.values())
    enough = any(len(g) > 1 for g in best) or len(best) >= max(2, len(wanted) // 2)
    return Match(entry, total, *reason) if total and enough else None


def _worth(gram: str) -> float:
    return _SINGLE if len(gram) == 1 and not gram.isascii() else 1.0


def _grams(text: str) -> Iterator[str]:
    """The pieces that are compared: words and codes in Latin letters, pairs and single characters of Chinese."""
    folded = _folded(text)
    yield from (w for w in _WORD.findall(folded) if w not in _STOP and w not in _STOP_HAN)
    for run in _HAN.findall(folded):
        yield from run
        yield from (run[i : i + 2] for i in range(len(run) - 1) if run[i : i + 2] not in _STOP_HAN)


def _corrected(grams: list[str], vocabulary: Mapping[str, int]) -> dict[str, str]:
    """Each piece as the pack spells it: itself, or the nearest word for one that is misspelt."""
    from difflib import get_close_matches

    corrected = {}
    for gram in grams:
        if gram in vocabulary:
            corrected[gram] = gram
        elif gram.isascii() and len(gram) >= _LONG_ENOUGH:
            corrected.update((gram, near) for near in get_close_matches(gram, vocabulary, n=1, cutoff=0.75))
    return corrected


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    for one, other in _SAME:
        folded = folded.replace(one, other)
    return folded
