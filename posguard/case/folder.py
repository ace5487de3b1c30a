"""The folder that the cases lie in, one folder each."""

from __future__ import annotations

import os

from posguard.errors import PosguardError

RECORD = "record.jsonl"
"""The file that makes a folder a case."""


def cases_folder(given: str = "") -> str:
    """Where the cases are: the folder given, ``POSGUARD_CASES``, or the user's data directory.

    Raises:
        PosguardError: none is named, and the user has no home.

    """
    chosen = given or os.environ.get("POSGUARD_CASES")
    if chosen:
        return os.path.abspath(chosen)
    from platformdirs import user_data_dir

    try:
        folder = user_data_dir("posguard", appauthor=False)
    except RuntimeError:
        raise PosguardError("no-home-for-cases") from None
    return os.path.join(folder, "cases")


def case_names(folder: str) -> list[str]:
    """The names of the cases there, sorted."""
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as err:
        raise PosguardError("file-unreadable", file=folder, reason=err.strerror or "") from None
    return [name for name in names if os.path.isfile(os.path.join(folder, name, RECORD))]
