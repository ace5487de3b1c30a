"""The ways in which people, programs and the clipboard write a card's number."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from random import Random

from stdnum import luhn
from support.made_up_numbers import FULL_WIDTH, digits

Make = Callable[[Random], str]
Glued = Callable[[Random], tuple[str, str, str]]
"""Makes what stands before a number, the number, and what stands behind it, all of them digits."""


def _of(starts: Sequence[str], length: int) -> Make:
    def made(rng: Random) -> str:
        start = rng.choice(starts)
        body = start + digits(rng, length - 1 - len(start))
        return body + luhn.calc_check_digit(body)

    return made


CARDS: Mapping[str, Make] = {
    **{f"UnionPay {length}": _of(("62",), length) for length in (16, 17, 18, 19)},
    **{f"Visa {length}": _of(("4",), length) for length in (13, 16, 19)},
    "Mastercard": _of(("51", "53", "55", "2221", "23", "26", "2720"), 16),
    "American Express": _of(("34", "37"), 15),
    "JCB": _of(("3528", "3530", "3589"), 16),
    "Diners 14": _of(("300", "305", "36", "38"), 14),
    "Diners 16": _of(("36", "39"), 16),
    "old Chinese 16": _of(("900000", "940015", "968807", "984301", "990027", "998800"), 16),
    "old Chinese 19": _of(("955880", "955990", "601382", "603367", "690755"), 19),
}
_MAIN = tuple(
    CARDS[name] for name in ("UnionPay 19", "UnionPay 16", "Visa 16", "Mastercard", "JCB")
)


def main_card(rng: Random) -> str:
    """A number as most cards in China have one."""
    return rng.choice(_MAIN)(rng)


def _split(number: str, sizes: Sequence[int]) -> list[str]:
    groups, start = [], 0
    for size in sizes:
        groups.append(number[start : start + size])
        start += size
    return [*filter(None, [*groups, number[start:]])]


def _fours(between: str) -> Make:
    return lambda rng: between.join(_split(main_card(rng), (4, 4, 4, 4)))


def _anywhere(between: str) -> Make:
    """Between all digits, or between groups, or in one place, as the clipboard leaves it."""

    def made(rng: Random) -> str:
        number, way = main_card(rng), rng.randrange(3)
        place = rng.randint(1, len(number) - 1)
        parts = (list(number), _split(number, (4, 4, 4, 4)), _split(number, (place,)))[way]
        return between.join(parts)

    return made


SEPARATORS: Mapping[str, Make] = {
    " ".join(f"U+{ord(part):04X}" for part in sign) or "none": _fours(sign)
    for sign in (
        "",
        " ",
        "\u00a0",
        "\u2009",
        "\u3000",
        "-",
        "–",
        "—",
        "－",
        "−",
        ".",
        "·",
        "。",
        "_",
        "\t",
        "  ",
        "    ",
    )
}
"""What has always been known to stand between the groups of a number."""
SIGNS: Mapping[str, Make] = {
    f"{len(sign)} spaces" if sign.isspace() else sign: _fours(sign)
    for sign in (
        "\\",
        *"/,，、|:~～*+'’()=#…×\";；&!%$[]：",
        " / ",
        ", ",
        " | ",
        "--",
        " " * 7,
        " " * 12,
    )
}
"""What stands between the groups of a number, or between numbers."""
MARKS: Mapping[str, Make] = {
    f"U+{mark:04X}": _anywhere(chr(mark))
    for mark in (
        *(
            0xAD,
            0x34F,
            0x61C,
            0x115F,
            0x180E,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x206A),
        ),
        *(0x2800, 0x3164, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0101),
    )
}
"""What nobody can see."""


def _grouped(*sizes: int) -> Make:
    return lambda rng: rng.choice((" ", "-", ".")).join(_split(main_card(rng), sizes))


GROUPINGS: Mapping[str, Make] = {
    "4-4-4-4": _grouped(4, 4, 4, 4),
    "6-13": lambda rng: rng.choice((" ", "-")).join(_split(CARDS["UnionPay 19"](rng), (6,))),
    "4-6-5": lambda rng: " ".join(_split(CARDS["American Express"](rng), (4, 6))),
    "one by one": _grouped(*[1] * 19),
    "two by two": _grouped(*[2] * 9),
    "three by three": _grouped(*[3] * 6),
    "five by five": _grouped(*[5] * 3),
    "8-8": _grouped(8, 8),
    "8-11": _grouped(8),
    "4-4-rest": _grouped(4, 4),
}


def _translated(numerals: str) -> Make:
    return lambda rng: main_card(rng).translate(str.maketrans(string.digits, numerals))


def _one_chinese(rng: Random) -> str:
    number = main_card(rng)
    place = rng.randint(1, len(number) - 2)
    return number[:place] + "零一二三四五六七八九"[int(number[place])] + number[place + 1 :]


WRITINGS: Mapping[str, Make] = {
    "full width": lambda rng: main_card(rng).translate(FULL_WIDTH),
    "Arabic": _translated("٠١٢٣٤٥٦٧٨٩"),
    "Devanagari": _translated("०१२३४५६७८९"),
    "mathematical": _translated("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "circled": _translated("⓪①②③④⑤⑥⑦⑧⑨"),
    "superscript": _translated("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": _translated("₀₁₂₃₄₅₆₇₈₉"),
    "keycaps": lambda rng: "".join(digit + "\ufe0f\u20e3" for digit in main_card(rng)),
    "Chinese": _translated("零一二三四五六七八九"),
    "Chinese, spoken": _translated("〇幺二三四五六七八九"),
    "Chinese, formal": _translated("零壹贰叁肆伍陆柒捌玖"),
    "one of them Chinese": _one_chinese,
    "thousands": lambda rng: f"{int(main_card(rng)):,}",
}


def _broken(rng: Random) -> str:
    number = main_card(rng)
    place = rng.choice((10, 10, rng.randint(4, len(number) - 3)))
    return number[:place] + rng.choice(("\n", "\r\n", " \n", "-\n", "\n  ")) + number[place:]


def _in_fours_broken(rng: Random) -> str:
    groups = _split(main_card(rng), (4, 4, 4, 4))
    place = rng.randint(1, len(groups) - 1)
    return " ".join(groups[:place]) + "\n" + " ".join(groups[place:])


BROKEN: Mapping[str, Make] = {
    "by a line end": _broken,
    "in fours, by a line end": _in_fours_broken,
    "on four lines": _fours("\n"),
}

GLUED: Mapping[str, Glued] = {
    "code behind": lambda rng: ("", main_card(rng), digits(rng, 3)),
    "date behind": lambda rng: (
        "",
        main_card(rng),
        f"{rng.randint(1, 12):02}{rng.randint(26, 35)}",
    ),
    "date and code behind": lambda rng: (
        "",
        main_card(rng),
        f"{rng.randint(1, 12):02}{rng.randint(26, 35)}{digits(rng, 3)}",
    ),
    "0 before": lambda rng: ("0", main_card(rng), ""),
    "00 before": lambda rng: ("00", main_card(rng), ""),
}

FIELDS: Sequence[tuple[str, str, Make]] = tuple(
    (kind, field, partial(digits, length=length))
    for kind, field in (
        ("transaction", "reference"),
        ("ticket", "number"),
        ("receipt", "number"),
        ("freeze", "number"),
        ("terminal-sn", "number"),
        ("case-number", "number"),
    )
    for length in range(13, 20)
)
"""Fields that say what number they hold, and numbers as long as a card's."""
