"""Questions behind the interview: whose numbers the plan is to name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from posguard.api.advice import ROLES_OF_BANK, Advice
from posguard.errors import WrongUse
from posguard.interview.progress import Progress
from posguard.interview.session import Back
from posguard.messages import complaint, joined, say
from posguard.pack.contacts import contacts_of, names_of
from posguard.pack.model import Role
from posguard.pages.steps import number_place
from posguard.render.wrap import wrap
from posguard.terminal import prompts
from posguard.terminal.choices import Choice, ChoiceQuestion
from posguard.terminal.terminal import Terminal

Roles = tuple[Role, ...]

_LABELS: Mapping[Roles, str] = {("acquirer",): "ask-acquirer", ROLES_OF_BANK: "ask-bank"}
_NONE = ""


class ContactLists(Struct, frozen=True):
    """The questions for contacts that the plan calls and that were not named beforehand.

    ``named`` is what was answered; an empty name is a question that was skipped.
    """

    terminal: Terminal
    advice: Advice
    named: dict[Roles, str]

    def ask(self, progress: Progress, *, can_go_back: bool) -> Back | None:
        """Ask one after the other; ``Back`` goes to the question before the first."""
        wanted = self._wanted(progress)
        at = 0
        while 0 <= at < len(wanted):
            roles = wanted[at]
            try:
                name = self._ask(roles, progress, can_go_back=can_go_back or at > 0)
            except (KeyboardInterrupt, EOFError):
                return None  # every question is answered: whoever leaves here still gets the plan
            if isinstance(name, Back):
                at -= 1
            else:
                self.named[roles] = name
                at += 1
        return Back.BACK if at < 0 else None

    def _wanted(self, progress: Progress) -> list[Roles]:
        """The contacts to ask for: those that steps of the plan call."""
        steps = self.advice.pack.steps
        called = {steps[reason.step].value.contact for reason in progress.reasons}
        return [
            roles
            for roles in _LABELS
            if called & {*roles}
            and (self.named.get(roles) or not {*roles} & {*self.advice.chosen})
        ]

    def _ask(self, roles: Roles, progress: Progress, *, can_go_back: bool) -> str | Back:
        """The name of a contact, which is chosen for the roles; none if it is skipped."""
        ask = self._ask_in_words if self.terminal.plain else self._ask_in_list
        name = ask(roles, self._number_place(roles, progress), can_go_back=can_go_back)
        if name == _NONE:
            for role in roles:
                self.advice.chosen.pop(role, None)
        return name

    def _number_place(self, roles: Sequence[Role], progress: Progress) -> str:
        setting = self.advice.setting()
        setting.read_by(progress.held)
        return number_place(setting, roles[0])

    def _ask_in_list(self, roles: Roles, place: str, *, can_go_back: bool) -> str | Back:
        lang = self.advice.lang
        found = contacts_of(roles[0], self.advice.pack.contacts)
        listed = [Choice(each.id, each.value.title[lang], names_of(each)) for each in found]
        skip = Choice(_NONE, say(lang, "not-listed"), always=True)
        question = ChoiceQuestion(
            say(lang, _LABELS[roles]),
            (skip, *listed),
            before=(self.named[roles],) if roles in self.named else (),
            can_go_back=can_go_back,
            names=True,
            unlisted=place,
        )
        chosen = prompts.choose(self.terminal, question)
        if isinstance(chosen, Back):
            return chosen
        (name,) = chosen
        if name:
            self.advice.choose(roles, name)
        return name

    def _ask_in_words(self, roles: Roles, place: str, *, can_go_back: bool) -> str | Back:
        lang = self.advice.lang
        hints = [say(lang, _LABELS[roles]), *([say(lang, "plain-back")] if can_go_back else [])]
        while True:
            name = prompts.ask_words(self.terminal, joined(lang, hints, "clauses"))
            if can_go_back and prompts.typed_letter(name) == "b":
                return Back.BACK
            try:
                if name:
                    self.advice.choose(roles, name)
            except WrongUse as err:
                for words in (complaint(lang, err), place):
                    self.terminal.show(wrap(words, self.terminal.width()))
            else:
                return name
