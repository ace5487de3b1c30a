"""``posguard search``: playbooks by a person's own words."""

import sys
from typing import Annotated

import typer

from posguard.api.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PackOption, PlainOption
from posguard.errors import WrongUse
from posguard.messages import say
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
    if show.on_screen and sys.stdin is not None and sys.stdin.isatty():
        _go_on(advice, show, plain=plain)


def _go_on(advice: Advice, show: Printer, *, plain: bool) -> None:
    """Offer whoever searches at the terminal what most of them want next."""
    from posguard.app.page_offers import emergency_letter, offer_empty_card
    from posguard.interview.session import Back
    from posguard.terminal import prompts
    from posguard.terminal.choices import Choice, ChoiceQuestion
    from posguard.terminal.terminal import NoTerminal, open_terminal

    names = ["interview", *(["card"] if emergency_letter(advice) else []), "done"]
    labels = {"interview": "offer-interview", "card": "end-card", "done": "end-done"}
    try:
        with open_terminal(advice.lang, plain=plain) as terminal:
            choices = tuple(Choice(name, terminal.say(labels[name])) for name in names)
            question = ChoiceQuestion(terminal.say("search-ask"), choices, before=("interview",))
            chosen = prompts.choose(terminal, question)
            if chosen == ["card"]:
                offer_empty_card(terminal, advice)
    except (NoTerminal, EOFError, KeyboardInterrupt):
        return
    if not isinstance(chosen, Back) and chosen == ["interview"]:
        _interview(advice, show, plain=plain)


def _interview(advice: Advice, show: Printer, *, plain: bool) -> None:
    from posguard.app.cases import Casework
    from posguard.app.prefilled import given
    from posguard.app.triage import Cases, triage

    triage(advice, given("", []), show, Cases("", lambda: Casework.open(advice, "")), plain=plain)
