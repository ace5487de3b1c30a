"""The programming interface: the next question and the plan, from answers, as values.

Nothing is read, printed or changed when this is imported, and each name is loaded when it is first
used. A ``Pack`` may be shared by threads and sent to other processes; it reads each file once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from posguard.api.errors import AnswersError, UnfinishedAnswers, WrongAnswers
    from posguard.api.pack import Answers, Pack, open_pack
    from posguard.api.records import plan_line, plan_lines
    from posguard.api.values import Document, Option, Plan, Question, Step
    from posguard.errors import PosguardError
    from posguard.pack.model import LANGS, Lang

__all__ = [
    "LANGS",
    "Answers",
    "AnswersError",
    "Document",
    "Lang",
    "Option",
    "Pack",
    "Plan",
    "PosguardError",
    "Question",
    "Step",
    "UnfinishedAnswers",
    "WrongAnswers",
    "open_pack",
    "plan_line",
    "plan_lines",
]

_MODULES = {
    "LANGS": "posguard.pack.model",
    "Answers": "posguard.api.pack",
    "AnswersError": "posguard.api.errors",
    "Document": "posguard.api.values",
    "Lang": "posguard.pack.model",
    "Option": "posguard.api.values",
    "Pack": "posguard.api.pack",
    "Plan": "posguard.api.values",
    "PosguardError": "posguard.errors",
    "Question": "posguard.api.values",
    "Step": "posguard.api.values",
    "UnfinishedAnswers": "posguard.api.errors",
    "WrongAnswers": "posguard.api.errors",
    "open_pack": "posguard.api.pack",
    "plan_line": "posguard.api.records",
    "plan_lines": "posguard.api.records",
}
"""Where each name stands: a command that needs few of them does not load the others."""


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return found
