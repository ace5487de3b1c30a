"""``posguard export``: a plan for case systems, the interview for workflow engines."""

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from posguard.api.advice import Advice
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

if TYPE_CHECKING:
    from posguard.app.exports import Source

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:export")

AnswerOption = Annotated[
    Optional[list[str]],
    typer.Option(
        "-a", "--answer", metavar="QUESTION=OPTION", help="opt:answer", show_default=False
    ),
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
    from posguard.app.exports import incident
    from posguard.export.thehive import thehive_case

    streams.check_writable(output)
    advice = Advice.open(ctx.obj, pack, acquirer, bank)
    found = incident(advice, _source(answers, answer, case, cases), despite_damage=despite_damage)
    _write(ctx, output, thehive_case(found))


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
    from posguard.app.exports import incident
    from posguard.export.iris import iris_template

    streams.check_writable(output)
    advice = Advice.open(ctx.obj, pack, acquirer, bank)
    found = incident(advice, _source(answers, answer, case, cases), despite_damage=despite_damage)
    _write(ctx, output, iris_template(found))


@app.command(cls=Command, help="cmd:export-bpmn")
def bpmn(
    ctx: typer.Context,
    dialect: Annotated[
        str, typer.Option("--dialect", metavar="ENGINE", help="opt:dialect", show_default=False)
    ],
    form: Annotated[
        str, typer.Option("--form", metavar="FORM", help="opt:form", show_default=False)
    ] = "",
    output: OutputOption = "",
) -> None:
    from posguard.export.bpmn import process
    from posguard.export.dialects import DIALECTS

    streams.check_writable(output)
    if dialect not in DIALECTS:
        raise WrongUse("bad-choice", option="--dialect", id=dialect, known=list(DIALECTS))
    if not form:
        _write(ctx, output, process(dialect, ctx.obj))
        return
    if form not in (known := DIALECTS[dialect].forms):
        key = "bad-choice" if known else "no-form"
        raise WrongUse(key, option="--form", id=form, known=list(known), dialect=dialect)
    from posguard.export.forms import form as form_of

    _write(ctx, output, form_of(dialect, form, ctx.obj))


def _source(answers: str, answer: list[str] | None, case: str, cases: str) -> "Source":
    from posguard.app.exports import Source

    return Source(answers, tuple(answer or ()), case, cases)


def _write(ctx: typer.Context, output: str, made: object) -> None:
    """Write what was made into its file, or to standard output."""
    from posguard.export.text import json_text

    words = made if isinstance(made, str) else json_text(made)
    if not output:
        streams.write(words)
        return
    streams.write_file(output, words)
    confirm(ctx.obj, "saved", file=output)
