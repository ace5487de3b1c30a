"""Reasons of the system: every number that has a sentence is said in both languages."""

from __future__ import annotations

import errno
import os
import re

import pytest

from posguard.errors import NOT_UTF8, SystemReason, reason_of
from posguard.messages import say
from posguard.messages.reasons import REASONS, key_of
from posguard.pack.model import LANGS, Lang

NAMES = sorted(name for key in REASONS if hasattr(errno, name := key.removeprefix("reason:")))
MET = {
    *("ENOENT", "EEXIST", "EISDIR", "ENOTDIR", "ENOTEMPTY", "ENAMETOOLONG", "ELOOP", "EXDEV"),
    *("EACCES", "EPERM", "EROFS", "EBUSY", "ETXTBSY", "ENOLCK", "EINVAL"),
    *("ENOSPC", "EDQUOT", "EFBIG", "EMFILE", "ENFILE", "ENOMEM"),
    *("EIO", "ENODEV", "ENXIO", "ESTALE", "ETIMEDOUT", "EPIPE"),
}
FOREIGN: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile("[A-Za-z]"),
    "en": re.compile(r"[\u3000-\u9fff\uff00-\uffef]"),
}
"""Letters of the other language."""


def said(lang: Lang, reason: SystemReason) -> str:
    """The whole sentence about a file that could not be written, whose name is a digit."""
    return say(lang, "cannot-write", file=1, reason=reason)


def test_what_people_meet_has_a_sentence() -> None:
    """A full, missing, unplugged, guarded or worn-out disk is named without the system's words."""
    assert set(NAMES) >= MET


@pytest.mark.parametrize("name", NAMES)
def test_the_number_is_said_and_not_the_words(name: str) -> None:
    """Whatever the system's own words are, in whatever language, the sentence is in the person's
    own.
    """
    number = getattr(errno, name)
    reasons = [
        SystemReason(number),
        *(
            reason_of(OSError(number, words))
            for words in (os.strerror(number), "读不到", "Zugriff")
        ),
    ]
    for lang in LANGS:
        (sentence,) = {said(lang, reason) for reason in reasons}
        assert say(lang, f"reason:{name}") in sentence
        assert not FOREIGN[lang].search(sentence)


def test_no_two_numbers_are_said_with_the_same_words() -> None:
    """Who reads the reason to somebody else on the telephone tells which one it was."""
    for place in range(len(LANGS)):
        words = [sentence[place] for sentence in REASONS.values()]
        assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("lang", LANGS)
def test_any_other_number_is_said_in_the_systems_words(lang: Lang) -> None:
    """What nobody foresaw is told as the system tells it, on one harmless line."""
    err = OSError(errno.EDOM, "the \x1b[2Jwords\nof the system")
    assert "the \N{REPLACEMENT CHARACTER}[2Jwords of the system" in said(lang, reason_of(err))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("err", [OSError(), OSError("only words"), OSError(errno.EDOM, "")])
def test_a_system_without_words_is_said_to_give_none(lang: Lang, err: OSError) -> None:
    """A sentence never ends in a colon with nothing behind it."""
    assert say(lang, "reason:none") in said(lang, reason_of(err))


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_program_itself_refuses(lang: Lang) -> None:
    """Bytes that are no text are not the system's reason, and have words all the same."""
    assert key_of(NOT_UTF8) == "reason:not UTF-8"
    assert say(lang, "reason:not UTF-8") in said(lang, NOT_UTF8)


def test_windows_has_one_number_for_all_that_it_knows_no_number_of() -> None:
    """There a name with a forbidden character is said to be one, and a lost network is not."""

    class WindowsError(OSError):
        """An error as Windows raises it, with a number of its own beside that of ``errno``."""

        winerror = 59

    lost = WindowsError(errno.EINVAL, "发生了意外的网络错误。")
    assert "发生了意外的网络错误" in said("zh", reason_of(lost))
    assert say("zh", "reason:EINVAL") in said("zh", reason_of(OSError(errno.EINVAL, "Invalid")))
    guarded = WindowsError(errno.EACCES, "Zugriff verweigert")
    assert say("en", "reason:EACCES") in said("en", reason_of(guarded))
