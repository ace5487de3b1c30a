"""A whole pack, read for checking: every file of a folder, and every fault that keeps one from
being read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct, field

from posguard.errors import PackError, PosguardError, Problem
from posguard.lint.reading import problem_of, read_entry
from posguard.lint.references import MOST_PROBLEMS, Contents, check_references
from posguard.pack.letters import Letter
from posguard.pack.loading import (
    DEFAULTS,
    JOURNEYS,
    LAYOUT,
    MANIFEST,
    Layer,
    as_mapping,
    ids,
    is_id,
    stands_alone,
)
from posguard.pack.manifest import Manifest
from posguard.pack.model import (
    LANGS,
    START,
    Contact,
    ContactDefaults,
    Entry,
    Playbook,
    Source,
    Step,
)

_MODELS: dict[str, type[msgspec.Struct]] = {
    "playbooks": Playbook,
    "steps": Step,
    "contacts": Contact,
    "sources": Source,
    "letters": Letter,
}
MOST_VALUES = 4_000_000
"""How many values a pack's files may hold together."""
_BESIDE = ("README.md", "LICENSE")
_UNREAD: Mapping[str, Any] = {"purpose": dict.fromkeys(LANGS, "-")}
"""Stands for defaults that cannot be read: all that a contact must have and may take from them."""
_LEFT_BEHIND = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(bak|orig|swp|tmp)|thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx",
    re.IGNORECASE,
)
"""What systems and editors leave in a folder: no business of anybody's."""
_NEARLY_YAML = re.compile(r"(.+?)(\.ya?ml)?\.(yml|yaml|txt)", re.IGNORECASE)
"""A file that somebody meant to be read: ``.yml``, ``.YAML``, or ``.yaml.txt`` where Windows hides
endings.
"""


class Report(Struct, frozen=True):
    """How many files were checked, and every problem in them, in the order of files and lines.

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
        place = reading.pack.place("base") if reading.pack else (1, 1)
        reading.broken.append(Problem(own.name(MANIFEST), *place, "no-triage"))
    return Report(len(reading.own), tuple(reading.problems(today)))


def _alone(own: Layer) -> bool:
    try:
        return stands_alone(own)
    except PackError:  # told of when the file is taken
        return False


class _Reading(Struct):
    """What has been read so far; a later layer's file replaces an earlier one of the same kind and
    id.
    """

    entries: dict[str, dict[str, Entry[Any]]] = field(
        default_factory=lambda: {kind: {} for kind in _MODELS}
    )
    pack: Entry[Manifest] | None = None
    defaults: dict[str, Entry[ContactDefaults]] = {}
    below: dict[str, Mapping[str, Any]] = {}
    own: set[str] = set()
    broken: list[Problem] = []
    lost: set[str] = set()
    values: int = 0

    def take(self, layer: Layer, *, own: bool) -> None:
        if layer.holds(MANIFEST):
            below = as_mapping(self.pack) if self.pack else None
            self.pack = self._read(layer, MANIFEST, Manifest, own=own, below=below) or self.pack
        for kind, folders in LAYOUT.items():
            seen: dict[str, str] = {}
            for folder in folders:
                if kind == "contacts" and layer.holds(f"{folder}/{DEFAULTS}"):
                    self._take_defaults(layer, folder, own=own)
                for name in self._listed(partial(ids, layer, folder)):
                    relative = f"{folder}/{name}.yaml" if folder else f"{name}.yaml"
                    if name in seen and own:
                        facts: dict[str, object] = {"id": name, "other": seen[name]}
                        self.broken.append(
                            Problem(layer.name(relative), 1, 1, "duplicate-id", facts)
                        )
                    seen[name] = relative
                    found = self._read(
                        layer, relative, _MODELS[kind], own=own, below=self.below.get(folder)
                    )
                    self.entries[kind].pop(name, None)
                    if found is not None:
                        self.entries[kind][name] = found
                    elif own:
                        self.lost.add(name)
        if own:
            self._stray(layer)

    def _take_defaults(self, layer: Layer, folder: str, *, own: bool) -> None:
        """What the contacts in a folder share; what cannot be read is taken to be there."""
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
            self.broken.extend([] if unread in self.broken else [unread])
            return []

    def _stray(self, layer: Layer) -> None:
        """Files and folders that nothing will ever read."""
        expected: dict[str, set[str]] = {"": {MANIFEST, f"{START}.yaml", *_BESIDE}}
        folders = [f for folders in LAYOUT.values() for f in folders if f]
        for folder in (*folders, JOURNEYS):
            expected[folder] = {
                f"{name}.yaml" for name in self._listed(partial(ids, layer, folder))
            }
            if folder in LAYOUT["contacts"]:
                expected[folder].add(DEFAULTS)
            above, _, name = folder.rpartition("/")
            expected.setdefault(above, set()).add(name)
            expected[""].add(folder.partition("/")[0])
        for folder, names in expected.items():
            for name in self._listed(partial(layer.names, folder)):
                if name not in names and not _LEFT_BEHIND.fullmatch(name):
                    relative = f"{folder}/{name}" if folder else name
                    self.broken.append(_stray_file(layer.name(relative), name))

    def problems(self, today: date) -> list[Problem]:
        """All that is wrong, in the order of files and lines."""
        kinds: dict[str, Any] = {
            kind: dict(sorted(found.items())) for kind, found in self.entries.items()
        }
        contents = Contents(
            self.pack,
            own=frozenset(self.own),
            lost=frozenset(self.lost),
            defaults=self.defaults,
            **kinds,
        )
        return sorted([*self.broken, *check_references(contents, today)], key=lambda p: p.where)[
            :MOST_PROBLEMS
        ]


def _stray_file(file: str, name: str) -> Problem:
    """A file that nothing reads; where only its ending is wrong, what it should be called."""
    nearly = _NEARLY_YAML.fullmatch(name)
    if (
        nearly
        and is_id(nearly[1])
        and (nearly[2] or nearly[3] != "txt")
        and name != f"{nearly[1]}.yaml"
    ):
        return Problem(
            file, 1, 1, "wrong-ending", {"name": name, "wanted_name": f"{nearly[1]}.yaml"}
        )
    return Problem(file, 1, 1, "stray-file", {"name": name})
