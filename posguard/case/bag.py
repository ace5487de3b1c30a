"""The evidence of a case as a BagIt bag, folder or zip, which anyone can check with tools of their own."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from msgspec import Struct

from posguard.case import durable
from posguard.case.evidence import Expected, expected
from posguard.case.hashing import CHUNK, Progress, no_progress
from posguard.case.originals import Refused, read, reading
from posguard.case.store import PACKING, Opened
from posguard.errors import PosguardError, WrongUse

_PART = ".posguard-part-"
_SEAL = "tagmanifest-sha256.txt"


class Packed(Struct, frozen=True):
    """A bag: its name, how much it holds, and the hash of the file that vouches for all others in it."""

    to: str
    count: int
    size: int
    seal: str


def check_target(target: str, case: Opened) -> None:
    """Whether a bag can be put there.

    Raises:
        WrongUse: something of that name exists, or it lies in the case's own folder.
        PosguardError: there is no such place.

    """
    here, own = os.path.realpath(target), os.path.realpath(case.path)
    if not target:
        raise WrongUse("evidence-empty-name")
    if os.path.lexists(target):
        raise WrongUse("target-exists", file=target)
    if here.startswith(os.path.join(own, "")):
        raise WrongUse("target-in-case", file=target)
    if not os.path.isdir(os.path.dirname(here)):
        raise PosguardError("cannot-write", file=target, reason=os.strerror(2))


def pack(
    target: str, case: Opened, pages: Mapping[str, str], info: Mapping[str, str], progress: Progress = no_progress
) -> Packed:
    """Put the copies of a case into a bag, with pages for its reader and facts for its tags.

    The bag is made under another name, on the disk, and compared with the record, before it gets its own.

    Raises:
        PosguardError: a copy is not as it was recorded; the bag cannot be written.

    """
    target = os.path.abspath(target)
    zipped = target.lower().endswith(".zip")
    part = os.path.join(os.path.dirname(target), _PART + hashlib.sha256(case.path.encode()).hexdigest()[:16])
    making = os.path.join(case.path, PACKING) if zipped else part
    name = os.path.basename(target)
    try:
        with _removed(making), _removed(part):
            bag = os.path.join(making, name.rpartition(".")[0] or "evidence") if zipped else making
            seal = _make(bag, case, pages, info, no_progress if zipped else progress, linked=zipped)
            if zipped:
                _zip(bag, part, progress)
                _name_file(part, target)
            else:
                os.rename(part, target)
            durable.sync_folder(os.path.dirname(target))
    except OSError as err:
        raise PosguardError("not-packed", reason=err.strerror or "") from None
    sizes = [expected(exhibit).size for exhibit in case.case.exhibits]
    return Packed(name, len(sizes), sum(sizes), seal)


def discard(target: str) -> None:
    """Remove a bag that could not be recorded."""
    with suppress(OSError):
        durable.remove(os.path.abspath(target))


@contextmanager
def _removed(path: str) -> Iterator[None]:
    """Nothing is there before, left by an interruption, and nothing afterwards."""
    durable.remove(path)
    try:
        yield
    finally:
        with suppress(OSError):
            durable.remove(path)


@contextmanager
def _bagit_warnings_ignored() -> Iterator[None]:
    """Nobody who packs can do anything about what bagit 1.9 calls and later Pythons deprecate."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="bagit")
        yield


@_bagit_warnings_ignored()
def _make(
    bag: str, case: Opened, pages: Mapping[str, str], info: Mapping[str, str], progress: Progress, *, linked: bool
) -> str:
    """The bag as a folder; returns the hash of its last manifest."""
    import logging

    import bagit

    bagit.LOGGER.addHandler(logging.NullHandler())  # what goes wrong is said in our own words
    os.makedirs(bag, mode=0o700)
    kept = {os.path.join("data", each.file): each for each in map(expected, case.case.exhibits)}
    for each in kept.values():
        _place(case, each, bag, progress, linked=linked)
    try:
        made = bagit.make_bag(bag, dict(info), checksums=["sha256"])
        found = {file: hashes["sha256"] for file, hashes in made.payload_entries().items()}
        for file in sorted(kept.keys() | found.keys()):
            if file not in kept or kept[file].sha256 != found.get(file):
                raise _differs(case, os.path.basename(file))
        for name, words in pages.items():
            with open(os.path.join(bag, name), "w", encoding="utf-8", newline="\n") as page:
                page.write(words)
        made.save()
        _straighten(os.path.join(bag, _SEAL))
    except bagit.BagError as err:
        raise PosguardError("not-packed", reason=str(err)) from None
    return _settle(bag)


def _place(case: Opened, kept: Expected, bag: str, progress: Progress, *, linked: bool) -> None:
    """One copy into the bag: the very file where it only passes through into a zip, else a copy of it."""
    source, place = os.path.join(case.evidence, kept.file), os.path.join(bag, kept.file)
    try:
        with reading(source) as (original, status):
            if linked:
                with suppress(OSError):
                    os.link(source, place)
                    return
            with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | durable.BINARY, 0o600), "wb") as copied:
                while chunk := read(source, original, CHUNK):
                    copied.write(chunk)
                    progress(len(chunk))
            os.utime(place, ns=(status.st_mtime_ns, status.st_mtime_ns))
    except Refused:
        raise _differs(case, kept.file) from None


def _differs(case: Opened, file: str) -> PosguardError:
    return PosguardError("pack-differs", file=file, case=case.case.name)


def _straighten(manifest: str) -> None:
    """Two spaces in each line, as ``sha256sum -c`` wants them, and the lines in order."""
    with open(manifest, encoding="utf-8") as stream:
        lines = sorted(line.split(None, 1)[::-1] for line in stream)
    with open(manifest, "w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{digest}  {name}" for name, digest in lines)


def _settle(bag: str) -> str:
    """Wait until all of it is on the disk; returns the hash of the manifest of the manifests."""
    for folder, _, names in os.walk(bag, topdown=False):
        for name in names:
            handle = os.open(os.path.join(folder, name), os.O_RDONLY | durable.BINARY)
            try:
                durable.sync(handle)
            finally:
                os.close(handle)
        durable.sync_folder(folder)
    with open(os.path.join(bag, _SEAL), "rb") as seal:
        return hashlib.sha256(seal.read()).hexdigest()


def _zip(bag: str, part: str, progress: Progress) -> None:
    """The bag as one file, nothing compressed, so that every byte of it stands there as it is."""
    from zipfile import ZIP_STORED, ZipFile, ZipInfo

    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | durable.BINARY, 0o600)
    with open(handle, "w+b") as stream:
        with ZipFile(stream, "w", ZIP_STORED, strict_timestamps=False) as whole:
            for folder, folders, names in os.walk(bag):
                folders.sort()
                for name in sorted(names):
                    path = os.path.join(folder, name)
                    entry = ZipInfo.from_file(
                        path, os.path.relpath(path, os.path.dirname(bag)), strict_timestamps=False
                    )
                    entry.external_attr = 0o600 << 16
                    with open(path, "rb") as source, whole.open(entry, "w") as packed:
                        while chunk := source.read(CHUNK):
                            packed.write(chunk)
                            progress(len(chunk))
        stream.flush()
        durable.sync(stream.fileno())


def _name_file(part: str, target: str) -> None:
    """Give a finished file its name, never taking one that is in use."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise WrongUse("target-exists", file=target) from None
    except OSError:  # some removable disks know no second names
        os.rename(part, target)
