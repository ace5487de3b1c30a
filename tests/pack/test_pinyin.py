"""Pinyin of Chinese characters, and pinyin as people type it."""

from __future__ import annotations

import re

import pytest
from support.shipped_pack import contents, incidents

from posguard.pack.pinyin import readings, sounds_like, spelled, syllables


@pytest.mark.parametrize(
    ("words", "sounds"),
    [
        ("被骗", "bei pian"),
        ("盗刷", "dao shua"),
        ("冻结", "dong jie"),
        ("勒索病毒", "le suo bing du"),
        ("啊", "a"),
        ("座", "zuo"),
        ("女", "nv"),
        ("略", "lue"),
        ("POS机", "POS ji"),
    ],
)
def test_characters_are_spelled_as_they_sound(words: str, sounds: str) -> None:
    """Every character becomes its syllable; Latin letters stay as they are."""
    assert spelled(words) == sounds


@pytest.mark.parametrize(
    ("character", "sounds"),
    [
        ("行", {"xing", "hang"}),
        ("了", {"le", "liao"}),
        ("重", {"zhong", "chong"}),
        ("长", {"chang", "zhang"}),
    ],
)
def test_a_character_that_is_read_in_several_ways_has_them_all(
    character: str, sounds: set[str]
) -> None:
    """Whichever way it is typed is known."""
    assert {*readings(character)} == sounds


def test_what_is_no_common_character_has_no_sound() -> None:
    """Letters, marks and rare characters have no pinyin here."""
    assert [readings(character) for character in ("a", "，", "龘", "é")] == [()] * 4


def test_the_search_words_of_the_pack_have_their_sounds() -> None:
    """Every Chinese character of a title or a search word can be typed in pinyin, save those of
    the old script.
    """
    trees = [contents().playbooks[name].value for name in incidents()]
    words = "".join("".join((tree.title["zh"], *tree.search)) for tree in trees)
    silent = {c for c in re.findall("[\u3400-\u9fff]", words) if not readings(c)}
    assert silent <= {"丟"}


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("beipianle", ["bei", "pian", "le"]),
        ("kabeidaoshua", ["ka", "bei", "dao", "shua"]),
        ("diannao", ["dian", "nao"]),
        ("posjidiule", ["pos", "ji", "diu", "le"]),
        ("stolen", []),
        ("", []),
    ],
)
def test_pinyin_is_cut_into_syllables(word: str, cut: list[str]) -> None:
    """A word of pinyin has as few syllables as it can; another word has none."""
    assert [*syllables(word, ["pos"])] == cut


@pytest.mark.parametrize(
    ("typed", "sounds"),
    [
        ("gong", True),
        ("gongs", True),
        ("gongshangyinhang", True),
        ("gongshangyinxing", True),
        ("zhongguog", True),
        ("gsyh", True),
        ("zggsyh", True),
        ("yh", True),
        ("g", True),
        ("gongx", False),
        ("gy", False),
        ("zgyh", False),
        ("gsyhq", False),
        ("x", True),
        ("o", False),
    ],
)
def test_a_name_is_known_by_its_pinyin_and_its_first_letters(typed: str, sounds: bool) -> None:
    """Syllables beside each other, the last one perhaps begun, or the first letters of two and
    more characters, in every way they are read.
    """
    assert sounds_like("中国工商银行", typed) is sounds
