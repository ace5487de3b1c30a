"""The words and patterns of masking: each finds its example, and every word of the table is
known.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from posguard.masking import card_numbers as numbers
from posguard.masking import codes, digit_runs, groupings, harmless, issuers, passwords, persons
from posguard.masking import context as nearby
from posguard.masking.issuers import right_check_digit
from posguard.masking.mask import mask
from posguard.masking.vocabulary import WORDS, Pattern, any_of


def _patterns(*modules: ModuleType) -> Iterator[tuple[str, Pattern]]:
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, Pattern):
                yield f"{module.__name__.rpartition('.')[2]}.{name}", value


PATTERNS = dict(
    _patterns(codes, digit_runs, groupings, harmless, issuers, nearby, numbers, passwords, persons)
)


@pytest.mark.parametrize("name", PATTERNS)
def test_each_pattern_finds_its_example(name: str) -> None:
    """What a pattern is for is shown by an example, which it finds."""
    pattern = PATTERNS[name]
    assert pattern.search(pattern.example)


@pytest.mark.parametrize("kind", WORDS)
def test_the_words_of_a_kind_are_their_own(kind: str) -> None:
    """No word stands twice in its kind."""
    for words in WORDS[kind]:
        assert len(words.split()) == len(set(words.split()))


def _as_typed(word: str) -> bool:
    """Whether nobody wrote it with superscript or other unusual digits and letters, which are read
    as plain ones.
    """
    return unicodedata.normalize("NFKC", word) == word


@given(
    st.from_regex(rf"(?ix){any_of('code', 'password', 'back-of-card')}", fullmatch=True).filter(
        _as_typed
    )
)
def test_every_word_for_a_code_is_known(word: str) -> None:
    """Whatever word of the table a code follows, in Chinese or English, it is taken out."""
    assert "90731845" not in mask(f"{word}：90731845").text


@given(st.from_regex(r"[0-9]{2,19}", fullmatch=True))
def test_check_digits_are_those_of_the_standard(number: str) -> None:
    """The check digit is the one that stdnum knows."""
    number = number.strip()
    assert right_check_digit(number) == luhn.is_valid(number)
