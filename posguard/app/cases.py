"""Use cases of a case: its answers and plan, new cases, and their removal."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from posguard.api.advice import Advice
from posguard.app.case_access import CaseAccess
from posguard.case import durable, store
from posguard.case.answers import replay_known
from posguard.case.folder import case_names, cases_folder
from posguard.case.open_case import OpenCase
from posguard.case.record import Event
from posguard.case.state import Case
from posguard.errors import WrongUse
from posguard.interview.plan import Plan
from posguard.interview.progress import Answers, Progress
from posguard.interview.walk import replay
from posguard.messages import say
from posguard.pack.model import ROLES


class CaseStatus(Struct, frozen=True):
    """The status of a case: its state, the progress of its interview, and its plan."""

    case: Case
    progress: Progress
    plan: Plan


class AnswerChange(Struct, frozen=True):
    """A change of answers: the status before and after it, the answers that then no longer count,
    and those of earlier that count again.
    """

    before: CaseStatus
    after: CaseStatus
    dropped: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()

    @property
    def loses(self) -> bool:
        """Whether answers or steps of the plan fall out."""
        kept = {planned.id for planned in (*self.after.plan.steps, *self.after.plan.nevers)}
        steps = (*self.before.plan.steps, *self.before.plan.nevers)
        return bool(self.dropped) or any(planned.id not in kept for planned in steps)


class Casework(CaseAccess):
    """The cases in one folder, and all that a command does with them."""

    @classmethod
    def open(cls, advice: Advice, folder: str) -> Casework:
        """The cases in ``folder``, or where the system keeps a user's data, by the real clock.

        Raises:
            PosguardError: nobody knows where that is.

        """
        return cls(advice, cases_folder(folder), lambda: datetime.now(tz=UTC).astimezone())

    def progress(self, state: Case) -> Progress:
        """The progress by the answers of a case; those that the pack lacks are reported.

        Raises:
            PosguardError: the pack leads nowhere or in a circle.

        """
        replayed = replay_known(self.advice.pack, state.answers, state.findings)
        if replayed.unknown:
            pairs = [f"{name}={','.join(options)}" for name, options in replayed.unknown.items()]
            self._warn(say(self.advice.lang, "answers-unknown", name=state.name, answers=pairs))
        return replayed.progress

    def status(self, state: Case) -> CaseStatus:
        """The status of a case, with its contacts chosen as far as the pack has them."""
        for role in ROLES:
            contact = state.contacts.get(role, "")
            if contact in self.advice.pack.contacts:
                self.advice.chosen.setdefault(role, contact)
            elif contact:
                self._warn(say(self.advice.lang, "contact-unknown", name=state.name, id=contact))
        progress = self.progress(state)
        return CaseStatus(state, progress, self.advice.plan_of(progress, state.done))

    def check_new(self, name: str) -> None:
        """Refuse a name that no new case can have.

        Raises:
            WrongUse: the name is not fit for a case, or is in use.

        """
        store.check_new(self.folder, name)

    def keep(self, name: str, answers: Answers, told: Sequence[str]) -> None:
        """Record the answers and the findings they tell in the case of this name, and make it if
        it is new.

        Raises:
            WrongUse: the name is not fit for a case.
            PosguardError: the case is closed, in use, damaged, or cannot be written.

        """
        if name not in case_names(self.folder):
            path = store.create(self.folder, name)
            if not durable.is_private(path):
                self._warn(say(self.advice.lang, "case-not-private", name=name))
        with self.work(name) as case:
            if not case.record.events:
                case.append(self.at, "opened", {"name": name, "lang": self.advice.lang})
            self.keep_answers(case, answers, told)

    def tick(self, name: str, steps: Collection[str]) -> None:
        """Record steps of a case as done.

        Raises:
            PosguardError: the case is closed, in use, damaged, or cannot be written.

        """
        if not steps:
            return
        with self.work(name) as case:
            for step in sorted({*steps} - {*case.state.done}):
                case.append(self.at, "ticked", {"step": step})

    def keep_answers(self, case: OpenCase, answers: Answers, told: Sequence[str]) -> int | None:
        """Record the answers, with the findings they tell, if they have changed: the number of the
        event.

        Answers that the pack lacks are kept, and so are the findings they told.
        """
        before = _lists(case.state.answers)
        known = replay_known(self.advice.pack, before, case.state.findings)
        now = _lists({**known.unknown, **answers})
        kept = case.state.findings if known.unknown else ()
        findings = list(dict.fromkeys([*kept, *told]))
        chosen = {str(role): contact for role, contact in self.advice.chosen.items()}
        contacts = case.state.contacts | chosen
        if now == before and contacts == case.state.contacts:
            return None
        data = {"answers": now, "contacts": contacts, "findings": findings}
        return case.append(self.at, "answered", data).n

    def keep_fact(self, case: OpenCase, kind: str, values: Mapping[str, str]) -> Event:
        """Record a fact, or a moment from which deadlines are counted."""
        if kind == "happened":
            return case.append(
                self.at, "happened", {"event": values["event"], "at": values["time"]}
            )
        return case.append(self.at, "fact", {"kind": kind, "values": dict(values)})

    def changed(self, state: Case, answers: Answers) -> AnswerChange:
        """What a change of answers does. Questions that it brings back have their last answers,
        as far as the pack still takes them.

        Raises:
            WrongUse: an answer is not one of its question's options, or its question is not asked
                on this way.

        """
        before = self.status(state)
        wanted: Answers = {**before.progress.answers, **answers}
        progress = replay(self.advice.pack, wanted)
        for question in answers:
            if question not in progress.answers:
                raise WrongUse("no-such-answer", id=question, known=list(progress.answers))
        reached = replay_known(self.advice.pack, {**state.earlier, **wanted}).progress
        after = CaseStatus(state, reached, self.advice.plan_of(reached, state.done))
        return AnswerChange(
            before,
            after,
            dropped=tuple(question for question in wanted if question not in reached.answers),
            restored=tuple(question for question in reached.answers if question not in wanted),
        )

    def erase(self, name: str) -> None:
        """Remove a case with its contents.

        Raises:
            WrongUse: there is no such case.
            PosguardError: the case is in use, or something in it cannot be removed.

        """
        store.erase(self.folder, name)

    def files_in(self, name: str) -> int:
        """The number of files in a case.

        Raises:
            WrongUse: there is no such case.

        """
        return sum(len(names) for _, _, names in os.walk(store.case_path(self.folder, name)))

    def step(self, status: CaseStatus, words: str) -> str:
        """The id of a step that is named by its id, or by its number in the plan.

        Raises:
            WrongUse: the plan has no such step.

        """
        ids = [planned.id for planned in status.plan.steps]
        if words.isdecimal() and 1 <= int(words) <= len(ids):
            return ids[int(words) - 1]
        if words.isdecimal():
            raise WrongUse("no-such-step-number", n=words, most=len(ids))
        if words in ids:
            return words
        raise WrongUse("no-such-step", id=words, known=ids)


def _lists(answers: Answers) -> dict[str, list[str]]:
    """The answers in the form in which they are recorded."""
    return {question: list(options) for question, options in answers.items()}
