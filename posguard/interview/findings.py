"""Findings: what is true of a person, from what they told and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from posguard.pack.links import Links
from posguard.pack.model import Entry
from posguard.pack.trees import Finding

Findings = Mapping[str, Entry[Finding]]


class Held(Struct, frozen=True):
    """What is true of a person, by how it came to be: told or implied by what was told, compound
    with all that follows, and calm. Each part is in the order in which it came.
    """

    told: tuple[str, ...] = ()
    compound: tuple[str, ...] = ()
    calm: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, the calm ones last."""
        return (*self.told, *self.compound, *self.calm)


NOTHING = Held()


def held(findings: Findings, told: Sequence[str], links: Links | None = None) -> tuple[str, ...]:
    """The findings that are true once these have been told, in the order in which they came.

    With nothing told no file is opened. ``links`` may be given where this is asked often.
    """
    if not told:
        return ()
    return held_with(NOTHING, told, Links(findings) if links is None else links).names


def held_with(before: Held, tells: Sequence[str], links: Links) -> Held:
    """What is true once these have been told as well.

    A finding that is told makes those true that it implies; one with ``when`` is true where all
    those are. A calm finding lapses beside any that it yields to, whatever was told first.
    """
    calm = before.calm
    if not links.calm.isdisjoint(tells):
        calm = (*calm, *_implied(links, [name for name in tells if name in links.calm]))
        tells = [name for name in tells if name not in links.calm]
    new = [name for name in _implied(links, tells) if name not in before.told]
    told, compound = (*before.told, *new), before.compound
    if not links.parts.keys().isdisjoint(new):
        compound = _compound(told, links)
    elif compound:
        compound = tuple(name for name in compound if name not in new)
    if calm:
        calm = _beside(frozenset((*told, *compound)), calm, links)
    return Held(told, compound, calm)


def _beside(alarming: frozenset[str], calm: Iterable[str], links: Links) -> tuple[str, ...]:
    """Those of the calm findings that do not lapse beside the alarming ones."""
    return tuple(
        name
        for name in dict.fromkeys(calm)
        if name not in alarming and alarming.isdisjoint(links.yields_to(name))
    )


def _implied(links: Links, told: Iterable[str]) -> dict[str, None]:
    """These and all they imply, each behind what implies it."""
    return dict.fromkeys(chain.from_iterable(map(links.implied.__getitem__, told)))


def _compound(told: Iterable[str], links: Links) -> tuple[str, ...]:
    """What follows from several of these together, those that need the fewest others first."""
    rarest, found = links.rarest, dict.fromkeys(told)
    names, following = found.keys(), dict[str, None]()
    latest: Collection[str] = names
    open_: list[tuple[str, frozenset[str]]] = []
    while latest:
        newly = map(rarest.__getitem__, rarest.keys() & latest)
        possible = [*open_, *chain.from_iterable(newly)]
        complete, open_ = list[str](), []
        for name, parts in possible:
            if names >= parts:
                complete.append(name)
            else:
                open_.append((name, parts))
        latest = [name for name in _implied(links, sorted(complete)) if name not in found]
        found |= dict.fromkeys(latest)
        following |= dict.fromkeys(latest)
    return tuple(following)


def all_held(when: Collection[str], findings: Collection[str]) -> bool:
    """Whether every finding of a condition is held."""
    for name in when:  # noqa: SIM110  asked some hundred times for each interview
        if name not in findings:
            return False
    return True
