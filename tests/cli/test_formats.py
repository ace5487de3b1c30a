"""One way to print: every command that answers does so in every format, and the same each time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from support import parsed_output
from support.case_factory import AT, add_evidence, keep_answers, new_case, source_file
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, answer_options
from support.pack_factory import write_file
from support.program import Result
from support.terminal import Person
from typer.core import TyperGroup

from posguard.cli.program import app
from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.render.formats import PAGES

ANSWER = "terminal-since=refunds,sales"
"""What the case says already, so that the command may be called again and again."""
COMMANDS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "triage": (("triage", *answer_options(CALM)), 0, "plan/2"),
    "triage, emergency": (("triage", *answer_options(EMERGENCY)), 0, "plan/2"),
    "triage, brief": (("triage", *answer_options(EMERGENCY), "--brief"), 0, "plan/2"),
    "triage, full": (("triage", *answer_options(EMERGENCY), "--full"), 0, "plan/2"),
    "checklist": (("checklist", "sn-leak"), 0, "checklist/2"),
    "step": (("step", "lock-card"), 0, "step"),
    "explain": (("explain", "incidents/terminal-lost"), 0, "explanation"),
    "explain, question": (("explain", "questions/given"), 0, "explanation"),
    "explain, finding": (("explain", "card-payment-today"), 0, "explanation"),
    "checklist, all": (("checklist",), 0, "playbooks"),
    "search": (("search", "serial", "number"), 0, "search"),
    "contacts": (("contacts", "lakala"), 0, "contacts"),
    "contacts check": (("contacts", "check", "95516"), 0, "number"),
    "lint": (("lint",), 0, "lint"),
    "lint, bad": (("lint", "{folder}/bad"), 1, "lint"),
    "lint --explain": (("lint", "--explain", "unfounded-claim"), 0, "rule"),
    "test": (("test",), 0, "test"),
    "pack steps": (("pack", "steps", "terminal"), 0, "steps"),
    "pack playbooks": (("pack", "playbooks", "SN"), 0, "trees"),
    "case list": (("case", "list"), 0, "cases"),
    "case show": (("case", "show", "--case", "shop"), 0, "case"),
    "case due": (("case", "due", "--case", "shop"), 0, "due"),
    "case timeline": (("case", "timeline", "--case", "shop"), 0, "timeline"),
    "case resume": (("case", "resume", "--case", "shop"), 0, "plan/2"),
    "case resume, brief": (("case", "resume", "--case", "shop", "--brief"), 0, "plan/2"),
    "case resume, full": (("case", "resume", "--case", "shop", "--full"), 0, "plan/2"),
    "case answer": (("case", "answer", ANSWER, "--case", "shop"), 0, "changes"),
    "case fact": (("case", "fact", "--case", "shop"), 0, "facts"),
    "case check": (("case", "check", "--case", "shop"), 0, "check"),
    "case check, bad": (("case", "check", "--case", "broken"), 1, "check"),
    "evidence list": (("evidence", "list", "--case", "shop"), 0, "evidence"),
    "evidence verify": (("evidence", "verify", "--case", "shop"), 0, "evidence-verify"),
    "evidence verify, bad": (("evidence", "verify", "--case", "broken"), 1, "evidence-verify"),
    "letter": (("letter", "card-110", "--case", "shop"), 0, "letter"),
    "letter, all": (("letter",), 0, "letters"),
}
"""How each command is called, its exit code, and the form of its JSON."""
REPORTS = (
    *("search", "lint", "test", "evidence verify"),
    *("case list", "case fact", "case check", "case answer"),
)
"""The commands whose plain text is lines for scripts."""
EVERY = pytest.mark.parametrize("name", COMMANDS)
BOTH = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bad pack, and two cases with evidence: one whole, one with a changed line and copy."""
    write_file(tmp_path, "bad/incidents/own.yaml", "title: [")
    slip = source_file(tmp_path, "slip.txt", b"slip")
    for name in ("shop", "broken"):
        made = new_case(tmp_path / "cases", name)
        keep_answers(made, EMERGENCY, name)
        with made.work(name) as case:
            case.append(AT, "fact", {"kind": "terminal-sn", "values": {"value": "AB12345"}})
        add_evidence(made, slip, name=name)
    broken = tmp_path / "cases" / "broken"
    record = broken / "record.jsonl"
    record.write_text(
        record.read_text("utf-8").replace("threatened", "untroubled"), encoding="utf-8"
    )
    [copied] = (broken / "evidence").iterdir()
    copied.chmod(0o600)
    copied.write_bytes(b"another slip")
    return tmp_path


def run(folder: Path, name: str, *more: str, lang: Lang = "en") -> Result:
    """A run of the command, which ends as it should."""
    argv, code, _ = COMMANDS[name]
    given = [word.format(folder=folder) for word in argv]
    ended = run_in_process(
        *given, *more, "--lang", lang, env={"POSGUARD_CASES": str(folder / "cases")}
    )
    assert ended.code == code, ended.complaint
    return ended


def texts(page: dict[str, Any]) -> Iterator[str]:
    """Every text of a page, read from its JSON."""
    yield from (page["title"], *page["lead"])
    for section in page["sections"]:
        yield from (section["title"], section.get("note", ""))
        for item in section["items"]:
            yield item["text"]
            for lines in item.get("details", {}).values():
                yield from lines


@EVERY
@BOTH
def test_every_command_in_every_format(folder: Path, name: str, lang: Lang) -> None:
    """The JSON is of its own form; Markdown and HTML hold the same words, and nothing that acts.
    Plain text holds them too, save the heading of a report.
    """
    said = {form: run(folder, name, "--format", form, lang=lang).words for form in PAGES}
    page = json.loads(said["json"])
    schema, _, version = COMMANDS[name][2].partition("/")
    assert (page["schema"], page["language"]) == (f"posguard.{schema}/{version or 1}", lang)
    is_report = name.partition(",")[0] in REPORTS
    wanted = [parsed_output.without_spaces(words) for words in texts(page)]
    for form, read in (
        ("markdown", parsed_output.in_markdown),
        ("html", parsed_output.in_html),
    ):
        words, strange = read(said[form])
        if form == "html":
            assert strange == []
        assert [w for w in wanted if w not in parsed_output.without_spaces(words)] == [], form
    plain = parsed_output.without_spaces(said["text"])
    assert [w for w in wanted[is_report:] if w not in plain] == []
    assert (wanted[0] in plain) != is_report


@pytest.mark.parametrize("name", [n for n in COMMANDS if n.partition(",")[0] in REPORTS])
@BOTH
def test_a_report_is_its_lines_and_nothing_else(folder: Path, name: str, lang: Lang) -> None:
    """A script reads one thing from each line; its JSON names the same things one by one."""
    lines = run(folder, name, lang=lang).words.splitlines()
    page = json.loads(run(folder, name, "--format", "json", lang=lang).out)
    [section] = page["sections"]
    assert [item["text"] for item in section["items"]] == lines
    assert lines


@EVERY
def test_the_file_holds_what_would_have_been_printed(folder: Path, name: str) -> None:
    """``-o page.html`` writes the HTML whatever the command, and leaves with the same code."""
    wanted = run(folder, name, "--format", "html").out
    ended = run(folder, name, "-o", str(folder / "page.html"))
    assert ended.out == b""
    assert say("en", "saved", file=folder / "page.html") in ended.complaint
    assert (folder / "page.html").read_bytes() == wanted


def items(folder: Path, name: str) -> list[dict[str, Any]]:
    """The facts of each line of a report."""
    page = json.loads(run(folder, name, "--format", "json").out)
    return [item.get("facts", {}) for section in page["sections"] for item in section["items"]]


def test_the_fields_of_a_problem(folder: Path) -> None:
    """A problem of a pack says where it is, which rule it breaks, how bad that is, and what is
    wrong; its line is made of the same.
    """
    [facts] = items(folder, "lint, bad")
    line = run(folder, "lint, bad").words
    assert list(facts) == ["file", "line", "column", "rule", "severity", "message"]
    assert line == "{file}:{line}:{column}: {rule}: {message}\n".format(**facts)
    assert (facts["rule"], facts["severity"]) == ("broken-yaml", "error")


def test_the_fields_of_a_case(folder: Path) -> None:
    """A case in the list says its name, its state, and the playbooks it came through."""
    assert items(folder, "case list") == [
        {"name": "broken", "state": "damaged", "incidents": []},
        {"name": "shop", "state": "open", "incidents": ["robbed", "terminal-lost"]},
    ]


def test_the_fields_of_a_check(folder: Path) -> None:
    """A whole record gives the value that is printed; a damaged one none, and every damage."""
    good = json.loads(run(folder, "case check", "--format", "json").out)
    bad = json.loads(run(folder, "case check, bad", "--format", "json").out)
    assert (good["whole"], bad["whole"], bad["value"]) == (True, False, None)
    assert f": {good['value']} (" in run(folder, "case check").words
    assert [(f["file"], f["line"], f["rule"]) for f in items(folder, "case check, bad")] == [
        ("broken/record.jsonl", 2, "changed")
    ]


def test_the_fields_of_a_finding(folder: Path) -> None:
    """What differs says its file, the rule, and what was found; the record's damage is among
    it.
    """
    found = items(folder, "evidence verify, bad")
    assert [f["rule"] for f in found] == ["wrong-size", "changed", "changed"]
    assert (found[0]["size"], found[0]["recorded"]) == (12, 4)
    assert [f["file"].partition("/")[0] for f in found] == ["broken"] * 3


def test_the_fields_of_a_fact(folder: Path) -> None:
    """A fact says its number, its kind and its values."""
    [facts] = items(folder, "case fact")
    assert (facts["kind"], facts["values"]) == ("terminal-sn", {"value": "AB12345"})


def test_the_fields_of_a_change(folder: Path) -> None:
    """A changed answer says by its sections what is new in the plan and what fell away."""
    argv = [
        "case",
        "answer",
        "terminal-since=settlement-changed",
        "--case",
        "shop",
        "--format",
        "json",
    ]
    page = json.loads(run_in_process(*argv, env={"POSGUARD_CASES": str(folder / "cases")}).out)
    assert (page["schema"], page["dropped"], page["next"]) == ("posguard.changes/1", [], None)
    sections = {section["id"]: section["items"] for section in page["sections"]}
    assert set(sections) == {"new", "gone"}
    assert "report-refund-theft" in [item["id"] for item in sections["gone"]]


@BOTH
def test_a_fact_that_is_recorded_is_no_page(folder: Path, lang: Lang) -> None:
    """What would do nothing is refused, and nothing is recorded."""
    env = {"POSGUARD_CASES": str(folder / "cases"), "POSGUARD_LANG": lang}
    before = run_in_process("case", "fact", "--case", "shop", env=env).out
    for option, more in (("--format", ("json",)), ("--output", ("x.html",)), ("--plain", ())):
        argv = ["case", "fact", "bank", "icbc", "--case", "shop", option, *more]
        ended = run_in_process(*argv, env=env)
        assert (ended.code, ended.out) == (2, b"")
        assert ended.complaint == say(lang, "only-for-list", option=option) + "\n"
    assert run_in_process("case", "fact", "--case", "shop", env=env).out == before


@pytest.mark.parametrize("more", [(), ("--plain",)], ids=["rich", "plain"])
@pytest.mark.parametrize("columns", [40, 100])
def test_a_report_on_a_terminal(more: tuple[str, ...], columns: int) -> None:
    """A terminal shows the same lines, broken between words where it is narrow."""
    argv = ("search", "serial", "number")
    streams: dict[str, Any] = {"stdin": "null", "stdout": "tty", "stderr": "file"}
    with Person(*argv, *more, **streams, lang="en", columns=columns) as person:
        assert person.leave().code == 0
    shown = parsed_output.without_spaces(parsed_output.STYLE.sub("", person.screen))
    lines = run_in_process(*argv, env={"POSGUARD_LANG": "en"}).words
    assert shown == parsed_output.without_spaces(lines)


def test_every_command_that_prints_a_page_is_here() -> None:
    """Whatever command has ``--format`` is tried above, and it has ``-o`` and ``--plain`` too;
    ``batch`` prints lines and no page.
    """
    root: Any = typer.main.get_command(app)
    context = root.make_context("posguard", [], obj="en", resilient_parsing=True)
    found = set()
    for words, command in _commands(root, context):
        options = {option for param in command.params for option in param.opts}
        if "--format" in options and words != ("batch",):
            found.add(" ".join(words))
            assert {"--output", "-o", "--plain", "--lang"} <= options
    tried = {name.partition(",")[0] for name in COMMANDS} - {"contacts check", "lint --explain"}
    assert found == tried


def _commands(
    command: Any, context: Any, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not isinstance(command, TyperGroup):
        yield words, command
        return
    for name in command.list_commands(context):
        yield from _commands(command.get_command(context, name), context, (*words, name))
