"""A command line as far as it is typed: its words, and what the last of them is for."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from typer import Context

from posguard.pack.model import Lang

_CURSOR = "\0"
"""Stands at the cursor while a line is split: no line holds it."""


class Place(Struct, frozen=True):
    """The place of the cursor in a command line.

    ``param`` is the parameter whose value is typed there; without one, a command or an option
    is. ``given`` holds the values typed before, by the names of their parameters. ``word`` is what
    is typed of the value, and ``front`` what stands before it in the same word: ``--bank=``.
    """

    context: Any
    param: Any
    given: Mapping[str, list[str]]
    word: str
    front: str = ""

    @property
    def lang(self) -> Lang:
        """The language to explain things in."""
        lang: Lang = self.context.find_root().obj
        return lang

    @property
    def command(self) -> str:
        """The command without the program's name: ``case note``; empty for the program."""
        return " ".join(self.context.command_path.split()[1:])

    def value(self, name: str) -> str:
        """The value given to a parameter, here or by its variable; empty if there is none."""
        if given := self.given.get(name):
            return given[-1]
        params = {param.name: param for param in self.context.command.params}
        return (name in params and params[name].resolve_envvar_value(self.context)) or ""


def split(line: str, escape: str = "\\") -> list[str]:
    """The words of a line that ends at the cursor; the last one may be empty or in open quotes."""
    lexer = shlex.shlex(line + _CURSOR, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    lexer.escape = escape
    words: list[str] = []
    try:
        for word in lexer:
            words.append(word)  # noqa: PERF402  those before an open quote are kept
    except ValueError:  # the quotes are open
        words.append(lexer.token)
    return [*words[:-1], words[-1].removesuffix(_CURSOR)]


def place_of(program: Any, words: Sequence[str], lang: Lang) -> Place:
    """The place of the last word in a command line of the program."""
    reading = _Reading(program, lang)
    for word in words[1:-1]:
        reading.take(word)
    return reading.place(words[-1])


class _Reading:
    """Words of a command line taken one after the other, whether or not they make sense yet."""

    def __init__(self, program: Any, lang: Lang) -> None:
        self._enter(Context(program, info_name="posguard", obj=lang))

    def _enter(self, context: Any) -> None:
        self._context = context
        self._params = context.command.get_params(context)
        # two loops: an option has several names
        self._options = {
            name: param
            for param in self._params
            if param.param_type_name == "option"
            for name in (*param.opts, *param.secondary_opts)
        }
        self._arguments = [param for param in self._params if param not in self._options.values()]
        self._given: dict[str, list[str]] = {}
        self._waiting: Any = None  # the option whose value comes next
        self._only_arguments = False

    def take(self, word: str) -> None:
        """Take a word that is complete."""
        if self._waiting is not None:
            self._give(self._waiting, word)
            self._waiting = None
        elif word == "--" and not self._only_arguments:
            self._only_arguments = True
        elif self._is_option(word):
            self._take_option(word)
        elif hasattr(self._context.command, "list_commands"):
            self._take_command(word)
        elif (argument := self._argument()) is not None:
            self._give(argument, word)

    def place(self, word: str) -> Place:
        """The place of the cursor, at the end of this word."""
        if self._waiting is not None:
            return self._place(self._waiting, word)
        if self._is_option(word):
            name, equals, value = word.partition("=")
            option = self._options.get(name)
            if equals and option is not None:
                return self._place(option, value, f"{name}=")
            return self._place(None, word)
        return self._place(self._argument(), word)

    def _place(self, param: Any, word: str, front: str = "") -> Place:
        return Place(self._context, param, self._given, word, front)

    def _is_option(self, word: str) -> bool:
        return word.startswith("-") and not self._only_arguments

    def _take_option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        option = self._options.get(name)
        if option is None:
            return
        if equals or option.is_flag:
            self._give(option, value)
        else:
            self._waiting = option

    def _take_command(self, word: str) -> None:
        command = self._context.command.get_command(self._context, word)
        if command is not None:
            self._enter(Context(command, parent=self._context, info_name=word))

    def _argument(self) -> Any:
        """The argument that comes next; the last one may take any number of words."""
        for param in self._arguments:
            if param.nargs < 0 or param.name not in self._given:
                return param
        return None

    def _give(self, param: Any, word: str) -> None:
        self._given.setdefault(param.name, []).append(word)
