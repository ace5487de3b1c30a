"""The model of a pack: what each kind of file may say, as frozen values."""

# Annotations are not postponed: msgspec reads them at every start, faster than their text.
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from msgspec import Meta, Struct
from msgspec import field as named

from posguard.errors import Problem, RuleName

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

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=64,
        examples=["lock-card"],
        description="A name: lower-case letters, digits and hyphens.",
    ),
]
Citation = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(#[^#\s][^#]{0,40})?$",
        max_length=120,
        examples=["pboc-2013-9#35"],
        description="The id of a source, and after # the article in it.",
    ),
]
Words = Annotated[str, Meta(pattern=r"\S", max_length=1200)]
Digits = Annotated[
    str,
    Meta(
        pattern=r"^\+?[0-9]+(-[0-9]+)*$",
        max_length=24,
        examples=["400-669-5599"],
        description="A telephone number: digits and hyphens.",
    ),
]
Address = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s<>\"']+$",
        max_length=300,
        examples=["https://www.12377.cn/"],
        description="The address of an official page.",
    ),
]
Day = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        examples=["2026-01-31"],
        description="A day, a month or a year.",
    ),
]

UNPRINTABLE = (
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control and invisible characters, and marks that turn the direction of text: no text holds any
of them.
"""

START = "triage"
"""The tree that every interview begins with."""
END = "plan"
"""Where ``then`` leads when nothing more is asked."""
UNSURE = "unsure"
NONE = "none"
EXCLUSIVE = (NONE, UNSURE)
"""Options of a question with several answers that stand alone."""
MAX_QUESTIONS = 8
"""No interview asks more than this, hand-overs included."""


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing said in both languages."""

    zh: Words
    en: Words

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to a question, and what it brings.

    ``now`` steps are shown before the next question; ``then`` names a question of the same tree,
    ``plan``, or the incident whose tree goes on.
    """

    text: Text
    urgency: Urgency | None = None
    now: tuple[Id, ...] = ()
    steps: tuple[Id, ...] = ()
    waives: dict[Pillar, Text] = {}
    then: Id | None = None


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A node of a tree: what is asked, and its named answers in the order shown."""

    ask: Text
    options: Annotated[dict[Id, Option], Meta(min_length=1)]
    help: Text | None = None
    choose: Literal["one", "many"] = "one"
    no_unsure: Text | None = None
    then: Id | None = None

    def leads_to(self, option: str) -> str:
        """Where this option goes on: its own ``then``, or the question's."""
        return self.options[option].then or self.then or END


class Playbook(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of incident: its words, its unconditional steps, and its decision tree."""

    title: Text
    summary: Text
    for_: tuple[Literal["merchant", "cardholder"], ...] = named(name="for")
    urgency: Urgency
    reviewed: date
    questions: dict[Id, Question]
    search: tuple[Words, ...] = ()
    sources: tuple[Citation, ...] = ()
    steps: tuple[Id, ...] = ()
    waives: dict[Pillar, Text] = {}


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do, or never to do.

    ``within`` is the time it should be done in, counted from the event ``from``. A step rests on
    ``sources``, or says ``practice: true`` when no rule stands behind it.
    """

    do: Text
    within: Within
    why: Text | None = None
    how: tuple[Text, ...] = ()
    say: Text | None = None
    need: tuple[Text, ...] = ()
    keep: tuple[Text, ...] = ()
    from_: Milestone = named(name="from", default="discovered")
    contact: Id | None = None
    sources: tuple[Citation, ...] = ()
    practice: bool = False
    not_with: tuple[Id, ...] = ()


class Number(Struct, frozen=True, forbid_unknown_fields=True):
    """A telephone number, what it is for, and how sure the directory is of it."""

    number: Digits
    label: Text
    confidence: Confidence


class Trap(Struct, frozen=True, forbid_unknown_fields=True):
    """A number or look-alike that is mistaken for this contact."""

    number: Digits
    note: Text


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to call, what for and what not for, and how the number was checked."""

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
    """What the contacts of one kind share; a contact's own words come first, its own caveats after
    these.

    How a number was checked is not among it: that is a fact about each contact.
    """

    purpose: Text | None = None
    when: Text | None = None
    not_for: Text | None = None
    caveats: tuple[Text, ...] = ()


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """The law, rule or guidance a step rests on, and how much of it was read."""

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
"""Where a value stands in a file: keys and positions from the top."""


class Entry(Struct, Generic[T], frozen=True):
    """One file of a pack: its id, the folder that tells its kind, its value, and where each value
    stands.

    ``marks`` maps a path to the reader's mark.
    """

    id: str
    folder: str
    file: str
    value: T
    marks: Mapping[KeyPath, Any]

    def place(self, *path: str | int) -> tuple[int, int]:
        """Line and column of a value, both from 1, or of the nearest thing around it that has a
        mark.
        """
        while path and path not in self.marks:
            path = path[:-1]
        mark = self.marks.get(path)
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)

    def problem(self, path: KeyPath, rule: RuleName, /, **facts: object) -> Problem:
        """A problem at the line of a value."""
        return Problem(self.file, *self.place(*path), rule, facts)
