"""A pack compiled into one file when the wheel is built, so that a start reads no YAML.

The file is lines of JSON: the data of one YAML file each, and before them where the line of each
file begins and ends. Only what is asked for is decoded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any

import msgspec

from posguard.pack.layout import LAYOUT, MANIFEST, ORDER, Layer, relative_name
from posguard.pack.model import Marks


def compiled(layer: Layer) -> bytes:
    """Every file of a layer from which advice is made.

    Raises:
        PackError: a file is not plain, bounded YAML.

    """
    lines = {name: msgspec.json.encode(layer.data(name)[0]) for name in _files(layer)}
    places, begin = {}, 0
    for name, line in lines.items():
        places[name] = begin, begin + len(line)
        begin += len(line) + 1
    return b"\n".join([msgspec.json.encode(places), *lines.values()])


def _files(layer: Layer) -> Iterator[str]:
    yield from (name for name in (MANIFEST, ORDER) if layer.holds(name))
    for folder in chain.from_iterable(LAYOUT.values()):
        for name in layer.names(folder):
            relative = relative_name(folder, name)
            if name.endswith(".yaml") and relative not in (MANIFEST, ORDER):
                yield relative


class CompiledPack:
    """The layer of a compiled pack; it knows no places of values in files.

    Raises:
        msgspec.DecodeError: the bytes are no compiled pack.

    """

    def __init__(self, content: bytes, shown: str) -> None:
        self._first = content.find(b"\n") + 1
        places = msgspec.json.decode(content[: self._first], type=dict[str, tuple[int, int]])
        if self._first + max((end for _, end in places.values()), default=0) != len(content):
            raise msgspec.DecodeError("not all of a compiled pack")
        self._content = content
        self._places = places
        self._shown = shown

    def name(self, relative: str) -> str:
        """The file's name for a message."""
        return f"{self._shown}/{relative}"

    def holds(self, relative: str) -> bool:
        """Whether the pack has a file of that name."""
        return relative in self._places

    def data(self, relative: str) -> tuple[Any, Marks]:
        """The file's data, and no places of values.

        Raises:
            KeyError: there is no such file.

        """
        begin, end = self._places[relative]
        return msgspec.json.decode(self._content[self._first + begin : self._first + end]), {}

    def names(self, folder: str) -> list[str]:
        """The names of the files in one folder, sorted; none if there is no such folder."""
        return self._names.get(folder, [])

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for relative in sorted(self._places):
            folder, _, name = relative.rpartition("/")
            names.setdefault(folder, []).append(name)
        return names
