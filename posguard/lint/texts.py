"""Rules of bilingual texts: the same digits, and one English wording for one Chinese answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo

from posguard.errors import Problem
from posguard.lint.contents import Contents
from posguard.pack.model import NONE, Entry, KeyPath, Playbook, Text

_DIGITS = re.compile(r"[0-9]+")
_THOUSANDS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")


def check_digits(contents: Contents) -> Iterator[Problem]:
    """Texts that hold other digits in Chinese than in English.

    A text that was taken from a file below is reported there.
    """
    for entry in contents.own_entries():
        for path, text in texts_in(entry.value):
            zh, en = _digits(text.zh), _digits(text.en)
            if zh != en and path in entry.marks:
                yield entry.problem(
                    path, "digits-differ", zh=" ".join(zh) or "-", en=" ".join(en) or "-"
                )


def _digits(words: str) -> list[str]:
    return sorted(_DIGITS.findall(_THOUSANDS.sub("", words)))


def texts_in(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Text]]:
    """Every bilingual text inside a value, with its path in the file."""
    if isinstance(value, Text):
        yield path, value
        return
    for key, part in _parts(value):
        yield from texts_in(part, (*path, key))


def _parts(value: Any) -> Iterator[tuple[str | int, Any]]:
    """The parts of a value, each with its key or position; none of what is not composed."""
    if isinstance(value, msgspec.Struct):
        for spec in _fields(type(value)):
            yield spec.encode_name, getattr(value, spec.name)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


@cache
def _fields(model: type[Struct]) -> tuple[FieldInfo, ...]:
    return msgspec.structs.fields(model)


class _Wording(Struct, frozen=True):
    """The text of one option, and where it stands."""

    tree: Entry[Playbook]
    question: str
    option: str
    text: Text


def check_wordings(contents: Contents) -> Iterator[Problem]:
    """Answers whose English is not what the same option and Chinese have in most places."""
    wordings = list(_wordings(contents))
    counts: dict[tuple[str, str], Counter[str]] = {}
    for each in wordings:
        counts.setdefault((each.option, each.text.zh), Counter())[each.text.en] += 1
    for each in wordings:
        zh, en = each.text.zh, each.text.en
        [(usual, _)] = counts[each.option, zh].most_common(1)
        if en != usual:
            path = ("questions", each.question, "options", each.option, "text", "en")
            yield each.tree.problem(path, "two-wordings", zh=zh, en=en, other=usual)


def _wordings(contents: Contents) -> Iterator[_Wording]:
    for tree in sorted(contents.playbooks.values(), key=lambda tree: tree.file in contents.own):
        for name, question in tree.value.questions.items():
            for key, option in question.options.items():
                if key != NONE:  # 没有 is No, Nobody or Nothing, as the question has it
                    yield _Wording(tree, name, key, option.text)
