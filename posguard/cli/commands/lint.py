"""``posguard lint``: every problem of a pack, and what a rule means."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from posguard.app.lint import check_folder
from posguard.cli.help import Command
from posguard.cli.options import LangOption
from posguard.errors import WrongUse
from posguard.lint.report import count_line, is_warning
from posguard.lint.run import describe_pack
from posguard.messages.rules import RULES
from posguard.pages.rules import rule_page
from posguard.terminal import output, streams

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _rules(incomplete: str) -> list[str]:
    return [name for name in RULES if name.startswith(incomplete)]


@app.command("lint", cls=Command, help="cmd:lint")
def lint(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="[FOLDER]", help="arg:folder", show_default=False)
    ] = "",
    explain: Annotated[
        str,
        typer.Option(
            "--explain",
            metavar="RULE",
            help="opt:explain",
            show_default=False,
            autocompletion=_rules,
        ),
    ] = "",
    lang: LangOption = "",
) -> None:
    if explain:
        _explain(ctx, explain, folder)
        return
    report = check_folder(folder or None, datetime.now(tz=UTC).astimezone().date())
    streams.write(describe_pack(report, ctx.obj))
    if report.problems:
        streams.warn(count_line(report.problems, ctx.obj))
    if not all(is_warning(p) for p in report.problems):
        raise typer.Exit(1)


def _explain(ctx: typer.Context, name: str, folder: str) -> None:
    if folder:
        raise WrongUse("extra-arguments", words=[folder], command=ctx.command_path)
    if name not in RULES:
        raise WrongUse("bad-choice", option="--explain", id=name, known=list(RULES))
    output.show(rule_page(RULES[name], ctx.obj), ctx.obj, format="text", output="", plain=False)
