"""Contents of a pack, read for checking: every file of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from posguard.pack.letters import Letter
from posguard.pack.manifest import Manifest
from posguard.pack.model import Contact, ContactDefaults, Entry, Playbook, Source, Step


class Contents(Struct, frozen=True):
    """Every file of a pack, read; ``own`` names the files that are being checked.

    When an organisation's folder is checked, the shipped pack lies below it: its files can be
    referred to, but are not reported on. ``lost`` names the files that could not be read: what
    refers to them is not guessed at.
    """

    pack: Entry[Manifest] | None
    playbooks: Mapping[str, Entry[Playbook]]
    steps: Mapping[str, Entry[Step]]
    contacts: Mapping[str, Entry[Contact]]
    sources: Mapping[str, Entry[Source]]
    own: frozenset[str]
    lost: frozenset[str] = frozenset()
    letters: Mapping[str, Entry[Letter]] = {}
    defaults: Mapping[str, Entry[ContactDefaults]] = {}

    def own_entries(self) -> Iterator[Entry[Any]]:
        """Every file that is being checked, of whatever kind."""
        if self.pack is not None and self.pack.file in self.own:
            yield self.pack
        kinds: tuple[Mapping[str, Entry[Any]], ...] = (
            self.defaults,
            self.playbooks,
            self.steps,
            self.contacts,
            self.sources,
            self.letters,
        )
        for entries in kinds:
            for entry in entries.values():
                if entry.file in self.own:
                    yield entry
