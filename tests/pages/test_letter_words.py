"""How a letter is filled in: which paragraphs stand, what fills a blank, and what is left open."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace
from support.complete_cases import CARD, PAYEE_ACCOUNT, PAYER_ACCOUNT, STOLEN, TRANSFER
from support.program import run_program
from support.shipped_pack import contents, manifest, page_setting

from posguard.case.fact_parsing import read
from posguard.case.facts import KINDS, MAIN
from posguard.case.state import Case, Exhibit, Fact
from posguard.messages import say
from posguard.pack.letters import Blank, FactName, Letter, Paragraph
from posguard.pack.model import LANGS, Lang, Text
from posguard.pages.amounts import format_moment, format_money, total
from posguard.pages.letter_filling import FilledLetter, LetterContext, fill
from posguard.pages.letters import letter_page
from posguard.render.text import text

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
NOTE = Text("说明", "a note")


def _letter(*paragraphs: Paragraph, fact: str = "transaction.reference", **more: object) -> Letter:
    """A letter with one blank called ``blank``."""
    plain, rest = Text("信", "A letter"), {"sources": ("npc-criminal-law",), **more}
    blanks = {"blank": Blank(fact, NOTE)}  # type: ignore[arg-type]
    return Letter(plain, plain, plain, blanks=blanks, body=paragraphs, **rest)  # type: ignore[arg-type]


def _filled(letter: Letter, case: Case, lang: Lang = "en", **context: object) -> FilledLetter:
    return fill(letter, case, LetterContext(lang, TODAY, manifest().place, **context))  # type: ignore[arg-type]


def _says(letter: Letter, case: Case, lang: Lang = "en", **context: object) -> list[str]:
    return [paragraph.text for paragraph in _filled(letter, case, lang, **context).paragraphs]


def _said(words: str, **more: object) -> Paragraph:
    return Paragraph(Text(words, words), **more)  # type: ignore[arg-type]


def _case(*facts: tuple[str, Mapping[str, str]], **more: object) -> Case:
    recorded = tuple(Fact(n, kind, dict(values)) for n, (kind, values) in enumerate(facts, 2))
    return Case(facts=recorded, **more)  # type: ignore[arg-type]


def test_a_blank_can_ask_for_whatever_a_case_can_hold() -> None:
    """Every kind of fact and every field of it can fill a blank, and nothing else can; ID numbers
    stay out.
    """
    known = {
        kind.name if field.key == MAIN else f"{kind.name}.{field.key}"
        for kind in KINDS.values()
        for field in kind.fields
        if kind.name not in ("id-number", "happened")
    }

    assert {name for name in get_args(FactName) if not name.startswith("exhibit.")} == known


def test_facts_come_as_they_are_recorded() -> None:
    """What the fact commands record fills the blanks of the papers, whole kinds and single
    fields.
    """
    typed = {"terminal-sn": ["N7NL00012345"], "ticket": ["GD1", "institution=拉卡拉"]}
    facts = [
        (kind, read(kind, words, NOW, manifest().place).values) for kind, words in typed.items()
    ]

    expected = {"terminal-sn": "N7NL00012345", "ticket": "GD1", "ticket.institution": "拉卡拉"}
    letters = {fact: _letter(_said("【blank】"), fact=fact, police=True) for fact in expected}

    assert {fact: _says(letter, _case(*facts)) for fact, letter in letters.items()} == {
        fact: [value] for fact, value in expected.items()
    }


def test_a_paragraph_is_repeated_for_every_fact_in_order_of_time() -> None:
    """Each transaction has its own paragraph; without one there is one to fill in."""
    letter = _letter(_said("ref 【blank】", each="transaction"))
    later = ("transaction", {"time": "2026-11-22T04:00:00+00:00", "reference": "B"})
    earlier = ("transaction", {"time": "2026-11-22T11:00:00+08:00", "reference": "A"})

    assert _says(letter, _case(later, earlier)) == ["ref A", "ref B"]
    assert _says(letter, _case()) == ["ref ________________ (a note)"]
    assert _says(letter, _case(), "zh") == ["ref ＿＿＿＿＿＿＿＿（说明）"]


@pytest.mark.parametrize(
    ("each", "expected"),
    [("transaction", ["i", "o", "?"]), ("payment", ["o", "?"]), ("income", ["i", "?"])],
)
def test_money_out_and_money_in_are_told_apart(each: str, expected: list[str]) -> None:
    """A payment is what did not come in, income what did not go out; what is not known may be
    either.
    """
    directions = {"i": "in", "o": "out", "?": ""}
    facts = [
        ("transaction", {"reference": name, "direction": way} if way else {"reference": name})
        for name, way in directions.items()
    ]

    assert _says(_letter(_said("【blank】", each=each)), _case(*facts)) == expected


def test_several_facts_in_one_place_stand_side_by_side() -> None:
    """A blank outside a repeated paragraph holds what every such fact says, each thing once."""
    facts = [
        ("card", {"value": "622202******1234"}),
        ("card", {"value": "****5678"}),
        ("card", {"value": "****5678"}),
    ]

    assert _says(_letter(_said("【blank】"), fact="card"), _case(*facts)) == [
        "622202******1234, ****5678"
    ]
    assert _says(_letter(_said("【blank】"), fact="card"), _case(*facts), "zh") == [
        "622202******1234、****5678"
    ]


SENTENCES = (
    _said("always"),
    _said("lost", any_of=("gone",)),
    _said("used", any_of=("sales", "refunds")),
    _said("else", otherwise=True),
    _said("end"),
    _said("only lost", any_of=("gone",)),
)


ANSWERED = Case(answers={"happening-now": ("none",)})


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ((), ["always", "else", "end"]),
        (("gone",), ["always", "lost", "end", "only lost"]),
        (("refunds",), ["always", "used", "end"]),
        (("sales", "refunds"), ["always", "used", "end"]),
        (("gone", "sales"), ["always", "lost", "used", "end", "only lost"]),
    ],
)
def test_a_paragraph_stands_where_one_of_its_findings_is_held(
    findings: tuple[str, ...], expected: list[str]
) -> None:
    """Sentences fit what was told; `otherwise` stands when no neighbour does."""
    assert _says(_letter(*SENTENCES), ANSWERED, findings=findings) == expected


def test_a_case_without_answers_has_the_whole_form() -> None:
    """What nothing is known of is left to the reader: the neutral sentence, and every part."""
    assert _says(_letter(*SENTENCES), Case()) == ["always", "else", "end", "only lost"]


def test_only_paragraphs_that_stand_are_cited() -> None:
    """A paragraph that is left out takes its sources with it."""
    letter = _letter(_said("lost", any_of=("gone",), sources=("spc-2021-10#4",)))

    assert _filled(letter, ANSWERED).sources == ("npc-criminal-law",)
    assert _filled(letter, ANSWERED, findings=("gone",)).sources == (
        "npc-criminal-law",
        "spc-2021-10#4",
    )


def test_what_a_case_has_told_stands_though_its_question_is_gone() -> None:
    """A paper rests on the findings on record where the pack no longer knows the question."""
    answers = {**TRANSFER.answers, "happening-now": ("paid-a-stranger",)}
    case = replace(TRANSFER, answers=answers, findings=("paid-today", "paid-by-transfer"))
    card = contents().letters["card-110"]
    said = "我被骗了，钱已经转出去"
    assert said in text(letter_page(page_setting("zh"), card, case, TODAY))
    unknown = replace(case, findings=())
    assert said not in text(letter_page(page_setting("zh"), card, unknown, TODAY))


@pytest.mark.parametrize("police", [True, False])
def test_the_account_of_the_other_side(police: bool) -> None:
    """It stands whole in a paper for the police, and in every other one only its ends do."""
    letter = _letter(_said("【blank】"), fact="transaction.counterparty-account", police=police)
    case = _case(("transaction", {"counterparty-account": PAYEE_ACCOUNT}))

    assert _says(letter, case) == [PAYEE_ACCOUNT if police else "621700*********0120"]


def test_a_ticket_is_told_only_to_whoever_gave_it() -> None:
    """The acquirer does not read the bank's ticket number; the police read both."""
    acquirer = text(
        letter_page(page_setting("zh"), contents().letters["acquirer-notice"], STOLEN, TODAY)
    )
    police = text(
        letter_page(page_setting("zh"), contents().letters["police-statement"], STOLEN, TODAY)
    )

    assert ("GD20261121001" in acquirer, "YH-5566" in acquirer) == (True, False)
    assert ("GD20261121001" in police, "YH-5566" in police) == (True, True)


@pytest.mark.parametrize("lang", LANGS)
def test_the_institution_chosen_is_whom_the_paper_goes_to(lang: Lang) -> None:
    """Whoever was named in the interview needs no fact; the ticket that it gave under another name
    is its own.
    """
    dispute = contents().letters["issuer-dispute"]
    words = text(letter_page(page_setting(lang), dispute, TRANSFER, TODAY))
    assert {"zh": "致：中国工商银行", "en": "To: Industrial and Commercial Bank of China (ICBC)"}[
        lang
    ] in words
    assert [value for value in ("95588-7788", CARD) if value not in words] == []


def test_answers_to_another_pack_do_no_harm() -> None:
    """A case whose answers the pack no longer knows still has its papers."""
    case = replace(STOLEN, answers={"happening-now": ("something-else",)})

    assert "NL00012345678" in text(
        letter_page(page_setting("en"), contents().letters["acquirer-notice"], case, TODAY)
    )


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2026-11-21T07:41:59+08:00", "2026年11月21日07:41", "2026-11-21 07:41"),
        (
            "2026-11-21T07:41:59+09:00",
            "2026年11月21日07:41（UTC+0900）",
            "2026-11-21 07:41 (UTC+0900)",
        ),
        ("2026-01-02", "2026年01月02日", "2026-01-02"),
        ("about noon", "about noon", "about noon"),
    ],
)
def test_moments(value: str, zh: str, en: str) -> None:
    """A moment is told to the minute; its zone only where it is not China's."""
    place = manifest().place
    assert (format_moment(value, "zh", place), format_moment(value, "en", place)) == (zh, en)


def test_money() -> None:
    """Amounts carry their currency and are added up for each of them, or not at all."""
    sums = [
        {"amount": "0.10"},
        {"amount": "0.20", "currency": "CNY"},
        {"amount": "5.00", "currency": "USD"},
    ]

    place = manifest().place
    assert format_money("3.00", "CNY", "zh", place) == "3.00元"
    assert format_money("3.00", "USD", "zh", place) == "3.00 USD"
    assert total(sums, "en", place) == "CNY 0.30, USD 5.00"
    assert total([*sums, {"amount": ""}], "en", place) == ""
    assert total([], "en", place) == ""


def test_what_a_case_records_of_an_exhibit() -> None:
    """Name, source, size and hash are told; where the original lay on the disk is not."""
    kept = Exhibit(
        3,
        "2026-11-21T15:00:00+08:00",
        {"name": "a.jpg", "path": "/home/me/a.jpg", "size": 7, "sha256": "ab"},
    )
    case = Case(exhibits=(kept,))
    words = text(
        letter_page(page_setting("en"), contents().letters["evidence-index"], case, TODAY)
    )

    assert re.search(r"a\.jpg: .*2026-11-21 15:00, 7 bytes; SHA-256 ab\.", words)
    assert "/home/me" not in words


def test_a_day_is_the_day_of_writing() -> None:
    """The date of a paper is the day it is given, not a clock's."""
    assert _says(_letter(_said("【blank】"), fact="today"), Case()) == ["2026-11-22"]


@pytest.mark.parametrize(
    ("settled", "install"),
    [
        ("", f"{sys.executable} -m pip install python-docx"),
        ("sys.modules['pip'] = None", f"uv pip install --python {sys.executable} python-docx"),
        (
            "sys.prefix = '/home/wang/.local/share/pipx/venvs/posguard'",
            "pipx inject posguard python-docx",
        ),
    ],
    ids=["pip", "uv", "pipx"],
)
def test_word_needs_its_library(settled: str, install: str, tmp_path: Path) -> None:
    """Without python-docx it is said in one sentence what to install, in a way that works where
    posguard lies.
    """
    program = (
        f"import sys; sys.modules['docx'] = None; {settled}\nfrom posguard.__main__ import "
        f"main\nmain()"
    )
    ended = run_program("letter", "card-110", "-o", "x.docx", program=program, cwd=str(tmp_path))
    assert (ended.code, ended.complaint) == (1, say("en", "no-docx", install=install) + "\n")
    assert list(tmp_path.iterdir()) == []


def test_the_payer_is_shortened_for_whoever_froze() -> None:
    """A paper about frozen money names the payer and shows the ends of the payer's account."""
    income = (
        "transaction",
        {
            "time": "2026-11-20T10:00:00+08:00",
            "amount": "1.00",
            "direction": "in",
            "counterparty-account": PAYER_ACCOUNT,
        },
    )
    words = text(
        letter_page(
            page_setting("zh"), contents().letters["freeze-objection"], _case(income), TODAY
        )
    )

    assert PAYER_ACCOUNT not in words
    assert f"{PAYER_ACCOUNT[:6]}*********{PAYER_ACCOUNT[-4:]}" in words
