"""Directory of contacts: find a contact by its name, and the owner of a telephone number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from posguard.errors import WrongUse
from posguard.pack.manifest import Phone, Place
from posguard.pack.model import Contact, ContactKind, Entry, Lang, Number, Role
from posguard.pack.scalars import UNPRINTABLE

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
"""Digits of service numbers, the last bound not included; only they follow an area code."""
_MOST_NAMED = 8
"""So many contacts are named where a name could be several."""
_MOST_EXTRA = 4
"""Digits in front of an imitated number at most; with more it is an ordinary number."""


class NumberVerdict(Struct, frozen=True):
    """Verdict on a number.

    ``prefixed`` means that it only ends in a known number; ``extra`` holds the digits in front.
    ``entry`` is None for an unknown number.
    """

    kind: Literal["known", "trap", "prefixed", "unknown"]
    entry: Entry[Contact] | None = None
    number: Number | None = None
    note: str = ""
    extra: str = ""


def copied_number(words: str) -> str:
    """A number without the characters that are copied or typed with it.

    These are invisible marks of direction, a label such as ``tel:`` or ``电话：``, quotes, a full
    stop, and the ``#`` that ends a call; line breaks and tabs become spaces.
    """
    seen = re.sub(UNPRINTABLE, "", " ".join(words.split()))
    return re.sub(_LABEL, "", re.sub(_AFTER, "", seen))


def digits_of(words: str) -> str | None:
    """The bare digits of a telephone number, ``+`` kept in front; None if it is not one.

    Full-width digits count as digits; spaces, dashes, dots and brackets do not count at all, nor
    do the characters that ``copied_number`` leaves out.
    """
    bare = re.sub(_SEPARATORS, "", unicodedata.normalize("NFKC", copied_number(words)))
    return bare if re.fullmatch(r"\+?[0-9]{3,20}", bare) else None


def check_number(words: str, contacts: Contacts, lang: Lang, place: Place) -> list[NumberVerdict]:
    """Verdicts on whose number this is, at least one, from the directory of a place.

    Raises:
        WrongUse: the words are not a telephone number.

    """
    digits = digits_of(words)
    if digits is None:
        raise WrongUse("not-a-number", words=words, like=place.emergency_number)
    phone = place.phone
    forms = _forms(digits, phone)
    exact: list[NumberVerdict] = []
    imitated: list[NumberVerdict] = []
    for entry in contacts.values():
        exact += _traps(entry, forms | {digits}, phone, lang)
        for number in entry.value.numbers:
            listed = digits_of(number.number) or ""
            if _forms(listed, phone) & forms:
                exact.append(NumberVerdict("known", entry, number))
            elif _imitates(digits, listed):
                extra = digits.removesuffix(listed)
                imitated.append(NumberVerdict("prefixed", entry, number, extra=extra))
    return exact or imitated or [NumberVerdict("unknown")]


def _traps(
    entry: Entry[Contact], forms: set[str], phone: Phone, lang: Lang
) -> Iterator[NumberVerdict]:
    """The verdicts of numbers that are mistaken for this contact."""
    for trap in entry.value.traps:
        if _forms(digits_of(trap.number) or "", phone) & forms:
            yield NumberVerdict("trap", entry, note=trap.note[lang])


def _imitates(digits: str, short: str) -> bool:
    """Whether a number is a service number with digits put in front of it."""
    extra = len(digits) - len(short)
    return (
        _SHORTEST + 1 < len(short) < _SHORT and 0 < extra <= _MOST_EXTRA and digits.endswith(short)
    )


def _forms(digits: str, phone: Phone) -> set[str]:
    """The number as directories write it: without country code, short ones without area code."""
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
    """The area code at the beginning of a number, with its trunk digit; empty without one."""
    codes = "|".join(code.replace("x", "[0-9]") for code in phone.area_codes)
    found = re.match(f"{phone.trunk}(?:{codes})", national) if codes else None
    return found[0] if found else ""


def find_contacts(words: str, contacts: Contacts) -> list[Entry[Contact]]:
    """The contacts whose names, numbers or purpose hold every word; all of them for no words."""
    wanted = _folded(words).split()
    return [entry for entry in contacts.values() if _holds_all(entry, wanted)]


def _holds_all(entry: Entry[Contact], words: Iterable[str]) -> bool:
    lines = "\n".join(_searchable(entry))  # a word holds no line break
    return all(word in lines for word in words)


def contacts_of(role: Role, contacts: Contacts) -> list[Entry[Contact]]:
    """The contacts that can have a role."""
    return [entry for entry in contacts.values() if entry.folder == KIND_OF_ROLE[role]]


def names_of(entry: Entry[Contact]) -> tuple[str, ...]:
    """The names by which people know a contact: id, title and aliases, in both languages."""
    title = entry.value.title
    return (entry.id, title.zh, title.en, *entry.value.aliases)


def the_contact(words: str, kind: ContactKind, contacts: Contacts) -> Entry[Contact]:
    """The one contact of a kind with this name: id, title or alias, in either language.

    A name that is only part of another, or holds another, is never taken for it: whoever has a
    terminal of one company would be given the number of the next.

    Raises:
        WrongUse: none has exactly this name, or several do.

    """
    wanted = _folded(words).strip()
    of_kind = [entry for entry in contacts.values() if entry.folder == kind]
    found = [entry for entry in of_kind if wanted in _names(entry)]
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUse(
            "many-contacts", id=words, names=[e.value.title for e in found][:_MOST_NAMED]
        )
    close = [entry.value.title for entry in of_kind if wanted and _resembles(entry, wanted)]
    if close:
        raise WrongUse("close-contacts", id=words, names=close[:_MOST_NAMED])
    known: list[object] = []
    for entry in of_kind:
        known += [entry.value.title, entry.id]
    raise WrongUse("no-such-contact", id=words, known=known)


def _resembles(entry: Entry[Contact], wanted: str) -> bool:
    return any(wanted in name or name in wanted for name in _names(entry))


def _names(entry: Entry[Contact]) -> list[str]:
    return [_folded(name) for name in names_of(entry)]


def _searchable(entry: Entry[Contact]) -> Iterator[str]:
    yield from _names(entry)
    for number in entry.value.numbers:
        yield number.number
        yield digits_of(number.number) or ""
    yield _folded(entry.value.purpose.zh)
    yield _folded(entry.value.purpose.en)
    yield entry.folder


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
