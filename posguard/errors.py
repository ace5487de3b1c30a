"""What can go wrong, as values: a key that the program's own words explain, and the facts of the case."""

from __future__ import annotations


class PosguardError(Exception):
    """Something the user must be told in one sentence.

    ``key`` names the sentence in ``posguard.messages``; ``facts`` fill its blanks. The words are chosen where the
    language is known, so that everything below that place stays free of language.
    """

    exit_code = 1

    def __init__(self, key: str, /, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts


class WrongUse(PosguardError):
    """The command line, or an answer on it, is not what the program understands."""

    exit_code = 2


class PackError(PosguardError):
    """A pack's file cannot be read or says something it must not; names the file and, if known, line and column."""

    def __init__(self, key: str, /, *, file: str, line: int = 0, column: int = 0, **facts: object) -> None:
        place = f"{file}:{line}:{column}" if line else file
        super().__init__(key, **facts, place=place)
        self.file, self.line, self.column = file, line, column
