"""The contact directory: find a contact by name, and tell whose number a number is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.pack.manifest import Phone, Place
from posguard.pack.model import UNPRINTABLE, Contact, ContactKind, Entry, Lang, Number, Role

Contacts = Mapping[str, Entry[Contact]]

KIND_OF_ROLE: dict[Role, ContactKind] = {
    "acquirer": "acquirer",
    "issuer": "bank",
    "settlement-bank": "bank",
    "wallet": "wallet",
    "carrier": "carrier",
}

_SEPARATORS = r"[\s\-‐-―().（）·_/]+"
_LABEL = r"^(?:[^\W\d]*\s*[:：])?[^\w+＋*#＊＃(（]*"
_AFTER = r"[^\w)）]+$"
_SHORTEST, _SHORT = 3, 7
"""How many digits service numbers have, the last not included; only they are dialled with an area
code in front.
"""
_MOST_EXTRA = 4
"""A number that is imitated has at most this many digits in front; more make an ordinary number of
their own.
"""


class NumberVerdict(Struct, frozen=True):
    """What the directory knows of a number.

    ``prefixed`` means that it only ends in a known number; ``extra`` is what stands in front.
    ``entry`` is None for a number that is unknown.
    """

    kind: Literal["known", "trap", "prefixed", "unknown"]
    entry: Entry[Contact] | None = None
    number: Number | None = None
    note: str = ""
    extra: str = ""


def copied_number(words: str) -> str:
    """A number without what comes along when it is copied or typed.

    That is invisible marks of direction, a label such as ``tel:`` or ``电话：``, quotes, a full
    stop, and the ``#`` that ends a call; line breaks and tabs become spaces.
    """
    seen = re.sub(UNPRINTABLE, "", " ".join(words.split()))
    return re.sub(_LABEL, "", re.sub(_AFTER, "", seen))


def digits_of(words: str) -> str | None:
    """A telephone number's bare digits, ``+`` kept in front; None if the words are not a telephone
    number.

    Full-width digits count as digits; spaces, dashes, dots and brackets do not count at all, nor
    does what comes along when a number is copied.
    """
    bare = re.sub(_SEPARATORS, "", unicodedata.normalize("NFKC", copied_number(words)))
    return bare if re.fullmatch(r"\+?[0-9]{3,20}", bare) else None


def check_number(words: str, contacts: Contacts, lang: Lang, place: Place) -> list[NumberVerdict]:
    """Whose number this is, as far as the directory of a place knows; one verdict at least.

    Raises:
        WrongUse: the words are not a telephone number.

    """
    digits = digits_of(words)
    if digits is None:
        raise WrongUse("not-a-number", words=words, like=place.emergency_number)
    forms = _forms(digits, place.phone)
    found: list[NumberVerdict] = []
    imitated: list[NumberVerdict] = []
    for entry in contacts.values():
        found += [
            NumberVerdict("trap", entry, note=trap.note[lang])
            for trap in entry.value.traps
            if _forms(digits_of(trap.number) or "", place.phone) & {digits, *forms}
        ]
        for number in entry.value.numbers:
            short = digits_of(number.number) or ""
            known = _forms(short, place.phone)
            if known & forms:
                found.append(NumberVerdict("known", entry, number))
            elif _imitates(digits, short):
                imitated.append(
                    NumberVerdict("prefixed", entry, number, extra=digits.removesuffix(short))
                )
    return found or imitated or [NumberVerdict("unknown")]


def _imitates(digits: str, short: str) -> bool:
    """Whether a number is a service number with something put in front of it."""
    extra = len(digits) - len(short)
    return (
        _SHORTEST + 1 < len(short) < _SHORT and 0 < extra <= _MOST_EXTRA and digits.endswith(short)
    )


def _forms(digits: str, phone: Phone) -> set[str]:
    """The number as it may be written in a directory: without country code, and without area code
    if it is short.
    """
    national = re.sub(rf"^(\+|00){phone.country_code}", "", digits)
    if national.startswith(("+", "00")):
        return {national}
    forms = {national, national.removeprefix(phone.trunk)}
    area = _area_code(national, phone)
    if area and _SHORTEST <= len(national) - len(area) < _SHORT:
        forms = {national.removeprefix(area)}
    if digits != national and not area:
        # After a country code the area code stands without its trunk digit; no service number is
        # as long as both together.
        area = _area_code(phone.trunk + national, phone).removeprefix(phone.trunk)
        if area and _SHORT - 2 <= len(national) - len(area) < _SHORT:
            forms.add(national.removeprefix(area))
    return forms


def _area_code(national: str, phone: Phone) -> str:
    """The area code that a number begins with, its trunk digit included; nothing without one."""
    codes = "|".join(code.replace("x", "[0-9]") for code in phone.area_codes)
    found = re.match(f"{phone.trunk}(?:{codes})", national) if codes else None
    return found[0] if found else ""


def find_contacts(words: str, contacts: Contacts) -> list[Entry[Contact]]:
    """The contacts whose names, numbers or purpose hold every one of the words; all of them for no
    words.
    """
    wanted = _folded(words).split()
    return [
        e
        for e in contacts.values()
        if all(any(w in text for text in _searchable(e)) for w in wanted)
    ]


def the_contact(words: str, kind: ContactKind, contacts: Contacts) -> Entry[Contact]:
    """The one contact of a kind with this name: id, title or alias, in either language.

    Raises:
        WrongUse: none has the name, or several do.

    """
    wanted = _folded(words).strip()
    of_kind = [e for e in contacts.values() if e.folder == kind]
    exact = [e for e in of_kind if wanted in _names(e)]
    found = exact or [
        e
        for e in of_kind
        if wanted and any(wanted in name or name in wanted for name in _names(e))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUse("many-contacts", id=words, names=[e.value.title for e in found])
    raise WrongUse(
        "no-such-contact", id=words, known=[n for e in of_kind for n in (e.value.title, e.id)]
    )


def _names(entry: Entry[Contact]) -> list[str]:
    title = entry.value.title
    return [_folded(name) for name in (entry.id, title.zh, title.en, *entry.value.aliases)]


def _searchable(entry: Entry[Contact]) -> Iterable[str]:
    yield from _names(entry)
    yield from (n.number for n in entry.value.numbers)
    yield from (digits_of(n.number) or "" for n in entry.value.numbers)
    yield _folded(entry.value.purpose.zh)
    yield _folded(entry.value.purpose.en)
    yield entry.folder


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
