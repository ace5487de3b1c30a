"""Way to present a page: onto the screen, into a pipe or into a file."""

from __future__ import annotations

from typing import Protocol

from posguard.render.page import Page


class Present(Protocol):
    """The way to present a page, which may be the screen."""

    @property
    def on_screen(self) -> bool:
        """Whether the page is read on the terminal."""

    @property
    def output(self) -> str:
        """The file it goes to; empty for none."""

    def __call__(self, page: Page) -> None: ...
