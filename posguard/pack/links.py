"""Links between the findings of a pack: what each implies, and what it is a part of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from posguard.pack.model import Entry
from posguard.pack.trees import Finding


class Links:
    """What follows from each finding; looked up once, for every interview asks it often."""

    def __init__(self, findings: Mapping[str, Entry[Finding]]) -> None:
        self._findings = findings
        self.implied = _Implied(findings)

    @cached_property
    def calm(self) -> frozenset[str]:
        """The findings that yield to others."""
        return frozenset(name for name, entry in self._findings.items() if entry.value.yields_to)

    def yields_to(self, name: str) -> Sequence[str]:
        """The findings beside which a calm one is not held."""
        return self._findings[name].value.yields_to

    @cached_property
    def parts(self) -> Mapping[str, Sequence[str]]:
        """By finding: the compound ones that it is a part of."""
        parts: dict[str, list[str]] = {}
        for name, entry in self._findings.items():
            for part in dict.fromkeys(entry.value.when):
                parts.setdefault(part, []).append(name)
        return parts

    @cached_property
    def rarest(self) -> Mapping[str, Sequence[tuple[str, frozenset[str]]]]:
        """The compound findings with all their parts, each at the part that is in the fewest."""
        found: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for name in dict.fromkeys(chain.from_iterable(self.parts.values())):
            when = self._findings[name].value.when
            part = min(when, key=lambda each: len(self.parts[each]))
            found.setdefault(part, []).append((name, frozenset(when)))
        return found


class _Implied(dict[str, tuple[str, ...]]):
    """Of each finding itself and all that it implies, each behind what implies it."""

    def __init__(self, findings: Mapping[str, Entry[Finding]]) -> None:
        super().__init__()
        self._findings = findings

    def __missing__(self, name: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        waiting = [name]
        while waiting:
            other = waiting.pop()
            if other not in found:
                found[other] = None
                waiting.extend(reversed(self._findings[other].value.implies))
        self[name] = tuple(found)
        return self[name]
