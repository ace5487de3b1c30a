"""``posguard triage``: what was answered beforehand, the sitting on the terminal, and the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import typer
from msgspec import Struct

from posguard import answers, prompts, streams
from posguard.desk import ROLES_OF_BANK, Desk
from posguard.errors import PosguardError, WrongUse
from posguard.interview import Asked, Back, Interrupted, sit
from posguard.messages import say
from posguard.playbook.model import Role
from posguard.playbook.plan import Planned, in_order
from posguard.playbook.walk import Answers, Brought, Reached, replay
from posguard.render.items import step_item
from posguard.render.page import Item, Page, Section
from posguard.render.text import section_lines
from posguard.render.wrap import wrap

if TYPE_CHECKING:
    # Only named here: a sitting that is not kept needs none of it, and starts faster without.
    from posguard.casework import Casework

Present = Callable[[Page], None]


class Cases(Struct, frozen=True):
    """The name under which the interview is kept, if it is, and how to come by the cases."""

    name: str
    work: Callable[[], Casework]


_AT_ONCE = ("how", "say")
"""What is shown of a step that cannot wait; the rest is in the plan."""


def given(file: str, pairs: Sequence[str]) -> answers.Given:
    """The answers from a file and from the command line.

    Raises:
        PosguardError: the file cannot be read or holds no answers.
        WrongUse: a pair is not ``question=option``, or the two disagree.

    """
    read = answers.Given()
    if file:
        try:
            with open(file, encoding="utf-8-sig") as stream:
                read = answers.from_json(stream.read(1 << 22), file)
        except (OSError, UnicodeDecodeError) as err:
            reason = getattr(err, "strerror", None) or "not UTF-8"
            raise PosguardError("file-unreadable", file=file, reason=reason) from None
    return answers.merged(read, answers.from_pairs(pairs))


def triage(desk: Desk, before: answers.Given, show: Present, cases: Cases, *, plain: bool) -> None:
    """Ask what is still open, show the plan, and keep the case if that is wanted.

    Raises:
        WrongUse: answers are missing and there is no terminal to ask on; a case of the name exists.
        typer.Exit: with 130 when the person leaves; what was advised by then has been said.

    """
    for role, name in before.contacts.items():
        if name not in desk.shelves.contacts:
            raise PosguardError("no-such", id=name, known=list(desk.shelves.contacts))
        desk.chosen.setdefault(role, name)
    if cases.name:
        work = cases.work()
        work.check_new(cases.name)
        _sit(desk, before.answers, show, work, cases.name, plain=plain)
        streams.warn(say(desk.lang, "saved-case", name=cases.name))
    else:
        _sit(desk, before.answers, show, None, "", plain=plain, offer=cases.work)


def resume(work: Casework, name: str, show: Present, *, plain: bool) -> None:
    """Go on where the interview of a case stopped, and show the plan."""
    name = work.name(name)
    state = work.view(name).state
    if state.closed:
        raise PosguardError("case-is-closed", name=name)
    answered = work.standing(state).reached.answers
    _sit(work.desk, answered, show, work, name, plain=plain)


def _sit(
    desk: Desk,
    given: Answers,
    show: Present,
    work: Casework | None,
    case: str,
    *,
    plain: bool,
    offer: Callable[[], Casework] | None = None,
) -> None:
    def keep(reached: Reached) -> None:
        if work is not None:
            work.keep(case, reached.answers)

    with ExitStack() as stack:
        sitting = _Sitting(desk, stack, plain=plain)
        try:
            reached = sit(desk.shelves.playbooks, given, sitting.ask, sitting.show, keep)
            sitting.ask_contacts(reached)
        except Interrupted as left:
            sitting.part(left.reached)
            raise typer.Exit(130) from None
        except WrongUse as err:
            unasked = [name for name in given if name not in replay(desk.shelves.playbooks, given).answers]
            if err.key != "no-terminal" or not unasked:
                raise
            # An answer to no question is the likelier mistake than a question left open.
            raise WrongUse("answer-not-asked", question=unasked[0], next=err.facts["question"]) from None
        keep(reached)
        show(desk.plan(reached))
        if offer is not None:
            sitting.offer_case(offer, reached)


class _Sitting:
    """The terminal, opened when the first question needs it, and what is to be shown on it before that."""

    def __init__(self, desk: Desk, opened: ExitStack, *, plain: bool) -> None:
        self.desk = desk
        self._opened = opened
        self._plain = plain
        self._terminal: prompts.Terminal | None = None
        self._waiting: list[str] = []

    def ask(self, asked: Asked) -> Sequence[str] | Back:
        if self._terminal is None:
            try:
                self._terminal = self._opened.enter_context(prompts.open_terminal(self.desk.lang, plain=self._plain))
            except prompts.NoTerminal:
                question = asked.question
                raise WrongUse(
                    "no-terminal",
                    question=asked.name,
                    ask=question.ask[self.desk.lang],
                    options=list(question.options),
                ) from None
            waiting, self._waiting = self._waiting, []
            self.show(waiting)
        return prompts.ask(self._terminal, asked)

    def show(self, steps: Sequence[str]) -> None:
        if self._terminal is None:
            self._waiting += steps
        elif steps:
            items = tuple(self._brief(planned) for planned in self._planned(steps))
            advice = Section("now", say(self.desk.lang, "do-now"), items)
            prompts.advise(self._terminal, section_lines(advice, self._terminal.width()))

    def _planned(self, steps: Sequence[str]) -> list[Planned]:
        return in_order([Brought(step, "", None, None, now=True) for step in steps], self.desk.shelves.steps)

    def _brief(self, planned: Planned) -> Item:
        item = step_item(self.desk.setting(), planned, None)
        return Item(item.id, item.text, item.mark, details=tuple(d for d in item.details if d.kind in _AT_ONCE))

    def ask_contacts(self, reached: Reached) -> None:
        """Whose number belongs into the plan: asked last, of a person at a terminal who has the time."""
        if self._terminal is None or reached.urgency == "emergency":
            return
        steps = self.desk.shelves.steps
        roles = {steps[b.step].value.contact for b in reached.brought}
        wanted: tuple[tuple[tuple[Role, ...], str], ...] = (
            (("acquirer",), "ask-acquirer"),
            (ROLES_OF_BANK, "ask-bank"),
        )
        for kinds, label in wanted:
            if roles & set(kinds) and not set(kinds) & set(self.desk.chosen):
                self._ask_contact(self._terminal, kinds, label)

    def _ask_contact(self, terminal: prompts.Terminal, roles: Sequence[Role], label: str) -> None:
        words = say(self.desk.lang, label)
        while True:
            try:
                name = prompts.ask_words(terminal, words)
            except (KeyboardInterrupt, EOFError):
                return  # every question is answered: whoever leaves here still gets the plan
            if not name:
                return
            try:
                self.desk.choose(roles, name)
            except WrongUse as err:
                terminal.show(wrap(say(self.desk.lang, err.key, **err.facts), terminal.width()))
            else:
                return

    def offer_case(self, casework: Callable[[], Casework], reached: Reached) -> None:
        """When the plan has been shown: keep this as a case? Nothing is written unless a name is given."""
        if self._terminal is None:
            return
        lang = self.desk.lang
        while True:
            try:
                name = prompts.ask_words(self._terminal, say(lang, "offer-case"))
            except (KeyboardInterrupt, EOFError):
                return
            if not name:
                return
            try:
                work = casework()
                work.check_new(name)
                work.keep(name, reached.answers)
            except WrongUse as err:
                self._terminal.show([say(lang, err.key, **err.facts)])
            else:
                self._terminal.show([say(lang, "saved-case", name=name)])
                return

    def part(self, reached: Reached) -> None:
        """Say again what was advised before the person left."""
        lang = self.desk.lang
        advised = [planned.step.do[lang] for planned in self._planned(reached.now)]
        lines = ["", say(lang, "interrupted"), say(lang, "already-advised" if advised else "nothing-advised")]
        if self._terminal is None:
            streams.warn("\n".join([*lines, *(f"  - {do}" for do in advised)]))
        else:
            width = self._terminal.width()
            self._terminal.show([*lines, *(part for do in advised for part in wrap(do, width, "  - ", "    "))])
