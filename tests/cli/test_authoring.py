"""What an author of a pack has beside lint: a tree on its own, the pack's journeys, and what there
is to build on.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, Answers, answer_options, plan_output
from support.pack_factory import incident_yaml, journey_outcome, question_yaml, write_file
from support.shipped_pack import contents
from support.terminal import Person

from posguard.app.packs import schemas, shipped
from posguard.lint.graph import steps_of
from posguard.messages import say
from posguard.pack.model import LANGS, START, Lang

BOTH = pytest.mark.parametrize("lang", LANGS)
SN_LEAK: Answers = {name: CALM[name] for name in ("sn-strange", "sn-what-else")}
"""What ``CALM`` answers of the tree that it ends in."""
JOURNEY = """- name: A machine is looked at and nothing is wrong with it
  from: own
  answers:
    first: option-0
  urgency: urgent
  first: keep-terminal-in-sight
  told: []
  through: [own]
  holds: [keep-terminal-in-sight, write-timeline]
  lacks: [lock-card]
"""


def own_pack(folder: Path, journey: str = JOURNEY) -> Path:
    """A pack with one incident of its own, and a journey through it."""
    write_file(folder, "incidents/own.yaml", incident_yaml(question_yaml("first", "plan")))
    write_file(folder, "journeys/own.yaml", journey)
    return folder


def advised(page: dict[str, Any]) -> list[str]:
    """The ids of the steps on a page, in its order."""
    items = [item for section in page["sections"] for item in section["items"]]
    return [item["id"] for item in items if "pillar" in item.get("facts", {})]


@BOTH
def test_one_tree_alone_gives_the_plan_of_its_own_answers(lang: Lang) -> None:
    """The interview asks the tree's questions only, and its plan holds the steps that the whole
    interview ends in.
    """
    ended = run_in_process(
        "triage", "--from", "sn-leak", *answer_options(SN_LEAK), "--format", "json", "--lang", lang
    )
    alone, whole = json.loads(ended.out), json.loads(plan_output(CALM, lang, "--format", "json"))

    assert (ended.code, ended.complaint) == (0, "")
    assert list(alone["answers"]) == list(SN_LEAK)
    assert alone["incidents"] == ["sn-leak"]
    assert alone["title"] == whole["title"]
    steps = [advised(page) for page in (alone, whole)]
    assert steps[0] == steps[1]
    assert (alone["from"], whole.get("from")) == ("sn-leak", None)


def test_a_plan_of_one_tree_can_be_fed_back(tmp_path: Path) -> None:
    """Its JSON names the tree that it began with; another one on the command line goes before
    it.
    """
    first = run_in_process(
        "triage", "--from", "sn-leak", *answer_options(SN_LEAK), "--format", "json"
    )
    file = write_file(tmp_path, "plan.json", first.out)

    again = run_in_process("triage", "--answers", str(file), "--format", "json")
    elsewhere = run_in_process("triage", "--answers", str(file), "--from", "triage")

    assert (again.code, again.out) == (0, first.out)
    assert (elsewhere.code, elsewhere.out) == (2, b"")
    assert "sn-strange" in elsewhere.complaint


@BOTH
@pytest.mark.parametrize("begins", ["sn-leek", 7], ids=["misspelt", "no word"])
def test_a_plan_that_began_nowhere(tmp_path: Path, begins: object, lang: Lang) -> None:
    """A file that names no tree as its beginning is refused in one sentence."""
    content = {"schema": "posguard.plan/1", "answers": {}, "from": begins}
    file = write_file(tmp_path, "plan.json", json.dumps(content))
    ended = run_in_process("triage", "--answers", str(file), "--lang", lang)

    assert (ended.code, ended.out, ended.complaint.count("\n")) == (1, b"", 1)


@BOTH
def test_a_case_is_never_begun_in_the_middle(tmp_path: Path, lang: Lang) -> None:
    """A case could not go on from there, so it is refused before anything is asked or written."""
    argv = (
        "triage",
        "--from",
        "sn-leak",
        *answer_options(SN_LEAK),
        "--case",
        "shop",
        "--cases",
        str(tmp_path / "cases"),
    )
    ended = run_in_process(*argv, "--lang", lang)

    assert (ended.code, ended.out) == (2, b"")
    assert ended.complaint == say(lang, "case-from-start", id="sn-leak") + "\n"
    assert list(tmp_path.iterdir()) == []


def test_a_tree_of_ones_own_is_asked_on_the_terminal(tmp_path: Path) -> None:
    """The first question is that of the tree; in the end no case is offered, which could not begin
    there.
    """
    own_pack(tmp_path)
    with Person(
        "triage", "--from", "own", "--pack", str(tmp_path), "--plain", lang="en"
    ) as person:
        person.see("Which one?")
        person.type("1")
        person.see("whose terminal is it?")
        person.type("")
        ended = person.leave()

    assert ended.code == 0
    assert ended.out.decode().startswith("Plan: An example\n")
    assert say("en", "offer-case") not in person.screen


def test_journeys_of_ones_own_hold(tmp_path: Path) -> None:
    """Only the folder's own journeys are tried; the pack that they are tried on has the shipped
    one below it.
    """
    ended = run_in_process("test", str(own_pack(tmp_path)))
    chinese = run_in_process("test", str(tmp_path), "--lang", "zh")

    assert (ended.code, ended.words, ended.complaint) == (0, "All journeys hold: 1.\n", "")
    assert (chinese.code, chinese.words) == (0, "1 个情形都对得上。\n")


def test_every_difference_is_told_at_its_line(tmp_path: Path) -> None:
    """All differences of all journeys in one run, sorted, counted on standard error, and exit code
    1.
    """
    wrong = JOURNEY.replace("urgency: urgent", "urgency: routine").replace(
        "[lock-card]", "[write-timeline]"
    )
    ended = run_in_process(
        "test", str(own_pack(tmp_path, wrong + JOURNEY.replace("option-0", "option-7")))
    )

    assert (ended.code, ended.complaint) == (1, "Problems: 3.\n")
    assert [
        line.removeprefix(f"{tmp_path}/").split(": ")[:2] for line in ended.words.splitlines()
    ] == [
        ["journeys/own.yaml:5:3", "journey-urgency"],
        ["journeys/own.yaml:10:11", "journey-lacks"],
        ["journeys/own.yaml:14:5", "journey-answer"],
    ]


def test_a_broken_file_of_the_pack_is_told_once(tmp_path: Path) -> None:
    """Journeys that come through a file that cannot be read tell of that file, and only once."""
    own_pack(tmp_path, JOURNEY + JOURNEY)
    write_file(tmp_path, "incidents/own.yaml", "title: [")

    assert [(Path(p.file).name, p.line, p.rule) for p in journey_outcome(tmp_path).problems] == [
        ("own.yaml", 1, "broken-yaml")
    ]


@BOTH
def test_no_journeys(tmp_path: Path, lang: Lang) -> None:
    """A folder without journeys is not one in which all is well."""
    (tmp_path / "journeys").mkdir()
    ended = run_in_process("test", str(tmp_path), "--lang", lang)

    assert (ended.code, ended.out) == (1, b"")
    assert ended.complaint == say(lang, "no-journeys", folder=str(tmp_path)) + "\n"


def test_journeys_that_are_no_folder(tmp_path: Path) -> None:
    """A file in the place of the folder is said to be one, with the name of the file."""
    ended = run_in_process("test", str(write_file(tmp_path, "journeys").parent))

    assert (ended.code, ended.out) == (1, b"")
    assert ended.complaint == f"{tmp_path}/journeys: it should be a folder\n"


@BOTH
def test_every_step_is_listed_with_its_words_and_its_playbooks(lang: Lang) -> None:
    """In JSON each step has its pillar, its sentence, and exactly the playbooks that can bring
    it.
    """
    page = json.loads(run_in_process("pack", "steps", "--format", "json", "--lang", lang).out)
    listed = {
        item["id"]: item["facts"] for section in page["sections"] for item in section["items"]
    }

    steps, playbooks = contents().steps, contents().playbooks
    assert set(listed) == set(steps)
    for name, entry in steps.items():
        users = [tree for tree in playbooks if name in steps_of(playbooks[tree].value)]
        said = {"pillar": entry.folder, "do": entry.value.do[lang], "playbooks": users}
        assert {key: listed[name][key] for key in said} == said


@BOTH
@pytest.mark.parametrize("what", ["steps", "playbooks"])
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_format_lists_everything(what: str, form: str, lang: Lang) -> None:
    """Each id stands on the page, in every format."""
    words = run_in_process("pack", what, "--format", form, "--lang", lang).words
    assert [name for name in getattr(contents(), what) if name not in words] == []


def test_words_narrow_the_list() -> None:
    """Several words must all be there, in either language, an English one where a word begins."""
    both = run_in_process("pack", "steps", "锁卡", "ATM", "--format", "json")
    begun = run_in_process("pack", "steps", "lock", "--format", "json")
    found = [
        [i["id"] for s in json.loads(e.out)["sections"] for i in s["items"]] for e in (both, begun)
    ]

    assert found[0] == ["prove-card-in-hand"]
    assert "lock-card" in found[1]
    steps = contents().steps
    words = {name: f"{name} {steps[name].value.do.en}".casefold() for name in found[1]}
    assert [
        name for name, said in words.items() if not re.search(r"(?<![a-z0-9])lock", said)
    ] == []


def test_own_steps_and_playbooks_are_listed_too(tmp_path: Path) -> None:
    """With a pack on top its playbooks are listed, and named at the steps that they use."""
    own_pack(tmp_path)
    trees = json.loads(
        run_in_process("pack", "playbooks", "own", "--pack", str(tmp_path), "--format", "json").out
    )
    steps = json.loads(
        run_in_process(
            "pack", "steps", "keep-terminal-in-sight", "--pack", str(tmp_path), "--format", "json"
        ).out
    )

    own = next(item for item in trees["sections"][0]["items"] if item["id"] == "own")
    assert own["facts"]["file"] == f"{tmp_path}/incidents/own.yaml"
    assert "own" in steps["sections"][0]["items"][0]["facts"]["playbooks"]


def test_playbooks_name_where_they_lead() -> None:
    """The first tree is listed with the incidents that it leads to."""
    page = json.loads(run_in_process("pack", "playbooks", START, "--format", "json").out)
    triage = next(item["facts"] for item in page["sections"][0]["items"] if item["id"] == START)

    assert triage["first"] is True
    assert "sn-leak" in triage["leads_to"]
    assert set(triage["leads_to"]) <= set(contents().playbooks)


@BOTH
def test_where_the_pack_and_its_schemas_are(lang: Lang) -> None:
    """One line each, fit for a shell to take: the folder itself and nothing else."""
    assert run_in_process("pack", "path", "--lang", lang).words == f"{shipped()}\n"
    assert run_in_process("pack", "path", "--schemas", "--lang", lang).words == f"{schemas()}\n"
    kinds = {"pack", "playbook", "step", "contact", "contact-kind", "source", "letter", "journey"}
    assert {path.stem for path in Path(schemas()).iterdir()} == kinds
