"""Rules of letters: blanks are declared and used, and conditions are findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from posguard.errors import Problem
from posguard.pack.letters import NAMED, Letter, Letters
from posguard.pack.model import LANGS, Entry, KeyPath, Lang, Text

_BRACKET = re.compile(r"[【】]")


def check_letters(letters: Letters, findings: Collection[str]) -> Iterator[Problem]:
    """Every problem of letters: in their blanks, in both languages, and in their conditions.

    Without ``findings``, as of a pack that is not whole, conditions are left out.
    """
    for entry in letters.values():
        for position, paragraph in enumerate(entry.value.body):
            for place, name in enumerate(paragraph.any_of):
                if findings and name not in findings:
                    path = ("body", position, "any_of", place)
                    yield entry.problem(path, "unknown-reference", id=name, known=findings)
        yield from _blanks(entry)


def _blanks(entry: Entry[Letter]) -> Iterator[Problem]:
    used: set[str] = set()
    for path, text in texts(entry.value):
        zh, en = set(NAMED.findall(text.zh)), set(NAMED.findall(text.en))
        used |= zh | en
        yield from _unknown(entry, path, text)
        if zh != en:
            yield entry.problem(path, "blanks-differ", zh=sorted(zh) or "-", en=sorted(en) or "-")
    known = list(entry.value.blanks)
    for position, name in enumerate(entry.value.ask_first):
        if name not in known:
            yield entry.problem(("ask_first", position), "unknown-blank", id=name, known=known)
    for name in known:
        if name not in used:
            yield entry.problem(("blanks", name), "unused-blank", id=name)


def texts(letter: Letter) -> Iterator[tuple[KeyPath, Text]]:
    """Everything that the letter says, with its path in the file, without notes of blanks."""
    yield ("title",), letter.title
    yield ("to",), letter.to
    yield ("use",), letter.use
    if letter.at_once is not None:
        yield ("at_once",), letter.at_once
    for position, paragraph in enumerate(letter.body):
        yield ("body", position, "text"), paragraph.text


def _unknown(entry: Entry[Letter], path: KeyPath, text: Text) -> Iterator[Problem]:
    """Blanks that are not declared, each once, and brackets that hold none."""
    found: dict[str, Lang] = {}
    for lang in LANGS:
        stray = _BRACKET.findall(NAMED.sub("", text[lang]))
        for name in (*NAMED.findall(text[lang]), *stray):
            found.setdefault(name, lang)
    for name, lang in found.items():
        if name not in entry.value.blanks:
            yield entry.problem(
                (*path, lang), "unknown-blank", id=name, known=list(entry.value.blanks)
            )
