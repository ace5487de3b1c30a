"""``posguard search``: playbooks by a person's own words."""

import sys
from typing import Annotated

import typer

from posguard.app.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PackOption, PlainOption
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.terminal import streams
from posguard.terminal.output import Printer, printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("search", cls=Command, help="cmd:search")
def search(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="arg:words", show_default=False)
    ],
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    if not "".join(words).strip():
        name = f"{say(ctx.obj, 'metavar:WORDS')}..."
        raise WrongUse("missing-argument", name=name, command=ctx.command_path)
    show = printer(ctx.obj, fmt, output, plain=plain)
    advice = Advice.open(ctx.obj, pack)
    show(advice.search(" ".join(words)))
    if fmt == "text" and not output:
        emergency = advice.place.emergency_number
        streams.warn(say(ctx.obj, "search-next", emergency=emergency))
    if fmt == "text" and not output and _is_interview_wanted(ctx.obj, plain=plain):
        _interview(advice, show, plain=plain)


def _is_interview_wanted(lang: Lang, *, plain: bool) -> bool:
    """Whether somebody is at the terminal, and says that the interview shall begin."""
    if not streams.on_terminal() or sys.stdin is None or not sys.stdin.isatty():
        return False
    from posguard.terminal import prompts
    from posguard.terminal.terminal import NoTerminal, open_terminal

    try:
        with open_terminal(lang, plain=plain) as terminal:
            typed = prompts.ask_words(terminal, terminal.say("offer-interview"))
    except (NoTerminal, EOFError):
        return False
    return prompts.typed_letter(typed) in ("y", "yes", "是", "好")


def _interview(advice: Advice, show: Printer, *, plain: bool) -> None:
    from posguard.app.cases import Casework
    from posguard.app.prefilled import given
    from posguard.app.triage import Cases, triage

    triage(advice, given("", []), show, Cases("", lambda: Casework.open(advice, "")), plain=plain)
