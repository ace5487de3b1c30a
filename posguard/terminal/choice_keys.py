"""The keys of a list of choices, and of the details that are opened from it."""

from __future__ import annotations

import time
import unicodedata

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from posguard.terminal.choice_control import ChoiceList
from posguard.terminal.early_keys import GRACE

_SCREENFUL = 5
"""How far Page Up and Page Down go."""


def bindings(control: ChoiceList) -> KeyBindings:
    """The keys of one list."""
    keys = KeyBindings()
    _bind_leaving(keys)
    _bind_details(keys, control)
    _bind_moves(keys, control)
    _bind_typing(keys, control)
    return keys


def _bind_leaving(keys: KeyBindings) -> None:
    for key in (Keys.ControlC, Keys.ControlQ):
        keys.add(key)(_leave)


def _leave(event: KeyPressEvent) -> None:
    event.app.exit(exception=KeyboardInterrupt)


def _bind_details(keys: KeyBindings, control: ChoiceList) -> None:
    """The keys that leaf through details, and close them."""
    reading = Condition(lambda: bool(control.opened))

    def leaf(_: KeyPressEvent) -> None:
        control.opened = control.opened[1:]

    def close(_: KeyPressEvent) -> None:
        control.opened = []

    for name in (Keys.Enter, Keys.PageDown, Keys.Down, Keys.Right, Keys.Any):
        keys.add(name, filter=reading)(leaf)
    for key in (Keys.Left, Keys.Escape, Keys.Up, Keys.PageUp):
        keys.add(key, filter=reading)(close)
    keys.add("q", filter=reading)(close)


def _bind_moves(keys: KeyBindings, control: ChoiceList) -> None:
    """The keys that move the pointer, go on, and go back."""
    listing = Condition(lambda: not control.opened)
    moves: dict[Keys | str, int] = {
        Keys.Down: 1,
        Keys.ControlN: 1,
        Keys.Up: -1,
        Keys.ControlP: -1,
    }
    for name, by in moves.items():
        keys.add(name, filter=listing)(lambda _, by=by: control.move(by))
    for key, by in ((Keys.PageDown, _SCREENFUL), (Keys.PageUp, -_SCREENFUL)):
        keys.add(key, filter=listing)(lambda _, by=by: control.move(by, around=False))
    keys.add(Keys.Home, filter=listing)(lambda _: control.move_to(0))
    keys.add(Keys.End, filter=listing)(lambda _: control.move_to(-1))

    @keys.add(Keys.Enter, filter=listing)
    def _enter(event: KeyPressEvent) -> None:
        if control.asked.page:
            if control.shown_at is not None and time.monotonic() - control.shown_at >= GRACE:
                event.app.exit(result=control.answer)
        else:
            event.app.exit(result=control.answer)

    @keys.add(Keys.Left, filter=listing)
    @keys.add(Keys.Escape, filter=listing)
    def _back(event: KeyPressEvent) -> None:
        if control.typed or control.missed:
            control.find("")
        elif control.asked.can_go_back:
            event.app.exit(result=None)


def _bind_typing(keys: KeyBindings, control: ChoiceList) -> None:
    """The keys that stand for a number, a tick or a part of a name."""
    listing = Condition(lambda: not control.opened)
    keys.add(Keys.Backspace, filter=listing)(lambda _: control.find(control.typed[:-1]))

    @keys.add(Keys.Any, filter=listing)
    def _type(event: KeyPressEvent) -> None:
        typed = unicodedata.normalize("NFKC", event.data).casefold()
        if typed == "q" and not (control.typed or control.missed):
            _leave(event)
        elif control.asked.page:
            _on_page(control, typed)
        elif typed == " " and control.asked.many:
            control.tick()
        elif typed.isdecimal() and not control.typed:
            control.number(typed)
        elif typed.isprintable() and (typed.strip() or control.typed):
            control.find(control.typed + typed)


def _on_page(control: ChoiceList, typed: str) -> None:
    """What a key does on a page of what to do: tick a step, or open it."""
    if typed in ("d", " "):
        control.tick()
    elif typed == "?" or (typed.isdecimal() and control.number(typed)):
        control.open()
