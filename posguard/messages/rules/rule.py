"""A rule of lint as data: what is said where it is broken, and how that is put right."""

from __future__ import annotations

from typing import Literal, NamedTuple

from posguard.errors import RuleName
from posguard.pack.model import Lang

Severity = Literal["error", "warning"]


class Rule(NamedTuple):
    """One rule: its sentence and its remedy in both languages, and how much breaking it matters.

    An error keeps the pack from being read, or misleads whoever follows it. A warning is worth a
    look; nobody is told anything wrong because of it.
    """

    name: RuleName
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    severity: Severity = "error"

    def sentence(self, lang: Lang) -> str:
        """What is said where the rule is broken, with blanks for the facts."""
        return self.zh if lang == "zh" else self.en

    def remedy(self, lang: Lang) -> str:
        """How a file that breaks the rule is put right."""
        return self.remedy_zh if lang == "zh" else self.remedy_en
