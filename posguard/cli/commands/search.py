"""``posguard search``: playbooks by a person's own words."""

from typing import Annotated

import typer

from posguard.app.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PackOption, PlainOption
from posguard.errors import WrongUse
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("search", cls=Command, help="cmd:search")
def search(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="arg:words", show_default=False)
    ],
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    if not "".join(words).strip():
        raise WrongUse("missing-argument", name="WORDS...", command=ctx.command_path)
    show = printer(ctx.obj, fmt, output, plain=plain)
    show(Advice.open(ctx.obj, pack).search(" ".join(words)))
