"""``posguard pack``: where the pack lies, and the steps and playbooks in it to build on."""

from typing import Annotated, Optional

import typer

from posguard.api.advice import Advice
from posguard.api.packs import schemas, shipped
from posguard.cli.help import Command, Group, show_help
from posguard.cli.options import FormatOption, OutputOption, PackOption, PlainOption
from posguard.errors import PosguardError
from posguard.pages.packs import steps_page, trees_page
from posguard.render.page import Page
from posguard.terminal import streams
from posguard.terminal.output import printer

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:pack")

WordsArgument = Annotated[
    Optional[list[str]],
    typer.Argument(metavar="WORDS", help="arg:pack-words", show_default=False),
]


@app.callback(invoke_without_command=True)
def pack(ctx: typer.Context) -> None:
    show_help(ctx)


@app.command("path", cls=Command, help="cmd:pack-path")
def path(
    schema: Annotated[
        bool, typer.Option("--schemas", help="opt:schemas", show_default=False)
    ] = False,
) -> None:
    streams.write(f"{schemas() if schema else shipped()}\n")


@app.command("steps", cls=Command, help="cmd:pack-steps")
def steps(
    ctx: typer.Context,
    words: WordsArgument = None,
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    advice = Advice.open(ctx.obj, pack)
    page = steps_page(advice.setting(), advice.pack.steps, words or [])
    show(_found(page, words))


@app.command("playbooks", cls=Command, help="cmd:pack-playbooks")
def playbooks(
    ctx: typer.Context,
    words: WordsArgument = None,
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    page = trees_page(Advice.open(ctx.obj, pack).setting(), words or [])
    show(_found(page, words))


def _found(page: Page, words: list[str] | None) -> Page:
    if not page.sections:
        raise PosguardError("nothing-in-pack", words=" ".join(words or []))
    return page
