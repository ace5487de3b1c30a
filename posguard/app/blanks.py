"""Blanks of a paper, asked for at the terminal: each can be skipped, and what is told is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec import structs

from posguard.app import told_facts
from posguard.app.cases import Casework
from posguard.app.fact_forms import FactForm, fact_forms
from posguard.app.letters import Draft, gaps
from posguard.case import fact_parsing
from posguard.case.state import Fact
from posguard.errors import WrongUse
from posguard.interview.session import Back
from posguard.messages import complaint, joined
from posguard.pages.facts import fact_words
from posguard.pages.letter_filling import opening_sentences
from posguard.render.wrap import wrap
from posguard.terminal import prompts
from posguard.terminal.choices import Choice, ChoiceQuestion
from posguard.terminal.output import masked_kinds
from posguard.terminal.terminal import Terminal, open_terminal

_CHOICES = ("out", "in")


class _Enough(Exception):
    """The person wants to be asked no more."""


def ask_blanks(work: Casework, paper: Draft, *, plain: bool) -> Draft:
    """Ask for what would fill the blanks of a paper, and record it in the case if there is one.

    Raises:
        KeyboardInterrupt: the person leaves.
        PosguardError: the case cannot be written.

    """
    with open_terminal(work.advice.lang, plain=plain) as terminal:
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

    def ask(self) -> None:
        letter, terminal = self.paper.letter.value, self._terminal
        sentences: Mapping[str, str] = {}
        if letter.aloud and not self.paper.state.answers and not self.paper.told:
            sentences = opening_sentences(letter, terminal.lang)
        if not sentences and not self._forms():
            return
        at_once = letter.at_once[terminal.lang] if letter.at_once is not None else ""
        if sentences:
            self._ask_what_happened(sentences, at_once)
        elif at_once:
            terminal.show([""])
            terminal.show_quietly(wrap(at_once, terminal.width()), "title")
        forms = self._forms()
        if not forms:
            return
        self._show("blanks-first")
        self._show(self._where_kept(), name=self.paper.state.name)
        _Questions(self, self._work, terminal, forms).ask()

    def _where_kept(self) -> str:
        if self.paper.has_case:
            return "blanks-case"
        # The end of an interview offers to keep a case, where there is a folder for it.
        can_be_kept = self._work.folder and self.paper.state.answers
        return "blanks-keep-later" if can_be_kept else "blanks-no-case"

    def _forms(self) -> list[FactForm]:
        open_gaps = gaps(self._work, self.paper)
        return fact_forms(open_gaps, self.paper.state, self.paper.letter.value.ask_first)

    def _ask_what_happened(self, sentences: Mapping[str, str], at_once: str) -> None:
        """Ask which sentence is said first; what is to be done at once stands on the screen with
        the list, however small that is.
        """
        none = Choice("", self._terminal.say("blanks-none"), always=True)
        choices = (*(Choice(told, words) for told, words in sentences.items()), none)
        asked = filter(None, (at_once, self._terminal.say("blanks-happened")))
        title = joined(self._terminal.lang, asked, "sentences")
        try:
            chosen = prompts.choose(self._terminal, ChoiceQuestion(title, choices, before=("",)))
        except KeyboardInterrupt:
            raise _Enough from None  # whoever leaves here still gets the paper
        if not isinstance(chosen, Back) and chosen[0]:
            self.paper = structs.replace(self.paper, told=tuple(chosen))

    def _show(self, key: str, **facts: object) -> None:
        self._terminal.show(wrap(self._terminal.say(key, **facts), self._terminal.width()))


class _Questions:
    """The questions for the fields of some forms, one after the other and back again."""

    def __init__(
        self, asking: _Asking, work: Casework, terminal: Terminal, forms: Sequence[FactForm]
    ) -> None:
        self._asking = asking
        self._work = work
        self._terminal = terminal
        self._setting = work.advice.setting()
        self._forms = forms
        self._typed: list[dict[str, str]] = [{} for _ in forms]
        self._kinds = [form.begun.kind if form.begun else form.missing.kind for form in forms]
        self._kept: list[Fact | None] = [form.begun for form in forms]
        self._as_kept: list[dict[str, str]] = [{} for _ in forms]

    def ask(self) -> None:
        """Ask until the last is answered; what was typed is kept, however it ends.

        Raises:
            _Enough: the person wants to be asked no more.
            EOFError: nothing more can be typed.
            KeyboardInterrupt: the person leaves.

        """
        # two loops: a form has several fields
        places = [(at, field) for at, form in enumerate(self._forms) for field in form.fields]
        number = 0
        while number < len(places):
            at, field = places[number]
            try:
                forward = self._ask_field(at, field)
            except (_Enough, EOFError, KeyboardInterrupt):
                self._keep(at)
                raise
            number = number + 1 if forward else max(number - 1, 0)
            if number == len(places) or places[number][0] != at:
                self._keep(at)

    def _ask_field(self, at: int, field: str) -> bool:
        """Ask for a field until what is typed will do, or it is skipped; whether to go on."""
        form, typed = self._forms[at], self._typed[at]
        kinds = ("card", "account") if (form.missing.kind, field) == ("card", "number") else ()
        while True:
            value = self._words(self._question(form, field, typed.get(field, "")))
            if prompts.typed_letter(value) == "b":
                return False
            if not value:
                return True
            why: WrongUse | None = None
            for kind in kinds or (self._kinds[at],):
                try:
                    fact_parsing.read_partly(
                        kind, {field: value}, self._work.now, self._work.advice.place
                    )
                except WrongUse as err:
                    why = why or err
                else:
                    self._kinds[at], typed[field] = kind, value
                    return True
            assert why is not None
            # The question names the field already, in words that are no name of a command.
            label = self._label(form, field)
            self._lines(complaint(self._terminal.lang, _of_label(why, label)))

    def _label(self, form: FactForm, field: str) -> str:
        setting, missing = self._setting, form.missing
        if missing.event:
            return setting.label("event", missing.event)
        is_main = field == missing.model.fields[0].name and missing.model.bare
        return setting.label("fact", missing.kind) if is_main else setting.label("field", field)

    def _question(self, form: FactForm, field: str, typed: str) -> str:
        setting, gap = self._setting, form.missing.fields.get(field)
        label = self._label(form, field)
        notes = [gap.note if gap else setting.label("fact", form.missing.kind)]
        if field == "direction":
            notes = [joined(setting.lang, (setting.label("value", way) for way in _CHOICES))]
        if field == "time":
            notes.append(setting.say("blank-time"))
        if form.begun is not None and self._has_like(form):
            notes.append(setting.say("blank-of", of=fact_words(setting, form.begun.values)))
        if typed:
            notes.append(setting.say("blank-typed", typed=typed))
        return setting.say("blank-ask", label=label, note=joined(setting.lang, notes, "clauses"))

    def _has_like(self, form: FactForm) -> bool:
        """Whether another fact of its kind is asked for, so that it must be said which this is."""
        return sum(other.missing.kind == form.missing.kind for other in self._forms) > 1

    def _keep(self, at: int) -> None:
        """Keep what was typed of a fact, and say where; what has not changed is kept already."""
        typed, form = self._typed[at], self._forms[at]
        if not typed or typed == self._as_kept[at]:
            return
        work, kept = self._work, self._kept[at]
        given = {**form.given, **typed}
        parsed = fact_parsing.read_partly(self._kinds[at], given, work.now, work.advice.place)
        begun = form.begun.values if form.begun is not None else {}
        kind, values = told_facts.recordable(self._kinds[at], {**begun, **parsed.values})
        paper, fact = told_facts.keep(work, self._asking.paper, Fact(0, kind, values), kept)
        self._asking.paper, self._kept[at], self._as_kept[at] = paper, fact, dict(typed)
        if found := masked_kinds(self._terminal.lang, parsed.found):
            self._say("masked", found=found)
        told = fact_words(self._setting, values)
        if fact.n and kept is not None and kept.n:
            self._say("blank-again", n=fact.n, old=kept.n, told=told)
        elif fact.n:
            self._say("saved-fact", n=fact.n, told=told)
        elif paper.has_case:
            words, command = told_facts.unrecorded(work, paper.state.name, fact)
            self._lines(words)
            self._terminal.show([f"  {command}"])

    def _words(self, label: str) -> str:
        typed = prompts.ask_words(self._terminal, label)
        if prompts.typed_letter(typed) == "q":
            raise _Enough
        return typed

    def _say(self, key: str, **facts: object) -> None:
        self._lines(self._terminal.say(key, **facts))

    def _lines(self, words: str) -> None:
        self._terminal.show(wrap(words, self._terminal.width()))


def _of_label(err: WrongUse, label: str) -> WrongUse:
    """The complaint about a value, with the words of its question for its field."""
    facts = {**err.facts, "where": label} if "where" in err.facts else err.facts
    return WrongUse(err.key, **facts)
