"""The facts of a case, each of a kind: what may be recorded, how it is typed, and how it is
kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import get_args

from msgspec import Struct

from posguard.case import fields
from posguard.case.fields import Field, Validator
from posguard.case.places import of_place
from posguard.errors import WrongUse
from posguard.masking.mask import SECRET_KINDS, MaskedText, SecretKind, mask, mask_number
from posguard.pack.manifest import Place
from posguard.pack.model import Milestone

MAIN = "value"
"""The name under which a fact's main field is recorded, whatever it is called when it is typed."""
BANKS = ("issuer", "settlement")

_pair = re.compile(r"([a-z][a-z-]*)=(.*)", re.DOTALL).fullmatch


class FactKind(Struct, frozen=True):
    """One kind of fact, and an example of how it is typed. What it is mainly about is recorded as
    its ``value``.
    """

    name: str
    fields: tuple[Field, ...]
    example: str

    @property
    def label(self) -> str:
        """The key of what the kind is called."""
        return f"fact:{self.name}"

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that it cannot do without."""
        return tuple(field.name for field in self.fields if field.required)

    @property
    def bare(self) -> bool:
        """Whether a value without ``field=`` is the first field: nothing else is needed."""
        return self.fields[0].key == MAIN and self.required in ((), (self.fields[0].name,))


class ParsedFact(Struct, frozen=True):
    """A fact in the form in which it is kept, and what kinds of secrets were taken out of it."""

    values: dict[str, str]
    found: tuple[SecretKind, ...] = ()


def _kind(name: str, example: str, *listed: Field | tuple[Field, ...]) -> FactKind:
    flat = tuple(
        field for part in listed for field in (part if isinstance(part, tuple) else (part,))
    )
    return FactKind(name, flat, f"{name} {example}")


def _main(name: str, validator: Validator = fields.words, *, required: bool = True) -> Field:
    return Field(name, validator, required=required, kept=MAIN)


def _numbered(name: str, validator: Validator = fields.number, *, main: bool = True) -> Field:
    return Field(name, validator, required=main, kept=MAIN if main else "", numbered=True)


def _words(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, fields.words) for name in names)


_TIME = Field("time", fields.time)
_PHONE = _numbered("phone", fields.phone, main=False)
_PERSON = (_main("name", required=False), _main("number", fields.number, required=False))
"""An officer or agent is known by name, by number, or by both: "李警官 012345"."""

_ALL = (
    _kind("terminal-sn", "N7NL00012345", _numbered("number", fields.terminal_sn)),
    _kind("terminal-number", "12345678", _numbered("number", fields.terminal_number)),
    _kind("terminal-model", "新大陆 N910", _main("name")),
    _kind("merchant-number", "898310148160568", _numbered("number")),
    _kind("merchant-name", "好味小吃店", _main("name")),
    _kind("credit-code", "91110000600037341L", _numbered("number")),
    _kind("acquirer", "拉卡拉", _main("name")),
    _kind(
        "bank",
        "工商银行 role=issuer",
        _main("name"),
        Field("role", fields.one_of(*BANKS)),
        _words("branch"),
    ),
    _kind("card", "1234 bank=工商银行", _main("number", fields.card), _words("bank")),
    _kind(
        "account",
        "1234 bank=工商银行",
        _main("number", fields.own_account),
        _words("bank", "name"),
    ),
    _kind(
        "transaction",
        "time='2026-11-22 09:14' amount=3000 reference=123456789012 direction=out",
        Field("time", fields.time, required=True),
        Field("amount", fields.amount, required=True),
        Field("currency", fields.currency),
        Field("direction", fields.one_of("out", "in")),
        _numbered("reference", main=False),
        Field("counterparty-account", fields.account, whole=True),
        _words("counterparty-name", "counterparty-bank"),
    ),
    _kind(
        "receipt",
        "京公（海）受案字〔2026〕12345号 station=…",
        _numbered("number"),
        _words("station"),
        _TIME,
    ),
    _kind("case-number", "A1101080000002026110001", _numbered("number"), _words("station")),
    _kind(
        "ticket",
        "GD20261122001 institution=拉卡拉",
        _numbered("number"),
        _words("institution", "agent"),
        _TIME,
    ),
    _kind("officer", "name=李警官 number=012345 station=…", _PERSON, _words("station"), _PHONE),
    _kind(
        "agent",
        "institution=拉卡拉 number=8021",
        _main("institution", required=False),
        _PERSON,
        _PHONE,
    ),
    _kind("address", "北京市海淀区中关村大街1号", _main("place")),
    _kind("owner-name", "王小店", _main("name")),
    _kind("owner-phone", "13800138000", _numbered("phone", fields.phone)),
    _kind("id-number", "11010519491231002X", _main("number", fields.identity)),
    _kind(
        "camera",
        "店门口 from='2026-11-22 09:00' to='2026-11-22 10:00' owner=物业",
        _main("place"),
        Field("from", fields.time),
        Field("to", fields.time),
        _words("owner"),
    ),
    _kind(
        "freeze",
        "某市公安局 time='2026-11-22 09:14' account=1234",
        _main("authority"),
        _numbered("number", main=False),
        _TIME,
        Field("amount", fields.amount),
        Field("account", fields.own_account),
        _words("reason"),
    ),
    _kind(
        "leak",
        "某公司 what=手机号 time='2026-11-22 09:14'",
        _main("company"),
        _words("what", "how"),
        _TIME,
    ),
    _kind(
        "happened",
        "event=discovered time='2026-11-22 09:14'",
        Field("event", fields.one_of(*get_args(Milestone)), required=True),
        Field("time", fields.time, required=True),
    ),
)
KINDS: Mapping[str, FactKind] = {kind.name: kind for kind in _ALL}
WHOLE = frozenset(field.key for kind in _ALL for field in kind.fields if field.whole)
"""What is recorded under these names is kept whole: half an account number is of no use to the
police.
"""


def mask_fact(kind: str, values: Mapping[str, str]) -> ParsedFact:
    """The values of a fact as they may be recorded.

    A field for words holds no card's number. Where a field says what number it holds, a number
    that could be a card's stays whole, unless it is grouped or named as one.
    """
    found: set[SecretKind] = set()
    kept = {}
    for key, value in values.items():
        if key in WHOLE:
            kept[key] = value
            continue
        known = (
            [field for field in KINDS[kind].fields if field.key == key] if kind in KINDS else []
        )
        numbered = bool(known) and all(field.numbered for field in known)
        seen = mask_number(value) if numbered else mask(value)
        kept[key] = seen.text
        found.update(seen.found)
    return ParsedFact(kept, tuple(name for name in SECRET_KINDS if name in found))


def parse(kind: str, words: Sequence[str], zone: tzinfo, place: Place) -> dict[str, str]:
    """The values of a fact, typed as ``field=value`` words, in the form in which they are kept.

    Raises:
        WrongUse: there is no such kind or field, something is missing, or a value will not do.

    """
    return read(kind, words, zone, place).values


def read(kind: str, words: Sequence[str], zone: tzinfo, place: Place) -> ParsedFact:
    """Like ``parse``, and says what was masked.

    Raises:
        WrongUse: there is no such kind or field, something is missing, or a value will not do.

    """
    if kind not in KINDS:
        raise WrongUse("no-such-fact-kind", id=fields.shortened(kind), known=list(KINDS))
    asked = KINDS[kind]
    given = _given(asked, words)
    missing = [name for name in asked.required if name not in given]
    if missing or not any(
        field.name in given for field in asked.fields if field.key == MAIN or field.required
    ):
        raise WrongUse(
            "fact-lacks", kind=kind, fields=missing or _names(asked), example=asked.example
        )
    values: dict[str, str] = {}
    found: set[SecretKind] = set()
    for field in (of_place(kind, each, place) for each in asked.fields):
        value = given.get(field.name, field.default)
        if value:
            kept, new = _kept(asked, field, value, zone)
            values[field.key] = f"{values[field.key]} {kept}" if field.key in values else kept
            found.update(new)
    return ParsedFact(values, tuple(name for name in SECRET_KINDS if name in found))


def _given(kind: FactKind, words: Sequence[str]) -> dict[str, str]:
    """What was typed for each field. Words without ``field=`` go on with the value before them."""
    given: dict[str, str] = {}
    known = _names(kind)
    name = known[0] if kind.bare else ""
    for word in words:
        pair = _pair(word)
        if pair:
            name = known[0] if pair[1] == MAIN and kind.bare else pair[1]
            if name not in known:
                raise WrongUse("no-such-field", kind=kind.name, id=name, known=known)
            if name in given:
                raise WrongUse("field-twice", kind=kind.name, field=name)
        elif not name:
            raise WrongUse(
                "fact-not-pair",
                words=fields.shortened(word),
                kind=kind.name,
                fields=known,
                example=kind.example,
            )
        given[name] = f"{given[name]} {word}" if name in given else (pair[2] if pair else word)
    for name, value in given.items():
        if not value.strip():
            raise WrongUse("field-empty", where=_where(kind, name), example=kind.example)
    return given


def _kept(
    kind: FactKind, field: Field, value: str, zone: tzinfo
) -> tuple[str, tuple[SecretKind, ...]]:
    try:
        canonical = field.validator(value, zone)
    except WrongUse as err:
        raise WrongUse(err.key, where=_where(kind, field.name), **err.facts) from None
    if field.whole:
        return canonical, ()
    typed = _mask(field)(value).found
    # what was grouped or named as a card's number is one, though the form that is kept shows it no
    # more
    mask_fact = mask(canonical) if typed else _mask(field)(canonical)
    return mask_fact.text, (*mask_fact.found, *(typed if "*" in canonical else ()))


def _mask(field: Field) -> Callable[[str], MaskedText]:
    return mask_number if field.numbered else mask


def _names(kind: FactKind) -> list[str]:
    return [field.name for field in kind.fields]


def _where(kind: FactKind, field: str) -> str:
    return kind.name if len(kind.fields) == 1 else f"{kind.name} {field}"
