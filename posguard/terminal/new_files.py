"""Names for new files, in a folder that takes them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from posguard.errors import PosguardError
from posguard.terminal.streams import check_writable


def new_files(name: str) -> Iterator[str]:
    """Files of this name that could be made here, at home or in ``/tmp``, numbered if need be."""
    import tempfile

    stem, ending = os.path.splitext(name)
    for folder in (os.curdir, os.path.expanduser("~"), tempfile.gettempdir()):
        number = 1
        file = os.path.join(folder, name)
        while os.path.lexists(file):
            number += 1
            file = os.path.join(folder, f"{stem}-{number}{ending}")
        try:
            check_writable(file)
            whole = os.path.abspath(file)
        except (OSError, PosguardError):
            continue
        yield whole
