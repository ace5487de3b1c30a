"""Mistakes in YAML that people make, recognised by the error that libyaml reports.

libyaml names what it expected, often a line too late; an author wants the line to change, and the
text to write there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

_KEY = r"\s*(?:- +)*[A-Za-z][A-Za-z0-9_-]*"
_FULL_WIDTH = re.compile(rf"{_KEY}(：)")
_NO_SPACE = re.compile(rf"{_KEY}(:)[^\s:]")
_TAB = re.compile(r" *(\t)")
_DASH = re.compile(r" *-[^ -]")


class Mistake(NamedTuple):
    """A mistake and its place, counted from 1; ``kind`` is a message key without its ``yaml:``."""

    kind: str
    line: int
    column: int


def mistake(err: Any, text: str) -> Mistake:
    """The first mistake that explains libyaml's error; ``other`` where none does."""
    at = err.problem_mark or err.context_mark
    if at is None:
        return Mistake("other", 0, 0)
    lines = text.split("\n")
    report = (err.problem or "", err.context or "", at, err.context_mark or at, lines)
    mistakes = chain(_in_a_token(*report), _between_tokens(*report))
    kind, line, column = next(mistakes, ("other", at.line, at.column))
    return Mistake(kind, line + 1, column + 1)


def _in_a_token(
    problem: str, context: str, at: Any, begin: Any, lines: list[str]
) -> Iterator[tuple[str, int, int]]:
    """Mistakes that explain an error in a single word, mark or text, the surest first."""
    here = lines[at.line] if at.line < len(lines) else ""
    # From 0.2.6 on, libyaml counts brackets while it looks ahead.
    if "maximum nesting depth" in problem:
        yield "too-deep", at.line, at.column
    if tab := _TAB.match(here):
        yield "tab", at.line, tab.start(1)
    if "quoted scalar" in context:
        kind = "open-quote" if problem.startswith("found unexpected") else "escape"
        yield kind, begin.line, begin.column
    if problem.startswith(
        ("mapping values", "could not find expected ':'", "did not find expected key")
    ):
        yield from _colons(at.line, lines)
    if "cannot start any token" in problem or context.endswith(
        (" alias", " anchor", " tag", " block scalar")
    ):
        yield "quote-it", begin.line, begin.column
    if "block sequence entries" in problem:
        yield "dash", at.line, at.column
    if "could not find expected ':'" in problem:
        dash = _DASH.match(lines[begin.line])
        yield "dash-space" if dash else "no-colon", begin.line, begin.column


def _between_tokens(
    problem: str, context: str, at: Any, begin: Any, lines: list[str]
) -> Iterator[tuple[str, int, int]]:
    """Mistakes that explain an error in how words follow each other, the surest first."""
    here = lines[at.line] if at.line < len(lines) else ""
    before, character = here[: at.column].rstrip(), here[at.column : at.column + 1]
    if "',' or" in problem:
        yield "open-bracket" if "]" in problem else "open-brace", begin.line, begin.column
    if context.endswith(" flow node") and not here.strip():
        yield from _last_opening(at.line, lines)
    if character in ("]", "}"):
        yield "closing-bracket", at.line, at.column
    if before.endswith(("'", '"')):
        yield "after-quote", at.line, at.column
    if problem.startswith("mapping values"):
        yield "two-colons" if ": " in before + " " else "indentation", at.line, at.column
    if problem.endswith(("expected key", "'-' indicator", "<document start>")):
        yield "indentation", at.line, at.column


def _last_opening(line: int, lines: list[str]) -> Iterator[tuple[str, int, int]]:
    """The bracket behind which the file ends."""
    above = _above(min(line, len(lines)), lines, str.strip, 0)
    for bracket, kind in (("[", "open-bracket"), ("{", "open-brace")):
        if lines[above].rstrip().endswith(bracket):
            yield kind, above, lines[above].rindex(bracket)


def _colons(line: int, lines: list[str]) -> Iterator[tuple[str, int, int]]:
    """Keys whose colon is none to YAML, on the line above or on this one."""
    above = _above(line, lines, _is_no_comment, line)
    for number in (above, line):
        written = lines[number] if number < len(lines) else ""
        if colon := _FULL_WIDTH.match(written):
            yield "full-width-colon", number, colon.start(1)
        if colon := _NO_SPACE.match(written):
            yield "no-space", number, colon.start(1)


def _above(line: int, lines: list[str], wanted: Callable[[str], object], otherwise: int) -> int:
    """The number of the nearest wanted line above one."""
    for number in range(line - 1, -1, -1):
        if wanted(lines[number]):
            return number
    return otherwise


def _is_no_comment(line: str) -> bool:
    return bool(line.strip()) and line.lstrip()[0] != "#"
