"""Telephone numbers of the place as somebody outside it reads them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from posguard.pack.manifest import Abroad, Manifest
from posguard.pack.model import Contact, ContactKind, Entry, Lang, Text
from posguard.pack.steps import Part, Step

_OWN_INSTITUTIONS: tuple[ContactKind, ...] = ("bank", "acquirer", "wallet", "carrier")
"""Those that only their customer calls."""
_BETWEEN: Mapping[Lang, str] = {"zh": "", "en": " "}
_LISTED = r"(?:、|或|和|, | or | and )[^、，。；;：:,.0-9]{0,12}?"
"""What stands between two numbers of one list."""
T = TypeVar("T", Text, Part)


class NumbersAbroad(Struct, frozen=True):
    """The numbers of a place, and what stands in their stead for a reader outside it.

    The emergency number gives way to the words for that of where he is; behind any other number
    stands what to do instead. What is said to readers outside the place alone stays as it is.
    """

    words: Abroad
    emergency: re.Pattern[str]
    own: re.Pattern[str]
    others: re.Pattern[str]
    read: dict[str, Step] = {}
    notes: dict[tuple[str, Lang], str] = {}

    def step(self, name: str, step: Step) -> Step:
        """A step as he reads it; it is read once."""
        if name not in self.read:
            self.read[name] = replace(
                step,
                do=self.text(step.do),
                why=self.text(step.why) if step.why else None,
                how=self.parts(step.how),
                say=self.parts(step.say),
                need=self.parts(step.need),
                keep=self.parts(step.keep),
            )
        return self.read[name]

    def parts(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """The parts of a step as he reads them."""
        own = self.words.finding
        return tuple(part if own in part.when else self.text(part) for part in parts)

    def text(self, text: T) -> T:
        """A text as he reads it, in both languages."""
        return replace(text, zh=self.worded(text.zh, "zh"), en=self.worded(text.en, "en"))

    def worded(self, text: str, lang: Lang) -> str:
        """A text without the emergency number, and with a word on the others."""
        local = self.words.emergency[lang]

        def instead(found: re.Match[str]) -> str:
            begins = not text[: found.start()].rstrip() or text[: found.start()].endswith(". ")
            return local[0].upper() + local[1:] if begins else local

        return self.noted(self.emergency.sub(instead, text), lang)

    def noted(self, text: str, lang: Lang) -> str:
        """A text with a word behind its first number of each kind, or the last that is listed with
        it, once.
        """
        if (text, lang) not in self.notes:
            self.notes[text, lang] = self._noted(text, lang)
        return self.notes[text, lang]

    def _noted(self, text: str, lang: Lang) -> str:
        for numbers, words in ((self.own, self.words.own), (self.others, self.words.others)):
            note = words[lang]
            if note not in text:
                text = numbers.sub(rf"\g<0>{_BETWEEN[lang]}{note}", text, count=1)
        return text

    def shown(self, entry: Entry[Contact]) -> Contact:
        """A contact with the numbers that he can call, or have called."""
        contact = entry.value
        from_anywhere = tuple(n for n in contact.numbers if n.is_international)
        if from_anywhere or entry.folder in _OWN_INSTITUTIONS:
            return replace(contact, numbers=from_anywhere)
        return contact


class Numbers(Protocol):
    """The part of a pack that tells how the numbers of its place are read outside it."""

    @property
    def manifest(self) -> Entry[Manifest]: ...

    @property
    def abroad(self) -> NumbersAbroad | None: ...


def numbers_for(findings: Collection[str], pack: Numbers) -> NumbersAbroad | None:
    """What stands in place of the numbers of the place; None for a reader who is there."""
    words = pack.manifest.value.abroad
    return pack.abroad if words is not None and words.finding in findings else None


def numbers_abroad(
    manifest: Manifest, contacts: Mapping[str, Entry[Contact]]
) -> NumbersAbroad | None:
    """What stands in place of the numbers of a place; None if its pack does not say."""
    words = manifest.abroad
    if words is None:
        return None
    place = manifest.place
    own: set[str] = set()
    others = {place.emergency_number}
    for entry in contacts.values():
        local = (n.number for n in entry.value.numbers if not n.is_international)
        (own if entry.folder in _OWN_INSTITUTIONS else others).update(local)
    unit = place.currency.unit
    patterns = (_pattern(numbers, unit) for numbers in ({place.emergency_number}, own, others))
    emergency, ours, rest = patterns
    return NumbersAbroad(words, emergency, ours, rest)


def _pattern(numbers: Iterable[str], unit: Text) -> re.Pattern[str]:
    """One of the numbers, but no part of a longer one or of an address, and no amount of money."""
    one_of = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    amount = rf"\s?(?:{re.escape(unit.zh)}|{re.escape(unit.en)})"
    number = rf"(?<![0-9A-Za-z+./-])(?:{one_of})(?![0-9A-Za-z]|[./-][0-9A-Za-z]|{amount})"
    return re.compile(rf"{number}(?:{_LISTED}{number})*")
