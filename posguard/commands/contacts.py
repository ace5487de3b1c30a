"""``posguard contacts``: whom to call, and whose a number is."""

from typing import Annotated, Optional

import typer

from posguard import show
from posguard.desk import Desk
from posguard.errors import WrongUse
from posguard.options import FormatOption, LangOption, OutputOption, PackOption, PlainOption
from posguard.usage import Command

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("contacts", cls=Command, help="cmd:contacts")
def contacts(
    ctx: typer.Context,
    words: Annotated[
        Optional[list[str]], typer.Argument(metavar="[WORDS...]", help="arg:contact-words", show_default=False)
    ] = None,
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show.check(format, output)
    words = words or []
    if words[:1] == ["check"] and not "".join(words[1:]).strip():
        raise WrongUse("missing-argument", name="NUMBER", command=f"{ctx.command_path} check")
    desk = Desk.open(ctx.obj, pack)
    page = desk.number(" ".join(words[1:])) if words[:1] == ["check"] else desk.contacts(" ".join(words))
    show.show(page, ctx.obj, format=format, output=output, plain=plain)
