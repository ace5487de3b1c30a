"""Links between the findings of a pack: what each implies, and what it is a part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from posguard.pack.model import Entry
from posguard.pack.trees import Finding


class Links:
    """What follows from each finding; looked up once, for every interview asks it often."""

    def __init__(self, findings: Mapping[str, Entry[Finding]]) -> None:
        self._findings = findings
        self._implied: dict[str, tuple[str, ...]] = {}

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """By finding: the compound ones that it is a part of."""
        parts: dict[str, list[str]] = {}
        for name, entry in self._findings.items():
            for part in dict.fromkeys(entry.value.when):
                parts.setdefault(part, []).append(name)
        return parts

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Of each compound finding, how many it is made of."""
        return Counter(chain.from_iterable(self.parts.values()))

    def implied(self, name: str) -> tuple[str, ...]:
        """The finding and all that it implies, each behind what implies it."""
        if name not in self._implied:
            found: dict[str, None] = {}
            waiting = [name]
            while waiting:
                other = waiting.pop()
                if other not in found:
                    found[other] = None
                    waiting.extend(reversed(self._findings[other].value.implies))
            self._implied[name] = tuple(found)
        return self._implied[name]
