"""Messages on a terminal: lines that break between words, and not inside a command."""

from __future__ import annotations

import re

from posguard.render.wrap import cells, wrap

_COMMAND = re.compile(
    r"posguard(?: [a-z0-9-]+){1,3}(?: --?[a-z-]+(?: [^\s，。；：）,;)]+)?)*(?: [A-Z]+(?:\.{3})?)*"
    r"|`[^`]+`"
)
"""A command as a sentence names it; that its last word may be one of the sentence does no harm."""
_RUN = re.compile(r"[!-~]+")
"""What holds no place where a line could break, as a path."""
_GLUE = "\N{SOFT HYPHEN}"
"""What stands for a space at which no line breaks: a character that no message holds."""


def laid_out(words: str, columns: int) -> str:
    """A message in lines of so many columns; each keeps its indentation, and a command its line
    if it fits into one.
    """
    lines: list[str] = []
    for line in words.split("\n"):
        indent = line[: len(line) - len(line.lstrip(" "))]
        copied = indent and line.lstrip().startswith("posguard ")
        if copied or any(len(run) > columns for run in _RUN.findall(line)):
            lines.append(line)  # the terminal folds a command or path, and gives it back in one
            continue
        whole = _COMMAND.sub(lambda found: _whole(found[0], columns), line.lstrip(" "))
        lines += wrap(whole, columns, indent, indent)
    return "\n".join(lines).replace(_GLUE, " ")


def _whole(command: str, columns: int) -> str:
    return command.replace(" ", _GLUE) if cells(command) < columns else command
