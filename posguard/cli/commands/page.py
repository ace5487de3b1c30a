"""``posguard page``: the interview as one web page that needs no network"""

from datetime import UTC, datetime
from typing import Annotated, Optional

import typer

from posguard.app.webpage import web_page
from posguard.cli.help import Command
from posguard.cli.options import OutputOption, PackOption
from posguard.errors import WrongUse
from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.terminal import streams
from posguard.web.document import Options

BOTH = "both"
MOST_MINUTES = 60

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("page", cls=Command, help="cmd:page")
def page(
    ctx: typer.Context,
    output: OutputOption = "",
    languages: Annotated[
        str,
        typer.Option("--languages", metavar="LANG", help="opt:page-languages", show_default=False),
    ] = BOTH,
    kiosk: Annotated[
        Optional[int],
        typer.Option("--kiosk", metavar="MINUTES", help="opt:kiosk", show_default=False),
    ] = None,
    pack: PackOption = "",
) -> None:
    lang: Lang = ctx.obj
    streams.check_writable(output)
    if kiosk is not None and not 1 <= kiosk <= MOST_MINUTES:
        raise WrongUse("web-kiosk-minutes", minutes=kiosk, most=MOST_MINUTES)
    if not output and streams.on_terminal():
        raise WrongUse("web-to-file")
    langs = _languages(languages)
    options = Options(langs, lang if lang in langs else langs[0], kiosk or 0)
    made = web_page(pack, options, datetime.now(tz=UTC).astimezone().date())
    if not output:
        streams.write(made)
        return
    streams.write_file(output, made)
    streams.warn(say(lang, "web-saved", file=output, size=len(made.encode()) // 1000))


def _languages(wanted: str) -> tuple[Lang, ...]:
    langs = tuple(lang for lang in LANGS if wanted in (lang, BOTH))
    if not langs:
        raise WrongUse("bad-choice", option="--languages", id=wanted, known=[*LANGS, BOTH])
    return langs
