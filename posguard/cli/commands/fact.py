"""The case command of facts: what became known of the incident, recorded, listed or withdrawn."""

from collections.abc import Sequence
from typing import Annotated, Optional

import typer

from posguard.api.advice import Advice
from posguard.app.cases import Casework
from posguard.cli.commands.case import app
from posguard.cli.help import Command
from posguard.cli.options import (
    CaseOption,
    CasesOption,
    FormatOption,
    OutputOption,
    PackOption,
    PlainOption,
    is_given,
)
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.pages.events import EventTexts, event_words
from posguard.pages.facts import fact_item, facts_page, kinds_of_facts
from posguard.terminal import streams
from posguard.terminal.output import confirm, printer


@app.command(cls=Command, help="cmd:case-fact")
def fact(
    ctx: typer.Context,
    words: Annotated[
        Optional[list[str]], typer.Argument(metavar="[KIND VALUE...]", help="arg:fact")
    ] = None,
    withdraw: Annotated[
        int, typer.Option("--withdraw", metavar="N", help="opt:withdraw", show_default=False)
    ] = 0,
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    if words and withdraw:
        raise WrongUse("fact-and-withdraw")
    if words or withdraw:
        for option, name in (("--format", "fmt"), ("--output", "output"), ("--plain", "plain")):
            if is_given(ctx, name):
                raise WrongUse("only-for-list", option=option)
        if withdraw:
            _withdraw(work, case, withdraw)
        else:
            _record(work, case, words or [])
        return
    show = printer(ctx.obj, fmt, output, plain=plain)
    state = work.view(case).state
    show(facts_page(work.advice.setting(), state))
    if not state.facts:
        streams.warn(say(ctx.obj, "no-facts", kinds=kinds_of_facts()))


def _record(work: Casework, case: str, words: Sequence[str]) -> None:
    from posguard.case import fact_parsing

    setting = work.advice.setting()
    kind = fact_parsing.kind_named(words[0])
    read = fact_parsing.read(kind, words[1:], work.now, work.advice.place)
    with work.work(case) as opened:
        event = work.keep_fact(opened, kind, read.values)
    told = event_words(setting, event, EventTexts({}, {}))
    masked = (*read.found, *opened.masked)
    confirm(work.advice.lang, "saved-fact", masked=masked, n=event.n, told=told)


def _withdraw(work: Casework, case: str, n: int) -> None:
    with work.work(case) as opened:
        fact = next((fact for fact in opened.state.facts if fact.n == n), None)
        if fact is None:
            raise WrongUse("no-such-fact", n=n)
        event = opened.append(work.at, "withdrawn", {"n": n})
    told = fact_item(work.advice.setting(), fact).text
    confirm(work.advice.lang, "saved-withdrawn", n=event.n, told=told)
