"""Papers: a letter of the pack filled in from a case, in a language that its readers accept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from posguard.app.cases import Casework
from posguard.case import fact_names
from posguard.case.gaps import Gap, MissingFact, example, lacks_exhibits, missing_facts
from posguard.case.record import Damage
from posguard.case.state import Case
from posguard.case.view import CaseView
from posguard.errors import WrongUse
from posguard.messages import joined, say
from posguard.pack.letters import Letter
from posguard.pack.model import Entry, Lang
from posguard.pages.letters import filled_letter, letter_page, letters_page
from posguard.render.page import Page


class Draft(Struct, frozen=True):
    """A paper before it is printed: its letter, and the case that it is filled in from.

    ``told`` are findings that were told for this paper alone. Without a case, ``has_case`` is
    false, and the state holds what was typed for this paper.
    """

    letter: Entry[Letter]
    state: Case = Case()
    damage: tuple[Damage, ...] = ()
    has_case: bool = False
    told: tuple[str, ...] = ()


def list_of_papers(work: Casework) -> Page:
    """Every paper there is."""
    return letters_page(work.advice.setting(), work.advice.pack.letters)


def draft(work: Casework, kind: str, case: str, *, despite_damage: bool) -> Draft:
    """A paper of this kind from a case; where no case is open it is all blanks.

    Raises:
        WrongUse: there is no such paper, or no such case; several cases are open.
        PosguardError: the case cannot be read; its record is damaged.

    """
    letters = work.advice.pack.letters
    if kind not in letters:
        raise WrongUse("no-such-letter", id=kind, known=list(letters))
    view = _view(work, case, despite_damage=despite_damage)
    if view is None:
        return Draft(letters[kind])
    return Draft(letters[kind], view.state, view.damage, has_case=True)


def gaps(work: Casework, paper: Draft) -> Sequence[Gap]:
    """The blanks of a paper that are open, with their notes in the person's own language."""
    setting, today = work.advice.setting(), work.now.date()
    return filled_letter(setting, paper.letter, paper.state, today, paper.told).gaps


def paper_page(work: Casework, paper: Draft, *, translated: bool) -> Page:
    """A paper as a page.

    Institutions accept the original, so it is written in a language of theirs; ``translated``
    gives its twin in the person's own.
    """
    accepted = work.advice.place.paper_languages
    own = translated or work.advice.lang in accepted
    advice = work.advice if own else structs.replace(work.advice, lang=accepted[0])
    today = work.now.date()
    return letter_page(
        advice.setting(), paper.letter, paper.state, today, paper.damage, paper.told
    )


def original_note(work: Casework, paper: Draft) -> str:
    """Why the paper is in another language than the person's; empty if it is not."""
    lang, accepted = work.advice.lang, work.advice.place.paper_languages
    if lang in accepted:
        return ""
    key = "letter-original-aloud" if paper.letter.value.aloud else "letter-original"
    names = {"this": say(lang, f"lang:{lang}"), "other": say(lang, f"lang:{accepted[0]}")}
    return say(lang, key, id=paper.letter.id, lang=lang, **names)


def blanks_left(work: Casework, paper: Draft) -> Iterator[str]:
    """What is said of the blanks that are open: how facts would fill them, and which are for the
    hand.
    """
    lang, left = work.advice.lang, gaps(work, paper)
    facts, exhibits = missing_facts(left), lacks_exhibits(left)
    if facts or exhibits:
        count = sum(not gap.by_hand for gap in left)
        yield say(lang, "letter-gaps", count=count)
        if not paper.has_case:
            yield say(lang, "letter-gap-case")
        for missing in facts:
            yield _how_filled(paper, missing, lang)
        if exhibits:
            yield say(lang, "letter-gap-exhibit")
    by_hand = [gap.note for gap in left if gap.by_hand]
    if by_hand:
        notes = joined(lang, by_hand, "clauses")
        yield say(lang, "letter-by-hand", count=len(by_hand), notes=notes)


def _how_filled(paper: Draft, missing: MissingFact, lang: Lang) -> str:
    """How a fact is typed that the paper lacks, or that it has without all of its fields."""
    names = fact_names.chinese() if lang == "zh" else {}
    numbers = {fact.kind: fact.n for fact in paper.state.facts if fact.n}
    # A fact that lacks a field is recorded anew: a second one would stand beside it.
    key = "letter-gap-again" if missing.kind in numbers else "letter-gap"
    return say(lang, key, words=example(missing, names, "…"), n=numbers.get(missing.kind, 0))


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
