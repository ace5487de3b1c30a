"""What people type of a moment, a sum and a fact in Chinese is read as they mean it."""

from __future__ import annotations

from datetime import datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from support.shipped_pack import manifest

from posguard.case import fact_names, fields
from posguard.case.fact_parsing import kind_named, parse
from posguard.case.facts import KINDS
from posguard.case.moments import moment
from posguard.errors import WrongUse
from posguard.messages.table import MESSAGES
from posguard.pack.model import Milestone

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
PLACE = manifest().place


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("9:14", "2026-11-22T09:14"),
        ("今天 9:14", "2026-11-22T09:14"),
        ("今天9点14分", "2026-11-22T09:14"),
        ("today 9:14 pm", "2026-11-22T21:14"),
        ("昨天 9：14", "2026-11-21T09:14"),
        ("yesterday 9:14", "2026-11-21T09:14"),
        ("昨晚9点半", "2026-11-21T21:30"),
        ("前天下午3点", "2026-11-20T15:00"),
        ("中午12点10分", "2026-11-22T12:10"),
        ("凌晨12点05分", "2026-11-22T00:05"),
        ("11-20 9:14", "2026-11-20T09:14"),
        ("11月20日 9:14", "2026-11-20T09:14"),
        ("12月31日 23:59", "2025-12-31T23:59"),
        ("2026年11月20日9:14", "2026-11-20T09:14"),
        ("2026-11-20T09:14", "2026-11-20T09:14"),
    ],
)
def test_a_moment_is_read_from_the_day_of_the_person(words: str, at: str) -> None:
    """A clock time is today's, yesterday is the day before, and a date without a year the last."""
    assert moment(words, NOW) == f"{at}:00+08:00"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("23:14", "time-to-come"),
        ("今天 23:14", "time-to-come"),
        ("晚上12点", "bad-time"),
        ("昨晚1点", "bad-time"),
        ("25:00", "bad-time"),
        ("13月1日 9:14", "bad-time"),
        ("刚才", "bad-time"),
        ("9", "bad-time"),
    ],
)
def test_a_moment_that_could_be_another_is_not_guessed(words: str, why: str) -> None:
    """What is still to come, or could be either of two nights, is asked for again."""
    with pytest.raises(WrongUse) as refused:
        moment(words, NOW)
    assert refused.value.key == why


@pytest.mark.parametrize(
    ("words", "sum_"),
    [
        ("1200元", "1200.00"),
        ("1,200 元", "1200.00"),
        ("1，200.50", "1200.50"),
        ("￥1200", "1200.00"),
        ("三千块", "3000.00"),
        ("一千二", "1200.00"),
        ("一千零二", "1002.00"),
        ("两万五千元整", "25000.00"),
        ("两万五", "25000.00"),
        ("十五", "15.00"),
        ("一百二十三", "123.00"),
        ("叁仟圆", "3000.00"),
        ("1.2万", "12000.00"),
    ],
)
def test_a_sum_is_read_as_it_is_written_or_spoken(words: str, sum_: str) -> None:
    """Units, commas and Chinese numbers give the same sum as plain figures."""
    assert parse("transaction", ["time=9:14", f"amount={words}"], NOW, PLACE)["amount"] == sum_


@pytest.mark.parametrize("words", ["几千", "一二三", "千", "万", "三千多", "零", "1.2.3", "-5"])
def test_what_is_no_sum_is_refused(words: str) -> None:
    """A number that is not known exactly is no amount."""
    with pytest.raises(WrongUse):
        fields.amount(words, NOW)


def test_a_fact_can_be_typed_in_chinese_throughout() -> None:
    """Kind, fields and choices have Chinese names, and mean the same as the English ones."""
    chinese = [
        "时间=昨天 9:14",
        "金额=三千元",
        "方向=转出",
        "对方户名=某人",
        "参考号＝123456789012",
    ]
    english = [
        "time=2026-11-21 09:14",
        "amount=3000",
        "direction=out",
        "counterparty-name=某人",
        "reference=123456789012",
    ]
    assert kind_named("交易") == "transaction"
    read = [
        parse(kind, words, NOW, PLACE)
        for kind, words in (("交易", chinese), ("transaction", english))
    ]
    assert read[0] == read[1]


def test_every_kind_field_and_choice_has_names_of_its_own() -> None:
    """No name means two kinds, or two fields of one kind; and every one has a Chinese name."""
    typed = [name for names in fact_names.KINDS.values() for name in names]
    assert len(set(typed)) == len(typed)
    assert set(fact_names.KINDS) == set(KINDS)
    for kind in KINDS.values():
        own = [field.name for field in kind.fields]
        assert set(own) <= set(fact_names.FIELDS)
        shown = [fact_names.in_chinese(fact_names.FIELDS, name) for name in own]
        assert [fact_names.untranslated(fact_names.FIELDS, name, own) for name in shown] == own
    milestones = {key.removeprefix("event:") for key in MESSAGES if key.startswith("event:")}
    assert milestones == set(get_args(Milestone))
    assert {*milestones, "in", "out", "issuer", "settlement"} == set(fact_names.CHOICES)
