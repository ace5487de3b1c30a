"""``posguard contacts``: whom to call, and whose a number is."""

from typing import Annotated, Optional

import typer

from posguard.app.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, LangOption, OutputOption, PackOption, PlainOption
from posguard.errors import WrongUse
from posguard.pack.contacts import copied_number
from posguard.terminal import output as show

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("contacts", cls=Command, help="cmd:contacts")
def contacts(
    ctx: typer.Context,
    words: Annotated[
        Optional[list[str]],
        typer.Argument(metavar="[WORDS...]", help="arg:contact-words", show_default=False),
    ] = None,
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show.check_options(format, output)
    words = words or []
    checks = words[:1] == ["check"]
    wanted = copied_number(" ".join(words[1:])) if checks else " ".join(words)
    if checks and not wanted:
        raise WrongUse("missing-argument", name="NUMBER", command=f"{ctx.command_path} check")
    advice = Advice.open(ctx.obj, pack)
    page = advice.number(wanted) if checks else advice.contacts(wanted)
    show.show(page, ctx.obj, format=format, output=output, plain=plain)
