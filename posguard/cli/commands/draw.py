"""``posguard draw``: a tree as a picture, and as a table, for whoever reviews it."""

from collections.abc import Callable
from typing import Annotated

import typer

from posguard.api.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import OutputOption, PackOption
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.render.drawing import Drawing
from posguard.render.drawing_table import html_table, markdown_table
from posguard.render.formats import encoded, ending
from posguard.render.svg import svg
from posguard.terminal import streams

FORMATS: dict[str, Callable[[Drawing], str]] = {
    ".svg": svg,
    ".html": html_table,
    ".md": markdown_table,
}
"""What a drawing is made into, by the ending of the file."""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("draw", cls=Command, help="cmd:draw")
def draw(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="PLAYBOOK", help="arg:tree", show_default=False)],
    output: OutputOption = "",
    pack: PackOption = "",
) -> None:
    found = ending(output) if output else ".svg"
    if found not in FORMATS:
        raise WrongUse("no-such-drawing", file=output, known=list(FORMATS))
    streams.check_writable(output)
    drawn = encoded(FORMATS[found](Advice.open(ctx.obj, pack).drawing(name)))
    if not output:
        streams.write(drawn)
        return
    streams.write_file(output, drawn)
    streams.warn(say(ctx.obj, "drawn", file=output))
