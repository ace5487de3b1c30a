"""Security codes in a text, and their places: numbers beside a word for a code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posguard.masking.harmless import (
    SEEN,
    is_else,
    is_end,
    is_file_day,
    is_none,
    is_none_directly,
    is_part,
    is_phone,
)
from posguard.masking.passwords import password_at, password_before, whole
from posguard.masking.vocabulary import Pattern, any_of

MARKER = "[***]"
"""The marker in the place of a code, the same in every language."""

Span = tuple[int, int]

_FEWEST, _MOST, _MOST_DIRECTLY = 3, 8, 12
"""Digits of a code; the last is the most of one that follows its word directly."""
_NEAR, _FAR, _BACK = 24, 48, 48
"""Distances of a code: behind its word, behind it with "is", "was" or 是 between, before it."""
_LONGEST = 72
"""Characters that a code in words can take."""

_FIRST = "验驗校动動安确確短授登认支随核解识手取提令六密口背卡签后末三cpotyms236"
"""The signs that a word for a code begins with: all others are passed over at once."""
_word = Pattern(
    rf"(?=[{_FIRST}])(?:(?P<password>{any_of('password')})|(?P<back>{any_of('back-of-card')})"
    rf"|(?P<code>{any_of('code')})|(?<![a-z])codes?(?![a-z]))",
    example="验 证 码",
)
_harmless = Pattern(rf"{any_of('harmless')}[\s-]*$", example="error ")
_number = Pattern(
    rf"""(?<![0-9*])(?:
    (?:0[0-9]{{2,3}}[\-–\s][0-9]{{7,8}}|[48]00[\-\s][0-9]{{3}}[\-\s][0-9]{{4}})(?![0-9])  # phone
    | [0-9](?P<gap>\s?[ .\-·,，、/]\s?)[0-9](?:(?P=gap)[0-9]){{1,10}}
        (?!\s*{any_of("unit", "measure")})
        (?!(?P=gap)?[0-9](?!\s*{any_of("unit", "measure")}))
    | [0-9]{{2}}(?:[ .\-·][0-9]{{2}}){{1,5}}(?![ .\-·]?[0-9])
    | [0-9]{{3}}[ .\-·][0-9]{{3}}(?![ .\-·]?[0-9])
    | [0-9]{{4}}[ .\-·][0-9]{{4}}(?![ .\-·]?[0-9])
    | [0-9]++)(?!\*)""",
    example="12 34 56",
)
"""A number in one piece, digit by digit, or in two or more equal parts."""
_SPOKEN = (
    r"(?:(?:double|triple)[\s-])?(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)"
)
_spoken = Pattern(
    rf"(?<![a-z]){_SPOKEN}(?:[\s,\-]{{1,3}}{_SPOKEN}){{2,11}}(?![a-z])", example="one two three"
)
_last_digit = Pattern(r"[0-9](?=[^0-9]*$)", example="12 ab")
_readable = Pattern(r"[0-9a-z]", example="a")
_digits = Pattern(r"[0-9]{3,8}(?![0-9*])", example="123")
_QUOTES = "\"'“”‘’「」『』"
_link = Pattern(
    rf"""(?:[\s:：=\#\-–—>→{_QUOTES}()（）【\[~_/]|就?是|就|为|即|的|码|号码?|可能|应该|前[两二三四半]位?|{any_of("made")}
    |(?<![a-z])(?:is|was|are|were|code|number|no\.?)(?![a-z]))*+""",
    example="号码是：",
)
_told_as = Pattern(
    rf"(?:[:：=>→]|{any_of('is', 'made')})\s*+[{_QUOTES}]?$|^\s*to\s*$", example="是「"
)
_leads = Pattern(
    rf"[\u4e00-\u9fff]{{0,8}}(?:{any_of('is', 'made')})\s*[{_QUOTES}]?(?=[!-~])",
    example="可能被他改成abc",
)
_said = Pattern(
    rf"{any_of('said')}(?:[\s:：\"“]|{any_of('whom')})*+$",
    example="告诉他：",
)
_ends = Pattern(r"[。！？!?\n；;]|\.\s", example="。")
_list = Pattern(
    r"\s*(?:[,，、/;；&]|和|及|或|跟|还有|再|又|后[两二三四半]位?是?|(?<![a-z])(?:and|or|then)(?![a-z]))+\s*",
    example="、",
)
_by_phone = Pattern(
    r"(?:over|on|by|to|via|for|of)\s(?:the\s|my\s|his\s|her\s)?"
    r"(?:phone|mobile|terminal|machine|pos)|手机|mobile",
    example="by phone",
)
_BEFORE_WORD = rf"""(?!的)[\s{_QUOTES})）\]】]*+(?:[发给报念说][他她给了过出去]{{0,4}})?(?:
    (?P<plainly>[,，:：。.;；\-]?\s*(?:也?就是|(?:其实|[这那它])?个?[也就便]*是|我?当作?
            |(?=[我他她]的|(?<![a-z])(?:my|his|her)(?![a-z]))
        |(?<![a-z])(?:that|this|it|which)(?:['’]s|\s(?:is|was))(?![a-z]))
        |:\s(?=the\s)|就?是|为|即|[做作]为?|=|[(（](?:[这那]?就?是)?
        |(?<![a-z])(?:is|was|as)(?![a-z])(?:\s+[a-z]{{1,12}}(?=\s)){{0,2}}
        |to\s[a-z]+(?:\s[a-z]+)?[,.]?)?
    (?:[\s(（{_QUOTES}【\-]|{any_of("which")})*+)"""
_before_word = Pattern(_BEFORE_WORD, example="，这就是我的")
_after_comma = Pattern(rf"[,，]?\s*{_BEFORE_WORD}", example="，")
_after_expiry = Pattern(
    r"\*[\s\-]?[0-9]{4}[\s,，;；|/]{1,3}(?:0[1-9]|1[0-2])\s?/\s?(?:20)?[23][0-9]"
    r"[\s,，;；|/]{1,3}([0-9]{3,4})(?![0-9])",
    example="*1111 12/28 123",
)
"""A card's number and its date, and the code from its back behind them."""


def codes(plain: str) -> list[Span]:
    """The places of codes, in order and without overlaps."""
    found = {match.span(1) for match in _after_expiry.finditer(plain)}
    for word in _word.finditer(plain):
        if not _harmless.search(plain, max(0, word.start() - _NEAR), word.start()):
            behind = list(_behind(plain, word))
            found.update(behind)
            found.update(_before(plain, word, plainly=bool(behind)))
    return _joined({(start, end) for start, end in found if start < end})


def _behind(plain: str, word: re.Match[str]) -> Iterator[Span]:
    """The codes that follow their word; an empty span stands for one that was masked before."""
    at = word.end()
    masked = MARKER in plain[at : at + _FAR]
    if not _readable.search(plain, at, at + _FAR):
        if masked:
            yield at, at
        return
    known = _glued(plain, at) or _directly(plain, word)
    if known:
        yield known
        return
    number = _first_code(plain, word)
    if number and MARKER in plain[at : number.start()]:
        yield at, at
    elif number:
        yield number.span() if word["back"] else whole(plain, number.span(), at)
        yield from _more(plain, number)
    elif spoken := _spoken_behind(plain, at):
        yield spoken.span()
    elif masked:
        yield at, at


def _first_code(plain: str, word: re.Match[str]) -> re.Match[str] | None:
    """The first number behind a word that is a code, or that a masked code is before."""
    at = here = word.end()
    while (hit := _number.search(plain, here, at + _FAR)) is not None:
        # The search may have cut it off in the middle.
        number = _number.match(plain, hit.start())
        if MARKER in plain[at : hit.start()]:
            return hit
        if number and _is_code(plain, number, word):
            return number
        here = number.end() if number else hit.end()
    return None


def _spoken_behind(plain: str, at: int) -> re.Match[str] | None:
    """A code in words, in the same sentence unless somebody said it."""
    spoken = _spoken.search(plain, at, at + _FAR + _LONGEST)
    if spoken is None:
        return None
    said = _said.search(plain[at : spoken.start()])
    return spoken if said or not _ends.search(plain, at, spoken.start()) else None


def _glued(plain: str, at: int) -> Span | None:
    """A code that stands right behind a word that ends in a digit: "CVN2123"."""
    found = _digits.match(plain, at) if plain[at - 1].isdecimal() else None
    return found.span() if found else None


def _directly(plain: str, word: re.Match[str]) -> Span | None:
    """A code with letters in it, which must follow directly."""
    link = _link.match(plain, word.end(), word.end() + _NEAR)
    assert link is not None  # it may be empty
    spoken = _spoken.match(plain, link.end())
    if spoken:
        return spoken.span()
    if word["back"]:
        return None
    found = password_at(plain, link.end(), word, told=_told_as.search(link[0]) is not None)
    leads = _leads.match(plain, word.end()) if word["password"] else None
    if found is None and leads:
        return password_at(plain, leads.end(), word, told=True)
    return found


def _is_code(plain: str, number: re.Match[str], word: re.Match[str]) -> bool:
    between = plain[word.end() : number.start()]
    digits = sum(map(str.isdigit, number[0][: 2 * _MOST_DIRECTLY]))
    behind = plain[number.end() : number.end() + SEEN]
    told = _told_as.search(between) is not None
    if digits < _FEWEST or is_part(behind) or (is_phone(number[0]) and not told):
        return False
    if _link.fullmatch(between):
        day = is_file_day(number[0]) and not (told or word["password"])
        none = day or is_none_directly(number[0], behind, told=told)
        return digits <= _MOST_DIRECTLY and not none
    said = _said.search(between) is not None
    between = _by_phone.sub("", between)
    if digits > _MOST or is_none(between, behind):
        return False
    if is_else(number[0]) and not (told or said):
        return False
    if _ends.search(between):
        return said
    return len(between) <= _NEAR or told or said


def _more(plain: str, first: re.Match[str]) -> Iterator[Span]:
    """Further codes of the same length in a row: "123456, 654321"."""
    last = first
    while (gap := _list.match(plain, last.end())) and (number := _number.match(plain, gap.end())):
        behind = plain[number.end() : number.end() + SEEN]
        if len(number[0]) != len(first[0]) or is_part(behind) or is_none("", behind):
            return
        yield number.span()
        last = number


def _before(plain: str, word: re.Match[str], *, plainly: bool) -> Iterator[Span]:
    """The code before its word: "482913 is the code"; ``plainly``: only if words say so."""
    at = word.start()
    here = max(0, at - _BACK)
    password = password_before(plain, here, word, _is_told) if word["password"] else None
    if password:
        yield password
        return
    code = _last(plain, here, at)
    if code is None:
        return
    words = plain[max(0, code.start() - _BACK) : code.start()]
    told = _said.search(words) or _told_as.search(words)
    link = (_after_comma if told else _before_word).fullmatch(plain, code.end(), at)
    if link is None or (plainly and not link["plainly"]) or is_none(words, "") or is_end(words):
        return
    if link["plainly"] or told or not is_else(code[0]):
        yield code.span()


def _last(plain: str, here: int, at: int) -> re.Match[str] | None:
    """The last code in a part of a text that the words behind it join to the word at its end."""
    digit = _last_digit.search(plain, here, at)
    if digit and _after_comma.fullmatch(plain, digit.start() + 1, at):
        pattern, end = _number, digit.start() + 1
    elif not _readable.search(plain, here, at):
        return None
    else:
        pattern, end = _spoken, at
    found = [*pattern.finditer(plain, max(0, end - _LONGEST), end)]
    if not found:
        return None
    last = found[-1]
    if pattern is _number and not _FEWEST <= sum(map(str.isdigit, last[0])) <= _MOST:
        return None
    return last


def _is_told(plain: str, start: int, end: int) -> bool:
    link = _before_word.fullmatch(plain, start, end)
    return link is not None and bool(link["plainly"])


def _joined(spans: set[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
