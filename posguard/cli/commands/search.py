"""``posguard search``: playbooks by a person's own words."""

from typing import Annotated

import typer

from posguard.app.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import LangOption, PackOption
from posguard.errors import WrongUse
from posguard.render.wrap import wrap
from posguard.terminal import streams

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("search", cls=Command, help="cmd:search")
def search(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="arg:words", show_default=False)
    ],
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    if not "".join(words).strip():
        raise WrongUse("missing-argument", name="WORDS...", command=ctx.command_path)
    found = Advice.open(ctx.obj, pack).search(" ".join(words))
    if streams.on_terminal():
        room = streams.width()
        found = "".join(
            f"{part}\n" for line in found.splitlines() for part in wrap(line, room, "", "  ")
        )
    streams.write(found)
