"""The papers: every letter in both languages and every format, empty and for three complete
cases.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from msgspec.structs import replace
from support.complete_cases import CARD, CASES, PAYEE_ACCOUNT, STOLEN, TRANSFER
from support.paths import TESTS
from support.shipped_pack import contents, page_setting

from posguard.case.state import Case, Fact
from posguard.lint.letters import texts
from posguard.pack.letters import NAMED
from posguard.pack.model import LANGS, Lang
from posguard.pages.letters import letter_page, letters_page
from posguard.render.docx import docx
from posguard.render.html import html
from posguard.render.json import json
from posguard.render.markdown import markdown
from posguard.render.page import Page
from posguard.render.terminal import terminal
from posguard.render.text import text

TODAY = date(2026, 11, 22)
LETTERS = sorted(contents().letters)
EMPTY = Case(name="empty")
ALL = {"empty": EMPTY, **CASES}
GOLDEN = TESTS / "papers"
POLICE = {"card-110", "police-statement"}
BLANK: dict[Lang, str] = {"zh": "＿＿＿＿（", "en": "________ ("}


def _words(page: Page) -> str:
    """What a Word file says, paragraph by paragraph."""
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(docx(page))).paragraphs)


def _unescaped(page: Page) -> str:
    return re.sub(r"\\(.)", r"\1", markdown(page))


SHOWN: dict[str, Callable[[Page], str]] = {
    "text": text,
    "markdown": _unescaped,
    "json": json,
    "html": lambda page: re.sub("</?span[^>]*>", "", html(page)),
    "terminal": lambda page: terminal(page, 80),
    "docx": _words,
}


def _page(name: str, case: Case, lang: Lang) -> Page:
    return letter_page(page_setting(lang), contents().letters[name], case, TODAY)


def test_the_papers_asked_for_are_there() -> None:
    """There is a paper for everyone who has to be written to, and the list names them all."""
    expected = [
        "acquirer-notice",
        "card-110",
        "cctv-request",
        "evidence-index",
        "freeze-objection",
        "info-leak-complaint",
        "issuer-dispute",
        "police-statement",
    ]

    assert expected == LETTERS
    assert expected == [
        item.id for item in letters_page(page_setting("en"), contents().letters).sections[0].items
    ]


@pytest.mark.parametrize("name", LETTERS)
def test_the_same_blanks_stand_in_both_languages(name: str) -> None:
    """What is asked for in one language is asked for in the other."""
    letter = contents().letters[name].value

    zh, en = (
        {name for _, text in texts(letter) for name in NAMED.findall(text[lang])} for lang in LANGS
    )
    assert zh == en


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("name", LETTERS)
def test_a_paper_of_an_empty_case_is_a_form(name: str, shown: str, lang: Lang) -> None:
    """Of an empty case every blank is there to be filled in by hand, with what belongs in it."""
    page = _page(name, EMPTY, lang)
    words = SHOWN[shown](page)
    missing = page.facts["missing"]
    assert isinstance(missing, dict)

    assert "【" not in words
    assert BLANK[lang] in words
    assert len(missing) > 3
    if shown in ("text", "json", "docx"):
        assert [
            note
            for note in missing.values()
            if note.replace('"', '\\"' if shown == "json" else '"') not in words
        ] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", LETTERS)
def test_a_paper_of_a_complete_case_holds_no_more_than_it_needs(
    name: str, case: str, lang: Lang
) -> None:
    """A card shows its ends only, and the other side's account stands whole only in what goes to
    the police.
    """
    words = text(_page(name, CASES[case], lang))

    assert "【" not in words
    assert PAYEE_ACCOUNT not in words or name in POLICE
    officers = {fact.values["value"] for fact in CASES[case].facts if fact.kind == "officer"}
    assert not [officer for officer in officers if officer in words] or name in POLICE
    assert CASES[case].name not in words


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sorted(POLICE))
def test_the_police_get_the_account_whole(name: str, lang: Lang) -> None:
    """A payment can only be stopped to a whole account number, with its holder and bank."""
    words = text(_page(name, TRANSFER, lang))
    in_groups = " ".join(re.findall("..?.?.?", PAYEE_ACCOUNT))

    assert (in_groups if name == "card-110" else PAYEE_ACCOUNT) in words
    assert "张三" in words
    assert "示例银行某某支行" in words
    assert CARD in words


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("case", "paper", "expected"),
    [
        (
            "stolen",
            "acquirer-notice",
            ["NL00012345678", "898110154110000", "112113200001", "112112480007", "GD20261121001"],
        ),
        ("stolen", "card-110", ["NL00012345678", "898110154110000", "13800138000"]),
        ("transfer", "police-statement", ["28000.00", "202611211002334455"]),
        ("abused", "issuer-dispute", [CARD, "1999.00", "59.90", "AX7741", "T-20261121-33"]),
        (
            "stolen",
            "evidence-index",
            ["terminal-label.jpg", "shop-cctv.mp4", f"{31:064x}", "182376"],
        ),
    ],
)
def test_what_the_case_knows_is_on_the_paper(
    case: str, paper: str, expected: list[str], lang: Lang
) -> None:
    """The facts that a paper asks for are filled in from the case."""
    words = text(_page(paper, CASES[case], lang))

    assert [value for value in expected if value not in words] == []


def test_transactions_stand_in_order_of_time() -> None:
    """However they were recorded, what happened first comes first."""
    words = text(_page("police-statement", STOLEN, "zh"))

    assert words.index("112112480007") < words.index("112113200001")


@pytest.mark.parametrize("lang", LANGS)
def test_a_paper_says_what_fits_the_answers(lang: Lang) -> None:
    """A stop-payment is asked for where money went to a fraudster, and nowhere else."""
    asked = {"zh": "账户紧急止付", "en": "make an emergency stop-payment"}[lang]
    papers = {name: text(_page("police-statement", case, lang)) for name, case in CASES.items()}

    assert {"transfer"} == {name for name, words in papers.items() if asked in words}


@pytest.mark.parametrize("name", LETTERS)
def test_a_paper_names_its_legal_basis(name: str) -> None:
    """The last part is the law it rests on, by title, and says to check the current text."""
    section = _page(name, EMPTY, "zh").sections[-1]

    assert section.id == "sources"
    assert "现行文本" in section.title
    assert section.items
    assert all(item.text.startswith("《") for item in section.items)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES)
def test_the_papers_are_the_ones_that_were_approved(
    case: str, lang: Lang, renew_golden: bool
) -> None:
    """The card for 110 and the paper to the institution are, byte for byte, the ones in
    ``tests/papers``.
    """
    paper = {"stolen": "acquirer-notice", "transfer": "card-110", "abused": "issuer-dispute"}[case]
    words = text(_page(paper, CASES[case], lang))
    file = GOLDEN / f"{case}-{paper}.{lang}.txt"
    if renew_golden:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(words.encode())

    assert file.read_bytes().decode() == words


@pytest.mark.parametrize("name", LETTERS)
def test_word_files_have_chinese_fonts(name: str, tmp_path: Path) -> None:
    """A Word file opens, is A4, and its styles name a font for Chinese; the same page gives the
    same bytes.
    """
    page = _page(name, STOLEN, "zh")
    file = tmp_path / "paper.docx"
    file.write_bytes(docx(page))
    document = Document(str(file))
    used = {
        paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None
    }
    fonts = {
        style: document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia")) for style in used
    }

    assert set(fonts.values()) == {"宋体", "黑体"}
    paper = document.sections[0]
    assert paper.page_width is not None
    assert paper.page_height is not None
    assert (round(paper.page_width.mm), round(paper.page_height.mm)) == (210, 297)
    assert not document.core_properties.author
    assert docx(page) == docx(page)


def test_markup_in_a_fact_stays_text() -> None:
    """What was typed into a fact is shown as it was typed, in every format."""
    evil = "<b onload=x>&amp;【owner-phone】\x1b[31m\ufffe{owner-name}"
    case = replace(EMPTY, facts=(Fact(2, "owner-name", {"value": evil}),))
    page = _page("acquirer-notice", case, "zh")

    assert "&lt;b onload=x&gt;&amp;amp;【owner-phone】" in html(page)
    for shown in (text, markdown, json, html, _words):
        words = shown(page)
        assert "{owner-name}" in words.replace("\\", "")
        assert "\x1b" not in words
        assert "13800138000" not in words


def test_the_english_twin_says_what_it_is() -> None:
    """Only the Chinese paper is handed in, and the English one says so."""
    assert _page("card-110", EMPTY, "en").lead[0].startswith("This English twin")
    assert len(_page("card-110", EMPTY, "zh").lead) == 1
