"""A person at a pseudo-terminal that is drawn: what the screen shows is read back from a terminal
emulator, at any size.
"""

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
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte
from support.interviews import Answers, options_offered, progress_after, shipped_question
from support.program import POSGUARD, environment
from support.terminal import without_escapes

from posguard.messages import say
from posguard.pack.model import Lang

ENTER, SPACE, ESC, BACKSPACE = b"\r", b" ", b"\x1b", b"\x7f"
UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"
HOME, END, PAGE_UP, PAGE_DOWN = b"\x1b[H", b"\x1b[F", b"\x1b[5~", b"\x1b[6~"
CTRL_C = b"\x03"
_TIMEOUT = 40.0
_POINTED = re.compile(r"> *[0-9]+\. ")


def squeezed(words: str) -> str:
    """Words without white space: the same however they are broken into lines."""
    return "".join(words.split())


class Emulator:
    """One run of a program, posguard unless another is named, with all its streams on a terminal
    that is drawn.
    """

    def __init__(
        self,
        *argv: str,
        columns: int = 80,
        rows: int = 24,
        lang: Lang = "en",
        env: Mapping[str, str] | None = None,
        cwd: str | None = None,
        program: Sequence[str] = POSGUARD,
    ) -> None:
        self.lang: Lang = lang
        self.plain = "--plain" in argv
        self.given: dict[str, Sequence[str]] = {}
        self.raw = b""
        self._advised: set[str] = set()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        self._set_size(columns, rows)

        def settle() -> None:
            for each in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP):
                signal.signal(each, signal.SIG_DFL)  # the suite itself may run in the background
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self._process = subprocess.Popen(
            [*program, *argv],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment({"TERM": "xterm-256color", "POSGUARD_LANG": lang, **(env or {})}),
            cwd=cwd,
            preexec_fn=settle,  # noqa: PLW1509  the tests have no threads
            pass_fds=(slave,),
        )
        os.close(slave)

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
        os.close(self._master)

    @property
    def lines(self) -> list[str]:
        """The lines that the screen shows now, the empty ones at its end left out."""
        shown = [line.rstrip() for line in self._screen.display]
        while shown and not shown[-1]:
            shown.pop()
        return shown

    @property
    def screen(self) -> str:
        """What the screen shows now."""
        return "\n".join(self.lines)

    @property
    def pointed(self) -> str:
        """The line that is pointed at; empty if none is."""
        return next((line[1:].strip() for line in self.lines if _POINTED.match(line)), "")

    @property
    def written(self) -> str:
        """All that was ever written, as it would stand on a screen of endless length."""
        endless = pyte.Screen(self._screen.columns, 2000)
        pyte.ByteStream(endless).feed(self.raw)
        return "\n".join(line.rstrip() for line in endless.display).rstrip()

    @property
    def modes(self) -> list[object]:
        """How the terminal treats what is typed and written: echo, line by line, signals."""
        return list(termios.tcgetattr(self._master))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def press(self, *keys: bytes) -> None:
        """Press keys at once."""
        os.write(self._master, b"".join(keys))

    def type(self, words: str) -> None:
        """Type words, without Enter."""
        self.press(words.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, as one does with the mouse."""
        self.settle()
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, quiet: float = 0.25) -> str:
        """Wait until nothing more is written for a moment; what the screen then shows."""
        while self._listen(quiet):
            pass
        return self.screen

    def see(self, *words: str) -> str:
        """Wait until the screen shows all these words, wherever its lines break; what it shows."""
        wanted = [squeezed(each) for each in words]
        until = time.monotonic() + _TIMEOUT
        while not all(each in squeezed(self.screen) for each in wanted):
            assert time.monotonic() < until, f"{words} is not on the screen:\n{self.screen}"
            alive = self._process.poll() is None
            heard = self._listen(0.3)
            assert alive or heard or all(each in squeezed(self.screen) for each in wanted), (
                f"left without {words}:\n{self.screen}"
            )
        return self.screen

    def see_key(self, *keys: str) -> str:
        """Wait until the screen shows the messages of these keys."""
        return self.see(*(say(self.lang, key) for key in keys))

    def gone(self, words: str) -> str:
        """Wait until the screen no longer shows these words; what it shows."""
        until = time.monotonic() + _TIMEOUT
        while squeezed(words) in squeezed(self.screen):
            assert time.monotonic() < until, f"{words} is still there:\n{self.screen}"
            self._listen(0.1)
        return self.settle()

    def ready(self, name: str) -> str:
        """Wait until a question can be answered; what the screen shows then."""
        asked = shipped_question(name)
        many = asked.choose == "many"
        if self.plain:
            return self.see(say(self.lang, "plain-leave"), "\n> ")
        self.see(
            asked.ask[self.lang].split()[0], say(self.lang, "keys-many" if many else "keys-one")
        )
        return self.see(asked.ask[self.lang]) if self._screen.lines > 15 else self.settle()

    def answer(self, name: str, *options: str) -> None:
        """Answer a question by the numbers of its options, once it is on the screen."""
        offered = options_offered(name, self.given)
        many = shipped_question(name).choose == "many"
        self.ready(name)
        numbers = [str(offered.index(option) + 1).encode() for option in options]
        if self.plain:
            self.press(b" ".join(numbers), ENTER)
        elif many:
            for number in numbers:
                self.press(HOME, number, SPACE)
            self.press(ENTER)
        else:
            self.press(HOME, numbers[0], ENTER)
        self.given[name] = options

    def advice(self) -> list[str]:
        """The steps that the answers given so far bring at once and that were not shown before."""
        fresh = [n for n in progress_after(self.given).now if n not in self._advised]
        self._advised.update(fresh)
        return fresh

    def see_page(self) -> str:
        """Wait until an urgent page takes keys, Enter too; what the screen shows."""
        self.see_key("do-now")
        self.see_key("plain-page" if self.plain else "keys-page")
        time.sleep(0.6)
        return self.settle()

    def answers(self, answers: Answers) -> None:
        """Answer one question after the other, and go on from each urgent page."""
        for name, options in answers.items():
            self.answer(name, *options)
            if self.advice():
                self.see_page()
                self.press(ENTER)

    def answer_rest(self) -> None:
        """Answer whatever is left to ask with: none; where there is no such answer, not sure, or
        the first.
        """
        while (name := progress_after(self.given).question) is not None:
            offered = options_offered(name, self.given)
            usual = (option for option in ("none", "unsure") if option in offered)
            self.answers({name: [next(usual, offered[0])]})

    def skip_contacts(self) -> str:
        """Name no contact; the screen once the list at the end takes keys."""
        last = say(self.lang, "end-ask")
        asked = [squeezed(say(self.lang, key)) for key in ("ask-acquirer", "ask-bank")]
        done: set[str] = set()
        while squeezed(last) not in (shown := squeezed(self.settle())):
            here = next((each for each in asked if each in shown and each not in done), None)
            if here is not None:
                done.add(here)
                self.press(ENTER)
        return self.settle()

    def listen(self, seconds: float) -> str:
        """Draw what is written for so long; all that was written, without its escape sequences."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._listen(left)
        return without_escapes(self.raw.decode(errors="replace"))

    def leave(self) -> int:
        """Wait for the end; the exit code."""
        until = time.monotonic() + _TIMEOUT
        while self._process.poll() is None:
            assert time.monotonic() < until, f"it does not end:\n{self.screen}"
            self._listen(0.05)
        self.settle(0.1)
        return self._process.returncode

    def leave_by(self, *keys: bytes) -> int:
        """Press keys that leave, and wait for the end; the exit code."""
        self.press(*keys)
        return self.leave()

    def _listen(self, seconds: float) -> bool:
        """Draw what is written next; False when nothing is."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError as err:
            if err.errno != errno.EIO:
                raise
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)
