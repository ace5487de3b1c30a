"""The process as a job of its shell while a list is shown: ended, stopped, continued, resized."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import Any

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys


class Terminated(Exception):
    """A signal told the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Job:
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

    def watch_size(self) -> None:
        """Draw the list on an empty screen when the size changes: the terminal breaks its lines
        anew then. To be called while the list is shown, which would else draw over them.
        """
        if sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._redraw)

    def _end(self, number: int) -> None:
        if not self._app.is_done:
            self._app.exit(exception=Terminated(number))

    def _redraw(self) -> None:
        self._app.renderer.clear()
        self._app.invalidate()

    def _stop(self, *, group: bool) -> None:
        """Restore the terminal and stop; with ``group``, the whole pipeline stops."""

        def stop() -> None:
            if sys.platform != "win32":
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
