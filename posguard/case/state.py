"""State of a case: a fold over the events of its record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, structs

from posguard.case import events as kinds
from posguard.case.record import Event


class Completion(Struct, frozen=True):
    """The completion of a step: its moment, and by whom if that is known."""

    at: str
    by: str = ""


class Fact(Struct, frozen=True):
    """A fact of the incident; ``n`` is the event that recorded it."""

    n: int
    kind: str
    values: dict[str, str]


class Exhibit(Struct, frozen=True):
    """A file kept as evidence; ``n`` is the event that recorded it."""

    n: int
    at: str
    values: dict[str, Any]


class Case(Struct, frozen=True):
    """The state of a case: everything its events add up to.

    ``earlier`` holds the last answer ever given to each question, whether it still counts or not.
    Of ``withdrawn`` exhibits the copies stay, but nothing is made from them.
    """

    name: str = ""
    opened: str = ""
    closed: str = ""
    lang: str = ""
    answers: dict[str, tuple[str, ...]] = {}
    earlier: dict[str, tuple[str, ...]] = {}
    findings: tuple[str, ...] = ()
    contacts: dict[str, str] = {}
    done: dict[str, Completion] = {}
    notes: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    withdrawn: tuple[Exhibit, ...] = ()
    happened: dict[str, str] = {}


def fold(events: Iterable[Event]) -> Case:
    """The state after these events; an event of an unknown kind changes nothing."""
    state = _State()
    for event in events:
        state.add(event)
    lists: dict[str, tuple[Any, ...]] = {
        "notes": tuple(state.notes),
        "facts": tuple(state.facts.values()),
        "exhibits": tuple(state.exhibits.values()),
        "withdrawn": tuple(state.withdrawn),
    }
    return Case(**{**structs.asdict(state), **lists})


class _State(Struct):
    """The state of a case after some of its events."""

    name: str = ""
    opened: str = ""
    closed: str = ""
    lang: str = ""
    answers: dict[str, tuple[str, ...]] = {}
    earlier: dict[str, tuple[str, ...]] = {}
    findings: tuple[str, ...] = ()
    contacts: dict[str, str] = {}
    done: dict[str, Completion] = {}
    notes: list[tuple[str, str]] = []
    facts: dict[int, Fact] = {}
    exhibits: dict[int, Exhibit] = {}
    withdrawn: list[Exhibit] = []
    happened: dict[str, str] = {}

    def add(self, event: Event) -> None:
        """Apply an event."""
        match event.content:
            case kinds.Opening(name, lang):
                self.name, self.opened, self.lang = name, event.at, lang
            case kinds.Answers(answers, contacts, findings):
                self.answers = {question: tuple(options) for question, options in answers.items()}
                self.earlier |= self.answers
                self.contacts = dict(contacts)
                self.findings = tuple(findings)
            case kinds.Closing():
                self.closed = event.at
            case kinds.Reopening():
                self.closed = ""
            case kinds.Tick(step, by):
                self.done[step] = Completion(event.at, by)
            case kinds.Untick(step):
                self.done.pop(step, None)
            case _:
                self._collect(event)

    def _collect(self, event: Event) -> None:
        match event.content:
            case kinds.Note(text):
                self.notes.append((event.at, text))
            case kinds.NewFact(kind, values):
                self.facts[event.n] = Fact(event.n, kind, dict(values))
            case kinds.Withdrawal(n):
                self.facts.pop(n, None)
                if n in self.exhibits:
                    self.withdrawn.append(self.exhibits.pop(n))
            case kinds.Occurrence(what, at):
                self.happened[what] = at
            case kinds.Copy():
                self.exhibits[event.n] = Exhibit(event.n, event.at, dict(event.data))
