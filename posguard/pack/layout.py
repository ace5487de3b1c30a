"""Layout of a pack: the folders and names of its files, in each of its layers."""

from __future__ import annotations

import re
from typing import Any, Protocol

from posguard.pack.device_names import is_device
from posguard.pack.model import KINDS, PILLARS, START, Marks

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LAYOUT: dict[str, tuple[str, ...]] = {
    "playbooks": ("", "incidents"),
    "questions": ("questions",),
    "findings": ("findings",),
    "steps": tuple(f"steps/{pillar}" for pillar in PILLARS),
    "contacts": tuple(f"contacts/{kind}" for kind in KINDS),
    "sources": ("sources",),
    "letters": ("letters",),
}
"""The folders of each kind of file; ``""`` is the top, whose only playbook is ``triage.yaml``."""
JOURNEYS = "journeys"
"""The folder of the journeys that test the pack; no advice is read from it."""
MANIFEST = "pack.yaml"
ORDER = "order.yaml"
"""The file that says which of the steps due at once comes first."""
DEFAULTS = "_kind.yaml"
"""The file beside the contacts of a kind that holds what they share."""
MOST_FILES = 20_000
"""The most files of a pack, and so of each of its folders."""
MAX_BYTES = 1 << 20
"""The most bytes of one file."""


def is_id(name: str) -> bool:
    """Whether a file of this name (without ``.yaml``) can be asked for."""
    return _ID.fullmatch(name) is not None and not is_device(name)


class Layer(Protocol):
    """One folder of pack files, of the shipped pack or of one on top of it.

    Names of files are relative to the folder.
    """

    def name(self, relative: str) -> str:
        """The file's name for a message."""
        ...

    def holds(self, relative: str) -> bool:
        """Whether a file or folder of that name exists."""
        ...

    def data(self, relative: str) -> tuple[Any, Marks]:
        """The file's data as ``dict``, ``list`` and ``str``, and the place of each value.

        Raises:
            PackError: the file cannot be read as a bounded text file inside the folder, or is not
                plain, bounded YAML.

        """
        ...

    def names(self, folder: str) -> list[str]:
        """The names in one folder, sorted; none if there is no such folder.

        Raises:
            PackError: the folder leads out of the pack, is no folder, cannot be read, or holds too
                many files.

        """
        ...


def ids(layer: Layer, folder: str) -> list[str]:
    """The ids of the files in one folder, sorted; the only playbook at the top is the first tree.

    Raises:
        PackError: the folder cannot be read.

    """
    files = [file for file in layer.names(folder) if file.endswith(".yaml")]
    found = list(filter(is_id, (file.removesuffix(".yaml") for file in files)))
    if folder == "":
        return [name for name in found if name == START]
    if folder in LAYOUT["playbooks"]:
        return [name for name in found if name != START]
    return found


def relative_name(folder: str, name: str) -> str:
    """The name of something in a folder of a layer, relative to the layer."""
    return f"{folder}/{name}" if folder else name
