"""The case commands that look: which cases there are, how one stands, what is due, what is on record."""

import typer

from posguard import show, streams
from posguard.case import store
from posguard.case.deadlines import dues
from posguard.case.folder import RECORD, case_names
from posguard.case.state import Case
from posguard.casework import Casework, Standing
from posguard.commands.options import CaseOption, CasesOption, DamageOption, casework, show_help, told
from posguard.errors import WrongUse
from posguard.options import FormatOption, LangOption, OutputOption, PackOption, PlainOption
from posguard.render import case_pages
from posguard.render.page import Section
from posguard.usage import Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:case")


@app.callback(invoke_without_command=True)
def case(ctx: typer.Context, lang: LangOption = "") -> None:
    show_help(ctx)


def _happened(case: Case) -> dict[str, str]:
    """What happened when; until it is said when the trouble was noticed, clocks run from the opening of the case."""
    return {"discovered": case.opened, **case.happened}


def _due(work: Casework, standing: Standing) -> list[Section]:
    due = dues(standing.plan.steps, _happened(standing.case), work.zone)
    return case_pages.due_sections(work.desk.setting(), due, standing.plan, standing.case.done, work.now)


@app.command("list", cls=Command, help="cmd:case-list")
def list_(ctx: typer.Context, cases: CasesOption = "", lang: LangOption = "", pack: PackOption = "") -> None:
    work = casework(ctx, cases, pack)
    setting = work.desk.setting()
    names = case_names(work.folder)
    if not names:
        streams.warn(setting.say("no-cases"))
    for name in names:
        found = store.look(work.folder, name)
        state = "damaged" if found.record.damage else "closed" if found.case.closed else "open"
        visited = work.standing(found.case).plan.visited if state != "damaged" else ()
        title = [setting.playbooks[i].value.title[work.desk.lang] for i in visited]
        streams.write(setting.say("case-line", name=name, state=setting.say(f"state:{state}"), title=title) + "\n")


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
    show.check(format, output)
    work = casework(ctx, cases, pack)
    standing = work.standing(work.look(case))
    page = case_pages.case_page(
        work.desk.setting(), standing.case, standing.reached, standing.plan, _due(work, standing)
    )
    show.show(page, work.desk.lang, format=format, output=output, plain=plain)


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
    show.check(format, output)
    work = casework(ctx, cases, pack)
    standing = work.standing(work.look(case))
    page = case_pages.due_page(work.desk.setting(), standing.case, _due(work, standing))
    show.show(page, work.desk.lang, format=format, output=output, plain=plain)


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
    show.check(format, output)
    work = casework(ctx, cases, pack)
    found = store.look(work.folder, work.name(case))
    steps = work.desk.shelves.steps
    ticked = {e.data["step"] for e in found.record.events if e.kind in ("ticked", "unticked")}
    do = {name: steps[name].value.do[work.desk.lang] for name in ticked if name in steps}
    page = case_pages.timeline_page(work.desk.setting(), found.case, found.record.events, do)
    show.show(page, work.desk.lang, format=format, output=output, plain=plain)


@app.command(cls=Command, help="cmd:case-check")
def check(ctx: typer.Context, case: CaseOption = "", cases: CasesOption = "", lang: LangOption = "") -> None:
    work = casework(ctx, cases, "")
    setting = work.desk.setting()
    name = work.name(case)
    damage = store.damage(work.folder, name)
    for found in damage:
        fault = setting.say(f"fault:{found.rule}", **found.facts)
        file = f"{name}/{RECORD}"
        key = "damage" if found.line else "damage-whole"
        streams.write(setting.say(key, file=file, line=found.line, fault=fault) + "\n")
    if damage:
        raise typer.Exit(1)
    events = store.look(work.folder, name).record.events
    last = events[-1].at if events else ""
    streams.write(setting.say("check-good" if events else "check-empty", n=len(events), at=last) + "\n")


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
    from posguard.exhibits import undamaged
    from posguard.render.damage import damage_notice
    from posguard.render.reminders import reminders

    work = casework(ctx, cases, pack)
    found = store.look(work.folder, work.name(case))
    undamaged(found, despite=despite_damage)
    standing = work.standing(found.case)
    notice = damage_notice(work.desk.lang, found.case.name, found.record.damage)
    all_dues = dues(standing.plan.steps, _happened(found.case), work.zone)
    made = reminders(work.desk.setting(), found.case, standing.plan, all_dues, work.now, notice)
    if not made:
        raise WrongUse("no-dues")
    words = calendar(origin(found.record.events), found.record.last[0], made, work.now).decode()
    if not output:
        streams.write(words)
        return
    streams.write_file(output, words)
    off = sum(reminder.off for reminder in made)
    key = "ics-closed" if found.case.closed else "ics-written"
    told(work, key, file=output, count=len(made) - off, off=off)
