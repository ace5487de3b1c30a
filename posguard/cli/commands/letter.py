"""``posguard letter``: the papers that each institution asks for, filled in from a case."""

from typing import Annotated

import typer

from posguard.api.advice import Advice
from posguard.app.cases import Casework
from posguard.app.letters import (
    blanks_left,
    draft,
    list_of_papers,
    original_note,
    paper_page,
)
from posguard.cli.help import Command
from posguard.cli.options import (
    CaseOption,
    CasesOption,
    DamageOption,
    LetterFormatOption,
    OutputOption,
    PackOption,
    PlainOption,
    is_given,
)
from posguard.messages import say
from posguard.render.formats import PAPERS
from posguard.terminal import streams
from posguard.terminal.output import printer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("letter", cls=Command, help="cmd:letter")
def letter(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="arg:letter", show_default=False)
    ] = "",
    case: CaseOption = "",
    cases: CasesOption = "",
    fmt: LetterFormatOption = "",
    output: OutputOption = "",
    plain: PlainOption = False,
    pack: PackOption = "",
    despite_damage: DamageOption = False,
) -> None:
    show = printer(ctx.obj, fmt, output, plain=plain, formats=PAPERS)
    work = Casework.open(Advice.open(ctx.obj, pack), cases)
    if not kind:
        show(list_of_papers(work))
        return
    conversing = fmt != "json" and streams.conversing()
    if conversing and not case:
        from posguard.app.paper_case import draft_from_any

        paper = draft_from_any(work, kind, despite_damage=despite_damage, plain=plain)
    else:
        paper = draft(work, kind, case, despite_damage=despite_damage)
    if conversing and not (paper.state.closed or paper.damage):
        from posguard.app.blanks import ask_blanks

        paper = ask_blanks(work, paper, plain=plain)
    translated = is_given(ctx, "lang")
    page = paper_page(work, paper, translated=translated)
    show(page)
    if not translated and (note := original_note(work, paper)):
        streams.warn(note)
    streams.warn(paper.letter.value.use[ctx.obj])
    if page.paper and page.paper.for_police_only:
        streams.warn(say(ctx.obj, "letter-police"))
    for line in blanks_left(work, paper):
        streams.warn(line)
