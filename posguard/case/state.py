"""The state of a case: a fold over the events of its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct, structs

from posguard.case.record import Event
from posguard.errors import PosguardError


class Done(Struct, frozen=True):
    """A step that was done: when, and by whom if that was said."""

    at: str
    by: str = ""


class Fact(Struct, frozen=True):
    """Something known of the incident; ``n`` is the event that recorded it."""

    n: int
    kind: str
    values: dict[str, str]


class Exhibit(Struct, frozen=True):
    """A file kept as evidence; ``n`` is the event that recorded it."""

    n: int
    at: str
    values: dict[str, Any]


class Case(Struct, frozen=True):
    """The state of a case: everything its events add up to."""

    name: str = ""
    opened: str = ""
    closed: str = ""
    lang: str = ""
    answers: dict[str, tuple[str, ...]] = {}
    contacts: dict[str, str] = {}
    done: dict[str, Done] = {}
    notes: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    happened: dict[str, str] = {}


def fold(events: Iterable[Event]) -> Case:
    """The state after these events; an event of an unknown kind changes nothing.

    Raises:
        PosguardError: an event does not hold what its kind holds, which only a hand can have written.

    """
    state = _State()
    for event in events:
        after = _AFTER.get(event.kind)
        try:
            if after is not None:
                after(state, event)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise PosguardError("event-not-understood", n=event.n, kind=event.kind) from None
    lists = {name: tuple(getattr(state, name).values()) for name in ("facts", "exhibits")}
    return Case(**{**structs.asdict(state), **lists, "notes": tuple(state.notes)})


class _State(Struct):
    """A case in the making."""

    name: str = ""
    opened: str = ""
    closed: str = ""
    lang: str = ""
    answers: dict[str, tuple[str, ...]] = {}
    contacts: dict[str, str] = {}
    done: dict[str, Done] = {}
    notes: list[tuple[str, str]] = []
    facts: dict[int, Fact] = {}
    exhibits: dict[int, Exhibit] = {}
    happened: dict[str, str] = {}


def _opened(state: _State, event: Event) -> None:
    state.name, state.opened, state.lang = event.data["name"], event.at, event.data.get("lang", "")


def _answered(state: _State, event: Event) -> None:
    state.answers = {question: tuple(options) for question, options in event.data["answers"].items()}
    state.contacts = dict(event.data.get("contacts", {}))


def _ticked(state: _State, event: Event) -> None:
    state.done[event.data["step"]] = Done(event.at, event.data.get("by", ""))


def _unticked(state: _State, event: Event) -> None:
    state.done.pop(event.data["step"], None)


def _noted(state: _State, event: Event) -> None:
    state.notes.append((event.at, event.data["text"]))


def _fact(state: _State, event: Event) -> None:
    state.facts[event.n] = Fact(event.n, event.data["kind"], event.data["values"])


def _withdrawn(state: _State, event: Event) -> None:
    state.facts.pop(event.data["n"], None)


def _happened(state: _State, event: Event) -> None:
    state.happened[event.data["event"]] = event.data["at"]


def _kept(state: _State, event: Event) -> None:
    state.exhibits[event.n] = Exhibit(event.n, event.at, dict(event.data))


def _closed(state: _State, event: Event) -> None:
    state.closed = event.at


def _reopened(state: _State, event: Event) -> None:  # noqa: ARG001  every event has the same hands
    state.closed = ""


_AFTER: dict[str, Callable[[_State, Event], None]] = {
    "opened": _opened,
    "answered": _answered,
    "ticked": _ticked,
    "unticked": _unticked,
    "noted": _noted,
    "fact": _fact,
    "withdrawn": _withdrawn,
    "happened": _happened,
    "kept": _kept,
    "closed": _closed,
    "reopened": _reopened,
}
