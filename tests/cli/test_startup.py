"""What a command loads and opens: what is not needed costs nothing, however large a pack grows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.interviews import CALM, answer_options
from support.program import run_program
from support.slow import slow_after

from posguard.api.packs import shipped

WATCHED = """
import json, sys
events = []
def watch(event, args):
    if event in (
        "open", "os.listdir", "os.scandir", "subprocess.Popen", "socket.connect",
        "socket.getaddrinfo",
    ):
        events.append((event, str(args[0])))
sys.addaudithook(watch)
from posguard.cli.program import run
code = run(sys.argv[1:])
sys.stderr.write(json.dumps([events, sorted(sys.modules)]))
sys.exit(code)
"""
HEAVY = {
    "rich",
    "questionary",
    "prompt_toolkit",
    "pydantic",
    "asyncio",
    "ssl",
    "socket",
    "importlib.metadata",
    "logging",
    "email",
    "http",
    "xml",
    "sqlite3",
    "zipfile",
    "multiprocessing",
    "unittest",
}
NOT_FOR_A_CHECKLIST = {
    "posguard.lint.run",
    "posguard.lint.references",
    "posguard.lint.trees",
    "posguard.messages.rules",
    "posguard.lint.journeys",
    "posguard.pages.packs",
    "posguard.interview.session",
    "posguard.terminal.prompts",
    "posguard.app.triage",
    "posguard.pack.search",
    "posguard.pack.pinyin",
    "posguard.pack.spelling",
    "posguard.pack.wording",
    "posguard.render.terminal",
    "posguard.render.markdown",
    "posguard.render.json",
    "posguard.render.html",
    "platformdirs",
    "filelock",
}


def watched(*argv: str) -> tuple[list[tuple[str, str]], set[str]]:
    """What a command opened and listed, in order, and the modules it had loaded in the end."""
    ended = run_program(*argv, program=WATCHED)
    assert ended.code == 0, ended.complaint[:500]
    events, modules = json.loads(ended.err.splitlines()[-1])
    return [(event, path) for event, path in events], set(modules)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_piped_checklist_loads_nothing_heavy(lang: str) -> None:
    """Neither the terminal's libraries, nor the network's, nor what other commands are made of."""
    _, modules = watched("checklist", "sn-leak", "--lang", lang)
    assert modules & (HEAVY | NOT_FOR_A_CHECKLIST) == set()
    assert {"typer", "yaml", "msgspec", "posguard.render.text"} <= modules


@pytest.mark.parametrize(
    "argv",
    slow_after(
        3,
        [
            ("--version",),
            ("--help",),
            (),
            ("checklist",),
            ("checklist", "--help"),
            ("checklist", "sn-leak", "--format", "markdown"),
            ("search", "SN"),
            ("contacts", "check", "95016"),
            ("lint",),
            ("test",),
            ("pack", "steps", "SN"),
            ("triage", *answer_options(CALM)),
        ],
    ),
    ids=lambda argv: " ".join(argv)[:30] or "about",
)
def test_no_piped_command_loads_what_only_a_terminal_needs(argv: tuple[str, ...]) -> None:
    """In a pipe every command is light."""
    _, modules = watched(*argv)
    assert modules & HEAVY == set()


@pytest.mark.parametrize("argv", [("--version",), ("--help",)], ids=["version", "help"])
def test_what_shows_no_advice_reads_none(argv: tuple[str, ...]) -> None:
    """Help and version open no file of the pack and do not load the reader."""
    events, modules = watched(*argv)
    assert [path for _, path in events if path.startswith(shipped())] == []
    assert "yaml" not in modules


def test_the_front_page_opens_the_manifest_only() -> None:
    """The number to call is read from the pack's manifest, and nothing else of the pack is
    opened.
    """
    events, _ = watched()
    of_the_pack = [path for _, path in events if path.startswith(shipped())]
    assert of_the_pack == [f"{shipped()}/pack.yaml"]


def test_a_checklist_opens_what_it_shows_once() -> None:
    """No file of the pack is opened twice; of its folders only that of the findings is listed, for
    those that hold where several do.
    """
    events, _ = watched("checklist", "sn-leak")
    of_the_pack = [(event, path) for event, path in events if path.startswith(shipped())]
    listed = {path for event, path in of_the_pack if event != "open"}
    assert listed == {f"{shipped()}/findings"}
    assert len(of_the_pack) == len(set(of_the_pack))


@pytest.mark.slow
@pytest.mark.parametrize(
    "argv",
    [("checklist", "sn-leak"), ("triage", *answer_options(CALM))],
    ids=["checklist", "plan"],
)
def test_a_thousand_more_playbooks_open_not_one_file_more(
    tmp_path: Path, argv: tuple[str, ...]
) -> None:
    """What is opened and listed does not depend on how many playbooks an organisation adds."""
    content = (Path(shipped()) / "incidents" / "sn-leak.yaml").read_bytes()
    incidents = tmp_path / "incidents"
    incidents.mkdir()
    (incidents / "more-0.yaml").write_bytes(content)
    few, _ = watched(*argv, "--pack", str(tmp_path))
    for number in range(1, 1001):
        (incidents / f"more-{number}.yaml").write_bytes(content)
    many, _ = watched(*argv, "--pack", str(tmp_path))
    assert many == few
    theirs = {path for _, path in few if path.startswith(str(tmp_path))}
    assert theirs <= {str(tmp_path / "findings")}


def test_nothing_is_started_and_nobody_is_called() -> None:
    """No command starts another program or touches the network."""
    for argv in (
        ("checklist", "sn-leak"),
        ("triage", *answer_options(CALM)),
        ("contacts",),
        ("search", "SN"),
        ("lint",),
    ):
        events, _ = watched(*argv)
        assert [event for event, _ in events if event.startswith(("subprocess", "socket"))] == []
