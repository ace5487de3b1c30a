"""From plain data to the model, with every fault of a file named at once.

The way taken on every start is msgspec's: one fast conversion. It stops at the first fault, so a file that fails is
gone through again, slowly, to name them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from posguard.pack.model import Entry, Path, Text

if TYPE_CHECKING:
    from posguard.pack.yaml_reader import Marks

T = TypeVar("T", bound=msgspec.Struct)


_EXAMPLES = ("pboc-2013-9#35", "lock-card", "400-669-5599", "https://www.12377.cn/", "2026-01-31")
"""One for every pattern in the model; the first that fits is shown."""


class Problem(Struct, frozen=True):
    """One thing wrong in a pack: where, by which rule, and the facts that its sentence needs."""

    file: str
    line: int
    column: int
    rule: str
    facts: dict[str, object] = {}

    @property
    def where(self) -> tuple[str, int, int, str]:
        """By which problems are sorted."""
        return self.file, self.line, self.column, self.rule


class Misshapen(Exception):
    """A file's data do not fit the model."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def shape(data: Any, model: type[T], *, id: str, folder: str, file: str, marks: Marks) -> Entry[T]:  # noqa: A002
    """The file as a value of ``model``.

    Raises:
        Misshapen: with every fault found, in the order of the file.

    """
    try:
        value = msgspec.convert(data, model, strict=False)
    except msgspec.ValidationError:
        broken: Entry[Any] = Entry(id, folder, file, data, marks)
        problems = [Problem(file, *broken.place(*path), rule, facts) for path, rule, facts in _faults(data, model)]
        raise Misshapen(sorted(problems, key=lambda p: p.where)) from None
    return Entry(id, folder, file, value, marks)


Fault = tuple[Path, str, dict[str, object]]


def _faults(data: Any, model: Any) -> Iterator[Fault]:
    from msgspec import inspect

    yield from _check(data, inspect.type_info(model), ())


def _check(data: Any, info: Any, path: Path) -> Iterator[Fault]:
    kind = type(info).__name__
    if kind == "UnionType":
        given = next(t for t in info.types if type(t).__name__ != "NoneType")
        # What is no text may be "null", which msgspec reads as "not given".
        if type(given).__name__ == "StrType" or str(data).lower() != "null":
            yield from _check(data, given, path)
    elif kind == "StructType":
        yield from _struct(data, info, path)
    elif kind == "DictType":
        yield from _mapping(data, info, path)
    elif kind == "VarTupleType":
        if not isinstance(data, list):
            yield path, "shape", {"wanted": "list"}
            return
        if len(data) < (info.min_length or 0):
            yield path, "value", {"key": _name(path), "value": "[]", "why": "empty"}
        for position, item in enumerate(data):
            yield from _check(item, info.item_type, (*path, position))
    else:
        yield from _scalar(data, info, path)


def _struct(data: Any, info: Any, path: Path) -> Iterator[Fault]:
    if not isinstance(data, dict):
        yield path, "shape", {"wanted": "text" if info.cls is Text else "mapping"}
        return
    fields = {f.encode_name: f for f in info.fields}
    for key in data:
        if key not in fields:
            yield (*path, key), "unknown-key", {"key": key, "known": list(fields)}
    for key, wanted in fields.items():
        if key in data:
            yield from _check(data[key], wanted.type, (*path, key))
        elif wanted.required:
            rule = "missing-language" if info.cls is Text else "missing-key"
            yield path, rule, {"key": key, "inside": _name(path)}


def _mapping(data: Any, info: Any, path: Path) -> Iterator[Fault]:
    if not isinstance(data, dict):
        yield path, "shape", {"wanted": "mapping"}
        return
    if len(data) < (info.min_length or 0):
        yield path, "value", {"key": _name(path), "value": "{}", "why": "empty"}
    for key, value in data.items():
        here = (*path, key)
        for _, _, facts in _scalar(key, info.key_type, here):
            yield here, "value", {**facts, "key": _name(path)}
        yield from _check(value, info.value_type, here)


def _scalar(data: Any, info: Any, path: Path) -> Iterator[Fault]:
    if not isinstance(data, str):
        yield path, "shape", {"wanted": "words"}
        return
    values = list(info.values) if type(info).__name__ == "LiteralType" else []
    if values:
        if data not in values:
            yield path, "value", {"key": _name(path), "value": data, "why": "choice", "allowed": values}
        return
    try:
        msgspec.convert(data, _as_type(info), strict=False)
    except msgspec.ValidationError:
        yield path, "value", {"key": _name(path), "value": data, **_why(data, info)}


def _as_type(info: Any) -> Any:
    name = type(info).__name__
    if name == "StrType":
        from typing import Annotated

        limits = {k: getattr(info, k) for k in ("min_length", "max_length", "pattern")}
        return Annotated[str, msgspec.Meta(**limits)]
    if name == "IntType":
        from typing import Annotated

        return Annotated[int, msgspec.Meta(gt=info.gt)]
    import datetime

    return {"DateType": datetime.date, "BoolType": bool}[name]


def _why(data: str, info: Any) -> dict[str, object]:
    name = type(info).__name__
    if name != "StrType":
        return {"why": {"DateType": "date", "BoolType": "truth", "IntType": "whole-number"}[name]}
    if not data.strip():
        return {"why": "empty"}
    if info.max_length and len(data) > info.max_length:
        return {"why": "too-long", "value": f"{data[:40]}…", "most": info.max_length}
    return {"why": "pattern", "like": next((e for e in _EXAMPLES if re.search(info.pattern, e)), info.pattern)}


def _name(path: Path) -> str:
    return ".".join(str(part) for part in path)
