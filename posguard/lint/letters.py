"""Rules of letters: blanks are declared and used, and conditions can be met."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from posguard.errors import Problem
from posguard.pack.letters import NAMED, OTHERWISE, Letter, Letters
from posguard.pack.model import LANGS, Entry, KeyPath, Lang, Playbook, Text

_BRACKET = re.compile(r"[【】]")


def check_letters(letters: Letters, playbooks: Mapping[str, Entry[Playbook]]) -> Iterator[Problem]:
    """Every problem of letters: in their blanks, in both languages, and in their conditions."""
    known = dict.fromkeys([*playbooks, *_answers(playbooks)])
    for entry in letters.values():
        for path, name, allowed in _conditions(entry.value, known):
            if name not in allowed:
                yield entry.problem(path, "unknown-reference", id=name, known=allowed)
        yield from _blanks(entry)


def _blanks(entry: Entry[Letter]) -> Iterator[Problem]:
    used: set[str] = set()
    for path, text in texts(entry.value):
        zh, en = set(NAMED.findall(text.zh)), set(NAMED.findall(text.en))
        used |= zh | en
        yield from _unknown(entry, path, text)
        if zh != en:
            yield entry.problem(path, "blanks-differ", zh=sorted(zh) or "-", en=sorted(en) or "-")
    for name in entry.value.blanks:
        if name not in used:
            yield entry.problem(("blanks", name), "unused-blank", id=name)


def texts(letter: Letter) -> Iterator[tuple[KeyPath, Text]]:
    """Everything that the letter says, with its path in the file, without notes of blanks."""
    yield ("title",), letter.title
    yield ("to",), letter.to
    yield ("use",), letter.use
    for position, paragraph in enumerate(letter.body):
        yield ("body", position, "text"), paragraph.text


def _answers(playbooks: Mapping[str, Entry[Playbook]]) -> Iterator[str]:
    for tree in playbooks.values():
        for name, question in tree.value.questions.items():
            for option in question.options:
                yield f"{name}={option}"


def _conditions(
    letter: Letter, known: Collection[str]
) -> Iterator[tuple[KeyPath, str, Collection[str]]]:
    """Every condition, its path in the file, and what is allowed there.

    Without ``known`` conditions, as in a pack that is not whole, situations are left out.
    """
    if known:
        for name, conditions in letter.situations.items():
            for place, condition in enumerate(conditions):
                yield ("situations", name, place), condition, known
    for position, paragraph in enumerate(letter.body):
        for place, name in enumerate(paragraph.when):
            yield ("body", position, "when", place), name, [*letter.situations, OTHERWISE]


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
