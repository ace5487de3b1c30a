"""Run over many lines: in this process or in several, in order, with a bounded number on the way.

Nothing is kept of a line but what is counted, so that memory does not grow with their number.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from posguard.api.pack import open_pack
from posguard.batch.answers import Done, Tally, Work, work_on
from posguard.batch.lines import Group, groups
from posguard.errors import PosguardError
from posguard.messages import say

if TYPE_CHECKING:
    from concurrent.futures import Future

_AHEAD = 4
"""So many groups of lines for each process are on the way at most."""
_MOST_NAMED = 10
"""So many changes are named in the summary."""


class Run:
    """One run over the lines of the files, or of standard input; its figures grow as it goes.

    ``see`` is told how many lines are done after each group of them.
    """

    def __init__(
        self, work: Work, files: Sequence[str], jobs: int, see: Callable[[int], None]
    ) -> None:
        self.lines = self.refused = self.changed = 0
        self._work, self._files, self._jobs, self._see = work, files, jobs, see
        self._tallies: dict[tuple[str, ...], Tally] = {}
        for folder in filter(None, (work.own, work.against)):
            open_pack(folder)  # what is no folder is said before anything is read

    @property
    def plans(self) -> int:
        """How many lines have a plan."""
        return self.lines - self.refused

    def chunks(self) -> Iterator[bytes]:
        """What is to be written, in the order of the lines.

        Raises:
            PosguardError: a file cannot be read, or a process was ended by the system.

        """
        read = groups(self._files)
        done = self._in_processes(read) if self._jobs > 1 else self._here(read)
        for each in done:
            self.lines += each.lines
            self.refused += each.refused
            self.changed += each.changed
            for tally in each.tallies:
                key = tally.change.sort
                before = self._tallies[key].count if key in self._tallies else 0
                self._tallies[key] = Tally(tally.change, before + tally.count)
            if each.out:
                yield each.out
            self._see(self.lines)
        if self._work.against:
            yield self._summary()

    def _here(self, read: Iterator[Group]) -> Iterator[Done]:
        for group in read:
            yield work_on(self._work, group)

    def _in_processes(self, read: Iterator[Group]) -> Iterator[Done]:
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        pool = ProcessPoolExecutor(self._jobs, get_context("spawn"), _ignore_interrupts)
        waiting: deque[Future[Done]] = deque()
        try:
            for group in read:
                with _no_interrupt():
                    waiting.append(pool.submit(work_on, self._work, group))
                most = 0 if group.last else _AHEAD * self._jobs
                while waiting and (len(waiting) > most or waiting[0].done()):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise PosguardError("batch-worker-gone") from None
        finally:
            pool.shutdown(cancel_futures=True)

    def _summary(self) -> bytes:
        """How many plans change, and what changes most often."""
        most = sorted(self._tallies.values(), key=lambda tally: -tally.count)[:_MOST_NAMED]
        named = [(tally.change.counted, tally.count) for tally in most]
        lang = self._work.lang
        if self._work.form == "json":
            figures = {"plans": self.plans, "changed": self.changed, "refused": self.refused}
            listed = [{**change.as_dict(lang), "count": count} for change, count in named]
            return msgspec.json.encode({"summary": {**figures, "changes": listed}}) + b"\n"
        key = "against-some" if self.changed else "against-none"
        lines = [say(lang, key, plans=self.plans, changed=self.changed)]
        for change, count in named:
            lines.append(say(lang, "against-count", count=count, what=change.sentence(lang)))
        if self.refused:
            lines.append(say(lang, "against-refused", refused=self.refused))
        return "".join(f"{line}\n" for line in lines).encode()


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that reads and writes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Let a process be started without Ctrl-C: it would not know yet that it is to ignore it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
