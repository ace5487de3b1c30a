"""Security codes in a text: where one stands that was named as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posguard.case.nearby import no_code

MARKER = "[***]"
"""What stands in a code's place; the same in every language."""

Span = tuple[int, int]

_FEWEST, _MOST, _MOST_DIRECTLY = 3, 8, 12
"""How many digits a code has; how many at most when it follows its word directly."""
_NEAR, _FAR, _BACK = 24, 48, 48
"""How far behind its word a code may stand; how far if "is", "was" or 是 leads to it; how far before its word."""

_word = re.compile(
    r"""
    (?:验证|驗證|校验|动态|安全|确认|短信|识别)[密]?[码碼] | 口令 | 密[码碼](?!键盘|[器机锁学本])
    | 短信验证 | 验证数字 | 令牌 | 取款码 | (?<![后末尾])[六6]位(?:数字?|码)+
    | (?:背面|卡背|背后|签名[条栏])[^0-9\s]{0,4}?[三3]位(?:数字?|码)* | [后末][三3](?:位|码)(?:数字?|码)*
    | (?<![a-z0-9])(?:
        cv[nvc](?:2(?![0-9]{2}(?![0-9])))? | csc | cav2? | pins?(?![\s-]?pad) | otp | pass\s?(?:code|word)s? | passwd
        | pwd | 2fa | token | (?<!last\s)(?<!first\s)(?:six|6)[\s-]digits?(?:\snumber)?
        | (?:three|3)[\s-]digits?(?:\snumbers?)?\son\sthe\sback
        | (?P<harmless>(?:error|response|return|reason|status|merchant|post(?:al)?|zip|area|country|terminal|approval
            |authori[sz]ation|reference|order|product|item|bar|qr|swift|branch|institution|acquirer|mcc|category|promo
            |discount|coupon|currency|decline)[\s-]*)? codes?
      )(?![a-z])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_number = re.compile(
    r"(?<![0-9*])(?:[0-9](?:[ .\-][0-9]){2,11}(?![ .\-]?[0-9])|[0-9]{3}[ \-][0-9]{3}(?![ .\-]?[0-9])|[0-9]++)(?!\*)"
)
_digits = re.compile(r"[0-9]{3,8}(?![0-9*])").match
_spelled = re.compile(r"[〇零一二三四五六七八九]{3,12}+")
_letters_too = re.compile(
    r"(?=[A-Za-z@#$%^&!_+\-]*[0-9])(?=[0-9@#$%^&!_+\-]*[A-Za-z])[0-9A-Za-z@#$%^&!_+\-]{4,256}+(?!\*)"
)
_link = re.compile(
    r"(?:[\s:：=#\-–—>\"'“”‘’「」『』()（）【~]|就?是|为|即|的|码|号码?|(?<![a-z])(?:is|was|are|were|code|number|no\.?)(?![a-z]))*+",
    re.IGNORECASE,
)
_told_as = re.compile(r"(?:[:：=]|是|为|(?<![a-z])(?:is|was|are|were)(?![a-z]))\s*+[\"'“”‘’「]?$", re.IGNORECASE).search
_said = re.compile(
    r"(?:说|告诉|报|念|输入?|填|(?<![a-z])(?:read|told|said|typed|entered|gave))"
    r"(?:[\s:：\"“了过他她它对方给的是我]|(?<![a-z])(?:it|him|her|them|out|to|in)(?![a-z]))*+$",
    re.IGNORECASE,
).search
_ends = re.compile(r"[。！？!?\n；;]|\.\s").search
_counted = re.compile(
    r"(?:[转扣刷付花亏取充][走账款了出给掉值]*|金额|损失|少了|被骗|余额|限额|尾号|[后末]四位|账号|终端|商户|pos机?"
    r"|(?<![a-z])(?:paid|pay|lost|transfer(?:red)?|took|taken|withdr[ae]wn?|charged?|spent|ending(?: in)?"
    r"|last (?:four|4)|terminal|merchant)(?![a-z]))[\s:：=约共计\"“(（]*+$",
    re.IGNORECASE,
).search
_shape = re.compile(
    r"[:：][0-9]{2}(?![0-9])|\s*年|[\-/.][0-9]{1,2}[\-/.][0-9]|[,，][0-9]{3}(?![0-9])|\.[0-9]{2}(?![0-9])"
    r"|\s*(?:分钟|秒|元(?!旦)|yuan|rmb|cny|minutes|seconds)",
    re.IGNORECASE,
).match
_unit = re.compile(
    r"\s*(?:[块万千百%次遍天日月时个笔人楼室]|分(?!享)|小时|号(?!码)|点|usd|dollars?|times|hours?|days?)", re.IGNORECASE
).match
_list = re.compile(r"\s*(?:[,，、/;；&]|和|及|或|跟|还有|再|又|and|or|then)+\s*")
_by_phone = re.compile(r"(?:over|on|by|to|via) (?:the |my |his |her )?(?:phone|mobile)|手机|mobile", re.IGNORECASE)
_phone = re.compile(r"1[3-9][0-9]{9}|0[0-9]{9,11}|400[0-9]{7}").fullmatch
_before_word = re.compile(
    r"""[\s"'”’」』)）\]】]*+
    (?P<plainly>[,，]\s*(?:也?就是|(?:which|that)\s(?:is|was)(?![a-z]))(?:那个|这个)?|这个|那个|这组|这串|就?是|为|即|当作?|[做作]为?|=|[(（]|(?<![a-z])(?:is|was|as)(?![a-z])(?:\s+[a-z]{1,12}(?=\s)){0,2})?
    (?:[\s:：(（“"「【'’]|一次性|短信|支付|交易|取款|登录|查询|银行|手机|本次|[我你您他她卡的]
      |(?:the|my|your|his|her|their|an?|one|time|text|sms|verification|security|bank|card|payment|login)(?![a-z])|-)*+
    """,
    re.IGNORECASE | re.VERBOSE,
).fullmatch


def codes(plain: str) -> list[Span]:
    """Where codes stand, in order and without overlaps."""
    found: set[Span] = set()
    for word in _word.finditer(plain):
        if not word["harmless"]:
            behind = list(_behind(plain, word.end()))
            found.update(span for span in behind if span[0] < span[1])
            found.update(_before(plain, word.start(), plainly=bool(behind)))
    return _joined(found)


def _behind(plain: str, at: int) -> Iterator[Span]:
    """The codes that follow their word; an empty span stands for one that was taken out before."""
    known = _glued(plain, at) or _letters_or_spelled(plain, at)
    if known:
        yield known
        return
    here = at
    while (hit := _number.search(plain, here, at + _FAR)) is not None:
        number = _number.match(plain, hit.start())
        between = plain[at : hit.start()]
        if MARKER in between:
            yield (at, at)
            return
        if number and _is_code(plain, number, between):
            yield number.span()
            yield from _more(plain, number)
            return
        here = number.end() if number else hit.end()
    if MARKER in plain[at : at + _FAR]:
        yield (at, at)


def _glued(plain: str, at: int) -> Span | None:
    """A code that stands right behind a word that ends in a digit: "CVN2123"."""
    found = _digits(plain, at) if plain[at - 1].isdecimal() else None
    return found.span() if found else None


def _letters_or_spelled(plain: str, at: int) -> Span | None:
    """A code with letters in it, or in Chinese numerals, which must follow directly."""
    link = _link.match(plain, at, at + _NEAR)
    assert link is not None  # it may be empty
    found = _spelled.match(plain, link.end())
    if not found and _told_as(link[0]):
        found = _letters_too.match(plain, link.end())
        if found and no_code(found[0].rstrip("0123456789")):
            return None
    return found.span() if found else None


def _is_code(plain: str, number: re.Match[str], between: str) -> bool:
    digits = sum(map(str.isdigit, number[0][:24]))
    if digits < _FEWEST or _shape(plain, number.end()):
        return False
    if _phone(number[0]) and not _told_as(between):
        return False
    if _link.fullmatch(between):
        return digits <= _MOST_DIRECTLY
    between = _by_phone.sub("", between)
    if digits > _MOST or _unit(plain, number.end()) or no_code(between) or _counted(between):
        return False
    if _ends(between):
        return bool(_said(between))
    return len(between) <= _NEAR or bool(_told_as(between) or _said(between))


def _more(plain: str, first: re.Match[str]) -> Iterator[Span]:
    """Further codes of the same length in a row: "123456, 654321"."""
    last = first
    while (gap := _list.match(plain, last.end())) and (number := _number.match(plain, gap.end())):
        if len(number[0]) != len(first[0]) or _shape(plain, number.end()) or _unit(plain, number.end()):
            return
        yield number.span()
        last = number


def _before(plain: str, at: int, *, plainly: bool) -> Iterator[Span]:
    """The code that stands before its word: "482913 is the code". ``plainly``: only if something says that it is."""
    here = max(0, at - _BACK)
    last = None
    for last in _number.finditer(plain, here, at):  # noqa: B007  the last one is wanted
        pass
    if last is None or not _FEWEST <= sum(map(str.isdigit, last[0])) <= _MOST:
        return
    link = _before_word(plain, last.end(), at)
    if link is None or (plainly and not link["plainly"]):
        return
    words = plain[max(0, last.start() - _BACK) : last.start()]
    if link["plainly"] or not (no_code(words) or _counted(words)):
        yield last.span()


def _joined(spans: set[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
