"""YAML text to plain data and the place of each value: one bounded pass over libyaml's events.

Nothing is recursive and nothing is expanded, so a hostile file costs no more than its first
megabyte. Every scalar stays text; the model turns text into dates and truth values, and says so
with line and column when it cannot.
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

from posguard.errors import PackError, RuleName
from posguard.pack.layout import MAX_BYTES
from posguard.pack.model import KeyPath, Marks
from posguard.pack.scalars import UNPRINTABLE

MAX_DEPTH = 32
MAX_VALUES = 20_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY: Any = object()
# What YAML itself does not allow anywhere in a file.
_NOT_YAML = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# What would make a file read differently to a person and to YAML, comments included.
_HIDDEN = rf"(?![\t\n]|\r\n)(?:{UNPRINTABLE}|{_NOT_YAML})"
# A line of a document's head. Nobody needs one, and thousands of them would take libyaml seconds.
_DIRECTIVE = r"(?m)^%"


def read(text: str, file: str) -> tuple[Any, Marks]:
    """The file's data as ``dict``, ``list`` and ``str``, and the mark of every value by path.

    Raises:
        PackError: the file is no YAML, or more than plain data: it has aliases, anchors, tags,
            merge keys, duplicate keys, directives, a second document, control characters, more
            than ``MAX_DEPTH`` levels or more than ``MAX_VALUES`` values.

    """
    if len(text) > MAX_BYTES:
        raise PackError("too-large", file=file, most=MAX_BYTES >> 20)
    _refuse_characters(text, file)
    loader = _LOADER(text)
    try:
        return _build(loader)
    except _Refused as err:
        raise PackError(
            err.rule, file=file, line=err.mark.line + 1, column=err.mark.column + 1, **err.facts
        ) from None
    except yaml.MarkedYAMLError as err:
        raise _not_yaml(err, file, text) from None
    finally:
        loader.dispose()


def _refuse_characters(text: str, file: str) -> None:
    """Refuse hidden characters and directives, which libyaml's events do not show."""
    if not text.replace("\n", "").isprintable() and (hidden := re.search(_HIDDEN, text)):
        if re.match(_NOT_YAML, hidden[0]):
            raise _at(hidden.start(), "unreadable-character", file, text)
        raise _at(hidden.start(), "control-character", file, text)
    if "%" in text and (directive := re.search(_DIRECTIVE, text)):
        raise _at(directive.start(), "directive", file, text)


def _not_yaml(err: yaml.MarkedYAMLError, file: str, text: str) -> PackError:
    from posguard.pack.syntax import mistake

    found = mistake(err, text)
    if found.kind == "too-deep":
        return PackError(
            "too-deep", file=file, line=found.line, column=found.column, most=MAX_DEPTH
        )
    return PackError(
        "broken-yaml", file=file, line=found.line, column=found.column, problem=found.kind
    )


def _at(position: int, rule: RuleName, file: str, text: str) -> PackError:
    before = text[:position]
    return PackError(
        rule, file=file, line=before.count("\n") + 1, column=position - before.rfind("\n")
    )


class _Refused(Exception):
    """Something in the file is more than plain data."""

    def __init__(self, rule: RuleName, mark: Any, /, **facts: object) -> None:
        super().__init__(rule)
        self.rule: RuleName = rule
        self.mark, self.facts = mark, facts


def _build(loader: Any) -> tuple[Any, Marks]:
    """The events of one document put together; this loop runs for every value of every file."""
    check, get = loader.check_event, loader.get_event
    tree = _Tree()
    documents = 0
    while check():
        event = get()
        kind = event.__class__
        if kind is ScalarEvent:
            tree.put(_words(event), event)
        elif kind is MappingStartEvent:
            tree.open({}, event)
        elif kind is SequenceStartEvent:
            tree.open([], event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            tree.close()
        elif kind is AliasEvent:
            raise _Refused("alias", event.start_mark)
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _Refused("second-document", event.start_mark)
    return tree.root, tree.marks


class _Tree:
    """Data in the making: ``container``, ``key`` and ``path`` are where the next value goes."""

    __slots__ = ("above", "container", "key", "key_mark", "marks", "path", "root", "values")

    def __init__(self) -> None:
        self.root: Any = None
        self.marks: Marks = {}
        self.above: list[tuple[Any, Any, KeyPath]] = []
        self.container: Any = None
        self.key: Any = _NO_KEY
        self.key_mark: Any = None
        self.path: KeyPath = ()
        self.values = 0

    def put(self, value: Any, event: Any) -> KeyPath:
        """Put a value in its place, which is returned; a key waits for its value."""
        self.values += 1
        if self.values > MAX_VALUES or event.anchor is not None or event.tag is not None:
            _refuse_extras(event, self.values)
        container, key, here = self.container, self.key, self.path
        if container is None:
            self.root = value
            self.marks[here] = event.start_mark
        elif container.__class__ is list:
            here = (*here, len(container))
            container.append(value)
            self.marks[here] = event.start_mark
        elif key is _NO_KEY:
            _refuse_key(event, value, container)
            self.key, self.key_mark = value, event.start_mark
        else:
            here = (*here, key)
            container[key] = value
            # A person looks for the key, not for the first character behind it.
            self.marks[here] = self.key_mark
            self.key = _NO_KEY
        return here

    def open(self, container: Any, event: Any) -> None:
        """Put a container in its place; the next values go into it until it is closed."""
        here = self.put(container, event)
        if len(self.above) >= MAX_DEPTH:
            raise _Refused("too-deep", event.start_mark, most=MAX_DEPTH)
        self.above.append((self.container, self.key, self.path))
        self.container, self.key, self.path = container, _NO_KEY, here

    def close(self) -> None:
        """Go back to the container around the one that ends here."""
        self.container, self.key, self.path = self.above.pop()


def _words(event: Any) -> str:
    words: str = event.value.rstrip("\n") if event.style == ">" else event.value
    if not words.isprintable() and re.search(UNPRINTABLE, words):
        raise _Refused("control-character", event.start_mark)
    return words


def _refuse_extras(event: Any, values: int) -> None:
    if values > MAX_VALUES:
        raise _Refused("too-many-values", event.start_mark, most=MAX_VALUES)
    if event.anchor is not None:
        raise _Refused("anchor", event.start_mark)
    if event.tag != "!":
        raise _Refused("tag", event.start_mark, tag=event.tag)


def _refuse_key(event: Any, words: Any, container: dict[str, Any]) -> None:
    if words.__class__ is not str:
        raise _Refused("key-not-text", event.start_mark)
    if words in container:
        raise _Refused("duplicate-key", event.start_mark, key=words)
    if words == "<<" and event.implicit[0]:
        raise _Refused("merge-key", event.start_mark)
