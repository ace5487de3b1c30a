"""Security codes are taken out, in whatever words they were told; other short numbers stay."""

from __future__ import annotations

from random import Random

import pytest
from support.made_up_numbers import FULL_WIDTH, digits

from posguard.masking.characters import plain
from posguard.masking.codes import MARKER
from posguard.masking.mask import mask

TOLD = """
验证码是 {}|验证码：{}|验证码{}|短信验证码为{}，5分钟内有效|我把验证码告诉他了，是{}
验证码我说了 {}|他问我要验证码，我就给他念了{}|收到的验证码 {} 已经给了对方|{}是我的验证码
{} 是验证码|【工商银行】{}为您的验证码，请勿泄露|{}（验证码）|输入了{}这个验证码|动态码 {}
动态密码：{}|动态口令 {}|口令是{}|校验码{}|安全码 {}|安全码（{}）|背面三位 {}|卡背面的三位数是{}
后三位码 {}|CVV {}|CVV2:{}|CVN2 是 {}|cvc={}|CVC2：{}|CVV是{}|CVV{}|我的 PIN 是 {}|PIN: {}|PIN码{}
PIN {}|密码 {}|密码是{}|密码：“{}”|支付密码为 {}|取款密码 {}|交易密码改成了 {}|登录密码（{}）
密码就是{}|{} 是我的取款密码|用 {} 当密码|密码设的 {}|银行卡密码被他看到了：{}|my PIN is {}
the PIN was {}|PIN number {}|PIN: {}.|{} is my PIN|code {}|the code is {}|code: {}
the code he wanted was {}|verification code {}|Verification code: {}|security code is {}
security code ({})|one-time code {}|one-time password: {}|OTP {}|OTP is {}|passcode {}|passcode: {}
password {}|the password is {}|I gave him the code {}|I read him the code: {}
He asked for the code and I said {}|he asked for the code. I told him {}|{} is the code
{} was the verification code|I typed {} as the PIN|text code {}|SMS code {}
the text message code was {}|CVV code {}|three digits on the back, CVV {}|6-digit code {}
验证码（{}）被套走|把{}这个验证码给了客服|客服要我报密码{}|6位验证码：{}|六位数字 {}|驗證碼 {}
密碼是 {}|ＣＶＶ {}|ＰＩＮ：{}|pwd={}|passwd: {}|PIN-{}|PIN#{}|验证码->{}|密码一共说了两次，{}
验证码 {}，订单号 20261122091405|订单 12345 密码 {}|金额 5000 元，验证码 {}|09:14 验证码 {}
2026-11-22 09:14 收到验证码 {}|SN N7NL0012345 操作员密码 {}|the bank texted me a code: {}
he told me to read the verification code, which was {}|she made me enter my PIN ({}) twice
I changed the PIN to {}|the PIN, {}, was seen|PIN of the card is {}|PIN for my card {}|密码可能是{}
密码被改为{}|原密码{}|新密码 {}|短信里的{}就是验证码|验证码截图上是 {}|我告诉他 {}，就是那个验证码
他说发来的 {} 是验证码|the six digits were {}|the six-digit code: {}
the number {} is the security code|a code ({}) came by text|entered code {} in the app|code no. {}
use code {} now|验证码发到我手机 {}|The PIN that he made me tell him over the phone was {}
验证码（13800138000收到的）{}|卡号 6222021234567890128 密码 {}|卡号6222021234567890128，安全码{}
card 4111 1111 1111 1111, cvv {}|card 4111111111111111 exp 12/28 CVC {}
身份证 11010519491231002X 密码{}
"""
TELLINGS = [telling for line in TOLD.strip().split("\n") for telling in line.split("|")]


@pytest.mark.parametrize("told", TELLINGS)
def test_no_code_survives(told: str) -> None:
    """However it was told, before or behind its word, in Chinese or English, no digit of it is
    left.
    """
    rng = Random(told)
    for _ in range(20):
        code = "90" + digits(
            rng, 1 if "CV" in plain(told).upper() or "三" in told or "three" in told else 4
        )
        typed = code.translate(FULL_WIDTH) if rng.random() < 0.3 else code
        masked = mask(told.format(typed))
        assert code not in plain(masked.text), told
        assert MARKER in masked.text
        assert "code" in masked.found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("验证码是 123456", "验证码是 [***]"),
        ("验证码\n123456", "验证码\n[***]"),
        ("验证码 123456、654321", "验证码 [***]、[***]"),
        (
            "密码 12 已改，PIN 1234 6222021234567890128",
            "密码 12 已改，PIN [***] 622202*********0128",
        ),
        ("密码 8 8 8 8 8 8", "密码 [***]"),
        ("code 482-913", "code [***]"),
        ("Google 验证码 G-482913", "Google 验证码 G-[***]"),
        ("密码一二三四五六", "密码[***]"),
        ("密码是abc12345,已改", "密码是[***],已改"),
        ("password: P@ssw0rd", "password: [***]"),
        ("password is hunter2", "password is [***]"),
        ("CVV234", "CVV[***]"),
        ("CVV2234", "CVV2[***]"),
        ("CVN2123", "CVN2[***]"),
        ("密码 20050612", "密码 [***]"),
        ("验证码是20261122", "验证码是[***]"),
        ("cvn111" * 9, "cvn[***]" * 9),
        ("448524，这是PIN", "[***]，这是PIN"),
        ("PIN 34 18", "PIN [***]"),
        ("验证码：12 34 56", "验证码：[***]"),
        ("验证码 1234 5678", "验证码 [***]"),
        ("验证码4\u200b8\u200b2\u200b9\u200b1\u200b3", "验证码[***]"),
        ("验证码 4、8、2、9、1、3", "验证码 [***]"),
        ("验证码 四八二九幺三", "验证码 [***]"),
        ("验 证 码 壹贰叁肆", "验 证 码 [***]"),
        ("my PIN is one two three four", "my PIN is [***]"),
        ("授权码 482913", "授权码 [***]"),
        ("密码：abcdefg", "密码：[***]"),
        ("密码是 ett.vizqe69", "密码是 [***]"),
        ("密码 Abc12345", "密码 [***]"),
        ("密码被他改成Abc12345了", "密码被他改成[***]了"),
        ("hunter2 is my password", "[***] is my password"),
        ("code A1B2C3", "code [***]"),
    ],
)
def test_only_the_code_is_taken_out(text: str, expected: str) -> None:
    """The words around it stay, so that the note still says what happened."""
    assert mask(text).text == expected


def test_a_code_from_a_terminal_of_another_encoding_is_known() -> None:
    """Chinese that the terminal sent in its own encoding, and Python could not decode, is read all
    the same.
    """
    typed = "验证码123456，卡号4111111111111111".encode("gb18030").decode(
        "utf-8", "surrogateescape"
    )
    masked = mask(typed).text.encode("utf-8", "surrogateescape").decode("gb18030")
    assert masked == "验证码[***]，卡号411111******1111"


@pytest.mark.parametrize(
    "text",
    [
        "密码输错3次,2026-11-22 09:14 锁了",
        "验证码短信 2026年11月22日 收到",
        "response code 5512",
        "error code: 1234",
        "postcode 518000, zip code 94107",
        "merchant code 8983",
        "告诉了他验证码,被转走5000",
        "他要密码，5000 块",
        "没给密码，工单号 123456",
        "gave no code, ticket number 123456",
        "金额 5000，没输密码",
        "转了 8000，密码没给",
        "告诉了验证码,马上打电话 96110",
        "改了操作员密码，终端 12345678",
        "密码键盘 12345678 被动过",
        "the PIN pad 12345678 was loose",
        "验证码,13800138000发来的",
        "验证码,400-800-9888发来的",
        "收到 95533 的验证码短信",
        "密码被改了",
        "密码忘了",
        "密码是ICBC的网银密码",
        "password was changed",
        "the password is wrong",
        "password: unknown",
        "我的卡（1234）密码没给人",
        "card 1234: PIN changed",
        "验证码5分钟内有效",
        "密码改了 3,000.00 元没少",
        "password reset at 09:14",
        "last six digits 123456",
        "尾号 1234 的卡",
        "card ending 1234",
        "没有给任何人密码",
        "the spinning code",
        "SN CVN1234567890123",
    ],
)
def test_other_short_numbers_stay(text: str) -> None:
    """Times, amounts, tickets, telephone numbers and codes that protect nothing are left alone."""
    assert mask(text).text == text
