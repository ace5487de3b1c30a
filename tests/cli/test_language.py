"""Which language is spoken: the option, the variable, the locale, in whatever way a language is
written there.
"""

from __future__ import annotations

import pytest
from support.in_process import run_in_process

from posguard.pack.model import Lang

NAMES: dict[str, Lang] = {
    "zh": "zh",
    "zh_CN": "zh",
    "zh-CN": "zh",
    "zh_CN.UTF-8": "zh",
    "zh-Hans": "zh",
    "ZH": "zh",
    "en": "en",
    "en_US.UTF-8": "en",
    "en-GB": "en",
    "en_US@euro": "en",
    "EN": "en",
}
USAGE = {"zh": "用法：", "en": "Usage: "}


@pytest.mark.parametrize(("name", "lang"), NAMES.items())
def test_a_language_by_any_of_its_names(name: str, lang: Lang) -> None:
    """As an option and as a variable, a name of a place in it means the language."""
    other = {"zh": "en", "en": "zh"}[lang]
    assert run_in_process("--help", "--lang", name, env={"POSGUARD_LANG": other}).words.startswith(
        USAGE[lang]
    )
    assert run_in_process(
        "--help", env={"POSGUARD_LANG": name, "LC_ALL": "C.UTF-8"}
    ).words.startswith(USAGE[lang])


@pytest.mark.parametrize("name", ["fr", "fr_FR.UTF-8", "english", "C.UTF-8"])
def test_a_language_that_is_not_spoken(name: str) -> None:
    """Any other is refused, with those that there are."""
    for ended in (
        run_in_process("--help", "--lang", name),
        run_in_process("--help", env={"POSGUARD_LANG": name}),
    ):
        assert (ended.code, ended.out) == (2, b"")
        assert f"cannot be {name}. Use one of: zh, en." in ended.complaint
