"""``posguard explain``: what each answer brings, for whoever writes or checks a pack."""

from typing import Annotated

import typer

from posguard.api.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PackOption, PlainOption
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("explain", cls=Command, help="cmd:explain")
def explain(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="TOPIC",
            help="arg:topic",
            show_default=False,
        ),
    ],
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    show(Advice.open(ctx.obj, pack).explanation(name))
