"""``posguard test``: the journeys of a pack, held against what it says."""

from typing import Annotated

import typer

from posguard.app.lint import try_folder
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PlainOption
from posguard.pages.problems import count_line, journeys_page
from posguard.terminal import streams
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("test", cls=Command, help="cmd:test")
def journeys(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="[FOLDER]", help="arg:test-folder", show_default=False)
    ] = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    outcome = try_folder(folder or None)
    show(journeys_page(outcome, ctx.obj))
    if outcome.problems:
        streams.warn(count_line(outcome.problems, ctx.obj))
        raise typer.Exit(1)
