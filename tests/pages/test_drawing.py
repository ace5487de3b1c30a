"""Drawings of trees: everything that a reviewer must see is there, and nothing in a text is more
than text.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from support.in_process import run_in_process

from posguard.api.advice import Advice
from posguard.interview.reach import questions_asked
from posguard.pack.model import LANGS, URGENCIES, Lang
from posguard.render.drawing import Drawing, DrawnAnswer, DrawnQuestion, columns
from posguard.render.drawing_table import html_table, markdown_table
from posguard.render.svg import svg

ADVICE = {lang: Advice.open(lang, "") for lang in LANGS}
TREES = sorted(ADVICE["zh"].pack.playbooks)
SVG = "{http://www.w3.org/2000/svg}"
WORDS = {f"urgency:{urgency}": urgency for urgency in URGENCIES} | {"column:answer": "Answer"}
HOSTILE = "</text><script>alert(1)</script> | ]]> <!-- & \" ' \x00\x1b[31m <img src=x onerror=y>"


def picture(drawing: Drawing) -> ET.Element:
    """Parse the picture as XML."""
    return ET.fromstring(svg(drawing))


def words_in(drawn: ET.Element) -> str:
    """Every text of the picture, without the spaces and line breaks in it."""
    return "".join("".join(text.itertext()) for text in drawn.iter(f"{SVG}text")).replace(" ", "")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", TREES)
def test_a_picture_shows_every_question_and_answer(name: str, lang: Lang) -> None:
    """The picture of a tree holds each question it asks, each answer, what it tells, and all that
    is asked next.
    """
    advice = ADVICE[lang]
    shown = words_in(picture(advice.drawing(name)))
    for key, question in questions_asked(advice.pack, name).items():
        assert f"{key}{question.ask[lang]}".replace(" ", "") in shown
        for option in question.options.values():
            assert option.text[lang].replace(" ", "") in shown
            assert "·".join(option.tells).replace(" ", "") in shown
            assert ",".join(option.then) in shown


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", TREES)
def test_the_table_holds_what_each_answer_brings(name: str, lang: Lang) -> None:
    """The table has a row for each answer with the words of its own steps, of the steps of what it
    tells, and of its reasons to leave something out.
    """
    advice = ADVICE[lang]
    shown = markdown_table(advice.drawing(name)).replace("\\", "")
    page = html_table(advice.drawing(name))
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert page.count("<tr>") == len(rows)
    for question in questions_asked(advice.pack, name).values():
        for option in question.options.values():
            found = [advice.pack.findings[told].value for told in option.tells]
            steps = {*option.now, *option.steps}
            steps |= {step for each in found for step in (*each.now, *each.steps)}
            begin, end = f"| {option.text[lang]} |", f"| {'<br>'.join(option.then)} |"
            assert any(row.startswith(begin) and row.endswith(end) for row in rows)
            for step in steps:
                assert advice.pack.steps[step].value.do[lang] in shown
            for why in option.waives.values():
                assert why[lang] in shown


@pytest.mark.parametrize("name", TREES)
def test_arrows_go_to_the_next_column_only(name: str) -> None:
    """No arrow runs across a box or backwards: each goes from the right side of one column to the
    left side of the next.
    """
    drawing = ADVICE["zh"].drawing(name)
    column = columns(drawing)
    assert sorted(column) == sorted(question.id for question in drawing.questions)
    for question in drawing.questions:
        for other in {name for answer in question.answers for name in answer.leads_to} & {*column}:
            assert column[other] > column[question.id]
    for path in picture(drawing).iter(f"{SVG}path"):
        found = re.match(r"M(\d+) \d+C[\d ]+ (\d+) \d+$", path.get("d", ""))
        if found:
            assert 80 <= int(found[2]) - int(found[1]) <= 90


def test_where_all_answers_lead_to_the_same_there_is_one_thick_arrow() -> None:
    """A question whose answers all lead to one other is joined with it once."""
    answers = tuple(DrawnAnswer(key, key, leads_to=("next",)) for key in ("yes", "no"))
    questions = (DrawnQuestion("first", "?", answers), DrawnQuestion("next", "?", ()))
    paths = [
        path
        for path in picture(Drawing("en", "", questions, WORDS)).iter(f"{SVG}path")
        if path.get("stroke-width")
    ]
    assert [path.get("stroke-width") for path in paths] == ["3"]


def test_urgency_is_told_by_colour_and_by_marks() -> None:
    """Rows of different urgency differ in their colour, and in their words where there is none."""
    answers = tuple(DrawnAnswer(each, "same", urgency=each) for each in URGENCIES)
    drawn = picture(Drawing("en", "", (DrawnQuestion("q", "?", answers),), WORDS))
    bars = {rect.get("fill") for rect in drawn.iter(f"{SVG}rect") if rect.get("width") == "5"}
    texts = {text.text for text in drawn.iter(f"{SVG}text") if "same" in (text.text or "")}
    assert len(bars) == len(texts) == len(URGENCIES)


def test_a_strangers_texts_stay_texts() -> None:
    """Markup and control characters in a pack are shown as they are written, in every form."""
    answer = DrawnAnswer(HOSTILE, HOSTILE, None, (HOSTILE,), *[(HOSTILE,)] * 5)
    drawing = Drawing("en", HOSTILE, (DrawnQuestion(HOSTILE, HOSTILE, (answer,), HOSTILE),), WORDS)
    kinds = {element.tag.removeprefix(SVG) for element in picture(drawing).iter()}
    assert kinds == {"svg", "title", "defs", "marker", "path", "rect", "text"}
    for made in (html_table(drawing), markdown_table(drawing)):
        assert not re.search(r"<(?:script|img|!--)", made)
        assert "\x1b" not in made
    table = markdown_table(drawing).splitlines()
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table if line[:1] == "|"}) <= 2


@pytest.mark.parametrize(
    ("ending", "begins"), [("svg", b"<svg"), ("html", b"<!doctype"), ("md", b"#")]
)
def test_the_ending_of_the_file_names_the_form(tmp_path: Path, ending: str, begins: bytes) -> None:
    """A picture, a page with the table below it, or the table alone is written, as the file is
    called, and the command says where it is.
    """
    file = tmp_path / f"x.{ending}"
    done = run_in_process("draw", "incidents/sn-leak", "-o", str(file), "--lang", "zh")
    assert (done.code, done.out) == (0, b"")
    assert str(file) in done.err.decode()
    assert file.read_bytes().startswith(begins)


def test_without_a_file_the_picture_goes_to_the_pipe() -> None:
    """The picture alone is written to standard output."""
    done = run_in_process("draw", "triage", "--lang", "en")
    assert (done.code, done.err) == (0, b"")
    assert ET.fromstring(done.out.decode()).tag == f"{SVG}svg"


@pytest.mark.parametrize("lang", LANGS)
def test_what_cannot_be_drawn_is_refused(tmp_path: Path, lang: Lang) -> None:
    """A tree that is not there and a file of another kind are named, and nothing is written."""
    file = tmp_path / "x.pdf"
    wrong = run_in_process("draw", "triage", "-o", str(file), "--lang", lang)
    assert (wrong.code, wrong.out) == (2, b"")
    assert all(each in wrong.err.decode() for each in (str(file), ".svg", ".html", ".md"))
    assert not file.exists()
    unknown = run_in_process("draw", "card-frau", "--lang", lang)
    assert unknown.code == 1
    assert b"card-fraud" in unknown.err
