"""The list at the end of an interview among other cases, other folders, other pagers and other
encodings.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.case_factory import keep_answers, new_case
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, PAID, plan_output
from support.paths import ROOT
from support.terminal import CTRL_C, ENTER, Person, without_spaces

from posguard.messages import say

MORE = "q ends --"


def lines_missing(person: Person, page: bytes) -> list[str]:
    """The lines of a page that never were on the screen."""
    shown = without_spaces(re.sub(f"[─│┌┐└┘]|-- .* {MORE}", "", person.screen))
    lines = [line.strip("= ") for line in page.decode().splitlines()]
    return [line for line in lines if without_spaces(line) not in shown]


def told_to_110(folder: Path, name: str) -> str:
    """The words of the card of a case, without white space."""
    argv = ("letter", "card-110", "--case", name, "--cases", str(folder), "--lang", "zh")
    ended = run_in_process(*argv)
    assert ended.code == 0, ended.complaint
    return without_spaces(ended.words)


def test_the_card_is_about_what_was_answered_not_about_another_case(tmp_path: Path) -> None:
    """Where nothing is kept, the card is filled in from the answers, whatever case is open."""
    cases = tmp_path / "cases"
    keep_answers(new_case(cases), PAID)
    keep_answers(new_case(tmp_path / "as-answered", "now"), EMERGENCY, "now")
    env = {"PAGER": "cat", "POSGUARD_CASES": str(cases), "PYTHONPATH": str(ROOT)}
    with Person("triage", lang="zh", env=env, cwd=str(tmp_path), columns=100) as person:
        person.answers(EMERGENCY)
        person.skip_contacts()
        person.choose("card")
        person.see(say("zh", "blanks-first"))
        person.see(">")
        person.type("q")
        shown = person.see("存到哪里？")
        person.type("n")
        person.see_end()
        person.choose("done")
        assert person.leave().code == 0
    assert _first_part(told_to_110(tmp_path / "as-answered", "now")) in shown
    assert _first_part(told_to_110(cases, "shop")) not in shown


def _first_part(card: str) -> str:
    """What is said first, by which the cards of two incidents differ."""
    return card[card.index("一、") : card.index("二、")]


def test_the_card_of_a_case_that_lies_elsewhere(tmp_path: Path) -> None:
    """With --case and --cases the card is that of this case, and so is the line that is said."""
    cases = tmp_path / "cases"
    env = {"PAGER": "cat", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    argv = ("triage", "--case", "shop", "--cases", str(cases))
    with Person(*argv, lang="zh", env=env, columns=100) as person:
        person.answers(EMERGENCY)
        person.skip_contacts()
        assert without_spaces(say("zh", "end-keep")) not in without_spaces(person.screen)
        person.choose("card")
        person.see(say("zh", "blanks-first"))
        person.see(">")
        person.type("q")
        shown = person.see("存到哪里？")
        person.type("n")
        person.see(f"posguard letter card-110 --case shop --cases {cases}")
        person.see_end()
        person.choose("done")
        assert person.leave().code == 0
    assert _first_part(told_to_110(cases, "shop")) in shown


def test_the_whole_plan_is_read_though_only_its_first_page_was_wanted() -> None:
    """With --brief the first page is printed, and the list still offers all of it."""
    with Person("triage", "--brief", lang="en", env={"PAGER": "cat"}) as person:
        person.answers(EMERGENCY)
        person.skip_contacts()
        person.choose("read")
        person.see_end()
        person.choose("done")
        ended = person.leave()
    assert (ended.code, ended.out) == (0, plan_output(EMERGENCY, "en", "--brief"))
    assert lines_missing(person, plan_output(EMERGENCY, "en")) == []


def test_ctrl_c_in_the_pager_is_the_pagers() -> None:
    """The pager goes on after Ctrl-C, alone at the keyboard, and the list comes back behind it."""
    pager = "sh -c 'trap \"echo heard\" INT; cat; echo reading; read key < /dev/tty; echo $key'"
    with Person("triage", lang="en", env={"PAGER": pager}) as person:
        before = person.modes
        person.answers(CALM)
        person.skip_contacts()
        person.choose("read")
        person.see("reading")
        person.press(CTRL_C)
        person.see("heard")
        person.type("onward")
        person.see("onward")
        person.see_end()
        person.choose("done")
        assert person.leave().code == 0
        assert person.modes == before


@pytest.mark.parametrize("pager", ["'unclosed", "no-such-pager", "/dev/null", "false"])
def test_without_a_pager_it_is_read_page_by_page(pager: str) -> None:
    """Where PAGER names nothing that shows a text, Enter leafs through it, to its last line."""
    with Person("triage", lang="en", rows=24, env={"PAGER": pager}) as person:
        person.answers(CALM)
        person.skip_contacts()
        person.choose("read")
        person.see("->")
        while person.see_first(MORE, say("en", "end-ask")) == MORE:
            person.press(ENTER)
        person.see(say("en", "keys-one"))
        person.choose("done")
        assert person.leave().code == 0
    assert MORE in person.screen
    assert lines_missing(person, plan_output(CALM, "en")) == []


def test_a_gbk_terminal_reads_every_word() -> None:
    """A terminal that speaks GBK gets the plan in GBK, whatever a pager would make of it."""
    env = {"PYTHONIOENCODING": "gbk", "PAGER": "false"}
    with Person("triage", lang="zh", encoding="gbk", rows=200, env=env) as person:
        person.answers(CALM)
        person.skip_contacts()
        person.choose("read")
        person.see_end()
        person.choose("done")
        assert person.leave().code == 0
    assert lines_missing(person, plan_output(CALM, "zh")) == []
