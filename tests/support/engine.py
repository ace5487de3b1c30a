"""The process in SpiffWorkflow: an engine of somebody else's, with posguard behind its jobs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.spiff.parser.process import VALIDATOR, SpiffBpmnParser
from SpiffWorkflow.spiff.specs.event_definitions import MessageEventDefinition
from SpiffWorkflow.util.task import TaskState

from posguard.export.bpmn import process
from posguard.export.worker import Worker


@cache
def _specs() -> tuple[Any, Any]:
    parser = SpiffBpmnParser(validator=VALIDATOR)
    parser.add_bpmn_str(process("spiff", "en").encode())
    return parser.get_spec("posguard"), parser.get_subprocess_specs("posguard")


class Engine(PythonScriptEngine):  # type: ignore[misc]  # the library has no types
    """The script engine of a process whose jobs a worker takes."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker

    def call_service(
        self, _task: object, operation_name: str, operation_params: Mapping[str, Any]
    ) -> str:
        """Take a job: what is answered is JSON, as between an engine and a worker elsewhere."""
        connector, _, job = operation_name.partition("/")
        assert connector == "posguard"
        given = json.loads(json.dumps(operation_params["variables"]["value"]))
        return json.dumps(self._worker.answer(f"posguard-{job}", given))


class RunningProcess:
    """A process that was started, up to where a person is wanted."""

    def __init__(self, worker: Worker) -> None:
        self._workflow = BpmnWorkflow(*_specs(), script_engine=Engine(worker))
        self._workflow.do_engine_steps()

    @property
    def tasks(self) -> Sequence[Any]:
        """The tasks that wait for a person."""
        return list(self._workflow.get_tasks(state=TaskState.READY, manual=True))

    @property
    def question(self) -> Mapping[str, Any] | None:
        """The variables of the question that is asked; None when none is left."""
        task = self.tasks[0]
        return task.data if task.task_spec.name == "question" else None

    @property
    def completed(self) -> bool:
        """Whether the process is at its end."""
        return bool(self._workflow.completed)

    def answer(self, options: Sequence[str]) -> None:
        """Fill in the form of the question."""
        task = self.tasks[0]
        task.data["chosen"] = list(options)
        self.finish(task)

    def finish(self, task: Any) -> None:
        """Complete a task, as a person would."""
        task.run()
        self._workflow.do_engine_steps()

    def happened(self, event: str, at: datetime) -> None:
        """Send the message that something happened."""
        message = MessageEventDefinition("posguard-event")
        self._workflow.send_event(BpmnEvent(message, {event: at.isoformat()}))
        self._workflow.do_engine_steps()
