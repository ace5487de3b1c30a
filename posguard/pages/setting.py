"""The setting of a page: the language, the pack, and what earlier items of the page have said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Literal, Protocol

from msgspec import Struct, field

from posguard.interview.plan import Advised
from posguard.messages import say
from posguard.pack.abroad import NumbersAbroad, numbers_for
from posguard.pack.contacts import Contacts
from posguard.pack.manifest import Manifest, Place
from posguard.pack.model import Entry, Lang, Role, Source, Within

Extent = Literal["brief", "usual", "full"]
"""How much of a plan is printed: its first page, what most people need, or everything."""
Chosen = Mapping[Role, str]
"""The contact ids that the person's own acquirer and bank have."""

_MOST_KEPT = 1 << 13
"""So much that was put together for some people is kept: twice what a thousand interviews need."""

_said = lru_cache(maxsize=1 << 13, typed=True)(say)
"""Pages say the same of many steps, and many plans have the same steps."""


class PackContents(Advised, Protocol):
    """What pages are made from: everything that a pack holds."""

    @property
    def manifest(self) -> Entry[Manifest]: ...

    @property
    def contacts(self) -> Contacts: ...

    @property
    def sources(self) -> Mapping[str, Entry[Source]]: ...

    @property
    def abroad(self) -> NumbersAbroad | None: ...


class Known(Struct):
    """What the pages of one pack say again and again: many plans have the same steps.

    It belongs to whoever opened the pack, and goes with it. Its keys hold whatever the words
    depend on, so threads that make the same at once do no harm.
    """

    phones: dict[tuple[str | None, str | None, bool], tuple[str, ...]] = {}
    conditions: dict[tuple[str, str], frozenset[str]] = {}
    names: dict[tuple[str, Lang, bool], str] = {}
    headlines: dict[tuple[str, Lang, bool, str | None], str] = {}
    lines: dict[tuple[str, Lang, bool, Within, int], str] = {}
    told: dict[tuple[str, str, Lang, bool, frozenset[str]], tuple[str, ...]] = {}

    def limit(self) -> None:
        """Forget what was put together for some people, before it takes too much memory."""
        for kept in (self.lines, self.told):
            if len(kept) > _MOST_KEPT:
                kept.clear()


class Setting(Struct):
    """What a page is made from: the language, the pack, and the contacts chosen.

    ``findings`` are those that hold, so that a step says only what is true of the reader; with
    ``conditions`` nothing is known of the reader, and each part stands behind its condition.
    ``cited`` and ``called`` grow while items are made; the back matter lists them. ``met`` holds
    the roles whose number the reader has been told how to find. ``abroad`` is what stands in place
    of the numbers of the place, if the reader is outside it; one ``is_for_another`` who helps
    somebody else, whose words the scripts are.
    """

    lang: Lang
    pack: PackContents
    chosen: Chosen = {}
    findings: Collection[str] = ()
    conditions: bool = False
    cited: dict[str, int] = {}
    called: dict[str, None] = {}
    met: set[Role] = set()
    known: Known = field(default_factory=Known)
    abroad: NumbersAbroad | None = None
    is_for_another: bool = False

    def __post_init__(self) -> None:
        if self.findings:
            self.read_by(self.findings)

    def read_by(self, findings: Collection[str]) -> None:
        """From here on the reader is somebody of whom these findings are true."""
        helper = self.pack.manifest.value.helper
        self.findings = findings
        self.abroad = numbers_for(findings, self.pack)
        self.is_for_another = helper is not None and helper.finding in findings

    @property
    def place(self) -> Place:
        """The place that the pack is made for."""
        return self.pack.manifest.value.place

    def say(self, key: str, **facts: object) -> str:
        try:
            return _said(self.lang, key, **facts)
        except TypeError:  # a list of facts
            return say(self.lang, key, **facts)

    def label(self, what: str, name: str) -> str:
        """What a kind, a field or an event is called; its own name where there is no word for it.

        ``what`` is ``fact``, ``field``, ``value`` or ``event``.
        """
        from posguard.messages.table import MESSAGES

        key = f"{what}:{name}"
        return self.say(key) if key in MESSAGES else name
