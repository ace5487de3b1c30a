"""Every command once, on whatever Python and libraries posguard is installed with: ``python
tests/smoke.py``.

The suite knows what is right to the letter; this tells in half a minute whether a set of libraries
carries the program at all. Given to Python with ``-W error``, it starts the program so, too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

from support.interviews import CALM, EMERGENCY, answer_options
from support.program import POSGUARD, Result, run_program
from support.terminal import Person

from posguard.cli.program import app

CARD = "6222021234567890128"
"""A number that passes the check of a card number and is nobody's."""
STRICT = [f"-W{option}" for option in sys.warnoptions]
USED: set[str] = set()


def run(*argv: str, code: int = 0, holds: str = "", complains: str = "") -> Result:
    """One command: its exit code, what it must print and say; no library has a say of its own."""
    USED.add(" ".join(argv))
    ended = run_program(
        *argv, python=STRICT, env={"POSGUARD_CASES": "cases", "POSGUARD_LANG": "en"}
    )
    what = f"posguard {' '.join(argv)}: {ended.code}\n{ended.words[-500:]}\n{ended.complaint}"
    assert ended.code == code, what
    assert holds in ended.words, what
    assert complains in ended.complaint, what
    assert "Traceback" not in ended.complaint, what
    assert "Warning" not in ended.complaint, what
    return ended


def commands() -> set[str]:
    """The full name of every command there is."""
    import typer

    found = set()
    program: Any = typer.main.get_command(app)
    ask = typer.Context(program)
    for name in program.list_commands(ask):
        command = program.get_command(ask, name)
        below = command.list_commands(ask) if hasattr(command, "list_commands") else []
        found |= {f"{name} {each}" for each in below} or {name}
    return found


def without_a_case() -> None:
    """Pages in every format, advice, numbers, the pack."""
    run("--version", holds="posguard")
    run("--help", holds="triage")
    run(holds="triage")
    for kind, words in (
        ("text", "[ ]"),
        ("markdown", "- [ ]"),
        ("html", "</html>"),
        ("json", "posguard."),
    ):
        run("checklist", "sn-leak", "--format", kind, "-o", f"page.{kind}")
        assert words in Path(f"page.{kind}").read_text("utf-8"), kind
    run(
        "checklist",
        "terminal-lost",
        "--acquirer",
        "拉卡拉",
        "--bank",
        "工商银行",
        "--lang",
        "zh",
        holds="拉卡拉",
    )
    run("search", "my", "money", "has", "not", "arrived", holds="settlement")
    run("help", "search", holds="posguard search")
    run("contacts", "check", "95516", holds="UnionPay")
    run("contacts", "check", "what", code=2, complains="not a telephone number")
    run("lint", holds="No problems")
    run("page", holds="Content-Security-Policy")
    run("test", holds="All journeys hold")
    run("pack", "path", holds="playbooks")
    run("pack", "steps", "110", holds="== police ==")
    run("pack", "playbooks", holds="sn-leak")
    run("step", "lock-card", holds="card")
    run("explain", "incidents/sn-leak", holds="sn-known")
    run("explain", "paid-today", holds="call-110-with-payee")
    run("draw", "sn-leak", holds="<svg")
    Path("own/incidents").mkdir(parents=True)
    Path("own/incidents/broken.yaml").write_text("title: [a\nsummary: b\n", encoding="utf-8")
    run("lint", "own", code=1, holds="broken.yaml:1:8: broken-yaml", complains="Problems: 1.")
    run("triage", *answer_options(EMERGENCY), "--format", "json", "-o", "plan.json")
    assert json.loads(Path("plan.json").read_text("utf-8"))["urgency"] == "emergency"
    run("triage", "--answers", "plan.json", holds="110")
    run("triage", "--answers", "plan.json", "--brief", holds="110")
    run("triage", "--answers", "plan.json", "--full", holds="110")
    run("triage", "--answers", "plan.json", "--brief", "--full", code=2, complains="--full")
    run("triage", code=2, complains="There is no terminal")
    run("export", "thehive", "--answers", "plan.json", holds='"dueDate"')
    run("export", "iris", "--answers", "plan.json", holds='"note_directories"')
    run("export", "bpmn", "--dialect", "flowable", holds="</bpmn:definitions>")
    Path("in.ndjson").write_text(json.dumps({"id": 1, "answers": CALM}), encoding="utf-8")
    run("batch", "in.ndjson", "--jobs", "2", holds='{"id":1,"plan":{', complains="Plans: 1")
    run("batch", "in.ndjson", "--against", "own", holds="None of the plans changes (1 compared)")


def with_a_case() -> None:
    """A case from its beginning to its end: answers, facts, due times, evidence, papers."""
    run("triage", *answer_options(CALM), "--case", "shop", holds="SN", complains="shop")
    run("case", "list", holds="shop")
    run("case", "fact", "terminal-sn", "N7NL00012345")
    run("case", "fact", "happened", "event=discovered", "time=2026-01-22 09:14")
    run("case", "note", f"card {CARD}", complains="masked")
    run("case", "answer", "--yes", "sn-strange=misused", holds="New in the plan")
    run("case", "tick", "ask-acquirer-check-binding", "--by", "Wang")
    run("case", "untick", "ask-acquirer-check-binding")
    run("case", "show", holds="N7NL00012345")
    run("case", "show", "--format", "html", "-o", "case.html")
    run("case", "due")
    run("case", "ics", "-o", "due.ics")
    assert Path("due.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    run("case", "resume", code=2, complains="There is no terminal")
    timeline = run("case", "timeline", holds="N7NL00012345").words
    assert CARD not in timeline
    assert CARD[:6] in timeline
    Path("slip.txt").write_text("例子", encoding="utf-8")
    run("evidence", "add", "slip.txt", "--what", "小票")
    run("evidence", "list", holds="小票")
    run("evidence", "verify")
    run("evidence", "pack", "-o", "bag")
    subprocess.run(
        [sys.executable, "-Wignore", "-m", "bagit", "--validate", "--quiet", "bag"], check=True
    )
    run("evidence", "pack", "-o", "bag.zip")
    with zipfile.ZipFile("bag.zip") as whole:
        assert whole.testzip() is None
    run("evidence", "add", "due.ics")
    added = run("evidence", "list", "--format", "json", holds="due.ics").words
    number = json.loads(added)["sections"][0]["items"][-1]["number"]
    run("evidence", "withdraw", str(number), complains="due.ics")
    run("case", "check")
    Path("cases/shop/lock").unlink()
    Path("cases/shop/lock").symlink_to(Path("slip.txt").absolute())
    run("case", "note", "a link in place of the lock", code=1, complains="shop")
    assert Path("slip.txt").read_text("utf-8") == "例子"
    Path("cases/shop/lock").unlink()
    run("case", "close")
    run("case", "reopen", "--case", "shop")


def papers() -> None:
    """A paper in every format, Word among them."""
    from docx import Document

    run("letter", holds="acquirer-notice")
    for ending in ("txt", "md", "html", "json"):
        run("letter", "acquirer-notice", "-o", f"notice.{ending}")
        assert "N7NL00012345" in Path(f"notice.{ending}").read_text("utf-8"), ending
    run("letter", "acquirer-notice", "-o", "notice.docx")
    assert any("N7NL00012345" in each.text for each in Document("notice.docx").paragraphs)


def at_a_terminal() -> None:
    """The interview with arrow keys and by number, and the plan drawn on the screen."""
    program = [POSGUARD[0], *STRICT, *POSGUARD[1:]]
    for more in ((), ("--plain",)):
        with Person("triage", *more, stdout="tty", program=program) as person:
            person.answers(CALM)
            ended = person.finish()
        assert ended.code == 0, person.screen
        assert "Traceback" not in person.screen


def main() -> None:
    """Run everything in a folder of its own."""
    libraries = (
        "typer",
        "rich",
        "questionary",
        "pyyaml",
        "msgspec",
        "platformdirs",
        "filelock",
        "bagit",
        "icalendar",
    )
    shown = " ".join(
        f"{name} {metadata.version(name)}" for name in (*libraries, "python-stdnum", "python-docx")
    )
    print(f"Python {sys.version.split()[0]}, {shown}")
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            without_a_case()
            with_a_case()
            papers()
            at_a_terminal()
            run("case", "erase", "--case", "shop", "--yes")
            assert list(Path("cases").glob("shop*")) == []
        finally:
            os.chdir(here)
    unused = {
        name for name in commands() if not any(f"{used} ".startswith(f"{name} ") for used in USED)
    }
    assert unused == set(), f"not called: {sorted(unused)}"
    print(f"{len(USED)} commands: all well")


if __name__ == "__main__":
    main()
