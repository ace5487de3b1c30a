"""Front page: the number to call, and the four things that most people want."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.render.wrap import cells, wrap
from posguard.terminal import streams

_NARROW = 60
"""On a terminal of fewer columns, what a command does stands below it."""


def front_page(langs: Sequence[Lang], emergency: str) -> str:
    """The page in one language, or in both where it is not known; ``emergency`` is the number to
    call, if that is known.
    """
    width = streams.width() if streams.on_terminal() else 1000
    lines: list[str] = []
    for lang in langs:
        key = "front-emergency" if emergency else "front-police"
        lines += wrap(say(lang, key, emergency=emergency), width)
    lines.append("")
    lines += _commands(langs, width)
    more = [say(lang, "front-more") for lang in langs]
    others = langs if len(langs) > 1 else [lang for lang in LANGS if lang not in langs]
    more += [say(lang, "front-language") for lang in others]
    lines.append("")
    for words in more:
        lines += wrap(words, width)
    return "\n".join([*lines, ""])


def _commands(langs: Sequence[Lang], width: int) -> list[str]:
    """What most people want: the commands, and what they do."""
    rows = [("triage", _both(langs, "front-triage"))]
    rows += [(say(lang, "front-search-words"), say(lang, "front-search")) for lang in langs]
    rows += [(name, _both(langs, f"front-{name}")) for name in ("checklist", "contacts")]
    lines: list[str] = []
    left = max(cells(command) for command, _ in rows) + len("  posguard   ")
    for command, words in rows:
        first = f"  posguard {command}"
        if width < _NARROW:
            lines += [first, *wrap(words, width, "    ", "    ")]
        else:
            lines += wrap(words, width, first + " " * (left - cells(first)), " " * left)
    return lines


def _both(langs: Sequence[Lang], key: str) -> str:
    return " / ".join(say(lang, key) for lang in langs)
