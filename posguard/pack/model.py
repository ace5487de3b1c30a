"""The model of a pack: what each kind of file may say, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from msgspec import Meta, Struct
from msgspec import field as named

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

Pillar = Literal["contain", "freeze", "police", "acquirer", "evidence", "recover", "prevent", "never"]
PILLARS: tuple[Pillar, ...] = ("contain", "freeze", "police", "acquirer", "evidence", "recover", "prevent", "never")
NEEDED: tuple[tuple[Pillar, ...], ...] = (("contain", "freeze"), ("police",), ("acquirer",), ("evidence",))
"""Every plan of a real incident holds a step of each of these groups, or says why it does not."""

Urgency = Literal["not-incident", "routine", "urgent", "emergency"]
URGENCIES: tuple[Urgency, ...] = ("not-incident", "routine", "urgent", "emergency")

Within = Literal["now", "15m", "24h", "3d", "7d", "30d", "ongoing"]
WITHINS: tuple[Within, ...] = ("now", "15m", "24h", "3d", "7d", "30d", "ongoing")

Event = Literal[
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

Kind = Literal["police", "regulator", "network", "bank", "acquirer", "wallet", "carrier"]
KINDS: tuple[Kind, ...] = ("police", "regulator", "network", "bank", "acquirer", "wallet", "carrier")

Confidence = Literal["high", "medium", "low"]

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Citation = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(#[^#\s][^#]{0,40})?$", max_length=120)]
Words = Annotated[str, Meta(pattern=r"\S", max_length=1200)]

UNPRINTABLE = (
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control and invisible characters, and marks that turn the direction of text: no text holds any of them."""

START = "triage"
"""The tree that every interview begins with."""
END = "plan"
"""Where ``then`` leads when nothing more is asked."""
UNSURE = "unsure"
EXCLUSIVE = ("none", UNSURE)
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

    ``now`` steps are shown before the next question; ``then`` names a question of the same tree, ``plan``, or the
    incident whose tree goes on.
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

    ``within`` is the time it should be done in, counted from the event ``from``. A step rests on ``sources``, or says
    ``practice: true`` when no rule stands behind it.
    """

    do: Text
    within: Within
    why: Text | None = None
    how: tuple[Text, ...] = ()
    say: Text | None = None
    need: tuple[Text, ...] = ()
    keep: tuple[Text, ...] = ()
    from_: Event = named(name="from", default="discovered")
    contact: Id | None = None
    sources: tuple[Citation, ...] = ()
    practice: bool = False
    not_with: tuple[Id, ...] = ()


class Number(Struct, frozen=True, forbid_unknown_fields=True):
    """A telephone number, what it is for, and how sure the directory is of it."""

    number: Annotated[str, Meta(pattern=r"^\+?[0-9]+(-[0-9]+)*$", max_length=24)]
    label: Text
    confidence: Confidence


class Trap(Struct, frozen=True, forbid_unknown_fields=True):
    """A number or look-alike that is mistaken for this contact."""

    number: Annotated[str, Meta(pattern=r"^\+?[0-9]+(-[0-9]+)*$", max_length=24)]
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
    website: Annotated[str, Meta(pattern=r"^https?://[^\s<>\"']+$", max_length=200)] | None = None


Day = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """The law, rule or guidance a step rests on, and how much of it was read."""

    title: Text
    issuer: Text
    read: Literal["full", "excerpt", "second-hand"]
    number: Words | None = None
    date: Day | None = None
    in_force: Day | None = None
    note: Text | None = None
    url: Annotated[str, Meta(pattern=r"^https?://[^\s<>\"']+$", max_length=300)] | None = None


class RoleWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A contact that depends on the person: what it is called, where its number is found, and likely ones."""

    name: Text
    find: Text
    contacts: tuple[Id, ...] = ()


class Roles(Struct, frozen=True, forbid_unknown_fields=True):
    """The words for every role, so that no step can name one that the pack says nothing of."""

    acquirer: RoleWords
    issuer: RoleWords
    settlement_bank: RoleWords = named(name="settlement-bank")
    wallet: RoleWords
    carrier: RoleWords

    def __getitem__(self, role: Role) -> RoleWords:
        words: RoleWords = getattr(self, role.replace("-", "_"))
        return words


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``pack.yaml`` says of the whole folder."""

    title: Text
    place: Words
    languages: tuple[Lang, ...]
    version: Words
    reviewed: date
    contacts_valid_days: Annotated[int, Meta(gt=0)]
    disclaimer: Text
    roles: Roles


T = TypeVar("T", bound=Struct)
Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and positions from the top."""


class Entry(Struct, Generic[T], frozen=True):
    """One file of a pack: its id, the folder that tells its kind, its value, and where each value stands.

    ``marks`` maps a path to the reader's mark.
    """

    id: str
    folder: str
    file: str
    value: T
    marks: Mapping[Path, Any]

    def place(self, *path: str | int) -> tuple[int, int]:
        """Line and column of a value, both from 1, or of the nearest thing around it that has a mark."""
        while path and path not in self.marks:
            path = path[:-1]
        mark = self.marks.get(path)
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
