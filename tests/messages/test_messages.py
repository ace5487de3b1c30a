"""The program's own words: each stands once, and its blanks are the same in both languages."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from string import Formatter

import pytest

from posguard import messages
from posguard.messages.table import MESSAGES


def tables() -> dict[str, dict[str, tuple[str, str]]]:
    """Every table of messages, by the module that holds it."""
    names = {found.name for found in pkgutil.iter_modules(messages.__path__) if not found.ispkg}
    modules = [import_module(f"posguard.messages.{name}") for name in names - {"table"}]
    return {
        module.__name__: value
        for module in modules
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, dict)
    }


def test_no_key_stands_in_two_tables() -> None:
    """A later table never replaces the words of an earlier one."""
    keys = [key for table in tables().values() for key in table]
    assert sorted(keys) == sorted(set(keys))
    assert set(keys) == set(MESSAGES)


ZH_ONLY = {"letter-heading"}
"""Sections of a paper are numbered in Chinese, where every official paper does it, and not in its
English twin.
"""


@pytest.mark.parametrize("key", sorted(MESSAGES.keys() - ZH_ONLY))
def test_both_languages_fill_the_same_blanks(key: str) -> None:
    """What the Chinese sentence tells, the English one tells too."""
    zh, en = (
        {name for _, name, _, _ in Formatter().parse(words) if name} for words in MESSAGES[key]
    )
    assert zh == en
