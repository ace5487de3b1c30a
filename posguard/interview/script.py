"""The script of a step: what is read aloud, in utterances that can be heard at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from posguard.pack.model import Lang
from posguard.pack.steps import Part

MOST_SAID: Mapping[Lang, int] = {"zh": 60, "en": 45}
"""The longest script: Chinese characters, English words."""
_COUNTED: Mapping[Lang, str] = {"zh": r"[\u3400-\u9fff]", "en": r"\w[\w'’.,:-]*"}


@lru_cache(maxsize=1 << 13)  # the same parts are said in many plans
def length(words: str, lang: Lang) -> int:
    """How long words are to whoever hears them: Chinese characters, English words."""
    return len(re.findall(_COUNTED[lang], words))


def utterances(parts: Sequence[Part], lang: Lang) -> list[str]:
    """The parts in order, as few utterances as can be; each is one part, or no longer than the
    longest script.

    Somebody to whom one thing has happened has one. What is told of several is said one after
    another, so that whoever listens can follow.
    """
    between = "" if lang == "zh" else " "
    said: list[str] = []
    long = 0
    for part in parts:
        words = part[lang]
        count = length(words, lang)
        if said and long + count <= MOST_SAID[lang]:
            said[-1] = f"{said[-1]}{between}{words}"
            long += count
        else:
            said.append(words)
            long = count
    return said
