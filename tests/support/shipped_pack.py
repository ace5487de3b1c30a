"""The shipped pack, read whole and once, as the tests that walk through all of it need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from posguard.app.packs import open_pack
from posguard.interview.plan import plan
from posguard.interview.walk import Progress
from posguard.lint.contents import Contents
from posguard.pack.contacts import Contacts
from posguard.pack.manifest import Manifest
from posguard.pack.model import START, Lang
from posguard.pages import advice as pages
from posguard.pages.setting import Setting
from posguard.render.page import Page


@cache
def contents() -> Contents:
    """Every file of the pack."""
    pack = open_pack()
    playbooks = {name: pack.playbooks[name] for name in pack.playbooks}
    steps = {name: pack.steps[name] for name in pack.steps}
    contacts = {name: pack.contacts[name] for name in pack.contacts}
    sources = {name: pack.sources[name] for name in pack.sources}
    letters = {name: pack.letters[name] for name in pack.letters}
    kinds = (playbooks, steps, contacts, sources, letters)
    files = {entry.file for collection in kinds for entry in collection.values()}
    own = frozenset({*files, pack.pack.file})
    return Contents(pack.pack, playbooks, steps, contacts, sources, own=own, letters=letters)


def manifest() -> Manifest:
    """What the pack says of itself and of its place."""
    pack = contents().pack
    assert pack is not None
    return pack.value


def incidents() -> list[str]:
    """The ids of the playbooks that an interview can lead to."""
    return [name for name in contents().playbooks if name != START]


def page_setting(lang: Lang) -> Setting:
    """What a page needs beside its steps."""
    pack = contents()
    assert pack.pack is not None
    return Setting(lang, pack.pack, pack.playbooks, pack.contacts, pack.sources)


def plan_page(progress: Progress, lang: Lang) -> Page:
    """The plan's page."""
    return pages.plan_page(page_setting(lang), progress, plan(progress, contents().steps))


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page in both languages."""

    zh: Page
    en: Page


def page_pair(progress: Progress) -> PagePair:
    """The plan's page in both languages."""
    return PagePair(plan_page(progress, "zh"), plan_page(progress, "en"))


def usable_numbers(contacts: Contacts, among: Sequence[str] = ()) -> set[str]:
    """Every number that may be printed: those of the contacts, written without dashes."""
    return {
        n.number.replace("-", "")
        for name in among or contacts
        for n in contacts[name].value.numbers
    }
