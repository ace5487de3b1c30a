"""A list of choices on the terminal, answered with the arrow keys.

The widget is questionary's. Added are signals from outside, Ctrl-Z and ``fg``, and pastes: all of
them leave the terminal usable. Importing this module loads the widget.
"""

from __future__ import annotations

import asyncio
import ctypes  # noqa: F401  the prompt would load it later, where Ctrl-C gets lost
import os
import signal
import sys
from collections.abc import Callable, Collection, Sequence
from typing import Any, TextIO

import questionary
from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.application.current import create_app_session
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.posix_utils import PosixStdinReader
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import create_output

CTRL_C = "\x03"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""How a terminal that can tell a paste from typing marks its beginning and its end."""
_MOST_TYPED = 500
"""More than this at once is no typing."""


class _Terminated(Exception):
    """A signal told the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def pick(
    reads: TextIO,
    writes: TextIO,
    choices: Sequence[tuple[str, Any]],
    instruction: str,
    valid: Callable[[list[Any]], bool | str] | None = None,
    before: Collection[Any] = (),
) -> list[Any]:
    """The values of the choices: one, or several where ``valid`` says which may stand together.

    Those in ``before`` are chosen to begin with.

    Raises:
        KeyboardInterrupt: the person leaves.
        SystemExit: a signal told the process to end; its code is 128 and the signal's number.

    """
    several = valid is not None
    listed: Any = [
        questionary.Choice(title=title, value=value, checked=several and value in before)
        for title, value in choices
    ]
    looks: dict[str, Any] = {"qmark": "", "instruction": instruction, "pointer": ">"}
    with create_app_session(input=_keyboard(reads), output=create_output(writes)):
        if valid is None:
            at = next((value for _, value in choices if value in before), None)
            app = questionary.select("", listed, default=at, **looks).application
        else:
            app = questionary.checkbox("", listed, validate=valid, **looks).application
        job = _Job(app)
        try:
            answer = app.run(pre_run=job.watch)
        except _Terminated as end:
            raise SystemExit(128 + end.number) from None
    return [answer] if valid is None else answer


class _Job:
    """The process as a job of its shell: ended, stopped and continued while the list is shown."""

    def __init__(self, app: Application[Any]) -> None:
        self._app = app
        self._redrawn = False
        keys = KeyBindings()
        keys.add(Keys.SIGINT)(lambda event: event.app.exit(exception=KeyboardInterrupt))
        if sys.platform != "win32":
            keys.add(Keys.ControlZ)(lambda _: self._stop(group=True))
            keys.add(Keys.ControlBackslash)(lambda _: self._end(signal.SIGQUIT))
        own = app.key_bindings
        app.key_bindings = keys if own is None else merge_key_bindings([own, keys])

    def watch(self) -> None:
        """Handle the signals that would leave the terminal in raw mode."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            if signal.getsignal(number) is signal.SIG_DFL:  # nohup has one of them ignored
                loop.add_signal_handler(number, self._end, number)
        loop.add_signal_handler(signal.SIGTSTP, lambda: self._stop(group=False))
        loop.add_signal_handler(signal.SIGCONT, self._go_on)

    def _end(self, number: int) -> None:
        if not self._app.is_done:
            self._app.exit(exception=_Terminated(number))

    def _stop(self, *, group: bool) -> None:
        """Restore the terminal and stop; with ``group``, the whole pipeline stops."""

        def stop() -> None:
            ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(0 if group else os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, ours)
            self._redrawn = True

        run_in_terminal(stop)

    def _go_on(self) -> None:
        """Set the terminal up again after a stop that could not be prepared for."""
        if self._redrawn:
            self._redrawn = False
            return
        # The modes of before are restored when the list ends; here the raw ones are set again.
        self._app.input.raw_mode().__enter__()
        self._app.renderer.reset()
        self._app.invalidate()


def _keyboard(reads: TextIO) -> Input:
    keyboard = create_input(reads)
    if sys.platform != "win32":
        from prompt_toolkit.input.vt100 import Vt100Input

        assert isinstance(keyboard, Vt100Input)
        keyboard.stdin_reader = _Typing(reads.fileno(), reads.encoding)
    return keyboard


class _Typing(PosixStdinReader):
    """Keyboard input without what was pasted: a list of choices has no use for it."""

    def __init__(self, handle: int, encoding: str) -> None:
        super().__init__(handle, encoding=encoding)
        self._paste = Paste()

    def read(self, count: int = 1024) -> str:
        return self._paste.left_out(super().read(count))


class Paste:
    """Pastes in what a terminal sends, however it is cut into pieces."""

    def __init__(self) -> None:
        self._inside = False
        self._end = ""

    def left_out(self, data: str) -> str:
        """The data without what was pasted. Ctrl-C ends a paste: its end may never come."""
        data, self._end = self._end + data, ""
        typed = ""
        while data:
            if not self._inside:
                before, mark, data = data.partition(PASTE)
                typed += before
                self._inside = bool(mark)
                continue
            stops = [place for mark in (PASTED, CTRL_C) if (place := data.find(mark)) >= 0]
            if not stops:
                self._end = data[1 - len(PASTED) :]
                break
            self._inside = False
            data = data[min(stops) :].removeprefix(PASTED)
        if not self._inside:
            typed, self._end = _without_half_a_mark(typed)
        if len(typed) > _MOST_TYPED:  # a terminal that does not mark pastes
            return CTRL_C if CTRL_C in typed else ""
        return typed


def _without_half_a_mark(typed: str) -> tuple[str, str]:
    """The text, and apart from it the mark of a paste that has only begun at its end."""
    for size in range(len(PASTE) - 1, 0, -1):
        if typed.endswith(PASTE[:size]):
            return typed[:-size], PASTE[:size]
    return typed, ""
