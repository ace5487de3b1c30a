"""``posguard triage``: the interview, and the plan."""

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from posguard.api.advice import Advice
from posguard.app.prefilled import given
from posguard.app.triage import Cases
from posguard.app.triage import triage as sitting
from posguard.cli.help import Command
from posguard.cli.options import (
    AcquirerOption,
    AnswersOption,
    BankOption,
    BriefOption,
    CasesOption,
    FormatOption,
    FullOption,
    OutputOption,
    PackOption,
    PlainOption,
    extent_of,
)
from posguard.terminal.output import printer

if TYPE_CHECKING:
    from posguard.app.cases import Casework

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("triage", cls=Command, help="cmd:triage")
def triage(
    ctx: typer.Context,
    answers: AnswersOption = "",
    answer: Annotated[
        Optional[list[str]],
        typer.Option(
            "-a", "--answer", metavar="QUESTION=OPTION", help="opt:answer", show_default=False
        ),
    ] = None,
    start: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="PLAYBOOK",
            help="opt:triage-from",
            show_default=False,
        ),
    ] = "",
    acquirer: AcquirerOption = "",
    bank: BankOption = "",
    case: Annotated[
        str, typer.Option("--case", metavar="NAME", help="opt:triage-case", show_default=False)
    ] = "",
    cases: CasesOption = "",
    brief: BriefOption = False,
    full: FullOption = False,
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    before = given(answers, answer or [], start)
    extent = extent_of(brief=brief, full=full)
    advice = Advice.open(ctx.obj, pack, acquirer, bank, extent)
    kept = Cases(case, lambda: _casework(advice, cases))
    sitting(advice, before, show, kept, plain=plain)


def _casework(advice: Advice, cases: str) -> "Casework":
    from posguard.app.cases import Casework

    return Casework.open(advice, cases)
