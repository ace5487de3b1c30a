"""English words without their endings, and the nearest to a misspelt one."""

from __future__ import annotations

import pytest

from posguard.pack.spelling import mistakes, nearest, stem


@pytest.mark.parametrize(
    "words",
    [
        ("scam", "scams", "scammed", "scamming"),
        ("rob", "robs", "robbed", "robbing", "robed"),
        ("swipe", "swipes", "swiped", "swiping"),
        ("steal", "steals", "stole", "stolen", "stealing"),
        ("call", "calls", "called", "calling"),
        ("process", "processes", "processed", "processing"),
        ("copy", "copies", "copied"),
        ("freeze", "froze", "frozen", "freezing"),
    ],
)
def test_an_ending_is_left_out(words: tuple[str, ...]) -> None:
    """All forms of a verb or a noun are one piece."""
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize("word", ["sn", "a7", "pos", "fee", "12321", "string"])
def test_what_has_no_ending_stays_as_it_is(word: str) -> None:
    """Short words, codes and numbers are not shortened."""
    assert stem(word) == word


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("card", "card", 0),
        ("crad", "card", 1),
        ("acount", "account", 1),
        ("setlment", "settlement", 2),
    ],
)
def test_mistakes_are_counted(one: str, other: str, far: int) -> None:
    """A letter wrong, missing, too many or swapped with the next is one mistake, either way."""
    assert mistakes(one, other, 2) == mistakes(other, one, 2) == far


def test_the_nearest_words_are_meant() -> None:
    """One mistake in a word, two in a long one, none in a short one."""
    known = ["card", "settlement", "scam", "sign", "cat"]
    assert nearest("crad", known) == ["card"]
    assert nearest("setlment", known) == ["settlement"]
    assert nearest("carrd", known) == ["card"]
    assert nearest("cud", known) == []
    assert nearest("a7", known) == []
