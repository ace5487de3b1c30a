"""``posguard test``: the journeys of a pack, or people's stories, held against what it says."""

from typing import Annotated

import typer

from posguard.app.lint import try_folder
from posguard.app.vignettes import measure
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PlainOption, VignettesOption
from posguard.pages.problems import count_line, journeys_page
from posguard.pages.vignettes import benchmark_line, benchmark_page
from posguard.terminal import streams
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("test", cls=Command, help="cmd:test")
def journeys(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="arg:test-folder", show_default=False)
    ] = "",
    vignettes: VignettesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    if vignettes:
        benchmark = measure(vignettes, folder or None)
        show(benchmark_page(benchmark, ctx.obj))
        if not benchmark.is_passed:
            streams.warn(benchmark_line(benchmark, ctx.obj))
            raise typer.Exit(1)
        return
    outcome = try_folder(folder or None)
    show(journeys_page(outcome, ctx.obj))
    if outcome.problems:
        streams.warn(count_line(outcome.problems, ctx.obj))
        raise typer.Exit(1)
