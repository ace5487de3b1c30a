"""The case that a paper is filled in from, where several are open: the person chooses."""

from __future__ import annotations

from typing import cast

from posguard.app.cases import Casework
from posguard.app.letters import Draft, draft
from posguard.errors import WrongUse
from posguard.interview.session import Back
from posguard.terminal import prompts
from posguard.terminal.choices import Choice, ChoiceQuestion
from posguard.terminal.terminal import open_terminal


def draft_from_any(work: Casework, kind: str, *, despite_damage: bool, plain: bool) -> Draft:
    """A paper of this kind from the only open case; of several, from the one that is chosen, or
    from none.

    Raises:
        KeyboardInterrupt: the person leaves.
        WrongUse: there is no such paper.
        PosguardError: the case cannot be read; its record is damaged.

    """
    try:
        return draft(work, kind, "", despite_damage=despite_damage)
    except WrongUse as err:
        if err.key != "which-case":
            raise
        names = cast("list[str]", err.facts["names"])
    with open_terminal(work.advice.lang, plain=plain) as terminal:
        cases = [Choice(name, name) for name in names]
        none = Choice("", terminal.say("case-for-none"), always=True)
        question = ChoiceQuestion(terminal.say("case-for-paper"), (*cases, none))
        chosen = prompts.choose(terminal, question)
    if isinstance(chosen, Back) or not chosen[0]:
        return Draft(work.advice.pack.letters[kind])
    return draft(work, kind, chosen[0], despite_damage=despite_damage)
