"""The worker behind a process: what it answers to the variables that an engine sends."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from support.interviews import CALM, PAID, TAKEN, Answers

from posguard import api
from posguard.errors import WrongUse
from posguard.export.forms import form
from posguard.export.process import DUE, NEXT, PLAN
from posguard.export.worker import Worker
from posguard.pack.model import Lang

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=timezone(timedelta(hours=8)))
PACK = api.open_pack()


@pytest.fixture
def worker() -> Worker:
    """The shipped pack behind an engine, its clock standing still."""
    return Worker(PACK, "zh", lambda: NOW)


def finished(worker: Worker, answers: Answers, **start: str) -> dict[str, Any]:
    """The variables of a process after these answers."""
    variables: dict[str, Any] = {**start}
    while True:
        variables |= json.loads(json.dumps(worker.answer(NEXT, variables)))
        if not variables["asking"]:
            return variables
        variables["chosen"] = list(answers[variables["question"]])


def test_every_variable_is_there_from_the_first_answer(worker: Worker) -> None:
    """Before anything was asked the worker sets every variable that the forms and conditions look
    up, so that no engine meets one that is not there.
    """
    first = worker.answer(NEXT, {})
    done = finished(worker, PAID)
    assert first.keys() == done.keys()
    assert (first["asking"], done["asking"], done["options"]) == (True, False, [])
    for name in ("advice", "problem", "ask", "help", "choices"):
        assert isinstance(first[name], str)
    for component in form("camunda8", "question", "en")["components"]:
        assert component.get("key", "ask") in first
        assert component.get("valuesKey", "options") in first


def test_answers_are_taken_by_id_by_number_and_from_a_list(worker: Worker) -> None:
    """In a form without a list the numbers of the options are typed, or their ids; several with
    commas or spaces of either language.
    """
    asked = worker.answer(NEXT, {})
    ids = [option["value"] for option in asked["options"]]
    assert asked["choices"].splitlines()[1] == f"2. {asked['options'][1]['label']}"
    for given in ("2, 3", f"{ids[1]}，{ids[2]}", " 2、3 ", "2 3"):
        found = worker.answer(NEXT, {**asked, "answer": given})
        assert found["answers"] == {asked["question"]: [ids[1], ids[2]]}
    found = worker.answer(NEXT, {**asked, "chosen": [ids[1]], "answer": ""})
    assert found["answers"] == {asked["question"]: [ids[1]]}


@pytest.mark.parametrize("given", ["99", "nonsense", "1,none"])
def test_a_wrong_answer_is_asked_again(worker: Worker, given: str) -> None:
    """An answer that is none to its question is not taken: the same question comes again and says
    what was wrong, in the language of the process.
    """
    asked = worker.answer(NEXT, {"lang": "en"})
    again = worker.answer(NEXT, {**asked, "answer": given})
    assert (again["question"], again["answers"]) == (asked["question"], {})
    assert again["problem"].isascii()
    assert len(again["problem"]) > 20
    assert worker.answer(NEXT, {**again, "answer": "1"})["problem"] == ""


def test_an_empty_answer_and_a_repeated_job_change_nothing(worker: Worker) -> None:
    """A form sent empty asks again; a job that an engine repeats gives the same variables."""
    asked = worker.answer(NEXT, {})
    assert worker.answer(NEXT, {**asked, "answer": "  "})["question"] == asked["question"]
    job = {**asked, "chosen": ["paid-today"]}
    assert worker.answer(NEXT, job) == worker.answer(NEXT, job)


def test_urgent_steps_come_with_how_they_are_done(worker: Worker) -> None:
    """What cannot wait stands before the question with its how, and comes once."""
    asked = worker.answer(NEXT, {"lang": "en"})
    after = worker.answer(NEXT, {**asked, "chosen": ["paid-today"]})
    assert after["advice_steps"]
    assert "Call 110" in after["advice"]
    assert "How: " in after["advice"]
    chosen = [after["options"][0]["value"]]
    following = worker.answer(NEXT, {**after, "chosen": chosen})
    assert not set(after["advice_steps"]) & set(following["advice_steps"])


def test_steps_have_what_a_task_needs(worker: Worker) -> None:
    """A step is a task with title, text, group, priority by its place, and a due time counted from
    when the process began; what is done already is no task.
    """
    plan = worker.answer(PLAN, finished(worker, {**TAKEN, "already-done": ["called-110"]}))
    expected = PACK.plan({**TAKEN, "already-done": ["called-110"]}, "zh")
    steps = plan["steps"]
    assert plan["step_count"] == len(steps) > 3
    assert [step["id"] for step in steps] == [s.id for s in expected.steps if not s.done]
    assert plan["done_steps"] == [step.id for step in expected.steps if step.done] != []
    assert [step["index"] for step in steps] == list(range(len(steps)))
    priorities = [step["priority"] for step in steps]
    assert priorities == sorted(priorities, reverse=True)
    day = next(s for s in steps if (s["within"], s["event"]) == ("24h", "discovered"))
    assert datetime.fromisoformat(day["due"]) == NOW + timedelta(hours=24)
    for step, planned in zip(steps, (s for s in expected.steps if not s.done), strict=True):
        assert (step["group"], step["title"]) == (planned.pillar, planned.text)
        assert expected.nevers[0].text in step["text"]


def test_due_times_follow_what_happened(worker: Worker) -> None:
    """Once an event is known, the steps that count from it have due times and wait no more; the
    others stay as they are, and a moment without a zone is one of here.
    """
    plan = worker.answer(PLAN, finished(worker, PAID))
    waiting = [step for step in plan["steps"] if step["waits"]]
    assert {step["due"] for step in waiting} == {None}
    event = waiting[0]["event"]
    for at in ("2026-11-27T10:00:00+08:00", "2026-11-27T10:00:00"):
        later = worker.answer(DUE, {"steps": plan["steps"], "happened": {event: at}})["steps"]
        for old, new in zip(plan["steps"], later, strict=True):
            if old["event"] == event:
                assert not new["waits"]
                assert datetime.fromisoformat(new["due"]) > NOW
            else:
                assert old == new
    assert worker.answer(DUE, {"steps": later})["steps"] == later


def test_unfinished_answers_and_unknown_topics_are_refused(worker: Worker) -> None:
    """The plan of unfinished answers is refused, and so is a job of a topic there is none of."""
    with pytest.raises(api.UnfinishedAnswers):
        worker.answer(PLAN, {"answers": {"happening-now": ["none"]}})
    with pytest.raises(WrongUse):
        worker.answer("posguard-nothing", {})


def test_a_process_may_be_in_either_language(worker: Worker) -> None:
    """The language of a process is its variable's, else that of the worker."""
    start: dict[Lang, dict[str, str]] = {"zh": {}, "en": {"lang": "en"}}
    for lang, named in start.items():
        done = finished(worker, CALM, **named)
        assert done["lang"] == lang
        assert worker.answer(PLAN, done)["title"] == PACK.plan(done["answers"], lang).title
