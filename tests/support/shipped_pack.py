"""The shipped pack, read whole and once, as the tests that walk through all of it need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from posguard.api.packs import PackFolder, open_pack, shipped
from posguard.interview.plan import plan
from posguard.interview.progress import Progress
from posguard.lint.contents import Contents
from posguard.lint.reading import read_entry
from posguard.pack.contacts import Contacts
from posguard.pack.layout import LAYOUT, ORDER
from posguard.pack.manifest import Manifest
from posguard.pack.model import START, Lang
from posguard.pack.trees import Order
from posguard.pages import plan as pages
from posguard.pages.abroad import plan_for_reader
from posguard.pages.setting import Extent, Setting
from posguard.render.page import Page


@cache
def contents() -> Contents:
    """Every file of the pack."""
    pack = open_pack()
    order, problems = read_entry(PackFolder(shipped(), "playbooks"), ORDER, Order)
    assert problems == []
    kinds: dict[str, Any] = {name: dict(getattr(pack, name)) for name in LAYOUT}
    files = {entry.file for collection in kinds.values() for entry in collection.values()}
    own = frozenset({*files, pack.manifest.file})
    return Contents(pack.manifest, order_file=order, own=own, **kinds)


def manifest() -> Manifest:
    """What the pack says of itself and of its place."""
    return contents().manifest.value


def incidents() -> list[str]:
    """The ids of the playbooks that an interview can lead to."""
    return [name for name in contents().playbooks if name != START]


def page_setting(lang: Lang) -> Setting:
    """What a page needs beside its steps."""
    return Setting(lang, contents())


def plan_page(progress: Progress, lang: Lang, extent: Extent = "usual") -> Page:
    """The plan's page."""
    made = plan_for_reader(plan(progress, contents()), contents())
    return pages.plan_page(page_setting(lang), progress, made, extent)


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page in both languages."""

    zh: Page
    en: Page


def page_pair(progress: Progress, extent: Extent = "usual") -> PagePair:
    """The plan's page in both languages."""
    return PagePair(plan_page(progress, "zh", extent), plan_page(progress, "en", extent))


def usable_numbers(contacts: Contacts, among: Sequence[str] = ()) -> set[str]:
    """Every number that may be printed: those of the contacts, written without dashes."""
    return {
        n.number.replace("-", "")
        for name in among or contacts
        for n in contacts[name].value.numbers
    }
