"""Damage is said before anything is shown, nothing to hand out is made from it unasked, and what
is whole comes out.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.case_factory import AT, add_evidence, add_notes, new_case, open_cases, source_file
from support.in_process import run_in_process
from support.program import Result, environment

from posguard.case import store
from posguard.case.record import RECORD, Event, line

ANSWERS = {
    "happening-now": ["paid-today"],
    "who": ["owner"],
    "paid-how": ["transfer"],
    "given": ["none"],
}
WRONG = {
    "amount": "99999.00",
    "counterparty-name": "错的人",
    "counterparty-account": "6222021234567890128",
}
RIGHT = {
    "amount": "3000.00",
    "counterparty-name": "张三",
    "counterparty-account": "6217001234567890125",
}
PAYMENT = {"time": "2026-11-22T09:14:00+08:00", "currency": "CNY", "direction": "out"}


def on(folder: Path, *argv: str, lang: str = "en") -> Result:
    """One run in this process on the cases in a folder."""
    return run_in_process(
        *argv, env=environment({"POSGUARD_CASES": str(folder), "POSGUARD_LANG": lang})
    )


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A payment recorded wrongly, withdrawn, and recorded rightly; the line of the withdrawal has
    a digit changed.
    """
    made = new_case(tmp_path / "cases")
    add_evidence(made, source_file(tmp_path, "slip.txt", b"slip"))
    with made.work("shop") as case:
        case.append(AT, "answered", {"answers": ANSWERS, "contacts": {}})
        wrong = case.append(AT, "fact", {"kind": "transaction", "values": {**PAYMENT, **WRONG}})
        case.append(AT, "withdrawn", {"n": wrong.n})
        case.append(AT, "fact", {"kind": "transaction", "values": {**PAYMENT, **RIGHT}})
    record = tmp_path / "cases" / "shop" / RECORD
    record.write_bytes(
        record.read_bytes().replace(b'"withdrawn","data":{"n":4}', b'"withdrawn","data":{"n":5}')
    )
    return tmp_path / "cases"


SHOWN = {
    "show": ["case", "show"],
    "due": ["case", "due"],
    "timeline": ["case", "timeline"],
    "fact": ["case", "fact"],
    "list of evidence": ["evidence", "list"],
    "resume": ["case", "resume"],
}
MADE = {
    "police-statement": ["letter", "police-statement"],
    "card-110": ["letter", "card-110"],
    "evidence-index": ["letter", "evidence-index"],
    "ics": ["case", "ics"],
}
WRITTEN = {
    "note": ["case", "note", "x"],
    "tick": ["case", "tick", "1"],
    "fact": ["case", "fact", "owner-name", "x"],
    "answer": ["case", "answer", "--yes", "given=text-code"],
    "close": ["case", "close"],
}


@pytest.mark.parametrize("named", [[], ["--case", "shop"]], ids=["the only one", "named"])
@pytest.mark.parametrize("argv", SHOWN.values(), ids=SHOWN)
def test_whatever_shows_a_case_says_first_which_line_is_damaged(
    cases: Path, argv: list[str], named: list[str]
) -> None:
    """The first words on standard error are of the damage and its line; what is whole is shown all
    the same.
    """
    for lang, first, second in (
        ("en", "The record of the case shop is damaged.", "  shop/record.jsonl, line 5: changed"),
        ("zh", "案件 shop 的记录有损坏。", "  shop/record.jsonl 第 5 行：内容被改过"),
    ):
        done = on(cases, *argv, *named, lang=lang)
        lines = done.complaint.splitlines()
        assert lines[0].startswith(first)
        assert lines[1].startswith(second)
        assert done.complaint.count(first) == 1
        assert done.out or argv[1] == "resume"


@pytest.mark.parametrize("argv", MADE.values(), ids=MADE)
def test_nothing_to_hand_out_is_made_from_a_damaged_record_unasked(
    cases: Path, argv: list[str]
) -> None:
    """No paper and no calendar, on the screen or in a file, and the way out is named."""
    target = cases.parent / "made.txt"
    for lang, words in (("en", "nothing was made"), ("zh", "没有做")):
        for output in ([], ["-o", str(target)]):
            done = on(cases, *argv, *output, lang=lang)
            assert (done.code, done.out) == (1, b"")
            assert words in done.complaint
            assert "--despite-damage" in done.complaint
    assert not target.exists()


@pytest.mark.parametrize("argv", MADE.values(), ids=MADE)
def test_what_is_made_in_spite_of_damage_states_it_in_its_own_text(
    cases: Path, argv: list[str]
) -> None:
    """The reader of the paper or calendar is told as well, not only whoever ran the command."""
    done = on(cases, *argv, "--despite-damage")
    assert done.code == 0
    assert done.complaint.startswith("The record of the case shop is damaged.")
    text = done.words.replace("\r\n ", "").replace("\\n", " ")
    if argv[0] == "letter":
        assert "案件记录有损坏（record.jsonl 第 5 行：内容被改过" in text
        assert text.index("案件记录有损坏") < 400
        assert "shop" not in text
    else:
        assert (
            text.count("the record from which this was made is damaged")
            == text.count("BEGIN:VEVENT")
            > 0
        )


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "docx"])
def test_the_notice_stands_in_every_format_of_a_paper(cases: Path, form: str) -> None:
    """Text, Markdown, HTML, JSON and Word."""
    target = cases.parent / "paper"
    argv = ["letter", "police-statement", "--despite-damage", "--format", form, "-o", str(target)]
    assert on(cases, *argv).code == 0
    if form == "docx":
        import docx

        words = "\n".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs)
    else:
        words = target.read_text("utf-8")
    assert "案件记录有损坏" in words
    whole = on(cases, "letter", "police-statement", "--lang", "en", "--despite-damage").words
    assert "the record from which this was made is damaged (record.jsonl, line 5" in whole


@pytest.mark.parametrize("argv", WRITTEN.values(), ids=WRITTEN)
def test_nothing_is_added_to_a_damaged_record(cases: Path, argv: list[str]) -> None:
    """Every command that writes says the damage, refuses, and leaves the record as it is."""
    before = (cases / "shop" / RECORD).read_bytes()
    done = on(cases, *argv)
    assert done.code == 1
    assert done.complaint.startswith("The record of the case shop is damaged.")
    assert (cases / "shop" / RECORD).read_bytes() == before


def test_without_damage_option_and_notice_say_nothing(tmp_path: Path) -> None:
    """Of a whole record the option changes not a byte."""
    made = new_case(tmp_path)
    with made.work("shop") as case:
        case.append(AT, "answered", {"answers": ANSWERS, "contacts": {}})
    for argv in (["letter", "police-statement"], ["letter", "card-110"]):
        plain, despite = on(tmp_path, *argv), on(tmp_path, *argv, "--despite-damage")
        assert (plain.code, plain.out, plain.err) == (despite.code, despite.out, despite.err)
        assert "损坏" not in plain.words


def test_what_is_whole_comes_out_whatever_line_is_gone(tmp_path: Path) -> None:
    """With each line made garbage in turn, every other event is still in the timeline, and papers
    print.
    """
    made = new_case(tmp_path / "cases")
    add_notes(made, *(f"note {n}" for n in range(2, 7)))
    record = tmp_path / "cases" / "shop" / RECORD
    good = record.read_bytes().splitlines(keepends=True)
    for gone in range(len(good)):
        for garbage in (b"\0" * (len(good[gone]) - 1) + b"\n", b"\n" * 50, b""):
            record.write_bytes(b"".join([*good[:gone], garbage, *good[gone + 1 :]]))
            timeline = on(tmp_path / "cases", "case", "timeline")
            assert timeline.code == 0
            kept = {n for n in range(2, 7) if f"note: note {n}\n" in timeline.words}
            assert kept == {n for n in range(2, 7) if n != gone + 1}, (gone, garbage[:3])
            assert "is damaged" in timeline.complaint
            assert on(tmp_path / "cases", "letter", "card-110", "--despite-damage").code == 0


def test_events_of_kinds_unknown_are_kept_and_named(tmp_path: Path) -> None:
    """What a later program of this version may add changes nothing here, is shown as such, and
    stops nothing.
    """
    made = new_case(tmp_path)
    number, digest = store.look(str(tmp_path), "shop").record.last
    words, event = line(Event(number + 1, AT, "insured", {"by": ["whom", 5]}, digest))
    with (tmp_path / "shop" / RECORD).open("a") as stream:
        stream.write(words + "\n")
    add_notes(made, "after it")
    for argv in (["case", "show"], ["letter", "card-110"], ["case", "timeline"]):
        done = on(tmp_path, *argv)
        assert done.code == 0
        assert "insured" in done.complaint
    assert (
        "an event that this version does not know: insured"
        in on(tmp_path, "case", "timeline").words
    )
    checked = on(tmp_path, "case", "check")
    assert (checked.code, "insured" in checked.words) == (0, True)
    assert event.hash == store.look(str(tmp_path), "shop").record.events[1].hash


def test_damage_is_said_in_json_runs_too(cases: Path) -> None:
    """What other programs read stays clean, and the damage stands on standard error."""
    done = on(cases, "case", "show", "--format", "json")
    assert json.loads(done.words)["case"] == "shop"
    assert "line 5" in done.complaint


def test_a_record_with_a_thousand_bad_lines_is_told_in_few(tmp_path: Path) -> None:
    """Lines in a row are named as from and to; beyond ten places only how many more there are."""
    add_notes(new_case(tmp_path), *map(str, range(2, 42)))
    record = tmp_path / "shop" / RECORD
    lines = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(
        b"".join(
            [lines[0], b"\n" * 1000, *(line.replace(b'"noted"', b'"nOted"') for line in lines[1:])]
        )
    )
    shown = on(tmp_path, "case", "show").complaint
    assert "shop/record.jsonl, lines 2-1001: not a whole event" in shown
    assert len(shown.splitlines()) < 20
    assert "more" in shown
    assert len(on(tmp_path, "case", "check").words.splitlines()) > 40


def test_a_case_copied_whole_is_whole(cases: Path, tmp_path: Path) -> None:
    """A copy of the folder under another name is read as it is, under that name."""
    new_case(tmp_path / "more", "shop")
    shutil.copytree(tmp_path / "more" / "shop", tmp_path / "more" / "copy")
    assert open_cases(tmp_path / "more").view("copy").damage == ()
    assert on(tmp_path / "more", "case", "check", "--case", "copy").code == 0


@pytest.mark.parametrize("command", [["letter", "card-110"], ["case", "note", "x"]], ids=" ".join)
def test_a_refusal_begins_with_its_sentence(cases: Path, command: list[str]) -> None:
    """The line that is damaged stands in the sentence; nothing stands before it, as it would of a
    pack's file.
    """
    told = on(cases, *command).complaint.splitlines()[-1]
    assert told.startswith("The record of the case")
