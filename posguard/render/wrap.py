"""Line breaks for a terminal: Chinese is two cells wide, no line begins with a closing mark."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NEVER_FIRST = "，。；：！？、）】」』》”’…,.;:!?)]}%"
_NEVER_LAST = "（【「『《“‘([{"
# A word, a run of spaces, or one character of a script that is written without spaces.
_PIECE = r"(?s)[!-~\u00a1-\u02af]+|\s+|."


@lru_cache(maxsize=1 << 14)  # a pack says the same things in many plans
def cells(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=1 << 13)  # a text has some hundred different characters
def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(words: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The words in lines of at most ``width`` columns; a word too long for a line is folded.

    ``first`` stands before the first line and ``rest`` before the others; a ``first`` that would
    take more than half of the width gets a line of its own.
    """
    width = max(width, 12)
    if cells(first) <= width // 2:
        return _broken(words, width, first, rest)
    rest = rest if cells(rest) <= width // 2 else ""
    below = _broken(words, width, rest, rest) if words.strip() else []
    return [*wrap(first.rstrip(), width), *below]


def _broken(words: str, width: int, first: str, rest: str) -> list[str]:
    room = width - cells(first)
    if cells(words.rstrip()) <= room:
        return [first + words.rstrip()]
    lines: list[str] = []
    prefix, line = first, ""
    for piece in _glued(words):
        if cells(line) + cells(piece.rstrip()) <= room:
            line += piece
            continue
        if line.strip():
            lines.append(prefix + line.rstrip())
            prefix, room = rest, width - cells(rest)
        line = piece.lstrip()
        while cells(line) > room:
            start = _head(line, room)
            lines.append(prefix + start)
            prefix, room = rest, width - cells(rest)
            line = line[len(start) :]
    if line.strip() or not lines:
        lines.append(prefix + line.rstrip())
    return lines


def _glued(text: str) -> list[str]:
    """The pieces between which a line may break: a mark stays with the words it belongs to."""
    pieces: list[str] = []
    for piece in re.findall(_PIECE, text):
        if pieces and (piece[0] in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _head(text: str, width: int) -> str:
    taken, used = 0, 0
    for character in text:
        used += _width(character)
        if used > width:
            break
        taken += 1
    return text[: max(taken, 1)]
