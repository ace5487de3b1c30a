"""The model of a pack: every pattern in it shows how it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from msgspec import inspect
from support.program import run_program

from posguard.lint.journeys import Journey
from posguard.pack.letters import Letter
from posguard.pack.manifest import Manifest
from posguard.pack.model import Contact, Source
from posguard.pack.steps import Step
from posguard.pack.trees import Finding, Order, Playbook, SharedQuestion

MODELS: list[type[msgspec.Struct]] = [
    *(Manifest, Playbook, SharedQuestion, Finding, Order, Step, Contact, Source, Letter),
]
WORDS = r"\S"
"""The pattern of all that is not empty: what fails it is told that it is."""


def patterns(info: inspect.Type, seen: set[type]) -> Iterator[tuple[inspect.StrType, list[str]]]:
    """Every pattern in a model, with the examples beside it."""
    match info:
        case inspect.Metadata(type=inspect.StrType() as words, extra_json_schema=schema):
            yield words, (schema or {}).get("examples", [])
        case inspect.StrType(pattern=pattern):
            yield from [(info, [])] if pattern not in (None, WORDS) else []
        case inspect.Metadata(type=inner) | inspect.VarTupleType(item_type=inner):
            yield from patterns(inner, seen)
        case inspect.DictType(key_type=key, value_type=value):
            yield from patterns(key, seen)
            yield from patterns(value, seen)
        case inspect.UnionType(types=types):
            for one in types:
                yield from patterns(one, seen)
        case inspect.StructType(cls=cls, fields=fields) if cls not in seen:
            seen.add(cls)
            for field in fields:
                yield from patterns(field.type, seen)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_pattern_has_an_example_that_fits(model: type[msgspec.Struct]) -> None:
    """Whoever writes a value wrongly is shown one that is right, by lint and by the editor."""
    found = list(patterns(inspect.type_info(model), set()))

    assert found
    for words, examples in found:
        assert examples, words.pattern
        for example in examples:
            assert words.pattern is not None
            assert re.search(words.pattern, example), words.pattern
            assert len(example) <= (words.max_length or len(example))


@pytest.mark.parametrize("model", [*MODELS, Journey], ids=lambda model: model.__name__)
def test_types_can_be_freed(model: type[msgspec.Struct]) -> None:
    """A process that has made and dropped every field's type many times is alive: some unions
    crash msgspec.
    """
    program = (
        "import gc, sys, typing, msgspec\n"
        "from importlib import import_module\n"
        "model = getattr(import_module(sys.argv[1]), sys.argv[2])\n"
        "hints = typing.get_type_hints(model, include_extras=True)\n"
        "for n in range(300):\n"
        "    msgspec.json.Decoder(msgspec.defstruct(f'Made{n}', list(hints.items()), "
        "kw_only=True))\n"
        "    n % 50 or gc.collect()\n"
        "print('alive')\n"
    )
    ended = run_program(model.__module__, model.__qualname__, program=program)
    assert (ended.code, ended.words) == (0, "alive\n")
