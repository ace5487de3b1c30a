"""What a person types, and what each piece of it may be in the words of a pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct

from posguard.pack.spelling import nearest, stem
from posguard.pack.wording import Wording, sounds

AS_TYPED, IN_PINYIN, MISSPELT = 1.0, 0.9, 0.6
"""Worth of a piece of the pack by how it was typed."""


class Candidate(Struct, frozen=True):
    """A piece of the pack that may be meant, and its worth."""

    piece: str
    worth: float


class Query(Struct, frozen=True):
    """The words that are searched for: ``wanted`` maps each piece to what may be meant by it."""

    phrase: str
    wanted: Mapping[str, Sequence[Candidate]]


class Vocabulary:
    """The pieces of a pack, by their spelling and by their sound.

    ``texts`` are folded; how they are spelt and sound is found out when a piece is not known.
    """

    def __init__(self, wording: Wording, pieces: Collection[str], texts: Sequence[str]) -> None:
        self._wording = wording
        self._pieces = pieces
        self._texts = texts

    def query(self, typed: str) -> Query:
        """What is typed, in the pieces of the pack."""
        folded = self._wording.folded(typed)
        wanted = {piece: self._meant(piece) for piece in self._wording.pieces(folded)}
        unknown = (w for w in self._wording.words(folded) if stem(w) not in self._pieces)
        wanted |= {word: self._misspelt(word) for word in unknown}
        for piece in self._wording.in_pinyin(typed):
            meant = self._alike([piece], IN_PINYIN) if " " in piece else self._meant(piece)
            wanted.setdefault(piece, meant)
        phrase = self._wording.phrase(folded)
        return Query(phrase, {piece: meant for piece, meant in wanted.items() if meant})

    def _meant(self, piece: str) -> list[Candidate]:
        """The piece itself, or pairs of characters that sound like it."""
        if piece in self._pieces:
            return [Candidate(piece, AS_TYPED)]
        return self._alike(sounds(piece), MISSPELT) if _is_pair(piece) else []

    def _misspelt(self, word: str) -> list[Candidate]:
        """The words that may be meant by one that the pack does not know."""
        return [Candidate(stem(near), MISSPELT) for near in nearest(word, self._spelt)]

    def _alike(self, wanted: Iterable[str], worth: float) -> list[Candidate]:
        found = chain.from_iterable(self._sounding.get(sound, ()) for sound in wanted)
        return [Candidate(piece, worth) for piece in found]

    @cached_property
    def _sounding(self) -> dict[str, list[str]]:
        """The pairs of Chinese characters by their sound."""
        pairs: dict[str, list[str]] = {}
        for piece in filter(_is_pair, self._pieces):
            for sound in sounds(piece):
                pairs.setdefault(sound, []).append(piece)
        return pairs

    @cached_property
    def _spelt(self) -> frozenset[str]:
        """The words in Latin letters as they are spelt."""
        return frozenset(chain.from_iterable(map(self._wording.words, self._texts)))


def _is_pair(piece: str) -> bool:
    """Whether these are two Chinese characters."""
    return len(piece) == 2 and not piece[0].isascii()  # noqa: PLR2004  that is what a pair is
