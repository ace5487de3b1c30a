"""Events of a record: the typed content of each kind."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

_YEARS = range(1900, 3000)
"""Years of events: no deadline and no time zone leads from them out of the calendar."""

Natural = Annotated[int, Meta(ge=0, le=(1 << 62))]


class Content(Struct, frozen=True):
    """The content of an event of one kind; keys that it does not name are kept as they are."""


class Opening(Content, frozen=True):
    """The case was opened, under this name and in this language."""

    name: str
    lang: str = ""


class Answers(Content, frozen=True):
    """All answers as they are from now on, the contacts chosen by role, and the findings told.

    Records from before findings were kept have none.
    """

    answers: dict[str, list[str]]
    contacts: dict[str, str] = {}
    findings: list[str] = []


class Tick(Content, frozen=True):
    """A step was done, and by whom if that was said."""

    step: str
    by: str = ""


class Untick(Content, frozen=True):
    """A step was not done after all."""

    step: str


class Note(Content, frozen=True):
    """A note was written."""

    text: str


class NewFact(Content, frozen=True):
    """Something became known of the incident."""

    kind: str
    values: dict[str, str]


class Withdrawal(Content, frozen=True):
    """The fact or the exhibit that event ``n`` recorded no longer counts, and why if that was
    said.

    Records from before exhibits could be withdrawn name facts only, and no reason.
    """

    n: int
    why: str = ""


class Occurrence(Content, frozen=True):
    """Something happened, at a moment from which deadlines are counted."""

    event: str
    at: str

    def __post_init__(self) -> None:
        if not is_moment(self.at):
            raise ValueError(self.at)


class Copy(Content, frozen=True):
    """A file was copied into the case: words about it, and values computed from its bytes."""

    name: str
    file: str
    size: Natural
    sha256: str
    sm3: str = ""
    modified: str = ""
    encoding: str = ""
    what: str = ""
    by: str = ""
    source: str = msgspec.field(name="from", default="")

    def __post_init__(self) -> None:
        if self.file in ("", ".", "..") or not {"/", "\\", "\0"}.isdisjoint(self.file):
            raise ValueError(self.file)


class Packing(Content, frozen=True):
    """The evidence was packed into a bag."""

    to: str
    files: Natural = 0
    seal: str = ""


class Remainder(Content, frozen=True):
    """Bytes that were never acknowledged were moved out of the record into a file."""

    file: str
    bytes: Natural


class Closing(Content, frozen=True):
    """The case was closed."""


class Reopening(Content, frozen=True):
    """The case was opened again."""


KINDS: dict[str, type[Content]] = {
    "opened": Opening,
    "answered": Answers,
    "ticked": Tick,
    "unticked": Untick,
    "noted": Note,
    "fact": NewFact,
    "withdrawn": Withdrawal,
    "happened": Occurrence,
    "kept": Copy,
    "packed": Packing,
    "torn": Remainder,
    "closed": Closing,
    "reopened": Reopening,
}
"""Every kind that this version writes; an event of another kind is kept and changes nothing."""

COMPUTED = frozenset({"kept", "packed", "torn"})
"""The kinds with computed values, such as a hash, that masking must leave alone."""
WORDS = frozenset({"name", "path", "what", "from", "by", "to"})
"""The keys of these kinds that hold a person's words all the same."""


class WrongContent(Exception):
    """The content of an event does not fit its kind."""


def content(kind: str, at: str, data: dict[str, Any]) -> Content | None:
    """The typed content of an event; None for a kind that is not known.

    Raises:
        WrongContent: a value is missing or of a wrong type, or ``at`` is no moment.

    """
    if not is_moment(at):
        raise WrongContent
    model = KINDS.get(kind)
    if model is None:
        return None
    try:
        return msgspec.convert(data, model)
    except (msgspec.ValidationError, ValueError):
        raise WrongContent from None


def moment(words: str) -> datetime | None:
    """The moment that words name, with its time zone and in a year of events; else None."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.year in _YEARS and found.tzinfo is not None else None


def is_moment(words: str) -> bool:
    """Whether these words name a moment as an event may."""
    return moment(words) is not None
