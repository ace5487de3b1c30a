"""Sentences and names of files that nobody wrote, around numbers."""

from __future__ import annotations

AROUND = r"""
我的卡号是 {} 被盗刷了|卡{}于昨天被刷|昨天用{}付款|{}|银行卡（{}）|card {} was used
He paid with {} at noon.|2026-11-22 09:14 {} 消费 500.00 元|订单 20261122091405 用 {} 付的
SN N7NL00012345，{}|流水号 123456789012，刷的是{}，|Paid order 4521 by card {}, sorry
卡号:{},有效期12/28|转给 {} 张三|手机13800138000 卡{}|“{}”|order: see {} below
户名李梅{}开户行工商银行|my pan={};|告诉客服 {}，他就挂了|参考号/卡号 {}|我把钱转到 {} 了
对方让我往 {} 里打钱|{} 这张卡不是我的|刷卡人说他的卡是{}。|账号 {}，户名李四|账户：{}|收款账号{}
尾号不记得，全号 {}|客人留的卡 {}|please block {} now|my debit card number is {}
They charged {} twice|Visa {}|credit card ({})|account {} at ICBC|refund to {}, please|card no. {}
the number on it was {}.|客人的身份证或卡 {}|打款 {} 成功|他发来 {} 让我核对|{}被冻结
POS 上打出来 {}|截图里是 {}|1. {}|- {}|（1）{}|卡一：{}|from {} to my account|"{}"|'{}'|<{}>|[{}]
卡号\t{}|{}\t张三\t500.00|我在网上下了订单，付款卡 {}|工单里写的卡是{}|发票开好了，{} 扣款
退款到 {}，订单号 4521|receipt attached, card used {}|invoice paid with {}
ticket opened, {} blocked|order paid. Card: {}|快递费从 {} 扣的|合同款打到{}|回执说 {} 已冻结
POS小票上的 {} 是谁的|流水显示 {} 付款|凭证上印着 {} |批次结算到 {}|终端 SN 不清楚，卡 {}
税号不用，账户{}|订单：卡 {}|订单号没有，卡是{}|serial unknown, card {}|case closed; {} refunded
"""
"""What stands around a card or ID number."""

SAID_OTHERWISE = r"""
张三+{}|张三+{}+13800138000|王五 +{}|They gave me an invoice. {} is my card
I lost the receipt. {} is the card|订单\n{}|流水\n{}|工单\n卡 {}|in my case {} was charged
in my case {}|¥{}|￥{} |$ {}|SN {}|S/N {} |他的 SN {} 不对|My order never came. {} was charged
发票丢了。{} 是我的卡|I have no order number. {} is my card|订单 {} 是我的卡|那笔订单。{}
"""
"""The same, behind a word for something else that does not name them."""

PLAINLY = r"""
{}|昨天的 {} 有问题|看到 {}，不是我做的|{} was shown on the slip|on {} they came|说是 {} 没到账
{}，{}|收到 {} 了
"""
"""What stands around a number that is none."""

FILES = r"""
{}.jpg|卡_{}.png|卡号{}.txt|我的卡({}).jpg|card_{}.pdf|IMG_{}.jpg|{}_2026.csv|流水_{}_张三.xlsx|{}
({}).zip|scan-{}.jpeg|{}.tar.gz|张三{}.doc
"""
"""Names of files with a card's number in them."""

FILES_WITH_CODE = r"""
验证码{}.jpg|验证码_{}.png|code_{}.txt|密码{}.doc|PIN-{}.png|password_{}.txt|短信验证码 {}.jpg
{}是验证码.jpg|my PIN is {}.txt
"""
"""Names of files with a code in them."""

OTHER_FILES = r"""
IMG_{date}_{time}.jpg|IMG_{date}_{time}{three}.jpg|wx_camera_{stamp}.jpg|mmexport{stamp}.jpg
微信图片_{date}{time}.jpg|VID_{date}_{time}.mp4|Screenshot_{dashed}-{times}.png
Screenshot_{date}-{time}_WeChat.jpg|PXL_{date}_{time}{three}.jpg|DSC_{four}.JPG
signal-{dashed}-{time}_002.jpg|微信支付账单({date}-{date}).csv|{wechat}.png|订单{wechat}.pdf
alipay_record_{date}_{time}.csv|{alipay}.jpg|录音_{phone}_{date}{time}.m4a|{phone}_{date}{time}.amr
IMG-{date}-WA{four}.jpg|扫描件_{date}.pdf|{stamp}{three}.mp4|{uuid}.jpeg|{md5}.png
监控_{date}_{time}_ch{two}.avi|ch{two}_{date}{time}_{date}{time}.mp4
签购单_{merchant}_{terminal}_{date}.jpg|POS_{terminal}_{reference}.pdf|code_{date}.txt
密码锁_{four}.jpg|Recording ({two}).wav|cn.tencent.{stamp}.log|{dashed} {times}.png
屏幕截图 {dashed} {time}.png|银行流水_尾号{four}_{date}.pdf
"""
"""Names of files as cameras, telephones and programs give them."""

NAMES = r"""
序列号|SN：|SN码 |机身号|终端SN: |订单号|订单编号：|商户订单号 |流水号|交易流水号：|凭证号|参考号|
检索参考号: |批次号|商户号|商户编号：|终端号|工单号是|工单 |回执编号：|受案号|快递单号|发票号码：|
合同编号|IMEI |会员卡号|serial number |S/N: |order |order no. |order number: |ref |
reference number is |RRN |trace no |ticket #|ticket number |invoice |merchant ID |
merchant number: |terminal ID |tracking number |transaction id |case number |contract no. |
SIM card number |订单号\n|交易单号：\n|对公账号 |公司账户：|corporate account |基本户账号 |
"""
"""What names a number as something that is no card."""


def listed(texts: str) -> list[str]:
    """The texts of a list, parted by strokes and line ends."""
    found = [text for line in texts.strip("\n").split("\n") for text in line.split("|") if text]
    return [text.replace("\\n", "\n").replace("\\t", "\t") for text in found]
