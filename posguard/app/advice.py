"""Use cases of advice: the pages that answer a command, made from a pack."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from posguard.app.packs import open_pack
from posguard.errors import PosguardError
from posguard.interview.plan import plan
from posguard.interview.walk import Progress
from posguard.pack.contacts import KIND_OF_ROLE, check_number, find_contacts, the_contact
from posguard.pack.loading import Pack
from posguard.pack.manifest import Place
from posguard.pack.model import START, Lang, Pillar, Role
from posguard.pages import advice as pages
from posguard.pages.setting import Setting
from posguard.render.page import Page

ROLES_OF_BANK: tuple[Role, ...] = ("issuer", "settlement-bank")


class Advice(Struct, frozen=True):
    """A pack, a language, and the contacts that the person chose."""

    pack: Pack
    lang: Lang
    chosen: dict[Role, str]

    @classmethod
    def open(cls, lang: Lang, pack: str, acquirer: str = "", bank: str = "") -> Advice:
        """Open the shipped pack with the organisation's on top, and find the contacts by name.

        Raises:
            PosguardError: there is no such folder, or no one contact of that name.

        """
        advice = cls(open_pack(pack), lang, {})
        if acquirer:
            advice.choose(("acquirer",), acquirer)
        if bank:
            advice.choose(ROLES_OF_BANK, bank)
        return advice

    def choose(self, roles: Sequence[Role], name: str) -> None:
        """Remember the contact of this name for the roles.

        Raises:
            WrongUse: no contact has the name, or several do.

        """
        found = the_contact(name, KIND_OF_ROLE[roles[0]], self.pack.contacts)
        self.chosen.update(dict.fromkeys(roles, found.id))

    @property
    def place(self) -> Place:
        """The place that the pack is made for."""
        return self.pack.pack.value.place

    def setting(self) -> Setting:
        """A new page context."""
        lib = self.pack
        return Setting(self.lang, lib.pack, lib.playbooks, lib.contacts, lib.sources, self.chosen)

    def plan(self, progress: Progress) -> Page:
        """The plan that the answers lead to."""
        return pages.plan_page(self.setting(), progress, plan(progress, self.pack.steps))

    def checklist(self, name: str, only: Sequence[Pillar]) -> Page:
        """All steps of one playbook.

        Raises:
            PosguardError: there is no such playbook; names the nearest.

        """
        if name == START or name not in self.pack.playbooks:
            known = [n for n in self.pack.playbooks if n != START]
            raise PosguardError("no-such", id=name, known=known)
        return pages.checklist_page(
            self.setting(), self.pack.playbooks[name], self.pack.steps, only
        )

    def playbooks(self) -> Page:
        """The list of playbooks."""
        return pages.incidents_page(self.setting(), self.pack.playbooks)

    def search(self, words: str) -> Page:
        """The playbooks that fit, as a page: id, title, and the reason.

        Raises:
            PosguardError: no playbook fits.

        """
        from posguard.pack.search import search
        from posguard.pages.search import search_page

        matches = search(words, self.pack.playbooks, self.pack.pack.value.search)
        if not matches:
            emergency = self.place.emergency_number
            raise PosguardError("nothing-found", words=words, emergency=emergency)
        return search_page(self.setting(), words, matches)

    def contacts(self, words: str) -> Page:
        """The contacts that fit the words; all of them without words.

        Raises:
            PosguardError: no contact fits.

        """
        found = find_contacts(words, self.pack.contacts)
        if not found:
            raise PosguardError("no-contact", words=words)
        return pages.contacts_page(self.setting(), found)

    def number(self, words: str) -> Page:
        """The owner of a number, and why that proves nothing.

        Raises:
            WrongUse: the words are not a telephone number.

        """
        verdicts = check_number(words, self.pack.contacts, self.lang, self.place)
        return pages.number_page(self.setting(), words.strip(), verdicts)
