"""Parsing of facts: from typed words to the values that a case records, masked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from posguard.case import fact_names
from posguard.case.facts import KINDS, MAIN, WHOLE, FactKind
from posguard.case.fields import Field
from posguard.case.figures import shortened
from posguard.case.places import of_place
from posguard.errors import WrongUse
from posguard.masking.mask import SECRET_KINDS, MaskedText, SecretKind, mask, mask_number
from posguard.pack.manifest import Place
from posguard.pack.model import Text

_pair = re.compile(r"([a-z][a-z-]*|[\u4e00-\u9fff]{1,8})[=＝](.*)", re.DOTALL).fullmatch


class ParsedFact(Struct, frozen=True):
    """A fact in the form in which it is recorded, and the kinds of secrets masked in it."""

    values: dict[str, str]
    found: tuple[SecretKind, ...] = ()


def mask_fact(kind: str, values: Mapping[str, str]) -> ParsedFact:
    """The values of a fact, masked as they may be recorded.

    A field for words holds no card's number. In a field for another number, a number that could
    be a card's stays whole, unless it is grouped or named as one.
    """
    recorded: dict[str, str] = {}
    found: set[SecretKind] = set()
    for key, value in values.items():
        masked = _masking_of(kind, key)(value)
        recorded[key] = masked.text
        found.update(masked.found)
    return ParsedFact(recorded, _in_order(found))


def _masking_of(kind: str, key: str) -> Callable[[str], MaskedText]:
    if key in WHOLE:
        return MaskedText
    listed = KINDS[kind].fields if kind in KINDS else ()
    sharing = [field for field in listed if field.key == key]
    return mask_number if sharing and all(field.numbered for field in sharing) else mask


def _in_order(found: set[SecretKind]) -> tuple[SecretKind, ...]:
    return tuple(kind for kind in SECRET_KINDS if kind in found)


def parse(kind: str, words: Sequence[str], now: datetime, place: Place) -> dict[str, str]:
    """The values of a fact that is typed as ``field=value`` words, as they are recorded.

    Raises:
        WrongUse: there is no such kind or field, something is missing, or a value will not do.

    """
    return read(kind, words, now, place).values


def kind_named(typed: str) -> str:
    """The kind of fact of this name, Chinese or English.

    Raises:
        WrongUse: there is no such kind.

    """
    kind = fact_names.untranslated(fact_names.KINDS, typed, KINDS)
    if kind not in KINDS:
        near = fact_names.like(fact_names.KINDS, typed, KINDS)
        raise WrongUse("no-such-fact-kind", id=shortened(typed), known=near)
    return kind


def read(kind: str, words: Sequence[str], now: datetime, place: Place) -> ParsedFact:
    """The values of ``parse``, and the kinds of secrets that were masked in them.

    Raises:
        WrongUse: there is no such kind or field, something is missing, or a value will not do.

    """
    model = KINDS[kind_named(kind)]
    given = _given(model, words)
    _check_complete(model, given)
    return read_partly(model.name, given, now, place)


def read_partly(kind: str, given: Mapping[str, str], now: datetime, place: Place) -> ParsedFact:
    """The values of those fields of a kind that are given, complete or not.

    Raises:
        WrongUse: a value will not do.

    """
    model = KINDS[kind]
    values: dict[str, str] = {}
    found: set[SecretKind] = set()
    for listed in model.fields:
        field = of_place(kind, listed, place)
        value = given.get(field.name, field.default)
        if value:
            masked = _recorded(model, field, value, now)
            before = f"{values[field.key]} " if field.key in values else ""
            values[field.key] = before + masked.text
            found.update(masked.found)
    return ParsedFact(values, _in_order(found))


def _given(kind: FactKind, words: Sequence[str]) -> dict[str, str]:
    """The typed value of each field. Words without ``field=`` continue the value before them."""
    given: dict[str, str] = {}
    known = _names(kind)
    name = known[0] if kind.bare else ""
    for word in words:
        pair = _pair(word)
        if pair:
            name = _new_field(kind, pair[1], given)
            given[name] = pair[2]
        elif name:
            given[name] = f"{given[name]} {word}" if name in given else word
        else:
            raise WrongUse(
                "fact-not-pair",
                words=shortened(word),
                kind=kind.name,
                fields=_both(known),
                example=kind.example,
            )
    for name, value in given.items():
        if not value.strip():
            raise WrongUse("field-empty", where=_where(kind, name), example=kind.example)
    return given


def _new_field(kind: FactKind, typed: str, given: Mapping[str, str]) -> str:
    """The name of the field that is typed, which is given for the first time."""
    known = _names(kind)
    name = fact_names.untranslated(fact_names.FIELDS, typed, known)
    if kind.bare and name not in known and name in (MAIN, *fact_names.FIELDS[MAIN]):
        name = known[0]
    if name not in known:
        near = fact_names.like(fact_names.FIELDS, typed, known)
        raise WrongUse("no-such-field", kind=kind.name, id=name, known=near)
    if name in given:
        raise WrongUse("field-twice", kind=kind.name, field=name)
    return name


def _check_complete(kind: FactKind, given: Mapping[str, str]) -> None:
    """Refuse a fact without its required fields, and one that says nothing of what it is about."""
    missing = [name for name in kind.required if name not in given]
    telling = {field.name for field in kind.fields if field.key == MAIN or field.required}
    if missing or telling.isdisjoint(given):
        needed = missing or _names(kind)
        raise WrongUse("fact-lacks", kind=kind.name, fields=_both(needed), example=kind.example)


def _recorded(kind: FactKind, field: Field, value: str, now: datetime) -> MaskedText:
    """A typed value in the form in which it is recorded."""
    try:
        canonical = field.validator(value, now)
    except WrongUse as err:
        raise WrongUse(err.key, where=_where(kind, field.name), **err.facts) from None
    if field.whole:
        return MaskedText(canonical)
    masking = mask_number if field.numbered else mask
    typed = masking(value).found
    # A number that was typed as a card's is one, though its canonical form may not show it.
    masked = mask(canonical) if typed else masking(canonical)
    if "*" in canonical:
        return MaskedText(masked.text, (*masked.found, *typed))
    return masked


def _both(fields: Sequence[str]) -> list[Text]:
    """Fields as a message names them: to a Chinese reader by both of their names."""
    chinese = {name: fact_names.in_chinese(fact_names.FIELDS, name) for name in fields}
    return [Text(zh=f"{zh}（{name}）", en=name) for name, zh in chinese.items()]


def _names(kind: FactKind) -> list[str]:
    return [field.name for field in kind.fields]


def _where(kind: FactKind, field: str) -> Text:
    """A field as a message names it, with its kind."""
    zh = fact_names.in_chinese(fact_names.KINDS, kind.name)
    if len(kind.fields) == 1:
        return Text(zh=f"{zh}（{kind.name}）", en=kind.name)
    of_field = fact_names.in_chinese(fact_names.FIELDS, field)
    return Text(zh=f"{zh}的{of_field}（{kind.name} {field}）", en=f"{kind.name} {field}")
