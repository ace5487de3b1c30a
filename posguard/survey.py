"""A whole pack, read for checking: every file of a folder, and every fault that keeps one from being read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct, field

from posguard.errors import PackError, PosguardError
from posguard.messages import MESSAGES, printable, say
from posguard.pack import LAYOUT, Layer, entry, shipped
from posguard.playbook.check import Contents, check
from posguard.playbook.letters import Letter
from posguard.playbook.model import START, Contact, Entry, Lang, Pack, Playbook, Source, Step
from posguard.playbook.shape import Misshapen, Problem

_MODELS: dict[str, type[msgspec.Struct]] = {
    "playbooks": Playbook,
    "steps": Step,
    "contacts": Contact,
    "sources": Source,
    "letters": Letter,
}
MOST_TOLD = 100
"""How many problems of one file are written out: a hostile file has thousands."""
_BESIDE = ("README.md", "LICENSE")


class Found(Struct, frozen=True):
    """How many files were checked, and every problem in them, in the order of files and lines."""

    files: int
    problems: tuple[Problem, ...]


def survey(folder: str | None, today: date) -> Found:
    """Every problem of the pack in ``folder``, or of the shipped one.

    A folder may build on the shipped pack; what it does not hold itself is looked up there.

    Raises:
        PosguardError: there is no such folder.

    """
    if folder is not None and not os.path.isdir(folder):
        raise PosguardError("no-such-folder", folder=folder)
    base = Layer(shipped(), "playbooks")
    own = base if folder is None else Layer(folder, folder.rstrip("/") or folder)
    reading = _Reading()
    if own.root != base.root:
        reading.take(base, own=False)
    reading.take(own, own=True)
    return Found(len(reading.own), tuple(reading.problems(today)))


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
        key = f"rule:{p.rule}" if f"rule:{p.rule}" in MESSAGES else p.rule
        lines.append(f"{printable(p.file)}:{p.line}:{p.column}: {p.rule}: {say(lang, key, **p.facts)}\n")
    return "".join(lines)


class _Reading(Struct):
    """What has been read so far; a later layer's file replaces an earlier one of the same kind and id."""

    entries: dict[str, dict[str, Entry[Any]]] = field(default_factory=lambda: {kind: {} for kind in _MODELS})
    pack: Entry[Pack] | None = None
    own: set[str] = set()
    broken: list[Problem] = []
    lost: set[str] = set()

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
        try:
            return entry(layer, relative, model)
        except PackError as err:
            if own:
                self.broken.append(Problem(err.file, err.line or 1, err.column or 1, err.key, err.facts))
        except Misshapen as err:
            if own:
                self.broken.extend(err.problems)
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
                if name not in names and not name.startswith("."):
                    relative = f"{folder}/{name}" if folder else name
                    self.broken.append(Problem(layer.name(relative), 1, 1, "stray-file", {"name": name}))

    def problems(self, today: date) -> list[Problem]:
        """All that is wrong, in the order of files and lines."""
        kinds: dict[str, Any] = {kind: dict(sorted(found.items())) for kind, found in self.entries.items()}
        contents = Contents(self.pack, own=frozenset(self.own), lost=frozenset(self.lost), **kinds)
        return sorted([*self.broken, *check(contents, today)], key=lambda p: p.where)
