"""Commands and groups of commands whose help is in the user's language."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, ClassVar

from typer import TyperException
from typer.core import TyperCommand, TyperGroup, TyperOption

from posguard.errors import WrongUse
from posguard.pack.model import Lang
from posguard.terminal import streams


def is_text(words: str) -> bool:
    """Whether what came from the system's own bytes is text in its encoding."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


_CLEAR = 6
"""From this length on a misspelt command is known even with other words behind it."""
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
        from posguard.cli.help_page import help_page

        return help_page(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return _helping(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            rest: list[str] = super().parse_args(ctx, args)
        except TyperException as err:
            from posguard.cli.misuse import misuse

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


class FileCommand(Command):
    """A command whose ``files`` may have any name that the system allows."""

    any_bytes = frozenset({"files"})


def _not_text(command: Command, ctx: Any) -> Iterator[tuple[str, str]]:
    """The arguments that are no text in the system's encoding, each with its public name."""
    lang: Lang = ctx.find_root().obj or "en"
    for param in command.get_params(ctx):
        given = ctx.params.get(param.name)
        for words in given if isinstance(given, list | tuple) else [given]:
            if (
                isinstance(words, str)
                and param.name not in command.any_bytes
                and not is_text(words)
            ):
                from posguard.cli.help_page import metavar

                is_option = param.param_type_name == "option"
                yield max(param.opts, key=len) if is_option else metavar(param, lang), words


class Group(TyperGroup):
    """A group of commands, which are listed in the order in which they are wanted."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.params = _with_lang(self.params)

    def get_help(self, ctx: Any) -> str:
        from posguard.cli.help_page import help_page

        return help_page(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return _helping(super().get_help_option(ctx))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  the library's signature
        return list(self.commands)

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
        "page": ("posguard.cli.commands.page",),
        "lint": ("posguard.cli.commands.lint",),
        "explain": ("posguard.cli.commands.explain",),
        "draw": ("posguard.cli.commands.draw",),
        "test": ("posguard.cli.commands.test",),
        "batch": ("posguard.cli.commands.batch",),
        "pack": ("posguard.cli.commands.pack",),
        "case": tuple(
            map("posguard.cli.commands.{}".format, ("case", "record", "fact", "ending"))
        ),
        "evidence": ("posguard.cli.commands.evidence",),
        "letter": ("posguard.cli.commands.letter",),
        "export": ("posguard.cli.commands.export",),
        "help": ("posguard.cli.commands.help",),
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

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called; words that are none are searched for."""
        known = self.list_commands(ctx)
        words = args[1:] if args[0] == "help" else args
        in_own_words = words and words[0] not in known and not words[0].startswith("-")
        if in_own_words and not ctx.resilient_parsing and not _is_misspelt(words, known):
            return "search", self.get_command(ctx, "search"), args
        return super().resolve_command(ctx, args)


def _is_misspelt(words: list[str], known: list[str]) -> bool:
    """Whether the first of the words is a command, misspelt: a short one only if it is alone."""
    from posguard.pack.spelling import nearest

    is_clear = len(words) == 1 or len(words[0]) >= _CLEAR
    return is_clear and bool(nearest(words[0].casefold(), known))


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
    option.opts = sorted(option.opts, key=len)  # the library keeps its names as a set
    return option
