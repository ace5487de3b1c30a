"""YAML text to plain data, and where each value stands: one bounded pass over libyaml's events.

Nothing is recursive and nothing is expanded, so a hostile file costs no more than its first megabyte. Every scalar
stays text; the model turns text into dates and truth values, and says so with line and column when it cannot.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from posguard.errors import PackError
from posguard.playbook.model import Path

MAX_BYTES = 1 << 20
MAX_DEPTH = 32
MAX_VALUES = 20_000

Marks = dict[Path, tuple[int, int]]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY: Any = object()
# Control characters, and the marks that turn the direction of text and so can make one number look like another.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def read(text: str, file: str) -> tuple[Any, Marks]:
    """The file's data, made of ``dict``, ``list`` and ``str``, and the ``(line, column)`` of every value by path.

    Raises:
        PackError: for whatever is not plain data: aliases, anchors, tags, merge keys, duplicate keys, a second
            document, control characters, more than ``MAX_DEPTH`` levels or ``MAX_VALUES`` values, or broken YAML.

    """
    if len(text) > MAX_BYTES:
        raise PackError("too-large", file=file, most=MAX_BYTES >> 20)
    loader = _LOADER(text)
    building = _Building(file)
    try:
        while loader.check_event():
            building.take(loader.get_event())
    except yaml.MarkedYAMLError as err:
        where = err.problem_mark or err.context_mark
        line, column = (where.line + 1, where.column + 1) if where else (0, 0)
        raise PackError(
            "broken-yaml", file=file, line=line, column=column, problem=err.problem or err.context
        ) from None
    except yaml.YAMLError as err:
        line = text.count("\n", 0, getattr(err, "position", 0)) + 1
        raise PackError("unreadable-character", file=file, line=line, column=1) from None
    finally:
        loader.dispose()
    return building.root, building.marks


class _Building:
    """The data as far as it has been read: the open containers, and the key that waits for its value."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.marks: Marks = {}
        self._open: list[tuple[Any, Any, Path]] = []
        self._container: Any = None
        self._key: Any = _NO_KEY
        self._key_event: Any = None
        self._path: Path = ()
        self._values = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        kind = event.__class__
        if kind is ScalarEvent:
            self._scalar(event)
        elif kind is MappingStartEvent:
            self._begin({}, event)
        elif kind is SequenceStartEvent:
            self._begin([], event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._container, self._key, self._path = self._open.pop()
        elif kind is AliasEvent:
            self._refuse("alias", event)
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._refuse("second-document", event)

    def _scalar(self, event: Any) -> None:
        self._count(event)
        words = event.value.rstrip("\n") if event.style == ">" else event.value
        if _UNPRINTABLE.search(words):
            self._refuse("control-character", event)
        if self._container.__class__ is dict and self._key is _NO_KEY:
            if words in self._container:
                self._refuse("duplicate-key", event, key=words)
            if words == "<<" and event.implicit[0]:
                self._refuse("merge-key", event)
            self._key, self._key_event = words, event
        else:
            self._put(words, event)

    def _begin(self, container: Any, event: Any) -> None:
        self._count(event)
        if self._container.__class__ is dict and self._key is _NO_KEY:
            self._refuse("key-not-text", event)
        if len(self._open) >= MAX_DEPTH:
            self._refuse("too-deep", event, most=MAX_DEPTH)
        here = self._put(container, event)
        self._open.append((self._container, self._key, self._path))
        self._container, self._key, self._path = container, _NO_KEY, here

    def _put(self, value: Any, event: Any) -> Path:
        here = self._path
        if self._container is None:
            self.root = value
        elif self._container.__class__ is list:
            here = (*self._path, len(self._container))
            self._container.append(value)
        else:
            here = (*self._path, self._key)
            self._container[self._key] = value
            self._key = _NO_KEY
            event = self._key_event  # a person looks for the key, not for the first character behind it
        self.marks[here] = (event.start_mark.line + 1, event.start_mark.column + 1)
        return here

    def _count(self, event: Any) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            self._refuse("too-many-values", event, most=MAX_VALUES)
        if event.anchor is not None:
            self._refuse("anchor", event)
        if event.tag is not None and event.tag != "!":
            self._refuse("tag", event, tag=event.tag)

    def _refuse(self, rule: str, event: Any, /, **facts: object) -> None:
        mark = event.start_mark
        raise PackError(rule, file=self.file, line=mark.line + 1, column=mark.column + 1, **facts)
