"""Use cases of packs: check a folder for ``posguard lint``, try it for ``posguard test``."""

from __future__ import annotations

import os
from datetime import date

from posguard.api.packs import PackFolder, open_pack, shipped
from posguard.errors import PosguardError
from posguard.lint.journeys import Outcome, try_journeys
from posguard.lint.run import Report, check_pack


def check_folder(folder: str | None, today: date) -> Report:
    """Every problem of the pack in ``folder``, or of the shipped one.

    Raises:
        PosguardError: there is no such folder, or it holds too much to check in reasonable time.

    """
    if folder is not None and not os.path.isdir(folder):
        raise PosguardError("no-such-folder", folder=folder)
    base = PackFolder(shipped(), "playbooks")
    own = base if folder is None else folder_of(folder)
    own.check_size()
    return check_pack(base, base if own.root == base.root else own, today)


def try_folder(folder: str | None) -> Outcome:
    """The journeys of the pack in ``folder``, or of the shipped one, compared with the pack.

    Raises:
        PosguardError: there is no such folder, or there are no journeys in it.

    """
    pack = open_pack(folder)
    layer = PackFolder(shipped(), "playbooks") if folder is None else folder_of(folder)
    outcome = try_journeys(layer, pack)
    if not outcome.journeys and not outcome.problems:
        raise PosguardError("no-journeys", folder=layer.shown)
    return outcome


def folder_of(folder: str) -> PackFolder:
    """A folder that was named on the command line; messages name it as it was given."""
    return PackFolder(folder, folder.rstrip("/") or folder)
