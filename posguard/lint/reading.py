"""Files of a pack, read for checking: the value, or every fault that prevents it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from posguard.errors import PackError, Problem
from posguard.pack.entries import entry
from posguard.pack.layout import Layer
from posguard.pack.model import Entry
from posguard.pack.validation import ValidationErrors

T = TypeVar("T")


def read_entry(
    layer: Layer,
    relative: str,
    model: type[T],
    below: Mapping[str, Any] | None = None,
) -> tuple[Entry[T] | None, list[Problem]]:
    """The file as a value of the model, or None and every problem in it.

    What the file leaves out is taken from ``below``.
    """
    try:
        return entry(layer, relative, model, below), []
    except PackError as err:
        return None, [problem_of(err)]
    except ValidationErrors as err:
        return None, err.problems


def problem_of(err: PackError) -> Problem:
    """The refusal of a file as a problem; that of a whole file stands at its beginning."""
    return Problem(err.file, err.line or 1, err.column or 1, err.rule, err.facts)
