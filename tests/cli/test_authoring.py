"""What an author of a pack has beside lint: a tree on its own, the pack's journeys, and what there
is to build on.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, Answers, answer_options, plan_output
from support.pack_factory import (
    finding_yaml,
    incident_yaml,
    journey_outcome,
    question_yaml,
    write_file,
)
from support.shipped_pack import contents
from support.slow import slow_after
from support.terminal import Person

from posguard.api.packs import schemas, shipped
from posguard.interview.findings import held
from posguard.interview.reach import questions_asked, steps_brought
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
    write_file(folder, "incidents/own.yaml", incident_yaml(question_yaml("first")))
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
    content = {"schema": "posguard.plan/2", "answers": {}, "from": begins}
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
        person.see(say("en", "plain-leave"))
        person.type("1")
        person.name("ask-acquirer")
        person.see_end()
        keep = say("en", "end-keep")
        person.choose("done")
        ended = person.leave()

    assert ended.code == 0
    assert ended.out.decode().startswith("Plan: An example\n")
    assert keep not in person.screen


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
        users = [tree for tree in playbooks if name in steps_brought(contents(), tree)]
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
    both = run_in_process("pack", "steps", "锁卡", "balance", "--format", "json")
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
    kinds = {"pack", "playbook", "question", "finding", "order", "step", "contact", "contact-kind"}
    kinds |= {"source", "letter", "journey"}
    assert {path.stem for path in Path(schemas()).iterdir()} == kinds


def details(*argv: str, part: str = "") -> dict[str, dict[str, str]]:
    """The items of a page, or of one part of it, by id, with what stands beside each."""
    page = json.loads(run_in_process(*argv, "--format", "json", "--lang", "en").out)
    return {
        item["id"]: {kind: "\n".join(texts) for kind, texts in item["details"].items()}
        for section in page["sections"]
        if part in ("", section["id"])
        for item in section["items"]
        if "details" in item
    }


@BOTH
@pytest.mark.parametrize("name", slow_after(3, [START, "card-fraud", "sn-leak", "service-call"]))
def test_a_tree_is_explained_answer_by_answer(name: str, lang: Lang) -> None:
    """Every question that the tree asks is there, its own and shared ones, in order, and every
    answer to it with its words.
    """
    ended = run_in_process("explain", name, "--format", "json", "--lang", lang)
    page = json.loads(ended.out)
    asked = questions_asked(contents(), name)

    assert (ended.code, ended.complaint) == (0, "")
    assert [section["id"] for section in page["sections"]] == ["tree", *asked]
    for section in page["sections"][1:]:
        question = asked[section["id"]]
        assert section["title"] == f"{section['id']}: {question.ask[lang]}"
        assert [item["id"] for item in section["items"]] == list(question.options)
        for item in section["items"]:
            assert question.options[item["id"]].text[lang] in item["text"]


def test_an_answer_is_explained_with_all_that_it_leads_to() -> None:
    """What it tells with all that this implies, the urgency of all of it, what is shown at once,
    the steps, and what is asked next.
    """
    findings = contents().findings
    option = questions_asked(contents(), START)["happening-now"].options["paid-today"]
    names = held(findings, option.tells)
    told = details("explain", START)["paid-today"]

    assert told["tells"] == ", ".join(names)
    assert set(option.tells) < set(names)
    assert told["raises"] == "emergency"
    assert option.urgency is None
    for key in ("now", "steps"):
        brought = [step for n in names for step in getattr(findings[n].value, key)]
        assert told[key] == ", ".join(dict.fromkeys([*getattr(option, key), *brought]))
    assert told["asks"] == ", ".join(option.then)


def test_a_waiver_is_explained() -> None:
    """An answer that lets a pillar be left out says which."""
    options = questions_asked(contents(), "sn-leak")["sn-what-else"].options
    waiving = {key: list(option.waives) for key, option in options.items() if option.waives}
    told = details("explain", "sn-leak", part="sn-what-else")

    assert waiving
    assert {key: told[key]["waives"].split(", ") for key in waiving} == waiving
    assert [key for key in options if key not in waiving and "waives" in told.get(key, {})] == []


def test_a_shared_question_says_what_it_waits_for() -> None:
    """Its name is enough, and so is its file; the condition is told in words."""
    name, entry = next((n, e) for n, e in contents().questions.items() if e.value.when)
    ended = run_in_process("explain", f"questions/{name}.yaml", "--lang", "en")

    assert (ended.code, ended.complaint) == (0, "")
    assert ended.out == run_in_process("explain", name, "--lang", "en").out
    for finding in entry.value.when:
        assert contents().findings[finding].value.says.en in ended.words


@pytest.mark.parametrize("name", slow_after(4, contents().findings))
def test_a_finding_is_explained(name: str) -> None:
    """What is true with it, what it waits for or yields to, its pillars, and its steps."""
    finding = contents().findings[name].value
    told = details("explain", f"findings/{name}")[name]

    names = held(contents().findings, finding.when or (name,))
    assert told["tells"].split(", ") == list(names)
    for kind, listed in (
        ("waits-for", finding.when),
        ("yields-to", finding.yields_to),
        ("needs", finding.needs),
    ):
        assert told.get(kind, "") == ", ".join(listed)
    for key in ("now", "steps"):
        assert set(getattr(finding, key)) <= set(told.get(key, "").split(", "))


@BOTH
@pytest.mark.parametrize(
    ("command", "name", "nearest"),
    [
        ("explain", "sn-leek", "sn-leak"),
        ("explain", "findings/paid-tody", "paid-today"),
        ("explain", "incidents/paid-today", "paid-today"),
        ("step", "lock-crad", "lock-card"),
    ],
)
def test_what_is_not_there_is_named_with_the_nearest(
    command: str, name: str, nearest: str, lang: Lang
) -> None:
    """Nothing is printed; one sentence names what was meant, where it is near enough."""
    ended = run_in_process(command, name, "--lang", lang)

    assert (ended.code, ended.out, ended.complaint.count("\n")) == (1, b"", 1)
    assert name in ended.complaint
    assert nearest in ended.complaint


@BOTH
@pytest.mark.parametrize(
    "name",
    slow_after(4, ["lock-card", "guide-the-caller", "call-110-with-payee", "no-paid-recovery"]),
)
def test_a_step_is_shown_with_everything_there_is_of_it(name: str, lang: Lang) -> None:
    """Each part under its condition, every shorter time with its own, the do-not's reason, and the
    sources.
    """
    step, findings = contents().steps[name].value, contents().findings
    ended = run_in_process("step", name, "--lang", lang, "--format", "json")
    page = json.loads(ended.out)
    words = "\n".join(_texts(page))

    assert (ended.code, ended.complaint) == (0, "")
    assert step.do[lang] in words
    for text in (*step.how, *step.say, *step.need, *step.keep):
        says = [findings[finding].value.says[lang] for finding in text.when]
        assert [each for each in _texts(page) if all(s in each for s in (text[lang], *says))]
    assert len(page["lead"]) == 1 + len(step.sooner)
    for told, sooner in zip(page["lead"][1:], step.sooner, strict=True):
        assert all(findings[finding].value.says[lang] in told for finding in sooner.when)
    for citation in step.sources:
        assert contents().sources[citation.partition("#")[0]].value.title[lang] in words


def _texts(node: object) -> list[str]:
    """Every text of a page."""
    if isinstance(node, str):
        return [node]
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for part in parts for text in _texts(part)]


@BOTH
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_explanations_in_every_format(form: str, lang: Lang) -> None:
    """Whatever the format, the ids are there to copy."""
    ended = [
        run_in_process(*argv, "--format", form, "--lang", lang)
        for argv in (("explain", "sn-leak"), ("step", "lock-card"))
    ]
    tree, step = (unescape(each.words).replace("\\", "") for each in ended)

    assert [each.code for each in ended] == [0, 0]
    for name in ("sn-strange", "misused", "ask-acquirer-check-binding", "sn-misuse"):
        assert name in tree
    assert contents().steps["lock-card"].value.do[lang] in step


def test_a_step_with_the_number_of_ones_own_bank() -> None:
    """A bank that is named stands where the step would say how to find its number."""
    plain = run_in_process("step", "lock-card", "--lang", "en").words
    named = run_in_process("step", "lock-card", "--bank", "icbc", "--lang", "en").words

    assert "95588" not in plain
    assert "95588" in named


def test_own_trees_questions_and_findings_are_explained(tmp_path: Path) -> None:
    """With a pack on top its own are explained, and refer to what is shipped."""
    asked = question_yaml("first", "sn-leak").replace(
        "option-0:\n", "option-0:\n        tells: [own-thing]\n"
    )
    write_file(tmp_path, "incidents/own.yaml", incident_yaml(asked))
    text = finding_yaml(implies="[paid-today]", steps="[write-timeline]")
    write_file(tmp_path, "findings/own-thing.yaml", text)
    own = details("explain", "own", "--pack", str(tmp_path))["option-0"]

    assert own["tells"].startswith("own-thing, paid-today")
    assert own["raises"] == "emergency"
    assert own["asks"] == "sn-leak"
    assert details("explain", "own-thing", "--pack", str(tmp_path))["own-thing"][
        "steps"
    ].startswith("write-timeline")
