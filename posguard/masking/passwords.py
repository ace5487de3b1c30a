"""Passwords in a text, and their places: beside a word for one, to the last sign."""

from __future__ import annotations

import re
from collections.abc import Callable

from posguard.masking.context import no_code
from posguard.masking.vocabulary import Pattern, any_of

Span = tuple[int, int]
Leads = Callable[[str, int, int], bool]
"""Whether the words between two places lead from a code to its word."""

_token = Pattern(r"[!-~]{2,256}+", example="ett.vizqe69")
"""All signs of a keyboard, up to a space or a Chinese sign."""
_OPENING, _CLOSING = "\"'([{<", "\"'.,;:)]}>"
_letters = Pattern(r"[a-z]+(?:['’\-][a-z]+)*", example="abcdefg")
_letter = Pattern(r"[a-z]", example="a")
_mixed = Pattern(r"(?!/)(?=.*[a-z])(?=.*[0-9@\#$%^&!_+~?]).*", example="P@ssw0rd")
_of_code = Pattern(r"(?=.*[a-z])(?=(?:.*[0-9]){2})[a-z0-9]{5,10}", example="A1B2C3")
_prefix = Pattern(r"[a-z]-(?=[0-9])", example="G-482913")
_ordinary = Pattern(rf"{any_of('ordinary')}(?:['’\-].*)?", example="unknown")
_derived = Pattern(r".*[aeiouy].*(?:ed|ly|ing|[ai]ble|less|ful|ous)", example="compromised")
_goes_on = Pattern(r"[\u4e00-\u9fff](?<![吧吗了后被没已改])", example="的网银")
"""Chinese behind capitals: they are the name of a bank or a machine in a sentence."""
_chinese = Pattern(r"[\u4e00-\u9fff]", example="密")
_beside = Pattern(r"[0-9a-z@\#$%^&!_+~?]{0,64}+", example="ab12")
_before = Pattern(r"[0-9a-z@\#$%^&!_+~?]*$", example="Abc")
_FEWEST, _FEWEST_UNTOLD = 3, 6


def password_at(plain: str, at: int, word: re.Match[str], *, told: bool) -> Span | None:
    """The password, or the code with letters in it, that begins here; None if none does.

    ``told`` if a colon, "is" or the like leads to it.
    """
    token = _token.match(plain, at)
    if token is None:
        return None
    secret = token[0].rstrip(_CLOSING)
    start = at + len(secret) - len(secret.lstrip(_OPENING))
    secret = secret.lstrip(_OPENING)
    end = start + len(secret)
    if len(secret) < _FEWEST or not _letter.search(secret) or "**" in secret:
        return None
    behind = plain[end : end + _FEWEST]
    return (start, end) if _is_secret(secret, behind, word, told=told) else None


def _is_secret(secret: str, behind: str, word: re.Match[str], *, told: bool) -> bool:
    chinese = _chinese.search(word[0]) is not None
    password = bool(word["password"])
    if _letters.fullmatch(secret):
        return (chinese or password) and _of_letters(secret, behind, chinese=chinese, told=told)
    if not password:
        return _is_code(secret, told=told)
    if told or _mixed.fullmatch(secret):
        return True
    return chinese and len(secret) >= _FEWEST_UNTOLD


def password_before(plain: str, here: int, word: re.Match[str], leads: Leads) -> Span | None:
    """The password before its word: "hunter2 is my password".

    ``leads`` decides whether the words between the two lead from one to the other.
    """
    for token in _token.finditer(plain, here, word.start()):
        end = token.start() + len(token[0].rstrip(_CLOSING))
        if leads(plain, end, word.start()):
            span = password_at(plain, token.start(), word, told=True)
            if span:
                return span
    return None


def whole(plain: str, code: Span, least: int) -> Span:
    """A code of digits with the letters and signs joined to it, as far back as ``least``."""
    before, behind = _before.search(plain[least : code[0]]), _beside.match(plain, code[1])
    assert before is not None  # both may be empty
    assert behind is not None
    if not _letter.search(before[0] + behind[0]):
        return code
    return code[0] - len(before[0]), behind.end()


def _of_letters(words: str, behind: str, *, chinese: bool, told: bool) -> bool:
    if _ordinary.fullmatch(words) or (_derived.fullmatch(words) and words[1:].islower()):
        return False
    if words.isupper() and _goes_on.match(behind):
        return False
    return told or (chinese and len(words) >= _FEWEST_UNTOLD)


def _is_code(words: str, *, told: bool) -> bool:
    if _prefix.match(words) or no_code(words.rstrip("0123456789")):
        return False
    return bool(_mixed.fullmatch(words) if told else _of_code.fullmatch(words))
