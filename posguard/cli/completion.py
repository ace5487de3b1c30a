"""Shell completion: the answer to the tab key, and its installation, in the user's language.

typer installs; the scripts are our own, since those of typer evaluate what is offered.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from typing import Any, NoReturn

import typer

from posguard.cli.language import language
from posguard.errors import NOT_UTF8, Leave, PosguardError, reason_of
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.terminal import streams

_FILES = 1
"""The exit code that leaves it to the shell to complete the name of a file."""

_INSTALLED = r"(?m)^(?P<shell>\S+) completion installed in (?P<file>.+)$"


def complete(command: Any, shell: str, variables: Mapping[str, str], lang: Lang) -> NoReturn:
    """Answer the tab key in a shell, and leave.

    Whoever presses it is in the middle of a line: whatever is broken, nothing is said.

    Raises:
        Leave: always; the exit code says whether it is for the shell to complete.

    """
    lines: list[str] | None = []
    with redirect_stderr(StringIO()), suppress(Exception):  # the command will say what is broken
        lines = _offered(command, shell, variables, lang)
    if lines is None:
        raise Leave(_FILES)
    streams.write("".join(f"{line}\n" for line in lines))
    raise Leave(0)


def _offered(
    command: Any, name: str, variables: Mapping[str, str], lang: Lang
) -> list[str] | None:
    from posguard.cli.command_line import place_of, split
    from posguard.cli.offers import offers
    from posguard.cli.shells import SHELLS

    shell = SHELLS[name]
    words = split(variables["_POSGUARD_LINE"], shell.escape)
    with suppress(PosguardError):  # the language itself may be half typed
        lang = language(words[1:-1], variables) if "--lang" in " ".join(words[:-1]) else lang
    found = offers(place_of(command, words, lang))
    return None if found is None else [*shell.form(found, variables)]


def in_own_words(command: Any) -> Any:
    """The command with what typer prints about completion said as everything else is."""
    for param in command.params:
        if param.name in ("show_completion", "install_completion") and param.callback is not None:
            param.callback = _told(param.callback)
    return command


def _told(callback: Callable[[Any, Any, Any], Any]) -> Callable[[Any, Any, Any], Any]:
    def told(ctx: Any, param: Any, value: Any) -> Any:
        if value:
            _own_scripts()
        words = StringIO()
        try:
            with redirect_stdout(words), redirect_stderr(words):
                return callback(ctx, param, value)
        except SystemExit as end:
            if end.code:
                raise PosguardError("shell-unknown") from None
            made = re.search(_INSTALLED, words.getvalue())
            streams.write(
                say(ctx.obj, "completion-installed", **made.groupdict()) + "\n"
                if made
                else words.getvalue()
            )
            raise
        except typer.Exit:
            raise PosguardError("shell-unknown") from None
        except OSError as err:
            file, reason = err.filename or "", reason_of(err)
            raise PosguardError("completion-not-installed", file=file, reason=reason) from None
        except UnicodeDecodeError:
            raise PosguardError(
                "completion-not-installed", file=_home(), reason=NOT_UTF8
            ) from None
        except RuntimeError:  # pathlib's word for it
            raise PosguardError("home-unknown") from None

    return told


def _own_scripts() -> None:
    """Have typer show and install the scripts of ours."""
    from typer import _completion_shared

    from posguard.cli.shells import SHELLS

    scripts = {name: shell.script.replace("%", "%%") for name, shell in SHELLS.items()}
    _completion_shared._completion_scripts.update(scripts)  # noqa: SLF001  typer's installers take them from nowhere else


def _home() -> str:
    return os.path.expanduser("~")
