"""Page of help of a command: what it does, how it is called, an example, and its options."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from posguard.messages import say
from posguard.messages.table import MESSAGES
from posguard.pack.model import PILLARS, Lang
from posguard.render.wrap import cells, wrap
from posguard.terminal import streams


def help_page(command: TyperCommand | TyperGroup, ctx: Any, width: int | None = None) -> str:
    """What a command does, how it is called, an example, and its options."""
    lang: Lang = ctx.find_root().obj or "en"
    room = width or _columns()
    lines = wrap(
        f"{ctx.command_path} {_usage(command, ctx, lang)}", room, say(lang, "usage"), "    "
    )
    if command.help:
        lines += ["", *wrap(say(lang, command.help), room, "  ", "  ")]
    params = command.get_params(ctx)
    for heading, kind in (("Arguments", "argument"), ("Options", "option")):
        shown = [
            p for p in params if p.param_type_name == kind and not getattr(p, "hidden", False)
        ]
        rows = [(_left(param, lang), words_of(param, lang)) for param in shown]
        lines += _table(_heading(lang, heading), rows, room)
    if isinstance(command, TyperGroup):
        rows = [(name, command_words(ctx, name)) for name in command.list_commands(ctx)]
        lines += _table(_heading(lang, "Commands"), rows, room)
    examples = say(lang, f"example:{path_of(ctx)}").split("\n")
    lines += ["", _heading(lang, "Examples")]
    for example in examples:
        lines += wrap(example, room, "  ", "    ")
    return "\n".join(lines)


def metavar(param: Any, lang: Lang) -> str:
    """The name of a parameter's value in the user's language; ``...`` behind one of several."""
    named = (param.metavar or param.name.upper()).strip("[]").removesuffix("...")
    words = say(lang, f"metavar:{named}")
    return f"{words}..." if param.nargs == -1 else words


def written(param: Any, lang: Lang) -> str:
    """A parameter as it is written on the command line: an option has its value behind it."""
    if param.param_type_name == "argument":
        return metavar(param, lang)
    return f"{max(param.opts, key=len)} {metavar(param, lang)}"


def path_of(ctx: Any, *name: str) -> str:
    """``case-note`` for the command ``note`` of the group ``case``; empty for the program."""
    return "-".join([*ctx.command_path.split()[1:], *name])


def command_words(ctx: Any, name: str) -> str:
    """What a command of a group does."""
    return say(ctx.find_root().obj or "en", f"cmd:{path_of(ctx, name)}")


def words_of(param: Any, lang: Lang) -> str:
    """What a parameter is for."""
    key = param.help if param.help in MESSAGES else f"opt:{param.name.replace('_', '-')}"
    if key == "arg:fact":
        from posguard.pages.facts import kinds_of_facts

        return say(lang, key, kinds=kinds_of_facts())
    return say(lang, key, pillars=PILLARS)


def _usage(command: TyperCommand | TyperGroup, ctx: Any, lang: Lang) -> str:
    """What is written behind the command: what must be as it is, what may be in brackets."""
    params = command.get_params(ctx)
    required = [written(p, lang) for p in params if p.required and p.param_type_name == "option"]
    pieces = [*required, f"[{say(lang, 'metavar:OPTIONS')}]"]
    pieces += [_left(param, lang) for param in params if param.param_type_name == "argument"]
    if isinstance(command, TyperGroup):
        pieces.append(say(lang, "usage-command"))
    return " ".join(pieces)


def _left(param: Any, lang: Lang) -> str:
    """A parameter as it stands in a list."""
    if param.param_type_name == "argument":
        words = metavar(param, lang)
        return words if param.required else f"[{words}]"
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {metavar(param, lang)}"


def _heading(lang: Lang, name: str) -> str:
    return say(lang, "label", label=say(lang, f"heading:{name}")).rstrip()


def _columns() -> int:
    """How long a line may be: what the terminal holds; in a pipe no line is broken."""
    return min(streams.width(), 100) if streams.on_terminal() else 1000


def _table(heading: str, rows: list[tuple[str, str]], room: int) -> list[str]:
    if not rows:
        return []
    left = min(max(cells(name) for name, _ in rows) + 4, room // 2)
    lines = ["", heading]
    for name, words in rows:
        first = f"  {name}" + " " * (left - cells(name) - 2)
        if cells(first) > left:
            lines += [first, *wrap(words, room, " " * left, " " * left)]
        else:
            lines += wrap(words, room, first, " " * left)
    return lines
