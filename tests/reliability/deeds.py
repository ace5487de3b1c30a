"""The commands that write to a case: how each is typed, how it says that it is done, and whether
it is.

Only what users see is asked: the command line, its words, the lines of the record, the copies, and
the bag.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import forks

RECORD = "record.jsonl"
ANSWERS = (
    "happening-now=none",
    "who=owner",
    "what-merchant=sn-known",
    "sn-strange=none",
    "sn-what-else=none",
)
OTHER_ANSWER = "sn-what-else=papers"
ACKNOWLEDGED = re.compile(
    r"^(Recorded|Kept as evidence|Packed|Saved in the case|The case \S+ is removed)", re.MULTILINE
)
REFUSED = re.compile(
    r"\bnot (?:been )?(?:saved|recorded|kept|packed|written)"
    r"|nothing (?:of it )?was|could not be removed",
    re.IGNORECASE,
)


class Place:
    """A folder with the cases, files to take, and room for bags; and what a case's own folder
    holds in peace.
    """

    def __init__(self, top: Path, present: frozenset[str] = frozenset()) -> None:
        self.top = top
        self.present = present
        self.cases, self.sources, self.out = top / "cases", top / "sources", top / "out"

    @property
    def case(self) -> Path:
        """The case that most commands work on."""
        return self.cases / "shop"

    def run(self, *argv: str, **how: Any) -> forks.Outcome:
        """One run of the program on these cases."""
        return forks.run(*argv, cases=self.cases, cwd=self.top, **how)

    def copy(self, top: Path) -> Place:
        """The same, somewhere else."""
        shutil.copytree(self.top, top, symlinks=True)
        return Place(top, self.present)

    def opened(self, name: str = "shop") -> forks.Outcome:
        """A new case that has its answers."""
        return self.run(
            "triage", *(word for pair in ANSWERS for word in ("-a", pair)), "--case", name
        )

    def events(self, name: str = "shop") -> list[dict[str, Any]]:
        """The events of a case, as its record's lines have them; none where there is no case."""
        try:
            lines = (self.cases / name / RECORD).read_bytes().split(b"\n")
        except OSError:
            return []
        return list(_events(lines))

    def whole(self, name: str = "shop") -> bool:
        """Whether ``case check`` finds nothing wrong."""
        return self.run("case", "check", "--case", name).code == 0


def _events(lines: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and isinstance(event.get("data"), dict):
            yield event


def made(top: Path, size: int = 60_000) -> Place:
    """A place with one case that has some of everything, and sources of so many bytes."""
    place = Place(top)
    for folder in (place.cases, place.sources, place.out):
        folder.mkdir(parents=True)
    for name in ("first.jpg", "film.mp4"):
        (place.sources / name).write_bytes(os.urandom(size))
    place.opened()
    place.run("case", "note", "before everything")
    place.run("case", "fact", "merchant-name", "好味小吃店")
    place.run("case", "tick", "1")
    last = place.run("evidence", "add", str(place.sources / "first.jpg"))
    if not ACKNOWLEDGED.search(last.err) or len(place.events()) != 6:
        raise SystemExit(f"the campaigns no longer understand the program: {last.words}")
    return Place(top, frozenset(os.listdir(place.case)))


def learn(base: Place, top: Path) -> None:
    """Have everything imported that the deeds import, so that each run makes the same calls as the
    one before.
    """
    for deed in DEEDS:
        place = base.copy(top)
        forks.learn(*deed.argv(place, "learn"), cases=place.cases, cwd=place.top)
        shutil.rmtree(place.top)


@dataclass(frozen=True)
class Deed:
    """One command that writes: its words, and whether what it does is done, told by a word of its
    own.
    """

    name: str
    argv: Callable[[Place, str], Sequence[str]]
    stands: Callable[[Place, str], bool]

    def acknowledged(self, ended: forks.Outcome) -> bool:
        """Whether it said that it was done."""
        return bool(ACKNOWLEDGED.search(ended.err) or ended.code == 0)


def _held(kind: str) -> Callable[[Place, str], bool]:
    """Whether an event of the kind holds the word."""
    return lambda place, word: any(
        event["kind"] == kind and word in json.dumps(event["data"], ensure_ascii=False)
        for event in place.events()
    )


def _answered(place: Place, word: str) -> bool:
    found = [event["data"]["answers"] for event in place.events() if event["kind"] == "answered"]
    question, _, option = OTHER_ANSWER.partition("=")
    return bool(found) and found[-1].get(question) == [option]


def _copied(place: Place, word: str) -> bool:
    """Whether an exhibit of that word has its whole copy."""
    for event in place.events():
        data = event["data"]
        if event["kind"] == "kept" and data.get("what") == word:
            copy = place.case / "evidence" / data["file"]
            return copy.exists() and bool(
                hashlib.sha256(copy.read_bytes()).hexdigest() == data["sha256"]
            )
    return False


def _packed(ending: str) -> Callable[[Place, str], bool]:
    return lambda place, word: (
        any(
            e["kind"] == "packed" and e["data"].get("to") == f"{word}{ending}"
            for e in place.events()
        )
        and sound(place.out / f"{word}{ending}")
    )


def _add(place: Place, word: str) -> Sequence[str]:
    return "evidence", "add", str(place.sources / "film.mp4"), "--what", word


DEEDS = (
    Deed("note", lambda _, word: ("case", "note", f"a note {word}"), _held("noted")),
    Deed("fact", lambda _, word: ("case", "fact", "address", f"street {word}"), _held("fact")),
    Deed("tick", lambda _, word: ("case", "tick", "2", "--by", word), _held("ticked")),
    Deed("answer", lambda *_: ("case", "answer", "--yes", OTHER_ANSWER), _answered),
    Deed(
        "close",
        lambda *_: ("case", "close", "--case", "shop"),
        lambda place, _: any(event["kind"] == "closed" for event in place.events()),
    ),
    Deed(
        "create",
        lambda *_: ("triage", *(w for pair in ANSWERS for w in ("-a", pair)), "--case", "new"),
        lambda place, _: any(event["kind"] == "answered" for event in place.events("new")),
    ),
    Deed(
        "erase",
        lambda *_: ("case", "erase", "--case", "shop", "--yes"),
        lambda place, _: not place.case.exists(),
    ),
    Deed("evidence add", _add, _copied),
    Deed(
        "evidence pack, folder",
        lambda place, word: ("evidence", "pack", "--case", "shop", "-o", str(place.out / word)),
        _packed(""),
    ),
    Deed(
        "evidence pack, zip",
        lambda place, word: (
            "evidence",
            "pack",
            "--case",
            "shop",
            "-o",
            str(place.out / f"{word}.zip"),
        ),
        _packed(".zip"),
    ),
)


def sound(bag: Path) -> bool:
    """Whether a bag, folder or zip, is whole by its own manifests."""
    if bag.is_file():
        try:
            with zipfile.ZipFile(bag) as zipped:
                members = {name.partition("/")[2]: zipped.read(name) for name in zipped.namelist()}
        except (OSError, zipfile.BadZipFile):
            return False
    else:
        members = {
            str(path.relative_to(bag)): path.read_bytes()
            for path in bag.rglob("*")
            if path.is_file()
        }
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    said: dict[str, str] = {}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        lines = members.get(manifest, b"").decode().splitlines()
        said |= {name: digest for digest, name in (line.split(None, 1) for line in lines)}
    sealed = {name for name in members if name != "tagmanifest-sha256.txt"}
    return (
        bool(said)
        and said.keys() == sealed
        and all(hashes[name] == digest for name, digest in said.items())
    )


def leftovers(place: Place) -> list[str]:
    """What an interruption left and nobody is told of: half files, copies without an event, cases
    without one.

    A whole copy whose event was not written stays, for it may be all that is left of a record cut
    short; then ``evidence verify`` names it.
    """
    found = [name for name in os.listdir(place.out) if name.startswith(".")]
    found += [name for name in os.listdir(place.cases) if not place.events(name)]
    if not place.case.exists():
        return found
    events = place.events()
    aside = {str(event["data"].get("file")) for event in events if event["kind"] == "torn"}
    found += [name for name in os.listdir(place.case) if name not in place.present | aside]
    known = {event["data"].get("file") for event in events if event["kind"] == "kept"}
    copies = place.case / "evidence"
    strange = [
        name for name in (os.listdir(copies) if copies.exists() else ()) if name not in known
    ]
    named = place.run("evidence", "verify", "--case", "shop").words if strange else ""
    return found + [name for name in strange if f"/{name}: the record knows nothing" not in named]
