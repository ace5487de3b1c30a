"""``posguard contacts check NUMBER``: whose number it is, however it is written, and that a
display proves nothing.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.in_process import run_in_process
from support.shipped_pack import manifest

from posguard.api.packs import open_pack
from posguard.messages import say
from posguard.pack.contacts import check_number
from posguard.pack.model import LANGS, Lang

BOTH = pytest.mark.parametrize("lang", LANGS)


def checked(*words: str) -> dict[str, Any]:
    """What is said of a number, as JSON."""
    ended = run_in_process("contacts", "check", *words, "--format", "json")
    assert (ended.code, ended.err) == (0, b"")
    page: dict[str, Any] = json.loads(ended.out)
    return page


def verdicts(*words: str) -> set[tuple[str, str]]:
    """The contacts that a number has to do with, and in which way."""
    items = [item for section in checked(*words)["sections"] for item in section["items"]]
    return {(item["id"], item["facts"]["verdict"]) for item in items if "facts" in item}


@pytest.mark.parametrize(
    "words",
    [
        "95588",
        " 95588 ",
        "9 5 5 8 8",
        "955-88",
        "９５５８８",
        "(010)95588",
        "（010）95588",
        "010-95588",
        "010 95588",
        "021-95588",
        "0755-95588",
        "075595588",
        "+86 95588",
        "+8695588",
        "0086 95588",
        "+86 010 95588",
        "+86-10-95588",
        "+861095588",
        "008675595588",
        "＋８６ ９５５８８",
        "\u202a95588\u202c",
        "\u2068+86\u200b 95588\u2069",
        "955\u061c88\u200e\ufeff",
        "95588。",
        "95588.",
        "95588，",
        "95588#",
        "95588＃",
        "tel:95588",
        "Tel: +86-95588",
        "电话：95588。",
        "“95588”",
        "《95588》",
        "【95588】",
        "\t95588\n",
    ],
)
def test_one_number_in_many_spellings(words: str) -> None:
    """Spaces, dashes, brackets, full-width digits, country and area codes make no other number of
    it.
    """
    assert verdicts(words) == {("icbc", "known")}


@pytest.mark.parametrize(
    ("words", "contact"),
    [
        ("110", "police-110"),
        ("010-110", "police-110"),
        ("12110", "police-sms-12110"),
        ("96110", "antifraud-96110"),
        ("0571-96110", "antifraud-96110"),
        ("95016", "lakala"),
    ],
)
def test_short_numbers_are_each_their_own(words: str, contact: str) -> None:
    """A short number is not taken for another one that it ends in."""
    assert verdicts(words) == {(contact, "known")}


def test_several_words_are_one_number() -> None:
    """A number typed with spaces need not be quoted."""
    assert verdicts("400", "150", "0800") == verdicts("400-150-0800") == verdicts("4001500800")
    assert {kind for _, kind in verdicts("4001500800")} == {"known"}


@pytest.mark.parametrize(
    "words", ["0095588", "+0095588", "195588", "00 95588", "+1 95588", "+852 95588", "96 95588"]
)
def test_a_known_number_with_something_in_front_is_not_that_number(words: str) -> None:
    """What only ends in an official number is never said to be it."""
    assert ("icbc", "known") not in verdicts(words)


@pytest.mark.parametrize(
    "words", ["\u202a95588\u202c", "tel:95588", "电话：95588。", "955\u200b88#"]
)
@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_what_came_along_with_a_copied_number_is_not_shown(words: str, form: str) -> None:
    """The page shows the number, without marks that nobody sees or meant."""
    shown = run_in_process("contacts", "check", words, "--format", form)
    assert (shown.code, "\ufffd" in shown.words) == (0, False)
    assert shown.words == run_in_process("contacts", "check", "95588", "--format", form).words


@pytest.mark.parametrize("words", ["95588x", "x95588", "95588 ext 1", "tel:", "：", "12"])
def test_what_is_no_number_stays_none(words: str) -> None:
    """Letters among the digits are not passed over: it may be another number that is meant."""
    assert run_in_process("contacts", "check", words).code == 2


@pytest.mark.parametrize("words", ["0095588", "195588"])
def test_an_imitation_is_named(words: str) -> None:
    """One or two digits too many in front of an official number are how it is imitated."""
    assert ("icbc", "prefixed") in verdicts(words)


@pytest.mark.parametrize(
    "words",
    ["13800138000", "+86 138 0013 8000", "010-12345678", "+1 212 555 0100", "951109", "999"],
)
def test_an_unknown_number_is_said_to_be_unknown(words: str) -> None:
    """Nothing is guessed of a number that the directory does not have."""
    assert verdicts(words) == {("unknown", "unknown")}


@BOTH
def test_an_unknown_number_is_never_called_safe(lang: Lang) -> None:
    """It is said that whose it is is unknown, and that it must not be taken as safe."""
    ended = run_in_process("contacts", "check", "13800138000", env={"POSGUARD_LANG": lang})
    assert say(lang, "number-unknown", number="13800138000") in ended.words


@BOTH
@pytest.mark.parametrize("words", ["95588", "13800138000", "400-666-1234", "0095588"])
def test_that_a_display_can_be_forged_is_always_said(words: str, lang: Lang) -> None:
    """Whatever the number: hang up, and dial yourself."""
    assert (
        say(lang, "number-advice")
        in run_in_process("contacts", "check", words, env={"POSGUARD_LANG": lang}).words
    )


def test_every_number_of_the_directory_is_known_and_every_trap_is_told() -> None:
    """Each listed number is found as it stands and with a country code; each trap as a trap, with
    its note.
    """
    contacts = dict(open_pack().contacts)
    place = manifest().place
    wrong = []
    for name, entry in contacts.items():
        for number in entry.value.numbers:
            national = number.number.removeprefix("+86-")
            for words in (number.number, f"+86 {national}", f"0086{national}"):
                found = [
                    (v.entry.id, v.kind)
                    for v in check_number(words, contacts, "zh", place)
                    if v.entry is not None
                ]
                wrong += [words] if (name, "known") not in found else []
        for trap in entry.value.traps:
            told = [
                (v.kind, v.note)
                for v in check_number(trap.number, contacts, "zh", place)
                if v.entry == entry
            ]
            wrong += [trap.number] if ("trap", trap.note.zh) not in told else []
    assert wrong == []


@pytest.mark.parametrize("words", ["950\n16", "950\v16", "950\u202816", "950\r16"])
def test_a_line_break_in_a_number_does_not_break_the_page(words: str) -> None:
    """What was typed is shown on one line."""
    first, second, third, *_ = run_in_process("contacts", "check", words).words.split("\n")
    assert (first.isprintable(), second, third) == (True, say("en", "number-advice"), "")
