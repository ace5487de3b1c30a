"""Transcripts: command lines and what they say, as they stand in ``tests/transcripts``.

A line that begins with ``$`` is a command, perhaps with variables in front; the lines below it are
what it wrote, those of standard error behind ``!``; the last one holds the exit code if it is not
0.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from support.paths import TESTS
from support.program import Result

from posguard.pack.model import Lang

FOLDER = TESTS / "transcripts"


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a transcript, and what it should say."""

    file: str
    line: str
    says: str

    @property
    def lang(self) -> Lang:
        """The language that the file is in."""
        return "zh" if self.file.endswith(".zh.txt") else "en"

    @property
    def variables(self) -> dict[str, str]:
        """The variables in front of the command; the language comes first, so that they may change
        it.
        """
        words = shlex.split(self.line)
        given = words[: words.index("posguard")]
        return {"POSGUARD_LANG": self.lang, **dict(word.split("=", 1) for word in given)}

    @property
    def argv(self) -> list[str]:
        """The command's arguments."""
        words = shlex.split(self.line)
        return words[words.index("posguard") + 1 :]

    def __str__(self) -> str:
        return f"{self.lang}: {self.line}"


def read_commands() -> list[Command]:
    """All commands of all transcripts."""
    return [command for path in sorted(FOLDER.iterdir()) for command in _read(path)]


def _read(path: Path) -> Iterator[Command]:
    for block in path.read_text(encoding="utf-8").removeprefix("$ ").split("\n$ "):
        line, _, says = block.partition("\n")
        yield Command(path.name, line, says.rstrip("\n"))


def write_transcripts(commands: Mapping[Command, str]) -> None:
    """Write the transcripts anew, with what the commands say now."""
    for file in {command.file for command in commands}:
        blocks = [f"$ {c.line}\n{says}\n" for c, says in commands.items() if c.file == file]
        (FOLDER / file).write_text("\n".join(blocks), encoding="utf-8")


def result_text(ended: Result) -> str:
    """Write what a command wrote and how it ended as it stands in a transcript."""
    lines = ended.words.splitlines() + [f"! {line}" for line in ended.complaint.splitlines()]
    return "\n".join([*lines, *([f"[{ended.code}]"] if ended.code else [])])
