"""What holds for masking whatever the text is."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.slow import slow_after, slow_unless

from posguard.masking.characters import NUMERALS, plain, read
from posguard.masking.mask import SECRET_KINDS, MaskedText, mask, mask_name, mask_number

PIECES = (
    *(
        "验证码",
        "密码",
        "是",
        "卡号",
        "订单号",
        "SN",
        "手机",
        "号",
        "元",
        "（",
        "）",
        "，",
        "。",
        "：",
        "X",
        "×",
        "．",
        "４",
    ),
    *(
        "code ",
        "pin",
        "is ",
        "said ",
        "CVV2",
        "card number ",
        "abc",
        "a1b2",
        "[***]",
        "*",
        "=",
        " ",
        "-",
        ",",
        "\n",
        "\u200b",
    ),
    *(
        "4111111111111111",
        "6222 0212 3456 7890 128",
        "11010519491231002X",
        "1234",
        "482913",
        "13800138000",
        "一二三四五六",
    ),
    *("2026-11-22 09:14", "4500.00"),
    *(
        "cvn111",
        "CVV",
        "password is ",
        "my ",
        " is my password",
        "ab.c1!",
        "Abc",
        "one two ",
        "零",
        "幺",
        "壹",
    ),
    *(
        "①",
        "⁴",
        "4\ufe0f\u20e3",
        "\u202d",
        "\u3164",
        "/",
        "、",
        ":",
        "+",
        "…",
        "\r\n",
        "12/28",
        "0",
        "_",
        ".jpg",
    ),
    *(
        "，这就是",
        "读作",
        "念给他 ",
        "to ",
        "前两位",
        "后两位",
        "订单",
        "SN ",
        "code",
        "验 证 码",
        "三位数字",
        "元",
        "发来的",
    ),
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PIECES), st.from_regex(r"[0-9]{1,8}", fullmatch=True), st.text(max_size=4)
    ),
    max_size=14,
).map("".join)


def _count(text: str) -> int:
    return sum(map(str.isdecimal, text))


@pytest.mark.parametrize("masked", slow_after(1, [mask, mask_name, mask_number]))
@settings(max_examples=600, deadline=None)
@given(text=TEXTS)
def test_masking_once_is_enough(masked: Callable[[str], MaskedText], text: str) -> None:
    """Masking what was masked changes nothing and finds nothing; masking never makes digits."""
    once = masked(text)
    twice = masked(once.text)
    assert twice.text == once.text
    assert twice.found == ()
    assert _count(once.text) <= _count(text)
    assert bool(once.found) == (once.text != text)
    assert set(once.found) <= set(SECRET_KINDS)


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_characters_are_read_one_by_one(text: str) -> None:
    """Reading full-width and other digits as plain ones keeps every character that can be seen in
    its place.
    """
    reading = read(text)
    assert len(reading.places) == len(reading.text)
    assert [*reading.places] == sorted({*reading.places})
    assert all(
        plain(text[place]) in (sign, *NUMERALS)
        for place, sign in zip(reading.places, reading.text, strict=True)
    )


HOSTILE = {
    "one-number": "1",
    "one-card-like-number": "4",
    "full-width": "４",
    "spaces": " ",
    "dashes": "-",
    "all-separators": " -.",
    "single-digits": "4 ",
    "groups-of-four": "4111 ",
    "groups-of-eight": "41111111 ",
    "cards": "4111111111111111 ",
    "id-numbers": "11010519491231002X ",
    "lines": "4111\n",
    "invisible": "1\u200b",
    "words-for-codes": "验证码",
    "codes": "密码 1234 ",
    "code-code": "code ",
    "lists-of-codes": "123456,",
    "harmless-words": "error ",
    "hexadecimal": "a1",
    "dates": "2026-11-22 ",
    "named": "序列号 4111111111111111,",
    "commas": "41,",
    "asterisks": "4*",
    "Chinese numerals": "一、",
    "spoken": "one ",
    "glued": "cvn111",
    "passwords": "密码是abc123 ",
    "passwords-first": "ab1 is my password ",
    "statement": "2026-11-22 09:14:00,张三,6222021234567890128,3000.00\n",
}
LENGTH = 15_000


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        before = process_time()
        mask(text)
        best = min(best, process_time() - before)
    return best


@pytest.mark.parametrize(
    "piece", slow_unless(("one-number", "cards", "words-for-codes", "statement"), HOSTILE)
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Four times the text takes about four times as long, not sixteen times, whatever is in it."""
    text = "密码 " + piece * (4 * LENGTH // len(piece))
    mask("4111111111111111 11010519491231002X")
    assert _seconds(text) <= 9 * max(_seconds(text[:LENGTH]), 0.005)


@pytest.mark.parametrize("piece", slow_after(1, ["4", " ", "4 ", "4111 ", "41111111,"]))
def test_a_megabyte_is_masked_in_seconds(piece: str) -> None:
    """A text of a megabyte of nothing but digits or separators does not keep anybody waiting."""
    before = process_time()
    mask(piece * (1_000_000 // len(piece)))
    assert process_time() - before < 5
