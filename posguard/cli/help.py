"""Commands with help in both languages, and the sentences about commands that are misused."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import chain
from typing import Any, ClassVar

from typer import TyperException
from typer.core import TyperCommand, TyperGroup, TyperOption

from posguard.errors import WrongUse
from posguard.messages import MESSAGES, say
from posguard.pack.model import PILLARS, Lang
from posguard.render.wrap import cells, wrap
from posguard.terminal import streams


def is_text(words: str) -> bool:
    """Whether what came from the system's own bytes is text in its encoding."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


_BEHIND_LANG = ("fmt", "output", "plain", "pack", "despite_damage", "version")
"""The options that stand behind ``--lang`` in the help of a command."""


def _with_lang(params: list[Any]) -> list[Any]:
    """The parameters of a command, and ``--lang`` among them.

    The language is read from the command line before it is parsed, so that even a misspelt option
    is answered in it. The commands know it as ``ctx.obj``; the option gives them no value.
    """
    lang = TyperOption(
        param_decls=["--lang"],
        metavar="LANG",
        help="opt:lang",
        default="",
        show_default=False,
        expose_value=False,
    )
    place = len(params)
    while place and params[place - 1].name in _BEHIND_LANG:
        place -= 1
    return [*params[:place], lang, *params[place:]]


class Command(TyperCommand):
    """A command whose help is in the user's language; the help texts of its options are keys."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.params = _with_lang(self.params)

    any_bytes: ClassVar[frozenset[str]] = frozenset()
    """The parameters that need not be text."""

    def get_help(self, ctx: Any) -> str:
        return help_page(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return _helping(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            rest: list[str] = super().parse_args(ctx, args)
        except TyperException as err:
            raise misuse(err, ctx) from None
        if ctx.resilient_parsing:
            return rest
        if rest:
            raise WrongUse("extra-arguments", words=rest, command=ctx.command_path)
        for name, words in _not_text(self, ctx):
            raise WrongUse(
                "argument-not-text", name=name, words=words, encoding=sys.getfilesystemencoding()
            )
        return rest

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        return _explained(ctx, super().shell_complete(ctx, incomplete))


class FileCommand(Command):
    """A command whose ``files`` may have any name that the system allows."""

    any_bytes = frozenset({"files"})


def _not_text(command: Command, ctx: Any) -> Iterator[tuple[str, str]]:
    """The arguments that are no text in the system's encoding, each with its public name."""
    for param in command.get_params(ctx):
        given = ctx.params.get(param.name)
        for words in given if isinstance(given, list | tuple) else [given]:
            if (
                isinstance(words, str)
                and param.name not in command.any_bytes
                and not is_text(words)
            ):
                is_option = param.param_type_name == "option"
                yield max(param.opts, key=len) if is_option else param.make_metavar(ctx=ctx), words


class Group(TyperGroup):
    """A group of commands, which are listed in the order in which they are wanted."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.params = _with_lang(self.params)

    def get_help(self, ctx: Any) -> str:
        return help_page(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return _helping(super().get_help_option(ctx))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  the library's signature
        return list(self.commands)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        return _explained(ctx, super().shell_complete(ctx, incomplete))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise WrongUse("no-such-command", id=args[0], known=known)
        return super().resolve_command(ctx, args)


class Program(Group):
    """The whole program. A command is loaded when it is called: a run needs one of them."""

    lazy_commands: ClassVar[dict[str, tuple[str, ...]]] = {
        "triage": ("posguard.cli.commands.triage",),
        "checklist": ("posguard.cli.commands.checklist",),
        "step": ("posguard.cli.commands.step",),
        "search": ("posguard.cli.commands.search",),
        "contacts": ("posguard.cli.commands.contacts",),
        "lint": ("posguard.cli.commands.lint",),
        "explain": ("posguard.cli.commands.explain",),
        "test": ("posguard.cli.commands.test",),
        "pack": ("posguard.cli.commands.pack",),
        "case": tuple(
            map("posguard.cli.commands.{}".format, ("case", "record", "fact", "ending"))
        ),
        "evidence": ("posguard.cli.commands.evidence",),
        "letter": ("posguard.cli.commands.letter",),
    }
    """The commands in the order in which they are listed, with the modules that make each of
    them. The first module holds its ``app``; the others add to that when they are loaded.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  the library's signature
        return list(self.lazy_commands)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in self.lazy_commands and cmd_name not in self.commands:
            self.commands[cmd_name] = _loaded(cmd_name, *self.lazy_commands[cmd_name])
        return super().get_command(ctx, cmd_name)


def _loaded(name: str, *modules: str) -> Any:
    from importlib import import_module

    import typer

    first, *_ = [import_module(module) for module in modules]
    command = typer.main.get_command(first.app)
    command.name = name
    return command


def show_help(ctx: Any) -> None:
    """Write the help page of a group when none of its commands is called."""
    if ctx.invoked_subcommand is None:
        streams.write(f"{ctx.get_help()}\n")


def _helping(option: Any) -> Any:
    """The option ``--help``, its page written as everything else is."""

    def show(ctx: Any, param: Any, wanted: bool) -> None:  # noqa: ARG001, FBT001  as typer calls it
        if wanted and not ctx.resilient_parsing:
            streams.write(f"{ctx.get_help()}\n")
            ctx.exit()

    option.callback = show
    return option


def help_page(command: TyperCommand | TyperGroup, ctx: Any, width: int | None = None) -> str:
    """What a command does, how it is called, and its options."""
    lang: Lang = ctx.find_root().obj or "en"
    room = width or _columns()
    pieces = " ".join(command.collect_usage_pieces(ctx))
    lines = wrap(f"{ctx.command_path} {pieces}", room, say(lang, "usage"), "    ")
    if command.help:
        lines += ["", *wrap(say(lang, command.help), room, "  ", "  ")]
    params = command.get_params(ctx)
    for heading, kind in (("Arguments", "argument"), ("Options", "option")):
        rows = [row for p in params if p.param_type_name == kind and (row := _row(p, ctx, lang))]
        lines += _table(
            say(lang, "label", label=say(lang, f"heading:{heading}")).rstrip(), rows, room
        )
    if isinstance(command, TyperGroup):
        rows = [
            (name, say(lang, f"cmd:{_path(ctx, name)}")) for name in command.list_commands(ctx)
        ]
        lines += _table(
            say(lang, "label", label=say(lang, "heading:Commands")).rstrip(), rows, room
        )
    return "\n".join(lines)


def _explained(ctx: Any, offered: list[Any]) -> list[Any]:
    """The offers of the tab key, each with its own words in the user's language."""
    # typer has rich lay these words out for a screen of this width, and a shell takes the next
    # line for another word.
    os.environ["COLUMNS"] = "1000"
    lang: Lang = ctx.find_root().obj or "en"
    options: dict[str, Any] = {}
    for param in ctx.command.get_params(ctx):
        options |= dict.fromkeys((*param.opts, *param.secondary_opts), param)
    for each in offered:
        if each.value in options:
            each.help = _words(options[each.value], lang)
        elif f"cmd:{_path(ctx, each.value)}" in MESSAGES:
            each.help = say(lang, f"cmd:{_path(ctx, each.value)}")
    return offered


def _path(ctx: Any, name: str) -> str:
    """``case-note`` for the command ``note`` of the group ``case``."""
    return "-".join([*ctx.command_path.split()[1:], name])


def _columns() -> int:
    """How long a line may be: what the terminal holds; in a pipe no line is broken."""
    return min(streams.width(), 100) if streams.on_terminal() else 1000


def _row(param: Any, ctx: Any, lang: Lang) -> tuple[str, str] | None:
    record = param.get_help_record(ctx)
    return (record[0], _words(param, lang)) if record is not None else None


def _words(param: Any, lang: Lang) -> str:
    """What a parameter is for."""
    key = param.help if param.help in MESSAGES else f"opt:{param.name.replace('_', '-')}"
    if key == "arg:fact":
        from posguard.pages.facts import kinds_of_facts as kinds

        return say(lang, key, kinds=kinds())
    return say(lang, key, pillars=PILLARS)


def _table(heading: str, rows: list[tuple[str, str]], room: int) -> list[str]:
    if not rows:
        return []
    left = min(max(cells(name) for name, _ in rows) + 4, room // 2)
    lines = ["", heading]
    for name, words in rows:
        first = f"  {name}".ljust(left)
        if cells(first) > left:
            lines += [first, *wrap(words, room, " " * left, " " * left)]
        else:
            lines += wrap(words, room, first, " " * left)
    return lines


def misuse(err: Any, ctx: Any = None) -> WrongUse:
    """The same complaint in words of our own, whatever the language."""
    ctx = ctx or getattr(err, "ctx", None)
    command = ctx.command_path if ctx is not None else "posguard"
    kind = type(err).__name__
    if kind == "NoSuchOption":
        params = ctx.command.get_params(ctx) if ctx is not None else []
        options = (param.opts for param in params if param.param_type_name == "option")
        known = list(chain.from_iterable(options))
        return WrongUse("no-such-flag", id=err.option_name, known=known, command=command)
    if kind == "MissingParameter":
        name = err.param.make_metavar(ctx=ctx)
        if err.param.param_type_name == "option":
            name = f"{min(err.param.opts, key=len)} {name}"
        return WrongUse("missing-argument", name=name, command=command)
    if kind == "BadOptionUsage":
        takes_none = "does not take" in err.message
        return WrongUse(
            "flag-takes-none" if takes_none else "flag-needs-value",
            name=err.option_name,
            command=command,
        )
    return WrongUse("wrong-use", words=err.format_message(), command=command)
