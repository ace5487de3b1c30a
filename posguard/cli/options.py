"""The options that several commands share; their help texts are message keys."""

from collections.abc import Callable, Collection
from typing import Annotated, Any

import typer

from posguard.app.paths import path
from posguard.errors import WrongUse
from posguard.pages.setting import Extent
from posguard.render.formats import PAGES, PAPERS, format_of


def page_format(ctx: typer.Context, given: str) -> str:
    """The format of a page: the one asked for, else the one that the ending of ``-o`` stands for.

    Raises:
        WrongUse: the ending stands for no format of a page.

    """
    return _format(ctx, given, PAGES)


def paper_format(ctx: typer.Context, given: str) -> str:
    """The format of a paper to hand in, chosen in the same way.

    Raises:
        WrongUse: the ending stands for no format of a paper.

    """
    return _format(ctx, given, PAPERS)


def _format(ctx: typer.Context, given: str, formats: Collection[str]) -> str:
    if is_given(ctx, "fmt"):
        return given
    return format_of(ctx.params.get("output") or "", formats)


def is_given(ctx: typer.Context, name: str) -> bool:
    """Whether a parameter was given, on the command line or by a variable."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name != "DEFAULT"


def _path_option(*names: str, metavar: str, **more: Any) -> Any:
    """An option whose value is a path; its help text is named as the option is."""
    text = f"opt:{names[0].removeprefix('--')}"
    more |= {"metavar": metavar, "help": text, "parser": path, "show_default": False}
    return typer.Option(*names, **more)


def _format_option(text: str, choose: Callable[[typer.Context, str], str]) -> Any:
    more: dict[str, Any] = {"help": text, "callback": choose, "show_default": False}
    return typer.Option("--format", metavar="FORMAT", **more)


FormatOption = Annotated[str, _format_option("opt:format", page_format)]
LetterFormatOption = Annotated[str, _format_option("opt:letter-format", paper_format)]
# Read before all others: the format depends on it, wherever the two stand on the command line.
OutputOption = Annotated[str, _path_option("--output", "-o", metavar="FILE", is_eager=True)]
PlainOption = Annotated[bool, typer.Option("--plain", help="opt:plain", show_default=False)]
BriefOption = Annotated[bool, typer.Option("--brief", help="opt:brief", show_default=False)]
FullOption = Annotated[bool, typer.Option("--full", help="opt:full", show_default=False)]
PackOption = Annotated[str, _path_option("--pack", metavar="FOLDER", envvar="POSGUARD_PACK")]
CasesOption = Annotated[str, _path_option("--cases", metavar="FOLDER", envvar="POSGUARD_CASES")]
VignettesOption = Annotated[str, _path_option("--vignettes", metavar="FOLDER")]
CaseOption = Annotated[
    str, typer.Option("--case", metavar="NAME", help="opt:case", show_default=False)
]
DamageOption = Annotated[
    bool, typer.Option("--despite-damage", help="opt:despite-damage", show_default=False)
]
AnswersOption = Annotated[str, _path_option("--answers", metavar="FILE")]
AcquirerOption = Annotated[
    str, typer.Option("--acquirer", metavar="NAME", help="opt:acquirer", show_default=False)
]
BankOption = Annotated[
    str, typer.Option("--bank", metavar="NAME", help="opt:bank", show_default=False)
]


def extent_of(*, brief: bool, full: bool) -> Extent:
    """How much of a plan is wanted.

    Raises:
        WrongUse: both its first page alone and all of it.

    """
    if brief and full:
        raise WrongUse("brief-and-full")
    if brief:
        return "brief"
    return "full" if full else "usual"
