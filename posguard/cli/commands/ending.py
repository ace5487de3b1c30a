"""The case commands of its end: close it, open it again, remove it."""

from typing import Annotated

import typer

from posguard.api.advice import Advice
from posguard.app.case_access import UnreadableCase
from posguard.app.cases import Casework
from posguard.cli.commands.case import app
from posguard.cli.help import Command
from posguard.cli.options import CaseOption, CasesOption
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.terminal import prompts, streams
from posguard.terminal.output import confirm
from posguard.terminal.terminal import NoTerminal, open_terminal

NameArgument = Annotated[
    str, typer.Argument(metavar="[NAME]", help="arg:case", show_default=False)
]


@app.command(cls=Command, help="cmd:case-close")
def close(ctx: typer.Context, case: CaseOption = "", cases: CasesOption = "") -> None:
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    _end(work, case, "closed")


@app.command(cls=Command, help="cmd:case-reopen")
def reopen(
    ctx: typer.Context, name: NameArgument = "", case: CaseOption = "", cases: CasesOption = ""
) -> None:
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    _end(work, _named(ctx, work, name, case, closed=True), "reopened")


def _end(work: Casework, case: str, kind: str) -> None:
    with work.work(case, closed=True) as opened:
        is_closed, name = bool(opened.state.closed), opened.name
        if is_closed == (kind == "closed"):
            streams.warn(say(work.advice.lang, f"already-{kind}", name=name))
            return
        event = opened.append(work.at, kind, {})
    confirm(work.advice.lang, f"saved-{kind}", n=event.n, name=name)


@app.command(cls=Command, help="cmd:case-erase")
def erase(
    ctx: typer.Context,
    name: NameArgument = "",
    case: CaseOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="opt:yes", show_default=False)] = False,
    cases: CasesOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    name = _named(ctx, work, name, case)
    files = work.files_in(name)
    if not yes and _confirmed(ctx, name, files) != name:
        streams.warn(say(ctx.obj, "not-erased"))
        raise typer.Exit(1)
    work.erase(name)
    streams.warn(say(ctx.obj, "erased", name=name))


def _confirmed(ctx: typer.Context, name: str, files: int) -> str:
    """The name that the person types to confirm; nothing where nobody can be asked."""
    try:
        with open_terminal(ctx.obj, plain=True) as terminal:
            return prompts.ask_words(terminal, terminal.say("erase-ask", name=name, files=files))
    except (NoTerminal, EOFError):
        return ""


def _named(
    ctx: typer.Context, work: Casework, name: str, case: str, *, closed: bool = False
) -> str:
    """The case that is named, by the argument or by ``--case``; never one that nobody named.

    Raises:
        WrongUse: none is named; the cases that it could be are.

    """
    if name and case and name != case:
        raise WrongUse("two-cases", names=[name, case])
    if name or case:
        return name or case
    names = [
        view.name
        for view in work.views()
        if not closed or (not isinstance(view, UnreadableCase) and view.state.closed)
    ]
    if not names:
        raise WrongUse("no-closed-case" if closed else "no-cases")
    raise WrongUse("name-the-case", names=names, example=f"{ctx.command_path} {names[0]}")
