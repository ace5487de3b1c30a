"""Papers: a letter of the pack filled in from a case, in a language that its readers accept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import structs

from posguard.app.advice import Advice
from posguard.app.cases import Casework
from posguard.case.record import Damage
from posguard.case.state import Case
from posguard.case.view import CaseView
from posguard.errors import WrongUse
from posguard.interview.progress import Answers
from posguard.pages.letters import letter_page, letters_page
from posguard.render.page import Page


def list_of_papers(work: Casework) -> Page:
    """Every paper there is."""
    return letters_page(work.advice.setting(), work.advice.pack.letters)


def paper(work: Casework, kind: str, case: str, *, translated: bool, despite_damage: bool) -> Page:
    """One paper, filled in from a case; where no case is open it is all blanks.

    Institutions accept the original, so it is written in a language of theirs; ``translated``
    gives its twin in the person's own.

    Raises:
        WrongUse: there is no such paper, or no such case; several cases are open.
        PosguardError: the case cannot be read; its record is damaged.

    """
    letters = work.advice.pack.letters
    if kind not in letters:
        raise WrongUse("no-such-letter", id=kind, known=list(letters))
    view = _view(work, case, despite_damage=despite_damage)
    state, damage = (view.state, view.damage) if view else (Case(), ())
    today = work.now.date()
    return _page(work.advice, kind, state, today, damage, translated=translated)


def paper_by_answers(advice: Advice, kind: str, answers: Answers, told: Sequence[str]) -> Page:
    """One paper by answers that no case holds; no case that happens to be open is in it."""
    given = {name: tuple(options) for name, options in answers.items()}
    contacts = {str(role): name for role, name in advice.chosen.items()}
    state = Case(answers=given, findings=tuple(told), contacts=contacts)
    return _page(advice, kind, state, date.today(), (), translated=False)  # noqa: DTZ011  a local day


def _page(
    advice: Advice,
    kind: str,
    state: Case,
    today: date,
    damage: Sequence[Damage],
    *,
    translated: bool,
) -> Page:
    accepted = advice.place.paper_languages
    own = translated or advice.lang in accepted
    written = advice if own else structs.replace(advice, lang=accepted[0])
    return letter_page(written.setting(), advice.pack.letters[kind], state, today, damage)


def _view(work: Casework, given: str, *, despite_damage: bool) -> CaseView | None:
    try:
        view = work.view(given)
    except WrongUse as err:
        if given or err.key != "no-open-case":
            raise
        return None
    work.undamaged(view, despite=despite_damage)
    work.progress(view.state)  # names the answers that the pack no longer knows
    return view
