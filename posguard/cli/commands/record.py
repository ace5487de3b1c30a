"""The case commands that add to the record: answers, steps done, and notes."""

from collections.abc import Sequence
from typing import Annotated, Optional

import typer

from posguard.api.advice import Advice
from posguard.app.cases import AnswerChange, Casework
from posguard.case.open_case import OpenCase
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
)
from posguard.errors import WrongUse
from posguard.interview.answers import from_pairs
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.pages.answers import answers_page
from posguard.pages.changes import changes_page
from posguard.pages.moments import recorded
from posguard.terminal import prompts, streams
from posguard.terminal.output import confirm, printer
from posguard.terminal.terminal import NoTerminal, open_terminal

_YES = ("y", "yes", "是", "好", "改")


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
        Optional[list[str]],
        typer.Argument(metavar="QUESTION=OPTION", help="arg:answer-pairs"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="opt:answer-yes", show_default=False)] = False,
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    if not pairs:
        state = work.view(case).state
        answered = work.progress(state).answers
        show(answers_page(work.advice.setting(), state, answered))
        if not answered:
            streams.warn(say(ctx.obj, "no-answers", name=state.name))
        return
    wanted = from_pairs(pairs)
    with work.work(case) as opened:
        change = work.changed(opened.state, wanted)
        show(changes_page(work.advice.setting(), change))
        if yes or not change.loses:
            _keep(work, opened, change)
            return
    # The case is free while the person thinks, so its answers may be other ones afterwards.
    if not _agreed(ctx.obj, pairs):
        raise typer.Exit(1)
    with work.work(opened.name) as opened:
        _keep(work, opened, work.changed(opened.state, wanted))


def _keep(work: Casework, opened: OpenCase, change: AnswerChange) -> None:
    after = change.after.progress
    number = work.keep_answers(opened, after.answers, after.told)
    if number is not None:
        confirm(work.advice.lang, "saved-answer", masked=opened.masked, n=number)


def _agreed(lang: Lang, pairs: Sequence[str]) -> bool:
    """Whether the person wants a change by which something is lost."""
    try:
        with open_terminal(lang, plain=True) as terminal:
            typed = prompts.ask_words(terminal, terminal.say("answer-ask"))
    except NoTerminal:
        streams.warn(say(lang, "answer-needs-yes", pairs=" ".join(pairs)))
        return False
    except EOFError:
        typed = ""
    if prompts.typed_letter(typed) in _YES:
        return True
    streams.warn(say(lang, "answer-not-changed"))
    return False


@app.command(cls=Command, help="cmd:case-tick")
def tick(
    ctx: typer.Context,
    steps: Annotated[list[str], typer.Argument(metavar="STEP...", help="arg:steps")],
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="opt:by", show_default=False)
    ] = "",
    case: CaseOption = "",
    cases: CasesOption = "",
    pack: PackOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    with work.work(case) as opened:
        status = work.status(opened.state)
        for name in dict.fromkeys([work.step(status, step) for step in steps]):
            do = work.advice.pack.steps[name].value.do[ctx.obj]
            if name in opened.state.done:
                at = recorded(opened.state.done[name].at)
                streams.warn(say(ctx.obj, "ticked-already", do=do, at=at))
                continue
            said = {"step": name, "by": by} if by else {"step": name}
            event = opened.append(work.at, "ticked", said)
            confirm(ctx.obj, "saved-tick", masked=opened.masked, n=event.n, do=do)


@app.command(cls=Command, help="cmd:case-untick")
def untick(
    ctx: typer.Context,
    steps: Annotated[list[str], typer.Argument(metavar="STEP...", help="arg:steps")],
    case: CaseOption = "",
    cases: CasesOption = "",
    pack: PackOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    with work.work(case) as opened:
        done, status = opened.state.done, work.status(opened.state)
        names = [step if step in done else work.step(status, step) for step in steps]
        for name in dict.fromkeys(names):
            if name not in done:
                raise WrongUse("not-ticked", step=_does(work, name))
        for name in dict.fromkeys(names):
            event = opened.append(work.at, "unticked", {"step": name})
            confirm(ctx.obj, "saved-untick", n=event.n, do=_does(work, name))


def _does(work: Casework, name: str) -> str:
    """What a step does; of one that the pack no longer has, its name."""
    known = work.advice.pack.steps.get(name)
    return known.value.do[work.advice.lang] if known else name


@app.command(cls=Command, help="cmd:case-note")
def note(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help="arg:note")],
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
