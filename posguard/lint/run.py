"""A whole pack, read for checking: every file of a folder, and every fault that keeps one from being read."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from stat import S_ISREG
from typing import Any

import msgspec
from msgspec import Struct, field

from posguard.errors import PackError, PosguardError
from posguard.lint.references import MOST_PROBLEMS, Contents, check
from posguard.messages import MESSAGES, printable, say
from posguard.pack.letters import Letter
from posguard.pack.loading import LAYOUT, MOST_FILES, Layer, entry, is_id, shipped
from posguard.pack.model import START, Contact, Entry, Lang, Pack, Playbook, Source, Step
from posguard.pack.validation import Misshapen, Problem
from posguard.pack.yaml_reader import MAX_BYTES

_MODELS: dict[str, type[msgspec.Struct]] = {
    "playbooks": Playbook,
    "steps": Step,
    "contacts": Contact,
    "sources": Source,
    "letters": Letter,
}
MOST_SIZE = 64 << 20
"""How much a pack's files may hold together, in bytes."""
MOST_VALUES = 4_000_000
"""How many values a pack's files may hold together."""
MOST_TOLD = 100
"""How many problems of one file are written out: a hostile file has thousands."""
MOST_LINES = 2_000
"""How many problems are written out in all: nobody reads more."""
_BESIDE = ("README.md", "LICENSE")
_LEFT_BEHIND = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(bak|orig|swp|tmp)|thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx", re.IGNORECASE
)
"""What systems and editors leave in a folder: no business of anybody's."""
_NEARLY_YAML = re.compile(r"(.+?)(\.ya?ml)?\.(yml|yaml|txt)", re.IGNORECASE)
"""A file that somebody meant to be read: ``.yml``, ``.YAML``, or ``.yaml.txt`` where Windows hides endings."""


class Found(Struct, frozen=True):
    """How many files were checked, and every problem in them, in the order of files and lines.

    After ``MOST_PROBLEMS`` no more are looked for.
    """

    files: int
    problems: tuple[Problem, ...]


def survey(folder: str | None, today: date) -> Found:
    """Every problem of the pack in ``folder``, or of the shipped one.

    A folder may build on the shipped pack; what it does not hold itself is looked up there.

    Raises:
        PosguardError: there is no such folder, or it holds more than anybody checks in reasonable time.

    """
    if folder is not None and not os.path.isdir(folder):
        raise PosguardError("no-such-folder", folder=folder)
    base = Layer(shipped(), "playbooks")
    own = base if folder is None else Layer(folder, folder.rstrip("/") or folder)
    _check_size(own)
    reading = _Reading()
    if own.root != base.root:
        reading.take(base, own=False)
    reading.take(own, own=True)
    return Found(len(reading.own), tuple(reading.problems(today)))


def _check_size(layer: Layer) -> None:
    """Refuse a folder with too many files or too much in them, before any of it is read."""
    files = size = 0
    for folder in (folder for folders in LAYOUT.values() for folder in folders):
        with suppress(PackError):  # told of, with its place, when the folder is read
            for name in layer.names(folder):
                with suppress(OSError):
                    found = os.stat(os.path.join(layer.root, folder, name))
                    files += S_ISREG(found.st_mode)
                    size += min(found.st_size, MAX_BYTES) if S_ISREG(found.st_mode) else 0
    if files > MOST_FILES or size > MOST_SIZE:
        facts = {"files": files, "size": size >> 20, "most_files": MOST_FILES, "most_size": MOST_SIZE >> 20}
        raise PosguardError("pack-too-large", folder=layer.shown, **facts)


def report(found: Found, lang: Lang) -> str:
    """One line for each problem: ``file:line:column: rule: message``; one line if there is none."""
    if not found.problems:
        return say(lang, "no-problems", files=found.files) + "\n"
    lines = []
    total = Counter(p.file for p in found.problems)
    told: Counter[str] = Counter()
    for p in found.problems:
        told[p.file] += 1
        if told[p.file] == MOST_TOLD + 1:
            lines.append(f"{printable(p.file)}: {say(lang, 'more-problems', count=total[p.file] - MOST_TOLD)}\n")
        if told[p.file] > MOST_TOLD:
            continue
        if len(lines) >= MOST_LINES:
            lines.append(say(lang, "more-problems-in-all", count=len(found.problems) - told.total() + 1) + "\n")
            break
        key = f"rule:{p.rule}" if f"rule:{p.rule}" in MESSAGES else p.rule
        lines.append(f"{printable(p.file)}:{p.line}:{p.column}: {p.rule}: {say(lang, key, **p.facts)}\n")
    if len(found.problems) >= MOST_PROBLEMS:
        lines.append(say(lang, "problems-without-end", count=MOST_PROBLEMS) + "\n")
    return "".join(lines)


class _Reading(Struct):
    """What has been read so far; a later layer's file replaces an earlier one of the same kind and id."""

    entries: dict[str, dict[str, Entry[Any]]] = field(default_factory=lambda: {kind: {} for kind in _MODELS})
    pack: Entry[Pack] | None = None
    own: set[str] = set()
    broken: list[Problem] = []
    lost: set[str] = set()
    values: int = 0

    def take(self, layer: Layer, *, own: bool) -> None:
        if layer.holds("pack.yaml"):
            self.pack = self._read(layer, "pack.yaml", Pack, own=own) or self.pack
        for kind, folders in LAYOUT.items():
            seen: dict[str, str] = {}
            for folder in folders:
                for name in self._listed(layer.ids, folder):
                    relative = f"{folder}/{name}.yaml" if folder else f"{name}.yaml"
                    if name in seen and own:
                        facts: dict[str, object] = {"id": name, "other": seen[name]}
                        self.broken.append(Problem(layer.name(relative), 1, 1, "duplicate-id", facts))
                    seen[name] = relative
                    found = self._read(layer, relative, _MODELS[kind], own=own)
                    self.entries[kind].pop(name, None)
                    if found is not None:
                        self.entries[kind][name] = found
                    elif own:
                        self.lost.add(name)
        if own:
            self._stray(layer)

    def _read(self, layer: Layer, relative: str, model: type[Any], *, own: bool) -> Entry[Any] | None:
        if own:
            self.own.add(layer.name(relative))
        if len(self.broken) >= MOST_PROBLEMS:
            return None
        try:
            found = entry(layer, relative, model)
            self.values += len(found.marks)
            if self.values > MOST_VALUES:
                raise PosguardError("pack-too-many-values", folder=layer.shown, most=MOST_VALUES)
        except PackError as err:
            if own:
                self.broken.append(Problem(err.file, err.line or 1, err.column or 1, err.key, err.facts))
        except Misshapen as err:
            if own:
                self.broken.extend(err.problems)
        else:
            return found
        return None

    def _listed(self, names: Callable[[str], list[str]], folder: str) -> list[str]:
        try:
            return names(folder)
        except PackError as err:
            unread = Problem(err.file, 1, 1, err.key, err.facts)
            self.broken.extend([] if unread in self.broken else [unread])
            return []

    def _stray(self, layer: Layer) -> None:
        """Files and folders that nothing will ever read."""
        expected: dict[str, set[str]] = {"": {"pack.yaml", f"{START}.yaml", *_BESIDE}}
        for folder in (f for folders in LAYOUT.values() for f in folders if f):
            expected[folder] = {f"{name}.yaml" for name in self._listed(layer.ids, folder)}
            above, _, name = folder.rpartition("/")
            expected.setdefault(above, set()).add(name)
            expected[""].add(folder.partition("/")[0])
        for folder, names in expected.items():
            for name in self._listed(layer.names, folder):
                if name not in names and not _LEFT_BEHIND.fullmatch(name):
                    relative = f"{folder}/{name}" if folder else name
                    self.broken.append(_stray_file(layer.name(relative), name))

    def problems(self, today: date) -> list[Problem]:
        """All that is wrong, in the order of files and lines."""
        kinds: dict[str, Any] = {kind: dict(sorted(found.items())) for kind, found in self.entries.items()}
        contents = Contents(self.pack, own=frozenset(self.own), lost=frozenset(self.lost), **kinds)
        return sorted([*self.broken, *check(contents, today)], key=lambda p: p.where)[:MOST_PROBLEMS]


def _stray_file(file: str, name: str) -> Problem:
    """A file that nothing reads; where only its ending is wrong, what it should be called."""
    nearly = _NEARLY_YAML.fullmatch(name)
    if nearly and is_id(nearly[1]) and (nearly[2] or nearly[3] != "txt") and name != f"{nearly[1]}.yaml":
        return Problem(file, 1, 1, "wrong-ending", {"name": name, "wanted_name": f"{nearly[1]}.yaml"})
    return Problem(file, 1, 1, "stray-file", {"name": name})
