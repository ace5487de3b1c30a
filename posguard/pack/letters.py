"""Letters of a pack: their paragraphs, and the blanks in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from posguard.pack.model import Entry, Milestone, Text
from posguard.pack.scalars import Citation, Id

FactName = Literal[
    "account",
    "account.bank",
    "account.name",
    "acquirer",
    "address",
    "agent",
    "agent.phone",
    "bank",
    "bank.branch",
    "bank.role",
    "camera",
    "camera.from",
    "camera.owner",
    "camera.to",
    "card",
    "card.bank",
    "case-number",
    "case-number.station",
    "credit-code",
    "freeze",
    "freeze.account",
    "freeze.amount",
    "freeze.number",
    "freeze.reason",
    "freeze.time",
    "leak",
    "leak.how",
    "leak.time",
    "leak.what",
    "merchant-name",
    "merchant-number",
    "officer",
    "officer.phone",
    "officer.station",
    "owner-name",
    "owner-phone",
    "receipt",
    "receipt.station",
    "receipt.time",
    "terminal-model",
    "terminal-number",
    "terminal-sn",
    "ticket",
    "ticket.agent",
    "ticket.institution",
    "ticket.time",
    "transaction.amount",
    "transaction.counterparty-account",
    "transaction.counterparty-bank",
    "transaction.counterparty-name",
    "transaction.currency",
    "transaction.direction",
    "transaction.reference",
    "transaction.time",
    "exhibit.at",
    "exhibit.from",
    "exhibit.name",
    "exhibit.sha256",
    "exhibit.size",
    "exhibit.what",
]
"""The records of a case that can fill a blank.

These are the main field of a fact, any other field of it, and the record of an exhibit. An ID
number is never printed: its holder writes it in.
"""

Known = Literal[
    "today", "incident", "case-name", "count", "total", "own-account", "own-bank", "by-hand"
]
"""The values that fill a blank without a single fact behind them.

These are the day of writing, the titles of the playbooks that the interview went through, the
name of the case, the number of transactions and their sum, and the card or account concerned and
its bank. ``by-hand`` is never filled in.
"""

Fillable = Literal[FactName, Known, Milestone]

Repeated = Literal["transaction", "payment", "income", "exhibit", "ticket", "camera"]
"""The facts that a case can hold several of, and for each of which a paragraph can be repeated.

Payments are the transactions that did not bring money in; income, those that took none out.
"""


NAMED = re.compile(r"【([^【】]*)】")
"""A blank in a text; the group is its name."""


class Blank(Struct, frozen=True, forbid_unknown_fields=True):
    """The value that fills a blank, and the note in its place when it is not known."""

    fact: Fillable
    note: Text


class Paragraph(Struct, frozen=True, forbid_unknown_fields=True):
    """One paragraph of a letter.

    ``each`` repeats it for every fact of a kind. A paragraph with ``any_of`` stands in the paper
    of a case in which one of these findings is held; with ``otherwise``, where none of the
    paragraphs with ``any_of`` right before it stands. A case without answers has the whole form.
    ``sources`` are what this paragraph rests on beside what the letter does.
    """

    text: Text
    style: Literal["text", "heading", "item", "signature"] = "text"
    each: Repeated | None = None
    any_of: tuple[Id, ...] = ()
    otherwise: bool = False
    sources: tuple[Citation, ...] = ()


class Letter(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper to hand in: whom it goes to, what it says, and the law it rests on.

    ``use`` is for the owner and no part of the paper. A paper that goes to the police holds the
    other side's account whole; every other one only its ends. One that is read ``aloud`` is
    printed in large type, each field on a line of its own, with room to write.

    Whoever is asked for the blanks reads what is to be done ``at_once`` before; the blanks of
    ``ask_first`` are asked for first, in that order, and then the others as they stand.
    """

    title: Text
    to: Text
    use: Text
    sources: Annotated[tuple[Citation, ...], Meta(min_length=1)]
    blanks: dict[Id, Blank]
    body: tuple[Paragraph, ...]
    police: bool = False
    aloud: bool = False
    at_once: Text | None = None
    ask_first: tuple[Id, ...] = ()

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Every citation, the letter's own first."""
        citations = list(self.sources)
        for paragraph in self.body:
            citations += paragraph.sources
        return tuple(citations)


Letters = Mapping[str, Entry[Letter]]
