"""Shell completion, which typer makes: what typer prints about it, said in the user's language."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

import typer

from posguard.errors import PosguardError
from posguard.messages import say
from posguard.terminal import streams

_INSTALLED = re.compile(r"^(?P<shell>\S+) completion installed in (?P<file>.+)$", re.MULTILINE)


def in_own_words(command: Any) -> Any:
    """The command with what typer prints about completion said as everything else is."""
    for param in command.params:
        if param.name in ("show_completion", "install_completion") and param.callback is not None:
            param.callback = _told(param.callback)
    return command


def _told(callback: Callable[[Any, Any, Any], Any]) -> Callable[[Any, Any, Any], Any]:
    def told(ctx: Any, param: Any, value: Any) -> Any:
        words = StringIO()
        try:
            with redirect_stdout(words), redirect_stderr(words):
                return callback(ctx, param, value)
        except SystemExit as end:
            if end.code:
                raise PosguardError("shell-unknown") from None
            made = _INSTALLED.search(words.getvalue())
            streams.write(
                say(ctx.obj, "completion-installed", **made.groupdict()) + "\n"
                if made
                else words.getvalue()
            )
            raise
        except typer.Exit:
            raise PosguardError("shell-unknown") from None
        except OSError as err:
            file, reason = err.filename or "", err.strerror or ""
            raise PosguardError("completion-not-installed", file=file, reason=reason) from None
        except UnicodeDecodeError:
            raise PosguardError(
                "completion-not-installed", file=_home(), reason="not UTF-8"
            ) from None
        except RuntimeError:  # pathlib's word for it
            raise PosguardError("home-unknown") from None

    return told


def _home() -> str:
    return os.path.expanduser("~")
