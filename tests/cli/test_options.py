"""The options that commands share: a path begins at home where it says so, and a file's ending
chooses the format.
"""

from __future__ import annotations

import json
import os
import pwd
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.case_factory import add_evidence, keep_answers, new_case, source_file
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, answer_options, plan_output
from support.paths import PLAYBOOKS, ROOT
from support.program import POSGUARD, Result, cached_run, environment
from support.slow import slow_unless
from support.terminal import Person

from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.render.formats import ENDINGS

BOTH = pytest.mark.parametrize("lang", LANGS)
LIST = ("checklist", "sn-leak")


def at_home(home: Path, *argv: str, **more: str) -> Result:
    """A run of somebody whose home folder this is."""
    return run_in_process(*argv, env={"HOME": str(home), **more})


def _pack(home: Path) -> None:
    content = (PLAYBOOKS / "incidents" / "sn-leak.yaml").read_bytes()
    (home / "x" / "incidents").mkdir(parents=True)
    (home / "x" / "incidents" / "ours.yaml").write_bytes(content)


def _answers(home: Path) -> None:
    (home / "x").write_bytes(plan_output(CALM, "en", "--format", "json"))


def _case(home: Path) -> None:
    new_case(home / "x")


def _evidence(home: Path) -> None:
    add_evidence(new_case(home / "cases"), source_file(home, "slip", b"slip"))


PLACES: dict[str, tuple[Callable[[Path], object], tuple[str, ...], dict[str, str]]] = {
    "--output=": (lambda _: None, (*LIST, "--output=~/x"), {}),
    "-o": (lambda _: None, (*LIST, "-o~/x"), {}),
    "letter": (lambda _: None, ("letter", "card-110", "--output=~/x"), {}),
    "--answers=": (_answers, ("triage", "--answers=~/x"), {}),
    "--pack=": (_pack, ("checklist", "ours", "--pack=~/x"), {}),
    "POSGUARD_PACK": (_pack, ("checklist", "ours"), {"POSGUARD_PACK": "~/x"}),
    "--cases=": (_case, ("case", "show", "--cases=~/x"), {}),
    "POSGUARD_CASES": (_case, ("case", "show"), {"POSGUARD_CASES": "~/x"}),
    "triage --cases=": (
        lambda _: None,
        ("triage", *answer_options(CALM), "--case=shop", "--cases=~/x"),
        {},
    ),
    "evidence pack": (
        _evidence,
        ("evidence", "pack", "--output=~/x"),
        {"POSGUARD_CASES": "~/cases"},
    ),
}


@pytest.mark.parametrize(("before", "argv", "env"), PLACES.values(), ids=PLACES)
def test_a_path_that_begins_at_home(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: Callable[[Path], object],
    argv: tuple[str, ...],
    env: dict[str, str],
) -> None:
    """``~`` is the home folder in every option and variable, where the shell leaves it as it
    is.
    """
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    before(home)
    monkeypatch.chdir(elsewhere)
    ended = at_home(home, *argv, **env)
    assert ended.code == 0, ended.complaint
    assert (home / "x").exists()
    assert os.listdir(elsewhere) == []


def test_the_home_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``~user`` is the home folder of that user."""
    user = pwd.getpwuid(os.getuid())
    monkeypatch.chdir(tmp_path)
    name = os.path.relpath(tmp_path / "list.txt", user.pw_dir)
    assert at_home(tmp_path, *LIST, f"--output=~{user.pw_name}/{name}").code == 0
    assert (tmp_path / "list.txt").read_bytes() == cached_run(*LIST).out


@pytest.mark.parametrize("name", ["./~/x", "~x", "a~/x"])
def test_a_name_that_has_a_tilde_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What does not begin at home in a shell does not here."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~").mkdir()
    (tmp_path / "a~").mkdir()
    assert at_home(tmp_path, *LIST, f"--output={name}").code == 0
    assert (tmp_path / name).read_bytes() == cached_run(*LIST).out


@BOTH
def test_a_home_that_nobody_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    """The home of an unknown user is no folder named after them: it is said, and nothing is
    written.
    """
    monkeypatch.chdir(tmp_path)
    ended = at_home(tmp_path, *LIST, "--output=~nobody-has-this-name/x", POSGUARD_LANG=lang)
    told = say(lang, "no-home", path="~nobody-has-this-name/x", home="~nobody-has-this-name")
    assert (ended.code, ended.complaint) == (2, told + "\n")
    assert os.listdir(tmp_path) == []


WITH_FILES: dict[str, tuple[str, ...]] = {
    "triage": ("triage", *answer_options(EMERGENCY)),
    "checklist": LIST,
    "contacts": ("contacts", "lakala"),
    "search": ("search", "serial", "number"),
    "lint": ("lint",),
    "test": ("test",),
    "case list": ("case", "list"),
    "case check": ("case", "check"),
    "case fact": ("case", "fact"),
    "evidence verify": ("evidence", "verify"),
    "case show": ("case", "show"),
    "case due": ("case", "due"),
    "case timeline": ("case", "timeline"),
    "case resume": ("case", "resume"),
    "evidence list": ("evidence", "list"),
    "letter": ("letter", "card-110"),
}
EVERY = pytest.mark.parametrize(
    "argv", slow_unless(("checklist", "case show", "letter"), WITH_FILES)
)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What lets the commands find a case whose interview is over."""
    folder = tmp_path_factory.mktemp("cases")
    keep_answers(new_case(folder), EMERGENCY)
    return {"POSGUARD_CASES": str(folder)}


@EVERY
@pytest.mark.parametrize("ending", [*(end for end in ENDINGS if end != ".docx"), ".HTML", ""])
def test_the_ending_chooses_the_format(
    tmp_path: Path, cases: dict[str, str], argv: tuple[str, ...], ending: str
) -> None:
    """Every command that writes a page goes by the ending, alike; the bytes are those of
    --format.
    """
    target = tmp_path / f"页 2{ending}"
    for more in (("-o", str(target)), (f"--output={target}", "--plain")):
        ended = run_in_process(*argv, *more, env=cases)
        assert ended.code == 0, ended.complaint
        assert say("en", "saved", file=target) in ended.complaint
        wanted = run_in_process(
            *argv, "--format", ENDINGS.get(ending.casefold(), "text"), env=cases
        )
        assert target.read_bytes() == wanted.out


@EVERY
@BOTH
@pytest.mark.parametrize("ending", [".pdf", ".doc", ".xlsx", ".2026"])
def test_an_ending_that_stands_for_nothing_here(
    tmp_path: Path, cases: dict[str, str], argv: tuple[str, ...], lang: Lang, ending: str
) -> None:
    """An ending that no format has is refused with those that there are, in every command
    alike.
    """
    target = tmp_path / f"page{ending}"
    ended = run_in_process(*argv, "-o", str(target), env={**cases, "POSGUARD_LANG": lang})
    known = [end for end in ENDINGS if end != ".docx" or argv[0] == "letter"]
    assert (ended.code, ended.out) == (2, b"")
    assert ended.complaint == say(lang, "no-such-ending", file=target, known=known) + "\n"
    assert not target.exists()


@EVERY
@BOTH
def test_word_belongs_to_the_papers(
    tmp_path: Path, cases: dict[str, str], argv: tuple[str, ...], lang: Lang
) -> None:
    """A paper can be a Word file; every other page is refused as one, with a word where they are
    to be had.
    """
    target = tmp_path / "page.docx"
    ended = run_in_process(*argv, "-o", str(target), env={**cases, "POSGUARD_LANG": lang})
    assert (ended.code, target.exists()) == ((0, True) if argv[0] == "letter" else (2, False))
    known = [end for end in ENDINGS if end != ".docx"]
    refusal = say(lang, "only-letter-writes-word", file=str(target), known=known)
    assert (refusal in ended.complaint) == (argv[0] != "letter")


@BOTH
def test_a_wrong_ending_is_found_out_before_anything_is_asked(tmp_path: Path, lang: Lang) -> None:
    """An interview of minutes does not end in a plan that has no format."""
    with Person("triage", "-o", str(tmp_path / "plan.pdf"), lang=lang) as person:
        ended = person.leave()
    assert (ended.code, ended.out) == (2, b"")
    assert ".html" in person.screen
    assert os.listdir(tmp_path) == []


@BOTH
@pytest.mark.parametrize(
    ("name", "says_so"), [("p.txt", True), ("p.md", True), ("p.htm", False), ("p", False)]
)
def test_the_option_counts_where_it_disagrees_with_the_ending(
    tmp_path: Path, lang: Lang, name: str, says_so: bool
) -> None:
    """--format is obeyed whatever the name; where its ending stands for something else, that is
    said.
    """
    target = tmp_path / name
    ended = run_in_process(
        *LIST, "--format", "html", "-o", str(target), env={"POSGUARD_LANG": lang}
    )
    told = say(lang, "saved-otherwise" if says_so else "saved", file=target, format="html")
    assert (ended.code, ended.complaint) == (0, told + "\n")
    assert target.read_bytes().startswith(b"<!doctype html>")


def test_a_format_of_its_own_for_any_other_ending(tmp_path: Path) -> None:
    """With --format a file may be called anything."""
    target = tmp_path / "plan.2026-11-22"
    assert run_in_process(*LIST, "-o", str(target), "--format", "json").code == 0
    assert json.loads(target.read_bytes())["schema"] == "posguard.checklist/2"


def test_the_order_of_the_options_does_not_matter(tmp_path: Path) -> None:
    """The ending counts when --output stands first or last, and so does --format."""
    for number, argv in enumerate(
        (("-o", "{}", "--plain", *LIST[1:]), (*LIST[1:], "--plain", "-o", "{}"))
    ):
        target = tmp_path / f"{number}.html"
        given = [word.format(target) for word in argv]
        assert run_in_process("checklist", *given).code == 0
        assert target.read_bytes().startswith(b"<!doctype html>")


def test_a_real_shell_leaves_the_tilde_alone(tmp_path: Path) -> None:
    """The whole way, from a shell's line to the file in the home folder."""
    line = f"cd /; {' '.join(POSGUARD)} checklist sn-leak --output=~/plan.md"
    env = {**environment({"HOME": str(tmp_path)}), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", line], capture_output=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plan.md").read_bytes() == run_in_process(*LIST, "--format", "markdown").out
