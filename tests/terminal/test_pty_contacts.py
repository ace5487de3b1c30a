"""The optional last question: whose number belongs into the plan."""

from __future__ import annotations

import pytest
from support.interviews import CALM, EMERGENCY, plan_output
from support.slow import slow_after
from support.terminal import ENTER, Person, without_spaces

from posguard.app.packs import open_pack
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
        person.see(say(lang, "ask-acquirer"))
        person.type("拉卡拉")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, lang, "--acquirer", "lakala"))
    number = open_pack().contacts["lakala"].value.numbers[0].number
    assert number in ended.out.decode()
    assert number not in plan_output(CALM, lang).decode()


@HOW
@BOTH
def test_an_unknown_name_is_asked_again(argv: tuple[str, ...], lang: Lang) -> None:
    """A name that nothing has, or that several have, is said to be so in the person's language,
    and asked for again.
    """
    with Person("triage", *argv, lang=lang, columns=60) as person:
        person.answers(CALM)
        person.see(say(lang, "ask-acquirer"))
        person.type("nobody at all")
        person.see(say(lang, "no-such-contact", id="nobody at all", known=[]))
        person.see(say(lang, "ask-acquirer"))
        person.type("Lakala")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, lang, "--acquirer", "lakala"))


def test_half_a_character_is_no_reason_to_stop() -> None:
    """Bytes that are no text, as a deleted half of a Chinese character leaves them, make an
    unknown name.
    """
    with Person("triage", lang="zh", env={"PYTHONIOENCODING": "utf-8:strict"}) as person:
        person.answers(CALM)
        person.see(say("zh", "ask-acquirer"))
        person.press("拉".encode()[:2], ENTER)
        person.see(say("zh", "ask-acquirer"))
        person.press(ENTER)
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, "zh"))


@HOW
def test_acquirer_and_bank_are_asked_where_both_have_a_part(argv: tuple[str, ...]) -> None:
    """Enter skips either of the two; the other still counts."""
    with Person("triage", *argv, lang="zh") as person:
        person.answers(CARD)
        person.see(say("zh", "ask-acquirer"))
        person.press(ENTER)
        person.see(say("zh", "ask-bank"))
        person.type("招行")
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CARD, "zh", "--bank", "cmb"))


@HOW
def test_what_was_given_beforehand_is_not_asked(argv: tuple[str, ...]) -> None:
    """With --acquirer on the command line only the bank is asked for."""
    with Person("triage", *argv, "--acquirer", "lakala", lang="zh") as person:
        person.answers(CARD)
        person.see(say("zh", "ask-bank"))
        person.press(ENTER)
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CARD, "zh", "--acquirer", "lakala"))
    assert without_spaces(say("zh", "ask-acquirer")) not in without_spaces(person.screen)


@HOW
@BOTH
def test_the_contacts_are_asked_last_in_an_emergency_too(
    argv: tuple[str, ...], lang: Lang
) -> None:
    """After the last question and all advice come two lines that Enter skips; then the plan."""
    with Person("triage", *argv, lang=lang) as person:
        person.answers(EMERGENCY)
        before = person.screen
        assert person.skip_contacts() == ["ask-acquirer", "ask-bank"]
        person.press(ENTER)
        ended = person.leave()
    assert (ended.code, ended.out) == (0, plan_output(EMERGENCY, lang))
    asked = [without_spaces(say(lang, key)) for key in ("ask-acquirer", "ask-bank")]
    assert [words for words in asked if words in without_spaces(before)] == []


@HOW
def test_a_name_given_in_an_emergency_is_called_on_the_first_page(argv: tuple[str, ...]) -> None:
    """The line of the step names the number, which nobody has time to look for."""
    with Person("triage", *argv, "--brief", lang="en") as person:
        person.answers(EMERGENCY)
        person.see(say("en", "ask-acquirer"))
        person.type("lakala")
        person.skip("ask-bank")
        ended = person.finish()
    number = open_pack().contacts["lakala"].value.numbers[0].number
    assert ended.code == 0
    assert number in ended.out.decode()
