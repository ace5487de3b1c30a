"""What the case commands do: find the case, add events to it, and say how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any

from msgspec import Struct

from posguard.case import store
from posguard.case.folder import case_names
from posguard.case.state import Case
from posguard.case.store import Opened
from posguard.desk import Desk
from posguard.errors import PosguardError, WrongUse
from posguard.playbook.model import ROLES
from posguard.playbook.plan import Plan, plan
from posguard.playbook.walk import Reached, replay


class Standing(Struct, frozen=True):
    """A case and what follows from it: where its answers lead, and the plan."""

    case: Case
    reached: Reached
    plan: Plan


class Casework(Struct):
    """The cases in one folder, and the clock that times what is recorded.

    ``found`` collects what was masked, so that the user can be told.
    """

    desk: Desk
    folder: str
    clock: Callable[[], datetime]
    found: list[str] = []

    @property
    def now(self) -> datetime:
        """The present moment, with the local time zone."""
        return self.clock()

    @property
    def at(self) -> str:
        """The moment as it is recorded: local time with its zone, to the second."""
        return self.now.isoformat(timespec="seconds")

    @property
    def zone(self) -> tzinfo:
        """The local time zone."""
        zone = self.now.tzinfo
        assert zone is not None
        return zone

    def name(self, given: str) -> str:
        """The case meant: the one named, or the only open one.

        Raises:
            WrongUse: none is open, or several are.

        """
        if given:
            return given
        still_open = [n for n in case_names(self.folder) if not store.look(self.folder, n).case.closed]
        if len(still_open) == 1:
            return still_open[0]
        raise WrongUse("which-case", names=still_open) if still_open else WrongUse("no-open-case")

    def look(self, given: str) -> Case:
        """The state of a case, only looked at."""
        return store.look(self.folder, self.name(given)).case

    @contextmanager
    def work(self, given: str, *, closed: bool = False) -> Iterator[Opened]:
        """A case to add to.

        Raises:
            WrongUse: there is no such case.
            PosguardError: it is closed (unless ``closed``), in use, damaged, or cannot be written.

        """
        name = self.name(given)
        with store.opened(self.folder, name, self.at) as case:
            if case.case.closed and not closed:
                raise PosguardError("case-is-closed", name=name)
            yield case

    def add(self, case: Opened, kind: str, data: Mapping[str, Any], exact: Mapping[str, Any] | None = None) -> int:
        """Record an event; returns its number. Nothing reaches the disk that masking has not seen.

        Only ``exact`` is kept as it is: what the program itself has computed, such as hashes and sizes.
        """
        said = self._fact(data) if kind == "fact" else self._masked(data)
        return case.append(self.at, kind, {**said, **(exact or {})}).n

    def masked(self, words: str) -> str:
        """The words as they may be written."""
        return str(self._masked(words))

    def _fact(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        from posguard.case.facts import masked

        fact = masked(data["kind"], data["values"])
        self._add_found(fact.found)
        return {**data, "values": fact.values}

    def _masked(self, value: Any) -> Any:
        if isinstance(value, str):
            from posguard.case.masking import mask

            masked = mask(value)
            self._add_found(masked.found)
            return masked.text
        if isinstance(value, Mapping):
            return {key: self._masked(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._masked(item) for item in value]
        return value

    def _add_found(self, kinds: Iterable[str]) -> None:
        self.found += [kind for kind in kinds if kind not in self.found]

    def standing(self, case: Case) -> Standing:
        """Where the answers of a case lead, with the contacts chosen then."""
        for role in ROLES:
            if role in case.contacts:
                self.desk.chosen.setdefault(role, case.contacts[role])
        reached = replay(self.desk.shelves.playbooks, case.answers)
        return Standing(case, reached, plan(reached, self.desk.shelves.steps))

    def check_new(self, name: str) -> None:
        """Whether a case of this name can be made.

        Raises:
            WrongUse: the name cannot be one, or is taken.

        """
        store.check_new(self.folder, name)

    def keep(self, name: str, answers: Mapping[str, Sequence[str]]) -> None:
        """Record the answers in the case of this name, and make it if it is new.

        Raises:
            WrongUse: the name cannot be one.
            PosguardError: the case is closed, in use, damaged, or cannot be written.

        """
        if name not in case_names(self.folder):
            store.create(self.folder, name)
        with self.work(name) as case:
            if not case.record.events:
                self.add(case, "opened", {"name": name, "lang": self.desk.lang})
            self.keep_answers(case, answers)

    def keep_answers(self, case: Opened, answers: Mapping[str, Sequence[str]]) -> None:
        """Record the answers as they now are, if they have changed."""
        now = {question: list(options) for question, options in answers.items()}
        before = {question: list(options) for question, options in case.case.answers.items()}
        contacts = dict(self.desk.chosen)
        if now != before or contacts != case.case.contacts:
            self.add(case, "answered", {"answers": now, "contacts": contacts})

    def change_answers(
        self, case: Opened, changed: Mapping[str, Sequence[str]]
    ) -> tuple[Standing, Standing, list[str]]:
        """Put other answers in place; returns the standing before and after, and the answers that no longer count.

        Raises:
            WrongUse: an answer is not one of its question's options, or its question is not asked on this way.

        """
        before = self.standing(case.case)
        wanted = {**case.case.answers, **{q: tuple(o) for q, o in changed.items()}}
        reached = replay(self.desk.shelves.playbooks, wanted)
        for question in changed:
            if question not in reached.answers:
                raise WrongUse("no-such-answer", id=question, known=list(reached.answers))
        self.keep_answers(case, reached.answers)
        return before, self.standing(case.case), [q for q in wanted if q not in reached.answers]

    def step(self, standing: Standing, words: str) -> str:
        """The id of the step meant: by its id, or by its number in the plan.

        Raises:
            WrongUse: the plan has no such step.

        """
        ids = [planned.id for planned in standing.plan.steps]
        if words.isdecimal() and 1 <= int(words) <= len(ids):
            return ids[int(words) - 1]
        if words in ids:
            return words
        raise WrongUse("no-such-step", id=words, known=ids)
