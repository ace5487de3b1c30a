"""The optional last question: whose number belongs into the plan."""

from __future__ import annotations

import pytest
from support.interviews import CALM, EMERGENCY, plan_output
from support.slow import slow_after
from support.terminal import BACKSPACE, ENTER, Person, without_spaces

from posguard.api.packs import open_pack
from posguard.messages import say
from posguard.pack.model import LANGS, Lang

HOW = pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["arrows", "numbers"])
BOTH = pytest.mark.parametrize("lang", slow_after(1, LANGS))

CARD = {
    **CALM,
    "sn-what-else": ["own-secrets"],
    "given": ["card-details"],
    "also-true": ["none"],
    "who-is-behind": ["unsure"],
    "already-done": ["none"],
}
"""The acquirer and the bank both have a part in this plan."""


@HOW
@BOTH
def test_a_name_puts_its_number_into_the_plan(argv: tuple[str, ...], lang: Lang) -> None:
    """The name typed has the effect of --acquirer, and its number is in the plan."""
    with Person("triage", *argv, lang=lang) as person:
        person.answers(CALM)
        person.name("ask-acquirer", "拉卡拉")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, lang, "--acquirer", "lakala"))
    number = open_pack().contacts["lakala"].value.numbers[0].number
    assert number in ended.out.decode()
    assert number not in plan_output(CALM, lang).decode()


@BOTH
def test_an_unknown_name_is_asked_again(lang: Lang) -> None:
    """A name that nothing has, or that several have, is said to be so in the person's language,
    and asked for again.
    """
    with Person("triage", "--plain", lang=lang, columns=60) as person:
        person.answers(CALM)
        person.name("ask-acquirer", "nobody at all")
        person.see(say(lang, "no-such-contact", id="nobody at all", known=[]))
        person.name("ask-acquirer", "Lakala")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, lang, "--acquirer", "lakala"))


@BOTH
def test_an_unknown_name_leaves_only_the_way_past_the_list(lang: Lang) -> None:
    """What no name holds is said to be found nowhere, above nothing but the way past; it can be
    changed, and the name is then looked for.
    """
    with Person("triage", lang=lang, columns=60) as person:
        person.answers(CALM)
        person.see(say(lang, "ask-acquirer"))
        person.see(say(lang, "keys-one"))
        person.press(b"zz")
        person.see(say(lang, "list-nothing", words="zz"))
        person.press(BACKSPACE * 2)
        person.type("lakala")
        person.see(f"-> {open_pack().contacts['lakala'].value.title[lang]}")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, lang, "--acquirer", "lakala"))


def test_half_a_character_is_no_reason_to_stop() -> None:
    """Bytes that are no text, as a deleted half of a Chinese character leaves them, make an
    unknown name.
    """
    env = {"PYTHONIOENCODING": "utf-8:strict"}
    with Person("triage", "--plain", lang="zh", env=env) as person:
        person.answers(CALM)
        person.see(say("zh", "ask-acquirer"))
        person.press("拉".encode()[:2], ENTER)
        person.name("ask-acquirer")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, "zh"))


def test_half_a_character_finds_nothing_in_the_list() -> None:
    """The same bytes in front of the list choose nothing, and Enter still skips it."""
    env = {"PYTHONIOENCODING": "utf-8:strict"}
    with Person("triage", lang="zh", env=env) as person:
        person.answers(CALM)
        person.see(say("zh", "ask-acquirer"))
        person.see(say("zh", "keys-one"))
        person.press("拉".encode()[:2])
        person.drawn()
        person.press(ENTER)
        person.see("->")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, "zh"))


@HOW
def test_acquirer_and_bank_are_asked_where_both_have_a_part(argv: tuple[str, ...]) -> None:
    """Enter skips either of the two; the other still counts."""
    with Person("triage", *argv, lang="zh") as person:
        person.answers(CARD)
        person.name("ask-acquirer")
        person.name("ask-bank", "招行")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CARD, "zh", "--bank", "cmb"))


@HOW
def test_what_was_given_beforehand_is_not_asked(argv: tuple[str, ...]) -> None:
    """With --acquirer on the command line only the bank is asked for."""
    with Person("triage", *argv, "--acquirer", "lakala", lang="zh") as person:
        person.answers(CARD)
        person.name("ask-bank")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CARD, "zh", "--acquirer", "lakala"))
    assert without_spaces(say("zh", "ask-acquirer")) not in without_spaces(person.screen)


@HOW
@BOTH
def test_the_contacts_are_asked_last_in_an_emergency_too(
    argv: tuple[str, ...], lang: Lang
) -> None:
    """After the last question and all advice come two questions that Enter skips; then the
    plan.
    """
    with Person("triage", *argv, lang=lang) as person:
        person.answers(EMERGENCY)
        before = person.screen
        assert person.skip_contacts() == ["ask-acquirer", "ask-bank"]
        person.choose("done")
        ended = person.leave()
    assert (ended.code, ended.out) == (0, plan_output(EMERGENCY, lang))
    asked = [without_spaces(say(lang, key)) for key in ("ask-acquirer", "ask-bank")]
    assert [words for words in asked if words in without_spaces(before)] == []


@HOW
def test_a_name_given_in_an_emergency_is_called_on_the_first_page(argv: tuple[str, ...]) -> None:
    """The line of the step names the number, which nobody has time to look for."""
    with Person("triage", *argv, "--brief", lang="en") as person:
        person.answers(EMERGENCY)
        person.name("ask-acquirer", "lakala")
        person.name("ask-bank")
        ended = person.finish()
    number = open_pack().contacts["lakala"].value.numbers[0].number
    assert ended.code == 0
    assert number in ended.out.decode()


@BOTH
def test_a_name_that_nothing_has_is_answered_with_where_the_number_stands(lang: Lang) -> None:
    """By number too, whoever names a company that is not known is told where to look."""
    with Person("triage", "--plain", lang=lang) as person:
        person.answers(CALM)
        person.name("ask-acquirer", "收钱吧")
        find = open_pack().manifest.value.roles["acquirer"].find
        person.see(next(part[lang] for part in find if part.otherwise))
        person.name("ask-acquirer")
        assert person.finish().code == 0


def test_the_way_back_by_number() -> None:
    """``b`` goes back from the bank to the payment company, and from there to the last question;
    what is named then counts, and what was named before no longer does.
    """
    with Person("triage", "--plain", lang="zh") as person:
        person.answers(CARD)
        person.name("ask-acquirer", "拉卡拉")
        person.see(say("zh", "ask-bank"))
        person.see(say("zh", "plain-back"))
        person.see(">")
        person.type("ｂ")
        person.see(say("zh", "ask-acquirer"))
        person.see(">")
        person.type("b")
        person.see(say("zh", "plain-back"))
        person.enter()
        person.name("ask-acquirer")
        person.name("ask-bank", "招行")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CARD, "zh", "--bank", "cmb"))
