"""Telephone numbers of the place as somebody outside it reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from posguard.pack.manifest import Abroad, Manifest
from posguard.pack.model import Contact, ContactKind, Entry, Lang, Text
from posguard.pack.steps import Part, Step

_OWN_INSTITUTIONS: tuple[ContactKind, ...] = ("bank", "acquirer", "wallet", "carrier")
"""Only the customer calls them; nobody else can do it for him."""
_BETWEEN: Mapping[Lang, str] = {"zh": "", "en": " "}
T = TypeVar("T", Text, Part)


class NumbersAbroad(Struct, frozen=True):
    """The numbers of a place, and what stands in their stead for a reader outside it.

    The emergency number gives way to the words for that of where he is; behind any other number
    stands who is to call it. What is said to readers outside the place alone stays as it is.
    """

    words: Abroad
    emergency: re.Pattern[str]
    any: re.Pattern[str]

    def step(self, step: Step) -> Step:
        """A step as he reads it."""
        return replace(
            step,
            do=self.text(step.do),
            why=self.text(step.why) if step.why else None,
            **{
                key: tuple(self.parts(getattr(step, key))) for key in ("how", "say", "need", "keep")
            },
        )

    def parts(self, parts: Sequence[Part]) -> Iterator[Part]:
        """The parts of a step as he reads them."""
        for part in parts:
            yield part if self.words.finding in part.when else self.text(part)

    def text(self, text: T) -> T:
        """A text as he reads it, in both languages."""
        return replace(text, zh=self.worded(text.zh, "zh"), en=self.worded(text.en, "en"))

    def worded(self, text: str, lang: Lang) -> str:
        """A text without the emergency number, and with a word on who calls the others."""
        local = self.words.emergency[lang]

        def instead(found: re.Match[str]) -> str:
            begins = not text[: found.start()].rstrip() or text[: found.start()].endswith(". ")
            return local[0].upper() + local[1:] if begins else local

        return self.noted(self.emergency.sub(instead, text), lang)

    def noted(self, text: str, lang: Lang) -> str:
        """A text with a word on who calls its first number."""
        note = _BETWEEN[lang] + self.words.others[lang]
        return self.any.sub(lambda found: found[0] + note, text, count=1)

    def shown(self, entry: Entry[Contact]) -> Contact:
        """A contact with the numbers that he can call, or have called."""
        contact = entry.value
        from_anywhere = tuple(n for n in contact.numbers if n.is_international)
        if from_anywhere or entry.folder in _OWN_INSTITUTIONS:
            return replace(contact, numbers=from_anywhere)
        return contact


def numbers_abroad(
    manifest: Manifest, contacts: Mapping[str, Entry[Contact]]
) -> NumbersAbroad | None:
    """The numbers of the place for readers outside it; None where the pack has no words for them."""
    if manifest.abroad is None:
        return None
    emergency, unit = manifest.place.emergency_number, manifest.place.currency.unit
    listed = (number for entry in contacts.values() for number in entry.value.numbers)
    local = {n.number for n in listed if not n.is_international} | {emergency}
    before = r"(?<![0-9A-Za-z+./-])"
    after = rf"(?![0-9A-Za-z]|[./-][0-9A-Za-z]|\s?(?:{re.escape(unit.zh)}|{re.escape(unit.en)}))"
    any_of = "|".join(map(re.escape, sorted(local, key=len, reverse=True)))
    return NumbersAbroad(
        manifest.abroad,
        re.compile(f"{before}{re.escape(emergency)}{after}"),
        re.compile(f"{before}(?:{any_of}){after}"),
    )
