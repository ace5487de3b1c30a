"""The front page, and what is typed that is no command."""

from __future__ import annotations

import re
import shlex
import time
from pathlib import Path
from typing import Any

import pytest
import typer
from support.in_process import run_in_process
from support.interviews import shipped_question
from support.paths import ROOT, TESTS
from support.program import run_program
from support.terminal import DOWN, ENTER, Person

from posguard.cli.front_page import front_page
from posguard.cli.program import app
from posguard.messages import say
from posguard.messages.table import MESSAGES
from posguard.pack.model import LANGS, Lang
from posguard.render.wrap import cells

NUMBER = "110"
KEYS = {"Enter": ENTER, "Down": DOWN}
PAUSE = 0.4
"""Seconds between two keys: an empty line that comes at once counts for nothing."""
MOST_KEYS = 12


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_both_languages_are_spoken_where_none_is_known(locale: str) -> None:
    """A locale that says nothing gives the number to call, and how to ask, in both languages."""
    env = {"POSGUARD_LANG": "", "LC_ALL": locale, "PYTHONUTF8": "1"}
    words = run_in_process(env=env).words
    for lang in LANGS:
        assert say(lang, "front-emergency", emergency=NUMBER) in words
        assert f"--lang {lang}" in words


@pytest.mark.parametrize(("locale", "lang"), [("zh_CN.UTF-8", "zh"), ("de_DE.UTF-8", "en")])
def test_one_language_is_spoken_where_it_is_known(locale: str, lang: Lang) -> None:
    """A locale, the variable or the option choose it, and the page names the other one."""
    [other] = {*LANGS} - {lang}
    silent = {"POSGUARD_LANG": "", "LC_ALL": "C", "PYTHONUTF8": "1"}
    pages = {
        run_in_process(env={**silent, "LC_ALL": locale}).words,
        run_in_process(env={**silent, "POSGUARD_LANG": lang}).words,
        run_in_process("--lang", lang, env=silent).words,
    }
    [words] = pages
    assert say(lang, "front-emergency", emergency=NUMBER) in words.splitlines()[0]
    assert say(other, "front-emergency", emergency=NUMBER) not in words
    assert f"--lang {other}" in words


@pytest.mark.parametrize("langs", [LANGS, ["zh"], ["en"]], ids=str)
def test_the_front_page_fits_a_small_screen(langs: list[Lang]) -> None:
    """Its lines fit 80 columns, and there are fewer than 15 of them."""
    lines = front_page(langs, NUMBER).splitlines()
    assert len(lines) < 15
    assert max(map(cells, lines)) <= 80


def test_without_a_number_the_police_are_named() -> None:
    """A pack that cannot be read leaves no number to call, and the page says so without one."""
    assert say("en", "front-police") in front_page(["en"], "")


@pytest.mark.parametrize("argv", [("我被骗了",), ("I was scammed",), ("I", "was", "scammed")])
def test_words_that_are_no_command_are_searched_for(argv: tuple[str, ...]) -> None:
    """One argument or several, the same is found as by ``search``, with the command for it."""
    ended = run_in_process(*argv)
    assert ended.code == 0
    assert ended.words == run_in_process("search", *argv).words
    assert "posguard checklist paid-fraudster" in ended.words.splitlines()[0]


def test_no_chinese_is_quoted_to_whoever_reads_none() -> None:
    """English words get no Chinese in the list of what they found; whoever types Chinese does."""
    han = re.compile("[\u4e00-\u9fff]")
    for words in ("beipian", "my terminal was stolen", "posji bujian le"):
        assert not han.search(run_in_process("search", words).words), words
    assert han.search(run_in_process("search", "我被骗了").words)


def test_words_that_fit_nothing_are_answered_with_what_to_do() -> None:
    """Nothing found is exit code 1, and the way on is named."""
    ended = run_in_process("qwxz vfgh")
    assert ended.code == 1
    assert "posguard triage" in ended.complaint


@pytest.mark.parametrize(("typed", "meant"), [("chekclist", "checklist"), ("triag", "triage")])
def test_a_misspelt_command_is_no_search(typed: str, meant: str) -> None:
    """One that is nearly a command is answered with the command."""
    ended = run_in_process(typed)
    assert ended.code == 2
    assert say("en", "did-you-mean", names=[meant]) in ended.complaint


def test_at_a_terminal_the_interview_is_offered() -> None:
    """The first choice asks about what fits best: the question proposes the answer that leads
    there. Without a proposal it can be asked, too; the last choice ends, and that is all.
    """
    with Person("I paid a fraudster", "--plain", stdout="tty", lang="en") as person:
        person.see(say("en", "search-ask"))
        person.see(say("en", "plain-leave"))
        person.type("1")
        person.see("Question 1")
        person.see(
            f"Enter alone: {shipped_question('happening-now').options['paid-today'].text.en}"
        )
    with Person("my terminal was stolen", "--plain", stdout="tty", lang="en") as person:
        person.see(say("en", "plain-leave"))
        beginning = re.findall(rf"([0-9])\. {say('en', 'offer-interview')}", person.screen)
        person.type(beginning[0])
        person.see("Question 1")
        person.see("q to leave")
        assert "Enter alone:" not in person.screen.split("Question 1")[1]
    with Person("my terminal was stolen", "--plain", stdout="tty", lang="en") as person:
        person.see(say("en", "search-ask"))
        person.see(say("en", "plain-leave"))
        done = re.findall(rf"([0-9])\. {say('en', 'end-done')}", person.screen)
        person.type(done[0])
        assert person.leave().code == 0
        assert "Question 1" not in person.screen


def test_from_three_words_to_the_printed_card_for_110(tmp_path: Path) -> None:
    """From the search to the file with the card it takes a few keys beside what is filled in."""
    walk = (TESTS / "walks" / "card-110.zh.txt").read_text(encoding="utf-8")
    steps = [line.split(" <- ") for line in walk.splitlines() if " <- " in line]
    env = {"PAGER": "cat", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    pressed = 0
    with Person("我被骗了", stdout="tty", lang="zh", env=env, cwd=str(tmp_path)) as person:
        for words, keys in steps:
            person.see(words)
            person.drawn()
            for key in keys.split():
                person.press(KEYS.get(key, key.encode()))
                pressed += 1
                time.sleep(PAUSE)
        assert person.leave().code == 0
    assert pressed <= MOST_KEYS
    [card] = tmp_path.glob("posguard-*.html")
    assert "110" in card.read_text(encoding="utf-8")
    assert len(walk.splitlines()) == len(steps) + 2


def commands() -> list[tuple[str, ...]]:
    """Every command, and every command of a group."""
    root: Any = typer.main.get_command(app)
    context = root.make_context("posguard", [], obj="en", resilient_parsing=True)
    found: list[tuple[str, ...]] = []
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        below = command.list_commands(context) if hasattr(command, "list_commands") else []
        found += [(name,), *((name, each) for each in below)]
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("names", commands(), ids=" ".join)
def test_every_command_has_an_example_that_parses(names: tuple[str, ...], lang: Lang) -> None:
    """The help of a command shows lines that can be typed as they stand."""
    examples = say(lang, f"example:{'-'.join(names)}").split("\n")
    page = run_in_process("help", *names, "--lang", lang).words
    for example in examples:
        assert f"  {example}\n" in page
        program, *argv = shlex.split(example)
        assert program == "posguard"
        context: Any = None
        command: Any = typer.main.get_command(app)
        while hasattr(command, "list_commands"):
            name = argv.pop(0)
            context = typer.Context(command, parent=context, obj=lang, info_name=name)
            command = command.get_command(context, name)
        assert command.make_context(name, argv, parent=context).params is not None


def test_every_example_is_of_a_command() -> None:
    """No example is left of a command that is gone."""
    known = {f"example:{'-'.join(names)}" for names in commands()} | {"example:"}
    assert {key for key in MESSAGES if key.startswith("example:")} == known


def test_help_is_asked_for_in_three_ways() -> None:
    """``-h``, ``--help`` and ``help`` show the same page."""
    for names in ((), ("search",), ("case", "note")):
        pages = [(*names, "-h"), (*names, "--help"), ("help", *names)]
        assert len({run_program(*argv).words for argv in pages}) == 1
