"""A list of choices on the terminal, answered with the arrow keys, by number or by typing.

The control is questionary's. Added are lists longer than the screen, the way back, what is found
by typing, and details that open. Importing this module loads the widget.
"""

from __future__ import annotations

import ctypes  # noqa: F401  the prompt would load it later, where Ctrl-C gets lost
import sys
import time
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import create_app_session
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from posguard.pack.model import Lang
from posguard.render.palette import QUIET
from posguard.terminal import streams
from posguard.terminal.choice_control import ChoiceList
from posguard.terminal.choice_keys import bindings
from posguard.terminal.choices import ChoiceQuestion, EndedPage, LeftPage
from posguard.terminal.early_keys import discard_typed
from posguard.terminal.job import Job, Terminated

_ESCAPE_SECONDS = 0.1
"""How long a lone Esc is waited for: it is also the beginning of an arrow key."""


def pick(reads: TextIO, writes: TextIO, asked: ChoiceQuestion, lang: Lang) -> list[str] | None:
    """The values of the choices; None for the way back.

    What was typed before the list was on the screen is discarded.

    Raises:
        LeftPage: the person leaves at a page of what to do.
        EndedPage: a signal told the process to end there.
        KeyboardInterrupt: the person leaves.
        SystemExit: a signal told the process to end; its code is 128 and the signal's number.

    """
    keyboard = _keyboard(reads)
    clear_typeahead(keyboard)
    output = create_output(writes)
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False  # the answer would be among what was typed too early
    control = ChoiceList(asked, lang)
    with create_app_session(input=keyboard, output=output):
        app: Application[list[str] | None] = Application(
            layout=Layout(Window(control, dont_extend_height=True, always_hide_cursor=True)),
            key_bindings=bindings(control),
            style=_style(),
            erase_when_done=True,
        )
        app.ttimeoutlen = _ESCAPE_SECONDS
        app.timeoutlen = _ESCAPE_SECONDS

        job = Job(app)

        def drawn(_: object) -> None:
            if control.shown_at is None:
                discard_typed(reads)
                control.shown_at = time.monotonic()
                job.watch_size()
                app.invalidate()

        app.after_render += drawn
        try:
            return app.run(pre_run=job.watch)
        except KeyboardInterrupt:
            if asked.page:
                raise LeftPage(control.answer) from None
            raise
        except Terminated as end:
            code = 128 + end.number
            raise (EndedPage(control.answer, code) if asked.page else SystemExit(code)) from None


def _style() -> Style:
    quiet = QUIET if streams.colourful(plain=False) and streams.many_colours() else ""
    return Style([("title", "bold"), ("pointed", "bold reverse"), ("quiet", quiet)])


def _keyboard(reads: TextIO) -> Input:
    if sys.platform != "win32":
        from posguard.terminal.pasting import TypingInput

        return TypingInput(reads)
    return create_input(reads)
