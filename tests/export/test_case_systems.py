"""Plans and cases for TheHive and DFIR-IRIS, held against what these systems take."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest
from support import iris
from support.case_factory import NOW, add_notes, keep_answers, new_case, run_on_cases
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, PAID, Answers, answer_options, progress_after
from support.walks import Walk, chance_walks
from thehive4py.types.case import InputCase
from thehive4py.types.page import InputCasePage
from thehive4py.types.task import InputTask

from posguard.api.advice import Advice
from posguard.export.incident import Incident, incident_of
from posguard.export.iris import iris_template
from posguard.export.text import json_text
from posguard.export.thehive import thehive_case
from posguard.interview.progress import Progress
from posguard.pack.model import LANGS, Lang
from posguard.render.page import Item, Page, Section

HOSTILE = '<script>alert(1)</script> ](javascript:x) `rm` "\x1b[2J\r\n# Title\x00\u202e\ud800'
"""Words that would do something in HTML, Markdown, a terminal, or JSON."""


def incident(progress: Progress, lang: Lang = "en", **happened: str) -> Incident:
    """The incident that a finished interview tells of, discovered at ``NOW``."""
    advice = Advice.open(lang, "")
    page, plan = advice.plan(progress, extent="full"), advice.plan_of(progress)
    times = {"discovered": NOW.isoformat(), **happened}
    assert NOW.tzinfo
    return incident_of(advice.setting(), page, plan, times, NOW.tzinfo)


def exported(system: str, answers: Answers, *options: str) -> dict[str, Any]:
    """What the command prints for these answers."""
    done = run_in_process("export", system, *answer_options(answers), *options)
    assert (done.code, done.err) == (0, b""), done.complaint
    made: dict[str, Any] = json.loads(done.out)
    return made


def unknown_keys(made: Mapping[str, Any], kind: type, place: str = "") -> Iterator[str]:
    """The keys of an object that its type does not have."""
    yield from (f"{place}{key}" for key in made if key not in get_type_hints(kind))


def by_chance() -> list[Walk]:
    """A few interviews by chance."""
    return list(chance_walks(25, 3))


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_is_what_thehive_takes(lang: Lang) -> None:
    """Whatever was answered, the case, its tasks and its pages are of the types of TheHive's own
    client, and hold nothing that these do not know.
    """
    for walk in by_chance():
        made = json.loads(json_text(thehive_case(incident(walk.progress, lang))))
        msgspec.convert(made, InputCase)
        unknown = [*unknown_keys(made, InputCase)]
        for task in made["tasks"]:
            unknown += unknown_keys(task, InputTask, "task.")
        for page in made["pages"]:
            unknown += unknown_keys(page, InputCasePage, "page.")
        assert unknown == []


@pytest.mark.parametrize("change", [{"title": 1}, {"tasks": [{"order": 1}]}, {"severity": "4"}])
def test_the_types_of_thehive_refuse_what_they_do_not_know(change: dict[str, Any]) -> None:
    """What TheHive would refuse is found out by its types."""
    made = thehive_case(incident(progress_after(PAID)))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**made, **change}, InputCase)


@pytest.mark.parametrize("lang", LANGS)
def test_a_template_is_what_iris_takes(lang: Lang) -> None:
    """Whatever was answered, the template keeps to the rules of DFIR-IRIS."""
    for walk in by_chance():
        made = json.loads(json_text(iris_template(incident(walk.progress, lang))))
        assert iris.faults(made) == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"title_prefix": "x" * 33},
        {"tasks": [{"title": "x"}]},
        {"note_groups": []},
        {"summary": None},
        {"tags": "a,b"},
        {"order": 1},
    ],
)
def test_the_rules_of_iris_refuse_what_it_does_not_take(change: dict[str, Any]) -> None:
    """What IRIS would refuse, or take without effect, is found out by its rules."""
    made = iris_template(incident(progress_after(PAID)))
    assert iris.faults({**made, **change}) != []


def test_tasks_keep_the_order_and_the_times_of_the_plan() -> None:
    """Both systems get the plan's steps in its order and under its numbers, TheHive with due
    times; a step that waits for an event has none, and its description says what it waits for.
    """
    waiting = 0
    for walk in by_chance():
        found = incident(walk.progress)
        case, template = thehive_case(found), iris_template(found)
        assert [task["order"] for task in case["tasks"]] == list(range(1, len(case["tasks"]) + 1))
        assert {task.id for task in found.tasks} == {step.id for step in walk.plan.steps}
        assert len(template["tasks"]) == len(case["tasks"])
        for task, hive, listed in zip(found.tasks, case["tasks"], template["tasks"], strict=True):
            assert listed["title"].startswith(f"{task.order:02} [")
            assert ("dueDate" in hive) is (task.due is not None)
            assert not (task.waits and task.due)
            if task.within == "24h" and task.event == "discovered":
                assert hive["dueDate"] == (NOW + timedelta(hours=24)).timestamp() * 1000
            if task.waits:
                waiting += 1
                assert "not known yet" in hive["description"]
    assert waiting > 10


def test_what_not_to_do_and_what_is_lost_stands_in_the_file() -> None:
    """A reader of the case alone sees every do-not, and what the system has no place for."""
    found = incident(progress_after(PAID))
    case, template = thehive_case(found), iris_template(found)
    nevers = [line for line in found.nevers.splitlines() if line.startswith("- **")]
    notes = [note["content"] for each in template["note_directories"] for note in each["notes"]]
    assert len(nevers) >= 4
    for never in nevers:
        assert never in case["description"]
        assert any(never in note for note in notes)
    assert "no due date until somebody sets it" in case["description"]
    assert "order and due times" in template["description"]
    assert any("order and due times" in note for note in notes)
    assert any("You paid it today" in page["content"] for page in case["pages"])


def test_the_command_exports_answers_and_a_case(tmp_path: Path) -> None:
    """Answers are exported with times from now on, a case with its own: what is done is done, and
    what happened has started its clocks.
    """
    before = datetime.now().astimezone().timestamp() * 1000
    case = exported("thehive", PAID, "--lang", "en")
    assert before - 1000 <= case["startDate"] <= before + 600_000
    work = new_case(tmp_path)
    keep_answers(work, PAID)
    work.tick("shop", ["call-110-with-payee"])
    fact = ["case", "fact", "happened", "event=reported", "time=2026-11-22 10:00"]
    assert run_on_cases(tmp_path, *fact).code == 0
    done = run_on_cases(tmp_path, "export", "thehive", "--case", "shop")
    made = json.loads(done.out)
    first, receipt = (
        next(task for task in made["tasks"] if words in task["title"])
        for words in ("Call 110", "receipt")
    )
    assert made["description"].startswith("Case: shop")
    assert made["startDate"] == NOW.timestamp() * 1000
    assert first["status"] == "Completed"
    assert "dueDate" in receipt
    assert json.loads(run_on_cases(tmp_path, "export", "iris").out)["tasks"][0][
        "title"
    ].startswith("01 [Done]")


def test_a_damaged_case_is_exported_only_if_that_is_wanted(tmp_path: Path) -> None:
    """Nothing is made from a damaged record, unless it is asked for; then the case says so."""
    work = new_case(tmp_path)
    keep_answers(work, PAID)
    add_notes(work, "called the bank")
    record = tmp_path / "shop" / "record.jsonl"
    record.write_bytes(record.read_bytes().replace(b"called", b"paid", 1))
    refused = run_on_cases(tmp_path, "export", "thehive")
    made = run_on_cases(tmp_path, "export", "thehive", "--despite-damage")
    assert (refused.code, refused.out) == (1, b"")
    assert made.code == 0, made.complaint
    assert "damage" in json.loads(made.out)["description"].split("## ")[0]


def test_nothing_is_exported_of_an_interview_without_an_end(tmp_path: Path) -> None:
    """Unfinished answers and unfinished cases are refused, and so are answers beside a case."""
    keep_answers(new_case(tmp_path), {"happening-now": ("paid-today",)})
    half = run_in_process("export", "iris", "-a", "happening-now=paid-today", "--lang", "en")
    case = run_on_cases(tmp_path, "export", "iris")
    both = run_on_cases(tmp_path, "export", "iris", "--case", "shop", "-a", "who=owner")
    assert [ended.code for ended in (half, case, both)] == [2, 2, 2]
    assert [ended.out for ended in (half, case, both)] == [b"", b"", b""]
    assert "who is open" in half.complaint
    assert "the next question is who" in case.complaint
    assert "posguard case resume --case shop" in case.complaint
    assert "either answers or a case" in both.complaint


def test_an_export_is_written_into_its_file(tmp_path: Path) -> None:
    """With -o the file holds what would have been printed, and its name is said."""
    file = tmp_path / "case.json"
    done = run_in_process("export", "iris", *answer_options(CALM), "-o", str(file), "--lang", "en")
    assert (done.code, done.out) == (0, b"")
    assert str(file) in done.complaint
    assert iris.faults(json.loads(file.read_text(encoding="utf-8"))) == []


def test_hostile_words_stay_words() -> None:
    """Words of a stranger's pack are neither HTML nor Markdown nor control characters in either
    system, and the file is UTF-8.
    """
    advice = Advice.open("en", "")
    progress = progress_after(EMERGENCY)
    plan = advice.plan_of(progress)
    page = advice.plan(progress, extent="full")
    sections = tuple(_hostile(section) for section in page.sections)
    hostile = Page(
        page.schema, "en", HOSTILE, (HOSTILE,), sections, page.facts, urgency=page.urgency
    )
    assert NOW.tzinfo
    found = incident_of(
        advice.setting(), hostile, plan, {"discovered": NOW.isoformat()}, NOW.tzinfo
    )
    for made in (thehive_case(found), iris_template(found)):
        read = "\n".join(_texts(made, ("title", "name", "display_name")))
        assert "<script>" not in read
        assert "](javascript" not in read.replace("\\](javascript", "")
        assert not any(sign in "\n".join(_texts(made)) for sign in "\x1b\x00\r\u202e")
        json_text(made).encode()


def _hostile(section: Section) -> Section:
    items = tuple(
        Item(i.id, HOSTILE, i.mark, i.number, i.details, i.links, i.phones, i.facts)
        for i in section.items
    )
    return Section(section.id, section.title, items, HOSTILE, section.tone, section.fold)


def _texts(made: object, plain: Sequence[str] = ()) -> Iterator[str]:
    """All texts in a value but those under ``plain`` keys, which systems print as they are."""
    if isinstance(made, str):
        yield made
    elif isinstance(made, Mapping):
        for key, each in made.items():
            yield from _texts(each, plain) if key not in plain else ()
    elif isinstance(made, list):
        for each in made:
            yield from _texts(each, plain)
