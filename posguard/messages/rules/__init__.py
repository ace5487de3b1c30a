"""The rules of lint, one table: every reason to refuse a file of a pack or to complain of it.

Loaded only when something is wrong: a command that finds its pack in order needs no word of it.
"""

from __future__ import annotations

from posguard.messages.rules.content import CONTENT
from posguard.messages.rules.findings import FINDINGS
from posguard.messages.rules.journeys import JOURNEYS
from posguard.messages.rules.reading import READING
from posguard.messages.rules.rule import Rule
from posguard.messages.rules.trees import TREES

__all__ = ["RULES", "Rule"]

RULES: dict[str, Rule] = {
    rule.name: rule for rule in (*READING, *CONTENT, *TREES, *FINDINGS, *JOURNEYS)
}
