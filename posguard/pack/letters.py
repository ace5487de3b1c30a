"""Letters: what a paper of a pack may say, and the rules that its blanks keep to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from posguard.pack.model import LANGS, Citation, Entry, Event, Id, Lang, Path, Playbook, Text
from posguard.pack.validation import Problem

Given = Literal[
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
"""What is kept with a case and can stand on a paper: what a fact of a kind is mainly about, or one field of it, and
what is recorded of an exhibit. An ID number is never printed, its holder writes it in."""

Known = Literal["today", "incident", "case-name", "count", "total", "own-account", "own-bank", "by-hand"]
"""What is known without one fact: the day of writing, the titles of the playbooks that the interview went through, the
case's name, how many transactions there are and what they add up to, the card or account concerned and its bank.
``by-hand`` is never filled in."""

Fillable = Literal[Given, Known, Event]

Repeated = Literal["transaction", "payment", "income", "exhibit", "ticket", "camera"]
"""The facts of which a case can hold several, and for each of which a paragraph can be repeated. Payments are the
transactions that did not bring money in, and income those that did not take any out."""

Condition = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(=[a-z0-9]+(-[a-z0-9]+)*)?$", max_length=128)]
"""An incident, or an answer as ``question=option``."""
OTHERWISE = "otherwise"

NAMED = re.compile(r"【([^【】]*)】")
"""A blank in a text."""
_BRACKET = re.compile(r"[【】]")


class Blank(Struct, frozen=True, forbid_unknown_fields=True):
    """What fills a blank, and what the reader is told to write there when it is not known."""

    fact: Fillable
    note: Text


class Paragraph(Struct, frozen=True, forbid_unknown_fields=True):
    """One paragraph of a letter.

    ``each`` repeats it for every fact of a kind. A paragraph with ``when`` stands in the paper of a case that is in one
    of these situations; with ``otherwise``, where none of the paragraphs with ``when`` right before it stands. A case
    without answers has the whole form. ``sources`` are what this paragraph rests on beside what the letter does.
    """

    text: Text
    style: Literal["text", "heading", "item", "signature"] = "text"
    each: Repeated | None = None
    when: tuple[Id, ...] = ()
    sources: tuple[Citation, ...] = ()


class Letter(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper to hand in: whom it goes to, what it says, and the law it rests on.

    ``use`` is for the owner and no part of the paper. ``situations`` names the incidents and answers that make a case
    one of a kind. A paper that goes to the police holds the other side's account whole; every other one only its ends.
    """

    title: Text
    to: Text
    use: Text
    sources: Annotated[tuple[Citation, ...], Meta(min_length=1)]
    blanks: dict[Id, Blank]
    body: tuple[Paragraph, ...]
    situations: dict[Id, tuple[Condition, ...]] = {}
    police: bool = False

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Every citation, the letter's own first."""
        return (*self.sources, *(citation for paragraph in self.body for citation in paragraph.sources))


Letters = Mapping[str, Entry[Letter]]


def blanks_in(words: str) -> list[str]:
    """The blanks that a text names, in order, each as often as it stands there."""
    return NAMED.findall(words)


def check_letters(letters: Letters, playbooks: Mapping[str, Entry[Playbook]]) -> Iterator[Problem]:
    """Every blank is declared and used, the same ones stand in both languages, and every condition can be met."""
    known = dict.fromkeys([*playbooks, *_answers(playbooks)])
    for entry in letters.values():
        for path, name, allowed in _conditions(entry.value, known):
            if name not in allowed:
                yield _problem(entry, path, "unknown-reference", id=name, known=allowed)
        used: set[str] = set()
        for path, text in _texts(entry.value):
            named = {lang: set(blanks_in(text[lang])) for lang in LANGS}
            used |= named["zh"] | named["en"]
            yield from _unknown(entry, path, text)
            if named["zh"] != named["en"]:
                zh, en = (sorted(named[lang]) or "-" for lang in LANGS)
                yield _problem(entry, path, "blanks-differ", zh=zh, en=en)
        for name in entry.value.blanks:
            if name not in used:
                yield _problem(entry, ("blanks", name), "unused-blank", id=name)


def _answers(playbooks: Mapping[str, Entry[Playbook]]) -> Iterator[str]:
    for tree in playbooks.values():
        for name, question in tree.value.questions.items():
            yield from (f"{name}={option}" for option in question.options)


def _conditions(letter: Letter, known: Collection[str]) -> Iterator[tuple[Path, str, Collection[str]]]:
    """Every condition, where it stands, and what may stand there; nothing is known of a pack that is not whole."""
    for name, conditions in letter.situations.items():
        for place, condition in enumerate(conditions if known else ()):
            yield ("situations", name, place), condition, known
    for position, paragraph in enumerate(letter.body):
        for place, name in enumerate(paragraph.when):
            yield ("body", position, "when", place), name, [*letter.situations, OTHERWISE]


def _texts(letter: Letter) -> Iterator[tuple[Path, Text]]:
    yield ("title",), letter.title
    yield ("to",), letter.to
    yield ("use",), letter.use
    for position, paragraph in enumerate(letter.body):
        yield ("body", position, "text"), paragraph.text


def _unknown(entry: Entry[Letter], path: Path, text: Text) -> Iterator[Problem]:
    """Blanks that are not declared, each once, and brackets that hold none."""
    found: dict[str, Lang] = {}
    for lang in LANGS:
        stray = _BRACKET.findall(NAMED.sub("", text[lang]))
        for name in (*blanks_in(text[lang]), *stray):
            found.setdefault(name, lang)
    for name, lang in found.items():
        if name not in entry.value.blanks:
            yield _problem(entry, (*path, lang), "unknown-blank", id=name, known=list(entry.value.blanks))


def _problem(entry: Entry[Letter], path: Path, rule: str, **facts: object) -> Problem:
    return Problem(entry.file, *entry.place(*path), rule, facts)


def texts_of(letter: Letter, lang: Lang) -> list[str]:
    """Everything the letter says in one language, the notes of its blanks left out."""
    return [text[lang] for _, text in _texts(letter)]
