"""The page of a search: the playbooks that fit a person's words, the best first, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from posguard.pack.search import Match
from posguard.pages.setting import Setting
from posguard.render.page import Item, Page, Section

SEARCH_SCHEMA = "posguard.search/1"

_HAN = re.compile("[\u3400-\u9fff]")
_WITH_WORDS = ("words", "like", "option")
"""The fields of which the words that fit are quoted."""


def search_page(setting: Setting, words: str, matches: Sequence[Match]) -> Page:
    """A line for each playbook found: its id, its title, why it fits; and the command for it."""
    reads_chinese = setting.lang == "zh" or _HAN.search(words) is not None
    items = tuple(_item(setting, match, quoted=reads_chinese) for match in matches)
    return Page(
        SEARCH_SCHEMA,
        setting.lang,
        setting.say("search-title", words=words),
        sections=(Section("playbooks", "", items),),
        facts={"words": words},
        report=True,
    )


def _item(setting: Setting, match: Match, *, quoted: bool) -> Item:
    """A playbook found; a Chinese wording is ``quoted`` for whoever reads it."""
    title = match.entry.value.title[setting.lang]
    command = f"posguard checklist {match.entry.id}"
    key = f"match:{match.field}"
    if not quoted and match.field in _WITH_WORDS and _HAN.search(match.words):
        key = "match:wording"
    why = setting.say(key, words=match.words)
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
