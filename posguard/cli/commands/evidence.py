"""The evidence commands: take files into a case, list them, compare them, and pack them to hand
over.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated

import typer

from posguard.app import evidence as exhibits
from posguard.app.paths import path
from posguard.case.folder import EVIDENCE
from posguard.cli.commands.options import (
    CaseOption,
    CasesOption,
    DamageOption,
    casework,
    show_help,
)
from posguard.cli.help import Command, FileCommand, Group
from posguard.cli.options import FormatOption, LangOption, OutputOption, PackOption, PlainOption
from posguard.errors import PosguardError, WrongUse
from posguard.evidence import bag
from posguard.evidence.copies import Finding
from posguard.evidence.hashing import ByteCounter, count_nothing
from posguard.evidence.originals import Refusal, shown
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.pages import evidence as evidence_pages
from posguard.pages.damage import damage_lines
from posguard.pages.steps import Setting
from posguard.terminal import output as show
from posguard.terminal import streams

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help="cmd:evidence")

_LARGE = 16 << 20
"""From this size on a file takes long enough to show how far it is."""
_FEW = 10
"""So many files are named one by one."""


@app.callback(invoke_without_command=True)
def evidence(ctx: typer.Context, lang: LangOption = "") -> None:
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
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="arg:files")],
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
    lang: LangOption = "",
) -> None:
    work = casework(ctx, cases, "")
    language = work.advice.lang
    words = _masked(language, {"what": what, "from": source, "by": by or _user()})
    name = work.name(case)
    found, refused = exhibits.files(os.path.join(work.folder, name), files, recursive=recursive)

    def showing(file: str) -> AbstractContextManager[ByteCounter]:
        return _bar(_size(file), say(language, "copying", name=shown(os.path.basename(file))))

    for each in exhibits.keep(work, name, found, words, showing):
        if isinstance(each, Refusal):
            refused.append(each)
        else:
            _tell_kept(language, each)
    _answer_for(language, refused, nothing=not found)


def _masked(lang: Lang, words: Mapping[str, str]) -> dict[str, str]:
    """The words as they may be written; what was masked in them is said once, however many files
    they are said of.
    """
    from posguard.masking.mask import SECRET_KINDS, mask

    masked = {kind: mask(text) for kind, text in words.items()}
    found = {name for each in masked.values() for name in each.found}
    if found:
        streams.warn(
            say(
                lang,
                "masked",
                found=_kinds(lang, [name for name in SECRET_KINDS if name in found]),
            )
        )
    return {kind: each.text for kind, each in masked.items()}


def _tell_kept(lang: Lang, kept: exhibits.AddedFile) -> None:
    values = kept.exhibit.values
    facts = {name: values[name] for name in ("name", "size", "sha256")}
    streams.warn(say(lang, "kept", n=kept.exhibit.n, **facts))
    if kept.masked:
        streams.warn(say(lang, "kept-masked", found=_kinds(lang, kept.masked)))
    if not values["size"]:
        streams.warn(say(lang, "kept-empty"))
    if kept.same:
        streams.warn(say(lang, "kept-same", n=kept.same))


def _kinds(lang: Lang, found: Sequence[str]) -> list[str]:
    return [say(lang, f"masked:{kind}") for kind in found]


def _answer_for(lang: Lang, refused: list[Refusal], *, nothing: bool) -> None:
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
    show.check_options(format, output)
    work = casework(ctx, cases, "")
    found = work.view(case).state
    page = evidence_pages.list_page(work.advice.setting(), found)
    show.show(page, work.advice.lang, format=format, output=output, plain=plain)
    if not found.exhibits:
        streams.warn(say(work.advice.lang, "no-evidence"))


@app.command(cls=Command, help="cmd:evidence-verify")
def verify(
    ctx: typer.Context, case: CaseOption = "", cases: CasesOption = "", lang: LangOption = ""
) -> None:
    work = casework(ctx, cases, "")
    setting = work.advice.setting()
    name = work.name(case)
    size = sum(e.values["size"] for e in work.examine(name).state.exhibits)
    with _bar(size, setting.say("comparing")) as progress:
        verdict = exhibits.verify_copies(work, name, progress)
    lines = [_finding(setting, name, finding) for finding in verdict.findings]
    lines += damage_lines(work.advice.lang, name, verdict.damage)
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
    return setting.say("finding", file=f"{case}/{EVIDENCE}/{finding.file}", fault=fault)


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
    lang: LangOption = "",
    pack: PackOption = "",
) -> None:
    work = casework(ctx, cases, pack)
    language = work.advice.lang
    with work.work(case, closed=True) as opened:
        if not opened.state.exhibits:
            raise WrongUse("nothing-to-pack", name=opened.state.name)
        work.undamaged(opened, despite=despite_damage)
        bag.target_path(output, opened.path)
    size = sum(e.values["size"] for e in opened.state.exhibits)
    with _bar(size, say(language, "looking")) as progress:
        seen = list(exhibits.look_through(opened, progress))
    _tell_seen(language, seen)
    with _bar(size, say(language, "packing")) as progress:
        packed = exhibits.pack(work, opened, output, progress, despite_damage=despite_damage)
    streams.warn(
        say(language, "packed", to=shown(output), count=packed.count, size=f"{packed.size:,}")
    )
    if opened.damage:
        streams.warn(say(language, "packed-unrecorded"))


def _tell_seen(lang: Lang, seen: Sequence[exhibits.ScannedCopy]) -> None:
    """What the copies seem to hold, which of them nobody has looked through, and that a person
    should.
    """
    for each in seen:
        if each.found:
            streams.warn(
                say(
                    lang,
                    "pack-holds",
                    file=each.exhibit.values["file"],
                    found=_kinds(lang, each.found),
                )
            )
    for how in ("part", "nothing", "unreadable"):
        files = [each.exhibit for each in seen if each.seen == how]
        if files:
            names = [each.values["file"] for each in files[:_FEW]]
            key = f"pack-seen-{how}" if len(files) <= _FEW else f"pack-seen-{how}-many"
            streams.warn(
                say(
                    lang,
                    key,
                    count=len(files),
                    files=names,
                    numbers=_numbers([each.n for each in files]),
                )
            )
    streams.warn(say(lang, "pack-warning"))


def _numbers(numbers: Sequence[int]) -> list[str]:
    """Numbers as spans: 3, 5-9."""
    spans: list[list[int]] = []
    for n in numbers:
        if spans and spans[-1][-1] == n - 1:
            spans[-1][1:] = [n]
        else:
            spans.append([n])
    return ["-".join(map(str, span)) for span in spans]
