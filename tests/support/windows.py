"""What Windows makes of a name, after its own documentation on naming files."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r"[\x00-\x1f<>:\"/\\|?*]")
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"),
}


def reserved_by_windows(name: str) -> bool:
    """Whether a file of this name can be made there, and has this very name afterwards."""
    stem = name.split(".")[0].rstrip(" ").upper()
    whole = 0 < len(name) <= 255 and name[-1] not in ". "
    return whole and not _FORBIDDEN.search(name) and stem not in _DEVICES
