"""Model of a pack: the contents of each kind of file, as frozen values."""

# Annotations are not postponed: msgspec reads them at every start, faster than their text.
from collections.abc import Mapping
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from posguard.errors import Problem, RuleName
from posguard.pack.scalars import Address, Day, Digits, Words

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

Pillar = Literal[
    "contain", "freeze", "police", "acquirer", "evidence", "recover", "prevent", "never"
]
PILLARS: tuple[Pillar, ...] = (
    "contain",
    "freeze",
    "police",
    "acquirer",
    "evidence",
    "recover",
    "prevent",
    "never",
)
NEEDED: tuple[tuple[Pillar, ...], ...] = (
    ("contain", "freeze"),
    ("police",),
    ("acquirer",),
    ("evidence",),
)
"""Every plan of a real incident holds a step of each of these groups, or says why it does not."""

Urgency = Literal["not-incident", "routine", "urgent", "emergency"]
URGENCIES: tuple[Urgency, ...] = ("not-incident", "routine", "urgent", "emergency")

Within = Literal["now", "15m", "24h", "3d", "7d", "30d", "ongoing"]
WITHINS: tuple[Within, ...] = ("now", "15m", "24h", "3d", "7d", "30d", "ongoing")

Milestone = Literal[
    "discovered",
    "money-moved",
    "reported",
    "receipt-issued",
    "refusal-served",
    "loss-reported",
    "frozen",
    "filed",
    "complaint-made",
    "decision-served",
]

Role = Literal["acquirer", "issuer", "settlement-bank", "wallet", "carrier"]
ROLES: tuple[Role, ...] = ("acquirer", "issuer", "settlement-bank", "wallet", "carrier")

ContactKind = Literal["police", "regulator", "network", "bank", "acquirer", "wallet", "carrier"]
KINDS: tuple[ContactKind, ...] = (
    "police",
    "regulator",
    "network",
    "bank",
    "acquirer",
    "wallet",
    "carrier",
)

Confidence = Literal["high", "medium", "low"]

START = "triage"
"""The tree that every interview begins with."""
UNSURE = "unsure"
NONE = "none"
EXCLUSIVE = (NONE, UNSURE)
"""Options of a question with several answers that stand alone."""


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    zh: Words
    en: Words

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


class Number(Struct, frozen=True, forbid_unknown_fields=True):
    """A telephone number, its use, and how sure the directory is of it.

    One with ``by: text`` takes text messages only.
    """

    number: Digits
    label: Text
    confidence: Confidence
    by: Literal["call", "text"] = "call"

    @property
    def is_international(self) -> bool:
        """Whether it is written as it is called from anywhere."""
        return self.number.startswith("+")


class Trap(Struct, frozen=True, forbid_unknown_fields=True):
    """A number or look-alike that is mistaken for this contact."""

    number: Digits
    note: Text


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    """A contact: its numbers, what to call it for and what not, and how it was verified."""

    title: Text
    purpose: Text
    basis: Text
    confidence: Confidence
    verified: date | None = None
    aliases: tuple[Words, ...] = ()
    numbers: tuple[Number, ...] = ()
    hours: Text | None = None
    when: Text | None = None
    not_for: Text | None = None
    caveats: tuple[Text, ...] = ()
    traps: tuple[Trap, ...] = ()
    website: Address | None = None


class ContactDefaults(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that the contacts of one kind share.

    A contact's own words replace these; its own caveats follow these. How a number was checked is
    not among them: that is a fact about each contact.
    """

    purpose: Text | None = None
    when: Text | None = None
    not_for: Text | None = None
    caveats: tuple[Text, ...] = ()


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A law, rule or guidance that a step rests on, and how much of it was read."""

    title: Text
    issuer: Text
    read: Literal["full", "excerpt", "second-hand"]
    number: Words | None = None
    date: Day | None = None
    in_force: Day | None = None
    note: Text | None = None
    url: Address | None = None


T = TypeVar("T")
KeyPath = tuple[str | int, ...]
"""The place of a value in a file: keys and positions from the top."""
Marks = dict[KeyPath, Any]
"""The place of each value by its path: libyaml's marks, which count from 0."""


class Entry(Struct, Generic[T], frozen=True):
    """One file of a pack: its id, its name, its value, and the place of each value in it.

    ``folder`` tells the kind of a step or contact; ``marks`` maps a path to the reader's mark.
    """

    id: str
    folder: str
    file: str
    value: T
    marks: Mapping[KeyPath, Any]

    def place(self, *path: str | int) -> tuple[int, int]:
        """Line and column of a value, both from 1, or of the nearest marked one around it."""
        while path and path not in self.marks:
            path = path[:-1]
        mark = self.marks.get(path)
        if mark is None:
            return 1, 1
        return mark.line + 1, mark.column + 1

    def problem(self, path: KeyPath, rule: RuleName, /, **facts: object) -> Problem:
        """A problem at the line of a value."""
        return Problem(self.file, *self.place(*path), rule, facts)
