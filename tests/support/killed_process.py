"""Processes that write to a case until they are killed; run as a program, it starts one for each
line it reads.

It is started once, with everything imported, and forks: a run costs a few milliseconds. Each line
names what to do and where, and when to kill it; a line comes back for everything that was
acknowledged to the child, then ``gone``.
"""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from support.case_factory import (
    AT,
    add_evidence,
    add_files,
    add_notes,
    new_case,
    open_cases,
    pack_evidence,
    source_file,
)
from support.paths import TESTS

from posguard.app import evidence as exhibits
from posguard.case import store
from posguard.case.state import Exhibit
from posguard.errors import PosguardError, SystemReason

NOBODY = 65534


def say(*words: object) -> None:
    """One line to whoever started the fork_server, in one piece."""
    os.write(1, json.dumps(words).encode() + b"\n")


def acknowledge(exhibit: Exhibit) -> None:
    """Tell that a copy was acknowledged: its number, its file, its hash."""
    say("kept", exhibit.n, exhibit.values["file"], exhibit.values["sha256"])


def mixed(folder: Path, source: Path, seed: int) -> None:
    """Notes, some of them long, and copies, several in one sitting, for ever."""
    made, dice, number = open_cases(folder), random.Random(seed), 0
    while True:
        if dice.random() < 0.4:
            for kept in add_files(
                made, *[source] * dice.randrange(1, 5), words={"what": f"{seed}"}
            ):
                acknowledge(kept.exhibit)
        with made.work("shop") as case:
            for _ in range(dice.randrange(1, 5)):
                number += 1
                text = f"{seed}.{number} " + "x" * dice.choice((0, 0, 50, 200_000))
                say("noted", case.append(AT, "noted", {"text": text}).n, text[:40], len(text))


def notes(folder: Path, source: Path, seed: int) -> None:
    """Forty notes, each in a sitting of its own."""
    made = open_cases(folder)
    for number in range(40):
        with made.work("shop") as case:
            text = f"{seed}.{number}"
            say("noted", case.append(AT, "noted", {"text": text}).n, text, len(text))


def fill(folder: Path, source: Path, seed: int) -> None:
    """Notes and copies in turn until one is refused."""
    made = open_cases(folder)
    try:
        for number in range(10_000):
            text = f"{seed}.{number} " + "x" * 997
            with made.work("shop") as case:
                say("noted", case.append(AT, "noted", {"text": text}).n, text[:40], len(text))
            if number % 3 == 0:
                for kept in add_files(made, source):
                    acknowledge(kept.exhibit)
    except PosguardError as err:
        say("refused", err.key, _number_name(err))


def limited(folder: Path, source: Path, seed: int) -> None:
    """The same where no file may grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (seed, seed))
    fill(folder, source, seed)


def once(folder: Path, source: Path, seed: int) -> None:
    """One note and one copy, each of which may be refused."""
    made = open_cases(folder)
    for add in (lambda: add_notes(made, "once"), lambda: add_evidence(made, source)):
        try:
            add()
            say("added")
        except PosguardError as err:
            say("refused", err.key, _number_name(err))
    say(
        "looked",
        len(store.look(str(folder), "shop").record.events),
        len(exhibits.verify_copies(made, "shop").findings),
    )


def unprivileged(folder: Path, source: Path, seed: int) -> None:
    """The same as somebody whom permissions hold back."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    once(folder, source, seed)


def pack(folder: Path, source: Path, seed: int) -> None:
    """A bag, folder or zip."""
    pack_evidence(open_cases(folder), source)
    say("packed")


def erase(folder: Path, source: Path, seed: int) -> None:
    """The case, removed."""
    store.erase(str(folder), "shop")
    say("erased")


DEEDS = {
    deed.__name__: deed for deed in (mixed, notes, fill, limited, once, unprivileged, pack, erase)
}


class ForkServer:
    """The program below, started, and what its children acknowledged."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "support.killed_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(TESTS)},
        )
        assert self._hear() == ["ready"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=60)

    def _hear(self) -> list[Any]:
        assert self._process.stdout is not None
        words: list[Any] = json.loads(self._process.stdout.readline())
        return words

    def start(
        self, deed: str, folder: Path, source: Path, seed: int = 0, after: float | None = None
    ) -> None:
        """Start a child, to be killed so many seconds later if a time is given."""
        assert self._process.stdin is not None
        self._process.stdin.write(
            json.dumps([deed, str(folder), str(source), seed, after]).encode() + b"\n"
        )
        self._process.stdin.flush()

    def until_gone(self) -> Iterator[list[Any]]:
        """What the child said, until it was no more; a child that failed by itself fails the
        test.
        """
        while (words := self._hear())[0] != "gone":
            yield words
        assert words[1] in (0, -signal.SIGKILL), words

    def run(self, deed: str, folder: Path, source: Path, seed: int = 0) -> list[list[Any]]:
        """One child from its start to its own end."""
        self.start(deed, folder, source, seed)
        return list(self.until_gone())

    def killed(
        self, deed: str, folder: Path, source: Path, seed: int, after: float
    ) -> list[list[Any]]:
        """One child, killed so many seconds after its start."""
        self.start(deed, folder, source, seed, after)
        return list(self.until_gone())


def _number_name(err: PosguardError) -> str:
    """The name of the number that the system gave as its reason; empty if it gave none."""
    reason = err.facts.get("reason")
    return errno.errorcode[reason.number] if isinstance(reason, SystemReason) else ""


def _child(deed: str, folder: str, source: str, seed: int) -> None:
    try:
        DEEDS[deed](Path(folder), Path(source), seed)
    except BaseException:  # noqa: BLE001  whatever it was, the child must not go on as the fork_server
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _warm_up() -> None:
    """Import all that is imported late, while it can still be read."""
    with TemporaryDirectory() as folder:
        made = new_case(Path(folder))
        add_evidence(made, source_file(Path(folder), "x", b"x"))
        pack_evidence(made, Path(folder) / "x.zip")


def main() -> None:
    """Fork a child for each line of standard input."""
    _warm_up()
    say("ready")
    for line in sys.stdin:
        *asked, after = json.loads(line)
        child = os.fork()
        if not child:
            _child(*asked)
        if after is not None:
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        say("gone", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
