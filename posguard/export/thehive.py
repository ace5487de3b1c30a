"""TheHive 5: a plan as a case, with a task for every step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from posguard.export.incident import Incident, Task
from posguard.messages import printable, say
from posguard.pack.model import URGENCIES
from posguard.render.markdown import escaped

_CATEGORY = "posguard"


def thehive_case(incident: Incident) -> dict[str, Any]:
    """The case as TheHive's interface takes it (``InputCase``); times are milliseconds of Unix
    time.
    """
    return {
        "title": printable(incident.title),
        "description": _description(incident),
        "severity": 1 + URGENCIES.index(incident.urgency),
        "startDate": _milliseconds(incident.begun),
        "tags": ["posguard", f"urgency:{incident.urgency}", *incident.kinds],
        "tasks": [_task(incident, task) for task in incident.tasks],
        "pages": [
            {"title": title, "content": words, "order": order, "category": _CATEGORY}
            for order, (title, words) in enumerate(incident.notes, 1)
        ],
    }


def _description(incident: Incident) -> str:
    """What is read first: the urgency, what not to do, and what is lost on the way here."""
    parts = [escaped(line) for line in incident.lead]
    if incident.nevers:
        parts.append(f"## {say(incident.lang, 'never-title')}\n\n{incident.nevers.rstrip()}")
    parts.append(escaped(say(incident.lang, "export-thehive-loses")))
    return "\n\n".join(parts) + "\n"


def _task(incident: Incident, task: Task) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": printable(task.title),
        "group": say(incident.lang, f"pillar:{task.pillar}"),
        "description": task.words,
        "status": "Completed" if task.done else "Waiting",
        "flag": task.within == "now",
        "order": task.order,
    }
    return made | ({"dueDate": _milliseconds(task.due)} if task.due else {})


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
