"""Hand edits of a case's files, and well-chained records that hold what no program of ours writes.

    python tests/reliability/tampering.py [--variants N] [--small]

Each edit must be noticed by ``case check``, and no command may end in a traceback or wait for
ever. What no file of the case can show (its end cut off together with an older checkpoint) is
looked for with a value noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import campaign
import forks
from campaign import Row, Run
from deeds import RECORD, Place

SIZES: campaign.Sizes = {
    "variants": (0, 12, "records of wrong types; 0 for every one there is"),
    "edits": (0, 9, "edits by hand; 0 for every one there is"),
}
LOOKS = (
    ("case", "check", "--case", "shop"),
    ("case", "show", "--case", "shop"),
    ("case", "timeline", "--case", "shop"),
    ("case", "due", "--case", "shop"),
    ("evidence", "verify", "--case", "shop"),
    ("letter", "police-statement", "--case", "shop"),
)
"""What is run on every variant."""
PAGES = (*LOOKS[1:4], LOOKS[5])
"""What prints from the record."""
NOTE = ("case", "note", "more", "--case", "shop")
NEIGHBOUR = (("case", "list"), ("case", "show", "--case", "other"))
UNFINISHED = re.compile(r"never finished")
"""What is said of bytes behind the last acknowledged event."""
NAMED = re.compile(r"damage|not whole|missing|changed|cannot be read", re.IGNORECASE)
WAIT = 8.0
"""Seconds until a command counts as one that never ends."""
Edit = Callable[[Place, list[bytes]], list[bytes] | None]
"""Takes a place and the record's lines; gives other lines, or None where it has done all itself.
"""


def checkpoint(place: Place) -> Any:
    """The file beside the record that says which event was acknowledged last."""
    files = (
        path
        for path in place.case.iterdir()
        if path.is_file() and path.name not in (RECORD, "lock")
    )
    return next(path for path in files if not path.name.startswith("torn-"))


def _lines(change: Callable[[list[bytes]], list[bytes]]) -> Edit:
    return lambda _, lines: change(lines)


def _checkpoint(content: bytes) -> Edit:
    def edit(place: Place, lines: list[bytes]) -> None:
        checkpoint(place).write_bytes(content)

    return edit


def _put(make: Callable[[Any], object]) -> Edit:
    def edit(place: Place, lines: list[bytes]) -> None:
        path = checkpoint(place)
        path.unlink()
        make(path)

    return edit


def _older(behind: int, keep: int | None = None) -> Edit:
    """An old copy of the checkpoint, and the record cut to some of its lines, or not at all."""

    def edit(place: Place, lines: list[bytes]) -> list[bytes]:
        shutil.copyfile(place.top / "old" / str(behind), checkpoint(place))
        return lines if keep is None else lines[:keep]

    return edit


def _without(keep: int) -> Edit:
    def edit(place: Place, lines: list[bytes]) -> list[bytes]:
        checkpoint(place).unlink()
        return lines[:keep]

    return edit


def _rechained(change: Callable[[list[dict[str, Any]]], object]) -> Edit:
    """Events changed and chained anew, the checkpoint left as it was."""

    def edit(place: Place, lines: list[bytes]) -> list[bytes]:
        events = [json.loads(line) for line in lines]
        change(events)
        return chained(events)

    return edit


def _foreign(place: Place, lines: list[bytes]) -> list[bytes]:
    return (place.cases / "other" / RECORD).read_bytes().splitlines(keepends=True)


def _others_checkpoint(place: Place, lines: list[bytes]) -> None:
    path = checkpoint(place)
    shutil.copyfile(place.cases / "other" / path.name, path)


def _link(place: Place, lines: list[bytes]) -> None:
    other = place.top / "elsewhere"
    other.write_bytes(b"".join(lines)[:-30])
    (place.case / RECORD).unlink()
    (place.case / RECORD).symlink_to(other)


EDITS: Mapping[str, Edit] = {
    "a digit of an amount changed": _lines(
        lambda ls: [line.replace(b"3000.00", b"8000.00") for line in ls]
    ),
    "a letter of a note changed": _lines(
        lambda ls: [line.replace(b"before", b"BEFORE") for line in ls]
    ),
    "a time changed": _lines(
        lambda ls: [*ls[:2], re.sub(rb'"at":"20', b'"at":"19', ls[2]), *ls[3:]]
    ),
    "a kind changed": _lines(
        lambda ls: [line.replace(b'"withdrawn"', b'"noted____"') for line in ls]
    ),
    "a number changed": _lines(lambda ls: [*ls[:3], ls[3].replace(b'"n":4', b'"n":9'), *ls[4:]]),
    "a hash changed": _lines(lambda ls: [*ls[:3], ls[3][:-9] + b"00000" + ls[3][-4:], *ls[4:]]),
    "the version changed": _lines(
        lambda ls: [*ls[:3], ls[3].replace(b'"v":1', b'"v":2'), *ls[4:]]
    ),
    "the first line deleted": _lines(lambda ls: ls[1:]),
    "a line in the middle deleted": _lines(lambda ls: ls[:3] + ls[4:]),
    "two lines deleted": _lines(lambda ls: ls[:3] + ls[5:]),
    "the last line deleted": _lines(lambda ls: ls[:-1]),
    "half of the lines deleted": _lines(lambda ls: ls[: len(ls) // 2]),
    "all lines deleted": _lines(lambda _: []),
    "two lines swapped": _lines(lambda ls: [ls[0], ls[2], ls[1], *ls[3:]]),
    "all lines reversed": _lines(lambda ls: ls[::-1]),
    "a line doubled": _lines(lambda ls: [*ls[:3], ls[2], *ls[3:]]),
    "the last line doubled": _lines(lambda ls: [*ls, ls[-1]]),
    "the record doubled": _lines(lambda ls: ls * 2),
    "a line broken in two": _lines(lambda ls: [*ls[:2], ls[2][:40] + b"\n" + ls[2][40:], *ls[3:]]),
    "two lines joined": _lines(lambda ls: [ls[0], ls[1].rstrip(b"\n") + ls[2], *ls[3:]]),
    "a blank line in the middle": _lines(lambda ls: [*ls[:3], b"\n", *ls[3:]]),
    "Windows line ends": _lines(lambda ls: [line.replace(b"\n", b"\r\n") for line in ls]),
    "a byte order mark": _lines(lambda ls: [b"\xef\xbb\xbf" + ls[0], *ls[1:]]),
    "UTF-16": _lines(lambda ls: [b"".join(ls).decode().encode("utf-16")]),
    "one byte that is no text": _lines(
        lambda ls: [*ls[:2], ls[2].replace(b"before", b"bef\xffre"), *ls[3:]]
    ),
    "one line without its hash": _lines(
        lambda ls: [*ls[:2], re.sub(rb',"hash".*', b"}", ls[2]), *ls[3:]]
    ),
    "an event of somebody's own added": _lines(
        lambda ls: [*ls, b'{"v":1,"n":9,"kind":"noted","data":{"text":"x"}}\n']
    ),
    "an event changed and all chained anew": _rechained(
        lambda es: es[2]["data"].update(text="another")
    ),
    "an event left out and all chained anew": _rechained(lambda es: es.pop(2)),
    "the record of another case": _foreign,
    "a link to a shorter record": _link,
    "the checkpoint deleted": lambda place, _: checkpoint(place).unlink(),
    "the checkpoint deleted, the record cut to one line": _without(1),
    "the checkpoint deleted, the record cut to none": _without(0),
    "the checkpoint emptied": _checkpoint(b""),
    "a checkpoint of null": _checkpoint(b"null\n"),
    "a checkpoint of a list": _checkpoint(b"[1, 2]\n"),
    "a checkpoint of Infinity": _checkpoint(b'{"n": Infinity, "hash": "' + b"0" * 64 + b'"}\n'),
    "a checkpoint of NaN": _checkpoint(b'{"n": NaN, "hash": "' + b"0" * 64 + b'"}\n'),
    "a checkpoint of a huge number": _checkpoint(b'{"n": ' + b"9" * 5000 + b', "hash": "x"}\n'),
    "a checkpoint below zero": _checkpoint(b'{"n": -1, "hash": ""}\n'),
    "a checkpoint of true": _checkpoint(b'{"n": true, "hash": "' + b"0" * 64 + b'"}\n'),
    "a checkpoint nested too deep": _checkpoint(b"[" * 100_000),
    "a checkpoint of 10 MB": _checkpoint(b" " * 10_000_000),
    "a checkpoint that is no text": _checkpoint(bytes(range(256))),
    "a link for a checkpoint, to nowhere": _put(lambda path: path.symlink_to("nowhere")),
    "a link for a checkpoint, to itself": _put(lambda path: path.symlink_to(path.name)),
    "a pipe for a checkpoint": _put(os.mkfifo),
    "a folder for a checkpoint": _put(os.mkdir),
    "a device for a checkpoint": _put(lambda path: path.symlink_to("/dev/zero")),
    "an older copy of the checkpoint": _older(3),
    "an older copy of the checkpoint, the record cut in front of it": _older(4, 3),
    "a checkpoint of another case": _others_checkpoint,
}
"""What a hand can do. Every one of them must be noticed."""

ENDS: Mapping[str, Edit] = {
    "the last event, and the checkpoint of the one before": _older(7, 7),
    "the last two events, and the checkpoint of the one before": _older(6, 6),
    "all but the first event, and its checkpoint": _older(1, 1),
}
"""An end cut off as if it had never been written; nothing in the case's folder can tell."""


def chained(events: list[dict[str, Any]]) -> list[bytes]:
    """The events as whole lines of a record, each chained to the one before."""
    lines, prev = [], "0" * 64
    for event in events:
        body = {**{key: event[key] for key in ("v", "n", "at", "kind", "data")}, "prev": prev}
        start = json.dumps(body, ensure_ascii=False, separators=(",", ":"))[:-1].encode(
            errors="backslashreplace"
        )
        prev = hashlib.sha256(start).hexdigest()
        lines.append(start + b',"hash":"' + prev.encode() + b'"}\n')
    return lines


def prepared(run: Run) -> Place:
    """A case of eight events, another one, and the checkpoint as it stood after each event."""
    place = Place(run.top / "base")
    for folder in (place.cases, place.sources, place.out, place.top / "old"):
        folder.mkdir(parents=True)
    slip = place.sources / "slip.txt"
    slip.write_text("a slip\n", encoding="utf-8")
    place.opened("other")
    place.run("case", "note", "of another case", "--case", "other")
    place.run("case", "close", "--case", "other")
    place.opened()
    commands = (
        ("case", "note", "before everything"),
        ("case", "fact", "transaction", "time=2026-11-22 09:14", "amount=3000", "direction=out"),
        ("case", "fact", "--withdraw", "4"),
        ("case", "tick", "1", "--by", "Wang"),
        ("evidence", "add", str(slip), "--what", "slip"),
        ("case", "note", "the end"),
    )
    for command in ((), *commands):
        if command:
            ended = place.run(*command)
            assert ended.code == 0, ended.words
        shutil.copyfile(checkpoint(place), place.top / "old" / str(len(place.events())))
    first = chained([json.loads(line) for line in (place.case / RECORD).read_bytes().splitlines()])
    assert b"".join(first) == (place.case / RECORD).read_bytes()
    old = _matching(place, first[:2], first[:1])
    (place.top / "old" / "1").write_bytes(old)
    return Place(place.top, frozenset(os.listdir(place.case)))


def _matching(place: Place, lines: list[bytes], other: list[bytes]) -> bytes:
    """The checkpoint that stood behind some lines, as it would stand behind others."""
    old: bytes = (place.top / "old" / str(len(lines))).read_bytes()
    return _fitting(old, lines, other)


def _fitting(old: bytes, lines: list[bytes], other: list[bytes]) -> bytes:
    for before, after in (
        (lines[-1][-67:-3], other[-1][-67:-3]),
        (b'"n": %d' % len(lines), b'"n": %d' % len(other)),
        (b'"n":%d' % len(lines), b'"n":%d' % len(other)),
        (b"%d" % len(b"".join(lines)), b"%d" % len(b"".join(other))),
    ):
        old = old.replace(before, after)
    return old


def edited(base: Place, edit: Edit, run: Run) -> Place:
    """A copy of the case, spoilt."""
    place = base.copy(run.top / "place")
    record = place.case / RECORD
    lines = edit(place, record.read_bytes().splitlines(keepends=True))
    if lines is not None:
        record.write_bytes(b"".join(lines))
    return place


def by_hand(base: Place, run: Run) -> Iterator[Row]:
    """Every edit, and what each command says of it."""
    name = "hand edits of a case"
    unnoticed = Row(name, "`case check` finds nothing wrong")
    silent = Row(name, "a page or paper is printed without a word on the damage")
    crashed = Row(name, "a traceback, or no end, in any command")
    stopped = Row(name, "the healthy case beside it cannot be listed or shown")
    some = run.dice.sample(list(EDITS), run["edits"]) if run["edits"] else EDITS
    for what in some:
        place = edited(base, EDITS[what], run)
        for command in (*LOOKS, NOTE, *NEIGHBOUR):
            ended = place.run(*command, patience=WAIT)
            said = f"{what}, {command[1]}: {ended.words}"
            crashed.count(ended.crashed or ended.seconds >= WAIT, said)
            if command == LOOKS[0]:
                noticed = ended.code != 0
                unnoticed.count(not noticed and not UNFINISHED.search(ended.out), said)
            elif command in PAGES and noticed:
                silent.count(
                    ended.code == 0 and not NAMED.search(ended.err) and "damage" not in ended.out,
                    said,
                )
            elif command in NEIGHBOUR:
                stopped.count(ended.seconds >= WAIT or "other" not in ended.out, said)
            if ended.seconds >= WAIT:
                break
        shutil.rmtree(place.top)
    yield from (unnoticed, silent, crashed, stopped)


def ends(base: Place, run: Run) -> Row:
    """An end cut off with its checkpoint, which a value noted elsewhere must show."""
    row = Row(
        "end cut off with the checkpoint of that time",
        "a value noted elsewhere (`case check --against`) does not show it",
    )
    noted = re.search(r"\b[0-9]+(?:-[0-9A-F]{4}){5}\b", base.run(*LOOKS[0]).out)
    for name, edit in ENDS.items():
        place = edited(base, edit, run)
        value = noted[0] if noted else ""
        ended = place.run(*LOOKS[0], "--against", value, patience=WAIT)
        row.count(noted is None or ended.code != 1, f"{name}: {ended.words}")
        shutil.rmtree(place.top)
    return row


VALUES: tuple[Any, ...] = (
    None,
    True,
    7,
    -1,
    1.5,
    10**400,
    "",
    [],
    {},
    [None],
    {"a": {"b": []}},
    "x\x1b[31m\u202e",
    "\udcff",
)
SHAPES: Mapping[str, dict[str, Any]] = {
    "opened": {"name": "shop", "lang": "en"},
    "answered": {"answers": {"who": ["owner"]}, "contacts": {"acquirer": "lakala"}},
    "ticked": {"step": "write-timeline", "by": "Wang"},
    "unticked": {"step": "write-timeline"},
    "noted": {"text": "a note"},
    "fact": {
        "kind": "transaction",
        "values": {"time": "2026-11-22T09:14:00+08:00", "amount": "3000.00", "currency": "CNY"},
    },
    "withdrawn": {"n": 4},
    "happened": {"event": "discovered", "at": "2026-11-22T09:14:00+08:00"},
    "kept": {
        "name": "slip.txt",
        "path": "/slip.txt",
        "what": "slip",
        "by": "Wang",
        "file": "7-slip.txt",
        "size": 7,
        "modified": "2026-11-22T09:14:00+08:00",
        "sha256": "0" * 64,
        "sm3": "0" * 64,
    },
    "packed": {"to": "bag", "files": 1, "seal": "0" * 64},
    "torn": {"file": "torn-9-12", "bytes": 12},
    "closed": {},
    "reopened": {},
}
"""What each kind of event holds."""


def variants() -> Iterator[tuple[str, str, Any, bool]]:
    """Each event with one value that is none of its own: what was done, kind, data, and whether
    its type is wrong.
    """
    value: Any
    for kind, shape in SHAPES.items():
        for value in (None, [], "text", 7):
            yield f"{kind}: data is {value!r}", kind, value, True
        for path in _paths(shape):
            name = ".".join(path)
            yield f"{kind}.{name} left out", kind, _with(shape, path, ..., remove=True), False
            for value in VALUES:
                right = type(value) is type(_at(shape, path))
                yield (
                    f"{kind}.{name} = {str(value)[:20]!r}",
                    kind,
                    _with(shape, path, value),
                    not right,
                )


def _paths(shape: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in shape.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from _paths(value, (*above, key))


def _at(shape: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        shape = shape[key]
    return shape


def _with(
    shape: Mapping[str, Any], path: tuple[str, ...], value: Any, *, remove: bool = False
) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(shape))
    inner = _at(copy, path[:-1])
    if remove:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return copy


def wrong_types(base: Place, run: Run) -> Iterator[Row]:
    """Records that are chained as they should be, and hold what no program of ours writes."""
    every = list(variants())
    some = run.dice.sample(every, run["variants"]) if run["variants"] else every
    name = "well-chained records of wrong types"
    unnoticed = Row(name, "`case check` finds nothing wrong with a wrong type")
    crashed = Row(name, f"a traceback, or no end, in any of {len(LOOKS)} commands")
    escapes = Row(name, "a control character reaches the screen")
    for what, kind, data, wrong in some:
        place = edited(base, _forged(kind, data), run)
        for command in LOOKS:
            ended = place.run(*command, patience=WAIT)
            if command[1] == "check" and wrong:
                unnoticed.count(ended.code == 0, f"{what}: {ended.words}")
            crashed.count(
                ended.crashed or ended.seconds >= WAIT, f"{what}, {command[1]}: {ended.words}"
            )
            escapes.count(
                re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", ended.out + ended.err), what
            )
        shutil.rmtree(place.top)
    yield from (unnoticed, crashed, escapes)


def _forged(kind: str, data: Any) -> Edit:
    """The last event, or the first if that is its kind, replaced; chained anew, and the checkpoint
    with it.
    """

    def edit(place: Place, lines: list[bytes]) -> list[bytes]:
        events = [json.loads(line) for line in lines]
        events[0 if kind == "opened" else -1].update(kind=kind, data=data)
        new = chained(events)
        path = checkpoint(place)
        path.write_bytes(_fitting(path.read_bytes(), lines, new))
        return new

    return edit


def main(run: Run) -> list[Row]:
    """Edits by hand, ends cut off, wrong types."""
    forks.load()
    base = prepared(run)
    assert base.whole()
    return [*by_hand(base, run), ends(base, run), *wrong_types(base, run)]


if __name__ == "__main__":
    campaign.main(__doc__, main, SIZES)
