"""Vocabulary of masking: the words that label a number, by kind, in Chinese and in English.

Words are written in the syntax of regular expressions, where they vary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Find = Callable[..., re.Match[str] | None]
Words = tuple[str, str]
"""Chinese and English words of one kind, parted by spaces."""

WORDS: dict[str, Words] = {
    # What names a number by itself.
    "paper": (
        "序列[号码] 串号 机身[号码] 订单 定单 工单 单号 凭证 批次 回执 警号 工号 编号 代码"
        " 批号 票号 型号 文号 案号 税号 快递 运单 物流 发票 合同 执照 许可证 时间戳 条形?码"
        " (?:对公|公司|单位|企业|基本户|一般户)的?(?:账户|账号|帐户|帐号)",
        "s/?n serial order ref reference rrn trace stan batch ticket case invoice receipt"
        " tracking waybill contract licen[cs]e imei iccid imsi meid timestamp voucher barcode"
        " sku mid tid (?:corporate|company|business)\\s(?:bank\\s)?account",
    ),
    # What names one only with "号", "number" and the like behind it.
    "numbered": (
        "终端 设备 机具 机器 商户 门店 交易 业务 支付 请求 参考 检索 流水 受案 立案 报案 报警 "
        "警情 案件",
        "terminal merchant device transaction txn payment",
    ),
    "number": (
        "号码 编号 单号 代码 流水 时间 回执 号 码",
        "s/?n id no\\.? nr\\.? num\\.? number code ref\\.? reference time",
    ),
    # What names a number of a few digits.
    "short": (
        "电话 手机 座机 热线 传真 客服 联系(?:方式)? 微信 QQ 邮编 金额 流水 受案 立案 报案 警情 "
        "终端 商户 操作员",
        "phone tel telephone mobile fax hotline wechat amount cny rmb usd postcode terminal "
        "merchant",
    ),
    "membership": (
        "会员 电话 手机 流量 公交 医保 门禁 校园 加油 充值 积分 就诊",
        "sim membership loyalty phone",
    ),
    "card-number": (
        "卡片?的?编?[号號](?:码|碼)?",
        "(?:card|account)?\\s*pan card['’s]*\\s*(?:number|(?:num|no|nr)\\.?|\\#)",
    ),
    "card": (
        "(?:银行|信用|借记|储蓄|贷记|银联)卡 银联 我的卡",
        "card visa master\\s?card amex american\\sexpress jcb diners discover union\\s?pay",
    ),
    "person": (
        "(?:身份[证證]|公民身份|证件)(?:件)?(?:号码|號碼|号|號)?",
        "(?:resident|national|citizen)?\\s*id(?:entity)?\\s*(?:card|number|no) identity\\s*number",
    ),
    # What is told to nobody.
    "code": (
        "(?:验\\s?证|驗\\s?證|校验|校驗|动态|動態|安全|确认|確認|短信|授权|登录|登陆|认证|随机|支付|核验|解锁)\\s?验?\\s?[码碼]"
        " (?<!设备)(?<!终端)(?<!机构)(?<!机器)识别码 (?:手机|取款|提现|短信|动态)验?证?码"
        " 令牌 短信验证(?!码) 验证数字 (?<![前后末尾首])[六6]位(?:数字?|码)+",
        "pins?(?![\\s-]?pad) otps? token yzm (?<![0-9])2fa mfa"
        " (?<!last\\s)(?<!first\\s)(?:six|6)[\\s-]digits?(?:\\snumber)?",
    ),
    "password": (
        "口令 密\\s?[码碼](?!键盘|[器机锁学本箱柜门盒盘])",
        "pass[\\s-]?(?:code|word|phrase|key)s? passwd pwd",
    ),
    "back-of-card": (
        "(?:背面|卡背|背后|签名[条栏])[^0-9\\s]{0,4}?[三3]位(?:数字?|码)*"
        " [后末][三3](?:位|码)(?:数字?|码)* (?<![前后末尾首])[三3]位数字?码?",
        "cv[nvc](?:2(?![0-9]{2}(?![0-9])))? csc cid cav2? "
        "(?:three|3)[\\s-]digits?(?:\\snumbers?)?\\son\\sthe\\sback",
    ),
    "harmless": (
        "",
        "error response return reason status merchant post(?:al)? zip area country terminal"
        " approval authori[sz]ation reference order product item bar qr swift branch"
        " institution acquirer mcc category promo discount coupon currency decline source"
        " dress",
    ),
    # What leads from a word to its code.
    "is": (
        "是 为 即",
        "is was are were",
    ),
    "made": (
        "[改设换变]成了? [改设换]为 设置为 设定为 用的 用了 设的 设了 写的 叫",
        "changed\\sto set\\sto reset\\sto",
    ),
    "said": (
        "说了? 告诉 报了? 念了? 输入?了? 填了? 发了?",
        "read told said typed entered gave sent replied",
    ),
    "whom": (
        "了 过 他 她 它 对方 给 的 是 我 听",
        "it him her them out to in with the sms",
    ),
    "which": (
        "一次性 短信 支付 交易 取款 登录 登陆 查询 银行卡? 手机 本次 操作员 动态 我 你 您 他"
        " 她 卡 的 那个 这个 那 这 要 刚才 收到 发 给 卡背面?",
        "the my your his her their an? one time text sms verification security bank card"
        " payment login atm he wanted new old this that",
    ),
    # What says that a number is none.
    "counted": (
        "[转扣刷付花亏取充汇][走账款了出给掉值]* 金额 损失 少了? 没了 被骗 余额 限额 尾号"
        " [后末]四位 账号 终端 商户 pos机? 来自 发件人 [拨打][打了]* 致电 联系 刷了",
        "paid pay lost transfer(?:red)? took taken withdr[ae]wn? charged? spent"
        " ending(?:\\sin)? last\\s(?:four|4) terminal merchant from by called call"
        " dial(?:led)? at on after for",
    ),
    "unit": (
        "[遍天日月时个笔人楼室位] 分(?!享) 小时 号(?!码) 点",
        "usd dollars? times hours? days?",
    ),
    "measure": (
        "[块万千百%次] 分钟 秒 元(?!旦) 年",
        "yuan rmb cny minutes? seconds? percent",
    ),
    "gone": (
        "是?怎么 就?[没不][了见] 就?没有?了 [被给]?(?:转走|扣|刷|盗|取|提) 到账 进账 就?少了 "
        "也[能可]",
        "(?:was|were|is|are)\\s(?:gone|missing|charged|taken|lost|stolen|debited|withdrawn) gone",
    ),
    "sent": (
        "(?:给我)?(?:发[来的过送给出]|打[来的过]|来电|来的|客服|热线|短信|说|要|让|叫)",
        "sent texted called said asked wanted",
    ),
    # What is no password, though it follows one's word.
    "ordinary": (
        "",
        "a an the my your his her our their this that it he she they we you i no not never"
        " none nil null nothing unknown empty blank missing wrong right correct incorrect"
        " invalid valid weak strong short long old new same different simple easy hard safe"
        " secure insecure secret private public known ok okay fine good bad set reset kept"
        " given taken stolen shown seen sent told written forgotten hidden broken chosen lost"
        " found hacked leaked guessed changed being been also always already again still now"
        " then there here only just very too so as at by for from in on of off out over under"
        " to with without and or but if when while because please see ask call try use enter"
        " type what who where how why which whose is was are were be has had have does did do"
        " can could will would may might must should protected required needed manager"
        " managers resets login code codes pin pins otp sms cvv cvc cvn app apps pos atm id"
        " wifi wi-fi wlan bank card error field box page prompt screen hint link mail email"
        " phone number numbers below above attached later today yesterday tomorrow admin's"
        " nobody somebody anybody anything something everything everywhere yes n/a tba tbd"
        " icbc abc boc ccb cmb bocom citic spdb cib ceb psbc unionpay visa mastercard wechat"
        " alipay qq iphone android windows google apple ios mac pc excel word probably really"
        " hardly maybe perhaps enough gone default identical obvious nowhere somewhere"
        " elsewhere anywhere common generic random unique temporary initial original current"
        " previous next first second last final separate similar inside outside online"
        " offline active inactive ready void dead useful stuck up down back away around fake"
        " real true false clear plain obsolete sensitive urgent better worse best worst more"
        " less much many few several some any all both either neither each every other"
        " another own zero one two three four five six seven eight nine optional vip"
        " mandatory day date month year",
    ),
}


class Pattern:
    """A regular expression that ignores case, compiled at its first use.

    ``example`` is a text that it finds.
    """

    def __init__(self, expression: str, *, example: str) -> None:
        self.expression, self.example = expression, example

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.expression, re.IGNORECASE | re.VERBOSE)

    @cached_property
    def search(self) -> Find:
        """Find the first place that fits."""
        return self._compiled.search

    @cached_property
    def match(self) -> Find:
        """Find the place that fits and begins where the search does."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Find:
        """Find the whole text, if all of it fits."""
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Find all places that fit."""
        return self._compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        """Replace all places that fit."""
        return self._compiled.sub


def any_of(*kinds: str) -> str:
    """The expression for any word of these kinds; English ones only without letters beside."""
    chinese: list[str] = []
    english: list[str] = []
    for kind in kinds:
        chinese += WORDS[kind][0].split()
        english += WORDS[kind][1].split()
    return "(?:" + "|".join([*chinese, rf"(?<![a-z])(?:{'|'.join(english)})(?![a-z])"]) + ")"
