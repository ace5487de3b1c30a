"""Names that Windows takes for a device, whatever ending follows: no file can have one there."""

from __future__ import annotations

# two loops: each kind of port has ten
_PORTS = (f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS})


def is_device(name: str) -> bool:
    """Whether a name is that of a device."""
    return name.partition(".")[0].rstrip().upper() in _DEVICES
