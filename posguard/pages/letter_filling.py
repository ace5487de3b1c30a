"""Letters filled in with what the case knows, and a visible blank for what it does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import Literal

from msgspec import Struct

from posguard.case.facts import MAIN, WHOLE
from posguard.case.gaps import Gap
from posguard.case.state import Case
from posguard.masking.mask import starred
from posguard.messages import joined, say
from posguard.pack.letters import NAMED, Blank, Letter, Paragraph
from posguard.pack.manifest import Place
from posguard.pack.model import Lang
from posguard.pages.amounts import (
    Values,
    format_day,
    format_moment,
    format_money,
    is_recorded_moment,
    time_sort_key,
    total,
)

_INSTEAD: dict[str, tuple[str, ...]] = {
    "own-account": ("card", "account"),
    "own-bank": ("card.bank", "account.bank", "bank"),
    "freeze.account": ("account", "card"),
    "freeze.time": ("frozen",),
    "leak.time": ("discovered",),
    "officer.station": ("receipt.station", "case-number.station"),
}
"""What else fills a blank when the case does not hold what it asks for."""
_GROUP = 4
_LINE_ENDS = re.compile(r"(?<=；)|(?<=; )")
"""Where a paper that is read aloud begins a new line."""
_DIRECTIONS = {"payment": "in", "income": "out"}
"""What a transaction must not be to be one of these."""


class LetterContext(Struct, frozen=True):
    """What a letter needs beside the case: its language, the day of writing and the place, the
    findings that hold, the incidents that the answers led through with their titles, and the
    institutions chosen, by kind of fact: each by its title, then its other names.
    """

    lang: Lang
    today: date
    place: Place
    findings: Collection[str] = ()
    incidents: Mapping[str, str] = {}
    chosen: Mapping[str, Sequence[str]] = {}


class FilledParagraph(Struct, frozen=True):
    """One paragraph as it stands on the paper."""

    text: str
    style: Literal["text", "heading", "item", "rest", "signature"]


class FilledLetter(Struct, frozen=True):
    """A letter filled in; ``gaps`` are the blanks that are still open, and ``sources`` what the
    paragraphs that stand rest on.

    ``holds_account`` says that the other side's account, which is kept whole, stands in it.
    """

    title: str
    to: str
    paragraphs: tuple[FilledParagraph, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[str, ...]
    holds_account: bool = False


def fill(letter: Letter, case: Case, context: LetterContext) -> FilledLetter:
    """The letter with everything that the case knows of what it asks for, and nothing else."""
    writing = _LetterFiller(letter, case, context)
    title = writing.words(letter.title[context.lang])
    paragraphs = tuple(writing.paragraphs())
    return FilledLetter(
        title,
        writing.to,
        paragraphs,
        tuple(writing.gaps.values()),
        writing.sources,
        writing.holds_account,
    )


def opening_sentences(letter: Letter, lang: Lang) -> dict[str, str]:
    """The first of the paragraphs of which one stands by what happened: each by a finding that
    makes it stand.
    """
    for conditional, neighbours in groupby(letter.body, lambda paragraph: bool(paragraph.any_of)):
        if conditional:
            return {paragraph.any_of[0]: paragraph.text[lang] for paragraph in neighbours}
    return {}


def _is_conditional(paragraph: Paragraph) -> bool:
    return paragraph.otherwise or bool(paragraph.any_of)


class _LetterFiller:
    """A letter as far as it has been written."""

    def __init__(self, letter: Letter, case: Case, context: LetterContext) -> None:
        self.letter = letter
        self.case = case
        self.context = context
        self.gaps: dict[str, Gap] = {}
        self.holds_account = False
        self._accounts: set[str] = set()
        self._standing = tuple(self._stand())
        self._addressee: Sequence[str] = ()
        self._facts: dict[str, list[Values]] = {}
        for fact in case.facts:
            self._facts.setdefault(fact.kind, []).append(fact.values)
            self._accounts |= {fact.values[name] for name in WHOLE if fact.values.get(name)}
        for kind in ("transaction", "ticket"):
            self._facts[kind] = sorted(self._facts.get(kind, []), key=time_sort_key)
        self._facts["exhibit"] = [
            {**{k: str(v) for k, v in e.values.items()}, "at": e.at} for e in case.exhibits
        ]
        self.to = self.words(letter.to[context.lang])
        if not self.gaps:
            theirs = (names for names in context.chosen.values() if names[0] == self.to)
            self._addressee = (self.to, *chain.from_iterable(theirs))

    def paragraphs(self) -> Iterator[FilledParagraph]:
        """The paragraphs that this case needs, filled in, some of them once for every fact."""
        for paragraph in self._standing:
            for values in self._repeated(paragraph):
                yield from self._lines(paragraph, values)

    def _lines(self, paragraph: Paragraph, values: Values | None) -> Iterator[FilledParagraph]:
        """A paragraph; read aloud, each of its fields on a line of its own."""
        words = paragraph.text[self.context.lang]
        kind = "transaction" if paragraph.each in _DIRECTIONS else paragraph.each
        first, *rest = _LINE_ENDS.split(words) if self.letter.aloud else [words]
        yield FilledParagraph(self.words(first, kind, values, paragraph.each), paragraph.style)
        style = "rest" if paragraph.style == "item" else paragraph.style
        for line in rest:
            yield FilledParagraph(self.words(line, kind, values, paragraph.each), style)

    @property
    def sources(self) -> tuple[str, ...]:
        """What the letter rests on, and what those of its paragraphs do that stand."""
        return (*self.letter.sources, *chain.from_iterable(p.sources for p in self._standing))

    def _stand(self) -> Iterator[Paragraph]:
        """The paragraphs that stand; in a case without answers all that can stand together."""
        for conditional, neighbours in groupby(self.letter.body, _is_conditional):
            run = tuple(neighbours)
            yield from self._chosen(run) if conditional else run

    def _chosen(self, run: Sequence[Paragraph]) -> Sequence[Paragraph]:
        last = [paragraph for paragraph in run if paragraph.otherwise]
        findings = self.context.findings
        if not self.case.answers and not findings:
            return last or run
        met = [p for p in run if any(name in findings for name in p.any_of)]
        return met or last

    def _repeated(self, paragraph: Paragraph) -> Sequence[Values | None]:
        if paragraph.each is None:
            return (None,)
        return self._of(paragraph.each) or ({},)

    def _of(self, each: str) -> Sequence[Values]:
        if each in _DIRECTIONS:
            return [
                one
                for one in self._facts["transaction"]
                if one.get("direction") != _DIRECTIONS[each]
            ]
        return self._facts.get(each, ())

    def words(
        self,
        words: str,
        each: str | None = None,
        values: Values | None = None,
        repeated: str | None = None,
    ) -> str:
        """A text with its blanks filled, those of the repeated fact ``each`` from ``values``.

        The paragraph itself is ``repeated`` for all of these facts, or some of them.
        """
        lang = self.context.lang
        room = "letter-blank-aloud" if self.letter.aloud else "letter-blank"

        def filled(name: str) -> str:
            blank = self.letter.blanks[name]
            found = self._value(blank, each, values)
            if not found:
                gap = Gap(name, blank.fact, blank.note[lang], repeated or "")
                self.gaps.setdefault(name, gap)
            # Whatever the blank asks for: an account may stand in other words of the case too.
            self.holds_account |= any(account in found for account in self._accounts)
            if self.letter.aloud and found in self._accounts:
                found = _in_groups(found)
            return found or say(lang, room, note=blank.note)

        return NAMED.sub(lambda named: filled(named[1]), words)

    def _value(self, blank: Blank, each: str | None, values: Values | None) -> str:
        kind, _, field = blank.fact.partition(".")
        if kind == each and values is not None:
            return self._shown(field, values)
        for name in (blank.fact, *_INSTEAD.get(blank.fact, ())):
            found = self._found(name)
            if found:
                return found
        return ""

    def _found(self, name: str) -> str:
        kind, _, field = name.partition(".")
        if kind in self._facts:
            found = [
                self._shown(field, one)
                for one in self._facts[kind]
                if kind != "ticket" or self._is_theirs(one)
            ]
            return joined(self.context.lang, dict.fromkeys(filter(None, found)))
        if kind in self.case.happened:
            return format_moment(self.case.happened[kind], self.context.lang, self.context.place)
        return self._known(kind)

    def _known(self, name: str) -> str:
        lang = self.context.lang
        if name == "today":
            return format_day(self.context.today, lang)
        if name == "incident":
            return joined(lang, self.context.incidents.values(), "clauses")
        if name == "case-name":
            return self.case.name
        if name in ("count", "total"):
            counted = self._of("payment") or self._facts["transaction"]
            return (
                total(counted, lang, self.context.place)
                if name == "total"
                else str(len(counted) or "")
            )
        return next(iter(self.context.chosen.get(name, ())), "")

    def _is_theirs(self, ticket: Values) -> bool:
        """Whether the paper goes to whoever gave the ticket, as far as that is known; the police
        are told of all.
        """
        giver = ticket.get("institution", "")
        names = self._addressee
        return (
            self.letter.police
            or not giver
            or not names
            or any(name in giver or giver in name for name in names)
        )

    def _shown(self, field: str, values: Values) -> str:
        lang, place = self.context.lang, self.context.place
        value = values.get(field or MAIN, "")
        if not value:
            return ""
        if field in ("time", "at") or (field in ("from", "to") and is_recorded_moment(value)):
            return format_moment(value, lang, place)
        if field == "amount":
            return format_money(value, values.get("currency", ""), lang, place)
        if field == "direction":
            return say(lang, f"letter-{value}") if value in ("in", "out") else value
        return starred(value) if field in WHOLE and not self.letter.police else value


def _in_groups(number: str) -> str:
    """A number in groups of four, as one reads it aloud; an address of letters stays as it is."""
    if not number.isdecimal():
        return number
    return " ".join(number[i : i + _GROUP] for i in range(0, len(number), _GROUP))
