"""``posguard letter``: the papers that each institution asks for, filled in from a case."""

import os
import shlex
import sys
from collections.abc import Sized
from importlib.util import find_spec
from typing import Annotated

import typer
from msgspec import structs

from posguard.app.cases import Casework
from posguard.case.facts import WHOLE
from posguard.case.state import Case
from posguard.case.view import CaseView
from posguard.cli.commands.options import CaseOption, CasesOption, DamageOption, casework
from posguard.cli.help import Command
from posguard.cli.options import (
    LangOption,
    LetterFormatOption,
    OutputOption,
    PackOption,
    PlainOption,
)
from posguard.errors import PosguardError, WrongUse
from posguard.messages import say
from posguard.pages.letters import letter_page, letters_page
from posguard.render.formats import PAPERS
from posguard.render.page import Page
from posguard.render.text import text
from posguard.terminal import output as show
from posguard.terminal import streams

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("letter", cls=Command, help="cmd:letter")
def letter(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help="arg:letter", show_default=False)
    ] = "",
    case: CaseOption = "",
    cases: CasesOption = "",
    lang: LangOption = "",
    format: LetterFormatOption = "",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
    despite_damage: DamageOption = False,
) -> None:
    if format == "docx" and not output:
        raise WrongUse("docx-to-file")
    show.check_options(format, output, PAPERS)
    work = casework(ctx, cases, pack)
    letters = work.advice.pack.letters
    if kind and kind not in letters:
        raise WrongUse("no-such-letter", id=kind, known=list(letters))
    view = _view(work, case, despite=despite_damage) if kind else None
    state = view.state if view else Case()
    if kind:
        # What institutions accept is the original; a twin in another language is printed on
        # request.
        accepted = work.advice.place.paper_languages
        wished = lang or work.advice.lang in accepted
        setting = (
            work.advice if wished else structs.replace(work.advice, lang=accepted[0])
        ).setting()
        page = letter_page(
            setting, letters[kind], state, work.now.date(), view.damage if view else ()
        )
    else:
        page = letters_page(work.advice.setting(), letters)
    if format == "docx":
        streams.write_file(output, _word_file(page, work.now.year))
        streams.warn(show.saved(work.advice.lang, output, format))
    else:
        show.show(page, work.advice.lang, format=format, output=output, plain=plain)
    if kind:
        streams.warn(letters[kind].value.use[work.advice.lang])
    if page.facts.get("police") and _holds_account(page, state):
        streams.warn(say(work.advice.lang, "letter-police"))
    missing = page.facts.get("missing")
    if isinstance(missing, Sized) and missing:
        streams.warn(say(work.advice.lang, "letter-missing", count=len(missing)))


def _word_file(page: Page, year: int) -> bytes:
    """The paper as a Word file, which is an archive and holds no earlier or later year."""
    from posguard.render.docx import docx

    if year not in range(1980, 2108):
        raise PosguardError("clock-off", year=year)
    try:
        return docx(page)
    except ImportError:
        raise PosguardError("no-docx", install=_install("python-docx")) from None


def _install(library: str) -> str:
    """The command that adds a library to wherever posguard is installed."""
    python = shlex.quote(sys.executable)
    if "pipx" in sys.prefix.split(os.sep):
        return f"pipx inject posguard {library}"
    if find_spec("pip") is None:  # as uv makes its environments
        return f"uv pip install --python {python} {library}"
    return f"{python} -m pip install {library}"


def _holds_account(page: Page, case: Case) -> bool:
    """Whether the paper prints the other side's account, which is kept whole for the police
    alone.
    """
    accounts = {fact.values.get(name, "") for fact in case.facts for name in WHOLE} - {""}
    words = text(page)
    return any(account in words for account in accounts)


def _view(work: Casework, given: str, *, despite: bool) -> CaseView | None:
    """The case whose facts fill the paper; none, and the paper is all blanks, where no case is
    open.
    """
    try:
        view = work.view(given)
    except WrongUse as err:
        if given or err.key != "no-open-case":
            raise
        return None
    work.undamaged(view, despite=despite)
    work.progress(view.state)  # names the answers that the pack no longer knows
    return view
