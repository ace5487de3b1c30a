"""The command line's own words in both languages: help pages, and what is said when a command is misused."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from posguard.errors import WrongUse
from posguard.messages import MESSAGES, say
from posguard.playbook.model import PILLARS, Lang
from posguard.render.wrap import cells, wrap


class Command(TyperCommand):
    """A command whose help is written in the user's language; its options' help texts are message keys."""

    def get_help(self, ctx: Any) -> str:
        return help_page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise WrongUse("extra-arguments", words=rest, command=ctx.command_path)
        return rest


class Group(TyperGroup):
    """The whole program: its commands in the order in which they are wanted."""

    def get_help(self, ctx: Any) -> str:
        return help_page(self, ctx)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  the library's signature
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise WrongUse("no-such-command", id=args[0], known=list(self.commands))
        return super().resolve_command(ctx, args)


def help_page(command: TyperCommand | TyperGroup, ctx: Any, width: int | None = None) -> str:
    """What a command does, how it is called, and its options."""
    lang: Lang = ctx.find_root().obj or "en"
    room = width or min(ctx.terminal_width or _columns(), 100)
    pieces = " ".join(command.collect_usage_pieces(ctx))
    lines = wrap(f"{ctx.command_path} {pieces}", room, say(lang, "usage"), "    ")
    if command.help:
        lines += ["", *wrap(say(lang, command.help), room, "  ", "  ")]
    params = command.get_params(ctx)
    for heading, kind in (("Arguments", "argument"), ("Options", "option")):
        rows = [row for p in params if p.param_type_name == kind and (row := _row(p, ctx, lang))]
        lines += _table(say(lang, f"heading:{heading}"), rows, room)
    if isinstance(command, TyperGroup):
        rows = [(name, say(lang, c.help or "")) for name, c in command.commands.items()]
        lines += _table(say(lang, "heading:Commands"), rows, room)
    return "\n".join(lines)


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def _row(param: Any, ctx: Any, lang: Lang) -> tuple[str, str] | None:
    record = param.get_help_record(ctx)
    if record is None:
        return None
    key = param.help if param.help in MESSAGES else f"opt:{param.name.replace('_', '-')}"
    return record[0], say(lang, key, pillars=PILLARS)


def _table(heading: str, rows: list[tuple[str, str]], room: int) -> list[str]:
    if not rows:
        return []
    left = min(max(cells(name) for name, _ in rows) + 4, room // 2)
    lines = ["", f"{heading}:"]
    for name, words in rows:
        first = f"  {name}".ljust(left)
        if cells(first) > left:
            lines += [first, *wrap(words, room, " " * left, " " * left)]
        else:
            lines += wrap(words, room, first, " " * left)
    return lines


def misuse(err: Any) -> WrongUse:
    """The same complaint in words of our own, whatever the language."""
    ctx = getattr(err, "ctx", None)
    command = ctx.command_path if ctx is not None else "posguard"
    kind = type(err).__name__
    if kind == "NoSuchOption":
        known = [o for p in ctx.command.get_params(ctx) for o in p.opts] if ctx is not None else []
        return WrongUse("no-such-flag", id=err.option_name, known=known, command=command)
    if kind == "MissingParameter":
        return WrongUse("missing-argument", name=err.param.make_metavar(ctx=ctx), command=command)
    if kind == "BadOptionUsage":
        takes_none = "does not take" in err.message
        return WrongUse("flag-takes-none" if takes_none else "flag-needs-value", name=err.option_name, command=command)
    return WrongUse("wrong-use", words=err.format_message(), command=command)
