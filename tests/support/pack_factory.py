"""An organisation's folder, laid out file by file in a temporary place, and what lint says of
it.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from support.paths import PLAYBOOKS, TESTS

from posguard.app.lint import check_folder, try_folder
from posguard.lint.journeys import Outcome
from posguard.lint.run import Report
from posguard.pack.model import Lang
from posguard.pages.problems import lint_page, problem_items
from posguard.render.text import text

BROKEN = TESTS / "broken"
TODAY = date(2026, 11, 22)
"""The day on which the folders are checked: contacts in them are verified on it."""

_FIRST_LINE = re.compile(r"# (?P<report>(?P<path>[^:]+):[0-9]+:[0-9]+: (?P<rule>[a-z0-9-]+): .+)")


class BrokenFile:
    """A file of ``tests/broken``: where it lies in a pack, and the report that its first line
    promises.
    """

    def __init__(self, file: Path) -> None:
        self.text = file.read_text(encoding="utf-8")
        found = _FIRST_LINE.fullmatch(self.text.partition("\n")[0])
        assert found, f"the first line of {file.name} is not '# path:line:column: rule: message'"
        self.path, self.rule, self.report = found["path"], found["rule"], f"{found['report']}\n"


def write_file(folder: Path, path: str, content: str | bytes = "") -> Path:
    """Write a file of the folder, and create the folders above it."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def shipped_file(name: str) -> str:
    """Read a file of the shipped pack."""
    return (PLAYBOOKS / name).read_text(encoding="utf-8")


def lint_report(folder: Path) -> Report:
    """Lint the folder."""
    return check_folder(str(folder), TODAY)


def journey_outcome(folder: Path) -> Outcome:
    """Run the folder's own journeys."""
    return try_folder(str(folder))


def problem_text(folder: Path, lang: Lang, told: Report | Outcome) -> str:
    """Write a line for each problem, the folder's own name left out of the file names."""
    lines = "".join(f"{each.text}\n" for each in problem_items(told.problems, lang))
    return lines.replace(f"{folder}{os.sep}", "")


def report_text(folder: Path, lang: Lang = "en", told: Report | None = None) -> str:
    """Write the whole report on the folder, its own name left out of the file names."""
    page = lint_page(told or lint_report(folder), lang)
    return text(page).replace(f"{folder}{os.sep}", "")


INCIDENT = """title:
  zh: 示例
  en: An example
summary:
  zh: 只用来试验检查
  en: Only there to try the checks
for: [merchant]
urgency: urgent
reviewed: 2026-11-22
sources: [pboc-2021-259]
steps: [keep-terminal-in-sight, ask-acquirer-records, write-timeline, get-police-receipt]
"""
"""An incident of an organisation's own that wants only its questions."""


def question_yaml(name: str, then: str = "", options: int = 1, more: str = "") -> str:
    """Write a question with so many options and ``unsure``, all of which lead on to one place, or
    nowhere in particular; ``more`` stands in each of them.
    """
    keys = [f"option-{n}" for n in range(options)] + ["unsure"]
    following = f"        then: [{then}]\n" if then else ""
    asked = f"  {name}:\n    ask:\n      zh: 哪一样？\n      en: Which one?\n    options:\n"
    return asked + "".join(
        f"      {key}:\n        text:\n          zh: 这样\n          en: This\n{more}{following}"
        for key in keys
    )


def incident_yaml(*questions: str) -> str:
    """Write a whole incident with these questions; it asks the first of them."""
    first = "".join(question.partition(":")[0].strip() for question in questions[:1])
    asked = "".join(questions) or "  {}\n"
    return f"{INCIDENT}asks: [{first}]\nquestions:\n{asked}"


def finding_yaml(**keys: str) -> str:
    """Write a finding with these keys beside what it says."""
    said = "says:\n  zh: 有这么一件事\n  en: Something is so\n"
    return said + "".join(f"{key}: {value}\n" for key, value in keys.items())
