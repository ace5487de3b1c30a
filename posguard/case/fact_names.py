"""Names of facts in Chinese: each kind, field and choice can be typed by them too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "terminal-sn": ("终端序列号", "序列号"),
    "terminal-number": ("终端号",),
    "terminal-model": ("终端型号", "型号"),
    "merchant-number": ("商户号", "商户编号"),
    "merchant-name": ("商户名称", "店名"),
    "credit-code": ("统一社会信用代码", "信用代码"),
    "acquirer": ("支付公司", "收单机构"),
    "bank": ("银行",),
    "card": ("银行卡", "卡", "卡号"),
    "account": ("账户", "账号"),
    "transaction": ("交易", "转账", "付款"),
    "receipt": ("报警回执", "回执", "回执号"),
    "case-number": ("案件编号", "案号"),
    "ticket": ("工单", "工单号"),
    "officer": ("民警", "警察"),
    "agent": ("经办人", "客服"),
    "address": ("地址",),
    "owner-name": ("本人姓名", "姓名"),
    "owner-phone": ("本人电话", "电话", "手机号"),
    "id-number": ("身份证号", "身份证"),
    "camera": ("监控", "摄像头"),
    "freeze": ("冻结",),
    "leak": ("信息泄露", "泄露"),
    "happened": ("发生",),
}
"""Each kind by the names under which it can be typed; the first is the one that is shown."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "account": ("账户", "账号"),
    "agent": ("经办人",),
    "amount": ("金额",),
    "authority": ("机关",),
    "bank": ("银行", "开户行"),
    "branch": ("网点", "支行"),
    "company": ("单位", "公司"),
    "counterparty-account": ("对方账号", "收款账号"),
    "counterparty-bank": ("对方开户行", "收款行"),
    "counterparty-name": ("对方户名", "收款人", "收款户名"),
    "currency": ("币种",),
    "direction": ("方向",),
    "event": ("事件",),
    "from": ("从", "开始"),
    "how": ("怎么发现的",),
    "institution": ("机构", "单位"),
    "name": ("名称", "姓名", "户名"),
    "number": ("号码", "编号", "警号", "工号"),
    "owner": ("归谁管",),
    "phone": ("电话",),
    "place": ("地点",),
    "reason": ("原因",),
    "reference": ("参考号", "流水号"),
    "role": ("用途",),
    "station": ("派出所",),
    "time": ("时间",),
    "to": ("到", "结束"),
    "value": ("值",),
    "what": ("内容",),
}
"""Each field in the same way."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "out": ("转出", "付出", "付款", "支出"),
    "in": ("转入", "收入", "收款"),
    "issuer": ("发卡行", "发卡"),
    "settlement": ("结算行", "结算"),
    "discovered": ("发现",),
    "money-moved": ("钱转出", "转账"),
    "reported": ("报警",),
    "receipt-issued": ("拿到回执", "回执"),
    "refusal-served": ("收到不立案通知", "不立案"),
    "loss-reported": ("挂失", "电话挂失"),
    "frozen": ("账户被冻结", "冻结"),
    "filed": ("立案",),
    "complaint-made": ("投诉",),
    "decision-served": ("收到决定书", "决定书"),
}
"""Each choice of a field in the same way."""


def chinese() -> dict[str, str]:
    """The Chinese name of every kind, field and choice."""
    return {name: names[0] for name, names in {**CHOICES, **FIELDS, **KINDS}.items()}


def in_chinese(names: Mapping[str, tuple[str, ...]], name: str) -> str:
    """The Chinese name that is shown; the English one where there is none."""
    return names.get(name, (name,))[0]


def untranslated(names: Mapping[str, tuple[str, ...]], typed: str, known: Iterable[str]) -> str:
    """The one of the ``known`` English names that is meant; what was typed if it is none."""
    return next((name for name in known if typed in names.get(name, ())), typed)


def like(names: Mapping[str, tuple[str, ...]], typed: str, known: Iterable[str]) -> list[str]:
    """The ``known`` names in the language in which one was typed, to tell the person them."""
    return [name if typed.isascii() else in_chinese(names, name) for name in known]
