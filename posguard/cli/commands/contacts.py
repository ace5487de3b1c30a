"""``posguard contacts``: whom to call, and whose a number is."""

from typing import Annotated, Optional

import typer

from posguard.api.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PackOption, PlainOption
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.pack.contacts import copied_number
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("contacts", cls=Command, help="cmd:contacts")
def contacts(
    ctx: typer.Context,
    words: Annotated[
        Optional[list[str]],
        typer.Argument(metavar="WORDS", help="arg:contact-words", show_default=False),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="opt:contacts-full", show_default=False)
    ] = False,
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    words = words or []
    checks = words[:1] == ["check"]
    wanted = copied_number(" ".join(words[1:])) if checks else " ".join(words)
    if checks and not wanted:
        raise WrongUse(
            "missing-argument",
            name=say(ctx.obj, "metavar:NUMBER"),
            command=f"{ctx.command_path} check",
        )
    advice = Advice.open(ctx.obj, pack)
    page = advice.number(wanted) if checks else advice.contacts(wanted, full=full)
    show(page)
