"""The commands: read arguments, call, print, choose the exit code. Nothing else."""

import os
from typing import TYPE_CHECKING, Annotated, Optional, cast

import typer

from posguard import streams
from posguard.errors import PosguardError, WrongUse
from posguard.language import language, spoken
from posguard.messages import printable, say
from posguard.options import (
    AcquirerOption,
    BankOption,
    FormatOption,
    LangOption,
    OutputOption,
    PackOption,
    PlainOption,
)
from posguard.playbook.model import PILLARS, Lang, Pillar
from posguard.usage import Command, Program, misuse, through_streams

if TYPE_CHECKING:
    from posguard.casework import Casework
    from posguard.desk import Desk

app = typer.Typer(cls=Program, rich_markup_mode=None, pretty_exceptions_enable=False)


def run(argv: list[str]) -> int:
    """The whole program; returns the exit code."""
    streams.prepare()
    lang = spoken(os.environ, _system_language())
    try:
        lang = language(argv, os.environ, _system_language())
        command = through_streams(typer.main.get_command(app))
        code = command.main(argv, prog_name="posguard", standalone_mode=False, obj=lang)
        return int(code or 0)
    except PosguardError as err:
        return _told(lang, err)
    except streams.ReaderGone:
        return 141
    except KeyboardInterrupt:
        return 130
    except typer.TyperException as err:
        return _told(lang, misuse(err))


def _told(lang: Lang, err: PosguardError) -> int:
    place = f"{err.facts['place']}: " if "place" in err.facts and err.key not in ("answers-not-json",) else ""
    streams.warn(printable(place) + say(lang, err.key, **err.facts))
    return err.exit_code


def _system_language() -> str:
    if os.name != "nt":
        return ""
    import locale

    return locale.getlocale()[0] or ""


def _version(wanted: bool) -> None:
    if wanted:
        from posguard import __version__

        streams.write(f"posguard {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def posguard(
    ctx: typer.Context,
    lang: LangOption = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="opt:version", show_default=False)
    ] = False,
) -> None:
    if ctx.invoked_subcommand is None:
        from posguard.show import about

        names = cast("Program", ctx.command).list_commands(ctx)
        streams.write(about(ctx.obj, {name: f"cmd:{name}" for name in names}))


@app.command(cls=Command, help="cmd:triage")
def triage(
    ctx: typer.Context,
    answers: Annotated[str, typer.Option("--answers", metavar="FILE", help="opt:answers", show_default=False)] = "",
    answer: Annotated[
        Optional[list[str]], typer.Option("-a", "--answer", metavar="Q=O", help="opt:answer", show_default=False)
    ] = None,
    acquirer: AcquirerOption = "",
    bank: BankOption = "",
    case: Annotated[str, typer.Option("--case", metavar="NAME", help="opt:triage-case", show_default=False)] = "",
    cases: Annotated[str, typer.Option("--cases", metavar="FOLDER", help="opt:cases", show_default=False)] = "",
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    from posguard import show, triage
    from posguard.desk import Desk

    show.check(format, output)
    given = triage.given(answers, answer or [])
    desk = Desk.open(ctx.obj, pack, acquirer, bank)
    kept = triage.Cases(case, lambda: _casework(desk, cases))
    present = show.presenter(ctx.obj, format=format, output=output, plain=plain)
    triage.triage(desk, given, present, kept, plain=plain)


def _casework(desk: "Desk", cases: str) -> "Casework":
    from posguard.commands.options import in_folder

    return in_folder(desk, cases)


def _playbooks(incomplete: str) -> list[str]:
    from posguard.pack import open_pack
    from posguard.playbook.model import START

    return [name for name in open_pack().playbooks if name != START and name.startswith(incomplete)]


@app.command(cls=Command, help="cmd:checklist")
def checklist(
    ctx: typer.Context,
    playbook: Annotated[
        str, typer.Argument(metavar="[ID]", help="arg:playbook", show_default=False, autocompletion=_playbooks)
    ] = "",
    only: Annotated[str, typer.Option("--only", metavar="PILLARS", help="opt:only", show_default=False)] = "",
    acquirer: AcquirerOption = "",
    bank: BankOption = "",
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    from posguard import show
    from posguard.desk import Desk

    show.check(format, output)
    desk = Desk.open(ctx.obj, pack, acquirer=acquirer, bank=bank)
    page = desk.checklist(playbook, _pillars(only)) if playbook else desk.playbooks()
    show.show(page, ctx.obj, format=format, output=output, plain=plain)


def _pillars(only: str) -> list[Pillar]:
    wanted = [name.strip() for name in only.replace("，", ",").split(",") if name.strip()]
    for name in wanted:
        if name not in PILLARS:
            raise WrongUse("bad-choice", option="--only", id=name, known=list(PILLARS))
    return [p for p in PILLARS if p in wanted]


@app.command(cls=Command, help="cmd:search")
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="arg:words", show_default=False)],
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    from posguard.desk import Desk

    if not "".join(words).strip():
        raise WrongUse("missing-argument", name="WORDS...", command=ctx.command_path)
    streams.write(Desk.open(ctx.obj, pack).search(" ".join(words)))


@app.command(cls=Command, help="cmd:contacts")
def contacts(
    ctx: typer.Context,
    words: Annotated[
        Optional[list[str]], typer.Argument(metavar="[WORDS...]", help="arg:contact-words", show_default=False)
    ] = None,
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
) -> None:
    from posguard import show
    from posguard.desk import Desk

    show.check(format, output)
    words = words or []
    if words[:1] == ["check"] and not "".join(words[1:]).strip():
        raise WrongUse("missing-argument", name="NUMBER", command=f"{ctx.command_path} check")
    desk = Desk.open(ctx.obj, pack)
    page = desk.number(" ".join(words[1:])) if words[:1] == ["check"] else desk.contacts(" ".join(words))
    show.show(page, ctx.obj, format=format, output=output, plain=plain)


@app.command(cls=Command, help="cmd:lint")
def lint(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="[FOLDER]", help="arg:folder", show_default=False)] = "",
    lang: LangOption = "",
) -> None:
    from datetime import UTC, datetime

    from posguard.survey import report, survey

    found = survey(folder or None, datetime.now(tz=UTC).astimezone().date())
    streams.write(report(found, ctx.obj))
    if found.problems:
        streams.warn(say(ctx.obj, "problems-found", count=len(found.problems)))
        raise typer.Exit(1)
