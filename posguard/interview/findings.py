"""Findings: what is true of a person, from what they told and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from posguard.pack.model import Entry
from posguard.pack.trees import Finding

Findings = Mapping[str, Entry[Finding]]


def held(
    findings: Findings, told: Sequence[str], parts: Mapping[str, Sequence[str]] | None = None
) -> tuple[str, ...]:
    """The findings that are true once these have been told, in the order in which they came.

    A finding that is told makes those true that it implies; one with ``when`` is true where all
    those are. A calm finding lapses beside any that it yields to, whatever was told first. With
    nothing told no file is opened. ``parts`` may be given where this is asked often.
    """
    if not told:
        return ()
    dangerous = [name for name in told if not findings[name].value.is_calm]
    alarming = _closed(findings, dangerous, parts)
    calm = [name for name in _implied(findings, told) if name not in alarming]
    return (
        *alarming,
        *(name for name in calm if not _yields(findings, name, alarming)),
    )


def _implied(
    findings: Findings, told: Iterable[str], beside: Collection[str] = ()
) -> dict[str, None]:
    """These and all they imply that is not among ``beside``, each behind what implies it."""
    found: dict[str, None] = {}
    waiting = [*reversed([*told])]
    while waiting:
        name = waiting.pop()
        if name not in found and name not in beside:
            found[name] = None
            waiting.extend(reversed(findings[name].value.implies))
    return found


def _closed(
    findings: Findings, told: Sequence[str], parts: Mapping[str, Sequence[str]] | None
) -> dict[str, None]:
    """The alarming findings that follow from these, compound ones last."""
    found = _implied(findings, told)
    if not found:
        return found
    parts = parts_of(findings) if parts is None else parts
    lacking: dict[str, int] = {}
    latest: Iterable[str] = found
    while latest:
        of_latest = chain.from_iterable(parts.get(name, ()) for name in latest)
        latest = _implied(findings, sorted(_complete(findings, of_latest, lacking)), found)
        found |= latest
    return found


def _complete(
    findings: Findings, compounds: Iterable[str], lacking: dict[str, int]
) -> Iterator[str]:
    """The compound findings of which nothing lacks once these have one part more."""
    for name in compounds:
        lacking[name] = lacking.get(name, len({*findings[name].value.when})) - 1
        if not lacking[name]:
            yield name


def parts_of(findings: Findings) -> dict[str, list[str]]:
    """By finding: the compound ones that it is a part of."""
    parts: dict[str, list[str]] = {}
    for name, entry in findings.items():
        for part in dict.fromkeys(entry.value.when):
            parts.setdefault(part, []).append(name)
    return parts


def _yields(findings: Findings, name: str, alarming: Collection[str]) -> bool:
    return any(other in alarming for other in findings[name].value.yields_to)


def all_held(when: Iterable[str], findings: Collection[str]) -> bool:
    """Whether every finding of a condition is held."""
    return all(name in findings for name in when)
