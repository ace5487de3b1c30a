"""Card and ID numbers never get through masking; what only looks like them does."""

from __future__ import annotations

import sys
from random import Random

import pytest
from stdnum import luhn
from support.made_up_numbers import ALIKE, Make, card, digits, in_groups, person
from support.made_up_texts import AROUND, NAMES, PLAINLY, listed

from posguard.masking.characters import plain
from posguard.masking.mask import SECRET_KINDS, MaskedText, mask, starred
from posguard.messages.table import MESSAGES

MANY = 6000


def _seen(before: str, number: str, after: str) -> list[str]:
    """The characters of a number that must not be seen, and are, once its text was masked."""
    text = mask(before + number + after).text
    there = text[len(before) : len(before) + len(number)]
    places = [
        n for n, sign in enumerate(map(plain, number)) if sign.isdecimal() or sign in ("X", "x")
    ]
    return [there[n] for n in places[6:-4] if there[n] != "*"]


def test_every_character_can_be_read() -> None:
    """Whatever a text holds, it is masked: also the signs between the raised digits; and every
    digit of every script is read as one.
    """
    for start in range(0, sys.maxunicode, 1000):
        codes = range(start, min(start + 1000, sys.maxunicode + 1))
        signs = [chr(code) for code in codes if not 0xD800 <= code < 0xE000]
        mask("".join(signs))
        assert [sign for sign in signs if sign.isdecimal() and not plain(sign).isascii()] == []


@pytest.mark.parametrize("make", [card, person])
def test_no_number_survives(make: Make) -> None:
    """Of thousands of valid numbers, however written and wherever they stand, nothing but first
    six and last four.
    """
    rng = Random(20261122)
    survived = []
    for _ in range(MANY):
        before, _, after = rng.choice(listed(AROUND)).partition("{}")
        number = in_groups(rng, make(rng))
        if _seen(before, number, after):
            survived.append(before + number + after)
    assert survived == []


@pytest.mark.parametrize("kind", ALIKE)
def test_what_only_looks_alike_is_left_alone(kind: str) -> None:
    """At most one in a hundred numbers of each other kind is changed, though nothing says what it
    is.
    """
    rng = Random(kind)
    texts = [rng.choice(listed(PLAINLY)).replace("{}", ALIKE[kind](rng)) for _ in range(MANY // 4)]
    changed = [text for text in texts if mask(text).text != text]
    assert len(changed) <= len(texts) // 100, changed[:5]


@pytest.mark.parametrize("between", ["，", "、", "\n", " / ", "; ", " ", "\t"])
def test_lists_of_them_are_left_alone(between: str) -> None:
    """Beside each other, too, at most one in a hundred is changed."""
    rng = Random(between)
    kinds = list(ALIKE)
    lists = [
        between.join(ALIKE[rng.choice(kinds)](rng) for _ in range(4)) for _ in range(MANY // 8)
    ]
    changed = [text for text in lists if mask(text).text != text]
    assert len(changed) <= len(lists) * 4 // 100, changed[:5]


def test_a_number_that_is_named_as_something_else_is_left_alone() -> None:
    """Even one that could be a card's, with its check digit, if its name stands directly before
    it.
    """
    rng = Random(4)
    wrong = []
    for _ in range(MANY // 2):
        body = rng.choice(("62", "4", "55")) + digits(rng, 14)
        text = (
            f"给 {rng.choice(listed(NAMES))}{body[:15]}{luhn.calc_check_digit(body[:15])}，没到账"
        )
        if mask(text).text != text:
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("卡号6222021234567890128", "卡号622202*********0128"),
        ("6222 0212 3456 7890 128", "6222 02** **** ***0 128"),
        ("４１１１－１１１１－１１１１－１１１１", "４１１１－１１**－****－１１１１"),
        ("4111.1111.1111.1111", "4111.11**.****.1111"),
        ("3782 822463 10005", "3782 82**** *0005"),
        ("11010519491231002X", "110105********002X"),
        ("110105 19491231 002x", "110105 ******** 002x"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０１０５********００２Ｘ"),
        ("订单号 4111 1111 1111 1111", "订单号 4111 11** **** 1111"),
        ("卡号 6222021234567890129", "卡号 622202*********0129"),
        ("身份证 110105194912310020", "身份证 110105********0020"),
        ("信用卡 4111111111111112", "信用卡 411111******1112"),
        ("卡号或订单号 4111111111111111", "卡号或订单号 411111******1111"),
        ("支付 4111111111111111", "支付 411111******1111"),
        ("报案回执编号 4111111111111111", "报案回执编号 4111111111111111"),
        ("order no. 4111111111111111", "order no. 4111111111111111"),
        ("in case 4111111111111111", "in case 411111******1111"),
        ("SN: N7NL4111111111111111", "SN: N7NL4111111111111111"),
        ("+4915112345678", "+4915112345678"),
        ("张三+6222021234567890128+13800138000", "张三+622202*********0128+13800138000"),
        ("订单\n6222021234567890128", "订单\n622202*********0128"),
        ("订单号\n6222021234567890128", "订单号\n6222021234567890128"),
        ("6222021234567890\n128", "622202*********0\n128"),
        ("invoice. 4111111111111111 is my card", "invoice. 411111******1111 is my card"),
        ("in my case 4111111111111111", "in my case 411111******1111"),
        ("case number 4111111111111111", "case number 4111111111111111"),
        ("订单 4111111111111111", "订单 4111111111111111"),
        ("订单 4111111111111111 是我的卡", "订单 411111******1111 是我的卡"),
        ("对公账号 4111111111111111", "对公账号 4111111111111111"),
        ("¥4111111111111111", "¥411111******1111"),
        ("4111/1111/1111/1111", "4111/11**/****/1111"),
        ("4111*1111*1111*1111", "4111*11********1111"),
        ("4111\n1111\n1111\n1111", "4111\n11**\n****\n1111"),
        ("\u202d4111111111111111\u202c", "\u202d411111******1111\u202c"),
        ("4\ufe0f\u20e31\ufe0f\u20e311111111111111", "4\ufe0f\u20e31\ufe0f\u20e31111******1111"),
        ("④①①①①①①①①①①①①①①①", "④①①①①①******①①①①"),
        ("四一一一一一一一一一一一一一一一", "四一一一一一******一一一一"),
        ("4111111111111111123", "411111******1111***"),
        ("41111111111111111228", "411111******1111****"),
        ("04111111111111111", "0411111******1111"),
        ("4111 1111 1111 1111 12/28 123", "4111 11** **** 1111 12/28 [***]"),
        ("GB29NWBK60161331926819", "GB29NWBK60161331926819"),
        ("A1101050000002026000123", "A1101050000002026000123"),
        ("12, 6222, 0212, 3456, 7890, 5000", "12, 6222, 0212, 3456, 7890, 5000"),
    ],
)
def test_numbers_are_hidden_and_nothing_else_is_touched(text: str, expected: str) -> None:
    """First six and last four stay, separators stay, and the length stays."""
    assert mask(text).text == expected


def test_a_checksum_stays_whole() -> None:
    """The hash of a file is kept to the last digit, although a card number could stand in it."""
    digest = "4111111111111111" + "a1b2c3d4" * 6
    assert mask(f"sha256 {digest}") == MaskedText(f"sha256 {digest}")


def test_the_user_is_told_what_was_found() -> None:
    """Each kind once, in a fixed order, and with words for it."""
    text = "密码 123456，身份证 11010519491231002X，卡 4111111111111111 和 6222021234567890128"
    assert mask(text).found == ("card", "id", "code") == SECRET_KINDS
    assert {f"masked:{kind}" for kind in SECRET_KINDS} <= set(MESSAGES)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("6222021234567890128", "622202*********0128"), ("12345678", "****5678")],
)
def test_what_is_known_to_be_secret_is_hidden_without_asking(number: str, expected: str) -> None:
    """First six and last four of a long number; of a short one only the end."""
    assert starred(number) == expected
