"""Misuse of the command line, in words of our own, whatever the language."""

from __future__ import annotations

from itertools import chain
from typing import Any

from posguard.cli.help_page import written
from posguard.errors import WrongUse
from posguard.pack.model import Lang


def misuse(err: Any, ctx: Any = None) -> WrongUse:
    """The complaint of a library, in words of our own."""
    ctx = ctx or getattr(err, "ctx", None)
    command = ctx.command_path if ctx is not None else "posguard"
    kind = type(err).__name__
    if kind == "NoSuchOption":
        params = ctx.command.get_params(ctx) if ctx is not None else []
        options = (param.opts for param in params if param.param_type_name == "option")
        known = list(chain.from_iterable(options))
        return WrongUse("no-such-flag", id=err.option_name, known=known, command=command)
    if kind == "MissingParameter":
        lang: Lang = (ctx.find_root().obj if ctx is not None else None) or "en"
        return WrongUse("missing-argument", name=written(err.param, lang), command=command)
    if kind == "BadOptionUsage":
        takes_none = "does not take" in err.message
        return WrongUse(
            "flag-takes-none" if takes_none else "flag-needs-value",
            name=err.option_name,
            command=command,
        )
    return WrongUse("wrong-use", words=err.format_message(), command=command)
