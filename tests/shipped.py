"""The shipped pack, read whole and once, as the tests that walk through all of it need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from posguard.app.packs import open_pack
from posguard.interview.plan import plan
from posguard.interview.walk import Reached
from posguard.lint.references import Contents
from posguard.pack.contacts import Contacts
from posguard.pack.manifest import Pack
from posguard.pack.model import START, Lang
from posguard.pages import advice as pages
from posguard.pages.steps import Setting
from posguard.render.page import Page

TESTS = Path(__file__).parent


@cache
def contents() -> Contents:
    """Every file of the pack."""
    shelves = open_pack()
    playbooks = {name: shelves.playbooks[name] for name in shelves.playbooks}
    steps = {name: shelves.steps[name] for name in shelves.steps}
    contacts = {name: shelves.contacts[name] for name in shelves.contacts}
    sources = {name: shelves.sources[name] for name in shelves.sources}
    letters = {name: shelves.letters[name] for name in shelves.letters}
    kinds = (playbooks, steps, contacts, sources, letters)
    files = {entry.file for shelf in kinds for entry in shelf.values()}
    own = frozenset({*files, shelves.pack.file})
    return Contents(shelves.pack, playbooks, steps, contacts, sources, own=own, letters=letters)


def manifest() -> Pack:
    """What the pack says of itself and of its place."""
    pack = contents().pack
    assert pack is not None
    return pack.value


def incidents() -> list[str]:
    """The ids of the playbooks that an interview can lead to."""
    return [name for name in contents().playbooks if name != START]


def surroundings(lang: Lang) -> Setting:
    """What a page needs beside its steps."""
    pack = contents()
    assert pack.pack is not None
    return Setting(lang, pack.pack, pack.playbooks, pack.contacts, pack.sources)


def plan_page(reached: Reached, lang: Lang) -> Page:
    """The plan's page."""
    return pages.plan_page(surroundings(lang), reached, plan(reached, contents().steps))


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in both languages."""

    zh: Page
    en: Page


def both(reached: Reached) -> Shown:
    """The plan's page in both languages."""
    return Shown(plan_page(reached, "zh"), plan_page(reached, "en"))


def usable_numbers(contacts: Contacts, among: Sequence[str] = ()) -> set[str]:
    """Every number that may be printed: those of the contacts, written without dashes."""
    return {n.number.replace("-", "") for name in among or contacts for n in contacts[name].value.numbers}
