"""The tab key in a real zsh and a real fish: a word is completed by the script of that shell."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import shutil
import signal
import time
from pathlib import Path

import pytest
from support.program import environment
from support.tab_key import program_in

from posguard.cli.shells import SHELLS

ARGUMENTS = {"zsh": ["-i"], "fish": ["--private"]}
START = {
    "zsh": (".zshrc", "autoload -Uz compinit\ncompinit -u -D\nPROMPT='ready> '\n{script}"),
    "fish": (
        "fish/config.fish",
        "function fish_prompt; echo 'ready> '; end\nset -g fish_greeting\n{script}",
    ),
}
"""The file that a shell reads when it starts, and what is in it beside the script."""


def at_hand(shell: str) -> object:
    """A shell as a parameter; a test without it names itself skipped."""
    missing = pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")
    return pytest.param(shell, marks=missing)


def seen_after(shell: str, folder: Path, typed: str, wanted: str) -> str:
    """What stands on the screen when somebody types this, and presses the tab key and Enter."""
    name, content = START[shell]
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(content.format(script=SHELLS[shell].script), "utf-8")
    path = f"{shlex.quote(str(program_in(folder).parent))}:{os.environ['PATH']}"
    home = {"HOME": str(folder), "ZDOTDIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
    variables = environment({**home, "PATH": path, "TERM": "xterm", "POSGUARD_LANG": "en"})
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(shell, [shell, *ARGUMENTS[shell]], variables)
    try:
        _read(terminal, "ready> ")
        os.write(terminal, f"{typed}\t".encode())
        time.sleep(1.5)  # the shell asks the program now, and a key would only be added
        os.write(terminal, b"\r")
        return _read(terminal, wanted)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _read(terminal: int, wanted: str) -> str:
    """What is written until these words stand there; without its escape sequences."""
    screen = b""
    until = time.monotonic() + 30
    while wanted not in (shown := _plain(screen)):
        left = until - time.monotonic()
        assert left > 0, shown
        if select.select([terminal], [], [], left)[0]:
            screen += os.read(terminal, 4096)
    return shown


def _plain(screen: bytes) -> str:
    words = screen.decode(errors="replace")
    return re.sub(r"\x1b(?:\[[0-9;?>=]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|.)", "", words)


@pytest.mark.parametrize("typed", ["posguard checklist sn-l", "posguard triage --lang z"])
@pytest.mark.parametrize("shell", [at_hand("zsh"), at_hand("fish")])
def test_a_word_is_completed(shell: str, typed: str, tmp_path: Path) -> None:
    """What is typed half is whole after the tab key, and the program is called with it."""
    whole = {"l": "<sn-leak>", "z": "<zh>"}[typed[-1]]
    assert whole in seen_after(shell, tmp_path, typed, whole)
