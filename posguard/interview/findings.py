"""Findings: what is true of a person, from what they told and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    if links.calm.isdisjoint(told):
        return (*_closed(told, links),)
    alarming = _closed([name for name in told if name not in links.calm], links)
    calm = [name for name in _implied(links, told) if name not in alarming]
    return (
        *alarming,
        *(name for name in calm if alarming.keys().isdisjoint(findings[name].value.yields_to)),
    )


def _implied(links: Links, told: Iterable[str]) -> dict[str, None]:
    """These and all they imply, each behind what implies it."""
    return dict.fromkeys(chain.from_iterable(map(links.implied.__getitem__, told)))


def _closed(told: Iterable[str], links: Links) -> dict[str, None]:
    """The alarming findings that follow from these, compound ones last."""
    found = _implied(links, told)
    names, rarest = found.keys(), links.rarest
    latest: Collection[str] = names
    open_: list[tuple[str, frozenset[str]]] = []
    while latest:
        possible = open_ + [each for name in rarest.keys() & latest for each in rarest[name]]
        complete, open_ = list[str](), []
        for name, parts in possible:
            if names >= parts:
                complete.append(name)
            else:
                open_.append((name, parts))
        if not complete:
            break
        latest = [name for name in _implied(links, sorted(complete)) if name not in found]
        found |= dict.fromkeys(latest)
    return found


def all_held(when: Collection[str], findings: Collection[str]) -> bool:
    """Whether every finding of a condition is held."""
    for name in when:  # noqa: SIM110  asked some hundred times for each interview
        if name not in findings:
            return False
    return True
