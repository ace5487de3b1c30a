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
from posguard.lint.asked import Asked, options_of
from posguard.lint.contents import Contents
from posguard.pack.model import NONE, KeyPath, Text
from posguard.pack.steps import Part

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


def texts_in(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Text | Part]]:
    """Every bilingual text inside a value, with its path in the file."""
    if isinstance(value, Text | Part):
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

    asked: Asked
    option: str
    text: Text


def check_wordings(contents: Contents) -> Iterator[Problem]:
    """Answers whose English is not what the same option and Chinese have in most places."""
    wordings = list(_wordings(contents))
    counts: dict[tuple[str, str], Counter[str]] = {}
    for each in wordings:
        counts.setdefault((each.option, each.text.zh), Counter())[each.text.en] += 1
    usual = {key: count.most_common(1)[0][0] for key, count in counts.items()}
    for each in wordings:
        zh, en, other = each.text.zh, each.text.en, usual[each.option, each.text.zh]
        if en != other:
            path = (*each.asked.option(each.option), "text", "en")
            yield each.asked.entry.problem(path, "two-wordings", zh=zh, en=en, other=other)


def _wordings(contents: Contents) -> Iterator[_Wording]:
    options = sorted(options_of(contents), key=lambda each: each[0].entry.file in contents.own)
    for asked, key, option in options:
        if key != NONE:  # 没有 is No, Nobody or Nothing, as the question has it
            yield _Wording(asked, key, option.text)
