"""Validation of plain data against the model, with every fault of a file named at once.

Every start takes msgspec's way: one fast conversion. It stops at the first fault, so a file that
fails is compared again, slowly, to name them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
from msgspec import Meta, Struct, inspect

from posguard.errors import Problem, RuleName
from posguard.pack.model import LANGS, Entry, KeyPath, Marks, Text

T = TypeVar("T")


class ValidationErrors(Exception):
    """The problems of a file whose data do not fit the model."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def validate(
    data: Any, model: type[T], *, name: str, folder: str, file: str, marks: Marks
) -> Entry[T]:
    """The file as a value of ``model``.

    Raises:
        ValidationErrors: with every fault found, in the order of the file.

    """
    try:
        value = msgspec.convert(data, model, strict=False)
    except msgspec.ValidationError:
        broken: Entry[Any] = Entry(name, folder, file, data, marks)
        problems = [
            broken.problem(path, rule, **facts) for path, rule, facts in _faults(data, model)
        ]
        raise ValidationErrors(sorted(problems, key=lambda p: p.where)) from None
    return Entry(name, folder, file, value, marks)


Fault = tuple[KeyPath, RuleName, dict[str, object]]


def _faults(data: Any, model: Any) -> Iterator[Fault]:
    choices = {frozenset(choice): choice for choice in _choices(model, set())}
    yield from _Comparison(choices).check(data, inspect.type_info(model), ())


def _choices(hint: Any, seen: set[Any]) -> Iterator[tuple[str, ...]]:
    """Every choice in a model, in its own order: msgspec sorts them by the alphabet."""
    if get_origin(hint) is Literal:
        yield get_args(hint)
        return
    inner: Iterable[Any] = get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        inner = [] if hint in seen else get_type_hints(hint, include_extras=True).values()
        seen.add(hint)
    for each in inner:
        yield from _choices(each, seen)


class _Comparison:
    """Comparison of data with the model, part by part.

    ``choices`` maps the values of each choice to their order in the model.
    """

    def __init__(self, choices: Mapping[frozenset[Any], tuple[str, ...]]) -> None:
        self._choices = choices

    def check(self, data: Any, info: inspect.Type, path: KeyPath) -> Iterator[Fault]:
        match info:
            case inspect.Metadata(type=inspect.StrType()):
                yield from self._scalar(data, info, path)
            case inspect.Metadata(type=inner):
                yield from self.check(data, inner, path)
            case inspect.UnionType(types=types):
                yield from self._union(data, types, path)
            case inspect.StructType():
                yield from self._struct(data, info, path)
            case inspect.DictType():
                yield from self._mapping(data, info, path)
            case inspect.VarTupleType():
                yield from self._list(data, info, path)
            case _:
                yield from self._scalar(data, info, path)

    def _union(self, data: Any, types: Sequence[inspect.Type], path: KeyPath) -> Iterator[Fault]:
        """The one of the types that the data suggest; ``null`` means that no value is given."""
        wanted, *others = [info for info in types if not isinstance(info, inspect.NoneType)]
        lists = [info for info in others if isinstance(info, inspect.VarTupleType)]
        if lists and isinstance(data, list):
            wanted = lists[0]
        if _is_words(wanted) or str(data).lower() != "null":
            yield from self.check(data, wanted, path)

    def _list(self, data: Any, info: inspect.VarTupleType, path: KeyPath) -> Iterator[Fault]:
        if not isinstance(data, list):
            yield path, "shape", {"wanted": "list"}
            return
        if len(data) < (info.min_length or 0):
            yield path, "value", {"key": _name(path), "value": "[]", "why": "empty"}
        for position, item in enumerate(data):
            yield from self.check(item, info.item_type, (*path, position))

    def _struct(self, data: Any, info: inspect.StructType, path: KeyPath) -> Iterator[Fault]:
        if not isinstance(data, dict):
            yield path, "shape", {"wanted": "text" if info.cls is Text else "mapping"}
            return
        fields = {f.encode_name: f for f in info.fields}
        for key in data:
            if key not in fields:
                yield (*path, key), "unknown-key", {"key": key, "known": list(fields)}
        for key, wanted in fields.items():
            if key in data:
                yield from self.check(data[key], wanted.type, (*path, key))
            elif wanted.required:
                rule: RuleName = "missing-language" if key in LANGS else "missing-key"
                yield path, rule, {"key": key, "inside": _name(path)}

    def _mapping(self, data: Any, info: inspect.DictType, path: KeyPath) -> Iterator[Fault]:
        if not isinstance(data, dict):
            yield path, "shape", {"wanted": "mapping"}
            return
        if len(data) < (info.min_length or 0):
            yield path, "value", {"key": _name(path), "value": "{}", "why": "empty"}
        for key, value in data.items():
            here = (*path, key)
            for _, _, facts in self._scalar(key, info.key_type, here):
                yield here, "value", {**facts, "key": _name(path)}
            yield from self.check(value, info.value_type, here)

    def _scalar(self, data: Any, info: inspect.Type, path: KeyPath) -> Iterator[Fault]:
        if not isinstance(data, str):
            yield path, "shape", {"wanted": "words"}
        elif why := self._why(data, info):
            yield path, "value", {"key": _name(path), "value": data, **why}

    def _why(self, data: str, info: inspect.Type) -> dict[str, object]:
        """The reason why words are no value of this type; empty if they are one."""
        match info:
            case inspect.Metadata(type=inspect.StrType() as inner, extra_json_schema=schema):
                like = (schema or {}).get("examples", [inner.pattern])[0]
                return _why_not_words(data, inner, like)
            case inspect.StrType():
                return _why_not_words(data, info, info.pattern)
            case inspect.LiteralType(values=values):
                allowed = [] if data in values else list(self._choices[frozenset(values)])
                return {"why": "choice", "allowed": allowed} if allowed else {}
            case inspect.DateType():
                return {} if _converts(data, date) else {"why": "date"}
            case inspect.BoolType():
                return {} if _converts(data, bool) else {"why": "truth"}
            case inspect.IntType(gt=gt):
                number = Annotated[int, Meta(gt=gt)]
                return {} if _converts(data, number) else {"why": "whole-number"}
        raise AssertionError(info)  # the model has no other types


def _is_words(info: inspect.Type) -> bool:
    if isinstance(info, inspect.Metadata):
        info = info.type
    return isinstance(info, inspect.StrType)


def _why_not_words(data: str, info: inspect.StrType, like: object) -> dict[str, object]:
    limits = Meta(min_length=info.min_length, max_length=info.max_length, pattern=info.pattern)
    if _converts(data, Annotated[str, limits]):
        return {}
    if not data.strip():
        return {"why": "empty"}
    if info.max_length is not None and len(data) > info.max_length:
        return {"why": "too-long", "value": f"{data[:40]}…", "most": info.max_length}
    return {"why": "pattern", "like": like}


def _converts(data: str, wanted: Any) -> bool:
    try:
        msgspec.convert(data, wanted, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _name(path: KeyPath) -> str:
    return ".".join(str(part) for part in path)
