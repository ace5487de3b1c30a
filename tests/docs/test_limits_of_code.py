"""The limits of the code: short modules and functions, one loop a comprehension, one choice an
expression.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest
from support.paths import ROOT

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 50
REASON = "# two loops: "

PACKAGE = ROOT / "posguard"
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Module:
    """One module: its name, its lines, and its syntax."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.splitlines()
        self.nodes = list(ast.walk(ast.parse(text)))


def modules() -> Iterator[Module]:
    """All modules of the package."""
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).as_posix()
        yield Module(name, file.read_text(encoding="utf-8"))


def long_modules(module: Module) -> Iterator[str]:
    """The module, if it is too long."""
    if len(module.lines) > MOST_LINES:
        yield f"{module.name}: {len(module.lines)} lines"


def long_functions(module: Module) -> Iterator[str]:
    """Functions that are too long, from ``def`` to their last line."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > MOST_LINES_OF_A_FUNCTION:
                yield f"{module.name}:{node.lineno}: {node.name} has {length} lines"


def double_loops(module: Module) -> Iterator[str]:
    """Comprehensions with two loops and no reason on their first line or the one before."""
    for node in module.nodes:
        if isinstance(node, COMPREHENSIONS) and len(node.generators) > 1:
            beside = module.lines[max(0, node.lineno - 2) : node.lineno]
            if not any(REASON in line for line in beside):
                yield f"{module.name}:{node.lineno}: two loops in one comprehension"


def nested_choices(module: Module) -> Iterator[str]:
    """Conditional expressions inside of another one."""
    for node in module.nodes:
        if isinstance(node, ast.IfExp):
            inner = [each for each in ast.walk(node) if isinstance(each, ast.IfExp)]
            if len(inner) > 1:
                yield f"{module.name}:{node.lineno}: one conditional expression in another"


Limit = Callable[[Module], Iterator[str]]
LIMITS: tuple[Limit, ...] = (long_modules, long_functions, double_loops, nested_choices)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.__name__)
def test_the_code_keeps_to_its_limits(limit: Limit) -> None:
    """No module is so long, and no expression so dense, that a reader loses the thread."""
    excess: list[str] = []
    for module in modules():
        excess += limit(module)
    assert not excess, "\n".join(excess)


DENSE: dict[Limit, str] = {
    long_modules: "\n" * (MOST_LINES + 1),
    long_functions: "def f():\n" + "    f()\n" * MOST_LINES_OF_A_FUNCTION,
    double_loops: "\n\n[a for b in c for a in b]  # why not\n",
    nested_choices: "a if b else f(c if d else e)\n",
}


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.__name__)
def test_each_limit_finds_what_exceeds_it(limit: Limit) -> None:
    """Code that exceeds one limit is found by it, and by no other."""
    module = Module("dense.py", DENSE[limit])
    assert [each for each in LIMITS if list(each(module))] == [limit]


def test_two_loops_may_stand_with_a_reason() -> None:
    """A reason on the line before or on the line itself lets two loops stand."""
    loops = "[a for b in c for a in b]"
    text = f"{REASON}all of all\n{loops}\n\n{loops}  {REASON}all of all\n"
    assert list(double_loops(Module("excused.py", text))) == []
