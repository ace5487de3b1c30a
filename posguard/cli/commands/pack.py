"""``posguard pack``: where the pack lies, and the steps and playbooks in it to build on."""

from typing import Annotated, Optional

import typer

from posguard.app.advice import Advice
from posguard.app.packs import schemas, shipped
from posguard.cli.help import Command, Group
from posguard.cli.options import FormatOption, LangOption, OutputOption, PackOption, PlainOption
from posguard.errors import PosguardError
from posguard.pages.packs import steps_page, trees_page
from posguard.render.page import Page
from posguard.terminal import output as show
from posguard.terminal import streams

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:pack")

WordsArgument = Annotated[
    Optional[list[str]],
    typer.Argument(metavar="[WORDS...]", help="arg:pack-words", show_default=False),
]


@app.callback(invoke_without_command=True)
def pack(ctx: typer.Context, lang: LangOption = "") -> None:
    if ctx.invoked_subcommand is None:
        streams.write(f"{ctx.get_help()}\n")


@app.command("path", cls=Command, help="cmd:pack-path")
def path(
    ctx: typer.Context,
    schema: Annotated[
        bool, typer.Option("--schemas", help="opt:schemas", show_default=False)
    ] = False,
    lang: LangOption = "",
) -> None:
    streams.write(f"{schemas() if schema else shipped()}\n")


@app.command("steps", cls=Command, help="cmd:pack-steps")
def steps(
    ctx: typer.Context,
    words: WordsArgument = None,
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show.check_options(format, output)
    advice = Advice.open(ctx.find_root().obj, pack)
    page = steps_page(advice.setting(), advice.pack.steps, words or [])
    show.show(_found(page, words), page.lang, format=format, output=output, plain=plain)


@app.command("playbooks", cls=Command, help="cmd:pack-playbooks")
def playbooks(
    ctx: typer.Context,
    words: WordsArgument = None,
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show.check_options(format, output)
    page = trees_page(Advice.open(ctx.find_root().obj, pack).setting(), words or [])
    show.show(_found(page, words), page.lang, format=format, output=output, plain=plain)


def _found(page: Page, words: list[str] | None) -> Page:
    if not page.sections:
        raise PosguardError("nothing-in-pack", words=" ".join(words or []))
    return page
