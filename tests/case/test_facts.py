"""Facts are read as people type them, kept in one form, and refused with words that say what to
do.
"""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shipped_pack import manifest

from posguard.case.fact_parsing import mask_fact, parse, read
from posguard.case.facts import KINDS, MAIN, WHOLE
from posguard.errors import WrongUse
from posguard.masking.mask import mask
from posguard.messages import say
from posguard.messages.table import MESSAGES
from posguard.pack.letters import FactName
from posguard.pack.model import LANGS, Milestone

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI)
CHINA = manifest().place
CARD = "6222021234567890128"
PERSON = "11010519491231002X"


def _parse(line: str) -> dict[str, str]:
    kind, *words = shlex.split(line)
    return parse(kind, words, NOW, CHINA)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("terminal-sn N7NL00012345", {MAIN: "N7NL00012345"}),
        ("terminal-sn 'SN: N7NL 0001 2345'", {MAIN: "N7NL00012345"}),
        ("terminal-number １２３４５６７８", {MAIN: "12345678"}),
        ("merchant-number '898 3101 4816 0568'", {MAIN: "898310148160568"}),
        ("merchant-name 好味 小吃店", {MAIN: "好味 小吃店"}),
        ("merchant-name name=好味小吃店", {MAIN: "好味小吃店"}),
        ("merchant-name value=好味小吃店", {MAIN: "好味小吃店"}),
        ("credit-code 91110000600037341l", {MAIN: "91110000600037341L"}),
        ("bank 工商银行 role=Settlement", {MAIN: "工商银行", "role": "settlement"}),
        (f"card {CARD} bank=工商银行", {MAIN: "622202*********0128", "bank": "工商银行"}),
        ("card '6222 0212 3456 7890 128'", {MAIN: "622202*********0128"}),
        ("card 0128", {MAIN: "****0128"}),
        ("card 622202*********0128", {MAIN: "622202*********0128"}),
        ("account 1202021209900123456", {MAIN: "120202*********3456"}),
        ("receipt 京公（海）受案字〔２０２６〕12345号", {MAIN: "京公（海）受案字〔2026〕12345号"}),
        (
            "ticket GD20261122001 institution=拉卡拉",
            {MAIN: "GD20261122001", "institution": "拉卡拉"},
        ),
        ("officer 李警官 012345", {MAIN: "李警官 012345"}),
        (
            "officer name=李警官 number=012345 phone=010-6255-1234",
            {MAIN: "李警官 012345", "phone": "01062551234"},
        ),
        ("agent institution=拉卡拉 number=8021", {MAIN: "拉卡拉 8021"}),
        ("owner-phone '+86 138-0013-8000'", {MAIN: "+8613800138000"}),
        ("owner-phone '\u202d13800138000\u202c'", {MAIN: "13800138000"}),
        ("owner-phone tel:010-62551234。", {MAIN: "01062551234"}),
        ("owner-phone '电话：95516#'", {MAIN: "95516"}),
        ("owner-phone +4915112345678", {MAIN: "+4915112345678"}),
        ("card 尾号1234", {MAIN: "****1234"}),
        ("card '卡号尾号：1234。'", {MAIN: "****1234"}),
        ("card 'ending in 1234'", {MAIN: "****1234"}),
        ("account 尾号1234", {MAIN: "1234"}),
        (f"card '\u202a{CARD}\u202c'", {MAIN: "622202*********0128"}),
        ("receipt '\u202a京公〔2026〕12345号\u202c。'", {MAIN: "京公〔2026〕12345号"}),
        (f"case-number {CARD}", {MAIN: CARD}),
        ("case-number '4111 1111 1111 1111'", {MAIN: "4111 11** **** 1111"}),
        ("terminal-sn 4111111111111111", {MAIN: "4111111111111111"}),
        ("terminal-sn '4111 1111 1111 1111'", {MAIN: "411111******1111"}),
        (f"id-number {PERSON.lower()}", {MAIN: "110105********002X"}),
        (
            "happened event=discovered time='2026-11-22 09:14'",
            {"event": "discovered", "time": "2026-11-22T09:14:00+08:00"},
        ),
    ],
)
def test_facts_are_kept_in_one_form(line: str, expected: dict[str, str]) -> None:
    """However it was typed, the same fact is recorded in the same form, own cards and ID numbers
    masked.
    """
    assert _parse(line) == expected


def test_a_transaction_keeps_the_other_account_whole() -> None:
    """The police need every digit of it; everything else is masked, and yuan is the default."""
    line = (
        f"transaction time=2026-11-22 09:14 amount=3,000.5 reference='6222 0212 3456 7890 128' "
        f"counterparty-account='6217 0012 3456 7890 120' counterparty-name='张三 {PERSON}' "
        "counterparty-bank='密码 123456'"
    )
    kind, *words = shlex.split(line)
    got = read(kind, words, NOW, CHINA)
    assert got.values == {
        "time": "2026-11-22T09:14:00+08:00",
        "amount": "3000.50",
        "currency": "CNY",
        "reference": "6222 02** **** ***0 128",
        "counterparty-account": "6217001234567890120",
        "counterparty-name": "张三 110105********002X",
        "counterparty-bank": "密码 [***]",
    }
    assert got.found == ("card", "id", "code")


def test_being_told_of_a_masked_card() -> None:
    """A card typed as the user's own is reported as masked, too."""
    assert read("card", [CARD], NOW, CHINA).found == ("card",)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-11-22 09:14", "2026-11-22T09:14:00+08:00"),
        ("2026-11-22 9:14:05", "2026-11-22T09:14:05+08:00"),
        ("2026/11/22 09：14", "2026-11-22T09:14:00+08:00"),
        ("2026年11月22日9时14分", "2026-11-22T09:14:00+08:00"),
        ("２０２６-11-22T09:14:05+0900", "2026-11-22T09:14:05+09:00"),
        ("2026-11-22 09:14 -03:30", "2026-11-22T09:14:00-03:30"),
        ("2026-11-22T01:14:05Z", "2026-11-22T01:14:05+00:00"),
        ("2028-02-29 23:59:59", "2028-02-29T23:59:59+08:00"),
    ],
)
def test_times_get_a_zone(typed: str, expected: str) -> None:
    """A time without a zone is local time; one with a zone keeps it."""
    assert parse("happened", ["event=discovered", f"time={typed}"], NOW, CHINA)["time"] == expected


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("nonsense 1", "no-such-fact-kind"),
        ("owner-name nmae=张三", "no-such-field"),
        ("owner-name", "fact-lacks"),
        ("officer station=中关村", "fact-lacks"),
        ("transaction amount=1", "fact-lacks"),
        ("transaction 3000", "fact-not-pair"),
        ("owner-name name=张三 name=李四", "field-twice"),
        ("owner-name name=", "field-empty"),
        ("owner-name '张\n三'", "fact-unprintable"),
        ("owner-name '张\u202e三'", "fact-unprintable"),
        (f"address {'路' * 301}", "fact-too-long"),
        ("terminal-sn 序列号", "bad-terminal-sn"),
        ("terminal-number 123", "bad-terminal-number"),
        ("merchant-number 89831014816056", "bad-merchant-number"),
        ("merchant-number 89831014816056A", "bad-merchant-number-sign"),
        ("credit-code 91110000600037341X", "bad-credit-code"),
        ("bank 工商银行 role=isuer", "bad-fact-choice"),
        ("card 12345", "bad-card"),
        ("card 6222021234567890129", "bad-card-digit"),
        ("id-number 110105194912310021", "bad-id-number"),
        ("receipt 一二三!", "bad-number"),
        ("owner-phone 12", "bad-phone"),
        ("transaction time='2026-11-22 09:14' amount=1.234", "bad-amount"),
        ("transaction time='2026-11-22 09:14' amount=1,23", "bad-amount"),
        ("transaction time='2026-11-22 09:14' amount=0.00", "bad-amount"),
        ("transaction time='2026-11-22 09:14' amount=-5", "bad-amount"),
        ("transaction time='2026-11-22 09:14' amount=5 currency=yuan", "bad-currency"),
        ("transaction time='2026-11-22 09:14' amount=5 direction=sideways", "bad-fact-choice"),
        (
            "transaction time='2026-11-22 09:14' amount=5 counterparty-account=1234567",
            "bad-account",
        ),
        (
            f"transaction time='2026-11-22 09:14' amount=5 counterparty-account={'1' * 33}",
            "bad-account",
        ),
        ("happened event=discovered time=yesterday", "bad-time"),
        ("happened event=discovered time=2026-11-22", "bad-time"),
        ("happened event=discovered time='2026-02-29 09:14'", "no-such-time"),
        ("happened event=discovered time='2026-11-22 25:14'", "no-such-time"),
        ("happened event=discovered time='0001-11-22 09:14'", "no-such-time"),
        ("happened event=discovered time='2026-11-22 09:14+25:00'", "no-such-time"),
        ("happened event=discoverd time='2026-11-22 09:14'", "bad-fact-choice"),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(line: str, key: str) -> None:
    """The complaint is the right one, can be said, names the place, and gives no secret away."""
    with pytest.raises(WrongUse) as caught:
        _parse(line)
    assert caught.value.key == key
    for lang in LANGS:
        words = say(lang, key, **caught.value.facts)
        assert "{" not in words
        assert "6222021234567890129" not in words
        assert line.split()[0] in words


def test_only_the_digits_of_a_card_are_counted() -> None:
    """Words around a number are not counted as digits of it."""
    with pytest.raises(WrongUse) as caught:
        _parse("card 我的卡12345")
    assert say("zh", caught.value.key, **caught.value.facts).count("5 位") == 1


def test_one_field_is_kept_whole() -> None:
    """It is marked where it is listed; whoever records, prints or shows a fact looks there."""
    assert {"counterparty-account"} == WHOLE
    kept = mask_fact(
        "transaction", {"counterparty-account": CARD, "counterparty-name": CARD, "reference": CARD}
    )
    assert kept.values == {
        "counterparty-account": CARD,
        "counterparty-name": "622202*********0128",
        "reference": CARD,
    }
    assert kept.found == ("card",)


def test_a_merchant_number_of_another_length_is_counted() -> None:
    """The complaint says how many digits there are and how many there should be."""
    with pytest.raises(WrongUse) as caught:
        _parse("merchant-number 12345")
    words = say("en", caught.value.key, **caught.value.facts)
    assert "15" in words
    assert "5" in words.replace("15", "")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words_and_an_example_that_works(kind: str) -> None:
    """Its label and those of its fields exist, and its example, ellipses filled in, is taken."""
    known = KINDS[kind]
    labels = {label for field in known.fields for label in (field.label, f"field:{field.key}")}
    assert {known.label, *labels} <= set(MESSAGES)
    assert _parse(known.example.replace("…", "12345678"))


def test_papers_find_their_facts() -> None:
    """Every fact that a letter can ask for is a kind, or a field of one, and every event can be
    recorded.
    """
    for asked in get_args(FactName):
        kind, _, field = asked.partition(".")
        if kind != "exhibit":
            assert (field or MAIN) in {f.key for f in KINDS[kind].fields}
    for event in get_args(Milestone):
        assert (
            parse("happened", [f"event={event}", "time=2026-11-22 09:14"], NOW, CHINA)["event"]
            == event
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("secret", [CARD, "4111 1111 1111 1111", PERSON, "PIN 123456"])
def test_no_field_lets_a_secret_through(kind: str, secret: str) -> None:
    """A card, an ID number or a code typed into any field but the other side's account is refused
    or masked.

    Only where a field says what number it holds, one stays whole that is neither grouped nor named
    as a card's.
    """
    known = KINDS[kind]
    rest = dict(
        pair.split("=", 1) for pair in ("time=2026-11-22 09:14", "amount=3", "event=discovered")
    )
    for field in known.fields:
        words = [
            f"{name}={rest[name]}"
            for name in known.required
            if name in rest and name != field.name
        ]
        words += [
            f"{name}=12345678"
            for name in known.required
            if name not in rest and name != field.name
        ]
        try:
            values = parse(kind, [*words, f"{field.name}={secret}"], NOW, CHINA)
        except WrongUse as err:
            assert secret not in say("en", err.key, **err.facts)  # noqa: PT017
            continue
        if field.numbered and secret == CARD:
            assert secret in values.values()
            continue
        seen = "".join(value for name, value in values.items() if name not in WHOLE).replace(
            " ", ""
        )
        assert secret.replace(" ", "") not in seen
        assert "123456" not in seen.replace("12345678", "")


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001  typed without a zone
    st.integers(1, 10**12 - 1),
)
def test_recorded_values_pass_masking_unchanged(moment: datetime, cents: int) -> None:
    """Times and amounts are never mistaken for cards, and reading a recorded value gives it
    again.
    """
    words = [f"time={moment:%Y-%m-%d %H:%M:%S}", f"amount={cents // 100}.{cents % 100:02}"]
    values = parse("transaction", words, NOW, CHINA)
    assert [mask(value).text for value in values.values()] == list(values.values())
    assert (
        parse("transaction", [f"{name}={value}" for name, value in values.items()], NOW, CHINA)
        == values
    )
