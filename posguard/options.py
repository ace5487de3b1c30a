"""The options that several commands share; their help texts are message keys.

A path is understood as in a shell, wherever it comes from: the shell itself leaves ``--output=~/plan.txt`` as it is.
"""

import os
from collections.abc import Collection
from typing import Annotated

import typer

from posguard.errors import WrongUse
from posguard.render.formats import FORMATS, PAPERS, format_of


def path(given: str) -> str:
    """A path with ``~`` and ``~user`` in front replaced by the home folder that they stand for.

    Raises:
        WrongUse: that home folder is not known.

    """
    whole = os.path.expanduser(given)
    home, _, rest = given.partition("/")
    if whole == given and given.startswith("~") and (rest or home == "~"):
        raise WrongUse("no-home", path=given, home=home)
    return whole


def page_format(ctx: typer.Context, given: str) -> str:
    """The format of a page: the one asked for, else the one that the ending of ``-o`` stands for.

    Raises:
        WrongUse: the ending stands for no format of a page.

    """
    return _format(ctx, given, FORMATS)


def paper_format(ctx: typer.Context, given: str) -> str:
    """The format of a paper to hand in, chosen in the same way.

    Raises:
        WrongUse: the ending stands for no format of a paper.

    """
    return _format(ctx, given, PAPERS)


def _format(ctx: typer.Context, given: str, formats: Collection[str]) -> str:
    source = ctx.get_parameter_source("format")
    if source is not None and source.name != "DEFAULT":
        return given
    return format_of(ctx.params.get("output") or "", formats)


LangOption = Annotated[str, typer.Option("--lang", metavar="LANG", help="opt:lang", show_default=False)]
FormatOption = Annotated[
    str,
    typer.Option("--format", metavar="FORMAT", help="opt:format", callback=page_format, show_default=False),
]
LetterFormatOption = Annotated[
    str,
    typer.Option("--format", metavar="FORMAT", help="opt:letter-format", callback=paper_format, show_default=False),
]
# Read before all others: the format depends on it, wherever the two stand on the command line.
OutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="opt:output", parser=path, is_eager=True, show_default=False),
]
PlainOption = Annotated[bool, typer.Option("--plain", help="opt:plain", show_default=False)]
PackOption = Annotated[
    str,
    typer.Option("--pack", metavar="FOLDER", help="opt:pack", envvar="POSGUARD_PACK", parser=path, show_default=False),
]
CasesOption = Annotated[
    str,
    typer.Option(
        "--cases",
        metavar="FOLDER",
        help="opt:cases",
        envvar="POSGUARD_CASES",
        parser=path,
        show_default=False,
    ),
]
AnswersOption = Annotated[
    str, typer.Option("--answers", metavar="FILE", help="opt:answers", parser=path, show_default=False)
]
AcquirerOption = Annotated[str, typer.Option("--acquirer", metavar="NAME", help="opt:acquirer", show_default=False)]
BankOption = Annotated[str, typer.Option("--bank", metavar="NAME", help="opt:bank", show_default=False)]
