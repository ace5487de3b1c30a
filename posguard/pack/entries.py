"""Entries of a pack: one file as a value of the model, on top of what lies below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from posguard.errors import PackError
from posguard.pack.layout import Layer
from posguard.pack.model import Entry, KeyPath, Marks
from posguard.pack.validation import ValidationErrors, validate

T = TypeVar("T")


def as_mapping(file: Entry[Any]) -> dict[str, Any]:
    """The value of a file in the form that the reader gives: mappings, lists and words."""
    data: dict[str, Any] = _as_read(msgspec.to_builtins(file.value))
    return data


def _as_read(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_read(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_as_read(item) for item in value]
    return str(value)


def whole(
    layer: Layer, relative: str, model: type[T], below: Mapping[str, Any] | None = None
) -> Entry[T]:
    """One file, read and validated.

    Raises:
        PackError: the file's first fault; ``posguard lint`` shows them all.

    """
    try:
        return entry(layer, relative, model, below)
    except ValidationErrors as err:
        first = err.problems[0]
        raise PackError(
            first.rule,
            file=first.file,
            line=first.line,
            column=first.column,
            **first.facts,
        ) from None


def entry(
    layer: Layer, relative: str, model: type[T], below: Mapping[str, Any] | None = None
) -> Entry[T]:
    """One file as a value of the model; what it leaves out is taken from ``below``.

    Raises:
        PackError: the file is not plain, bounded YAML.
        ValidationErrors: the file does not fit the model.

    """
    file = layer.name(relative)
    data, marks = layer.data(relative)
    if below and isinstance(data, dict):
        data, marks = _laid_on(below, data, marks)
    folder, _, name = relative.rpartition("/")
    return validate(
        data,
        model,
        name=name.removesuffix(".yaml"),
        folder=folder.rpartition("/")[2],
        file=file,
        marks=marks,
    )


def _laid_on(
    below: Mapping[str, Any], data: dict[str, Any], marks: Marks
) -> tuple[dict[str, Any], Marks]:
    """The file's keys over those below; where both are lists, the file's items come last."""
    lists = {key: below[key] for key in data if isinstance(below.get(key), list)}
    lists = {key: items for key, items in lists.items() if isinstance(data[key], list)}
    joined = {key: [*items, *data[key]] for key, items in lists.items()}
    moved = {_behind(path, lists): mark for path, mark in marks.items()}
    return {**below, **data, **joined}, moved


def _behind(path: KeyPath, lists: Mapping[str, Sequence[Any]]) -> KeyPath:
    """The path of a value of the file once the items from below come first."""
    match path:
        case (str(key), int(position), *rest) if key in lists:
            return (key, position + len(lists[key]), *rest)
    return path
