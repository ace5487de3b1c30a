"""What the case, evidence and letter commands share: their options, and the cases they work on."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer

from posguard.app.advice import Advice
from posguard.app.cases import Casework
from posguard.case.folder import cases_folder
from posguard.cli.options import CasesOption
from posguard.messages import say
from posguard.terminal import streams

__all__ = [
    "CaseOption",
    "CasesOption",
    "DamageOption",
    "casework",
    "confirm",
    "in_folder",
    "show_help",
]

CaseOption = Annotated[
    str, typer.Option("--case", metavar="NAME", help="opt:case", show_default=False)
]
DamageOption = Annotated[
    bool, typer.Option("--despite-damage", help="opt:despite-damage", show_default=False)
]


def casework(ctx: typer.Context, cases: str, pack: str) -> Casework:
    """The cases in a folder, now."""
    return in_folder(Advice.open(ctx.find_root().obj, pack), cases)


def in_folder(advice: Advice, cases: str) -> Casework:
    """The cases in a folder, for advice that is open already."""
    return Casework(advice, cases_folder(cases), lambda: datetime.now(tz=UTC).astimezone())


def show_help(ctx: typer.Context) -> None:
    """The group's own help, when none of its commands is called."""
    if ctx.invoked_subcommand is None:
        streams.write(f"{ctx.get_help()}\n")


def confirm(work: Casework, key: str, *, masked: Iterable[str] = (), **facts: object) -> None:
    """Say on standard error what was done, and what of it was masked."""
    lang = work.advice.lang
    found = [say(lang, f"masked:{kind}") for kind in dict.fromkeys(masked)]
    if found:
        streams.warn(say(lang, "masked", found=found))
    streams.warn(say(lang, key, **facts))
