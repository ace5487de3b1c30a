"""The process for workflow engines: run in one, and valid for the others."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import cache
from itertools import pairwise

import pytest
from lxml import etree
from SpiffWorkflow.spiff.parser.process import VALIDATOR
from support.engine import RunningProcess
from support.in_process import run_in_process
from support.slow import slow_after
from support.walks import Walk, chance_walks

from posguard import api
from posguard.export.bpmn import process
from posguard.export.dialects import DIALECTS
from posguard.export.worker import Worker
from posguard.interview.walk import stages
from posguard.pack.model import LANGS, Lang

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=timezone(timedelta(hours=8)))
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
ONE_VALUE = {
    "flowable": r"\$\{[\w.\[\]]+\}",
    "camunda7": r"\$\{\w+(?:\.elements\(\)\.get\(loopCounter\)\.prop\('\w+'\)\.boolValue\(\))?\}",
    "camunda8": r"=[\w.\[\]]+",
    "spiff": r"\w+(?:\[\"\w+\"\])?",
}
"""A condition that only looks a value up, as each dialect writes it."""


@cache
def worker() -> Worker:
    """The shipped pack behind an engine, its clock standing still."""
    return Worker(api.open_pack(), "en", lambda: NOW)


def tree(dialect: str, lang: Lang = "en") -> etree._Element:
    """The process of a dialect, parsed."""
    return etree.fromstring(process(dialect, lang).encode())


def played(walk: Walk) -> tuple[RunningProcess, list[str], list[list[str]]]:
    """The process with the answers of a walk: what it asked, and the urgent steps before each
    question.
    """
    running, asked, urgent = RunningProcess(worker()), [], []
    for answer in walk.progress.answered:
        question = running.question
        assert question is not None
        asked.append(question["question"])
        urgent.append(question["advice_steps"])
        running.answer(answer.options)
    return running, asked, urgent


@pytest.mark.parametrize("seed", slow_after(1, range(4)))
def test_an_engine_asks_and_advises_as_the_interview_does(seed: int) -> None:
    """In SpiffWorkflow the process asks the interview's questions in their order, shows the urgent
    steps before each, and ends in the same urgency and the same open steps in their order.
    """
    for walk in chance_walks(50, seed):
        running, asked, urgent = played(walk)
        progress = walk.progress
        told = [stage.now for stage in stages(api.open_pack().contents, progress.answers)][:-1]
        fresh = [[s for s in now if s not in before] for before, now in pairwise([(), *told])]
        assert asked == [answer.question for answer in progress.answered]
        assert [sorted(steps) for steps in urgent] == [sorted(steps) for steps in fresh]
        assert running.question is None
        data = running.tasks[0].data
        assert data["urgency"] == progress.urgency
        steps = [task.data["step"]["id"] for task in running.tasks]
        assert steps == [planned.id for planned in walk.plan.steps if not planned.done]
        assert data["never_steps"] == [planned.id for planned in walk.plan.nevers]


def test_all_steps_are_open_at_once_and_end_the_process() -> None:
    """Each step is a task that can be done before any other; when all are done it ends."""
    running, _, _ = played(next(chance_walks(1, 7)))
    tasks = list(reversed(running.tasks))
    assert len(tasks) == tasks[0].data["step_count"] > 1
    for task in tasks:
        assert not running.completed
        running.finish(task)
    assert running.completed


def test_a_step_gets_its_due_time_when_its_event_happens() -> None:
    """A step whose clock waits is open without a due time; the message that its event happened
    opens it anew with one, and leaves the others as they are.
    """
    found = 0
    for walk in chance_walks(12, 11):
        running, _, _ = played(walk)
        before = {task.data["step"]["id"]: task for task in running.tasks}
        waiting = [t.data["step"] for t in before.values() if t.task_spec.name == "step_later"]
        assert all(step["due"] is None for step in waiting)
        if not waiting:
            continue
        event = waiting[0]["event"]
        running.happened(event, NOW + timedelta(hours=1))
        for task in running.tasks:
            step = task.data["step"]
            if step["event"] == event and step["id"] in {each["id"] for each in waiting}:
                assert task.task_spec.name == "step_now"
                assert datetime.fromisoformat(step["due"]) > NOW
                found += 1
            elif step["event"] == "discovered":
                assert task is before[step["id"]]
            elif step["waits"]:
                assert task.task_spec.name == "step_later"
        assert len(running.tasks) == len(before)
    assert found > 5


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_process_is_valid(dialect: str, lang: Lang) -> None:
    """Every dialect is valid by the schema of BPMN 2.0, and its conditions only look a value up,
    which the worker has put there.
    """
    made = tree(dialect, lang)
    VALIDATOR.validate(made)
    conditions = [found.text or "" for found in made.iter(f"{BPMN}conditionExpression")]
    assert len(conditions) == 2
    for condition in conditions:
        assert re.fullmatch(ONE_VALUE[dialect], condition), condition


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_process_is_drawn_whole(dialect: str) -> None:
    """Each node and each flow of the process stands in its drawing once, and no other."""
    made = tree(dialect)
    nodes = made.xpath("//*[local-name()='process']//*[@id and not(self::node()[@messageRef])]")
    drawn = [found.get("bpmnElement") for found in made.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")]
    inside = {f"{BPMN}{name}" for name in ("inputDataItem",)}
    ids = [
        node.get("id") for node in nodes if node.tag.startswith(BPMN) and node.tag not in inside
    ]
    assert sorted(drawn) == sorted(ids)


def test_a_dialect_that_keeps_no_forms_apart_says_so() -> None:
    """A form is written for the dialects that keep them in files; others are told that there is
    none, in a sentence.
    """
    written = run_in_process("export", "bpmn", "--dialect", "camunda8", "--form", "question")
    refused = run_in_process(
        "export", "bpmn", "--dialect", "flowable", "--form", "question", "--lang", "en"
    )
    assert (written.code, written.out[:1]) == (0, b"{")
    assert (refused.code, "flowable holds its forms" in refused.complaint) == (2, True)
