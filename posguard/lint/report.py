"""Report of problems: one line each, with its place, its rule, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from posguard.errors import Problem
from posguard.messages import printable, say
from posguard.messages.rules import RULES
from posguard.pack.model import Lang

MOST_TOLD = 100
"""The most problems of one file that are reported: a hostile file has thousands."""
MOST_LINES = 2_000
"""The most problems that are reported in all: nobody reads more."""


def is_warning(problem: Problem) -> bool:
    """Whether a problem is only worth a look."""
    return RULES[problem.rule].severity == "warning"


def problem_lines(problems: Sequence[Problem], lang: Lang) -> str:
    """One line for each problem, ``file:line:column: rule: message``; warnings are marked."""
    lines: list[str] = []
    total = Counter(problem.file for problem in problems)
    counts: Counter[str] = Counter()
    for problem in problems:
        file = problem.file
        counts[file] += 1
        if counts[file] == MOST_TOLD + 1:
            more = say(lang, "more-problems", count=total[file] - MOST_TOLD)
            lines.append(f"{printable(file)}: {more}\n")
        if counts[file] > MOST_TOLD:
            continue
        if len(lines) >= MOST_LINES:
            left = len(problems) - counts.total() + 1
            lines.append(say(lang, "more-problems-in-all", count=left) + "\n")
            break
        lines.append(_problem_line(problem, lang))
    return "".join(lines)


def _problem_line(problem: Problem, lang: Lang) -> str:
    place = f"{printable(problem.file)}:{problem.line}:{problem.column}"
    words = say(lang, f"rule:{problem.rule}", **problem.facts)
    if is_warning(problem):
        words = say(lang, "label", label=say(lang, "severity:warning")) + words
    return f"{place}: {problem.rule}: {words}\n"


def count_line(problems: Sequence[Problem], lang: Lang) -> str:
    """The number of problems, and of warnings among them, as a sentence."""
    warnings = sum(is_warning(p) for p in problems)
    key = "warnings-found" if warnings else "problems-found"
    return say(lang, key, count=len(problems), warnings=warnings)
