"""``posguard help``: how a command is used."""

from typing import Annotated, Any, Optional

import typer

from posguard.cli.help import Command
from posguard.errors import WrongUse
from posguard.terminal import streams

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("help", cls=Command, help="cmd:help")
def help_(
    ctx: typer.Context,
    words: Annotated[
        Optional[list[str]],
        typer.Argument(metavar="COMMAND", help="arg:command", show_default=False),
    ] = None,
) -> None:
    asked: Any = ctx.find_root()
    for name in words or ():
        group = asked.command
        known = group.list_commands(asked) if hasattr(group, "list_commands") else []
        command = group.get_command(asked, name) if name in known else None
        if command is None:
            raise WrongUse("no-such-command", id=name, known=known)
        asked = command.make_context(name, [], parent=asked, resilient_parsing=True)
    streams.write(f"{asked.get_help()}\n")
