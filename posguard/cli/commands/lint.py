"""``posguard lint``: every problem of a pack."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from posguard.cli.help import Command
from posguard.cli.options import LangOption
from posguard.lint.run import report, survey
from posguard.messages import say
from posguard.terminal import streams

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("lint", cls=Command, help="cmd:lint")
def lint(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="[FOLDER]", help="arg:folder", show_default=False)] = "",
    lang: LangOption = "",
) -> None:
    found = survey(folder or None, datetime.now(tz=UTC).astimezone().date())
    streams.write(report(found, ctx.obj))
    if found.problems:
        streams.warn(say(ctx.obj, "problems-found", count=len(found.problems)))
        raise typer.Exit(1)
