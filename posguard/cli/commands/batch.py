"""``posguard batch``: the plans of many people's answers, or what another pack changes in them."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Optional, get_args

import typer

from posguard.app.paths import path
from posguard.batch.answers import Form, Work
from posguard.batch.run import Run
from posguard.cli.help import Command
from posguard.cli.options import OutputOption, PackOption
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.pack.model import Lang
from posguard.terminal import streams

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_BETWEEN = 0.5
"""So many seconds lie between two words on how far it is."""


@app.command("batch", cls=Command, help="cmd:batch")
def batch(
    ctx: typer.Context,
    files: Annotated[
        Optional[list[str]],
        typer.Argument(metavar="FILE", help="arg:batch-files", show_default=False),
    ] = None,
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="FOLDER",
            help="opt:batch-against",
            parser=path,
            show_default=False,
        ),
    ] = "",
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", metavar="COUNT", help="opt:jobs", min=1, show_default=False),
    ] = 1,
    fmt: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="opt:batch-format", show_default=False),
    ] = "",
    output: OutputOption = "",
    pack: PackOption = "",
) -> None:
    lang: Lang = ctx.obj
    named = [path(file) for file in files or []]
    streams.check_writable(output)
    if not {*named} - {"-"} and _asks_a_person():
        raise WrongUse("batch-from-terminal")
    with _progress(lang) as see:
        run = Run(Work(lang, pack, against, _form(fmt, against)), named, jobs, see)
        if output:
            streams.write_file(output, run.chunks())
        else:
            for chunk in run.chunks():
                streams.write(chunk)
    if output:
        streams.warn(say(lang, "saved", file=output))
    streams.warn(say(lang, "batch-done", lines=run.lines, plans=run.plans, refused=run.refused))
    if run.refused or run.changed:
        raise typer.Exit(1)


def _form(fmt: str, against: str) -> Form:
    """The form of what is written: plans are JSON, differences are text unless JSON is wanted.

    Raises:
        WrongUse: there is no such form.

    """
    known: list[Form] = [*get_args(Form)] if against else ["json"]
    found = next((form for form in known if form == (fmt or known[0])), None)
    if found is None:
        raise WrongUse("bad-choice", option="--format", id=fmt, known=known)
    return found


def _asks_a_person() -> bool:
    """Whether standard input is a terminal, at which nobody types lines of JSON."""
    return sys.stdin is None or sys.stdin.closed or sys.stdin.isatty()


@contextmanager
def _progress(lang: Lang) -> Iterator[Callable[[int], None]]:
    """Say how far it is, on a terminal that shows nothing else."""
    screen = sys.stderr
    if screen is None or not screen.isatty() or streams.dumb() or streams.on_terminal():
        yield lambda _: None
        return
    began = said = time.monotonic()

    def see(lines: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= _BETWEEN:
            said = now
            rate = round(lines / (now - began))
            screen.write(f"\r{say(lang, 'batch-so-far', lines=lines, rate=rate)}\x1b[K")
            screen.flush()

    try:
        yield see
    finally:
        if said > began:
            screen.write("\r\x1b[K")
            screen.flush()
