"""Pager: a long text on the terminal, a screen at a time."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence

from posguard.terminal.terminal import Terminal

_USUAL = "less"


def leaf(terminal: Terminal, lines: Sequence[str]) -> None:
    """Show lines in the user's own pager, or page by page where there is none.

    Raises:
        KeyboardInterrupt: the person leaves in the middle.

    """
    if terminal.plain or not _paged(terminal, lines):
        terminal.show_by_page(lines)


def _paged(terminal: Terminal, lines: Sequence[str]) -> bool:
    """Whether a pager has shown the lines."""
    from shutil import which

    command = shlex.split(os.environ.get("PAGER") or _USUAL)
    if not command or which(command[0]) is None:
        return False
    environment = {"LESS": "-R", "LESSCHARSET": "utf-8", **os.environ}
    encoding = terminal.writes.encoding or "utf-8"
    words = "".join(f"{line}\n" for line in lines).encode(encoding, errors="replace")
    with subprocess.Popen(  # noqa: S603  the user's own choice
        command, stdin=subprocess.PIPE, stdout=terminal.writes.fileno(), env=environment
    ) as pager:
        pager.communicate(words)
    return pager.returncode == 0
