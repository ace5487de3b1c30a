"""One of the things that the tab key offers."""

from typing import NamedTuple


class Offer(NamedTuple):
    """Something that can be typed at the cursor, and what it is, for people."""

    value: str
    says: str = ""
