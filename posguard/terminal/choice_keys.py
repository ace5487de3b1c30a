"""The keys of a list of choices, and of the details that are opened from it."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

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
    reading = Condition(lambda: control.opened)

    def leaf(_: KeyPressEvent) -> None:
        control.leaf()

    def close(_: KeyPressEvent) -> None:
        control.close()

    for name in (Keys.Enter, Keys.PageDown, Keys.Down, Keys.Right, Keys.Any):
        keys.add(name, filter=reading)(leaf)
    for key in (Keys.Left, Keys.Escape, Keys.Up, Keys.PageUp):
        keys.add(key, filter=reading)(close)
    keys.add("q", filter=reading)(close)


def _bind_moves(keys: KeyBindings, control: ChoiceList) -> None:
    """The keys that move the pointer or leaf, go on, and go back."""
    listing = Condition(lambda: not control.opened)
    moves: dict[Keys, Callable[[], None]] = {
        Keys.Down: lambda: control.move(1),
        Keys.ControlN: lambda: control.move(1),
        Keys.Up: lambda: control.move(-1),
        Keys.ControlP: lambda: control.move(-1),
        Keys.PageDown: lambda: _leaf(control, 1),
        Keys.PageUp: lambda: _leaf(control, -1),
        Keys.ControlDown: lambda: control.leaf_sheet(1),
        Keys.ControlUp: lambda: control.leaf_sheet(-1),
        Keys.Home: lambda: control.move_to(0),
        Keys.End: lambda: control.move_to(-1),
    }
    for key, move in moves.items():
        keys.add(key, filter=listing)(lambda _, move=move: move())
    keys.add(Keys.Enter, filter=listing)(lambda event: _go_on(event, control))

    @keys.add(Keys.Left, filter=listing)
    @keys.add(Keys.Escape, filter=listing)
    def _back(event: KeyPressEvent) -> None:
        if control.typed:
            control.find("")
        elif control.asked.can_go_back:
            event.app.exit(result=None)


def _go_on(event: KeyPressEvent, control: ChoiceList) -> None:
    """Take the answer, if there is one; on a page of what to do, not at once."""
    if control.asked.page:
        shown_at = control.shown_at
        ready = shown_at is not None and time.monotonic() - shown_at >= GRACE
    else:
        ready = control.pointed is not None
    if ready:
        event.app.exit(result=control.answer)


def _leaf(control: ChoiceList, by: int) -> None:
    """Leaf through the sheet above the list, or else through the list."""
    if control.asked.sheet:
        control.leaf_sheet(by)
    else:
        control.move(by * _SCREENFUL, around=False)


def _bind_typing(keys: KeyBindings, control: ChoiceList) -> None:
    """The keys that stand for a number, a tick or a part of a name."""
    listing = Condition(lambda: not control.opened)
    keys.add(Keys.Backspace, filter=listing)(lambda _: control.find(control.typed[:-1]))

    @keys.add(Keys.Any, filter=listing)
    def _type(event: KeyPressEvent) -> None:
        typed = unicodedata.normalize("NFKC", event.data).casefold()
        if typed == "q" and not (control.typed or control.asked.names):
            _leave(event)
        elif control.asked.page:
            _on_page(control, typed)
        elif typed == " " and control.asked.many:
            control.tick()
        elif typed.isdecimal() and not control.typed:
            control.number(typed)
        elif _is_text(typed) and (typed.strip() or control.typed):
            control.find(control.typed + typed)


def _is_text(typed: str) -> bool:
    """Whether a key is text: half a character, as a deletion leaves it, is none."""
    return typed.isprintable() and "\N{REPLACEMENT CHARACTER}" not in typed


def _on_page(control: ChoiceList, typed: str) -> None:
    """What a key does on a page of what to do: tick a step, or open it."""
    if typed in ("d", " "):
        control.tick()
    elif typed == "?" or (typed.isdecimal() and control.number(typed)):
        control.open()
