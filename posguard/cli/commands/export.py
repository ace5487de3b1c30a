"""``posguard export``: a plan for case systems, the interview for workflow engines."""

import json
from typing import Annotated, Any, Optional

import typer

from posguard.app.advice import Advice
from posguard.app.cases import Casework
from posguard.app.exports import Export, incident_of_answers, incident_of_case
from posguard.app.prefilled import given
from posguard.cli.help import Command, Group, show_help
from posguard.cli.options import (
    AcquirerOption,
    AnswersOption,
    BankOption,
    CasesOption,
    DamageOption,
    OutputOption,
    PackOption,
)
from posguard.errors import WrongUse
from posguard.terminal import streams
from posguard.terminal.output import confirm

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:export")

AnswerOption = Annotated[
    Optional[list[str]],
    typer.Option("-a", "--answer", metavar="QUESTION=OPTION", help="opt:answer", show_default=False),
]
ExportedCaseOption = Annotated[
    str, typer.Option("--case", metavar="NAME", help="opt:export-case", show_default=False)
]


@app.callback(invoke_without_command=True)
def export(ctx: typer.Context) -> None:
    show_help(ctx)


@app.command(cls=Command, help="cmd:export-thehive")
def thehive(
    ctx: typer.Context,
    answers: AnswersOption = "",
    answer: AnswerOption = None,
    acquirer: AcquirerOption = "",
    bank: BankOption = "",
    case: ExportedCaseOption = "",
    cases: CasesOption = "",
    output: OutputOption = "",
    pack: PackOption = "",
    despite_damage: DamageOption = False,
) -> None:
    from posguard.export.thehive import thehive_case

    source = _Source(answers, answer or [], case, cases, despite_damage)
    _export(ctx, thehive_case, source, Advice.open(ctx.obj, pack, acquirer, bank), output)


@app.command(cls=Command, help="cmd:export-iris")
def iris(
    ctx: typer.Context,
    answers: AnswersOption = "",
    answer: AnswerOption = None,
    acquirer: AcquirerOption = "",
    bank: BankOption = "",
    case: ExportedCaseOption = "",
    cases: CasesOption = "",
    output: OutputOption = "",
    pack: PackOption = "",
    despite_damage: DamageOption = False,
) -> None:
    from posguard.export.iris import iris_template

    source = _Source(answers, answer or [], case, cases, despite_damage)
    _export(ctx, iris_template, source, Advice.open(ctx.obj, pack, acquirer, bank), output)
