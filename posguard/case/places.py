"""Places: the reading of numbers and money that differs by place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from msgspec import structs

from posguard.case import fields
from posguard.case.fields import Field, Validator
from posguard.case.figures import typed
from posguard.pack.manifest import Place

_NUMBERS: Mapping[str, Mapping[str, Validator]] = {
    "CN": {
        "merchant-number": fields.merchant_number,
        "credit-code": fields.credit_code,
        "id-number": fields.person,
    },
}
"""The kinds of facts whose number has a length or a check digit, by place."""


def of_place(kind: str, field: Field, place: Place) -> Field:
    """A field of a kind of fact as the place reads it."""
    if field.name == "currency":
        return structs.replace(field, default=place.currency.code)
    if field.name == "amount":
        return structs.replace(field, validator=_amount(place))
    checked = _NUMBERS.get(place.code, {}).get(kind)
    return structs.replace(field, validator=checked) if checked else field


def _amount(place: Place) -> Validator:
    """A validator of amounts, with or without the signs of the currency of the place."""
    units = {*place.currency.signs, place.currency.unit.zh, place.currency.unit.en}
    signs = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    beside = re.compile(rf"^\s*(?:{signs})|(?:{signs})\s*$", re.IGNORECASE)

    def read(value: str, now: datetime) -> str:
        return fields.amount(beside.sub("", typed(value)), now)

    return read
