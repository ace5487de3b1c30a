"""A rule of lint as a page: what it says, how much it matters, and how it is put right."""

from __future__ import annotations

import re

from posguard.messages import say
from posguard.messages.rules import Rule
from posguard.pack.model import Lang
from posguard.render.page import Page

RULE_SCHEMA = "posguard.rule/1"


def rule_page(rule: Rule, lang: Lang) -> Page:
    """One rule; ``…`` stands for what its sentence names of a file."""
    sentence = re.sub(r"\{\w+\}", "…", rule.sentence(lang).replace("{near}", "").rstrip())
    severity = say(lang, f"severity:{rule.severity}")
    return Page(
        RULE_SCHEMA,
        lang,
        say(lang, "rule-title", name=rule.name, severity=severity),
        lead=(sentence, say(lang, "rule-remedy", remedy=rule.remedy(lang))),
        facts={"rule": rule.name, "severity": rule.severity},
    )
