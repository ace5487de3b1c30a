"""Scalars of a pack: names, citations, telephone numbers, addresses, days and plain words."""

from typing import Annotated

from msgspec import Meta

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=64,
        examples=["lock-card"],
        description="A name: lower-case letters, digits and hyphens.",
    ),
]
Citation = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(#[^#\s][^#]{0,40})?$",
        max_length=120,
        examples=["pboc-2013-9#35"],
        description="The id of a source, and after # the article in it.",
    ),
]
Words = Annotated[str, Meta(pattern=r"\S", max_length=1200)]
Digits = Annotated[
    str,
    Meta(
        pattern=r"^\+?[0-9]+(-[0-9]+)*$",
        max_length=24,
        examples=["400-669-5599"],
        description="A telephone number: digits and hyphens.",
    ),
]
Address = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s<>\"']+$",
        max_length=300,
        examples=["https://www.12377.cn/"],
        description="The address of an official page.",
    ),
]
Day = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        examples=["2026-01-31"],
        description="A day, a month or a year.",
    ),
]

UNPRINTABLE = (
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)
"""Control and invisible characters, and marks that turn the direction: no text holds any."""
