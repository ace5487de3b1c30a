"""The words that the script of the page says, and the script as it stands in the page."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from py_mini_racer import MiniRacer

import posguard.web
from posguard.app.webpage import SCRIPTS, design, script
from posguard.interview.script import length
from posguard.messages.table import MESSAGES
from posguard.pack.model import LANGS
from posguard.web.texts import MARK, marked
from posguard.web.words import FIRST_WORDS, PLAN_WORDS

FAMILIES = {
    key: re.compile(key.replace("*", ".*"))
    for key in (
        "web-own-*",
        "begin:*",
        "within:*",
        "event:*",
        "pillar:*",
        "detail:*",
        "plan-title*",
    )
}
"""The keys that the script puts together."""


def test_the_page_has_the_words_that_its_script_says_and_no_others() -> None:
    """Every key in the script has its words in the page, what is seen first before the table; and
    there are none that nothing says.
    """
    said = {key for key in re.findall(r'"([a-z][a-z:-]+)"', design().script) if key in MESSAGES}
    there = {*FIRST_WORDS, *PLAN_WORDS}
    assert said - there == set()
    unsaid = there - said
    assert [k for k in unsaid if not any(f.fullmatch(k) for f in FAMILIES.values())] == []
    assert not {*FIRST_WORDS} & {*PLAN_WORDS}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_the_same_without_comments_and_indentation(name: str) -> None:
    """A line of a script stands for itself: it begins neither within a text nor within a comment,
    so that its blanks, and whole lines of comment, can be left out.
    """
    source = Path(posguard.web.__path__[0], f"{name}.js").read_text(encoding="utf-8")
    for line in source.splitlines():
        assert line.count("`") % 2 == 0, line
        assert line.count("/*") <= line.count("*/"), line
        assert not line.endswith("\\"), line
    kept = [line.strip() for line in source.splitlines()]
    assert script(name).splitlines() == [x for x in kept if x and not x.startswith("//")]


def test_what_is_said_is_counted_alike() -> None:
    """Of every character there is, alone and within a word, the script says as posguard does how
    long it is to whoever hears it.
    """
    signs = [s for s in map(chr, range(0x30000)) if unicodedata.category(s) not in ("Cn", "Cs")]
    texts = [*signs, *(f"a{sign}b {sign}1" for sign in signs)]
    engine = MiniRacer()
    engine.eval(script("plan"))
    for lang in LANGS:
        counted = engine.eval(
            f"JSON.stringify({json.dumps(texts)}"
            f".map((text) => (text.match(COUNTED.{lang}) || []).length))"
        )
        found = json.loads(str(counted))
        differ = [t for t, n in zip(texts, found, strict=True) if n != length(t, lang)]
        assert differ == []
    engine.close()


@pytest.mark.parametrize(
    ("home", "away"),
    [
        ("打 110。", "打当地报警电话。"),
        ("Call 110.", "Call 110 (have family call)."),
        ("", "there"),
        ("here", ""),
        ("aa", "aaa"),
        ("𠮷12", "𠮷𠮷12"),
        ("the same", "the same"),
    ],
)
def test_marks_stand_around_what_differs_abroad(home: str, away: str) -> None:
    """From one text the script reads what is read at home and what is read abroad."""
    text = marked(home, away)
    assert text.count(MARK) == (0 if home == away else 3)
    engine = MiniRacer()
    engine.eval(script("plan"))
    read = f"[false, true].map((abroad) => read({{}}, [{json.dumps(text)}], 0, abroad))"
    assert json.loads(str(engine.eval(f"JSON.stringify({read})"))) == [home, away]
    engine.close()
