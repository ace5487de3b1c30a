"""Whole pages, byte for byte, in every format and both languages.

After a change that is meant, ``pytest tests/pages/test_golden.py --renew-golden`` writes them
anew; the diff is then read before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.interviews import EMERGENCY, PAID, TAKEN, Answers, progress_after
from support.paths import TESTS
from support.shipped_pack import incidents

from posguard.api.advice import Advice
from posguard.pack.model import LANGS, Lang
from posguard.pages.setting import Extent
from posguard.render.html import html
from posguard.render.json import json
from posguard.render.markdown import markdown
from posguard.render.page import Page
from posguard.render.terminal import terminal
from posguard.render.text import text

FOLDER = TESTS / "golden"
NOTICE = {
    "happening-now": ["none"],
    "who": ["owner"],
    "what-merchant": ["terminal-faulty"],
    "fault-what": ["notice"],
    "fault-notice": ["called-back"],
    "also-true": ["none"],
    "already-done": ["none"],
}
ABROAD = {**EMERGENCY, "also-true": ["abroad"]}


def _plan(answers: Answers, extent: Extent = "usual") -> Callable[[Lang], Page]:
    def page(lang: Lang) -> Page:
        return Advice.open(lang, "", extent=extent).plan(progress_after(answers))

    return page


PAGES: dict[str, Callable[[Lang], Page]] = {
    "plan-emergency": _plan(PAID),
    "plan-brief": _plan(ABROAD, "brief"),
    "plan-full": _plan(TAKEN, "full"),
    "plan-calm": _plan(NOTICE),
    "checklist-sn-leak": lambda lang: Advice.open(lang, "").checklist("sn-leak", []),
}
SHOWN: dict[str, Callable[[Page], str]] = {
    "txt": text,
    "md": markdown,
    "json": json,
    "html": html,
    "60.ansi": lambda page: terminal(page, 60),
    "100.ansi": lambda page: terminal(page, 100),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("shown", SHOWN)
def test_the_page_is_the_one_that_was_approved(
    name: str, lang: Lang, shown: str, renew_golden: bool
) -> None:
    """The whole output is, byte for byte, the one in ``tests/golden``."""
    words = SHOWN[shown](PAGES[name](lang))
    file = FOLDER / f"{name}.{lang}.{shown}"
    if renew_golden:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(words.encode())
    assert file.read_bytes().decode() == words


def test_no_golden_page_is_left_over() -> None:
    """Every file in ``tests/golden`` is compared with something."""
    wanted = {f"{name}.{lang}.{shown}" for name in PAGES for lang in LANGS for shown in SHOWN}
    assert {file.name for file in FOLDER.iterdir()} == wanted


def test_the_golden_plans_are_what_they_are_called() -> None:
    """One plan is an emergency, the other is no incident at all, and the checklist is one of the
    pack's.
    """
    assert PAGES["plan-emergency"]("en").urgency == "emergency"
    assert PAGES["plan-calm"]("en").urgency == "not-incident"
    assert "sn-leak" in incidents()
