"""Scan of the contents of files for card numbers, ID numbers and codes, as far as it is text."""

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
"""The most bytes of text that are scanned in one file: some twenty seconds' work."""
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


Extent = Literal["all", "part", "nothing"]


class ScanResult(Struct, frozen=True):
    """The kinds of secrets found in a file, and how much of the file was scanned."""

    found: tuple[SecretKind, ...] = ()
    seen: Extent = "all"


def scan(stream: IO[bytes], name: str, progress: ByteCounter = count_nothing) -> ScanResult:
    """Scan a file: text in any usual encoding, mails, and the texts in zip, Word and Excel files.

    Memory and time are bounded: bytes beyond the bounds count as not scanned.

    Raises:
        OSError: the file cannot be read.

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
    return ScanResult(tuple(kind for kind in SECRET_KINDS if kind in scan.found), scan.seen)


class _Scan:
    """The scan of one file: the secrets found, and whether all or any of it was text."""

    def __init__(self, left: int, progress: ByteCounter) -> None:
        self.left, self.progress = left, progress
        self.found: set[SecretKind] = set()
        self.whole, self.looked = True, False

    @property
    def seen(self) -> Extent:
        """The extent of the scan."""
        if self.whole:
            return "all"
        return "part" if self.looked else "nothing"

    def text(self, words: str) -> None:
        """Scan words, as they are written and as a reader of the page sees them."""
        from posguard.masking.mask import mask

        self.looked = True
        self.found.update(mask(words).found)
        read = _as_read(words)
        if read != words:
            self.found.update(mask(read).found)

    def stream(self, stream: IO[bytes]) -> None:
        """Scan bytes, if they are text."""
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
    """The text piece by piece, cut between lines; each begins with the end of the one before."""
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
    """The encoding of a text; empty for one to decide by the piece, None for no text."""
    if head.startswith(_PDF):
        return None
    encoding = _MARKS.get(head[:2], "")
    if not encoding and 0 in head:
        encoding = _wide_encoding(head)
        if not encoding:
            return None
    words = _decoded(head, encoding)
    return encoding if len(_control.findall(words)) <= len(words) * _RARE else None


def _wide_encoding(head: bytes) -> str:
    """UTF-16 by the zeros of its Latin letters; empty if they are too many or too few for it."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    if few > many * _RARE or many < len(head) * _FEW / 2:
        return ""
    return "utf-16-le" if odd == many else "utf-16-be"


def _decoded(piece: bytes, encoding: str) -> str:
    """The piece as text; a wrong byte here or there spoils nothing but itself."""
    if encoding:
        return piece.decode(encoding, errors="replace")
    words = piece.decode(errors="replace")
    wrong = words.count("\N{REPLACEMENT CHARACTER}")
    right = len(words) - len(words.encode("ascii", errors="ignore")) - wrong
    return piece.decode("gb18030", errors="replace") if wrong * _SEVERAL > right else words


def _as_read(words: str) -> str:
    """The words without the escapes and tags of JSON, HTML and XML, each block on a line."""
    if "\\u" in words:
        words = _escape.sub(lambda escape: chr(int(escape[1], 16)), words)
    if "<" in words:
        words = _tag.sub("", _block.sub("\n", words))
    return unescape(words) if "&" in words else words


def _look_in_zip(scan: _Scan, stream: IO[bytes]) -> None:
    """Scan the texts in a zip, such as a Word or Excel file, but no zip inside of it."""
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
        except (NotImplementedError, RuntimeError):
            scan.whole = False  # an unknown compression, or a password


def _look_in_letter(scan: _Scan, content: bytes) -> None:
    """Scan the text of a mail, however it is encoded, but no attachments."""
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
        except (ValueError, LookupError, AttributeError, TypeError):
            scan.whole = False  # the library raises these for malformed headers
