"""Lines of files and pipes: bounded, numbered, and in groups of those that are there already."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator, Sequence

from msgspec import Struct

from posguard.api.records import MOST_BYTES
from posguard.errors import PosguardError

_AT_ONCE = 1 << 18
"""So many bytes are read at once."""
_IN_GROUP = 64
"""So many lines are worked on together."""


class Line(Struct, frozen=True):
    """One line with its number; of one that is too long only the beginning."""

    number: int
    file: str
    content: bytes


class Group(Struct, frozen=True):
    """Lines to be worked on together; ``last`` if nothing more is there to be read for now."""

    lines: tuple[Line, ...]
    last: bool


def groups(files: Sequence[str]) -> Iterator[Group]:
    """The lines of the files, or of standard input, that hold anything, in groups.

    Raises:
        PosguardError: a file cannot be read.

    """
    for file in files or ("-",):
        yield from _of_file("" if file == "-" else file)


def _of_file(file: str) -> Iterator[Group]:
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if file else None
        try:
            yield from _grouped(file, sys.stdin.fileno() if handle is None else handle)
        finally:
            if handle is not None:
                os.close(handle)
    except OSError as err:
        name = file or "-"
        raise PosguardError("file-unreadable", file=name, reason=err.strerror or "") from None


def _grouped(file: str, handle: int) -> Iterator[Group]:
    """The lines of an open file; each group holds what one look at it brought, or a part of it."""
    number, rest = 0, b""
    while data := os.read(handle, _AT_ONCE):
        *whole, rest = (rest + data).split(b"\n")
        rest = rest[: MOST_BYTES + 1]
        found = []
        for content in whole:
            number += 1
            if content.strip():
                found.append(Line(number, file, content[: MOST_BYTES + 1]))
        waits = not _is_ready(handle)
        for start in range(0, len(found), _IN_GROUP):
            group = found[start : start + _IN_GROUP]
            yield Group(tuple(group), last=waits and start + _IN_GROUP >= len(found))
    if rest.strip():
        yield Group((Line(number + 1, file, rest),), last=True)


def _is_ready(handle: int) -> bool:
    """Whether there is more to be read at once; where that cannot be told, as if there were."""
    if os.name == "nt":
        return True
    ready, _, _ = select.select([handle], [], [], 0)
    return bool(ready)
