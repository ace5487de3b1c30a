"""A person at a real pseudo-terminal: starts posguard there, reads the screen, presses keys."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Literal, Self

from support.interviews import shipped_question
from support.program import POSGUARD, Result, environment

from posguard.messages import say
from posguard.pack.model import Lang, Question

DOWN, UP, ENTER, SPACE, CTRL_C, CTRL_D = b"\x1b[B", b"\x1b[A", b"\r", b" ", b"\x03", b"\x04"
Stream = Literal["tty", "file", "pipe", "null", "closed", "full"]
_ASKS_WHERE_THE_CURSOR_IS = b"\x1b[6n"
_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b[=>78]"
)
_TIMEOUT = 60.0


def without_escapes(stream: str) -> str:
    """What was written without the sequences that move the cursor and change colours."""
    return _ESCAPE.sub("", stream)


def without_spaces(words: str) -> str:
    """Words without any white space: the same however they are broken into lines."""
    return "".join(words.split())


class Person:
    """One run of posguard at a terminal, from its start to its end.

    Each of the three streams is the terminal (``tty``), a file, a pipe, ``/dev/null``,
    ``/dev/full`` or closed. With ``controlling=False`` the process has no terminal of its own, as
    under cron.
    """

    def __init__(  # noqa: PLR0913  one for each thing that makes a run at a terminal what it is
        self,
        *argv: str,
        stdin: Stream = "tty",
        stdout: Stream = "file",
        stderr: Stream = "tty",
        piped: bytes = b"",
        controlling: bool = True,
        columns: int = 80,
        rows: int = 50,
        lang: Lang = "en",
        encoding: str = "utf-8",
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = POSGUARD,
        cwd: str | None = None,
    ) -> None:
        self.lang: Lang = lang
        self.plain = "--plain" in argv or (env or {}).get("TERM", "xterm") in ("", "dumb")
        self._advised: set[str] = set()
        self._encoding = encoding
        self._rows = rows
        self._answered = 0
        self._read_to = 0
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._heard: dict[int, bytearray] = {self._master: bytearray()}
        self._files: dict[int, str] = {}
        self._pipes: dict[int, int] = {}
        kinds = (stdin, stdout, stderr)
        ends = [
            slave if kind == "tty" else self._end(number, kind, piped)
            for number, kind in enumerate(kinds)
        ]

        def settle() -> None:
            for each in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP):
                signal.signal(each, signal.SIG_DFL)  # the suite itself may run in the background
            os.setsid()
            if controlling:
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number, kind in enumerate(kinds):
                if kind == "closed":
                    os.close(number)

        self._process = subprocess.Popen(
            [*program, *argv],
            stdin=ends[0],
            stdout=ends[1],
            stderr=ends[2],
            env=environment({"TERM": "xterm-256color", "POSGUARD_LANG": lang, **(env or {})}),
            cwd=cwd,
            preexec_fn=settle,  # noqa: PLW1509  the tests have no threads
            pass_fds=(slave,),
        )
        for end in {slave, *ends}:
            os.close(end)

    def _end(self, number: int, kind: Stream, piped: bytes) -> int:
        """The process's end of one stream that is no terminal."""
        if kind in ("null", "closed"):
            return os.open(os.devnull, os.O_RDWR)
        if kind == "full":
            return os.open("/dev/full", os.O_WRONLY)
        if kind == "file":
            handle, self._files[number] = tempfile.mkstemp(prefix="posguard-")
            os.write(handle, piped if number == 0 else b"")
            os.lseek(handle, 0, os.SEEK_SET)
            return handle
        reads, writes = os.pipe()
        if number == 0:
            os.write(writes, piped)
            os.close(writes)
            return reads
        self._pipes[number] = reads
        self._heard[reads] = bytearray()
        return writes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        for end in self._heard:
            os.close(end)
        for path in self._files.values():
            os.unlink(path)

    @property
    def screen(self) -> str:
        """All that was ever written to the terminal, without its escape sequences."""
        return without_escapes(self.raw.decode(self._encoding, errors="replace")).replace(
            "\r\n", "\n"
        )

    @property
    def raw(self) -> bytes:
        """All that was ever written to the terminal."""
        return bytes(self._heard[self._master])

    @property
    def modes(self) -> list[object]:
        """How the terminal treats what is typed and written: echo, line by line, signals."""
        return list(termios.tcgetattr(self._master))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the process, as somebody does from another terminal."""
        os.kill(self.pid, number)

    def press(self, *keys: bytes) -> None:
        """Press keys, or type words."""
        os.write(self._master, b"".join(keys))

    def press_all(self, data: bytes) -> None:
        """Send more than a terminal takes at once."""
        while data:
            data = data[os.write(self._master, data[:4096]) :]

    def drawn(self, quiet: float = 0.15) -> None:
        """Wait until nothing more is written for a moment."""
        while self._listen(quiet):
            pass

    def type(self, words: str) -> None:
        """Type words and press Enter."""
        self.press(words.encode(self._encoding), ENTER)

    def see(self, words: str) -> str:
        """Wait until the words are on the screen, wherever its lines break; what was written up to
        their end.

        What was seen once is not seen again: the words are looked for behind those of the last
        time.
        """
        wanted, until = without_spaces(words), time.monotonic() + _TIMEOUT
        while (found := without_spaces(self.screen).find(wanted, self._read_to)) < 0:
            assert time.monotonic() < until, (
                f"{words!r} did not appear on the screen:\n{self.screen}"
            )
            alive = self._process.poll() is None
            self._listen(0.5)
            assert alive or wanted in without_spaces(self.screen)[self._read_to :], (
                f"left without {words!r}:\n{self.screen}"
            )
        before, self._read_to = self._read_to, found + len(wanted)
        return without_spaces(self.screen)[before : self._read_to]

    def _listen(self, seconds: float) -> bool:
        """Take in what is written next; False when nobody can write any more."""
        open_ends = [end for end in self._heard if end >= 0]
        ready, _, _ = select.select(open_ends, [], [], seconds)
        heard = False
        for end in ready:
            try:
                data = os.read(end, 65536)
            except OSError as err:
                if err.errno != errno.EIO:
                    raise
                data = b""
            self._heard[end] += data
            heard = heard or bool(data)
        asked = self.raw.count(_ASKS_WHERE_THE_CURSOR_IS)
        while self._answered < asked:
            self._answered += 1
            row = min(self.raw.split(_ASKS_WHERE_THE_CURSOR_IS)[0].count(b"\n") + 1, self._rows)
            self.press(f"\x1b[{row};1R".encode())
        return heard

    def ready(self, name: str) -> Question:
        """Wait until a question can be answered."""
        asked = shipped_question(name)
        many = asked.choose == "many"
        keys = (
            ("plain-many" if many else "plain-one")
            if self.plain
            else ("keys-many" if many else "keys-one")
        )
        self.see(asked.ask[self.lang])
        self.see(say(self.lang, keys))
        return asked

    def answer(self, name: str, *options: str) -> None:
        """Answer a question once it is on the screen: by number, or with the arrow keys."""
        asked = self.ready(name)
        places = sorted(list(asked.options).index(option) for option in options)
        if self.plain:
            self.see(say(self.lang, "plain-leave"))
            self.type(" ".join(str(place + 1) for place in places))
        elif asked.choose == "one":
            self.press(DOWN * places[0], ENTER)
        else:
            steps = [place - before for before, place in zip([0, *places], places, strict=False)]
            self.press(*(DOWN * step + SPACE for step in steps), ENTER)

    def answers(self, answers: Mapping[str, Sequence[str]]) -> None:
        """Answer one question after the other, and read what is advised in between."""
        for name, options in answers.items():
            self.answer(name, *options)
            fresh = {
                step for option in options for step in shipped_question(name).options[option].now
            } - self._advised
            if fresh:
                self._advised |= fresh
                self.read_on()

    def read_on(self) -> str:
        """Wait for advice that cannot wait, and go on; what was written up to there, without white
        space.
        """
        words = self.see(say(self.lang, "go-on"))
        self.press(ENTER)
        return words

    def finish(self) -> Result:
        """Have the plan, keep no case of it, and wait for the end."""
        self.see(say(self.lang, "offer-case"))
        self.press(ENTER)
        return self.leave()

    def leave(self) -> Result:
        """Wait for the end; the exit code, and what reached standard output and standard error."""
        until = time.monotonic() + _TIMEOUT
        while self._process.poll() is None:
            assert time.monotonic() < until, f"it does not end:\n{self.screen}"
            self._listen(0.05)
        while self._listen(0.1):
            pass
        return Result(self._process.returncode, self._got(1), self._got(2))

    def _got(self, number: int) -> bytes:
        if number in self._files:
            with open(self._files[number], "rb") as stream:
                return stream.read()
        return bytes(self._heard[self._pipes[number]]) if number in self._pipes else b""
