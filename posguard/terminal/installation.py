"""The environment that posguard is installed in, and how a library is added to it."""

from __future__ import annotations

import os
import shlex
import sys
from importlib.util import find_spec


def install_command(library: str) -> str:
    """The command that adds a library to wherever posguard is installed."""
    python = shlex.quote(sys.executable)
    if "pipx" in sys.prefix.split(os.sep):
        return f"pipx inject posguard {library}"
    if find_spec("pip") is None:  # as uv makes its environments
        return f"uv pip install --python {python} {library}"
    return f"{python} -m pip install {library}"
