"""Records of answers, one to a line of JSON: read, and answered by a plan or by a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from posguard.api.errors import AnswersError
from posguard.api.pack import Pack, open_pack
from posguard.errors import PosguardError
from posguard.messages import complaint, say
from posguard.pack.model import LANGS, Lang

MOST_BYTES = 1 << 16
"""The longest line that is read: a whole interview takes some hundred bytes."""
_MOST_ID = 200
"""The longest ``id``, and the largest number as one is as long."""
_NAME = re.compile(r"(?!.*[0-9]{5})[a-z][a-z0-9-]{0,63}")
"""A name as packs have them. Anything else may be what a person typed, and is not repeated."""
_GIVEN = ("question", "option", "name")
"""The facts of a refusal that come from the record."""


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """The answers of one interview; ``id`` is given back as it is."""

    answers: dict[str, str | list[str]]
    id: int | str | None = None
    lang: Lang | None = None


class Place(Struct, frozen=True):
    """The place of a record: the number of its line, and the file if there is one."""

    line: int = 0
    file: str = ""


class RecordError(PosguardError):
    """A line that is no record; what could be read of it is kept for the refusal."""

    def __init__(self, key: str, /, record: Record, **facts: object) -> None:
        super().__init__(key, **facts)
        self.record = record


class Answered(Struct, frozen=True):
    """The answer to one line: a line of JSON, and whether it is a refusal."""

    line: bytes
    is_refused: bool


def plan_line(pack: Pack, line: bytes | str, lang: Lang = "zh") -> bytes:
    """One line of ``posguard batch``: the plan of a record, or why it has none, without line end.

    ``lang`` is the language of a record that names none. Nothing that a line can hold raises an
    error, so that one bad record stops no others.
    """
    data = line.encode(errors="replace") if isinstance(line, str) else line
    return answered(pack, data, lang, Place()).line


def plan_lines(lines: Iterable[bytes | str], lang: Lang = "zh", own: str = "") -> list[bytes]:
    """Lines of records as one part of a larger work: each as ``plan_line`` answers it.

    A process opens the pack once, however many parts it is given.
    """
    pack = _opened(own)
    return [plan_line(pack, line, lang) for line in lines]


_opened = lru_cache(maxsize=4)(open_pack)


def answered(pack: Pack, line: bytes, lang: Lang, place: Place) -> Answered:
    """The plan of a record, or why it has none."""
    try:
        record = read_record(line)
    except RecordError as err:
        return Answered(refusal(err, err.record, lang, place), is_refused=True)
    try:
        plan = pack.plan(record.answers, record.lang or lang)
    except PosguardError as err:
        return Answered(refusal(err, record, lang, place), is_refused=True)
    head = b'{"id":%b,"plan":' % msgspec.json.encode(record.id)
    return Answered(b"%b%b}" % (head, plan.json(compact=True)), is_refused=False)


def refusal(err: PosguardError, record: Record, lang: Lang, place: Place) -> bytes:
    """Why a record has no plan, as a line of JSON; in the record's language if it names one."""
    facts = _harmless(err.facts)
    lang = record.lang or lang
    told: dict[str, object] = {"key": err.key}
    if isinstance(err, AnswersError | RecordError):
        told["message"] = say(lang, err.key, **facts)
    else:
        told["message"] = complaint(lang, err)
    if facts.get("question"):
        told["question"] = facts["question"]
    where = {name: value for name, value in msgspec.structs.asdict(place).items() if value}
    return msgspec.json.encode({"id": record.id, **where, "error": told})


def read_record(line: bytes) -> Record:
    """The record that a line holds.

    Raises:
        RecordError: it holds none.

    """
    if len(line) > MOST_BYTES:
        raise RecordError("line-too-long", Record({}), most=MOST_BYTES >> 10)
    try:
        record = _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise _fault(line) from None
    if len(str(record.id)) > _MOST_ID:
        raise RecordError("line-id", msgspec.structs.replace(record, id=None), most=_MOST_ID)
    return record


_DECODER = msgspec.json.Decoder(Record)


def _fault(line: bytes) -> RecordError:
    """What is wrong with a line that is no record."""
    try:
        content = msgspec.json.decode(line.decode())
    except UnicodeDecodeError:
        return RecordError("line-not-utf8", Record({}))
    except (msgspec.MsgspecError, RecursionError):
        return RecordError("line-not-json", Record({}))
    if not isinstance(content, dict):
        return RecordError("line-no-object", Record({}))
    key, facts = _wrong_part(content)
    return RecordError(key, _readable(content), **facts)


def _readable(content: Mapping[str, Any]) -> Record:
    """What can be read of a record, so that its refusal finds the way back."""
    identity, lang = content.get("id"), content.get("lang")
    is_id = isinstance(identity, int | str) and not isinstance(identity, bool)
    return Record(
        {},
        id=identity if is_id and len(str(identity)) <= _MOST_ID else None,
        lang=next((each for each in LANGS if each == lang), None),
    )


def _wrong_part(content: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    """The part of a record that is wrong: the key of its sentence, and its facts."""
    known = Record.__struct_fields__
    unknown = next((name for name in content if name not in known), None)
    if unknown is not None:
        return "line-unknown-key", {"name": unknown, "keys": list(known)}
    if "answers" not in content:
        return "line-no-answers", {}
    if content.get("lang") not in (None, *LANGS):
        return "line-lang", {"langs": list(LANGS)}
    identity = content.get("id")
    if isinstance(identity, bool) or not isinstance(identity, int | str | None):
        return "line-id", {"most": _MOST_ID}
    answers = content["answers"]
    if not isinstance(answers, dict):
        return "line-no-answers", {}
    wrong = next((name for name, options in answers.items() if not _are_options(options)), "")
    return "answers-not-options", {"question": wrong}


def _are_options(options: object) -> bool:
    listed = options if isinstance(options, list) else [options]
    return all(isinstance(option, str) for option in listed)


def _harmless(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts without words of the record that no pack can hold."""
    return {
        name: "…" if name in _GIVEN and not _NAME.fullmatch(str(fact)) else fact
        for name, fact in facts.items()
    }
