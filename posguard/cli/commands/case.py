"""The case commands that look: the list, how a case stands, what is due and on record."""

from typing import Annotated, Optional

import typer

from posguard.api.advice import Advice
from posguard.app.case_access import UnreadableCase
from posguard.app.cases import CaseStatus, Casework
from posguard.case.checks import CheckValue, compare_values
from posguard.case.deadlines import dues
from posguard.case.durable import is_private
from posguard.case.state import Case
from posguard.case.view import CaseView
from posguard.cli.help import Command, Group, show_help
from posguard.cli.options import (
    CaseOption,
    CasesOption,
    DamageOption,
    FormatOption,
    OutputOption,
    PackOption,
    PlainOption,
)
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.pages import case as case_pages
from posguard.pages.check import check_page
from posguard.pages.damage import damage_notice
from posguard.render.page import Section
from posguard.terminal import streams
from posguard.terminal.output import confirm, printer

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:case")


@app.callback(invoke_without_command=True)
def case(ctx: typer.Context) -> None:
    show_help(ctx)


def _happened(case: Case) -> dict[str, str]:
    """What happened when; until it is said when the trouble was noticed, clocks run from the
    opening of the case.
    """
    return {"discovered": case.opened, **case.happened}


def _due(work: Casework, status: CaseStatus) -> list[Section]:
    due = dues(status.plan.steps, _happened(status.case), work.zone)
    return case_pages.due_sections(
        work.advice.setting(), due, status.plan, status.case.done, work.now
    )


@app.command("list", cls=Command, help="cmd:case-list")
def list_(
    ctx: typer.Context,
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    listed = [_listed(work, view) for view in work.views()]
    show(case_pages.cases_page(work.advice.setting(), listed))
    if not listed:
        streams.warn(say(ctx.obj, "no-cases"))


def _listed(work: Casework, view: CaseView | UnreadableCase) -> case_pages.ListedCase:
    if isinstance(view, UnreadableCase):
        work.warn_unreadable(view)
        return case_pages.ListedCase(view.name, "unreadable")
    if view.damage:
        return case_pages.ListedCase(view.name, "damaged")
    visited = work.progress(view.state).visited
    return case_pages.ListedCase(view.name, "closed" if view.state.closed else "open", visited)


@app.command("show", cls=Command, help="cmd:case-show")
def show_(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    status = work.status(work.view(case).state)
    page = case_pages.case_page(
        work.advice.setting(), status.case, status.progress, status.plan, _due(work, status)
    )
    show(page)


@app.command(cls=Command, help="cmd:case-due")
def due(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    status = work.status(work.view(case).state)
    page = case_pages.due_page(work.advice.setting(), status.case, _due(work, status))
    show(page)


@app.command(cls=Command, help="cmd:case-timeline")
def timeline(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    view = work.view(case)
    page = case_pages.timeline_page(
        work.advice.setting(), view.state, view.record.events, work.advice.pack.steps, work.now
    )
    show(page)


@app.command(cls=Command, help="cmd:case-check")
def check(
    ctx: typer.Context,
    against: Annotated[
        Optional[list[str]],
        typer.Option("--against", metavar="VALUE", help="opt:against", show_default=False),
    ] = None,
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    values = [CheckValue.read(words) for words in against or ()]
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    view = work.examine(case)
    compared = compare_values(view.record.events, values) if values else None
    show(check_page(ctx.obj, view.name, view.record, work.now, compared))
    if not is_private(view.path):
        streams.warn(say(ctx.obj, "case-not-private", name=view.name))
    if view.damage or (compared and not compared.good):
        raise typer.Exit(1)


@app.command(cls=Command, help="cmd:case-ics")
def ics(
    ctx: typer.Context,
    output: OutputOption = "",
    despite_damage: DamageOption = False,
    case: CaseOption = "",
    cases: CasesOption = "",
    pack: PackOption = "",
) -> None:
    from posguard.case.calendar import calendar, origin
    from posguard.pages.reminders import reminders

    if output:
        streams.check_writable(output)
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    view = work.view(case)
    work.undamaged(view, despite=despite_damage)
    status = work.status(view.state)
    notice = damage_notice(ctx.obj, view.name, view.damage)
    all_dues = dues(status.plan.steps, _happened(view.state), work.zone)
    made = reminders(work.advice.setting(), view.state, status.plan, all_dues, work.now, notice)
    if not made:
        raise WrongUse("no-dues")
    words = calendar(origin(view.record.events), view.record.last[0], made, work.now).decode()
    if not output:
        streams.write(words)
        return
    streams.write_file(output, words)
    off = sum(reminder.off for reminder in made)
    key = "ics-closed" if view.state.closed else "ics-written"
    confirm(ctx.obj, key, file=output, count=len(made) - off, off=off)
