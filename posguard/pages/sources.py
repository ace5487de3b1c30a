"""Sources as items of a page: what the steps rest on, in one line or with all that is known."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.interview.plan import PlanStep
from posguard.messages import joined
from posguard.pack.model import Entry, Source
from posguard.pages.citations import cited_title
from posguard.pages.setting import Setting
from posguard.render.page import Item, Section

_MOST_TITLES = 3
"""So many titles of sources stand below a plan; all of them where everything is printed."""


def sources_section(setting: Setting, steps: Sequence[PlanStep]) -> Section:
    """What the steps rest on, in one line: the titles of the first sources, and nothing more."""
    names: dict[str, None] = {}
    for planned in steps:
        for citation in planned.step.sources:
            names.setdefault(citation.partition("#")[0])
    shown = [*names][:_MOST_TITLES]
    titles = [cited_title(setting, setting.pack.sources[name].value) for name in shown]
    if len(shown) < len(names):
        titles.append(setting.say("more-sources", count=len(names) - len(shown)))
    items = (Item("sources", joined(setting.lang, titles, "clauses")),) if titles else ()
    return Section("sources", setting.say("sources"), items, tone="back", fold=True)


def source_item(setting: Setting, entry: Entry[Source], number: int | None) -> Item:
    """A source with all that is known of it."""
    source, lang = entry.value, setting.lang
    parts = [
        cited_title(setting, source),
        source.number or "",
        source.issuer[lang],
        source.date or "",
        setting.say("in-force", date=source.in_force) if source.in_force else "",
        setting.say(f"read:{source.read}"),
        source.url or "",
    ]
    text = joined(lang, filter(None, parts), "parts")
    if source.note:
        text = joined(lang, (text, source.note[lang]), "sentences")
    facts = {"number": source.number, "date": source.date, "read": source.read, "url": source.url}
    links = (source.url,) if source.url else ()
    return Item(entry.id, text, number=number, links=links, facts=facts)
