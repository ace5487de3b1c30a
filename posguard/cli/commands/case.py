"""The case commands that look: which cases there are, how one stands, what is due, what is on
record.
"""

from typing import Annotated, Optional

import typer

from posguard.app.case_access import UnreadableCase
from posguard.app.cases import CaseStatus, Casework
from posguard.case.checks import CheckValue, compare_values
from posguard.case.deadlines import dues
from posguard.case.durable import is_private
from posguard.case.state import Case
from posguard.cli.commands.options import (
    CaseOption,
    CasesOption,
    DamageOption,
    casework,
    confirm,
    show_help,
)
from posguard.cli.help import Command, Group
from posguard.cli.options import FormatOption, LangOption, OutputOption, PackOption, PlainOption
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.pages import case as case_pages
from posguard.pages.check import against_lines, check_lines
from posguard.pages.damage import damage_lines, damage_notice
from posguard.render.page import Section
from posguard.terminal import output as show
from posguard.terminal import streams

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:case")


@app.callback(invoke_without_command=True)
def case(ctx: typer.Context, lang: LangOption = "") -> None:
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
    ctx: typer.Context, cases: CasesOption = "", lang: LangOption = "", pack: PackOption = ""
) -> None:
    work = casework(ctx, cases, pack)
    setting = work.advice.setting()
    views = list(work.views())
    if not views:
        streams.warn(setting.say("no-cases"))
    for view in views:
        title: list[str] = []
        if isinstance(view, UnreadableCase):
            work.warn_unreadable(view)
            state = "unreadable"
        elif view.damage:
            state = "damaged"
        else:
            state = "closed" if view.state.closed else "open"
            title = [
                setting.playbooks[i].value.title[work.advice.lang]
                for i in work.progress(view.state).visited
            ]
        streams.write(
            setting.say(
                "case-line", name=view.name, state=setting.say(f"state:{state}"), title=title
            )
            + "\n"
        )


@app.command("show", cls=Command, help="cmd:case-show")
def show_(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show.check_options(format, output)
    work = casework(ctx, cases, pack)
    status = work.status(work.view(case).state)
    page = case_pages.case_page(
        work.advice.setting(), status.case, status.progress, status.plan, _due(work, status)
    )
    show.show(page, work.advice.lang, format=format, output=output, plain=plain)


@app.command(cls=Command, help="cmd:case-due")
def due(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show.check_options(format, output)
    work = casework(ctx, cases, pack)
    status = work.status(work.view(case).state)
    page = case_pages.due_page(work.advice.setting(), status.case, _due(work, status))
    show.show(page, work.advice.lang, format=format, output=output, plain=plain)


@app.command(cls=Command, help="cmd:case-timeline")
def timeline(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    show.check_options(format, output)
    work = casework(ctx, cases, pack)
    view = work.view(case)
    steps = work.advice.pack.steps
    ticked = {e.data["step"] for e in view.record.events if e.kind in ("ticked", "unticked")}
    do = {name: steps[name].value.do[work.advice.lang] for name in ticked if name in steps}
    page = case_pages.timeline_page(
        work.advice.setting(), view.state, view.record.events, do, work.now
    )
    show.show(page, work.advice.lang, format=format, output=output, plain=plain)


@app.command(cls=Command, help="cmd:case-check")
def check(
    ctx: typer.Context,
    against: Annotated[
        Optional[list[str]],
        typer.Option("--against", metavar="VALUE", help="opt:against", show_default=False),
    ] = None,
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
) -> None:
    values = [CheckValue.read(words) for words in against or ()]
    work = casework(ctx, cases, "")
    view = work.examine(case)
    compared = compare_values(view.record.events, values)
    lines = [
        *damage_lines(work.advice.lang, view.name, view.damage),
        *check_lines(work.advice.lang, view.name, view.record, work.now),
        *(against_lines(work.advice.lang, view.record, compared) if values else ()),
    ]
    streams.write("".join(f"{line}\n" for line in lines))
    if not is_private(view.path):
        streams.warn(say(work.advice.lang, "case-not-private", name=view.name))
    if view.damage or not compared.good:
        raise typer.Exit(1)


@app.command(cls=Command, help="cmd:case-ics")
def ics(
    ctx: typer.Context,
    output: OutputOption = "",
    despite_damage: DamageOption = False,
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    from posguard.case.calendar import calendar, origin
    from posguard.pages.reminders import reminders

    if output:
        streams.check_writable(output)
    work = casework(ctx, cases, pack)
    view = work.view(case)
    work.undamaged(view, despite=despite_damage)
    status = work.status(view.state)
    notice = damage_notice(work.advice.lang, view.name, view.damage)
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
    confirm(work, key, file=output, count=len(made) - off, off=off)
