"""Names of files: as text whatever they are made of, without card numbers, and such that every
system can hold them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.windows import reserved_by_windows

from posguard.evidence.names import BYTES, decoded_name, mask_path, portable, readable_path

CARD, PERSON = "6222021234567890128", "11010519491231002X"
BETWEEN = [
    *"(),+&:]#;!%*'$~|_-.，、。 ",
    "/",
    " / ",
    "\u202d",
    "\u2066",
    "\u3164",
    "\ufe0f",
    "\n",
    "       ",
    ")(",
]


def bare(text: str) -> str:
    """The text without anything that is neither letter nor digit."""
    return "".join(c for c in text if c.isascii() and c.isalnum())


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("sizes", [(4, 4, 4, 4), (6, 13), (5, 7), (1,) * 18])
@pytest.mark.parametrize("number", [CARD, PERSON, "4111111111111111"])
def test_a_number_in_a_name_is_masked_whatever_stands_between_its_digits(
    number: str, sizes: tuple[int, ...], between: str
) -> None:
    """However a number is split in a name or over folders, its middle digits are gone, and what
    was found is told.
    """
    groups: list[str] = []
    rest = number
    for size in sizes:
        groups, rest = [*groups, rest[:size]], rest[size:]
    name = f"{between.join(filter(None, [*groups, rest]))}.jpg"
    found = mask_path(f"home/小票/{name}")
    assert number not in bare(found.text)
    assert found.found == (("id",) if number == PERSON else ("card",))
    assert (len(found.text), found.text[-4:]) == (len(f"home/小票/{name}"), ".jpg")


@pytest.mark.parametrize(
    "name",
    [
        "DCIM/100APPLE/IMG_0001.JPG",
        "IMG_20261122_091433.jpg",
        "Screenshot_2026-11-22-09-14-33-123_com.tencent.mm.jpg",
        "mmexport1700000000000.jpg",
        "支付宝账单(20261001-20261031).csv",
        "wx_camera_1700000000000.mp4",
        "/home/wang/2026/11/22/签购单 1.jpg",
    ],
)
def test_a_name_without_such_a_number_stays(name: str) -> None:
    """Names that cameras, phones and payment programs give are kept as they are."""
    assert mask_path(name).text == name
    assert mask_path(name).found == ()


@given(st.text())
def test_masking_a_name_once_is_enough(name: str) -> None:
    """What was masked holds nothing more to mask, and is as long as before."""
    once = mask_path(name)
    assert mask_path(once.text).text == once.text


@given(st.binary(max_size=40))
def test_a_name_is_text_from_which_its_bytes_come_again(name: bytes) -> None:
    """UTF-8 and GB18030 are read as such; a byte that is neither stands there as an escape."""
    found = decoded_name(name)
    assert not any("\ud800" <= c <= "\udfff" for c in found.text)
    if found.encoding == BYTES:
        assert found.text.encode().decode("unicode_escape" if name.isascii() else "utf-8")
        assert name.replace(b"\\", rb"\x5c").decode(errors="backslashreplace") == found.text
    else:
        assert found.text.encode(found.encoding) == name


def test_names_from_other_systems_are_readable() -> None:
    """A name that a Chinese Windows wrote is shown in Chinese, wherever on the way it stands."""
    gbk = "微信支付账单".encode("gbk")
    assert decoded_name(gbk).text == "微信支付账单"
    assert decoded_name(gbk).encoding == "gb18030"
    assert (
        readable_path("下载".encode() + b"/" + gbk + b"/\xff.csv") == r"下载/微信支付账单/\xff.csv"
    )


@given(st.text())
def test_windows_holds_every_name_given(name: str) -> None:
    """Never empty, reserved, too long, or with a mark or an end that Windows would drop; made safe
    once is enough.
    """
    safe = portable(name)
    assert reserved_by_windows(safe), safe
    assert len(safe.encode()) <= 121
    assert portable(safe) == safe


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "nul.txt",
        "com1.tar.gz",
        "LPT³.x",
        "con .txt",
        "x .",
        "a. . .",
        "...",
        "a" * 117 + "." + "b" * 30,
        "<>:|?*",
    ],
)
def test_windows_holds_what_it_would_not(name: str) -> None:
    """Names of devices, trailing dots and spaces, forbidden marks, and a cut that would leave a
    dot at the end.
    """
    assert not reserved_by_windows(name) or len(name) > 120
    assert reserved_by_windows(portable(name))
