"""``posguard test``: the journeys of a pack, held against what it says."""

from typing import Annotated

import typer

from posguard.app.lint import try_folder
from posguard.cli.help import Command
from posguard.cli.options import LangOption
from posguard.lint.journeys import describe
from posguard.lint.report import count_line
from posguard.terminal import streams

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("test", cls=Command, help="cmd:test")
def journeys(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="[FOLDER]", help="arg:test-folder", show_default=False)
    ] = "",
    lang: LangOption = "",
) -> None:
    outcome = try_folder(folder or None)
    streams.write(describe(outcome, ctx.obj))
    if outcome.problems:
        streams.warn(count_line(outcome.problems, ctx.obj))
        raise typer.Exit(1)
