"""Answers to groups of lines, made by one process with the packs that it has opened."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec
from msgspec import Struct

from posguard.api.pack import Pack, open_pack
from posguard.api.records import Place, Record, RecordError, answered, read_record, refusal
from posguard.batch.comparison import Change, changes
from posguard.batch.lines import Group, Line
from posguard.errors import PosguardError
from posguard.messages import joined, printable, say
from posguard.pack.model import Lang

Form = Literal["text", "json"]


class Work(Struct, frozen=True):
    """What is to be done with every line: the packs, and the language of what names none.

    With ``against`` the plans of the pack are compared with those of that other one.
    """

    lang: Lang
    own: str = ""
    against: str = ""
    form: Form = "json"


class Tally(Struct, frozen=True):
    """How often something changes, with an instance of it."""

    change: Change
    count: int


class Done(Struct, frozen=True):
    """A group of lines, answered: what is to be written of it, and what is to be counted."""

    out: bytes
    lines: int
    refused: int
    changed: int = 0
    tallies: tuple[Tally, ...] = ()


def work_on(work: Work, group: Group) -> Done:
    """Answer a group of lines."""
    return _packs(work).answers(group)


@lru_cache(maxsize=1)  # a process works for one command
def _packs(work: Work) -> _Packs:
    return _Packs(work)


class _Packs:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._pack = open_pack(work.own)
        self._other = open_pack(work.against) if work.against else None

    def answers(self, group: Group) -> Done:
        """The answers to all lines of a group."""
        if self._other is not None:
            return self._compared(group, self._other)
        work, out = self._work, []
        refused = 0
        for line in group.lines:
            place = Place(line.number, printable(line.file))
            answer = answered(self._pack, line.content, work.lang, place)
            refused += answer.is_refused
            out.append(answer.line)
        return Done(b"".join(b"%b\n" % line for line in out), len(group.lines), refused)

    def _compared(self, group: Group, other: Pack) -> Done:
        out, found = [], dict[tuple[str, ...], Tally]()
        refused = changed = 0
        for line in group.lines:
            record = Record({})
            try:
                record = read_record(line.content)
                changing = changes(self._pack, other, record.answers, self._work.lang)
            except PosguardError as err:
                refused += 1
                out.append(self._refused(line, record, err))
                continue
            if changing:
                changed += 1
                out.append(self._changed(line, record, changing))
            for change in changing:
                before = found[change.sort].count if change.sort in found else 0
                found[change.sort] = Tally(change, before + 1)
        lines = b"".join(b"%b\n" % line for line in out)
        return Done(lines, len(group.lines), refused, changed, (*found.values(),))

    def _refused(self, line: Line, record: Record, err: PosguardError) -> bytes:
        identity = err.record.id if isinstance(err, RecordError) else record.id
        record, lang = Record({}, id=identity), self._work.lang
        told = refusal(err, record, lang, Place(line.number, printable(line.file)))
        if self._work.form == "json":
            return told
        return self._line(line, record, msgspec.json.decode(told)["error"]["message"])

    def _changed(self, line: Line, record: Record, changing: list[Change]) -> bytes:
        lang = self._work.lang
        if self._work.form == "json":
            listed = [change.as_dict(lang) for change in changing]
            return msgspec.json.encode({"id": record.id, "line": line.number, "changes": listed})
        sentences = [change.sentence(lang) for change in changing]
        return self._line(line, record, joined(lang, sentences, "clauses"))

    def _line(self, line: Line, record: Record, words: str) -> bytes:
        """A line of text: whose plan it is, and what is to be said of it."""
        lang = self._work.lang
        who = say(lang, "who-line", line=line.number)
        if record.id is not None:
            who = printable(str(record.id))
        return say(lang, "change:line", who=who, what=words).encode()
