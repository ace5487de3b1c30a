"""The journeys of the shipped pack, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from posguard.api.packs import PackFolder, shipped
from posguard.lint.journeys import Journey, read_journeys

FOLDER = Path(shipped()) / "journeys"


@dataclass(frozen=True, slots=True)
class ShippedJourney:
    """A journey and the file it stands in."""

    file: str
    journey: Journey

    def __str__(self) -> str:
        return f"{self.file}: {self.journey.name}"


@cache
def journeys() -> Sequence[ShippedJourney]:
    """All journeys of all files; the name of a file is that of the incident it is about."""
    entries, problems = read_journeys(PackFolder(shipped(), "playbooks"))
    assert problems == []
    return tuple(ShippedJourney(entry.id, journey) for entry in entries for journey in entry.value)
