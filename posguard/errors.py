"""Errors and problems as values: a message key, and the facts that fill its sentence."""

from __future__ import annotations

import errno
from typing import Any, Literal

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
    "long-say",
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
    "unreachable-question",
    "calm-unsure",
    "contradiction",
    "finding-nobody-tells",
    "finding-brings-nothing",
    "calm-with-danger",
    "rests-on-calm",
    "or-in-claim",
    "needs-nothing",
    "expectation",
    "incident-without-finding",
    "danger-waives",
    "unsure-waives",
    "unfounded-claim",
    "first-person",
    "not-sooner",
    "hurried-calm",
    "urgency-against-time",
    "unordered",
    "name-not-unique",
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
"""The rules that a pack can break; ``posguard.messages.rules`` explains each of them."""


class SystemReason(Struct, frozen=True):
    """Why the system refuses: the number of its error, and its own words.

    ``posguard.messages`` has a sentence for the numbers that people meet. The words are in the
    language of the system, and shown for all others. Windows needs no table of its own: Python
    gives its errors the numbers of ``errno``, beside words in the language of Windows.
    """

    number: int = 0
    words: str = ""


NOT_UTF8 = SystemReason(words="not UTF-8")
"""The reason for refusing bytes that are no text, which only the program itself minds."""


def reason_of(err: OSError) -> SystemReason:
    """The reason that an error of the system gives."""
    number = err.errno or 0
    if number == errno.EINVAL and getattr(err, "winerror", None):
        number = 0  # what Windows reports and ``errno`` has no number for
    return SystemReason(number, err.strerror or "")


class Problem(Struct, frozen=True):
    """A problem in a pack: its place, the rule it breaks, and the facts for its sentence."""

    file: str
    line: int
    column: int
    rule: RuleName
    facts: dict[str, object] = {}

    @property
    def where(self) -> tuple[str, int, int, str]:
        """The place and rule, by which problems are sorted."""
        return self.file, self.line, self.column, self.rule


class PosguardError(Exception):
    """An error that is explained to the user in one sentence.

    ``key`` names the sentence in ``posguard.messages``; ``facts`` fill its blanks. The words are
    chosen where the language is known, so that everything below that place stays free of language.
    """

    exit_code = 1

    def __init__(self, key: str, /, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        """An error keeps its facts on the way to another process."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[PosguardError], args: tuple[Any, ...], state: dict[str, Any]) -> Any:
    err = kind.__new__(kind, *args)
    err.__dict__.update(state)
    return err


class Leave(Exception):
    """The program leaves with this code; nothing more is to be said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class WrongUse(PosguardError):
    """The command line, or an answer on it, cannot be understood."""

    exit_code = 2


class PackError(PosguardError):
    """A file of a pack breaks a rule; names the rule, the file and, if known, the place in it."""

    def __init__(
        self, rule: RuleName, /, *, file: str, line: int = 0, column: int = 0, **facts: object
    ) -> None:
        place = f"{file}:{line}:{column}" if line else file
        super().__init__(f"rule:{rule}", **facts, place=place)
        self.rule: RuleName = rule
        self.file, self.line, self.column = file, line, column
