"""Density of source code: dense expressions and wide lines per 1,000 lines, and modules entered on
four ways.

    python tests/benchmarks/density.py posguard OTHER_PACKAGE_FOLDER ...
    python tests/benchmarks/density.py --ways

The first form prints one row a folder; the second runs four ways through posguard in this process
and counts the modules and functions that each enters.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from posguard.cli.program import run

WIDE = 99
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def measured(folder: Path) -> dict[str, float]:
    """What stands in the folder's modules, per 1,000 lines, and the largest module and function in
    lines.
    """
    lines = wide = conditions = comprehensions = double = 0
    longest_module = longest_function = modules = 0
    for file in sorted(folder.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        rows = text.splitlines()
        modules += 1
        lines += len(rows)
        longest_module = max(longest_module, len(rows))
        wide += sum(len(row) > WIDE for row in rows)
        for node in ast.walk(ast.parse(text)):
            conditions += isinstance(node, ast.IfExp)
            if isinstance(node, COMPREHENSIONS):
                comprehensions += 1
                double += len(node.generators) > 1
            if isinstance(node, ast.FunctionDef):
                longest_function = max(longest_function, (node.end_lineno or 0) - node.lineno + 1)
    per = 1000 / max(lines, 1)
    return {
        "modules": modules,
        "lines": lines,
        "conditional expressions": round(conditions * per, 1),
        "comprehensions": round(comprehensions * per, 1),
        "with two for": round(double * per, 1),
        f"lines over {WIDE}": round(wide * per, 1),
        "longest module": longest_module,
        "longest function": longest_function,
    }


def table(folders: list[Path]) -> Iterator[str]:
    """The measures of every folder as a Markdown table."""
    rows = [(folder.name, measured(folder)) for folder in folders]
    names = list(rows[0][1])
    yield f"| package | {' | '.join(names)} |"
    yield "|" + "---|" * (len(names) + 1)
    for name, values in rows:
        yield f"| {name} | {' | '.join(f'{values[each]:g}' for each in names)} |"


def ways() -> Iterator[str]:
    """Four ways through the program: how many of its modules and functions each enters."""
    with tempfile.TemporaryDirectory() as folder:
        answers = [
            "happening-now=no",
            "who=owner",
            "what-merchant=sn-known",
            "sn-strange=none",
            "sn-what-else=none",
        ]
        pairs = [word for pair in answers for word in ("-a", pair)]
        cases = ["--cases", folder]
        entered(["triage", *pairs, "--case", "shop", *cases])
        yield "| way | modules | functions |"
        yield "|---|---|---|"
        for name, argv in (
            ("an answer to the printed plan", ["triage", *pairs]),
            ("a step's text to HTML", ["checklist", "sn-leak", "--format", "html"]),
            ("a note to the disk", ["case", "note", "words", *cases]),
            ("--lang", ["--lang", "zh", "--version"]),
        ):
            modules, functions = entered(argv)
            yield f"| {name} | {modules} | {functions} |"


def entered(argv: list[str]) -> tuple[int, int]:
    """How many modules and functions of posguard one command enters."""
    seen: set[tuple[str, str]] = set()
    package = f"{os.sep}posguard{os.sep}"

    def profile(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and package in code.co_filename and code.co_name != "<module>":
            seen.add((code.co_filename, code.co_qualname))

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        sys.setprofile(profile)
        try:
            run(argv)
        finally:
            sys.setprofile(None)
    return len({file for file, _ in seen}), len(seen)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", metavar="FOLDER", type=Path, nargs="*")
    parser.add_argument("--ways", action="store_true")
    given = parser.parse_args()
    print("\n".join(ways() if given.ways else table(given.folders)))
