"""The head of a record: which event was acknowledged last, in a file of its own, so that a missing
end is noticed.
"""

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
    """Number and hash of the last acknowledged event; None without a head, ``UNREADABLE`` if any
    byte of it is wrong.

    Whatever stands there under the name, a link, a pipe, a file of a gigabyte, is looked at no
    further than needed.
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
        OSError: the old head still stands, unless only waiting for the disk failed.

    """
    durable.replace(os.path.join(folder, HEAD), _bytes(number, digest))


def _bytes(number: int, digest: str) -> bytes:
    return json.dumps({"n": number, "hash": digest}).encode() + b"\n"
