"""Pager: a long text on the terminal, a screen at a time."""

from __future__ import annotations

import codecs
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from posguard.terminal.terminal import Terminal

_USUAL = "less"
_KEYS = "Space / b / q"
"""The keys of less where its last line cannot say more: it has no Chinese characters for it."""


def leaf(terminal: Terminal, lines: Sequence[str]) -> None:
    """Show lines in the user's own pager, or page by page where there is none.

    A terminal that does not speak UTF-8 is better known to us than to the pager.

    Raises:
        KeyboardInterrupt: the person leaves in the middle.

    """
    usual = codecs.lookup(terminal.writes.encoding or "utf-8").name == "utf-8"
    if terminal.plain or not usual or not _paged(terminal, lines):
        terminal.show_by_page(lines)


def _paged(terminal: Terminal, lines: Sequence[str]) -> bool:
    """Whether a pager has shown the lines."""
    from shutil import which

    # less shows no more than a colon otherwise, which tells nobody how to go on or to leave.
    keys = terminal.say("pager-keys")
    usual = {"LESS": f"-R -Ps{keys if keys.isascii() else _KEYS}$", "LESSCHARSET": "utf-8"}
    environment = {**usual, **os.environ}
    try:
        command = command_words(os.environ.get("PAGER") or _USUAL)
        if not command or which(command[0]) is None:
            return False
        if not keys.isascii() and _is_less(command) and "LESS" not in os.environ:
            lines = [keys, "", *lines]
        words = "".join(f"{line}\n" for line in lines).encode(errors="replace")
        with (
            _left_to_the_pager(),
            subprocess.Popen(  # noqa: S603  the user's own choice
                command, stdin=subprocess.PIPE, stdout=terminal.writes.fileno(), env=environment
            ) as pager,
        ):
            pager.communicate(words)
    except (OSError, ValueError):  # PAGER names no program that runs here
        return False
    return pager.returncode == 0


def _is_less(command: Sequence[str]) -> bool:
    return os.path.basename(command[0]) == _USUAL


def command_words(line: str, platform: str = sys.platform) -> list[str]:
    """The words of a command; on Windows a backslash stands between folders."""
    if platform != "win32":
        return shlex.split(line)
    return [word.strip('"') for word in shlex.split(line, posix=False)]


@contextmanager
def _left_to_the_pager() -> Iterator[None]:
    """Leave Ctrl-C to the pager: it goes on, and two programs would read the same keys."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
