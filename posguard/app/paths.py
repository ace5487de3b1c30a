"""Paths as the user types them, with ``~`` read as in a shell.

The shell itself leaves ``--output=~/plan.txt`` as it is.
"""

from __future__ import annotations

import os

from posguard.errors import WrongUse


def path(given: str) -> str:
    """A path with ``~`` and ``~user`` in front replaced by the home folder that they stand for.

    Raises:
        WrongUse: the home folder is not known.

    """
    whole = os.path.expanduser(given)
    home, _, rest = given.partition("/")
    if whole == given and given.startswith("~") and (rest or home == "~"):
        raise WrongUse("no-home", path=given, home=home)
    return whole
