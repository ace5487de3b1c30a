"""Contents of a pack, read for checking: every file of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from posguard.pack.abroad import NumbersAbroad, numbers_abroad
from posguard.pack.asked import AskedQuestions
from posguard.pack.letters import Letter
from posguard.pack.links import Links
from posguard.pack.manifest import Employee, Manifest
from posguard.pack.model import Contact, ContactDefaults, Entry, Pillar, Source
from posguard.pack.steps import Step
from posguard.pack.trees import Finding, Order, Playbook, SharedQuestion, ranks


class Contents(Struct, frozen=True, dict=True):
    """Every file of a pack, read; ``own`` names the files that are being checked.

    When an organisation's folder is checked, the shipped pack lies below it: its files can be
    referred to, but are not reported on. ``lost`` names the files that could not be read: what
    refers to them is not guessed at.
    """

    manifest_file: Entry[Manifest] | None
    playbooks: Mapping[str, Entry[Playbook]]
    steps: Mapping[str, Entry[Step]]
    contacts: Mapping[str, Entry[Contact]]
    sources: Mapping[str, Entry[Source]]
    own: frozenset[str]
    lost: frozenset[str] = frozenset()
    letters: Mapping[str, Entry[Letter]] = {}
    defaults: Mapping[str, Entry[ContactDefaults]] = {}
    questions: Mapping[str, Entry[SharedQuestion]] = {}
    findings: Mapping[str, Entry[Finding]] = {}
    order_file: Entry[Order] | None = None

    @property
    def manifest(self) -> Entry[Manifest]:
        """The manifest of a pack that has a whole one."""
        assert self.manifest_file is not None
        return self.manifest_file

    @property
    def order(self) -> tuple[str, ...]:
        """The steps that can be due at once, in the order in which they are safe to do."""
        return self.order_file.value.steps if self.order_file else ()

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each step in that order."""
        return ranks(self.order)

    @cached_property
    def asked(self) -> AskedQuestions:
        """The questions as the trees ask them."""
        return AskedQuestions(self.playbooks, self.questions)

    @cached_property
    def links(self) -> Links:
        """What follows from which finding."""
        return Links(self.findings)

    @cached_property
    def abroad(self) -> NumbersAbroad | None:
        """How the numbers of the place are read outside it."""
        return numbers_abroad(self.manifest.value, self.contacts)

    @property
    def fallback(self) -> Mapping[Pillar, str]:
        """The step of each pillar that comes in where an incident has none."""
        return self.manifest_file.value.fallback if self.manifest_file else {}

    @property
    def employee(self) -> Employee | None:
        """What somebody employed does, and what the owner does."""
        return self.manifest_file.value.employee if self.manifest_file else None

    def own_entries(self) -> Iterator[Entry[Any]]:
        """Every file that is being checked, of whatever kind."""
        for single in (self.manifest_file, self.order_file):
            if single is not None and single.file in self.own:
                yield single
        kinds: tuple[Mapping[str, Entry[Any]], ...] = (
            self.defaults,
            self.playbooks,
            self.questions,
            self.findings,
            self.steps,
            self.contacts,
            self.sources,
            self.letters,
        )
        for entries in kinds:
            for entry in entries.values():
                if entry.file in self.own:
                    yield entry
