"""The evidence commands: take files into a case, list them, compare them, and pack them to hand over."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from posguard import exhibits, show, streams
from posguard.case import store
from posguard.case.evidence import Finding
from posguard.case.folder import RECORD
from posguard.case.hashing import Progress, no_progress
from posguard.case.originals import Refused
from posguard.commands.options import CaseOption, CasesOption, casework, show_help, told
from posguard.errors import PosguardError, WrongUse
from posguard.messages import say
from posguard.options import FormatOption, LangOption, OutputOption, PackOption, PlainOption, path
from posguard.playbook.model import Lang
from posguard.render import evidence_pages
from posguard.render.items import Setting
from posguard.usage import Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:evidence")

_LARGE = 16 << 20
"""From this size on a file takes long enough to show how far it is."""


@app.callback(invoke_without_command=True)
def evidence(ctx: typer.Context, lang: LangOption = "") -> None:
    show_help(ctx)


@contextmanager
def _bar(size: int, words: str) -> Iterator[Progress]:
    """How far it is, on a terminal that can show it, for what takes a while."""
    screen = sys.stderr
    if size < _LARGE or screen is None or not screen.isatty() or streams.dumb():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    words_column = TextColumn("{task.description}", markup=False)
    columns = (words_column, BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=screen), transient=True) as progress:
        task = progress.add_task(words, total=size)
        yield lambda done: progress.advance(task, done)


@app.command(cls=Command, help="cmd:evidence-add")
def add(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="arg:files")],
    what: Annotated[str, typer.Option("--what", metavar="TEXT", help="opt:what", show_default=False)] = "",
    source: Annotated[str, typer.Option("--from", metavar="TEXT", help="opt:from", show_default=False)] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="opt:evidence-by", show_default=False)] = "",
    recursive: Annotated[bool, typer.Option("--recursive", "-r", help="opt:recursive", show_default=False)] = False,
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
) -> None:
    work = casework(ctx, cases, "")
    words = {"what": what, "from": source, "by": by or _user()}
    with work.work(case) as opened:
        found, refused = exhibits.files(opened, files, recursive=recursive)
        for file in found:
            try:
                with _bar(_size(file), say(work.desk.lang, "copying", name=os.path.basename(file))) as progress:
                    exhibit = exhibits.keep(work, opened, file, words, progress)
            except Refused as err:
                refused.append(err)
            else:
                facts = {name: exhibit.values[name] for name in ("name", "size", "sha256")}
                told(work, "kept", n=exhibit.n, **facts)
    _answer_for(work.desk.lang, refused, nothing=not found)


def _answer_for(lang: Lang, refused: list[Refused], *, nothing: bool) -> None:
    """Name each file that was not taken, and leave with the exit code for that."""
    for err in refused:
        streams.warn(say(lang, err.key, **err.facts))
    if refused:
        streams.warn(say(lang, "not-kept", count=len(refused)))
        raise typer.Exit(1)
    if nothing:
        raise PosguardError("nothing-to-keep")


def _size(file: str) -> int:
    try:
        return os.path.getsize(file)
    except OSError:
        return 0


def _user() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return ""


@app.command("list", cls=Command, help="cmd:evidence-list")
def list_(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    format: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
) -> None:
    show.check(format, output)
    work = casework(ctx, cases, "")
    found = work.look(case)
    page = evidence_pages.list_page(work.desk.setting(), found)
    show.show(page, work.desk.lang, format=format, output=output, plain=plain)
    if not found.exhibits:
        streams.warn(say(work.desk.lang, "no-evidence"))


@app.command(cls=Command, help="cmd:evidence-verify")
def verify(ctx: typer.Context, case: CaseOption = "", cases: CasesOption = "", lang: LangOption = "") -> None:
    work = casework(ctx, cases, "")
    setting = work.desk.setting()
    name = work.name(case)
    size = sum(e.values.get("size", 0) for e in work.look(name).exhibits)
    with _bar(size, setting.say("comparing")) as progress:
        verdict = exhibits.compare(work, name, progress)
    lines = [_finding(setting, name, finding) for finding in verdict.findings]
    for damage in verdict.damage:
        fault = setting.say(f"fault:{damage.rule}", **damage.facts)
        key = "damage" if damage.line else "damage-whole"
        lines.append(setting.say(key, file=f"{name}/{RECORD}", line=damage.line, fault=fault))
    if lines:
        streams.write("".join(f"{line}\n" for line in lines))
        streams.warn(setting.say("verify-bad", count=len(lines)))
        raise typer.Exit(1)
    streams.write(setting.say("verify-good", count=len(verdict.exhibits), size=f"{size:,}") + "\n")


def _finding(setting: Setting, case: str, finding: Finding) -> str:
    facts = dict(finding.facts)
    why = facts.get("why")
    if isinstance(why, PosguardError):
        facts["why"] = setting.say(why.key, **why.facts)
    fault = setting.say(f"finding:{finding.rule}", **facts)
    return setting.say("finding", file=f"{case}/{store.EVIDENCE}/{finding.file}", fault=fault)


@app.command(cls=Command, help="cmd:evidence-pack")
def pack(
    ctx: typer.Context,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="TARGET",
            help="opt:target",
            parser=path,
            show_default=False,
        ),
    ],
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    work = casework(ctx, cases, pack)
    language = work.desk.lang
    with work.work(case, closed=True) as opened:
        if not opened.case.exhibits:
            raise WrongUse("nothing-to-pack", name=opened.case.name)
        suspects = list(exhibits.suspects(opened))
        with _bar(sum(e.values["size"] for e in opened.case.exhibits), say(language, "packing")) as progress:
            packed = exhibits.pack(work, opened, output, progress)
    for file, found in suspects:
        streams.warn(say(language, "pack-holds", file=file, found=[say(language, f"masked:{kind}") for kind in found]))
    streams.warn(say(language, "pack-warning"))
    told(work, "packed", to=output, count=packed.count, size=f"{packed.size:,}")
