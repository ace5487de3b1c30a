"""YAML text to plain data, and where each value stands: one bounded pass over libyaml's events.

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
from posguard.pack.model import UNPRINTABLE, KeyPath

MAX_BYTES = 1 << 20
MAX_DEPTH = 32
MAX_VALUES = 20_000

Marks = dict[KeyPath, Any]
"""Where each value stands: libyaml's marks, which count from 0."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY: Any = object()
# What YAML itself does not allow anywhere in a file.
_NOT_YAML = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# What would make a file read differently to a person and to YAML, comments included.
_HIDDEN = rf"(?![\t\n]|\r\n)(?:{UNPRINTABLE}|{_NOT_YAML})"
# A line of a document's head. Nobody needs one, and thousands of them would take libyaml seconds.
_DIRECTIVE = r"(?m)^%"


def read(text: str, file: str) -> tuple[Any, Marks]:
    """The file's data, made of ``dict``, ``list`` and ``str``, and the mark of every value by
    path.

    Raises:
        PackError: for whatever is not plain data: aliases, anchors, tags, merge keys, duplicate
            keys, directives, a
            second document, control characters, more than ``MAX_DEPTH`` levels or ``MAX_VALUES``
            values; or for what is not YAML at all.

    """
    if len(text) > MAX_BYTES:
        raise PackError("too-large", file=file, most=MAX_BYTES >> 20)
    if not text.replace("\n", "").isprintable() and (hidden := re.search(_HIDDEN, text)):
        forbidden = re.match(_NOT_YAML, hidden[0])
        raise _at(
            hidden.start(),
            "unreadable-character" if forbidden else "control-character",
            file,
            text,
        )
    if "%" in text and (directive := re.search(_DIRECTIVE, text)):
        raise _at(directive.start(), "directive", file, text)
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


def _build(loader: Any) -> tuple[Any, Marks]:  # noqa: C901, PLR0912  one loop, run for every value of every file
    """All events of one document put together: ``container``, ``key`` and ``path`` are where the
    next value goes.
    """
    check, get = loader.check_event, loader.get_event
    root: Any = None
    marks: Marks = {}
    above: list[tuple[Any, Any, KeyPath]] = []
    container: Any = None
    key, key_mark, path = _NO_KEY, None, ()  # type: Any, Any, KeyPath
    values = documents = 0
    while check():
        event = get()
        kind = event.__class__
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            container, key, path = above.pop()
            continue
        if kind is ScalarEvent:
            value: Any = _words(event)
        elif kind is MappingStartEvent:
            value = {}
        elif kind is SequenceStartEvent:
            value = []
        elif kind is AliasEvent:
            raise _Refused("alias", event.start_mark)
        else:
            documents += kind is DocumentStartEvent
            if documents > 1:
                raise _Refused("second-document", event.start_mark)
            continue
        values += 1
        if values > MAX_VALUES or event.anchor is not None or event.tag is not None:
            _refuse_extras(event, values)
        mark, here = event.start_mark, path
        if container is None:
            root = value
        elif container.__class__ is list:
            here = (*path, len(container))
            container.append(value)
        elif key is _NO_KEY:
            _refuse_key(event, value, container)
            key, key_mark = value, mark
            continue
        else:
            # A person looks for the key, not for the first character behind it.
            here, mark = (*path, key), key_mark
            container[key] = value
            key = _NO_KEY
        marks[here] = mark
        if kind is not ScalarEvent:
            if len(above) >= MAX_DEPTH:
                raise _Refused("too-deep", event.start_mark, most=MAX_DEPTH)
            above.append((container, key, path))
            container, key, path = value, _NO_KEY, here
    return root, marks


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
