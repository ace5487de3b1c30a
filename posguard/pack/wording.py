"""Words cut into the pieces that search compares, whatever their spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, product

from posguard.pack.manifest import SearchWords
from posguard.pack.pinyin import readings, spelled, syllables
from posguard.pack.spelling import stem

_WORD = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_TOKEN = re.compile(rf"{_WORD.pattern}|{_HAN.pattern}")
_BESIDE_HAN = re.compile(r"[a-z0-9]+(?=[\u3400-\u9fff])")
_IN_PINYIN = re.compile(r"[a-z]+(?:\s+[a-z]+)*")


class Wording:
    """Rules for cutting a text into pieces: words to leave out, and other wordings.

    The other wordings hold in pinyin too, where they are Chinese.
    """

    def __init__(self, known: SearchWords) -> None:
        self._stop = frozenset(stem(word) for word in _plain(known.stop or "").split())
        self._same = {_plain(typed): _plain(meant) for typed, meant in known.same.items()}
        self._latin = frozenset(chain.from_iterable(map(_BESIDE_HAN.findall, self._same)))
        in_pinyin = {spelled(typed): meant for typed, meant in self._same.items()}
        self._same = {**in_pinyin, **self._same}
        longest_first = sorted(self._same, key=len, reverse=True)
        self._typed = re.compile("|".join(map(_whole, longest_first)) or r"(?!)")

    def folded(self, text: str) -> str:
        """The text in one spelling. A replacement is not replaced again, so it stays short."""
        return self._typed.sub(lambda typed: self._same[typed[0]], _plain(text))

    def pieces(self, folded: str) -> Iterator[str]:
        """The stems and codes in Latin letters, pairs and single characters of Chinese."""
        yield from self._kept(map(stem, _WORD.findall(folded)))
        for run in _HAN.findall(folded):
            yield from run
            yield from self._kept(one + other for one, other in pairwise(run))

    def phrase(self, folded: str) -> str:
        """The text as it is looked for in another: Chinese as it is, stems with spaces around."""
        stems = (
            f" {stem(token)} " if token.isascii() else token for token in _TOKEN.findall(folded)
        )
        return re.sub(" +", " ", "".join(self._kept(stems)))

    def words(self, folded: str) -> list[str]:
        """The words and codes in Latin letters as they are spelt."""
        return [word for word in _WORD.findall(folded) if stem(word) not in self._stop]

    def in_pinyin(self, text: str) -> Iterator[str]:
        """The pieces of what is typed in pinyin: each two syllables that follow each other."""
        for run in _IN_PINYIN.findall(_plain(text)):
            for syllables_ in self._runs(run.split()):
                folded = self.folded(" ".join(syllables_))
                yield from (f"{one} {other}" for one, other in pairwise(folded.split()))
                yield from self._kept(word for word in folded.split() if word not in syllables_)

    def _runs(self, words: Iterable[str]) -> Iterator[list[str]]:
        """The syllables of words that stand beside each other and are pinyin, all of them."""
        run: list[str] = []
        for word in words:
            cut = syllables(word, self._latin)
            if not cut and run:
                yield run
                run = []
            run += cut
        if run:
            yield run

    def _kept(self, pieces: Iterable[str]) -> Iterator[str]:
        return (piece for piece in pieces if piece.strip() not in self._stop)


def sounds(pair: str) -> Iterator[str]:
    """A pair of Chinese characters in pinyin, in every way it is read."""
    return (f"{one} {other}" for one, other in product(*map(readings, pair)))


def _plain(text: str) -> str:
    return re.sub("['’]", "", unicodedata.normalize("NFKC", text).casefold())


def _whole(typed: str) -> str:
    """A pattern for a wording; Latin letters at its ends are no part of a longer word."""
    begin = r"(?<![a-z0-9])" if typed[:1].isascii() else ""
    end = r"(?![a-z0-9])" if typed[-1:].isascii() else ""
    return begin + re.escape(typed) + end
