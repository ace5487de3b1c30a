"""Bag of the evidence of a case: a BagIt folder or zip, which any BagIt tool can check."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from msgspec import Struct

from posguard.case import durable
from posguard.case.folder import EVIDENCE, lies_in
from posguard.case.parts import making, private
from posguard.case.state import Exhibit
from posguard.errors import PosguardError, SystemReason, WrongUse, reason_of
from posguard.evidence.copies import CopyRecord, expected, place
from posguard.evidence.hashing import CHUNK, ByteCounter, count_nothing
from posguard.evidence.names import decoded_name, mask_path, portable
from posguard.evidence.originals import Refusal, read, reading
from posguard.messages import printable

_BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _SEAL = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_LONGEST_FOLDER = 60
_ZIP_YEARS = (1980, 2107)

_Add = Callable[[str, os.stat_result | None, Iterable[bytes]], None]
"""Puts a file into a bag: its name there, the state of the original, and its bytes."""


class BagSummary(Struct, frozen=True):
    """A bag: its name, its number of files and bytes, and the hash that vouches for all of it."""

    to: str
    count: int
    size: int
    seal: str


def target_path(target: str, case: str) -> str:
    """The whole path of a bag, checked; ``case`` is the folder of the case.

    Raises:
        WrongUse: the target exists, or lies in the folder of the case.
        PosguardError: the folder of the target does not exist.

    """
    if not target:
        raise WrongUse("evidence-empty-name")
    shown = decoded_name(os.fsencode(target)).text
    try:
        path = os.path.abspath(os.path.expanduser(target))
        here = os.path.realpath(path)
    except OSError as err:  # the current folder was removed
        raise PosguardError("cannot-write", file=shown, reason=reason_of(err)) from None
    if os.path.lexists(path):
        raise WrongUse("target-exists", file=shown)
    if lies_in(here, case):
        raise WrongUse("target-in-case", file=shown)
    if not os.path.isdir(os.path.dirname(here)):
        raise PosguardError("cannot-write", file=shown, reason=SystemReason(errno.ENOENT))
    return path


def pack(
    target: str,
    case: str,
    exhibits: Sequence[Exhibit],
    pages: Mapping[str, str],
    info: Iterable[tuple[str, str]],
    progress: ByteCounter = count_nothing,
) -> BagSummary:
    """Put the copies of a case into a bag, with pages for its reader and facts for its tags.

    The bag is made under another name, and every copy compared with the record on the way; once it
    is on the disk, it gets its own name. ``case`` is the folder of the case; ``target`` a whole
    path.

    Raises:
        PosguardError: a copy is not as it was recorded; the bag cannot be written.

    """
    name = mask_path(decoded_name(os.fsencode(os.path.basename(target))).text).text
    kept = list(map(expected, exhibits))
    tags = _tags(kept, pages, info)
    try:
        with making(case, target) as part:
            with _zip(part, name) if name.lower().endswith(".zip") else _tree(part) as add:
                for file, words in tags.items():
                    add(file, None, [words])
                for each in kept:
                    _add_copy(add, case, each, progress)
            _give_name(part, target)
            try:
                durable.sync_folder(os.path.dirname(target))
            except BaseException:
                discard(target)
                raise
    except OSError as err:
        raise PosguardError("not-packed", reason=reason_of(err)) from None
    size = sum(each.size for each in kept)
    return BagSummary(name, len(kept), size, hashlib.sha256(tags[_SEAL]).hexdigest())


def discard(target: str) -> None:
    """Remove a bag that could not be recorded."""
    from shutil import rmtree

    with suppress(OSError):
        if os.path.isdir(target):
            rmtree(target)
        else:
            os.unlink(target)


def _tags(
    kept: Sequence[CopyRecord], pages: Mapping[str, str], info: Iterable[tuple[str, str]]
) -> dict[str, bytes]:
    """Every file of a bag but the copies.

    The last one, the tag manifest, vouches for the others, and so for the copies too.
    """
    size = sum(each.size for each in kept)
    facts = [*info, ("Payload-Oxum", f"{size}.{len(kept)}")]
    words = {
        **pages,
        "bagit.txt": _BAGIT,
        "bag-info.txt": "".join(f"{label}: {printable(fact)}\n" for label, fact in facts),
        _MANIFEST: _lines({f"data/{each.file}": each.sha256 for each in kept}),
    }
    tags = {file: text.encode() for file, text in words.items()}
    hashes = {file: hashlib.sha256(content).hexdigest() for file, content in tags.items()}
    return {**tags, _SEAL: _lines(hashes).encode()}


def _lines(hashes: Mapping[str, str]) -> str:
    """The lines of a manifest, with two spaces in each, as ``sha256sum -c`` wants them."""
    return "".join(f"{digest}  {file}\n" for file, digest in sorted(hashes.items()))


def _add_copy(add: _Add, case: str, kept: CopyRecord, progress: ByteCounter) -> None:
    path = place(os.path.join(case, EVIDENCE), kept.file)
    differs = PosguardError("pack-differs", file=kept.file, case=os.path.basename(case))
    digest, done = hashlib.sha256(), 0

    def chunks() -> Iterator[bytes]:
        nonlocal done
        while (chunk := read(path, copied, CHUNK)) and (done := done + len(chunk)) <= kept.size:
            digest.update(chunk)
            progress(len(chunk))
            yield chunk

    try:
        with reading(path) as (copied, status):
            if status.st_size != kept.size:
                raise differs
            add(f"data/{kept.file}", status, chunks())
    except Refusal:
        raise differs from None
    if done != kept.size or digest.hexdigest() != kept.sha256:
        raise differs


@contextmanager
def _tree(part: str) -> Iterator[_Add]:
    """Make a private folder and fill it by its handle: what replaces it meanwhile gets nothing."""
    _make_folder(part, None)
    with _opened_folder(part) as top:
        _make_folder(_below(part, "data", top), top)

        def add(name: str, original: os.stat_result | None, chunks: Iterable[bytes]) -> None:
            path = _below(part, name, top)
            with open(path, "xb", opener=lambda p, flags: private(p, flags, top)) as stream:
                stream.writelines(chunks)
                stream.flush()
                if original is not None and os.utime in os.supports_fd:
                    with suppress(PermissionError):
                        os.utime(stream.fileno(), ns=(original.st_mtime_ns, original.st_mtime_ns))
                durable.sync(stream.fileno())

        yield add
        durable.sync_folder(os.path.join(part, "data"))
        durable.sync_folder(part)
        _check_there(part, top)


@contextmanager
def _opened_folder(path: str) -> Iterator[int | None]:
    """Open a folder to write into wherever it is moved; None where the system cannot."""
    if sys.platform == "win32" or os.open not in os.supports_dir_fd:
        yield None
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


def _make_folder(path: str | bytes, above: int | None) -> None:
    """Make a private folder, whatever the umask."""
    os.mkdir(path, 0o700, dir_fd=above)
    with suppress(PermissionError):  # some removable disks know no owners
        os.chmod(path, 0o700, dir_fd=above)


def _below(part: str, name: str, top: int | None) -> bytes:
    if top is not None:
        return name.encode()
    return os.path.join(os.fsencode(part), name.encode())


@contextmanager
def _zip(part: str, name: str) -> Iterator[_Add]:
    """Make a zip with the bag as its one folder, uncompressed, so that every byte can be seen."""
    from zipfile import ZIP_STORED, ZipFile, ZipInfo

    top = portable(name.rpartition(".")[0] or "evidence", _LONGEST_FOLDER)
    with open(part, "x+b", opener=private) as stream:
        with ZipFile(stream, "w", ZIP_STORED) as whole:

            def add(name: str, original: os.stat_result | None, chunks: Iterable[bytes]) -> None:
                seconds = time.time() if original is None else original.st_mtime
                entry = ZipInfo(f"{top}/{name}", _zip_time(seconds))
                entry.external_attr = 0o600 << 16
                entry.file_size = original.st_size if original is not None else 0
                with whole.open(entry, "w") as packed:
                    for chunk in chunks:
                        packed.write(chunk)

            yield add
        stream.flush()
        durable.sync(stream.fileno())
        _check_there(part, stream.fileno())


def _check_there(part: str, handle: int | None) -> None:
    """Refuse a bag that somebody has replaced while it was made."""
    if handle is not None and not os.path.samestat(os.fstat(handle), os.lstat(part)):
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))


def _zip_time(seconds: float) -> tuple[int, int, int, int, int, int]:
    """The local time, or the nearest one that a zip can hold."""
    first, last = _ZIP_YEARS
    with suppress(OverflowError, ValueError, OSError):
        now = time.localtime(seconds)
        if now.tm_year < first:
            return (first, 1, 1, 0, 0, 0)
        if now.tm_year <= last:
            return (now[0], now[1], now[2], now[3], now[4], now[5])
    return (last, 12, 31, 23, 59, 58)


def _give_name(part: str, target: str) -> None:
    """Give a finished bag its name, which must be free."""
    if not os.path.isdir(part):
        try:
            os.link(part, target)
        except FileExistsError:
            raise WrongUse("target-exists", file=decoded_name(os.fsencode(target)).text) from None
        except OSError:  # some removable disks know no second names
            os.rename(part, target)
        return
    os.rename(part, target)
