"""Names that Windows takes for a device, whatever ending follows: no file can have one there."""

from __future__ import annotations

import re

_DEVICE = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE
)


def is_device(name: str) -> bool:
    """Whether a name is that of a device."""
    return _DEVICE.match(name) is not None
