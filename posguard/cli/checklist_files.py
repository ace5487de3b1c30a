"""Finished checklists: the wheel holds each as text, and a pipe gets it as it is.

They are copied before anything else is loaded, which would take ten times as long. Whatever is not
plainly one of them is left to the commands.
"""

from __future__ import annotations

import os
import sys

from posguard import __version__
from posguard.cli.language import known_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posguard.pack.model import Lang

FOLDER = f"checklists/{__version__}"
"""The folder of the files in the package: no other version takes them for its own."""
_OTHERWISE = ("POSGUARD_PACK", "_POSGUARD_COMPLETE")
"""The variables that make something else of the same command line."""


def file_name(name: str, lang: Lang) -> str:
    """The file of a checklist."""
    return f"{name}.{lang}.txt"


def print_finished(argv: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Print the checklist that is asked for; False where it is not finished, or not for a pipe.

    Raises:
        OSError: it could not be written whole.

    """
    out = sys.stdout
    if out is None or out.closed or out.isatty():
        return False
    content = finished(argv, environ)
    if content is None:
        return False
    out.flush()
    out.buffer.write(content)
    out.buffer.flush()
    return True


def finished(argv: Sequence[str], environ: Mapping[str, str]) -> bytes | None:
    """The finished checklist that a command line asks for, and nothing beside it."""
    name, lang = _asked_for(argv), known_language(argv, environ)
    if not name or lang is None or not _is_usual(environ):
        return None
    if os.name == "nt" and lang != known_language(argv, environ, "zh"):
        return None  # the platform names the language
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), FOLDER)
    file = file_name(name, lang)
    try:
        if file not in os.listdir(folder):  # a path, a device, or other letters on some disks
            return None
        with open(os.path.join(folder, file), "rb") as stream:
            return stream.read()
    except OSError:
        return None


def _asked_for(argv: Sequence[str]) -> str:
    """The playbook of a command line that asks for its checklist, and at most for a language."""
    words: list[str] = []
    rest = iter(argv)
    for word in rest:
        if word == "--lang":
            next(rest, None)
        elif not word.startswith("--lang="):
            words.append(word)
    if len(words) != 2 or words[0] != "checklist" or not "".join(argv).isascii():  # noqa: PLR2004  the command and the playbook
        return ""
    return words[1]


def _is_usual(environ: Mapping[str, str]) -> bool:
    """Whether no variable asks for another pack or another answer, or holds what is no text."""
    try:
        environ.get("POSGUARD_CASES", "").encode()
    except UnicodeEncodeError:
        return False
    return not any(environ.get(name) for name in _OTHERWISE)
