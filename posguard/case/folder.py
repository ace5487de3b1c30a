"""The folder that the cases lie in, one folder each."""

from __future__ import annotations

import os

from posguard.case.record import RECORD
from posguard.errors import PosguardError, WrongUse

EVIDENCE = "evidence"
"""The folder of the copies inside a case."""


def cases_folder(given: str = "") -> str:
    """Where the cases are: the folder given, ``POSGUARD_CASES``, or the user's data directory.

    Raises:
        PosguardError: no folder can be told, since there is no home or no current folder.

    """
    chosen = given or os.environ.get("POSGUARD_CASES")
    try:
        if chosen:
            return os.path.abspath(_at_home(chosen))
        from platformdirs import user_data_dir

        folder = user_data_dir("posguard", appauthor=False)
    except (OSError, RuntimeError):
        raise PosguardError("no-cases-folder") from None
    return os.path.join(folder, "cases")


def _at_home(path: str) -> str:
    """The path with ``~`` as the home folder, which the shell leaves as it is behind
    ``--cases=``.
    """
    found = os.path.expanduser(path)
    if path.startswith("~") and found == path:
        raise WrongUse("no-such-home", folder=path)
    return found


def case_names(folder: str) -> list[str]:
    """The names of the cases there, sorted; one that cannot be looked into is among them.

    Raises:
        PosguardError: the folder cannot be read.

    """
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as err:
        raise PosguardError("file-unreadable", file=folder, reason=err.strerror or "") from None
    return [name for name in names if _is_case(os.path.join(folder, name))]


def check_outside(path: str) -> None:
    """Refuse to write into a case what is none of it: its files are the record, and copies that
    are compared.

    Raises:
        WrongUse: the path lies in the folder of a case.

    """
    folder = os.path.realpath(path)
    while (above := os.path.dirname(folder)) != folder:
        folder = above
        if _is_case(folder) and os.path.lexists(os.path.join(folder, EVIDENCE)):
            raise WrongUse("output-in-case", file=path, case=os.path.basename(folder))


def _is_case(folder: str) -> bool:
    try:
        os.lstat(os.path.join(folder, RECORD))
    except PermissionError:
        return True
    except OSError:
        return False
    return True
