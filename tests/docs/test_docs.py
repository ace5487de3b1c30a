"""The documentation says what the program does: transcripts, examples, generated pages, links, and
nothing left out.
"""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import tomllib
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support.in_process import run_in_process
from support.interviews import PAID, answer_options
from support.parsed_output import without_spaces
from support.paths import ROOT
from support.program import environment
from support.terminal import Person

from posguard.app.lint import check_folder, try_folder
from posguard.case.facts import KINDS
from posguard.case.folder import cases_folder
from posguard.lint.journeys import Journey
from posguard.messages.rules import RULES
from posguard.pack import letters, manifest, model, steps, trees
from posguard.pack.layout import LAYOUT
from posguard.pages.problems import journeys_page, lint_page
from posguard.render.text import text
from posguard.render.wrap import cells

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
REVIEWED = date(2026, 11, 22)
"""The day on which the example's contact was verified: on a later one it will have expired, as it
should.
"""

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def read(page: Path) -> str:
    """A page's text."""
    return page.read_text(encoding="utf-8")


def fences(page: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind on a page."""
    return [body for language, body in _FENCE.findall(read(page)) if language == kind]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", read(page))


@pytest.fixture(scope="session")
def generate() -> dict[str, Any]:
    """The names in ``docs/generate.py``, which writes the generated pages."""
    return runpy.run_path(str(DOCS / "generate.py"))


@pytest.fixture
def our_pack(tmp_path: Path) -> Path:
    """The example pack of writing-a-playbook.md, in a folder ``our-pack``."""
    for block in fences(DOCS / "writing-a-playbook.md", "yaml"):
        first, _, _ = block.partition("\n")
        if first.endswith(".yaml") and "$schema" not in first:
            path = tmp_path / "our-pack" / first.removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
    return tmp_path / "our-pack"


@pytest.mark.parametrize("number", [0, 1], ids=["zh", "en"])
def test_readme_transcript_is_what_a_person_sees(number: int) -> None:
    """Whoever types what the README's transcripts type sees their lines, in order; `…` stands for
    lines left out. The Chinese one is the first.
    """
    transcripts = fences(ROOT / "README.md", "console")
    assert len(transcripts) == 2
    command, *lines = transcripts[number].splitlines()
    assert ("--lang zh" in command) is (number == 0)
    with Person(*command.split()[2:], stdout="tty", lang="en") as person:
        for before, line in pairwise(lines):
            if line.startswith("> "):
                person.see(f"{before} >")
                person.look()
                person.type(line.removeprefix("> "))
        person.see(lines[-1])
        pattern = "".join(
            r"(?:.*\n)*?" if line == "…" else f"{re.escape(line)}\n" for line in lines
        )
        assert re.match(pattern, person.screen), person.screen


def test_readme_is_short_and_its_commands_name_what_exists() -> None:
    """The README fits on three screens; it sets up the program and its tests with one pasted line
    each.
    """
    run, test = fences(ROOT / "README.md", "sh")
    assert len(read(ROOT / "README.md").splitlines()) <= 110
    assert (
        run == "python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/posguard "
        "triage\n"
    )
    assert (
        test == "python3 -m venv .venv && .venv/bin/pip install --quiet -e '.[test]' && "
        ".venv/bin/pytest\n"
    )
    assert re.search(r"^test = \[", read(ROOT / "pyproject.toml"), re.MULTILINE)


def test_example_pack_is_complete_and_clean(our_pack: Path) -> None:
    """The worked example is whole: lint finds nothing in it, and its journeys hold."""
    files = sorted(str(path.relative_to(our_pack)) for path in our_pack.rglob("*.yaml"))
    kinds = ["contacts", "findings", "findings", "incidents", "journeys", "letters"]
    kinds += ["order.yaml", "questions", "sources", "steps", "steps"]
    assert [file.split("/")[0] for file in files] == kinds
    found = check_folder(str(our_pack), REVIEWED)
    outcome = try_folder(str(our_pack))
    lint, test = fences(DOCS / "writing-a-playbook.md", "console")
    assert (found.problems, outcome.problems) == ((), ())
    assert lint == f"$ posguard lint our-pack\n{text(lint_page(found, 'en'))}"
    assert test == f"$ posguard test our-pack\n{text(journeys_page(outcome, 'en'))}"


def test_readme_speaks_chinese_first_and_shows_the_first_page() -> None:
    """It begins in Chinese, and its picture is the Chinese first page, in words a screen reader
    can say.
    """
    title, _, first, *_ = read(ROOT / "README.md").splitlines()
    assert title == "# posguard"
    assert re.match(r"POS 机", first)
    [(said, target)] = re.findall(r"^!\[(.+)\]\((.+)\)$", read(ROOT / "README.md"), re.MULTILINE)
    assert (target, "第一页" in said, "first page" in said) == ("docs/first-page.svg", True, True)


def test_readme_says_how_to_get_it_keep_it_and_remove_it() -> None:
    """It names the ways to install it, the second run, the language, the removal and the systems;
    the guide says the same of the systems.
    """
    page, guide = read(ROOT / "README.md"), read(DOCS / "guide.md")
    named = set(re.findall(r"`([^`\n]+)`", prose(ROOT / "README.md")))
    assert {"git clone posguard.git posguard", "unzip posguard.zip", "cd posguard"} <= named
    assert {"pipx install .", "uv tool install .", "pipx install --force ."} <= named
    assert {
        "pipx uninstall posguard",
        "uv tool uninstall posguard",
        "posguard case erase",
    } <= named
    assert {".venv/bin/posguard triage", ". .venv/bin/activate", "--lang zh"} <= named
    scripts = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["scripts"]
    assert scripts == {"posguard": "posguard.__main__:main"}
    for words in ("3.12、3.13", "macOS、Windows 没有试过"):
        assert words in page
        assert words in guide


def test_readme_names_the_folder_of_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it says that cases lie, they do."""
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    [folder] = re.findall(r"`(~/[^`]+)`", read(ROOT / "README.md"))
    assert folder.replace("~", "/home/somebody") == cases_folder("")


def test_the_picture_is_the_first_page(generate: dict[str, Any]) -> None:
    """It holds every line of the first page, loads nothing, and gives a Chinese character two
    columns.
    """
    picture = read(DOCS / "first-page.svg")
    assert picture == generate["pages"]()["first-page.svg"]
    page = run_in_process(
        "triage", "--brief", "--lang", "zh", *answer_options(PAID)
    ).words.splitlines()
    shown = unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture)))
    for line in page:
        words = without_spaces(line.strip("= ").removeprefix("-> "))
        assert words in without_spaces(shown)
    assert not re.search(r"@font-face|@import|<script|href|url\((?!#)", picture)
    column = 11
    for width, words in re.findall(r'textLength="([0-9.]+)"[^>]*>([^<]*)<', picture):
        assert float(width) == column * cells(unescape(words))


@pytest.mark.parametrize(
    "name",
    ["writing-a-playbook.md", "export.md", pytest.param("guide.md", marks=pytest.mark.slow)],
)
def test_commands_of_the_docs_run(name: str, our_pack: Path) -> None:
    """Every block of commands on the page ends well, and shows something or says what it wrote."""
    shim = our_pack.parent / "posguard"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m posguard "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    path = f"{our_pack.parent}{os.pathsep}{os.environ['PATH']}"
    for block in dict.fromkeys(fences(DOCS / name, "sh")):
        script = ["bash", "-euo", "pipefail", "-c", block]
        done = subprocess.run(
            script,
            cwd=our_pack.parent,
            env=environment({"PATH": path}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stderr}"
        assert done.stdout or done.stderr, block


def test_both_halves_of_the_guide_say_the_same() -> None:
    """The Chinese and the English half have the same sections, blocks, commands, options and exit
    codes.
    """
    halves = re.split(r"^## .+$", read(DOCS / "guide.md"), flags=re.MULTILINE)[1:]
    facts = [
        (
            len(re.findall(r"^### ", half, re.MULTILINE)),
            _FENCE.findall(half),
            set(re.findall(r"--[a-z-]+|(?<=`)-[a-z]\b|POSGUARD_[A-Z]+|posguard [a-z]+", half)),
            re.findall(r"^\| [`0-9][^|]*\|", half, re.MULTILINE),
        )
        for half in halves
    ]
    assert len(facts) == 2
    assert facts[0] == facts[1]


def test_generated_pages_are_up_to_date(generate: dict[str, Any]) -> None:
    """Every generated page is what ``python docs/generate.py`` would write now; no other schema
    lies there.
    """
    generated = generate["pages"]()
    assert [
        name
        for name, words in generated.items()
        if not (DOCS / name).exists() or read(DOCS / name) != words
    ] == []
    assert {f"schema/{path.name}" for path in (DOCS / "schema").iterdir()} <= set(generated)


def test_every_command_and_option_is_documented(generate: dict[str, Any]) -> None:
    """Every command has its section in commands.md, and every one of its options stands there in
    both languages.
    """
    sections = re.split(r"^## ", read(DOCS / "commands.md"), flags=re.MULTILINE)[1:]
    halves = {section.partition("\n")[0]: section.split("```text\n")[1:] for section in sections}
    for words in generate["_names"](generate["_context"]((), "en")):
        context = generate["_context"](words, "en")
        options = [
            option
            for param in context.command.get_params(context)
            for option in param.opts
            if option[0] == "-"
        ]
        zh, en = halves.pop(" ".join(["posguard", *words]))
        assert [option for option in options if option not in zh or option not in en] == [], words
    assert halves == {}


def test_guide_shows_every_command_of_the_main_job() -> None:
    """The guide shows how the commands are used that a person in trouble or an author needs
    first.
    """
    shown = "".join(body for _, body in _FENCE.findall(read(DOCS / "guide.md")))
    kept = (
        f"case {word}"
        for word in ("show", "tick", "answer", "note", "fact", "due", "ics", "check", "erase")
    )
    papers = ("evidence add", "evidence list", "evidence verify", "evidence pack", "letter")
    commands = (
        "triage",
        "checklist",
        "search",
        "contacts",
        "contacts check",
        "lint",
        "test",
        "pack steps",
        *kept,
        *papers,
    )
    assert [
        command for command in commands if not re.search(rf"posguard {command}\s", shown)
    ] == []


def test_guide_names_every_kind_of_fact() -> None:
    """The table of facts in the guide holds every kind that can be recorded, and no other, in both
    halves.
    """
    tables = re.findall(
        r"^\| (?:种类|kind) \|.*\n((?:\|.*\n)+)", read(DOCS / "guide.md"), re.MULTILINE
    )
    assert [re.findall(r"^\| `(.+?)`", table, re.MULTILINE) for table in tables] == [
        list(KINDS)
    ] * 2


def test_every_rule_of_lint_is_explained(generate: dict[str, Any]) -> None:
    """The table of rules is made from the rules themselves: each with its severity and its remedy,
    and no other.
    """
    page = read(DOCS / "writing-a-playbook.md")
    rows = re.findall(
        r"^\| `([a-z0-9-]+)` \| (error|warning) \| (.+) \| (.+) \|$", page, re.MULTILINE
    )
    table = [(rule.name, rule.severity, rule.remedy_zh, rule.remedy_en) for rule in RULES.values()]
    assert rows == table
    assert page == generate["rules"]()


def test_every_key_of_a_pack_is_explained() -> None:
    """Writing a playbook names every key that a file of a pack may hold, and every folder."""
    words = read(DOCS / "writing-a-playbook.md")
    named = set(re.findall(r"`([^`\n]+)`", prose(DOCS / "writing-a-playbook.md")))
    kinds: list[type[msgspec.Struct]] = [
        *(
            manifest.Manifest,
            manifest.RoleWords,
            manifest.Employee,
            trees.Playbook,
            trees.SharedQuestion,
            trees.Option,
        ),
        *(trees.Finding, trees.Claims, trees.Expectation, trees.Order),
        *(steps.Step, steps.Part, steps.Sooner),
        *(model.Contact, model.ContactDefaults, model.Number, model.Trap, model.Source),
        *(letters.Letter, letters.Blank, letters.Paragraph, Journey),
    ]
    missing = [
        f"{k.__name__}.{f.encode_name}"
        for k in kinds
        for f in msgspec.structs.fields(k)
        if f.encode_name not in named
    ]
    assert missing == []
    assert [
        f for fs in LAYOUT.values() for f in fs if f and f"{f.split('/')[0]}/<" not in words
    ] == []


def test_every_module_is_in_the_architecture() -> None:
    """The architecture names every module of the program."""
    words = read(DOCS / "architecture.md")
    modules = [
        str(path.relative_to(ROOT / "posguard")) for path in (ROOT / "posguard").rglob("*.py")
    ]
    named = [name.removesuffix("__init__.py") for name in modules]
    assert [name for name in named if name and f"| `{name}` |" not in words] == []


def test_decisions_are_numbered_and_say_what_why_and_what_it_costs() -> None:
    """Decisions are numbered without a gap, have the three headings, and the architecture leads to
    each.
    """
    pages = sorted((DOCS / "decisions").iterdir())
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    for page in pages:
        title, *headings = _HEADING.findall(read(page))
        assert title.startswith(f"{page.name[:4]}: ")
        assert headings == ["What", "Why", "What it costs"]
        assert f"(decisions/{page.name})" in read(DOCS / "architecture.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every link to another page or heading leads to one that exists."""
    for target in _LINK.findall(prose(page)):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        headings = re.findall(r"<a id=\"([^\"]+)\">", read(there)) if anchor else []
        headings += (
            [_anchor(heading) for heading in _HEADING.findall(prose(there))] if anchor else []
        )
        assert not anchor or anchor in headings, target


def _anchor(heading: str) -> str:
    """What a heading is called in a link."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
