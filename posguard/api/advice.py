"""Use cases of advice: the pages that answer a command, made from a pack."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from posguard.api.packs import open_pack
from posguard.errors import PosguardError, WrongUse
from posguard.interview.plan import Plan, plan
from posguard.interview.progress import Progress
from posguard.pack.abroad import numbers_for
from posguard.pack.contacts import KIND_OF_ROLE, check_number, find_contacts, the_contact
from posguard.pack.loading import Pack
from posguard.pack.manifest import Place
from posguard.pack.model import START, Lang, Pillar, Role
from posguard.pages.setting import Extent, Known, Setting
from posguard.render.page import Page

if TYPE_CHECKING:
    # Only named here: what makes a page is loaded when the page is wanted, so that the first
    # question comes sooner.
    from posguard.render.drawing import Drawing

ROLES_OF_BANK: tuple[Role, ...] = ("issuer", "settlement-bank")


class Advice(Struct, frozen=True):
    """A pack, a language, and the contacts that the person chose."""

    pack: Pack
    lang: Lang
    chosen: dict[Role, str]
    extent: Extent = "usual"
    known: Known = field(default_factory=Known)

    @classmethod
    def open(
        cls, lang: Lang, pack: str, acquirer: str = "", bank: str = "", extent: Extent = "usual"
    ) -> Advice:
        """Open the shipped pack with the organisation's on top, and find the contacts by name.

        Raises:
            PosguardError: there is no such folder, or no one contact of that name.

        """
        advice = cls(open_pack(pack), lang, {}, extent)
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
        return self.pack.manifest.value.place

    def setting(self) -> Setting:
        """The setting of a new page."""
        return Setting(self.lang, self.pack, self.chosen, known=self.known)

    def plan(
        self, progress: Progress, ticked: Collection[str] = (), extent: Extent | None = None
    ) -> Page:
        """The plan that the answers lead to, as much of it as is wanted; ``ticked`` are the steps
        that are done.
        """
        from posguard.pages.plan import plan_page

        made = self.plan_of(progress, ticked)
        return plan_page(self.setting(), progress, made, extent or self.extent)

    def plan_of(self, progress: Progress, ticked: Collection[str] = ()) -> Plan:
        """The plan that the answers lead to, in words for where the reader is."""
        from posguard.pages.abroad import plan_for_reader

        return plan_for_reader(plan(progress, self.pack, ticked), self.pack)

    def emergency_number(self, progress: Progress) -> str:
        """The number of the police in an emergency, or the words for it where the reader is."""
        numbers = numbers_for(progress.held, self.pack)
        return numbers.words.emergency[self.lang] if numbers else self.place.emergency_number

    def checklist(self, name: str, only: Sequence[Pillar]) -> Page:
        """All steps of one playbook, or of a question that several playbooks ask.

        Raises:
            PosguardError: there is no such playbook; names the nearest.

        """
        from posguard.pages.checklist import checklist_page, question_checklist_page

        if name != START and name in self.pack.playbooks:
            return checklist_page(self.setting(), name, only)
        if name in self.pack.questions:
            return question_checklist_page(self.setting(), name, only)
        known = [n for n in self.pack.playbooks if n != START]
        raise PosguardError("no-such", id=name, known=known)

    def checklist_names(self) -> list[str]:
        """Every name that there is a checklist of."""
        names = [*self.pack.playbooks, *self.pack.questions]
        return [name for name in dict.fromkeys(names) if name != START]

    def explanation(self, name: str) -> Page:
        """What each answer of a tree or of a shared question brings, or what a finding brings.

        Raises:
            PosguardError: there is nothing of that name; names the nearest.

        """
        from posguard.pages import explain

        folder, _, plain = name.rpartition("/")
        setting, pack = self.setting(), self.pack
        plain = plain.removesuffix(".yaml")
        if folder in ("", "incidents") and plain in pack.playbooks:
            return explain.tree_page(setting, plain)
        if folder in ("", "questions") and plain in pack.questions:
            return explain.question_page(setting, plain, pack.questions[plain].value)
        if folder in ("", "findings") and plain in pack.findings:
            return explain.finding_page(setting, plain)
        known = [*pack.playbooks, *pack.questions, *pack.findings]
        raise PosguardError("no-such", id=name, known=known)

    def drawing(self, name: str) -> Drawing:
        """The drawing of one tree, the first one included.

        Raises:
            PosguardError: there is no such tree; names the nearest.

        """
        from posguard.pages.drawing import tree_drawing

        plain = name.removeprefix("incidents/").removesuffix(".yaml")
        if plain not in self.pack.playbooks:
            raise PosguardError("no-such", id=name, known=list(self.pack.playbooks))
        return tree_drawing(self.setting(), plain)

    def step(self, name: str) -> Page:
        """One step with everything there is of it, by its id or by words of what it says to do.

        Raises:
            PosguardError: there is no such step; names the nearest.
            WrongUse: the words stand in several.

        """
        from posguard.pages.explain import step_page

        steps, words = self.pack.steps, name.strip().casefold()
        if name in steps:
            return step_page(self.setting(), name)
        does = {each: entry.value.do[self.lang] for each, entry in steps.items()}
        found = [each for each, do in does.items() if words and words in do.casefold()]
        if not found:
            raise PosguardError("no-such", id=name, known=list(steps))
        if len(found) > 1:
            raise WrongUse("many-steps", id=name, steps=[f"{n} ({does[n]})" for n in found[:8]])
        return step_page(self.setting(), found[0])

    def playbooks(self) -> Page:
        """The list of playbooks."""
        from posguard.pages.advice import incidents_page

        return incidents_page(self.setting(), self.pack.playbooks)

    def search(self, words: str) -> Page:
        """The playbooks that fit, as a page: id, title, and the reason.

        Raises:
            PosguardError: no playbook fits.

        """
        from posguard.pack.search import Search
        from posguard.pages.search import search_page

        matches = Search(self.pack.playbooks, self.pack.manifest.value.search).found(words)
        if not matches:
            emergency = self.place.emergency_number
            raise PosguardError("nothing-found", words=words, emergency=emergency)
        return search_page(self.setting(), words, matches)

    def contacts(self, words: str, *, full: bool) -> Page:
        """The contacts that fit the words, with everything about them; without words all of them,
        in a line each unless all is wanted ``full``.

        Raises:
            PosguardError: no contact fits.

        """
        from posguard.pages.advice import contacts_page

        found = find_contacts(words, self.pack.contacts)
        if not found:
            raise PosguardError("no-contact", words=words)
        return contacts_page(self.setting(), found, full=full or bool(words))

    def number(self, words: str) -> Page:
        """The owner of a number, and why that proves nothing.

        Raises:
            WrongUse: the words are not a telephone number.

        """
        from posguard.pages.advice import number_page

        verdicts = check_number(words, self.pack.contacts, self.lang, self.place)
        return number_page(self.setting(), words.strip(), verdicts)
