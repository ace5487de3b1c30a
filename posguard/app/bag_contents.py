"""Contents of a bag beside the copies: its tags, and pages for its reader in both languages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from msgspec import structs

from posguard import __version__
from posguard.app.cases import Casework
from posguard.case.open_case import OpenCase
from posguard.case.record import Damage
from posguard.case.view import CaseView
from posguard.pack.model import LANGS
from posguard.pages import evidence as evidence_pages
from posguard.pages.damage import damage_lines
from posguard.render.html import html
from posguard.render.markdown import markdown


def bag_tags(
    work: Casework, case: CaseView | OpenCase, damage: Sequence[Damage]
) -> list[tuple[str, str]]:
    """The tags of a bag: labels and values, with the state of the record that vouches for it."""
    number, digest = case.record.last
    name = case.state.name
    return [
        ("Bag-Software-Agent", f"posguard {__version__}"),
        ("Bagging-Date", work.now.date().isoformat()),
        ("Case-Opened", case.state.opened),
        ("External-Description", f"案件 {name} 的证据 / Evidence of the case {name}"),
        ("External-Identifier", name),
        ("Packed-At", work.at),
        *[("Record-Damage", line) for line in damage_lines("en", name, damage)],
        ("Record-Entries", str(number)),
        ("Record-Last-Hash", digest),
    ]


def bag_pages(
    work: Casework, case: CaseView | OpenCase, damage: Sequence[Damage]
) -> dict[str, str]:
    """The pages of a bag by file name: its index and its timeline, in both languages."""
    pages = {"timeline.jsonl": _chain(case)}
    steps, events = work.advice.pack.steps, case.record.events
    for lang in LANGS:
        setting = structs.replace(work.advice, lang=lang).setting()
        index = evidence_pages.index_page(setting, case.state, work.at, damage)
        timeline = evidence_pages.record_page(setting, case.state, events, steps, damage)
        pages[f"index.{lang}.html"], pages[f"index.{lang}.md"] = html(index), markdown(index)
        pages[f"timeline.{lang}.md"] = markdown(timeline)
    return pages


def _chain(case: CaseView | OpenCase) -> str:
    """The chain of events as lines: number, time, kind and hashes of each, without its words."""
    lines: list[dict[str, Any]] = [
        {"n": e.n, "at": e.at, "kind": e.kind, "prev": e.prev, "hash": e.hash}
        for e in case.record.events
    ]
    return "".join(json.dumps(line) + "\n" for line in lines)
