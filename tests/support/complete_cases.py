"""Three cases with everything recorded that their papers ask for: a stolen terminal, a transfer,
an abused card.
"""

from __future__ import annotations

from collections.abc import Mapping

from posguard.case.state import Case, Exhibit, Fact

PAYEE_ACCOUNT = "6217001234567890120"
"""The fraudster's account: the police need it whole, nobody else does."""
PAYER_ACCOUNT = "6228480402564890018"
CARD = "622202******1234"
"""A card as masking leaves it."""


def _facts(*facts: tuple[str, Mapping[str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(n, kind, dict(values)) for n, (kind, values) in enumerate(facts, 2))


def _value(kind: str, value: str) -> tuple[str, dict[str, str]]:
    return kind, {"value": value}


def _exhibit(n: int, name: str, what: str, source: str) -> Exhibit:
    values = {
        "name": name,
        "file": f"{n}-{name}",
        "size": 182_344 + n,
        "what": what,
        "from": source,
        "sha256": f"{n:064x}",
    }
    return Exhibit(n, f"2026-11-21T15:{n:02}:00+08:00", values)


PERSON = (_value("owner-name", "王小店"), _value("owner-phone", "13800138000"))
SHOP = (
    _value("merchant-name", "小店便利（海淀）"),
    _value("merchant-number", "898110154110000"),
    _value("address", "北京市海淀区中关村大街1号"),
)

STOLEN = Case(
    name="private-name-of-mine-1",
    opened="2026-11-21T14:05:00+08:00",
    lang="zh",
    answers={
        "happening-now": ("none",),
        "who": ("owner",),
        "what-merchant": ("terminal-gone",),
        "terminal-where": ("gone",),
        "terminal-since": ("sales",),
        "terminal-with-it": ("none",),
        "also-true": ("none",),
        "already-done": ("none",),
    },
    contacts={"acquirer": "lakala"},
    facts=_facts(
        *PERSON,
        *SHOP,
        _value("terminal-sn", "NL00012345678"),
        (
            "transaction",
            {
                "time": "2026-11-21T13:20:00+08:00",
                "amount": "4999.00",
                "currency": "CNY",
                "reference": "112113200001",
            },
        ),
        (
            "transaction",
            {
                "time": "2026-11-21T12:48:00+08:00",
                "amount": "3200.00",
                "currency": "CNY",
                "reference": "112112480007",
            },
        ),
        _value("credit-code", "91110000600037341L"),
        _value("terminal-number", "12345678"),
        (
            "ticket",
            {
                "value": "GD20261121001",
                "institution": "拉卡拉",
                "agent": "8021",
                "time": "2026-11-21T14:10:00+08:00",
            },
        ),
        (
            "ticket",
            {"value": "YH-5566", "institution": "示例银行", "time": "2026-11-21T14:40:00+08:00"},
        ),
        (
            "camera",
            {
                "value": "收银台上方",
                "from": "2026-11-21T12:30:00+08:00",
                "to": "2026-11-21T14:10:00+08:00",
                "owner": "好邻物业",
            },
        ),
        ("officer", {"value": "李警官 012345", "station": "中关村派出所"}),
        _value("receipt", "京公（海）受案字〔2026〕12345号"),
    ),
    exhibits=(
        _exhibit(31, "terminal-label.jpg", "终端序列号", "自己拍的"),
        _exhibit(32, "shop-cctv.mp4", "有人拿走终端", "店内监控"),
    ),
    happened={"discovered": "2026-11-21T14:05:00+08:00", "reported": "2026-11-21T14:31:00+08:00"},
)

TRANSFER = Case(
    name="private-name-of-mine-2",
    opened="2026-11-21T10:12:00+08:00",
    lang="zh",
    answers={
        "happening-now": ("paid-today",),
        "paid-how": ("transfer",),
        "given": ("none",),
        "call-wanted": ("money",),
        "who": ("owner",),
        "shop-touched": ("none",),
        "also-true": ("none",),
        "who-is-behind": ("reachable",),
        "already-done": ("none",),
    },
    contacts={"issuer": "icbc", "settlement-bank": "icbc"},
    facts=_facts(
        *PERSON,
        _value("card", CARD),
        (
            "transaction",
            {
                "time": "2026-11-21T10:02:00+08:00",
                "amount": "28000.00",
                "currency": "CNY",
                "reference": "202611211002334455",
                "direction": "out",
                "counterparty-account": PAYEE_ACCOUNT,
                "counterparty-name": "张三",
                "counterparty-bank": "示例银行某某支行",
            },
        ),
        (
            "ticket",
            {
                "value": "95588-7788",
                "institution": "工行",
                "agent": "6012",
                "time": "2026-11-21T10:20:00+08:00",
            },
        ),
        ("officer", {"value": "赵警官 054321", "station": "西湖派出所"}),
        _value("receipt", "杭公（西）受案字〔2026〕678号"),
    ),
    exhibits=(_exhibit(21, "transfer-voucher.png", "转账时间、金额和收款账号", "手机银行"),),
    happened={
        "discovered": "2026-11-21T10:12:00+08:00",
        "money-moved": "2026-11-21T10:02:00+08:00",
        "reported": "2026-11-21T10:15:00+08:00",
    },
)

ABUSED = Case(
    name="private-name-of-mine-3",
    opened="2026-11-21T08:00:00+08:00",
    lang="zh",
    answers={
        "happening-now": ("my-money",),
        "my-money-now": ("card-charged",),
        "card-how": ("online",),
        "card-before": ("none",),
        "card-kind": ("credit",),
        "who": ("cardholder",),
        "also-true": ("none",),
        "already-done": ("none",),
    },
    contacts={"issuer": "cmb"},
    facts=_facts(
        *PERSON,
        _value("card", CARD),
        (
            "transaction",
            {
                "time": "2026-11-21T07:41:00+08:00",
                "amount": "1999.00",
                "currency": "CNY",
                "reference": "AX7741",
                "direction": "out",
                "counterparty-account": PAYER_ACCOUNT,
                "counterparty-name": "某某数码专营店",
            },
        ),
        (
            "transaction",
            {
                "time": "2026-11-21T07:44:00+08:00",
                "amount": "59.90",
                "currency": "USD",
                "reference": "AX7744",
                "direction": "out",
                "counterparty-name": "EXAMPLE ONLINE",
            },
        ),
        (
            "ticket",
            {
                "value": "T-20261121-33",
                "institution": "招行",
                "agent": "3305",
                "time": "2026-11-21T08:03:00+08:00",
            },
        ),
        ("officer", {"value": "周警官 098765", "station": "陆家嘴派出所"}),
        _value("receipt", "沪公（浦）受案字〔2026〕901号"),
    ),
    exhibits=(_exhibit(17, "statement.pdf", "不是我做的两笔交易", "手机银行"),),
    happened={
        "discovered": "2026-11-21T08:00:00+08:00",
        "loss-reported": "2026-11-21T08:03:00+08:00",
        "reported": "2026-11-21T08:20:00+08:00",
    },
)

CASES = {"stolen": STOLEN, "transfer": TRANSFER, "abused": ABUSED}
