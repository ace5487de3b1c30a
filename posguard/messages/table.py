"""Table of the program's own words: every sentence in Chinese and English, by its key."""

from __future__ import annotations

from posguard.messages import (
    batch,
    case,
    casework,
    commands,
    evidence,
    export,
    faults,
    interview,
    letters,
    plan,
    reasons,
    record,
    screen,
    system,
    usage,
    vignettes,
    web,
)

MESSAGES: dict[str, tuple[str, str]] = {
    **faults.FAULTS,
    **screen.SCREEN,
    **interview.INTERVIEW,
    **plan.PLAN,
    **commands.COMMANDS,
    **case.CASES,
    **casework.CASEWORK,
    **record.RECORDS,
    **letters.LETTERS,
    **evidence.EVIDENCE,
    **export.EXPORT,
    **system.SYSTEM,
    **reasons.REASONS,
    **usage.USAGE,
    **vignettes.VIGNETTES,
    **batch.BATCH,
    **web.WEB,
}
