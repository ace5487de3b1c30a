"""Access to cases: find, read and open them, and say what is damaged in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import TypeVar

from msgspec import Struct

from posguard.api.advice import Advice
from posguard.case import store
from posguard.case.folder import case_names
from posguard.case.open_case import OpenCase
from posguard.case.view import CaseView
from posguard.errors import PosguardError, WrongUse
from posguard.messages import complaint, say
from posguard.pages.damage import damage_told
from posguard.terminal import streams

Either = TypeVar("Either", CaseView, OpenCase)


class UnreadableCase(Struct, frozen=True):
    """A case that cannot be read: its name, and the reason."""

    name: str
    why: PosguardError


class CaseAccess(Struct):
    """Access of one command to the cases in one folder, with the clock that times its events.

    Every command gets its cases here, so that each of them reports damage. A case that is only
    looked at is read once, and its damage is reported once.
    """

    advice: Advice
    folder: str
    clock: Callable[[], datetime]
    looked_at: dict[str, CaseView] = {}
    said: set[str] = set()

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
        """The name of the case: the one given, or that of the only open case.

        Cases that cannot be read are reported, and passed over.

        Raises:
            WrongUse: no case is open, or several are.
            PosguardError: no case is open, and one cannot be read.

        """
        if given:
            return given
        still_open: list[str] = []
        unreadable: list[UnreadableCase] = []
        for view in self.views():
            if isinstance(view, UnreadableCase):
                unreadable.append(view)
            elif not view.state.closed:
                still_open.append(view.name)
        if unreadable and not still_open:
            raise unreadable[0].why
        for each in unreadable:
            self.warn_unreadable(each)
        if not still_open:
            raise WrongUse("no-open-case")
        if len(still_open) > 1:
            raise WrongUse("which-case", names=still_open)
        return still_open[0]

    def views(self) -> Iterator[CaseView | UnreadableCase]:
        """All cases, in the order of their names; an unreadable one hides none of the others."""
        for name in case_names(self.folder):
            try:
                yield self._look(name)
            except PosguardError as err:
                yield UnreadableCase(name, err)

    def warn_unreadable(self, case: UnreadableCase) -> None:
        """Report why a case cannot be read."""
        self._warn(complaint(self.advice.lang, case.why))

    def view(self, given: str) -> CaseView:
        """The case to look at; its damage is reported first, so that nobody thinks it whole.

        Raises:
            WrongUse: there is no such case; none is open, or several are.
            PosguardError: the case cannot be read.

        """
        return self._say_damage(self._look(self.name(given)))

    def examine(self, given: str) -> CaseView:
        """The case for a command that itself reports its damage.

        Raises:
            WrongUse: there is no such case; none is open, or several are.
            PosguardError: the case cannot be read.

        """
        name = self.name(given)
        if name not in self.looked_at or self.looked_at[name].record.torn:
            self.looked_at[name] = store.look_settled(self.folder, name)
        return self.looked_at[name]

    def reread(self, name: str) -> CaseView:
        """Read the case of this name from the disk again.

        Raises:
            WrongUse: there is no such case.
            PosguardError: the case cannot be read.

        """
        self.looked_at.pop(name, None)
        return self._look(name)

    @contextmanager
    def work(self, given: str, *, closed: bool = False) -> Iterator[OpenCase]:
        """Open a case to add to; its damage and the remains of an interruption are reported first.

        Raises:
            WrongUse: there is no such case.
            PosguardError: the case is closed (unless ``closed``), in use, or cannot be written.

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
        """Refuse to make anything from a damaged record, unless it is wanted ``despite`` that.

        Raises:
            PosguardError: the record is damaged.

        """
        if case.damage and not despite:
            place = case.damage[0].place
            raise PosguardError("record-damaged-nothing-made", case=case.name, place=place)

    def _single(self) -> str:
        """The name of the only case, which need not be read before it is locked; else empty."""
        names = case_names(self.folder)
        return names[0] if len(names) == 1 else ""

    def _look(self, name: str) -> CaseView:
        if name not in self.looked_at:
            self.looked_at[name] = store.look(self.folder, name)
        return self.looked_at[name]

    def _say_damage(self, case: Either) -> Either:
        """Report the damage of a case, and return the case."""
        for words in damage_told(self.advice.lang, case.name, case.damage, case.record.unknown):
            self._warn(words)
        return case

    def _warn(self, words: str) -> None:
        """Write something to standard error, once."""
        if words not in self.said:
            self.said.add(words)
            streams.warn(words)
