"""Blanks of a paper, asked for at the terminal: each can be skipped, and what is told is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec import structs

from posguard.app.cases import Casework
from posguard.app.letters import Draft, gaps
from posguard.case import fact_parsing
from posguard.case.fact_parsing import ParsedFact
from posguard.case.facts import KINDS
from posguard.case.gaps import HAPPENED, MissingFact, missing_facts
from posguard.case.state import Case, Fact
from posguard.errors import WrongUse
from posguard.messages import complaint
from posguard.pages.facts import fact_words
from posguard.pages.letter_filling import opening_sentences
from posguard.render.wrap import wrap
from posguard.terminal import prompts
from posguard.terminal.output import masked_kinds
from posguard.terminal.terminal import Terminal, open_terminal

_GIVEN_BY_OTHERS = ("officer", "receipt", "case-number", "ticket", "agent")
"""The kinds of facts that an institution gives, mostly after it has got the paper."""
_LATER = ("reported",)
"""What has not happened yet while the paper is read to the police."""
_DIRECTIONS = {"payment": "out", "income": "in"}
_CHOICES = ("out", "in")


class _Enough(Exception):
    """The person wants to be asked no more."""


def ask_blanks(work: Casework, paper: Draft) -> Draft:
    """Ask for what would fill the blanks of a paper, and record it in the case if there is one.

    Raises:
        KeyboardInterrupt: the person leaves.
        PosguardError: the case cannot be written.

    """
    with open_terminal(work.advice.lang, plain=True) as terminal:
        return ask_blanks_at(terminal, work, paper)


def ask_blanks_at(terminal: Terminal, work: Casework, paper: Draft) -> Draft:
    """The same at a terminal that is open."""
    asked = _Asking(work, terminal, paper)
    with suppress(_Enough, EOFError):
        asked.ask()
    return asked.paper


class _Asking:
    """The asking for the blanks of one paper; ``paper`` is what it has become so far."""

    def __init__(self, work: Casework, terminal: Terminal, paper: Draft) -> None:
        self.paper = paper
        self._work = work
        self._terminal = terminal
        self._setting = work.advice.setting()

    def ask(self) -> None:
        sentences: Mapping[str, str] = {}
        if self.paper.letter.value.aloud and not self.paper.state.answers:
            sentences = opening_sentences(self.paper.letter.value, self._terminal.lang)
        if not sentences and not self._missing():
            return
        self._show("blanks-first")
        name = self.paper.state.name
        self._show("blanks-case" if self.paper.has_case else "blanks-no-case", name=name)
        if sentences:
            self._ask_what_happened(sentences)
        for missing in self._missing():
            self._ask_fact(missing)

    def _missing(self) -> list[MissingFact]:
        """The facts worth asking for: those that the person knows, and none for a second time."""
        known = {fact.kind for fact in self.paper.state.facts}
        return [
            missing
            for missing in missing_facts(gaps(self._work, self.paper))
            if missing.kind not in _GIVEN_BY_OTHERS
            and missing.event not in _LATER
            and not (missing.kind in known and missing.kind != HAPPENED)
        ]

    def _ask_what_happened(self, sentences: Mapping[str, str]) -> None:
        for number, words in enumerate(sentences.values(), 1):
            self._show("blanks-sentence", number=number, words=words)
        while True:
            typed = self._words(self._terminal.say("blanks-happened")).rstrip(".。、")
            if not typed:
                return
            if typed.isdecimal() and 1 <= int(typed) <= len(sentences):
                told = (list(sentences)[int(typed) - 1],)
                self.paper = structs.replace(self.paper, told=told)
                return
            self._show("plain-wrong", most=len(sentences))

    def _ask_fact(self, missing: MissingFact) -> None:
        given = {"event": missing.event} if missing.event else {}
        typed = False
        each = next(iter(missing.fields.values())).each
        if missing.kind == "transaction" and each in _DIRECTIONS:
            given["direction"] = _DIRECTIONS[each]
        kind = missing.kind
        try:
            for field in self._asked_fields(missing, given):
                kinds = ("card", "account") if kind == "card" and field == "number" else (kind,)
                kind, value = self._ask_field(missing, kinds, field)
                if value:
                    given[field], typed = value, True
        except (_Enough, EOFError):
            if typed:
                self._keep(kind, given)
            raise
        if typed:
            self._keep(kind, given)

    @staticmethod
    def _asked_fields(missing: MissingFact, given: Mapping[str, str]) -> list[str]:
        fields = missing.typed_fields
        if missing.kind == "transaction" and "direction" not in given:
            fields = [*fields, *({"direction"} - {*fields})]
        return [field for field in fields if field not in given]

    def _ask_field(
        self, missing: MissingFact, kinds: Sequence[str], field: str
    ) -> tuple[str, str]:
        """The value of a field as it is typed, and the one of the kinds that takes it; nothing if
        it is skipped.
        """
        place = self._work.advice.place
        while True:
            value = self._words(self._question(missing, field))
            if not value:
                return kinds[0], ""
            why: WrongUse | None = None
            for kind in kinds:
                try:
                    fact_parsing.read_partly(kind, {field: value}, self._work.now, place)
                except WrongUse as err:
                    why = why or err
                else:
                    return kind, value
            assert why is not None
            self._lines(complaint(self._terminal.lang, why))

    def _question(self, missing: MissingFact, field: str) -> str:
        setting, gap = self._setting, missing.fields.get(field)
        is_main = field == missing.model.fields[0].name and missing.model.bare
        label = setting.label("fact", missing.kind) if is_main else setting.label("field", field)
        if missing.event:
            label = setting.label("event", missing.event)
        if field == "direction":
            choices = [setting.label("value", choice) for choice in _CHOICES]
            return setting.say("blank-ask-choice", label=label, choices=choices)
        note = gap.note if gap else setting.label("fact", missing.kind)
        key = "blank-ask-time" if field == "time" else "blank-ask"
        return setting.say(key, label=label, note=note)

    def _keep(self, kind: str, given: Mapping[str, str]) -> None:
        """Record what was typed of a fact, or write what is too little for a record on the paper
        alone.
        """
        work = self._work
        parsed = fact_parsing.read_partly(kind, given, work.now, work.advice.place)
        lacking = [name for name in KINDS[kind].required if name not in given]
        setting = self._setting
        told = fact_words(setting, parsed.values)
        if found := masked_kinds(self._terminal.lang, parsed.found):
            self._show("masked", found=found)
        if self.paper.has_case and not lacking:
            with work.work(self.paper.state.name) as opened:
                n = work.keep_fact(opened, kind, parsed.values).n
                alone = [fact for fact in self.paper.state.facts if not fact.n]
                facts = (*opened.state.facts, *alone)
                state = structs.replace(opened.state, facts=facts)
            self._show("saved-fact", n=n, told=told)
        else:
            state = _with(self.paper.state, kind, parsed)
            if self.paper.has_case:
                fields = [setting.label("field", name) for name in lacking]
                self._show("blank-partly", fields=fields, told=told)
        self.paper = structs.replace(self.paper, state=state)

    def _words(self, label: str) -> str:
        typed = prompts.ask_words(self._terminal, label)
        if prompts.typed_letter(typed) == "q":
            raise _Enough
        return typed

    def _show(self, key: str, **facts: object) -> None:
        self._lines(self._terminal.say(key, **facts))

    def _lines(self, words: str) -> None:
        self._terminal.show(wrap(words, self._terminal.width()))


def _with(state: Case, kind: str, parsed: ParsedFact) -> Case:
    """A state with one fact more, which is on no record."""
    if kind == HAPPENED:
        happened = {**state.happened, parsed.values["event"]: parsed.values["time"]}
        return structs.replace(state, happened=happened)
    return structs.replace(state, facts=(*state.facts, Fact(0, kind, parsed.values)))
