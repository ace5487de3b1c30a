"""What is said of an error that no part of the program expected: one sentence, whatever it was."""

from __future__ import annotations

import os
import sys

from posguard.errors import PosguardError, reason_of
from posguard.terminal import streams

_MOST = 200
"""How much of an error's own words is shown: they may be as long as what somebody typed."""


def last_resort(err: Exception) -> PosguardError:
    """The sentence about an error: its cause if that is known, else its words and what to do.

    With ``POSGUARD_DEBUG`` set, the traceback is written to standard error before.
    """
    from traceback import format_exception, format_exception_only

    from posguard.masking.mask import mask

    if os.environ.get("POSGUARD_DEBUG"):
        streams.warn(mask("".join(format_exception(err))).text.rstrip())
    if isinstance(err, ImportError):
        return PosguardError("not-whole", name=err.name or str(err))
    if isinstance(err, OSError) and err.errno:
        return _of_the_system(err)
    if isinstance(err, UnicodeEncodeError) and err.encoding == sys.getfilesystemencoding():
        name = _short(_component(err.object, err.start))
        return PosguardError("name-not-in-encoding", name=name, encoding=err.encoding)
    words = " ".join("".join(format_exception_only(err)).split())
    return PosguardError("unforeseen", words=_short(mask(words).text))


def _of_the_system(err: OSError) -> PosguardError:
    if isinstance(err, FileNotFoundError) and _nowhere():
        return PosguardError("folder-gone")
    if isinstance(err.filename, str | bytes):
        return PosguardError(
            "system-failed-at", file=_short(os.fsdecode(err.filename)), reason=reason_of(err)
        )
    return PosguardError("system-failed", reason=reason_of(err))


def _nowhere() -> bool:
    """Whether the folder that the program runs in has been removed."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _component(path: str, position: int) -> str:
    """The part of a path that a character stands in; some Pythons tell the whole path."""
    first = path.rfind(os.sep, 0, position) + 1
    return path[first:].partition(os.sep)[0]


def _short(words: str) -> str:
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"
