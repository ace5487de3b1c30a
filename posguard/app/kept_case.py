"""What is said of a case that has just been kept: its name and folder, and the commands for it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator

from posguard.app.cases import Casework
from posguard.case.folder import cases_folder
from posguard.errors import PosguardError
from posguard.terminal import streams


def case_command(work: Casework, *words: str) -> str:
    """A command for a case, in one piece, to be copied; it names the folder of the cases if that
    would not be found without.
    """
    try:
        usual = cases_folder("")
    except PosguardError:  # there is no home
        usual = ""
    folder = [] if work.folder == usual else ["--cases", work.folder]
    return shlex.join(["posguard", *words, *folder])


def kept_case(work: Casework, name: str) -> Iterator[tuple[str, str]]:
    """The sentences about a case that is kept, each with what is to be copied, if anything."""
    say = work.advice.setting().say
    yield say("saved-case", name=name), ""
    yield say("end-folder"), os.path.join(work.folder, name)
    yield say("end-tick"), case_command(work, "case", "tick", "1", "--case", name)
    yield say("end-next"), case_command(work, "case", "show", "--case", name)


def tell_kept(work: Casework, name: str) -> None:
    """Say on standard error what a case is kept as, and to a person what can be done with it."""
    said = [*kept_case(work, name)]
    for words, copied in said if streams.conversing() else said[:1]:
        streams.warn(words)
        if copied:
            streams.warn_whole(f"  {copied}")
