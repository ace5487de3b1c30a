"""Severity of problems: which are errors, and which are only worth a look."""

from __future__ import annotations

from posguard.errors import Problem
from posguard.messages.rules import RULES


def is_warning(problem: Problem) -> bool:
    """Whether a problem is only worth a look."""
    return RULES[problem.rule].severity == "warning"
