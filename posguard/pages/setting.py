"""The setting of a page: the language, the pack, and what earlier items of the page have said."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from posguard.messages import MESSAGES, say
from posguard.pack.contacts import Contacts
from posguard.pack.manifest import Manifest, Place
from posguard.pack.model import Entry, Lang, Playbook, Role, Source

Chosen = Mapping[Role, str]
"""The contact ids that the person's own acquirer and bank have."""


class Setting(Struct):
    """The setting of a page: the language, the contacts chosen, and the pack but for its steps.

    ``cited`` and ``called`` grow while items are made; the back matter lists them. ``met`` holds
    the roles whose number the reader has been told how to find.
    """

    lang: Lang
    pack: Entry[Manifest]
    playbooks: Mapping[str, Entry[Playbook]]
    contacts: Contacts
    sources: Mapping[str, Entry[Source]]
    chosen: Chosen = {}
    cited: dict[str, int] = {}
    called: dict[str, None] = {}
    met: set[Role] = set()

    @property
    def place(self) -> Place:
        """The place that the pack is made for."""
        return self.pack.value.place

    def say(self, key: str, **facts: object) -> str:
        return say(self.lang, key, **facts)

    def label(self, what: str, name: str) -> str:
        """What a kind, a field or an event is called; its own name where there is no word for it.

        ``what`` is ``fact``, ``field`` or ``event``.
        """
        key = f"{what}:{name}"
        return self.say(key) if key in MESSAGES else name
