"""Findings: what is true of a person, from what they told and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from posguard.pack.links import Links
from posguard.pack.model import Entry
from posguard.pack.trees import Finding

Findings = Mapping[str, Entry[Finding]]


def held(findings: Findings, told: Sequence[str], links: Links | None = None) -> tuple[str, ...]:
    """The findings that are true once these have been told, in the order in which they came.

    A finding that is told makes those true that it implies; one with ``when`` is true where all
    those are. A calm finding lapses beside any that it yields to, whatever was told first. With
    nothing told no file is opened. ``links`` may be given where this is asked often.
    """
    if not told:
        return ()
    links = Links(findings) if links is None else links
    dangerous = [name for name in told if not findings[name].value.is_calm]
    alarming = _closed(findings, dangerous, links)
    calm = [name for name in _implied(links, told) if name not in alarming]
    return (
        *alarming,
        *(name for name in calm if alarming.keys().isdisjoint(findings[name].value.yields_to)),
    )


def _implied(links: Links, told: Iterable[str]) -> dict[str, None]:
    """These and all they imply, each behind what implies it."""
    return dict.fromkeys(chain.from_iterable(map(links.implied, told)))


def _closed(findings: Findings, told: Sequence[str], links: Links) -> dict[str, None]:
    """The alarming findings that follow from these, compound ones last."""
    found = _implied(links, told)
    if not found:
        return found
    lacking: dict[str, int] = {}
    latest: Iterable[str] = [*found]
    while latest:
        of_latest = chain.from_iterable(links.parts.get(name, ()) for name in latest)
        complete = sorted(_complete(findings, of_latest, lacking))
        latest = [name for name in _implied(links, complete) if name not in found]
        found |= dict.fromkeys(latest)
    return found


def _complete(
    findings: Findings, compounds: Iterable[str], lacking: dict[str, int]
) -> Iterator[str]:
    """The compound findings of which nothing lacks once these have one part more."""
    for name in compounds:
        lacking[name] = lacking.get(name, len({*findings[name].value.when})) - 1
        if not lacking[name]:
            yield name


def all_held(when: Collection[str], findings: Collection[str]) -> bool:
    """Whether every finding of a condition is held."""
    return not when or all(name in findings for name in when)
