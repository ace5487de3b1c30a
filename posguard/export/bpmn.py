"""BPMN: the process that asks and hands out steps, in the dialect of one engine."""

from __future__ import annotations

from collections import defaultdict
from xml.sax.saxutils import escape

from posguard import __version__
from posguard.export.diagram import diagram
from posguard.export.dialects import DIALECTS
from posguard.export.process import PROCESS
from posguard.messages import say
from posguard.pack.model import Lang

_NAMES = (
    *("start", "next", "asking", "question", "plan", "steps", "step_start", "waits"),
    *("step_end", "event", "due", "end"),
)
"""The nodes that have a name of ours; what it says is in the person's language."""


def process(dialect: str, lang: Lang) -> str:
    """The process as BPMN 2.0 with a drawing; ``dialect`` is one of ``DIALECTS``."""
    words = {f"{name}_name": escape(say(lang, f"bpmn-{name}"), {'"': "&quot;"}) for name in _NAMES}
    blanks = defaultdict(
        str,
        words,
        name=escape(say(lang, "bpmn-name")),
        about=escape(say(lang, "bpmn-about")),
        yes=say(lang, "bpmn-yes"),
        no=say(lang, "bpmn-no"),
        version=__version__,
        diagram=diagram(),
        **DIALECTS[dialect].blanks(lang),
    )
    filled = PROCESS.substitute(blanks)
    return "".join(line for line in filled.splitlines(keepends=True) if line.strip())
