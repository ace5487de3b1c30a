"""``posguard lint``: every problem of a pack, and what a rule means."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from posguard.app.lint import check_folder
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PlainOption
from posguard.errors import WrongUse
from posguard.lint.report import is_warning
from posguard.messages.rules import RULES, Rule
from posguard.pages.problems import count_line, lint_page
from posguard.pages.rules import rule_page
from posguard.terminal import streams
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("lint", cls=Command, help="cmd:lint")
def lint(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="arg:folder", show_default=False)
    ] = "",
    explain: Annotated[
        str,
        typer.Option("--explain", metavar="RULE", help="opt:explain", show_default=False),
    ] = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    if explain:
        show(rule_page(_rule(ctx, explain, folder), ctx.obj))
        return
    report = check_folder(folder or None, datetime.now(tz=UTC).astimezone().date())
    show(lint_page(report, ctx.obj))
    if report.problems:
        streams.warn(count_line(report.problems, ctx.obj))
    if not all(map(is_warning, report.problems)):
        raise typer.Exit(1)


def _rule(ctx: typer.Context, name: str, folder: str) -> Rule:
    if folder:
        raise WrongUse("extra-arguments", words=[folder], command=ctx.command_path)
    if name not in RULES:
        raise WrongUse("bad-choice", option="--explain", id=name, known=list(RULES))
    return RULES[name]
