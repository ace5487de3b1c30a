"""The case commands that add to the record: answers, steps, notes, facts, and its end."""

from collections.abc import Sequence
from typing import Annotated, Optional

import typer

from posguard.app.advice import Advice
from posguard.app.cases import Casework
from posguard.cli.commands.case import app
from posguard.cli.help import Command
from posguard.cli.options import (
    BriefOption,
    CaseOption,
    CasesOption,
    FormatOption,
    FullOption,
    OutputOption,
    PackOption,
    PlainOption,
    extent_of,
    is_given,
)
from posguard.errors import WrongUse
from posguard.interview.answers import from_pairs
from posguard.messages import say
from posguard.pages.case import facts_page
from posguard.pages.changes import changes_page
from posguard.terminal import prompts, streams
from posguard.terminal.output import confirm, printer
from posguard.terminal.terminal import NoTerminal, open_terminal


@app.command(cls=Command, help="cmd:case-resume")
def resume(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    brief: BriefOption = False,
    full: FullOption = False,
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    from posguard.app import triage

    show = printer(ctx.obj, fmt, output, plain=plain)
    advice = Advice.open(ctx.obj, pack, extent=extent_of(brief=brief, full=full))
    triage.resume(Casework.open(advice, cases), case, show, plain=plain)


@app.command(cls=Command, help="cmd:case-answer")
def answer(
    ctx: typer.Context,
    pairs: Annotated[
        list[str], typer.Argument(metavar="QUESTION=OPTION...", help="arg:answer-pairs")
    ],
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    with work.work(case) as opened:
        before, after, dropped = work.changed(opened.state, from_pairs(pairs))
        plans = (before.plan, after.plan)
        show(changes_page(work.advice.setting(), after.case, plans, after.progress, dropped))
        number = work.keep_answers(opened, after.progress.answers, after.progress.told)
    if number is not None:
        confirm(ctx.obj, "saved-event", masked=opened.masked, n=number)


@app.command(cls=Command, help="cmd:case-tick")
def tick(
    ctx: typer.Context,
    step: Annotated[str, typer.Argument(metavar="STEP", help="arg:step")],
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="opt:by", show_default=False)
    ] = "",
    case: CaseOption = "",
    cases: CasesOption = "",
    pack: PackOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    with work.work(case) as opened:
        name = work.step(work.status(opened.state), step)
        event = opened.append(
            work.at, "ticked", {"step": name, "by": by} if by else {"step": name}
        )
    confirm(
        ctx.obj,
        "saved-tick",
        masked=opened.masked,
        n=event.n,
        do=work.advice.pack.steps[name].value.do[ctx.obj],
    )


@app.command(cls=Command, help="cmd:case-untick")
def untick(
    ctx: typer.Context,
    step: Annotated[str, typer.Argument(metavar="STEP", help="arg:step")],
    case: CaseOption = "",
    cases: CasesOption = "",
    pack: PackOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    with work.work(case) as opened:
        done = opened.state.done
        name = step if step in done else work.step(work.status(opened.state), step)
        if name not in done:
            raise WrongUse("not-ticked", step=name)
        event = opened.append(work.at, "unticked", {"step": name})
    confirm(ctx.obj, "saved-event", n=event.n)


@app.command(cls=Command, help="cmd:case-note")
def note(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT...", help="arg:note")],
    case: CaseOption = "",
    cases: CasesOption = "",
    pack: PackOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    text = " ".join(words).strip()
    if not text:
        raise WrongUse("empty-note")
    with work.work(case) as opened:
        event = opened.append(work.at, "noted", {"text": text})
    confirm(ctx.obj, "saved-event", masked=opened.masked, n=event.n)


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
    if words or withdraw:
        for option, name in (("--format", "fmt"), ("--output", "output"), ("--plain", "plain")):
            if is_given(ctx, name):
                raise WrongUse("only-for-list", option=option)
        _record_fact(work, case, words or [""], withdraw)
        return
    from posguard.case.facts import KINDS

    show = printer(ctx.obj, fmt, output, plain=plain)
    state = work.view(case).state
    show(facts_page(work.advice.setting(), state))
    if not state.facts:
        streams.warn(say(ctx.obj, "no-facts", kinds=list(KINDS)))


def _record_fact(work: Casework, case: str, words: Sequence[str], withdraw: int) -> None:
    from posguard.case import fact_parsing

    found: tuple[str, ...] = ()
    with work.work(case) as opened:
        if withdraw:
            if withdraw not in [f.n for f in opened.state.facts]:
                raise WrongUse("no-such-fact", n=withdraw)
            event = opened.append(work.at, "withdrawn", {"n": withdraw})
        else:
            kind, *rest = words
            read = fact_parsing.read(kind, rest, work.zone, work.advice.place)
            values, found = read.values, read.found
            if kind == "happened":
                said = {"event": values["event"], "at": values["time"]}
                event = opened.append(work.at, "happened", said)
            else:
                event = opened.append(work.at, "fact", {"kind": kind, "values": values})
    confirm(work.advice.lang, "saved-event", masked=(*found, *opened.masked), n=event.n)


def _end(ctx: typer.Context, case: str, cases: str, kind: str) -> None:
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    with work.work(case, closed=True) as opened:
        event = opened.append(work.at, kind, {})
    confirm(ctx.obj, "saved-event", n=event.n)


@app.command(cls=Command, help="cmd:case-close")
def close(ctx: typer.Context, case: CaseOption = "", cases: CasesOption = "") -> None:
    _end(ctx, case, cases, "closed")


@app.command(cls=Command, help="cmd:case-reopen")
def reopen(
    ctx: typer.Context,
    case: Annotated[
        str, typer.Option("--case", metavar="NAME", help="opt:case", show_default=False)
    ],
    cases: CasesOption = "",
) -> None:
    _end(ctx, case, cases, "reopened")


@app.command(cls=Command, help="cmd:case-erase")
def erase(
    ctx: typer.Context,
    case: Annotated[
        str, typer.Option("--case", metavar="NAME", help="opt:case", show_default=False)
    ],
    yes: Annotated[bool, typer.Option("--yes", help="opt:yes", show_default=False)] = False,
    cases: CasesOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    files = work.files_in(case)
    if not yes:
        try:
            with open_terminal(ctx.obj, plain=True) as terminal:
                typed = prompts.ask_words(
                    terminal, terminal.say("erase-ask", name=case, files=files)
                )
        except (NoTerminal, EOFError):
            typed = ""
        if typed != case:
            streams.warn(say(ctx.obj, "not-erased"))
            raise typer.Exit(1)
    work.erase(case)
    streams.warn(say(ctx.obj, "erased", name=case))
