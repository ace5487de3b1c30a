"""Problems as lines: where each of them stands, which rule it breaks, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from posguard.errors import Problem
from posguard.messages import printable, say
from posguard.messages.rules import RULES
from posguard.pack.model import Lang

MOST_TOLD = 100
"""How many problems of one file are written out: a hostile file has thousands."""
MOST_LINES = 2_000
"""How many problems are written out in all: nobody reads more."""


def is_warning(problem: Problem) -> bool:
    """Whether a problem is only worth a look."""
    return RULES[problem.rule].severity == "warning"


def problem_lines(problems: Sequence[Problem], lang: Lang) -> str:
    """One line for each problem, ``file:line:column: rule: message``; a warning says that it is
    one.
    """
    lines = []
    total = Counter(p.file for p in problems)
    told: Counter[str] = Counter()
    for p in problems:
        told[p.file] += 1
        if told[p.file] == MOST_TOLD + 1:
            more = say(lang, "more-problems", count=total[p.file] - MOST_TOLD)
            lines.append(f"{printable(p.file)}: {more}\n")
        if told[p.file] > MOST_TOLD:
            continue
        if len(lines) >= MOST_LINES:
            lines.append(
                say(lang, "more-problems-in-all", count=len(problems) - told.total() + 1) + "\n"
            )
            break
        words = say(lang, f"rule:{p.rule}", **p.facts)
        if is_warning(p):
            words = say(lang, "label", label=say(lang, "severity:warning")) + words
        lines.append(f"{printable(p.file)}:{p.line}:{p.column}: {p.rule}: {words}\n")
    return "".join(lines)


def count_line(problems: Sequence[Problem], lang: Lang) -> str:
    """How many problems there are, and how many of them are warnings."""
    warnings = sum(is_warning(p) for p in problems)
    key = "warnings-found" if warnings else "problems-found"
    return say(lang, key, count=len(problems), warnings=warnings)
