"""Folder of all cases, with one folder for each."""

from __future__ import annotations

import os

from posguard.case.record import RECORD
from posguard.errors import PosguardError, WrongUse, reason_of

EVIDENCE = "evidence"
"""The folder of the copies inside a case."""


def cases_folder(given: str = "") -> str:
    """The folder of the cases: the one given, or one in the user's data directory.

    Raises:
        PosguardError: none is given, and the user has no home.

    """
    if given:
        return os.path.abspath(given)
    from platformdirs import user_data_dir

    try:
        return os.path.join(user_data_dir("posguard", appauthor=False), "cases")
    except RuntimeError:
        raise PosguardError("no-home-for-cases") from None


def case_names(folder: str) -> list[str]:
    """The names of the cases in a folder, sorted, unreadable ones included.

    Raises:
        PosguardError: the folder cannot be read.

    """
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as err:
        raise PosguardError("file-unreadable", file=folder, reason=reason_of(err)) from None
    return [name for name in names if _is_case(os.path.join(folder, name))]


def check_outside(path: str) -> None:
    """Refuse to write into the folder of a case, which holds its record and copies only.

    Raises:
        WrongUse: the path lies in the folder of a case.

    """
    parent = folder = os.path.dirname(os.path.realpath(path))
    while True:
        whole = folder == parent or os.path.lexists(os.path.join(folder, EVIDENCE))
        if whole and _is_case(folder):
            raise WrongUse("output-in-case", file=path, folder=folder)
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder, or lies in it; on some disks in other letters than it has."""
    here, there = (os.path.join(os.path.realpath(each), "") for each in (path, folder))
    if here.startswith(there):
        return True
    if not here.casefold().startswith(there.casefold()):
        return False
    above = here.split(os.sep)[: there.count(os.sep)]
    return os.path.exists(there) and os.path.samefile(os.sep.join([*above, ""]), there)


def _is_case(folder: str) -> bool:
    try:
        os.lstat(os.path.join(folder, RECORD))
    except PermissionError:
        return True
    except OSError:
        return False
    return True
