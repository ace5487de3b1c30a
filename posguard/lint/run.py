"""Check of a whole pack: every file of a folder read, and every rule applied to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

import msgspec
from msgspec import Struct, field

from posguard.errors import PackError, PosguardError, Problem
from posguard.lint.contents import Contents
from posguard.lint.reading import problem_of, read_entry
from posguard.lint.references import MOST_PROBLEMS, check_references
from posguard.pack.entries import as_mapping
from posguard.pack.layout import (
    DEFAULTS,
    JOURNEYS,
    LAYOUT,
    MANIFEST,
    ORDER,
    Layer,
    ids,
    is_id,
    relative_name,
)
from posguard.pack.letters import Letter
from posguard.pack.loading import adds_options, stands_alone, with_more
from posguard.pack.manifest import Manifest
from posguard.pack.model import LANGS, START, Contact, ContactDefaults, Entry, Source
from posguard.pack.steps import Step
from posguard.pack.trees import Finding, Order, Playbook, SharedQuestion, merged_order

_MODELS: dict[str, type[msgspec.Struct]] = {
    "playbooks": Playbook,
    "questions": SharedQuestion,
    "findings": Finding,
    "steps": Step,
    "contacts": Contact,
    "sources": Source,
    "letters": Letter,
}
MOST_VALUES = 4_000_000
"""The most values of a pack's files together."""
_BESIDE = ("README.md", "LICENSE")
_UNREAD: Mapping[str, Any] = {"purpose": dict.fromkeys(LANGS, "-")}
"""Stands for unreadable defaults: all that a contact must have and may take from them."""
_LEFT_BEHIND = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(bak|orig|swp|tmp)|thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx",
    re.IGNORECASE,
)
"""Files that systems and editors leave in a folder, which are never reported."""
_NEARLY_YAML = re.compile(r"(.+?)(\.ya?ml)?\.(yml|yaml|txt)", re.IGNORECASE)
"""A file that somebody meant to be read: ``.yml``, ``.YAML``, or ``.yaml.txt`` from Windows."""


class Report(Struct, frozen=True):
    """The number of files checked, and every problem in them in the order of files and lines.

    After ``MOST_PROBLEMS`` no more are looked for.
    """

    files: int
    problems: tuple[Problem, ...]

    @property
    def is_cut(self) -> bool:
        """Whether there may be more problems than these."""
        return len(self.problems) >= MOST_PROBLEMS


def check_pack(base: Layer, own: Layer, today: date) -> Report:
    """Every problem of the pack ``own``, which may be the shipped pack ``base`` itself.

    An organisation's pack builds on the shipped one, unless it says that it stands alone; what it
    does not hold itself is looked up there.

    Raises:
        PosguardError: the pack holds more than anybody checks in reasonable time.

    """
    reading = _Reading()
    alone = _alone(own)
    if own is not base and not alone:
        reading.take(base, own=False)
    reading.take(own, own=True)
    if alone and not own.holds(f"{START}.yaml"):
        place = reading.manifest.place("base") if reading.manifest else (1, 1)
        reading.broken.append(Problem(own.name(MANIFEST), *place, "no-triage"))
    return Report(len(reading.own), tuple(reading.problems(today)))


def _adds(layer: Layer, relative: str, below: Entry[SharedQuestion] | None) -> bool:
    try:
        return below is not None and adds_options(layer, relative)
    except PackError:  # reported when the file is read
        return False


def _alone(own: Layer) -> bool:
    try:
        return stands_alone(own)
    except PackError:  # reported when the file is read
        return False


class _Reading(Struct):
    """The files read so far; a later layer's file replaces an earlier one of its kind and id."""

    entries: dict[str, dict[str, Entry[Any]]] = field(
        default_factory=lambda: {kind: {} for kind in _MODELS}
    )
    manifest: Entry[Manifest] | None = None
    order: Entry[Order] | None = None
    defaults: dict[str, Entry[ContactDefaults]] = {}
    below: dict[str, Mapping[str, Any]] = {}
    own: set[str] = set()
    broken: list[Problem] = []
    lost: set[str] = set()
    values: int = 0

    def take(self, layer: Layer, *, own: bool) -> None:
        """Read every file of a layer.

        Raises:
            PosguardError: the files hold more values than anybody checks in reasonable time.

        """
        if layer.holds(MANIFEST):
            below = as_mapping(self.manifest) if self.manifest else None
            found = self._read(layer, MANIFEST, Manifest, own=own, below=below)
            self.manifest = found or self.manifest
        if layer.holds(ORDER):
            self._take_order(layer, own=own)
        for kind in LAYOUT:
            self._take_kind(layer, kind, own=own)
        if own:
            self._report_stray(layer)

    def _take_kind(self, layer: Layer, kind: str, *, own: bool) -> None:
        seen: dict[str, str] = {}
        for folder in LAYOUT[kind]:
            if kind == "contacts" and layer.holds(f"{folder}/{DEFAULTS}"):
                self._take_defaults(layer, folder, own=own)
            for name in self._listed(partial(ids, layer, folder)):
                relative = relative_name(folder, f"{name}.yaml")
                if own and name in seen:
                    facts: dict[str, object] = {"id": name, "other": seen[name]}
                    self.broken.append(Problem(layer.name(relative), 1, 1, "duplicate-id", facts))
                seen[name] = relative
                below = self.below.get(folder)
                if kind == "questions" and _adds(layer, relative, self.entries[kind].get(name)):
                    found = self._read_more(layer, relative, self.entries[kind][name], own=own)
                else:
                    found = self._read(layer, relative, _MODELS[kind], own=own, below=below)
                self._put(kind, name, found, own=own)

    def _read_more(
        self, layer: Layer, relative: str, below: Entry[SharedQuestion], *, own: bool
    ) -> Entry[SharedQuestion] | None:
        """Read a question that adds its options to those of the layer below."""
        base = as_mapping(below)
        found = self._read(layer, relative, SharedQuestion, own=own, below=base)
        return with_more(below, found) if found else None

    def _take_order(self, layer: Layer, *, own: bool) -> None:
        found = self._read(layer, ORDER, Order, own=own)
        if found is None:
            self.lost.add(ORDER)
            return
        below = self.order.value.steps if self.order else ()
        steps = merged_order(below, found.value.steps)
        self.order = msgspec.structs.replace(found, value=Order(steps))

    def _put(self, kind: str, name: str, found: Entry[Any] | None, *, own: bool) -> None:
        self.entries[kind].pop(name, None)
        if found is not None:
            self.entries[kind][name] = found
        elif own:
            self.lost.add(name)

    def _take_defaults(self, layer: Layer, folder: str, *, own: bool) -> None:
        """Read what the contacts in a folder share; if that fails, it is assumed to be whole."""
        found = self._read(layer, f"{folder}/{DEFAULTS}", ContactDefaults, own=own)
        self.below[folder] = as_mapping(found) if found else _UNREAD
        if found is not None:
            self.defaults[folder] = found

    def _read(
        self,
        layer: Layer,
        relative: str,
        model: type[Any],
        *,
        own: bool,
        below: Mapping[str, Any] | None = None,
    ) -> Entry[Any] | None:
        if own:
            self.own.add(layer.name(relative))
        if len(self.broken) >= MOST_PROBLEMS:
            return None
        found, problems = read_entry(layer, relative, model, below)
        if own:
            self.broken.extend(problems)
        self.values += len(found.marks) if found else 0
        if self.values > MOST_VALUES:
            raise PosguardError(
                "pack-too-many-values", folder=layer.name("").rstrip("/"), most=MOST_VALUES
            )
        return found

    def _listed(self, names: Callable[[], list[str]]) -> list[str]:
        try:
            return names()
        except PackError as err:
            unread = problem_of(err)
            if unread not in self.broken:
                self.broken.append(unread)
            return []

    def _report_stray(self, layer: Layer) -> None:
        """Report files and folders that nothing will ever read."""
        for folder, names in self._expected(layer).items():
            for name in self._listed(partial(layer.names, folder)):
                if name not in names and not _LEFT_BEHIND.fullmatch(name):
                    file = layer.name(relative_name(folder, name))
                    self.broken.append(_stray_file(file, name))

    def _expected(self, layer: Layer) -> dict[str, set[str]]:
        """The names that this layer may have in each of its folders."""
        expected: dict[str, set[str]] = {"": {MANIFEST, ORDER, f"{START}.yaml", *_BESIDE}}
        for folder in filter(None, (*chain.from_iterable(LAYOUT.values()), JOURNEYS)):
            names = self._listed(partial(ids, layer, folder))
            expected[folder] = {f"{name}.yaml" for name in names}
            if folder in LAYOUT["contacts"]:
                expected[folder].add(DEFAULTS)
            above, _, name = folder.rpartition("/")
            expected.setdefault(above, set()).add(name)
            expected[""].add(folder.partition("/")[0])
        return expected

    def problems(self, today: date) -> list[Problem]:
        """Every problem of the files read, in the order of files and lines."""
        kinds: dict[str, Any] = {
            kind: dict(sorted(entries.items())) for kind, entries in self.entries.items()
        }
        contents = Contents(
            self.manifest,
            order_file=self.order,
            own=frozenset(self.own),
            lost=frozenset(self.lost),
            defaults=self.defaults,
            **kinds,
        )
        found = [*self.broken, *check_references(contents, today)]
        return sorted(found, key=lambda problem: problem.where)[:MOST_PROBLEMS]


def _stray_file(file: str, name: str) -> Problem:
    """A file that nothing reads; where only its ending is wrong, the name it should have."""
    nearly = _NEARLY_YAML.fullmatch(name)
    if nearly and is_id(nearly[1]) and (nearly[2] or nearly[3] != "txt"):
        wanted = f"{nearly[1]}.yaml"
        if name != wanted:
            return Problem(file, 1, 1, "wrong-ending", {"name": name, "wanted_name": wanted})
    return Problem(file, 1, 1, "stray-file", {"name": name})
