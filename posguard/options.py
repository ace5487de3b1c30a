"""The options that several commands share; their help texts are message keys."""

from typing import Annotated

import typer

LangOption = Annotated[str, typer.Option("--lang", metavar="LANG", help="opt:lang", show_default=False)]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT", help="opt:format", show_default=False)]
OutputOption = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="opt:output", show_default=False)]
PlainOption = Annotated[bool, typer.Option("--plain", help="opt:plain", show_default=False)]
PackOption = Annotated[
    str, typer.Option("--pack", metavar="FOLDER", help="opt:pack", envvar="POSGUARD_PACK", show_default=False)
]
AcquirerOption = Annotated[str, typer.Option("--acquirer", metavar="NAME", help="opt:acquirer", show_default=False)]
BankOption = Annotated[str, typer.Option("--bank", metavar="NAME", help="opt:bank", show_default=False)]
