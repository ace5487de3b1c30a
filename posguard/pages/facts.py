"""Facts of a case in words, and the page of them all."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from posguard.case.fact_names import KINDS
from posguard.case.facts import MAIN, WHOLE
from posguard.case.state import Case, Fact
from posguard.messages import joined
from posguard.pack.model import Text
from posguard.pages.amounts import is_recorded_moment
from posguard.pages.moments import recorded
from posguard.pages.setting import Setting
from posguard.render.page import Item, Page, Section

FACTS_SCHEMA = "posguard.facts/1"

_CHOICES = ("direction", "role")
"""The fields whose values have names."""


def kinds_of_facts() -> list[Text]:
    """The kinds of facts by the names under which they can be typed."""
    return [Text(zh=f"{names[0]}（{kind}）", en=kind) for kind, names in KINDS.items()]


def fact_words(setting: Setting, values: Mapping[str, str]) -> str:
    """What a fact says, field by field; of an account that is kept whole the end only."""
    words = []
    for name, value in _spared(values).items():
        shown = recorded(value) if is_recorded_moment(value) else value
        if name in _CHOICES:
            shown = setting.label("value", value)
        words.append(shown if name == MAIN else f"{setting.label('field', name)} {shown}")
    return joined(setting.lang, words, "clauses")


def fact_item(setting: Setting, fact: Fact) -> Item:
    """A fact in one line, its number first; of an account that is kept whole the end only."""
    kind, values = setting.label("fact", fact.kind), fact_words(setting, fact.values)
    return Item(
        str(fact.n),
        setting.say("fact-line", n=fact.n, kind=kind, values=values),
        facts={"kind": fact.kind},
    )


def facts_page(setting: Setting, case: Case) -> Page:
    """Every fact of a case, one a line."""
    items = tuple(
        structs.replace(
            fact_item(setting, fact),
            mark="line",
            facts={"n": fact.n, "kind": fact.kind, "values": _spared(fact.values)},
        )
        for fact in case.facts
    )
    return Page(
        FACTS_SCHEMA,
        setting.lang,
        setting.say("case-facts-title", name=case.name),
        sections=(Section("facts", "", items),),
        facts={"case": case.name},
        report=True,
    )


def _spared(values: Mapping[str, str]) -> dict[str, str]:
    """The values as a screen shows them."""
    return {name: f"…{value[-4:]}" if name in WHOLE else value for name, value in values.items()}
