"""The pages of `posguard lint` and `posguard test`: a line for each problem, with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from posguard.errors import Problem
from posguard.lint.journeys import Outcome
from posguard.lint.report import is_warning
from posguard.lint.run import Report
from posguard.messages import printable, say
from posguard.messages.rules import RULES
from posguard.pack.model import Lang
from posguard.render.page import Item, Page, Section

LINT_SCHEMA = "posguard.lint/1"
TEST_SCHEMA = "posguard.test/1"

MOST_TOLD = 100
"""How many problems of one file are written out: a hostile file has thousands."""
MOST_LINES = 2_000
"""How many problems are written out in all: nobody reads more."""


def lint_page(report: Report, lang: Lang) -> Page:
    """Every problem of a pack; one line if there is none."""
    items = [*problem_items(report.problems, lang)]
    if not items:
        items = [_line("no-problems", say(lang, "no-problems", files=report.files))]
    if report.is_cut:
        words = say(lang, "problems-without-end", count=len(report.problems))
        items.append(_line("problems-without-end", words))
    return _page(LINT_SCHEMA, lang, "lint", items, report.problems, files=report.files)


def journeys_page(outcome: Outcome, lang: Lang) -> Page:
    """Everything in which a pack does not do what its journeys say; one line if it does."""
    items = [*problem_items(outcome.problems, lang)]
    if not items:
        items = [_line("journeys-hold", say(lang, "journeys-hold", count=outcome.journeys))]
    return _page(TEST_SCHEMA, lang, "test", items, outcome.problems, journeys=outcome.journeys)


def _page(
    schema: str,
    lang: Lang,
    name: str,
    items: Sequence[Item],
    problems: Sequence[Problem],
    **tried: int,
) -> Page:
    warnings = sum(map(is_warning, problems))
    return Page(
        schema,
        lang,
        say(lang, f"{name}-title"),
        sections=(Section("problems", "", tuple(items)),),
        facts={**tried, "problems": len(problems), "warnings": warnings},
        report=True,
    )


def problem_items(problems: Sequence[Problem], lang: Lang) -> Iterator[Item]:
    """A line for each problem, ``file:line:column: rule: message``; a warning says that it is
    one. Of very many in one file, or in all, the last line says how many more there are.
    """
    total = Counter(p.file for p in problems)
    told: Counter[str] = Counter()
    lines = 0
    for p in problems:
        told[p.file] += 1
        if told[p.file] > MOST_TOLD + 1:
            continue
        if told[p.file] <= MOST_TOLD and lines >= MOST_LINES:
            count = len(problems) - told.total() + 1
            words = say(lang, "more-problems-in-all", count=count)
            yield _line("more-problems-in-all", words, count=count)
            return
        lines += 1
        if told[p.file] <= MOST_TOLD:
            yield _problem(p, lang)
        else:
            count = total[p.file] - MOST_TOLD
            words = f"{printable(p.file)}: {say(lang, 'more-problems', count=count)}"
            yield _line("more-problems", words, file=p.file, count=count)


def _problem(problem: Problem, lang: Lang) -> Item:
    severity = RULES[problem.rule].severity
    message = say(lang, f"rule:{problem.rule}", **problem.facts)
    words = message
    if severity == "warning":
        words = say(lang, "label", label=say(lang, "severity:warning")) + message
    place = f"{printable(problem.file)}:{problem.line}:{problem.column}"
    return _line(
        problem.rule,
        f"{place}: {problem.rule}: {words}",
        file=problem.file,
        line=problem.line,
        column=problem.column,
        rule=problem.rule,
        severity=severity,
        message=message,
    )


def _line(name: str, words: str, **facts: object) -> Item:
    return Item(name, words, mark="line", facts=facts)


def count_line(problems: Sequence[Problem], lang: Lang) -> str:
    """How many problems there are, and how many of them are warnings."""
    warnings = sum(map(is_warning, problems))
    key = "warnings-found" if warnings else "problems-found"
    return say(lang, key, count=len(problems), warnings=warnings)
