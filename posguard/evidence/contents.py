"""What files say that can be read as text: looked through for card numbers, ID numbers and
codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import IO, TYPE_CHECKING, Literal, cast

from msgspec import Struct

from posguard.evidence.hashing import ByteCounter, count_nothing

if TYPE_CHECKING:
    from zipfile import ZipFile

    from posguard.masking.mask import SecretKind

_WINDOW = 1 << 18
_SAMPLE = 1 << 14
_OVERLAP = 1 << 10
_MOST = 1 << 25
"""How many bytes of text are looked through in one file: some twenty seconds' work."""
_MOST_OF_A_LETTER = 1 << 24
_MOST_MEMBERS = 1000
_ZIP, _PDF = b"PK\x03\x04", b"%PDF"
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_FEW, _RARE, _SEVERAL = 0.01, 0.1, 4

_control = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_escape = re.compile(r"\\u([0-9A-Fa-f]{4})")
_block = re.compile(
    r"</?(?:\w{1,9}:)?(?:p|td|th|tr|tc|div|br|li|c|v|row|si|h[1-6])\b[^<>]{0,400}>", re.IGNORECASE
)
_tag = re.compile(r"<[^<>]{1,400}>")


class ScanResult(Struct, frozen=True):
    """What a file was seen to hold, and how much of it was looked through."""

    found: tuple[SecretKind, ...] = ()
    seen: Literal["all", "part", "nothing"] = "all"


def scan(stream: IO[bytes], name: str, progress: ByteCounter = count_nothing) -> ScanResult:
    """Look through a file: text in any usual encoding, mails, and the texts in zip, Word and Excel
    files.

    Memory and time are bounded: what lies beyond counts as not looked through.

    Raises:
        OSError: it cannot be read.

    """
    from posguard.masking.mask import SECRET_KINDS

    scan = _Scan(_MOST, progress)
    head = stream.read(_SAMPLE)
    stream.seek(0)
    if head.startswith(_ZIP):
        _look_in_zip(scan, stream)
    elif name.lower().endswith(".eml"):
        _look_in_letter(scan, stream.read(_MOST_OF_A_LETTER))
        scan.whole = scan.whole and not stream.read(1)
    else:
        scan.stream(stream)
    seen: Literal["all", "part", "nothing"] = (
        "all" if scan.whole else "part" if scan.looked else "nothing"
    )
    return ScanResult(tuple(kind for kind in SECRET_KINDS if kind in scan.found), seen)


class _Scan:
    """One file being looked through."""

    def __init__(self, left: int, progress: ByteCounter) -> None:
        self.left, self.progress = left, progress
        self.found: set[SecretKind] = set()
        self.whole, self.looked = True, False

    def text(self, words: str) -> None:
        """Note what these words hold, as they stand and as a reader of the page sees them."""
        from posguard.masking.mask import mask

        self.looked = True
        self.found.update(mask(words).found)
        read = _as_read(words)
        if read != words:
            self.found.update(mask(read).found)

    def stream(self, stream: IO[bytes]) -> None:
        """Look through bytes, if they are text."""
        head = stream.read(_WINDOW)
        encoding = _encoding(head[:_SAMPLE])
        if encoding is None:
            self.whole = False
            return
        for words in _windows(self._pieces(stream, head), encoding):
            self.text(words)

    def _pieces(self, stream: IO[bytes], piece: bytes) -> Iterator[bytes]:
        while piece:
            if self.left <= 0:
                self.whole = False
                return
            self.left -= len(piece)
            self.progress(len(piece))
            yield piece
            piece = stream.read(_WINDOW)


def _windows(pieces: Iterator[bytes], encoding: str) -> Iterator[str]:
    """The text piece by piece, cut between lines where there are any; each begins with the end of
    the one before.
    """
    rest = ""
    for piece in pieces:
        words = rest + _decoded(piece, encoding)
        cut = words.rfind("\n") + 1 or len(words)
        yield words[:cut]
        start = words.rfind("\n", max(0, cut - _SEVERAL * _OVERLAP), max(0, cut - _OVERLAP)) + 1
        rest = words[start or max(0, cut - _OVERLAP) :]
    if rest:
        yield rest


def _encoding(head: bytes) -> str | None:
    """How these bytes are text; empty for what is decided piece by piece, None for what is no
    text.
    """
    if head.startswith(_PDF):
        return None
    encoding = _MARKS.get(head[:2], "")
    zeros = [head[start::2].count(0) for start in (0, 1)]
    if not encoding and any(zeros):
        few, many = sorted(zeros)
        if few > many * _RARE or many < len(head) * _FEW / 2:
            return None
        encoding = "utf-16-le" if zeros[1] == many else "utf-16-be"
    words = _decoded(head, encoding)
    return encoding if len(_control.findall(words)) <= len(words) * _RARE else None


def _decoded(piece: bytes, encoding: str) -> str:
    """The piece as text; a byte here or there that is wrong, or cut off, spoils nothing but
    itself.
    """
    if encoding:
        return piece.decode(encoding, errors="replace")
    words = piece.decode(errors="replace")
    wrong = words.count("\N{REPLACEMENT CHARACTER}")
    right = len(words) - len(words.encode("ascii", errors="ignore")) - wrong
    return piece.decode("gb18030", errors="replace") if wrong * _SEVERAL > right else words


def _as_read(words: str) -> str:
    """The words without the escapes and tags of JSON, HTML and XML: each block a line, and within
    it all in one.
    """
    if "\\u" in words:
        words = _escape.sub(lambda escape: chr(int(escape[1], 16)), words)
    if "<" in words:
        words = _tag.sub("", _block.sub("\n", words))
    return unescape(words) if "&" in words else words


def _look_in_zip(scan: _Scan, stream: IO[bytes]) -> None:
    """The texts in a zip, which Word and Excel files are too; what is packed in another one is not
    opened.
    """
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(stream) as whole:
            _look_at_members(scan, whole)
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        scan.whole = False


def _look_at_members(scan: _Scan, whole: ZipFile) -> None:
    members = [member for member in whole.infolist() if not member.filename.endswith("/")]
    scan.text("\n".join(member.filename for member in members[:_MOST_MEMBERS]))
    scan.looked, scan.whole = False, len(members) <= _MOST_MEMBERS
    for member in members[:_MOST_MEMBERS]:
        try:
            with whole.open(member) as stream:
                scan.stream(stream)
        except (
            NotImplementedError,
            RuntimeError,
        ):  # packed in a way of its own, or with a password
            scan.whole = False


def _look_in_letter(scan: _Scan, content: bytes) -> None:
    """A mail: what is written in it, however it is packed for the way; files that hang on it are
    not opened.
    """
    from email import message_from_bytes
    from email.policy import default

    letter = message_from_bytes(content, policy=default)
    for part in letter.walk():
        try:
            scan.text("\n".join(str(value) for value in part.values()))
            if part.get_content_maintype() == "text":
                scan.stream(BytesIO(cast("bytes", part.get_payload(decode=True) or b"")))
            else:
                scan.whole = scan.whole and part.is_multipart()
        except (
            ValueError,
            LookupError,
            AttributeError,
            TypeError,
        ):  # what the library says of malformed headers
            scan.whole = False
