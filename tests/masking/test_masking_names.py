"""Names of files and folders, and typed fields, in which a number means something else than in a
sentence.
"""

from __future__ import annotations

import pytest

from posguard.masking.mask import MaskedText, mask_name, mask_number


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("6222021234567890128.jpg", "622202*********0128.jpg"),
        ("IMG_4111111111111111.jpg", "IMG_411111******1111.jpg"),
        ("card_4111_1111_1111_1111.png", "card_4111_11**_****_1111.png"),
        ("张三(6222021234567890128).pdf", "张三(622202*********0128).pdf"),
        ("身份证11010519491231002X.jpg", "身份证110105********002X.jpg"),
        ("4111.1111.1111.1111", "4111.11**.****.1111"),
        ("验证码_482913.png", "验证码_[***].png"),
        ("密码abc12345.txt", "密码[***].txt"),
        ("密码.abc12345", "密码[***]"),
        ("6222021234567890128.m4a", "622202*********0128.m4a"),
        ("my_PIN_is_1234.txt", "my_PIN_is_[***].txt"),
        ("4111111111111111", "411111******1111"),
    ],
)
def test_the_name_of_a_file_holds_no_secret(name: str, expected: str) -> None:
    """A card, an ID number or a code in a name is masked; the ending stays."""
    masked = mask_name(name)
    assert masked.text == expected
    assert masked.found


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20261122_091433.jpg",
        "wx_camera_1669101234567.jpg",
        "4200001234202611221234567890.png",
        "order_4111111111111111.pdf",
        "code_20261122.txt",
        "video.mp4",
        ".bashrc",
        "",
    ],
)
def test_names_that_cameras_and_programs_give_stay(name: str) -> None:
    """Dates, time stamps, bills and named orders are no cards."""
    assert mask_name(name) == MaskedText(name)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4111111111111111", "4111111111111111"),
        ("GD 6222021234567890128", "GD 6222021234567890128"),
        ("4111 1111 1111 1111", "4111 11** **** 1111"),
        ("卡号 4111111111111111", "卡号 411111******1111"),
        ("11010519491231002X", "110105********002X"),
        ("110105202611220017", "110105202611220017"),
    ],
)
def test_a_field_that_names_its_number_keeps_it(typed: str, expected: str) -> None:
    """A number that could be a card's stays where the field says what it is, unless it is grouped
    or named as one.
    """
    assert mask_number(typed).text == expected
