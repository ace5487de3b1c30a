"""Numbers that nobody has, of every kind that a case holds: cards, ID numbers, and all that only
looks like them.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random

from stdnum import luhn
from stdnum.cn import ric

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
SEPARATORS = (
    " ",
    "  ",
    "\u00a0",
    "\u3000",
    "-",
    " - ",
    "–",
    "—",
    "－",
    "−",
    ".",
    "·",
    "．",
    "_",
    "\u2009",
    "\t",
    "\u200b",
)
ISSUERS: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = (
    (("62",), (16, 17, 18, 19)),
    (("810", "8134", "8171"), (16, 19)),
    (("601382", "601428", "602969", "603367", "603601", "690755"), (16, 18, 19)),
    (
        ("900000", "940015", "955880", "955990", "966666", "968807", "984301", "990027", "998800"),
        (16, 19),
    ),
    (("4",), (13, 16)),
    (("427030", "456351", "436742", "405512"), (16, 17, 18, 19)),
    (("51", "52", "53", "54", "55", "2221", "23", "25", "270", "2720"), (16,)),
    (("34", "37"), (15,)),
    (("3528", "356", "3589"), (16,)),
    (("300", "305", "3095", "36", "38", "39"), (14, 16)),
    (("6011", "644", "649", "65"), (16,)),
)
PLACES = (
    "110105",
    "310101",
    "440305",
    "510104",
    "330106",
    "230102",
    "320583",
    "650102",
    "540102",
    "460105",
)

Make = Callable[[Random], str]


def digits(rng: Random, length: int) -> str:
    """So many digits."""
    return "".join(rng.choices(string.digits, k=length))


def card(rng: Random) -> str:
    """A card number as some issuer could have given it, with its check digit."""
    starts, lengths = rng.choice(ISSUERS)
    start, length = rng.choice(starts), rng.choice(lengths)
    body = start + digits(rng, length - 1 - len(start))
    return body + luhn.calc_check_digit(body)


def person(rng: Random) -> str:
    """The ID number of somebody between 16 and 90, with its check digit."""
    born = datetime(1936, 1, 1) + timedelta(days=rng.randrange(365 * 74))  # noqa: DTZ001  a date of birth has no zone
    body = rng.choice(PLACES) + born.strftime("%Y%m%d") + digits(rng, 3)
    return body + ric.calc_check_digit(body + "0")


def in_groups(rng: Random, number: str) -> str:
    """The number as people write it: in one piece, in groups, in full width."""
    way = rng.randrange(8)
    if len(number) == 18 and way in (1, 2):
        number = _joined(
            rng, number, rng.choice(((6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4))), mixed=False
        )
    elif way in (1, 2, 3):
        number = _joined(rng, number, (4,) * 5, mixed=way == 3)
    elif way == 4:
        number = _joined(
            rng, number, rng.choice(((4, 6, 9), (6, 13), (8, 11), (4, 4, 11))), mixed=False
        )
    elif way == 5:
        number = _joined(rng, number, tuple(rng.randint(1, 7) for _ in range(19)), mixed=False)
    if rng.random() < 0.3:
        number = number.translate(FULL_WIDTH)
    return number.lower() if rng.random() < 0.2 else number


def _joined(rng: Random, number: str, sizes: tuple[int, ...], *, mixed: bool) -> str:
    one = rng.choice(SEPARATORS)
    groups, start = [], 0
    for size in sizes:
        groups.append(number[start : start + size])
        start += size
    words = groups[0]
    for group in filter(None, groups[1:]):
        words += (rng.choice(SEPARATORS) if mixed else one) + group
    return words


def moment(rng: Random) -> datetime:
    """A moment of the years in which cases happen."""
    return datetime(2019, 1, 1) + timedelta(seconds=rng.randrange(8 * 365 * 86400))  # noqa: DTZ001  a clock on a slip


def _dated(length: int) -> Make:
    return lambda rng: moment(rng).strftime("%Y%m%d%H%M%S") + digits(rng, length - 14)


def _phone(rng: Random) -> str:
    mobile = f"1{rng.choice('3456789')}{digits(rng, 9)}"
    landline = f"0{rng.randint(10, 999)}-{rng.randint(2, 8)}{digits(rng, 7)}"
    spoken = f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    return rng.choice(
        (
            mobile,
            f"+86 {mobile}",
            f"+86-{spoken}",
            spoken,
            landline,
            f"400-{digits(rng, 3)}-{digits(rng, 4)}",
            f"{landline}-{digits(rng, 3)}",
            f"955{digits(rng, 2)}",
        )
    )


def _time(rng: Random) -> str:
    when = moment(rng)
    forms = (
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y/%m/%d %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%Y-%m-%dT%H:%M:%S+08:00",
        "%Y年%m月%d日%H时%M分",
        "%Y%m%d %H%M%S",
        "%m-%d %H:%M",
        "%Y.%m.%d %H.%M.%S",
    )
    stamp = int(when.timestamp())
    return rng.choice(
        (
            *(when.strftime(form) for form in forms),
            str(stamp),
            str(stamp * 1000 + rng.randrange(1000)),
            str(stamp * 10**6),
            when.strftime("%Y%m%d%H%M%S") + digits(rng, 3),
        )
    )


def _amount(rng: Random) -> str:
    value = rng.randrange(1, 10 ** rng.randint(3, 12)) / 100
    return rng.choice(
        (f"{value:.2f}", f"{value:,.2f}", f"¥{value:.2f}", f"{value:.2f} 元", f"RMB {value:,.2f}")
    )


def _serial(rng: Random) -> str:
    letters = "".join(rng.choices(string.ascii_uppercase, k=rng.randint(1, 4)))
    return rng.choice(
        (
            f"{letters}{digits(rng, rng.randint(6, 12))}",
            f"000{digits(rng, rng.randint(9, 13))}",
            f"N7{letters}{digits(rng, 8)}",
            digits(rng, rng.randint(8, 12)),
            f"{letters}-{digits(rng, 10)}",
        )
    )


def _merchant(rng: Random) -> str:
    return rng.choice(("898", "821", "822", "848", "305", "102", "301", "105")) + digits(rng, 12)


def _receipt(rng: Random) -> str:
    year = moment(rng).year
    return rng.choice(
        (
            f"A{rng.choice(PLACES)}{digits(rng, 6)}{year}{digits(rng, 6)}",
            f"公（朝）受案字〔{year}〕{digits(rng, 5)}号",
            f"{rng.choice(PLACES)}{digits(rng, 6)}{year}{digits(rng, 6)}",
        )
    )


ALIKE: Mapping[str, Make] = {
    "serial numbers": _serial,
    "order numbers": lambda rng: rng.choice(
        (_dated(18), _dated(20), _dated(24), _dated(28), lambda r: "42000" + digits(r, 23))
    )(rng),
    "references": lambda rng: digits(rng, 12),
    "telephone numbers": _phone,
    "times": _time,
    "amounts": _amount,
    "merchant numbers": _merchant,
    "terminal numbers": lambda rng: digits(rng, 8),
    "receipts": _receipt,
    "waybills": lambda rng: rng.choice(("SF", "YT", "JDX0", "7", "9")) + digits(rng, 12),
}
"""What a case is full of. None of it is a card or a person, whatever its digits add up to."""
