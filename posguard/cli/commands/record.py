"""The case commands that add to the record: answers, steps done, notes, facts, and the case's
end.
"""

from typing import Annotated, Optional

import typer

from posguard.app.cases import CaseStatus
from posguard.cli.commands.case import app
from posguard.cli.commands.options import CaseOption, CasesOption, casework, confirm
from posguard.cli.help import Command
from posguard.cli.options import FormatOption, LangOption, OutputOption, PackOption, PlainOption
from posguard.errors import WrongUse
from posguard.interview.answers import from_pairs
from posguard.messages import say
from posguard.pages import case as case_pages
from posguard.pages.steps import Setting
from posguard.terminal import output as show
from posguard.terminal import prompts, streams


@app.command(cls=Command, help="cmd:case-resume")
def resume(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    from posguard.app import triage

    show.check_options(format, output)
    work = casework(ctx, cases, pack)
    present = show.presenter(work.advice.lang, format=format, output=output, plain=plain)
    triage.resume(work, case, present, plain=plain)


def _difference(
    setting: Setting, before: CaseStatus, after: CaseStatus, dropped: list[str]
) -> str:
    """What changed answers have done to the plan: what is new, what fell away, what is still
    open.
    """
    old = {p.id: p for p in (*before.plan.steps, *before.plan.nevers)}
    new = {p.id: p for p in (*after.plan.steps, *after.plan.nevers)}
    lines = [setting.say("dropped-answers", questions=dropped)] if dropped else []
    added = [p.step.do[setting.lang] for name, p in new.items() if name not in old]
    gone = [
        setting.say("gone-done", do=p.step.do[setting.lang])
        if name in after.case.done
        else p.step.do[setting.lang]
        for name, p in old.items()
        if name not in new
    ]
    for key, found in (("plan-new", added), ("plan-gone", gone)):
        lines += [setting.say(key), *(f"  - {do}" for do in found)] if found else []
    if not added and not gone:
        lines.append(setting.say("plan-same"))
    if after.progress.question is not None:
        lines.append(
            setting.say("case-unfinished", question=after.progress.question, name=after.case.name)
        )
    return "\n".join(lines) + "\n"


@app.command(cls=Command, help="cmd:case-answer")
def answer(
    ctx: typer.Context,
    pairs: Annotated[
        list[str], typer.Argument(metavar="QUESTION=OPTION...", help="arg:answer-pairs")
    ],
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    work = casework(ctx, cases, pack)
    with work.work(case) as opened:
        before, after, dropped = work.change_answers(opened, from_pairs(pairs))
    streams.write(_difference(work.advice.setting(), before, after, dropped))


@app.command(cls=Command, help="cmd:case-tick")
def tick(
    ctx: typer.Context,
    step: Annotated[str, typer.Argument(metavar="STEP", help="arg:step")],
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="opt:by", show_default=False)
    ] = "",
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    work = casework(ctx, cases, pack)
    with work.work(case) as opened:
        name = work.step(work.status(opened.state), step)
        event = opened.append(
            work.at, "ticked", {"step": name, "by": by} if by else {"step": name}
        )
    confirm(
        work,
        "saved-tick",
        masked=opened.masked,
        n=event.n,
        do=work.advice.pack.steps[name].value.do[work.advice.lang],
    )


@app.command(cls=Command, help="cmd:case-untick")
def untick(
    ctx: typer.Context,
    step: Annotated[str, typer.Argument(metavar="STEP", help="arg:step")],
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    work = casework(ctx, cases, pack)
    with work.work(case) as opened:
        done = opened.state.done
        name = step if step in done else work.step(work.status(opened.state), step)
        if name not in done:
            raise WrongUse("not-ticked", step=name)
        event = opened.append(work.at, "unticked", {"step": name})
    confirm(work, "saved-event", n=event.n)


@app.command(cls=Command, help="cmd:case-note")
def note(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT...", help="arg:note")],
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    work = casework(ctx, cases, pack)
    text = " ".join(words).strip()
    if not text:
        raise WrongUse("empty-note")
    with work.work(case) as opened:
        event = opened.append(work.at, "noted", {"text": text})
    confirm(work, "saved-event", masked=opened.masked, n=event.n)


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
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    from posguard.case import fact_parsing, facts

    work = casework(ctx, cases, pack)
    if not words and not withdraw:
        setting = work.advice.setting()
        known = work.view(case).state.facts
        streams.write("".join(case_pages.fact_item(setting, f).text + "\n" for f in known))
        if not known:
            streams.warn(setting.say("no-facts", kinds=list(facts.KINDS)))
        return

    found: tuple[str, ...] = ()
    with work.work(case) as opened:
        if withdraw:
            if withdraw not in [f.n for f in opened.state.facts]:
                raise WrongUse("no-such-fact", n=withdraw)
            event = opened.append(work.at, "withdrawn", {"n": withdraw})
        else:
            kind, *rest = words or [""]
            read = fact_parsing.read(kind, rest, work.zone, work.advice.place)
            values, found = read.values, read.found
            if kind == "happened":
                said = {"event": values["event"], "at": values["time"]}
                event = opened.append(work.at, "happened", said)
            else:
                event = opened.append(work.at, "fact", {"kind": kind, "values": values})
    confirm(work, "saved-event", masked=(*found, *opened.masked), n=event.n)


def _end(ctx: typer.Context, case: str, cases: str, kind: str) -> None:
    work = casework(ctx, cases, "")
    with work.work(case, closed=True) as opened:
        event = opened.append(work.at, kind, {})
    confirm(work, "saved-event", n=event.n)


@app.command(cls=Command, help="cmd:case-close")
def close(
    ctx: typer.Context, case: CaseOption = "", cases: CasesOption = "", lang: LangOption = ""
) -> None:
    _end(ctx, case, cases, "closed")


@app.command(cls=Command, help="cmd:case-reopen")
def reopen(
    ctx: typer.Context,
    case: Annotated[
        str, typer.Option("--case", metavar="NAME", help="opt:case", show_default=False)
    ],
    cases: CasesOption = "",
    lang: LangOption = "",
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
    lang: LangOption = "",
) -> None:
    work = casework(ctx, cases, "")
    files = work.files_in(case)
    if not yes:
        try:
            with prompts.open_terminal(work.advice.lang, plain=True) as terminal:
                typed = prompts.ask_words(
                    terminal, terminal.say("erase-ask", name=case, files=files)
                )
        except (prompts.NoTerminal, EOFError):
            typed = ""
        if typed != case:
            streams.warn(say(work.advice.lang, "not-erased"))
            raise typer.Exit(1)
    work.erase(case)
    streams.warn(say(work.advice.lang, "erased", name=case))
