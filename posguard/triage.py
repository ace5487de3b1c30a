"""``posguard triage``: what was answered beforehand, the sitting on the terminal, and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

import typer

from posguard import answers, prompts, streams
from posguard.desk import ROLES_OF_BANK, Desk
from posguard.errors import PosguardError, WrongUse
from posguard.interview import Asked, Back, Interrupted, sit
from posguard.messages import say
from posguard.playbook.model import Lang, Role
from posguard.playbook.plan import Planned, in_order
from posguard.playbook.walk import Brought, Reached
from posguard.render.items import step_item
from posguard.render.page import Item, Page, Section
from posguard.render.text import section_lines

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
            reason = getattr(err, "strerror", None) or "UTF-8?"
            raise PosguardError("file-unreadable", file=file, reason=reason) from None
    return answers.merged(read, answers.from_pairs(pairs))


def triage(lang: Lang, pack: str, before: answers.Given, *, acquirer: str, bank: str, plain: bool) -> Page:
    """Ask what is still open, and give the plan.

    Raises:
        WrongUse: answers are missing and there is no terminal to ask on.
        typer.Exit: with 130 when the person leaves; what was advised by then has been said.

    """
    desk = Desk.open(lang, pack, acquirer, bank)
    for role, name in before.contacts.items():
        desk.chosen.setdefault(role, desk.library.contacts[name].id)
    with ExitStack() as opened:
        sitting = _Sitting(desk, opened, plain=plain)
        try:
            reached = sit(desk.library.playbooks, before.answers, sitting.ask, sitting.show)
            sitting.ask_contacts(reached)
        except Interrupted as left:
            sitting.part(left.reached)
            raise typer.Exit(130) from None
    return desk.plan(reached)


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
        return in_order([Brought(step, "", None, None, now=True) for step in steps], self.desk.library.steps)

    def _brief(self, planned: Planned) -> Item:
        item = step_item(self.desk.setting(), planned, None)
        return Item(item.id, item.text, item.mark, details=tuple(d for d in item.details if d.kind in _AT_ONCE))

    def ask_contacts(self, reached: Reached) -> None:
        """Whose number belongs into the plan: asked last, of a person at a terminal who has the time."""
        if self._terminal is None or reached.urgency == "emergency":
            return
        steps = self.desk.library.steps
        roles = {steps[b.step].value.contact for b in reached.brought}
        wanted: tuple[tuple[tuple[Role, ...], str], ...] = (
            (("acquirer",), "ask-acquirer"),
            (ROLES_OF_BANK, "ask-bank"),
        )
        for kinds, label in wanted:
            if roles & set(kinds) and not set(kinds) & set(self.desk.chosen):
                self._ask_contact(self._terminal, kinds, label, reached)

    def _ask_contact(self, terminal: prompts.Terminal, roles: Sequence[Role], label: str, reached: Reached) -> None:
        words = say(self.desk.lang, label)
        while True:
            try:
                name = prompts.ask_words(terminal, words)
            except (KeyboardInterrupt, EOFError):
                raise Interrupted(reached) from None
            if not name:
                return
            try:
                self.desk.choose(roles, name)
            except WrongUse as err:
                terminal.show([say(self.desk.lang, err.key, **err.facts)])
            else:
                return

    def part(self, reached: Reached) -> None:
        """Say again what was advised before the person left."""
        lang = self.desk.lang
        streams.warn("\n" + say(lang, "interrupted"))
        advised = [planned.step.do[lang] for planned in self._planned(reached.now)]
        streams.warn(say(lang, "already-advised" if advised else "nothing-advised"))
        for do in advised:
            streams.warn(f"  - {do}")
