"""Names of files: as text whatever the locale, without card numbers, and portable."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

from posguard.pack.device_names import is_device
from posguard.pack.scalars import UNPRINTABLE

if TYPE_CHECKING:  # it takes a while to load, and most commands mask nothing
    from posguard.masking.mask import MaskedText, SecretKind

BYTES = r"utf-8, \xNN"
"""The name of the encoding of names without one: UTF-8, and ``\\xNN`` for any other byte."""

_ENCODINGS = ("utf-8", "gb18030")
_LONGEST, _LONGEST_ENDING = 120, 20
_UNSAFE = re.compile(rf"""{UNPRINTABLE}|[\s/\\:*?"'`<>|%~$&;!#(){{}}\[\]]""")
_BETWEEN_FOLDERS = re.compile(r"([/\\])")
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
"""Letters that cannot be seen."""


class DecodedName(Struct, frozen=True):
    """A name as text, and the encoding that turns this text into the bytes of the name."""

    text: str
    encoding: str = _ENCODINGS[0]


def decoded_name(name: bytes) -> DecodedName:
    """The name as text: UTF-8, else in the encoding of Chinese systems, else with escapes."""
    for encoding in _ENCODINGS:
        try:
            text = name.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.encode(encoding) == name:
            return DecodedName(text, encoding)
    return DecodedName(name.replace(b"\\", rb"\x5c").decode(errors="backslashreplace"), BYTES)


def readable_path(path: bytes) -> str:
    """A path as text; each folder on the way may have been named on another system."""
    return "/".join(decoded_name(part).text for part in path.split(b"/"))


def mask_path(name: str) -> MaskedText:
    """A name or path with every card number, ID number and code made unreadable.

    Any sign but a letter may separate the digits of a number in a name, the slash between folders
    included, in either direction: each part is masked by itself, then the whole.
    """
    from posguard.masking.mask import SECRET_KINDS, MaskedText

    found: set[SecretKind] = set()
    parts = [_masked(part, found) for part in _BETWEEN_FOLDERS.split(name)]
    text = _masked("".join(parts), found)
    return MaskedText(text, tuple(kind for kind in SECRET_KINDS if kind in found))


def portable(name: str, most: int = _LONGEST) -> str:
    """A file name that every system, ``sha256sum -c`` and every BagIt tool takes as it is."""
    clean = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip("._") or "file"
    if is_device(clean):
        clean = f"_{clean}"
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = clean, "", ""
    room = most - len(ending.encode()) - len(dot)
    return (stem.encode()[:room].decode(errors="ignore") + dot + ending).rstrip("._")


def _masked(text: str, found: set[SecretKind]) -> str:
    from posguard.masking.card_numbers import numbers
    from posguard.masking.mask import mask_name

    known = mask_name(text)
    found |= set(known.found)
    text = known.text
    for between in ("-", ""):
        letters = list(text)
        reading, places = _read(text, between)
        for secret in numbers(reading):
            found.add(secret.kind)
            for place in secret.places:
                letters[places[place]] = "*"
        text = "".join(letters)
    return text


def _read(text: str, between: str) -> tuple[str, list[int]]:
    """The text with one and the same sign between letters and digits, and their places in it."""
    reading: list[str] = []
    places: list[int] = []
    for place, written in enumerate(text):
        plain = unicodedata.normalize("NFKC", written)  # a full-width digit is a digit
        letter = plain if len(plain) == 1 else written
        kept = letter if _is_letter(letter) else between
        if kept and (kept != between or reading[-1:] != [between]):
            reading.append(kept)
            places.append(place)
    return "".join(reading), places


def _is_letter(letter: str) -> bool:
    return letter.isalnum() and letter not in _BLANK_LETTERS
