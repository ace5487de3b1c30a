"""What can go wrong, as values: a key that the program's own words explain, and the facts of the
case.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

RuleName = Literal[
    "too-large",
    "not-utf8",
    "broken-yaml",
    "unreadable-character",
    "control-character",
    "alias",
    "anchor",
    "merge-key",
    "tag",
    "directive",
    "duplicate-key",
    "key-not-text",
    "second-document",
    "too-deep",
    "too-many-values",
    "too-many-files",
    "outside-folder",
    "not-a-file",
    "not-a-folder",
    "cannot-read",
    "stray-file",
    "wrong-ending",
    "duplicate-id",
    "shape",
    "unknown-key",
    "missing-key",
    "missing-language",
    "value",
    "digits-differ",
    "two-wordings",
    "no-source",
    "source-and-practice",
    "long-do",
    "never-without-why",
    "unverified-contact",
    "expired-contact",
    "unknown-reference",
    "unused-file",
    "unused-default",
    "no-triage",
    "unknown-blank",
    "unused-blank",
    "blanks-differ",
    "no-unsure",
    "then-of-many",
    "no-then",
    "unreachable-question",
    "shared-question-differs",
    "cycle",
    "long-path",
    "too-many-ways",
    "calm-unsure",
    "missing-pillar",
    "contradiction",
    "journey-answer",
    "journey-open",
    "journey-urgency",
    "journey-first",
    "journey-told",
    "journey-through",
    "journey-holds",
    "journey-lacks",
    "journey-order",
]
"""The rules that a pack can break; ``posguard.messages.rules`` says what each of them means."""


class Problem(Struct, frozen=True):
    """One thing wrong in a pack: where, by which rule, and the facts that its sentence needs."""

    file: str
    line: int
    column: int
    rule: RuleName
    facts: dict[str, object] = {}

    @property
    def where(self) -> tuple[str, int, int, str]:
        """By which problems are sorted."""
        return self.file, self.line, self.column, self.rule


class PosguardError(Exception):
    """Something the user must be told in one sentence.

    ``key`` names the sentence in ``posguard.messages``; ``facts`` fill its blanks. The words are
    chosen where the language is known, so that everything below that place stays free of language.
    """

    exit_code = 1

    def __init__(self, key: str, /, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts


class Leave(Exception):
    """All is said: the program leaves with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class WrongUse(PosguardError):
    """The command line, or an answer on it, is not what the program understands."""

    exit_code = 2


class PackError(PosguardError):
    """A pack's file breaks a rule; names the rule, the file and, if known, line and column."""

    def __init__(
        self, rule: RuleName, /, *, file: str, line: int = 0, column: int = 0, **facts: object
    ) -> None:
        place = f"{file}:{line}:{column}" if line else file
        super().__init__(f"rule:{rule}", **facts, place=place)
        self.rule: RuleName = rule
        self.file, self.line, self.column = file, line, column
