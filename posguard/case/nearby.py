"""What the words directly before a number say it is."""

from __future__ import annotations

import re
from typing import Literal

Named = Literal["card-number", "card", "id", "other", ""]
"""A number is named as a card's number, as belonging to a card, as a person's ID number, as some other thing, or not
at all."""

_SEEN = 40
"""How many characters before a number are looked at."""

_LINK = (
    r"(?:[\s:：=#№.\"'“”‘’「」『』()（）\[【<《>》\-–—]|是|为|叫|即|写着|显示"
    r"|(?<![a-z])(?:is|was|are|no|nr|number|num|id)(?![a-z]))*+$"
)
"""What may stand between a word and its number, so that the word still names it."""

_NUMBER = (
    r"(?:号码|编号|单号|代码|流水|时间|回执|号|码"
    r"|\s*(?:s/?n|id|no|nr|num|number|code|ref|reference|time)(?![a-z])|\s*[.#])"
)
_LONG = (
    # What names a number by itself, and then what does so only with 号, "number" and the like behind it.
    r"(?:序列[号码]|串号|机身[号码]|订单|定单|工单|单号|凭证|批次|回执|警号|工号|编号|代码|批号|票号|型号|文号|案号|税号"
    r"|快递|运单|物流|发票|合同|执照|许可证|时间戳|条形?码"
    rf"|(?:终端|设备|机具|机器|商户|门店|交易|业务|支付|请求|参考|检索|流水|受案|立案|报案|报警|警情|案件){_NUMBER}+"
    r"|(?<![a-z])(?:s/?n|serial|order|ref|reference|rrn|trace|stan|batch|ticket|(?<!in )case|invoice|receipt|tracking"
    r"|waybill|contract|licen[cs]e|imei|iccid|imsi|meid|timestamp|voucher|barcode|sku|mid|tid"
    rf"|(?:terminal|merchant|device|transaction|txn|payment){_NUMBER}+)(?![a-z])|[¥￥$€£+])"
)
_SHORT = (
    r"(?:电话|手机|座机|热线|传真|客服|联系(?:方式)?|微信|QQ|邮编|金额|流水|受案|立案|报案|警情"
    r"|(?<![a-z])(?:phone|tel|telephone|mobile|fax|hotline|wechat|amount|cny|rmb|usd)(?![a-z]))"
)
_NO_BANK_CARD = (
    r"(?:会员|电话|手机|流量|公交|医保|门禁|校园|加油|充值|积分|就诊|(?<![a-z])(?:sim|membership|loyalty|phone))\s*"
    r"(?:卡|card)"
)
_CARD_NUMBER = (
    r"(?:卡片?的?编?[号號](?:码|碼)?|(?<![a-z])(?:card|account)?\s*pan(?![a-z])"
    r"|(?<![a-z])card['’s]*\s*(?:number|num|no|nr|#))"
)
_CARD = (
    r"(?:(?:银行|信用|借记|储蓄|贷记|银联)卡|银联|我的卡"
    r"|(?<![a-z])(?:card|visa|master\s?card|amex|american express|jcb|diners|discover|union\s?pay)(?![a-z]))"
)
_ID = (
    r"(?:(?:身份[证證]|公民身份|证件)(?:件)?(?:号码|號碼|号|號)?"
    r"|(?<![a-z])(?:(?:resident|national|citizen)?\s*id(?:entity)?\s*(?:card|number|no)|identity\s*number))"
)

_names_other = re.compile(rf"{_LONG}{_NUMBER}*+{_LINK}", re.IGNORECASE).search
_names_short = re.compile(rf"{_SHORT}{_NUMBER}*+{_LINK}", re.IGNORECASE).search
_names_other_card = re.compile(rf"{_NO_BANK_CARD}{_NUMBER}*+{_LINK}", re.IGNORECASE).search
_names_card_number = re.compile(rf"{_CARD_NUMBER}{_LINK}", re.IGNORECASE).search
_mentions_card_number = re.compile(rf"{_CARD_NUMBER}[^,，。;；!！?？]*$", re.IGNORECASE).search
_names_card = re.compile(rf"{_CARD}{_LINK}", re.IGNORECASE).search
_names_id = re.compile(rf"{_ID}{_LINK}", re.IGNORECASE).search
_without_digits = re.compile(r"[^0-9*]*$").search
_letter = re.compile(r"[^\W0-9_]|[$¥￥€£+#№]").search
_token = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}$").search


def named(plain: str, start: int) -> Named:
    """What the number that begins at ``start`` is called, by the words since the number before it.

    A card's number that is also called something else ("card or order number …") counts as not named at all.
    """
    before = plain[max(0, start - _SEEN) : start]
    token = _token(before)
    if token:  # the letters of a serial number belong to it, not to what names it
        before = before if _is_word(token[0]) else before[: token.start()]
    words = _without_digits(before)
    before = words[0] if words else ""
    if not _letter(before):
        return ""
    if _names_other_card(before):
        return "other"
    if _names_other(before):
        return "" if _mentions_card_number(before) else "other"
    if _names_card_number(before):
        return "card-number"
    if _names_id(before):
        return "id"
    return "card" if _names_card(before) else ""


def _is_word(token: str) -> bool:
    return any(names(token) for names in (_names_other, _names_card_number, _names_card, _names_id))


def no_code(words: str) -> bool:
    """Whether a number of a few digits directly behind these words is called something that is no security code."""
    return bool(_names_other(words) or _names_short(words))
