"""The interview on narrow terminals: nothing is cut, and no line is longer than the screen is
wide.
"""

from __future__ import annotations

import pytest
from support.interviews import CALM, EMERGENCY, options_offered, shipped_question
from support.slow import slow_after
from support.terminal import Person, without_spaces

from posguard.pack.model import LANGS, Lang
from posguard.render.wrap import cells

WIDTHS = pytest.mark.parametrize("columns", slow_after(1, [40, 60, 80]))


@WIDTHS
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["arrows", "numbers"])
def test_no_question_and_no_choice_is_cut(argv: tuple[str, ...], lang: Lang, columns: int) -> None:
    """Every question, help text and choice of two interviews is on the screen, word for word."""
    texts = []
    shown = ""
    for answers in (CALM, EMERGENCY):
        with Person("triage", *argv, lang=lang, columns=columns, rows=160) as person:
            person.answers(answers)
            assert person.finish().code == 0
        shown += without_spaces(person.screen)
        for position, name in enumerate(answers):
            asked = shipped_question(name)
            options = options_offered(name, dict(list(answers.items())[:position]))
            texts += [asked.ask, *(asked.options[option].text for option in options)]
            texts += [asked.help] if asked.help is not None else []
    assert [text[lang] for text in texts if without_spaces(text[lang]) not in shown] == []


@WIDTHS
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_no_line_is_wider_than_the_screen(lang: Lang, columns: int) -> None:
    """Numbered questions and advice are broken by us, between words, not by the terminal; only a
    command stands in one piece, to be copied.
    """
    with Person("triage", "--plain", lang=lang, columns=columns) as person:
        person.answers(EMERGENCY)
        assert person.finish().code == 0
    wide = [line for line in person.screen.splitlines() if cells(line) > columns]
    assert [line for line in wide if not line.startswith("posguard triage -a ")] == []
