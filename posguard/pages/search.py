"""The page of a search: the playbooks that fit a person's words, the best first, and why."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.pack.search import Match
from posguard.pages.setting import Setting
from posguard.render.page import Item, Page, Section

SEARCH_SCHEMA = "posguard.search/1"


def search_page(setting: Setting, words: str, matches: Sequence[Match]) -> Page:
    """A line for each playbook found: its id, its title, why it fits; and the command for it."""
    items = tuple(_item(setting, match) for match in matches)
    return Page(
        SEARCH_SCHEMA,
        setting.lang,
        setting.say("search-title", words=words),
        sections=(Section("playbooks", "", items),),
        facts={"words": words},
        report=True,
    )


def _item(setting: Setting, match: Match) -> Item:
    title = match.entry.value.title[setting.lang]
    command = f"posguard checklist {match.entry.id}"
    why = setting.say(f"match:{match.field}", words=match.words)
    return Item(
        match.entry.id,
        f"{match.entry.id}  {title}  ({why})  {command}",
        mark="line",
        facts={
            "title": title,
            "found_in": match.field,
            "words": match.words,
            "command": command,
        },
    )
