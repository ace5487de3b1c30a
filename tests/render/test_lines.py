"""Texts of several lines, as people paste them: lines stay lines or become spaces, and nothing
else gets through.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import parsed_output
from support.case_factory import add_notes, new_case
from support.in_process import run_in_process
from support.terminal import Person, without_escapes

from posguard.messages import printable, printable_lines
from posguard.pack.model import LANGS, Lang
from posguard.render.formats import PAGES
from posguard.render.html import html
from posguard.render.markdown import markdown
from posguard.render.page import Detail, Item, Page, Section
from posguard.render.terminal import terminal
from posguard.render.text import text

PASTED = "客服说：\n1. 今天内回电\r\n2. 工单\tGD1\n\n[ ] 3. 打给 +44\n# 完"
LINES = ["客服说：", "1. 今天内回电", "2. 工单 GD1", "[ ] 3. 打给 +44", "# 完"]
BOTH = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture
def cases(tmp_path: Path) -> dict[str, str]:
    """A case with a pasted note, and one that would take over a terminal."""
    add_notes(new_case(tmp_path), PASTED, "\x1b[31mred\x1b]0;title\x07 \u202eback \x9b2J")
    return {"POSGUARD_CASES": str(tmp_path)}


def indented(words: str) -> str:
    """A pattern for lines below each other, the first behind anything, the others only
    indented.
    """
    first, *others = map(re.escape, LINES)
    return first + "".join(rf"\n +{line}" for line in others)


@BOTH
def test_a_pasted_note_in_plain_text(cases: dict[str, str], lang: Lang) -> None:
    """Each line of the note stands on a line of its own, indented, so that none looks like a step
    of the plan.
    """
    shown = run_in_process("case", "show", env={**cases, "POSGUARD_LANG": lang})
    assert re.search(indented(PASTED) + "$", shown.words, re.MULTILINE)
    assert [line for line in shown.words.splitlines() if line in LINES] == []


@BOTH
@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("more", [(), ("--plain",)], ids=["rich", "plain"])
def test_a_pasted_note_on_a_terminal(
    cases: dict[str, str], lang: Lang, columns: int, more: tuple[str, ...]
) -> None:
    """The same on a real terminal, with colours and without."""
    with Person(
        "case", "show", *more, stdout="tty", lang=lang, columns=columns, env=cases
    ) as person:
        assert person.leave().code == 0
    assert re.search(indented(PASTED) + "$", person.screen, re.MULTILINE)
    assert without_escapes(person.screen).count("\ufffd") == 5


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("command", ["show", "timeline"])
def test_a_pasted_note_in_every_format(cases: dict[str, str], form: str, command: str) -> None:
    """No line break or tab is shown as a character that is missing; control characters still
    are.
    """
    shown = run_in_process("case", command, "--format", form, env=cases)
    assert shown.code == 0
    assert parsed_output.CONTROL.findall(shown.words) == []
    pasted = next(
        line for line in shown.words.replace("\\\n", " ").splitlines() if "客服说" in line
    )
    assert ("\ufffd" in pasted, "GD1" in pasted or form == "text") == (False, True)
    assert "\ufffd" in shown.words or form == "json"


def test_lines_in_markdown_and_html() -> None:
    """A viewer shows the lines below each other, in one item, and none of them becomes a heading,
    list or box.
    """
    item = Item(
        "id", PASTED, mark="todo", number=1, details=(Detail("how", "怎么做：", (PASTED,)),)
    )
    many = Item("id", "x", details=(Detail("how", "怎么做：", (PASTED, PASTED)),))
    page = Page(
        "schema",
        "zh",
        PASTED,
        lead=(PASTED,),
        sections=(Section("s", PASTED, (item, many), note=PASTED),),
    )
    words, strange = parsed_output.in_markdown(markdown(page))
    assert strange == []
    assert parsed_output.missing_texts(page, words) == []
    assert markdown(page).count("\\\n") == 4 * (len(LINES) - 1)
    words, strange = parsed_output.in_html(html(page))
    assert strange == []
    assert parsed_output.missing_texts(page, words) == []
    assert html(page).count("<br>") == 4 * (len(LINES) - 1)


@pytest.mark.parametrize("width", [None, 20, 80])
def test_what_has_no_indent_stays_on_one_line(width: int | None) -> None:
    """A title or heading of several lines is one: a line at the margin would be taken for another
    heading.
    """
    page = Page("schema", "zh", PASTED, lead=(PASTED,), sections=(Section("s", PASTED, note="x"),))
    if width is None:
        title, lead, empty, heading, _ = text(page).splitlines()
        assert (title, lead, empty, heading) == (printable(PASTED), title, "", f"== {title} ==")
    else:
        assert parsed_output.missing_texts(page, text(page, width)) == []
        assert (
            parsed_output.missing_texts(page, parsed_output.STYLE.sub("", terminal(page, width)))
            == []
        )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end(end: str) -> None:
    """Whatever ends a line in a text is a line end or a space."""
    assert printable_lines(f"a{end}b") == ["a", "b"]
    assert printable(f"a{end}b") == "a b"


@pytest.mark.parametrize("words", ["", "\n", " \n\t\r\n "])
def test_a_text_without_anything_is_one_empty_line(words: str) -> None:
    """Nothing is shown of nothing, and no format stumbles over it."""
    assert [line.strip() for line in printable_lines(words)] == [""]
