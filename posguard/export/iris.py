"""DFIR-IRIS: a plan as a case template, with a task for every step and a note for all else."""

from __future__ import annotations

from typing import Any

from posguard.export.incident import Incident, Task
from posguard.messages import printable, say
from posguard.render.markdown import escaped

_AUTHOR = "posguard"
_PREFIX = "[posguard]"


def iris_template(incident: Incident) -> dict[str, Any]:
    """The template as IRIS takes it. Its tasks have neither order nor due time: both stand in the
    title.
    """
    name = f"{_AUTHOR}: {printable(incident.title)}"
    return {
        "name": name,
        "display_name": name,
        "description": say(incident.lang, "export-iris-loses"),
        "author": _AUTHOR,
        "title_prefix": _PREFIX,
        "summary": "\n\n".join(escaped(line) for line in incident.lead),
        "tags": ["posguard", f"urgency:{incident.urgency}", *incident.kinds],
        "tasks": [_task(incident, task) for task in incident.tasks],
        "note_directories": [{"title": _AUTHOR, "notes": _notes(incident)}],
    }


def _task(incident: Incident, task: Task) -> dict[str, Any]:
    time = "export-done" if task.done else f"within:{task.within}"
    return {
        "title": f"{task.order:02} [{say(incident.lang, time)}] {printable(task.title)}",
        "description": task.words,
        "tags": [task.pillar, f"within:{task.within}"],
    }


def _notes(incident: Incident) -> list[dict[str, str]]:
    notes = list(incident.notes)
    if incident.nevers:
        notes.insert(0, (say(incident.lang, "never-title"), incident.nevers))
    loses = escaped(say(incident.lang, "export-iris-loses"))
    notes.append((say(incident.lang, "export-about"), loses))
    return [{"title": title, "content": words} for title, words in notes]
