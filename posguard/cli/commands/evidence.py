"""The evidence commands: take files into a case, list, verify, and pack them to hand over."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated

import typer

from posguard.api.advice import Advice
from posguard.app import evidence as exhibits
from posguard.app import notices
from posguard.app.cases import Casework
from posguard.app.paths import path
from posguard.case.folder import EVIDENCE
from posguard.cli.help import Command, FileCommand, Group, show_help
from posguard.cli.options import (
    CaseOption,
    CasesOption,
    DamageOption,
    FormatOption,
    OutputOption,
    PackOption,
    PlainOption,
)
from posguard.errors import PosguardError, WrongUse
from posguard.evidence import bag
from posguard.evidence.hashing import ByteCounter, count_nothing
from posguard.evidence.originals import Refusal, shown
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.pages import evidence as evidence_pages
from posguard.terminal import streams
from posguard.terminal.output import confirm, printer, warn_masked

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:evidence")

_LARGE = 16 << 20
"""From this size on a file takes long enough to show how far it is."""


@app.callback(invoke_without_command=True)
def evidence(ctx: typer.Context) -> None:
    show_help(ctx)


@contextmanager
def _bar(size: int, words: str) -> Iterator[ByteCounter]:
    """How far it is, on a terminal that can show it, for what takes a while."""
    screen = sys.stderr
    if size < _LARGE or screen is None or not screen.isatty() or streams.dumb():
        yield count_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    words_column = TextColumn("{task.description}", markup=False)
    columns = (words_column, BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=screen), transient=True) as progress:
        task = progress.add_task(words, total=size)
        yield lambda done: progress.advance(task, done)


@app.command(cls=FileCommand, help="cmd:evidence-add")
def add(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="arg:files")],
    what: Annotated[
        str, typer.Option("--what", metavar="TEXT", help="opt:what", show_default=False)
    ] = "",
    source: Annotated[
        str, typer.Option("--from", metavar="TEXT", help="opt:from", show_default=False)
    ] = "",
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="opt:evidence-by", show_default=False)
    ] = "",
    recursive: Annotated[
        bool, typer.Option("--recursive", "-r", help="opt:recursive", show_default=False)
    ] = False,
    case: CaseOption = "",
    cases: CasesOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    words = _masked(ctx.obj, {"what": what, "from": source, "by": by or _user()})
    name = work.name(case)
    found, refused = exhibits.files(os.path.join(work.folder, name), files, recursive=recursive)

    def showing(file: str) -> AbstractContextManager[ByteCounter]:
        return _bar(_size(file), say(ctx.obj, "copying", name=shown(os.path.basename(file))))

    for each in exhibits.keep(work, name, found, words, showing):
        if isinstance(each, Refusal):
            refused.append(each)
        else:
            _warn(notices.added(ctx.obj, each))
    for refusal in refused:
        _warn(notices.added(ctx.obj, refusal))
    if refused:
        streams.warn(say(ctx.obj, "not-kept", count=len(refused)))
        raise typer.Exit(1)
    if not found:
        raise PosguardError("nothing-to-keep")


def _warn(lines: Iterable[str]) -> None:
    for line in lines:
        streams.warn(line)


def _masked(lang: Lang, words: Mapping[str, str]) -> dict[str, str]:
    """The words as they may be written; what was masked in them is said once, however many files
    they are said of.
    """
    from posguard.masking.mask import SECRET_KINDS, mask

    masked = {kind: mask(text) for kind, text in words.items()}
    found = [name for name in SECRET_KINDS if any(name in each.found for each in masked.values())]
    warn_masked(lang, found)
    return {kind: each.text for kind, each in masked.items()}


def _size(file: str) -> int:
    try:
        return os.path.getsize(file)
    except OSError:
        return 0


def _user() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # Windows without its variable has no list of users
        return ""


@app.command(cls=Command, help="cmd:evidence-withdraw")
def withdraw(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="arg:exhibit")],
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help="opt:why", show_default=False)
    ] = "",
    case: CaseOption = "",
    cases: CasesOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    exhibit, opened = exhibits.withdraw(work, case, number, why)
    name = exhibit.values.get("name", "")
    n = opened.record.last[0]
    confirm(ctx.obj, "saved-exhibit-withdrawn", masked=opened.masked, n=n, of=number, name=name)


@app.command("list", cls=Command, help="cmd:evidence-list")
def list_(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    found = work.view(case).state
    show(evidence_pages.list_page(work.advice.setting(), found))
    if not found.exhibits:
        streams.warn(say(ctx.obj, "no-evidence"))


@app.command(cls=Command, help="cmd:evidence-verify")
def verify(
    ctx: typer.Context,
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: FormatOption = "text",
    output: OutputOption = "",
    plain: PlainOption = False,
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain)
    work = Casework.open(Advice.open(ctx.obj, ""), cases)
    view = work.examine(case)
    size = evidence_pages.total_size((*view.state.exhibits, *view.state.withdrawn))
    with _bar(size, say(ctx.obj, "comparing")) as progress:
        verdict = exhibits.verify_copies(work, view.name, progress)
    show(
        evidence_pages.verify_page(
            work.advice.setting(),
            view.name,
            view.state,
            EVIDENCE,
            verdict.findings,
            verdict.damage,
        )
    )
    if count := len(verdict.findings) + len(verdict.damage):
        streams.warn(say(ctx.obj, "verify-bad", count=count))
        raise typer.Exit(1)


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
    despite_damage: DamageOption = False,
    case: CaseOption = "",
    cases: CasesOption = "",
    pack: PackOption = "",
) -> None:
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    with work.work(case, closed=True) as opened:
        if not opened.state.exhibits:
            raise WrongUse("nothing-to-pack", name=opened.state.name)
        work.undamaged(opened, despite=despite_damage)
        bag.target_path(output, opened.path)
    size = evidence_pages.total_size(opened.state.exhibits)
    with _bar(size, say(ctx.obj, "looking")) as progress:
        copies = list(exhibits.look_through(opened, progress))
    _warn(notices.seen(ctx.obj, copies))
    with _bar(size, say(ctx.obj, "packing")) as progress:
        packed = exhibits.pack(work, opened, output, progress, despite_damage=despite_damage)
    size_said = f"{packed.size:,}"
    streams.warn(say(ctx.obj, "packed", to=shown(output), count=packed.count, size=size_said))
    if opened.damage:
        streams.warn(say(ctx.obj, "packed-unrecorded"))
