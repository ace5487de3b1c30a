"""Facts of a case: their kinds, and the fields of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import get_args

from msgspec import Struct

from posguard.case import fields
from posguard.case.fields import Field, Validator
from posguard.case.moments import moment
from posguard.pack.model import Milestone

MAIN = "value"
"""The name under which the main field of a fact is recorded, whatever its own name is."""
BANKS = ("issuer", "settlement")


class FactKind(Struct, frozen=True):
    """One kind of fact: its fields, and an example of how it is typed."""

    name: str
    fields: tuple[Field, ...]
    example: str

    @property
    def label(self) -> str:
        """The message key of the kind's name."""
        return f"fact:{self.name}"

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that must be given."""
        return tuple(field.name for field in self.fields if field.required)

    @property
    def bare(self) -> bool:
        """Whether a value without ``field=`` is that of the first field and may stand alone."""
        return self.fields[0].key == MAIN and self.required in ((), (self.fields[0].name,))

    def key_of(self, name: str) -> str:
        """The name under which a field is recorded."""
        return next(field.key for field in self.fields if field.name == name)


def _kind(name: str, example: str, *parts: Field | tuple[Field, ...]) -> FactKind:
    listed: list[Field] = []
    for part in parts:
        listed += part if isinstance(part, tuple) else (part,)
    return FactKind(name, tuple(listed), f"{name} {example}")


def _main(name: str, validator: Validator = fields.words, *, required: bool = True) -> Field:
    return Field(name, validator, required=required, kept=MAIN)


def _numbered(name: str, validator: Validator = fields.number, *, main: bool = True) -> Field:
    return Field(name, validator, required=main, kept=MAIN if main else "", numbered=True)


def _words(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, fields.words) for name in names)


_TIME = Field("time", moment)
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
        Field("time", moment, required=True),
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
        Field("from", moment),
        Field("to", moment),
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
        Field("time", moment, required=True),
    ),
)
KINDS: Mapping[str, FactKind] = {kind.name: kind for kind in _ALL}
_FIELDS = chain.from_iterable(kind.fields for kind in _ALL)
WHOLE = frozenset(field.key for field in _FIELDS if field.whole)
"""The names of values that are kept whole: half an account number is of no use to the police."""
