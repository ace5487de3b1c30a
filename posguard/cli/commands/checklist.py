"""``posguard checklist``: every step of one playbook, or the list of playbooks."""

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
from posguard.errors import WrongUse
from posguard.pack.model import PILLARS, Pillar
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("checklist", cls=Command, help="cmd:checklist")
def checklist(
    ctx: typer.Context,
    playbook: Annotated[
        str,
        typer.Argument(
            metavar="PLAYBOOK",
            help="arg:playbook",
            show_default=False,
        ),
    ] = "",
    only: Annotated[
        str, typer.Option("--only", metavar="PILLARS", help="opt:only", show_default=False)
    ] = "",
    acquirer: AcquirerOption = "",
    bank: BankOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    advice = Advice.open(ctx.obj, pack, acquirer=acquirer, bank=bank)
    page = advice.checklist(playbook, _pillars(only)) if playbook else advice.playbooks()
    show(page)


def _pillars(only: str) -> list[Pillar]:
    wanted = [name.strip() for name in only.replace("，", ",").split(",") if name.strip()]
    for name in wanted:
        if name not in PILLARS:
            raise WrongUse("bad-choice", option="--only", id=name, known=list(PILLARS))
    return [p for p in PILLARS if p in wanted]
