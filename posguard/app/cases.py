"""What the case commands do: find the case, add events to it, and say how it stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from typing import TypeVar

from msgspec import Struct

from posguard.app.advice import Advice
from posguard.case import durable, store
from posguard.case.answers import replay_known
from posguard.case.folder import case_names, cases_folder
from posguard.case.open_case import OpenCase
from posguard.case.state import Case
from posguard.case.view import CaseView
from posguard.errors import PosguardError, WrongUse
from posguard.interview.plan import Plan, plan
from posguard.interview.walk import Answers, Progress, replay
from posguard.messages import complaint, say
from posguard.pack.model import ROLES
from posguard.pages.damage import damage_told
from posguard.terminal import streams

Either = TypeVar("Either", CaseView, OpenCase)


class CaseStatus(Struct, frozen=True):
    """A case and what follows from it: where its answers lead, and the plan."""

    case: Case
    progress: Progress
    plan: Plan


class UnreadableCase(Struct, frozen=True):
    """A case of which nothing is known but its name, and why."""

    name: str
    why: PosguardError


class Casework(Struct):
    """The cases in one folder, and the clock that times what is recorded: for one command.

    Every command gets its cases here, so that damage is said whatever the command is. A case that
    is only looked at is read once; what was said of it is not said again.
    """

    advice: Advice
    folder: str
    clock: Callable[[], datetime]
    looked_at: dict[str, CaseView] = {}
    said: set[str] = set()

    @classmethod
    def open(cls, advice: Advice, folder: str) -> Casework:
        """The cases in ``folder``, or where the system keeps a user's data, by the real clock.

        Raises:
            PosguardError: nobody knows where that is.

        """
        return cls(advice, cases_folder(folder), lambda: datetime.now(tz=UTC).astimezone())

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
        """The case meant: the one named, or the only open one. Cases that cannot be read are
        named, and passed over.

        Raises:
            WrongUse: none is open, or several are.
            PosguardError: none is open, and one cannot be read.

        """
        if given:
            return given
        views = list(self.views())
        unreadable = [view for view in views if isinstance(view, UnreadableCase)]
        still_open = [
            view.name for view in views if isinstance(view, CaseView) and not view.state.closed
        ]
        if unreadable and not still_open:
            raise unreadable[0].why
        for each in unreadable:
            self.warn_unreadable(each)
        if len(still_open) == 1:
            return still_open[0]
        raise WrongUse("which-case", names=still_open) if still_open else WrongUse("no-open-case")

    def views(self) -> Iterator[CaseView | UnreadableCase]:
        """All cases, in order of their names; one that cannot be read hides none of the others."""
        for name in case_names(self.folder):
            try:
                yield self._look(name)
            except PosguardError as err:
                yield UnreadableCase(name, err)

    def warn_unreadable(self, case: UnreadableCase) -> None:
        """Say why a case cannot be read."""
        self._warn(complaint(self.advice.lang, case.why))

    def view(self, given: str) -> CaseView:
        """The case meant, to look at. What is damaged in it is said first, so that nobody takes it
        for whole.

        Raises:
            WrongUse: there is no such case; none is open, or several are.
            PosguardError: it cannot be read.

        """
        return self._say_damage(self._look(self.name(given)))

    def examine(self, given: str) -> CaseView:
        """The case meant, for a command that itself says all that is wrong with it.

        Raises:
            WrongUse: there is no such case; none is open, or several are.
            PosguardError: it cannot be read.

        """
        name = self.name(given)
        if name not in self.looked_at or self.looked_at[name].record.torn:
            self.looked_at[name] = store.look_settled(self.folder, name)
        return self.looked_at[name]

    def reread(self, name: str) -> CaseView:
        """The case of this name as the disk now holds it.

        Raises:
            WrongUse: there is no such case.
            PosguardError: it cannot be read.

        """
        self.looked_at.pop(name, None)
        return self._look(name)

    @contextmanager
    def work(self, given: str, *, closed: bool = False) -> Iterator[OpenCase]:
        """A case to add to. What is damaged in it is said first; what an interruption had left
        behind it, too.

        Raises:
            WrongUse: there is no such case.
            PosguardError: it is closed (unless ``closed``), in use, or cannot be written.

        """
        name = given or self._single() or self.name("")
        self.looked_at.pop(name, None)
        with store.open_case(self.folder, name, self.at) as case:
            self._say_damage(case)
            for file in case.put_aside:
                self._warn(say(self.advice.lang, "put-aside", case=name, file=file))
            if case.state.closed and not given:
                raise WrongUse("no-open-case")
            if case.state.closed and not closed:
                raise PosguardError("case-is-closed", name=name)
            yield case

    def undamaged(self, case: CaseView | OpenCase, *, despite: bool) -> None:
        """Refuse to hand out anything made from a damaged record, unless the person wants it
        ``despite`` the damage.

        Raises:
            PosguardError: the record is damaged.

        """
        if case.damage and not despite:
            raise PosguardError(
                "record-damaged-nothing-made", case=case.name, place=case.damage[0].place
            )

    def _single(self) -> str:
        """The only case, if there is but one: it need not be looked at before it is locked."""
        names = case_names(self.folder)
        return names[0] if len(names) == 1 else ""

    def _look(self, name: str) -> CaseView:
        if name not in self.looked_at:
            self.looked_at[name] = store.look(self.folder, name)
        return self.looked_at[name]

    def _say_damage(self, case: Either) -> Either:
        """The case, after saying what is wrong with it."""
        for words in damage_told(self.advice.lang, case.name, case.damage, case.record.unknown):
            self._warn(words)
        return case

    def _warn(self, words: str) -> None:
        """Say something on standard error, once."""
        if words not in self.said:
            self.said.add(words)
            streams.warn(words)

    def progress(self, state: Case) -> Progress:
        """Where the answers of a case lead; those that the pack does not know are named, and have
        no effect.

        Raises:
            PosguardError: the pack leads nowhere or in a circle.

        """
        found = replay_known(self.advice.pack.playbooks, state.answers)
        if found.unknown:
            pairs = [
                f"{question}={','.join(options)}" for question, options in found.unknown.items()
            ]
            self._warn(say(self.advice.lang, "answers-unknown", name=state.name, answers=pairs))
        return found.progress

    def status(self, state: Case) -> CaseStatus:
        """Where the answers of a case lead, with its contacts, as far as the pack knows them."""
        for role in ROLES:
            contact = state.contacts.get(role, "")
            if contact in self.advice.pack.contacts:
                self.advice.chosen.setdefault(role, contact)
            elif contact:
                self._warn(say(self.advice.lang, "contact-unknown", name=state.name, id=contact))
        progress = self.progress(state)
        return CaseStatus(state, progress, plan(progress, self.advice.pack.steps))

    def check_new(self, name: str) -> None:
        """Whether a case of this name can be made.

        Raises:
            WrongUse: the name cannot be one, or is taken.

        """
        store.check_new(self.folder, name)

    def keep(self, name: str, answers: Answers) -> None:
        """Record the answers in the case of this name, and make it if it is new.

        Raises:
            WrongUse: the name cannot be one.
            PosguardError: the case is closed, in use, damaged, or cannot be written.

        """
        if name not in case_names(self.folder):
            path = store.create(self.folder, name)
            if not durable.is_private(path):
                self._warn(say(self.advice.lang, "case-not-private", name=name))
        with self.work(name) as case:
            if not case.record.events:
                case.append(self.at, "opened", {"name": name, "lang": self.advice.lang})
            self.keep_answers(case, answers)

    def keep_answers(self, case: OpenCase, answers: Answers) -> None:
        """Record the answers if they have changed; those that the pack does not know are kept."""
        before = {question: list(options) for question, options in case.state.answers.items()}
        unknown = replay_known(self.advice.pack.playbooks, before).unknown
        now = {question: list(options) for question, options in {**unknown, **answers}.items()}
        contacts = case.state.contacts | {
            str(role): name for role, name in self.advice.chosen.items()
        }
        if now != before or contacts != case.state.contacts:
            case.append(self.at, "answered", {"answers": now, "contacts": contacts})

    def change_answers(
        self, case: OpenCase, changed: Answers
    ) -> tuple[CaseStatus, CaseStatus, list[str]]:
        """Put other answers in place; returns the standing before and after, and the answers that
        no longer count.

        Raises:
            WrongUse: an answer is not one of its question's options, or its question is not asked
                on this way.

        """
        before = self.status(case.state)
        wanted = {**before.progress.answers, **{q: tuple(o) for q, o in changed.items()}}
        progress = replay(self.advice.pack.playbooks, wanted)
        for question in changed:
            if question not in progress.answers:
                raise WrongUse("no-such-answer", id=question, known=list(progress.answers))
        self.keep_answers(case, progress.answers)
        return before, self.status(case.state), [q for q in wanted if q not in progress.answers]

    def erase(self, name: str) -> None:
        """Remove a case with everything in it.

        Raises:
            WrongUse: there is no such case.
            PosguardError: it is in use, or something in it cannot be removed.

        """
        store.erase(self.folder, name)

    def files_in(self, name: str) -> int:
        """How many files a case holds.

        Raises:
            WrongUse: there is no such case.

        """
        return sum(len(names) for _, _, names in os.walk(store.case_path(self.folder, name)))

    def step(self, status: CaseStatus, words: str) -> str:
        """The id of the step meant: by its id, or by its number in the plan.

        Raises:
            WrongUse: the plan has no such step.

        """
        ids = [planned.id for planned in status.plan.steps]
        if words.isdecimal() and 1 <= int(words) <= len(ids):
            return ids[int(words) - 1]
        if words in ids:
            return words
        raise WrongUse("no-such-step", id=words, known=ids)
