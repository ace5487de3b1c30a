"""The folder that the cases lie in, one folder each."""

from __future__ import annotations

import os

from posguard.errors import PosguardError

RECORD = "record.jsonl"
"""The file that makes a folder a case."""
EVIDENCE = "evidence"
"""The folder of the copies inside a case."""


def cases_folder(given: str = "") -> str:
    """Where the cases are: the folder given, ``POSGUARD_CASES``, or the user's data directory."""
    chosen = given or os.environ.get("POSGUARD_CASES")
    if chosen:
        return os.path.abspath(chosen)
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("posguard", appauthor=False), "cases")


def case_names(folder: str) -> list[str]:
    """The names of the cases there, sorted."""
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as err:
        raise PosguardError("file-unreadable", file=folder, reason=err.strerror or "") from None
    return [name for name in names if os.path.isfile(os.path.join(folder, name, RECORD))]
