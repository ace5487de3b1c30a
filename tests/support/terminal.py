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
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from types import TracebackType
from typing import Literal, Self

from support.interviews import options_offered, progress_after, shipped_question
from support.program import POSGUARD, Result, environment

from posguard.messages import say
from posguard.pack.model import Lang
from posguard.pack.trees import Question

UP, DOWN, LEFT, ENTER, SPACE = b"\x1b[A", b"\x1b[B", b"\x1b[D", b"\r", b" "
BACKSPACE, CTRL_C, CTRL_D = b"\x7f", b"\x03", b"\x04"
Stream = Literal["tty", "file", "pipe", "null", "closed", "full"]
_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b[=>78]"
)
_TIMEOUT = 60.0
_PAGE_SECONDS, _LINE_SECONDS = 0.55, 0.4
"""How long an urgent page and a line are looked at before Enter alone: sooner it is not taken."""


def without_escapes(stream: str) -> str:
    """What was written without the sequences that move the cursor and change colours."""
    return _ESCAPE.sub("", stream)


def without_spaces(words: str) -> str:
    """Words without any white space: the same however they are broken into lines."""
    return "".join(words.split())


def _moves(by: int) -> bytes:
    """The arrow keys that move the pointer so many choices down, or up."""
    return DOWN * by if by > 0 else UP * -by


def _prefilled(argv: Sequence[str]) -> dict[str, Sequence[str]]:
    """The answers that a command line gives beforehand."""
    pairs = [word for option, word in pairwise(argv) if option == "-a"]
    split = [pair.partition("=") for pair in pairs]
    return {name: options.split(",") for name, _, options in split}


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
        self.given: dict[str, Sequence[str]] = _prefilled(argv)
        self._before: dict[str, Sequence[str]] = {}
        self._advised: set[str] = {*progress_after(self.given).now}
        self._encoding = encoding
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
        return self._see([words])[1]

    def see_one(self, *keys: str) -> str:
        """Wait until one of these messages is on the screen; the key of the first one there."""
        words = [say(self.lang, key) for key in keys]
        return keys[words.index(self.see_first(*words))]

    def see_first(self, *choices: str) -> str:
        """Wait until one of these texts is on the screen; the one there first."""
        return self._see(choices)[0]

    def _see(self, choices: Sequence[str]) -> tuple[str, str]:
        """Wait for one of several texts; the one that came first, and all up to its end."""
        wanted = {without_spaces(words): words for words in choices}
        until = time.monotonic() + _TIMEOUT
        while not (found := self._first(wanted)):
            assert time.monotonic() < until, (
                f"{choices!r} did not appear on the screen:\n{self.screen}"
            )
            alive = self._process.poll() is None
            self._listen(0.5)
            assert alive or self._first(wanted), f"left without {choices!r}:\n{self.screen}"
        end, words = found
        before, self._read_to = self._read_to, end
        return wanted[words], without_spaces(self.screen)[before:end]

    def _first(self, wanted: Collection[str]) -> tuple[int, str] | None:
        """The text that is found first behind what was seen before, and where it ends."""
        screen = without_spaces(self.screen)
        places = [(screen.find(words, self._read_to), words) for words in wanted]
        found = [(place, words) for place, words in places if place >= 0]
        if not found:
            return None
        place, words = min(found)
        return place + len(words), words

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
        return heard

    def ready(self, name: str) -> Question:
        """Wait until a question can be answered."""
        asked = shipped_question(name)
        self.see(asked.ask[self.lang])
        self._see_keys(many=asked.choose == "many")
        return asked

    def _see_keys(self, *, many: bool = False) -> None:
        """Wait for what can be pressed: earlier keys count for nothing."""
        if self.plain:
            self.see(say(self.lang, "plain-many" if many else "plain-one"))
            self.see(say(self.lang, "plain-leave"))
            self.see(">")
        else:
            self.see(say(self.lang, "keys-many" if many else "keys-one"))

    def answer(self, name: str, *options: str) -> None:
        """Answer a question once it is on the screen: by number, or with the arrow keys.

        What was answered before going back is chosen to begin with.
        """
        self.ready(name)
        self.press(self.keys(name, *options))

    def keys(self, name: str, *options: str) -> bytes:
        """The keys that answer the question on the screen so; it counts as answered."""
        names = options_offered(name, self.given)
        places = sorted(names.index(option) for option in options)
        before = [names.index(option) for option in self._before.pop(name, ()) if option in names]
        self.given[name] = options
        if self.plain:
            return " ".join(str(place + 1) for place in places).encode() + ENTER
        pointed = before[0] if before else 0
        if shipped_question(name).choose == "one":
            return _moves(places[0] - pointed) + ENTER
        untick = [place for place in before if place not in places]
        tick = [place for place in places if place not in before]
        keys = b""
        for place in (*untick, *tick):
            keys += _moves(place - pointed) + SPACE
            pointed = place
        return keys + ENTER

    def go_back(self, name: str) -> None:
        """Answer a question with: back to the last one."""
        self.ready(name)
        self.press(b"b" + ENTER if self.plain else LEFT)
        question, options = self.given.popitem()
        self._before[question] = options

    def answers(self, answers: Mapping[str, Sequence[str]]) -> None:
        """Answer one question after the other, and read what is advised in between."""
        for name, options in answers.items():
            self.answer(name, *options)
            if self.advice():
                self.read_on()

    def answer_rest_of(self, answers: Mapping[str, Sequence[str]]) -> None:
        """Answer those of the questions that have not been answered."""
        self.answers({name: o for name, o in answers.items() if name not in self.given})

    def answer_rest(self) -> None:
        """Answer whatever is left to ask with: none; where there is no such answer, not sure, or
        the first.
        """
        while (name := progress_after(self.given).question) is not None:
            offered = options_offered(name, self.given)
            usual = (option for option in ("none", "unsure") if option in offered)
            self.answers({name: [next(usual, offered[0])]})

    def advice(self) -> list[str]:
        """The steps that the answers given so far bring at once and that were not shown before."""
        fresh = [n for n in progress_after(self.given).now if n not in self._advised]
        self._advised.update(fresh)
        return fresh

    def see_page(self) -> str:
        """Wait for advice that cannot wait; what was written up to there, without white space."""
        return self.see(say(self.lang, "plain-page" if self.plain else "keys-page"))

    def read_on(self) -> str:
        """Wait for advice that cannot wait, and go on; what was written up to there, without white
        space.
        """
        words = self.see_page()
        self.look()
        self.press(ENTER)
        return words

    def look(self) -> None:
        """Look at advice that cannot wait for as long as it takes no keys."""
        time.sleep(_PAGE_SECONDS)

    def enter(self) -> None:
        """Press Enter alone at a line that has just appeared, after a moment: sooner it is not
        taken.
        """
        time.sleep(_LINE_SECONDS)
        self.press(ENTER)

    def accept(self) -> None:
        """Wait for a line, and accept what it proposes."""
        self.see(">")
        self.enter()

    def name(self, key: str, words: str = "") -> None:
        """Answer the question for a contact with a part of its name; with none, skip it."""
        self.see(say(self.lang, key))
        self._name(words)

    def _name(self, words: str) -> None:
        if not self.plain:
            self._see_keys()
            self.type(words)
            self.see("->")  # the question is said again above the answer
        elif words:
            self.type(words)
        else:
            self.accept()

    def skip_contacts(self) -> list[str]:
        """Leave every question for a contact unanswered, up to the list at the end; the keys of
        those that were asked.
        """
        asked = []
        while (key := self.see_one("ask-acquirer", "ask-bank", "end-ask")) != "end-ask":
            asked.append(key)
            self._name("")
        self._see_keys()
        return asked

    def see_end(self) -> None:
        """Wait for the list at the end, which comes after the plan."""
        self.see(say(self.lang, "end-ask"))
        self._see_keys()

    def choose(self, name: str) -> None:
        """Choose from the list at the end, by number, once it is on the screen."""
        label = without_spaces(say(self.lang, f"end-{name}"))
        anyhow = r"\s*".join(re.escape(letter) for letter in label)
        found = re.findall(rf"(?:^|\s)(\d+)\.\s+{anyhow}", self.screen)
        assert found, f"{name} is not offered:\n{self.screen}"
        self.type(found[-1])

    def finish(self) -> Result:
        """Have the plan, name no contact, do no more with it, and wait for the end."""
        self.skip_contacts()
        self.choose("done")
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
