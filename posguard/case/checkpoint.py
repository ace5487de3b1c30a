"""Head of a record: the last acknowledged event, in a file that shows when the end is missing."""

from __future__ import annotations

import json
import os
import re

from posguard.case import durable
from posguard.case.record import UNREADABLE

HEAD = "head.json"
_MOST = 4096
_HASH = re.compile(r"[0-9a-f]{64}")
_HIGHEST = 1 << 53


def read_head(folder: str) -> tuple[int, str] | None:
    """Number and hash of the last acknowledged event.

    None without a head, ``UNREADABLE`` if any byte of it is wrong. A link, a pipe or a file of a
    gigabyte under its name is examined no further than needed.
    """
    try:
        data = durable.read(os.path.join(folder, HEAD), _MOST)
        content = json.loads(data)
        number, digest = content["n"], content["hash"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return UNREADABLE
    if type(number) is not int or not 0 <= number < _HIGHEST:
        return UNREADABLE
    if type(digest) is not str or not _HASH.fullmatch(digest):
        return UNREADABLE
    return (number, digest) if data == _bytes(number, digest) else UNREADABLE


def write_head(folder: str, number: int, digest: str) -> None:
    """Acknowledge an event.

    Raises:
        OSError: the head was not written, or could not be flushed to the disk.

    """
    durable.replace(os.path.join(folder, HEAD), _bytes(number, digest))


def _bytes(number: int, digest: str) -> bytes:
    return json.dumps({"n": number, "hash": digest}).encode() + b"\n"
