"""``posguard search``: playbooks by a person's own words."""

import sys
from typing import Annotated

import typer

from posguard.api.advice import Advice
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, OutputOption, PackOption, PlainOption
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.render.page import Page
from posguard.terminal import streams
from posguard.terminal.output import Printer, printer

_MOST_OFFERED = 3
"""The interviews of so many playbooks are offered."""
_BEGINNING, _CARD, _DONE = "/beginning", "/card", "/done"
"""The other choices; the slash tells them from the names of playbooks."""

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
    found = advice.search(" ".join(words))
    show(found)
    if fmt == "text" and not output:
        emergency = advice.place.emergency_number
        streams.warn(say(ctx.obj, "search-next", emergency=emergency))
    if show.on_screen and sys.stdin is not None and sys.stdin.isatty():
        _go_on(advice, found, show, plain=plain)


def _go_on(advice: Advice, found: Page, show: Printer, *, plain: bool) -> None:
    """Offer whoever searches at the terminal what most of them want next: the interview of what
    fits best.
    """
    from posguard.app.page_offers import emergency_letter, offer_empty_card
    from posguard.interview.session import Back
    from posguard.terminal import prompts
    from posguard.terminal.choices import Choice, ChoiceQuestion
    from posguard.terminal.terminal import NoTerminal, open_terminal

    best = found.sections[0].items[:_MOST_OFFERED]
    try:
        with open_terminal(advice.lang, plain=plain) as terminal:
            say_it = terminal.say
            choices = [
                Choice(item.id, say_it("offer-playbook", title=item.facts["title"]))
                for item in best
            ]
            choices.append(Choice(_BEGINNING, say_it("offer-interview")))
            if emergency_letter(advice):
                choices.append(Choice(_CARD, say_it("end-card")))
            choices.append(Choice(_DONE, say_it("end-done")))
            question = ChoiceQuestion(say_it("search-ask"), tuple(choices))
            chosen = prompts.choose(terminal, question)
            if chosen == [_CARD]:
                offer_empty_card(terminal, advice)
    except (NoTerminal, EOFError, KeyboardInterrupt):
        return
    if not isinstance(chosen, Back) and chosen[0] not in (_CARD, _DONE):
        _interview(advice, chosen[0], show, plain=plain)


def _interview(advice: Advice, chosen: str, show: Printer, *, plain: bool) -> None:
    """The interview from its first question; what leads to the playbook chosen is proposed."""
    from posguard.app.cases import Casework
    from posguard.app.triage import Cases, triage
    from posguard.interview.answers import Prefilled
    from posguard.interview.proposals import proposals

    known = chosen != _BEGINNING
    before = Prefilled(proposed=proposals(advice.pack, chosen) if known else {})
    triage(advice, before, show, Cases("", lambda: Casework.open(advice, "")), plain=plain)
