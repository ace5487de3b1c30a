"""``posguard step``: one step with everything there is of it."""

from typing import Annotated

import typer

from posguard.api.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import (
    AcquirerOption,
    BankOption,
    FormatOption,
    OutputOption,
    PackOption,
    PlainOption,
)
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("step", cls=Command, help="cmd:step")
def step(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="STEP",
            help="arg:step-id",
            show_default=False,
        ),
    ],
    acquirer: AcquirerOption = "",
    bank: BankOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    show(Advice.open(ctx.obj, pack, acquirer=acquirer, bank=bank).step(name))
