"""Codes and passwords that nobody has, however they are written, and what is written near them and
is none.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from random import Random

from support.made_up_numbers import FULL_WIDTH, digits, moment

Make = Callable[[Random], str]

SPOKEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMERALS, FORMAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
KEYCAP, UNSEEN = "\ufe0f\u20e3", "\u200b"
SENDERS = (
    "95533",
    "95588",
    "95599",
    "10086",
    "10010",
    "12306",
    "96110",
    "95516",
    "110",
    "106980095533",
    "4008009888",
)
PASSWORD_SIGNS = "@#$%^&!_+~?"
SYLLABLES = (
    "ka",
    "mo",
    "ti",
    "su",
    "re",
    "lo",
    "vi",
    "na",
    "xu",
    "zhe",
    "qi",
    "bao",
    "fen",
    "gu",
    "dra",
    "win",
)
WORDS = (
    "sunshine",
    "dragon",
    "iloveyou",
    "qwerty",
    "letmein",
    "monkey",
    "football",
    "princess",
    "superman",
    "woaini",
)


def code(rng: Random) -> str:
    """Four to eight digits, six of them mostly."""
    return digits(rng, rng.choice((4, 4, 6, 6, 6, 6, 6, 5, 7, 8)))


def _in(numerals: str) -> Make:
    return lambda rng: code(rng).translate(str.maketrans(string.digits, numerals))


def _apart(*between: str) -> Make:
    return lambda rng: rng.choice(between).join(code(rng))


def _halves(rng: Random) -> str:
    size, count = rng.choice(((2, 2), (2, 3), (3, 2), (2, 2), (4, 2)))
    return rng.choice((" ", " ", "-", ".")).join(digits(rng, size) for _ in range(count))


CODES: Mapping[str, Make] = {
    "plain": code,
    "in full width": lambda rng: code(rng).translate(FULL_WIDTH),
    "in halves": _halves,
    "digit by digit": _apart(" ", " ", "-", "."),
    "with commas": _apart("、", ",", "，", ", "),
    "Chinese numerals": _in(NUMERALS),
    "with 〇 and 幺": _in("〇幺二三四五六七八九"),
    "Chinese numerals apart": lambda rng: rng.choice((" ", "、")).join(_in(NUMERALS)(rng)),
    "formal numerals": _in(FORMAL),
    "words": lambda rng: rng.choice((" ", " ", ", ", "-")).join(
        SPOKEN[int(digit)] for digit in code(rng)
    ),
    "unseen between": lambda rng: rng.choice(("\u200b", "\u202d", "\u2060", "\u3164")).join(
        code(rng)
    ),
    "keycaps": lambda rng: "".join(digit + KEYCAP for digit in code(rng)),
    "circled": lambda rng: code(rng).translate(str.maketrans(string.digits, "⓪①②③④⑤⑥⑦⑧⑨")),
}
"""The ways in which a code is written."""


def of_card(rng: Random) -> str:
    """The three digits on the back of a card."""
    return digits(rng, 3)


def _letters(rng: Random) -> str:
    made = "".join(rng.choices(SYLLABLES, k=rng.randint(3, 5)))
    picked = "".join(rng.choices(string.ascii_letters, k=rng.randint(6, 12)))
    return rng.choice((made, made, picked, rng.choice(WORDS), made.capitalize()))


def _with_digits(rng: Random) -> str:
    return _letters(rng) + digits(rng, rng.randint(1, 6))


def _mixed(rng: Random) -> str:
    return "".join(rng.choices(string.ascii_letters + string.digits, k=rng.randint(6, 12))) + "a1"


def _with_dot(rng: Random) -> str:
    return f"{_letters(rng)}.{_mixed(rng)}"


def _with_sign(rng: Random) -> str:
    whole = _with_digits(rng)
    place = rng.randint(1, len(whole) - 1)
    return whole[:place] + rng.choice(PASSWORD_SIGNS) + whole[place:]


PASSWORDS: Mapping[str, Make] = {
    "of letters": _letters,
    "letters, then digits": _with_digits,
    "letters and digits": _mixed,
    "with a dot": _with_dot,
    "with a sign": _with_sign,
}


def harmless(rng: Random) -> dict[str, str]:
    """Numbers of each kind that stand near a word for a code and are none."""
    when = moment(rng)
    count, minutes = rng.randint(1, 12), rng.randint(1, 60)
    paid = rng.choice((rng.randrange(100, 99999), rng.randrange(1, 100) * 100))
    return {
        "sender": rng.choice(SENDERS),
        "time": when.strftime(rng.choice(("%H:%M", "%H:%M:%S", "%H点%M分"))),
        "date": when.strftime(
            rng.choice(("%Y-%m-%d", "%m-%d", "%Y年%m月%d日", "%m月%d日", "%Y/%m/%d", "%Y.%m.%d"))
        ),
        "amount": rng.choice(
            (f"{paid}元", f"{paid}块", f"{paid}.00", f"¥{paid}", f"{paid:,}.00 元", f"{paid}")
        ),
        "amount_en": rng.choice(
            (f"{paid} yuan", f"CNY {paid}", f"{paid:,}.00", f"RMB {paid}", f"¥{paid}")
        ),
        "count": f"{count}次",
        "count_en": f"{count} times",
        "minutes": f"{minutes}分钟",
        "minutes_en": f"{minutes} minutes",
        "ticket": digits(rng, rng.choice((6, 8))),
        "terminal": digits(rng, 8),
        "tail": digits(rng, 4),
        "phone": rng.choice(
            (f"1{rng.choice('356789')}{digits(rng, 9)}", f"010-6{digits(rng, 7)}", "400-800-9888")
        ),
    }


def in_file_names(rng: Random) -> dict[str, str]:
    """What cameras, telephones and programs put into the names of files."""
    when = moment(rng)
    stamp = f"{int(when.timestamp())}{digits(rng, 3)}"
    hexadecimal = f"{rng.getrandbits(128):032x}"
    return {
        "date": when.strftime("%Y%m%d"),
        "time": when.strftime("%H%M%S"),
        "dashed": when.strftime("%Y-%m-%d"),
        "times": when.strftime("%H-%M-%S"),
        "stamp": stamp,
        "two": digits(rng, 2),
        "three": digits(rng, 3),
        "four": digits(rng, 4),
        "wechat": f"42000{digits(rng, 5)}{when:%Y%m%d}{digits(rng, 10)}",
        "alipay": f"{when:%Y%m%d}22001{digits(rng, 15)}",
        "phone": f"1{rng.choice('356789')}{digits(rng, 9)}",
        "uuid": f"{hexadecimal[:8]}-{hexadecimal[8:12]}-4{hexadecimal[13:16]}"
        f"-a{hexadecimal[17:20]}-{hexadecimal[20:]}",
        "md5": hexadecimal,
        "merchant": rng.choice(("898", "821", "305", "102")) + digits(rng, 12),
        "terminal": digits(rng, 8),
        "reference": digits(rng, 12),
    }
