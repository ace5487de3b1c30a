"""The head of a record: which event was acknowledged last, in a file of its own, so that a missing end is noticed."""

from __future__ import annotations

import json
import os

from posguard.case import durable
from posguard.case.record import UNREADABLE

HEAD = "head.json"
_MOST = 4096


def read_head(folder: str) -> tuple[int, str] | None:
    """Number and hash of the last acknowledged event; None without a head, ``UNREADABLE`` if any byte of it is wrong.

    Raises:
        OSError: there is one, and it cannot be read.

    """
    try:
        with open(os.path.join(folder, HEAD), "rb") as stream:
            data = stream.read(_MOST)
        content = json.loads(data)
        head = int(content["n"]), str(content["hash"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return UNREADABLE
    return head if data == _bytes(*head) else UNREADABLE


def write_head(folder: str, number: int, digest: str) -> None:
    """Acknowledge an event.

    Raises:
        OSError: the old head still stands, unless only waiting for the disk failed.

    """
    durable.replace(os.path.join(folder, HEAD), _bytes(number, digest))


def _bytes(number: int, digest: str) -> bytes:
    return json.dumps({"n": number, "hash": digest}).encode() + b"\n"
