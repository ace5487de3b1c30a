"""The program's own words that the page says, and when it needs them"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from posguard.messages.table import MESSAGES
from posguard.pack.model import LANGS, Lang
from posguard.web.texts import Row

FIRST_WORDS = (
    *("progress", "web-language", "web-continue", "web-more", "web-many", "web-choose"),
    *("web-error", "web-back", "web-loading", "web-loading-meanwhile", "web-damaged"),
    *("web-kept", "web-not-kept", "web-clear", "web-clear-ask", "web-clear-yes", "web-clear-no"),
    *("web-idle", "web-idle-soon", "web-idle-stay"),
)
"""What can be seen before the table is there."""
_FAMILIES = ("begin:", "within:", "event:", "pillar:", "detail:")
PLAN_WORDS = (
    *("plan-title", "plan-title-none", "plan-title-several", "plan-title-many"),
    *("urgency", "label", "from", "call-role", "practice", "waived"),
    *("how-title", "never-title", "told-title", "your-answers", "left-out"),
    *("contacts-title", "sources", "about", "for-owner"),
    *("web-advice", "web-under-way", "web-call", "web-call-label", "web-old"),
    *("web-copy", "web-copied", "web-not-copied", "web-how", "web-everything"),
    *("web-change", "web-change-label", "web-print", "web-print-all"),
    *("web-own-acquirer", "web-own-bank", "web-own-none"),
    *(key for key in MESSAGES if key.startswith(_FAMILIES)),
)
"""The rest: the words of the plan, and of the buttons on it."""


def words_table(names: Iterable[str], langs: Sequence[Lang]) -> Row:
    """The words, with their blanks, by their keys."""
    return {key: [MESSAGES[key][LANGS.index(lang)] for lang in langs] for key in names}
