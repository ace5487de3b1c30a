"""Pages offered to a person at the terminal: read there, written to a file, and the card that is
read out to the emergency number.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from posguard.api.advice import Advice
from posguard.app.paths import path
from posguard.errors import PosguardError, WrongUse
from posguard.messages import complaint
from posguard.render.formats import PAGES, format_of
from posguard.render.marker import marker
from posguard.render.page import Page
from posguard.render.wrap import wrap
from posguard.terminal import pager, prompts, streams
from posguard.terminal.new_files import new_files
from posguard.terminal.output import rendered, styled
from posguard.terminal.sheet import Passage
from posguard.terminal.terminal import Terminal

if TYPE_CHECKING:
    # Only named here: most interviews end without a paper, and start faster without.
    from posguard.app.cases import Casework
    from posguard.app.letters import Draft

NO = ("n", "no", "q", "不", "不存")
"""What declines an offer."""
YES = ("y", "yes", "是", "好")
"""What takes what is proposed."""
_FRAME = "─│┌┐└┘"


def emergency_letter(advice: Advice) -> str:
    """The paper to read out to the emergency number; empty if the pack has none."""
    return advice.pack.manifest.value.emergency_letter or ""


def plan_sheet(page: Page) -> tuple[Passage, ...]:
    """The first page of a plan, to stand above the list at its end."""
    sheet = [
        Passage(page.title, known=True),
        *(Passage(line, style="title") for line in page.lead),
    ]
    for section in page.sections:
        if section.tone in ("first", "never"):
            sheet.append(Passage(section.title, style="title", heading=True))
            sheet += (Passage(item.text, marker(item)) for item in section.items)
            if section.note:
                sheet.append(Passage(section.note, "-> "))
    return tuple(sheet)


def read_page(terminal: Terminal, page: Page) -> None:
    """Show a page in the pager."""
    boxes = streams.shows(terminal.writes, _FRAME)
    words = styled(page, terminal.width(), plain=terminal.plain, boxes=boxes)
    pager.leaf(terminal, words.splitlines())


def save_page(terminal: Terminal, name: str, page: Page) -> str:
    """Write a page to the file that the person names, or to the proposed one; its name, empty if
    they write none.
    """
    proposed = next(new_files(name), name)
    ask = terminal.say("end-file", file=proposed)
    while True:
        typed = prompts.ask_words(terminal, ask)
        if prompts.typed_letter(typed) in NO:
            return ""
        taken = not typed or prompts.typed_letter(typed) in YES
        file = os.path.abspath(proposed if taken else path(typed))
        try:
            fmt = format_of(file, PAGES)
            streams.check_writable(file)
            streams.write_file(file, rendered(page, fmt))
        except PosguardError as err:
            tell(terminal, complaint(terminal.lang, of_ending(err)))
        else:
            key = "end-saved" if fmt == "html" else "saved"
            tell(terminal, terminal.say(key, file=file))
            return file


def of_ending(err: PosguardError) -> PosguardError:
    """The error where a name is asked for, and no option says what its ending does not."""
    return WrongUse("no-such-ending-here", **err.facts) if err.key == "no-such-ending" else err


def offer_card(terminal: Terminal, work: Casework, paper: Draft) -> Draft:
    """Ask for the blanks of a paper, show it, and offer to save it; the paper as it was told.

    Raises:
        KeyboardInterrupt: the person leaves.
        PosguardError: the case cannot be written.

    """
    from posguard.app.blanks import ask_blanks_at
    from posguard.app.letters import original_note, paper_page

    told = ask_blanks_at(terminal, work, paper)
    page = paper_page(work, told, translated=False)
    if note := original_note(work, told):
        tell(terminal, note)
    read_page(terminal, page)
    save_page(terminal, f"posguard-{paper.letter.id}.html", page)
    return told


def offer_empty_card(terminal: Terminal, advice: Advice) -> None:
    """The card for somebody who has answered nothing yet."""
    from posguard.app.letters import Draft

    offer_card(terminal, no_cases(advice), Draft(advice.pack.letters[emergency_letter(advice)]))


def no_cases(advice: Advice) -> Casework:
    """The cases of no folder, in which nothing is looked up."""
    from posguard.app.cases import Casework

    return Casework(advice, "", lambda: datetime.now().astimezone())


def tell(terminal: Terminal, words: str) -> None:
    """Show a sentence apart from what stands above it."""
    terminal.show(["", *wrap(words, terminal.width())])
