"""The folder that the cases lie in, one folder each."""

from __future__ import annotations

import os

from posguard.errors import PosguardError

RECORD = "record.jsonl"
"""The file that makes a folder a case."""


def cases_folder(given: str = "") -> str:
    """The folder of the cases: the one given, or one in the user's data directory.

    Raises:
        PosguardError: the user has no data directory, or the current folder is gone.

    """
    if given:
        try:
            return os.path.abspath(given)
        except FileNotFoundError as err:
            raise PosguardError("file-unreadable", file=given, reason=err.strerror or "") from None
    from platformdirs import user_data_dir

    try:
        return os.path.join(user_data_dir("posguard", appauthor=False), "cases")
    except RuntimeError:
        raise PosguardError("no-data-folder") from None


def case_names(folder: str) -> list[str]:
    """The names of the cases there, sorted."""
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as err:
        raise PosguardError("file-unreadable", file=folder, reason=err.strerror or "") from None
    return [name for name in names if os.path.isfile(os.path.join(folder, name, RECORD))]
