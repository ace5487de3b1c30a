"""Characters of a text as a person reads them: plain digits, and nothing invisible."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from posguard.pack.scalars import UNPRINTABLE

NUMERALS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
"""Chinese digits, as they are written and as they are spoken."""

_VALUES = str.maketrans(NUMERALS, "001234567891123456789")
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width letters, digits and signs."""

_digit = re.compile(r"[²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒🄀-🄊]|(?![0-9])\d")
_unseen = re.compile(
    rf"(?!\s)(?:{UNPRINTABLE}|[\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f\U000e0100-\U000e01ef])+"
)
"""Characters that cannot be seen, or only change the look of the one before: an accent."""
_BETWEEN_NUMERALS = r"[ 、,，.·\-]{0,2}"
_numerals = re.compile(
    rf"(?<![0-9])[{NUMERALS}](?:{_BETWEEN_NUMERALS}[{NUMERALS}]){{2,}}(?![0-9])"
    rf"|(?<=[0-9])[{NUMERALS}](?=[0-9])"
)
_undecoded = re.compile("[\udc80-\udcff]").search


class Reading(Struct, frozen=True):
    """A text as it is read, and the place of each of its characters in the original."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of a part in the original, with the marks on its last character."""
        if end < len(self.places):
            return self.places[start], self.places[end]
        return self.places[start], self.places[end - 1] + 1


def read(text: str) -> Reading:
    """The reading of a text for finding numbers in it: Chinese digits become plain ones too."""
    if text.isascii() and not _unseen.search(text):
        return Reading(text, range(len(text)))
    decoded, places = _decoded(text)
    kept: list[int] = []
    for start, end in _seen(decoded):
        kept += places[start:end]
    seen = plain(decoded)
    return Reading(_numerals.sub(lambda run: run[0].translate(_VALUES), seen), kept)


def plain(text: str) -> str:
    """The visible text, with plain digits and letters for those that only look different."""
    seen = visible(text)
    if text.isascii():
        return seen
    return _digit.sub(lambda digit: str(unicodedata.digit(digit[0])), seen.translate(_TO_ASCII))


def visible(text: str) -> str:
    """The text without invisible characters."""
    return _unseen.sub("", text)


def _seen(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for gap in _unseen.finditer(text):
        yield last, gap.start()
        last = gap.end()
    yield last, len(text)


def _decoded(text: str) -> tuple[str, Sequence[int]]:
    """The text, and the places of its characters, with undecoded bytes read as Chinese ones.

    A terminal may send such bytes, which the program's own encoding cannot decode.
    """
    if not _undecoded(text):
        return text, range(len(text))
    decoder = codecs.getincrementaldecoder("gb18030")()
    characters: list[str] = []
    places: list[int] = []
    begun = 0
    try:
        for place, character in enumerate(text):
            for byte in character.encode("utf-8", "surrogateescape"):
                if not decoder.getstate()[0]:
                    begun = place
                whole = decoder.decode(bytes((byte,)))
                characters += whole
                places += [begun] * len(whole)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return text, range(len(text))
    return "".join(characters), places
