"""Manifest of a pack, ``pack.yaml``: the settings of its folder and of its place."""

# Annotations are not postponed: msgspec reads them at every start, faster than their text.
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec import field as named

from posguard.pack.model import Lang, Pillar, Role, Text
from posguard.pack.scalars import Citation, Id, Words
from posguard.pack.steps import Part

CountryCode = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,4}$",
        examples=["852"],
        description="What stands before a number that is called from abroad, without 00 or +.",
    ),
]
Trunk = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,4}$",
        examples=["0"],
        description="What stands before an area code at home.",
    ),
]
AreaCode = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,5}x{0,4}$",
        examples=["2x"],
        description="The digits that area codes begin with, and an x for each digit that may be "
        "any.",
    ),
]
Offset = Annotated[
    str,
    Meta(
        pattern=r"^[+-](0[0-9]|1[0-4]):[0-5][0-9]$",
        examples=["+08:00"],
        description="How far local time is ahead of UTC or behind it.",
    ),
]
PlaceCode = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{2}$",
        examples=["CN"],
        description="The two letters of a place in ISO 3166.",
    ),
]
CurrencyCode = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{3}$",
        examples=["CNY"],
        description="The three letters of a currency in ISO 4217.",
    ),
]
ShortNumber = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{2,6}$",
        examples=["110"],
        description="A short telephone number: digits only.",
    ),
]
Sign = Annotated[str, Meta(pattern=r"\S", max_length=8)]
Term = Annotated[str, Meta(pattern=r"\S", max_length=40)]
WithNumber = Annotated[
    str,
    Meta(
        pattern=r"【n】",
        max_length=80,
        examples=["art. 【n】"],
        description="How an article is cited; 【n】 stands for its number.",
    ),
]


class RoleWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A contact that depends on the person: its name, how to find its number, likely ones.

    ``find`` has parts as a step has: where a machine or a slip is in doubt, no number is taken
    from it.
    """

    name: Text
    find: Annotated[tuple[Part, ...], Meta(min_length=1)]
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


class Article(Struct, frozen=True, forbid_unknown_fields=True):
    """Citation of an article of law in each language; ``【n】`` stands for its number."""

    zh: WithNumber
    en: WithNumber

    def cited(self, number: str, lang: Lang) -> str:
        """The article as it is cited."""
        return (self.zh if lang == "zh" else self.en).replace("【n】", number)


class Currency(Struct, frozen=True, forbid_unknown_fields=True):
    """The currency of a place: its letters, its unit in an amount, and signs that people type."""

    code: CurrencyCode
    unit: Text
    signs: tuple[Sign, ...] = ()


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """Telephone numbers of a place, and how they are written.

    ``trunk`` stands before an area code, and is left out after the country code.
    """

    country_code: CountryCode
    trunk: Trunk = ""
    area_codes: tuple[AreaCode, ...] = ()


class EvidenceLaw(Struct, frozen=True, forbid_unknown_fields=True):
    """The law on electronic evidence: on originals and copies, and on integrity check values."""

    copies: Citation
    hashes: Citation


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """A place: its emergency number, money, time, telephone numbers, and citing of law.

    ``code`` decides how the numbers of merchants, licences and people are checked.
    """

    code: PlaceCode
    name: Text
    emergency_number: ShortNumber
    utc_offset: Offset
    paper_languages: Annotated[tuple[Lang, ...], Meta(min_length=1)]
    article: Article
    currency: Currency
    phone: Phone
    inserted_article: Text | None = None
    evidence: EvidenceLaw | None = None


class Employee(Struct, frozen=True, forbid_unknown_fields=True):
    """The steps that somebody employed does himself; the owner of the shop does the others.

    ``finding`` is the one that tells that somebody else owns the shop.
    """

    finding: Id
    own: Annotated[tuple[Id, ...], Meta(min_length=1)]


class Abroad(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a reader outside the place, where its telephone numbers do not work.

    ``finding`` is the one that tells that he is. ``emergency`` stands in place of the emergency
    number; ``own`` behind that of his own bank, wallet, payment or telephone company, which only
    he can call; ``others`` behind any other number of the place.
    """

    finding: Id
    emergency: Text
    own: Text
    others: Text


class Helper(Struct, frozen=True, forbid_unknown_fields=True):
    """Whoever answers for somebody else: what is to be said is said by that other person.

    ``finding`` is the one that tells it.
    """

    finding: Id


class SearchWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for search: those to leave out, and other wordings that people type.

    ``stop`` are words, with spaces between, that tell no playbook from another; ``same`` are other
    wordings for what the pack says.
    """

    stop: Words | None = None
    same: dict[Term, Term] = {}


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """The contents of ``pack.yaml``.

    An organisation's is laid over the shipped one, key by key, unless ``base`` says that it stands
    alone. ``emergency_letter`` is the paper to read out to the emergency number.
    """

    title: Text
    place: Place
    version: Words
    reviewed: date
    contacts_valid_days: Annotated[int, Meta(gt=0)]
    disclaimer: Text
    roles: Roles
    search: SearchWords = SearchWords()
    fallback: dict[Pillar, Id] = {}
    employee: Employee | None = None
    abroad: Abroad | None = None
    helper: Helper | None = None
    emergency_letter: Id | None = None
    base: Literal["shipped", "none"] = "shipped"
