"""The program's own words, in Chinese and English. The advice itself is in the pack."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Literal

from posguard.errors import PackError, PosguardError, SystemReason
from posguard.messages.faults import FAULTS
from posguard.messages.interview import INTERVIEW
from posguard.messages.system import SYSTEM
from posguard.pack.model import Lang, Text
from posguard.pack.scalars import UNPRINTABLE

_READY = {**FAULTS, **INTERVIEW, **SYSTEM}
"""The words of a question, and of what may keep others from being loaded."""

Between = Literal["names", "parts", "clauses", "sentences"]
_BETWEEN: dict[Between, tuple[str, str]] = {
    "names": ("、", ", "),
    "parts": ("，", ", "),
    "clauses": ("；", "; "),
    "sentences": ("。", ". "),
}
_LINE_END = r"\r\n|[\n\v\f\r\x85\u2028\u2029]"
_MOST_SHOWN = 300
"""How much of a fact a complaint shows: a key may be as long as its file."""
_MOST_COMPARED = 400
"""With how many names a misspelt one is compared; of more, with those that are most like it at a
glance.
"""
_LETTERS = 2
"""By how many letters their lengths may differ then."""


def say(lang: Lang, key: str, /, **facts: object) -> str:
    """The sentence ``key`` in one language, its blanks filled with what is harmless to print.

    ``known`` beside ``id`` becomes ``near``: the names that look like the one given, or the first
    few.
    """
    template = _template(lang, key)
    if not facts and "{" not in template:
        return template
    if key in FAULTS or key.startswith("rule:"):
        facts = {name: _short(fact) for name, fact in facts.items()}
    if key == "rule:broken-yaml":
        facts["problem"] = say(lang, f"yaml:{facts['problem']}")
    if "wanted" in facts:
        facts["wanted"] = say(lang, f"kind:{facts['wanted']}")
    if key == "rule:value":
        facts["why"] = say(
            lang,
            f"why:{facts['why']}",
            **{k: facts.get(k, "") for k in ("allowed", "like", "most")},
        )
    if facts.get("inside") == "":
        facts["inside"] = say(lang, "the-file")
    if "{near}" in template:
        facts["near"] = _near(
            lang, str(facts.get("id", facts.get("key", ""))), facts.pop("known", None)
        )
    return template.format(**{name: _shown(lang, fact) for name, fact in facts.items()})


def _template(lang: Lang, key: str) -> str:
    if not key.startswith("rule:"):
        words = _READY.get(key) or _loaded(key)
        return words[0 if lang == "zh" else 1]
    from posguard.messages.rules import RULES

    return RULES[key.removeprefix("rule:")].sentence(lang)


def _loaded(key: str) -> tuple[str, str]:
    """One of the other sentences: their tables are loaded when the first of them is wanted."""
    from posguard.messages.table import MESSAGES

    return MESSAGES[key]


def complaint(lang: Lang, err: PosguardError) -> str:
    """An error in one sentence; that of a pack's file begins with its place there."""
    place = f"{printable(str(err.facts['place']))}: " if isinstance(err, PackError) else ""
    return place + say(lang, err.key, **err.facts)


def joined(lang: Lang, parts: Iterable[str], between: Between = "names") -> str:
    """The parts as a list: ``names`` beside each other, ``parts`` of one phrase, ``clauses`` that
    have commas of their own, or whole ``sentences``, of which only the last may have its stop.
    """
    listed = [*parts]
    if between == "sentences":
        listed[:-1] = [part.rstrip("。.") for part in listed[:-1]]
    return _BETWEEN[between][0 if lang == "zh" else 1].join(listed)


def printable(words: str) -> str:
    """Text from outside on one line, without control characters, which could move the cursor."""
    if words.isprintable():
        return words
    return re.sub(UNPRINTABLE, "\N{REPLACEMENT CHARACTER}", re.sub(rf"{_LINE_END}|\t", " ", words))


def printable_lines(words: str) -> list[str]:
    """Text from outside line by line, each printable; at least one line, and no empty others."""
    lines = [printable(line) for line in re.split(_LINE_END, words)]
    return [line for line in lines if line.strip()] or lines[:1]


def _short(fact: object) -> object:
    return f"{fact[:_MOST_SHOWN]}…" if isinstance(fact, str) and len(fact) > _MOST_SHOWN else fact


def _shown(lang: Lang, fact: object) -> str:
    if isinstance(fact, str):
        return printable(fact)
    if isinstance(fact, list | tuple):
        return joined(lang, (_shown(lang, item) for item in fact))
    if isinstance(fact, SystemReason):
        from posguard.messages.reasons import key_of

        key = key_of(fact)
        return say(lang, key) if key else printable(fact.words)
    if isinstance(fact, Text):
        return printable(fact[lang])
    return printable(str(fact))


def _near(lang: Lang, wrong: str, known: object) -> str:
    from difflib import get_close_matches

    if not isinstance(known, Collection) or isinstance(known, str):
        return ""
    names = [_shown(lang, name) for name in known]
    folded = {name.casefold(): name for name in _at_a_glance(wrong, names)}
    close = get_close_matches(wrong.casefold(), folded, n=3, cutoff=0.5)
    if close:
        return say(lang, "did-you-mean", names=[folded[name] for name in close])
    if not names:
        return ""
    few = names[:12]
    return say(lang, "one-of", names=few if len(few) == len(names) else [*few, "…"])


def _at_a_glance(wrong: str, names: list[str]) -> list[str]:
    """All names, or of very many those of about the same length, those that begin alike first."""
    if len(names) <= _MOST_COMPARED:
        return names
    like = [
        name for name in names if abs(len(name) - len(wrong)) <= _LETTERS and name[:1] == wrong[:1]
    ]
    return sorted(
        like, key=lambda name: -sum(name[:most] == wrong[:most] for most in (2, 4, 8, 12))
    )[:50]
