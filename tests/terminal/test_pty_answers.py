"""How questions are answered at a real terminal: going back, several answers, wrong keys, help,
progress, advice.
"""

from __future__ import annotations

import re

import pytest
from support.interviews import (
    CALM,
    EMERGENCY,
    SEVERAL,
    options_offered,
    plan_output,
    progress_after,
    shipped_question,
)
from support.slow import slow_after
from support.terminal import CTRL_C, DOWN, ENTER, LEFT, SPACE, UP, Person, without_spaces

from posguard.messages import say
from posguard.pack.model import LANGS, Lang

HOW = pytest.mark.parametrize("argv", slow_after(1, [(), ("--plain",)]), ids=["arrows", "numbers"])
ONE, MANY = "who", "sn-what-else"
BEFORE_ONE = {name: CALM[name] for name in list(CALM)[: list(CALM).index(ONE)]}
BEFORE_MANY = {name: CALM[name] for name in list(CALM)[: list(CALM).index(MANY)]}


def finish(person: Person) -> bytes:
    """Leave the optional questions unanswered; the plan that was written."""
    ended = person.finish()
    assert (ended.code, ended.err) == (0, b"")
    return ended.out


@HOW
def test_back_one_question(argv: tuple[str, ...]) -> None:
    """Going back asks the last question again, as often as wanted; the last answer given is the
    one that counts.
    """
    with Person("triage", *argv, lang="zh") as person:
        person.answers(BEFORE_MANY)
        person.go_back(MANY)
        person.go_back("sn-strange")
        person.go_back("what-merchant")
        person.answer(ONE, "cardholder")
        person.go_back("what-cardholder")
        person.answer(ONE, "owner")
        person.answers({name: CALM[name] for name in ("what-merchant", "sn-strange", MANY)})
        assert finish(person) == plan_output(CALM, "zh")


@HOW
def test_what_was_taken_back_is_chosen_already(argv: tuple[str, ...]) -> None:
    """A list that is seen again has the ticks or the pointer that it was left with; by number,
    Enter alone gives the same answer.
    """
    with Person("triage", *argv, lang="en") as person:
        person.answers({**BEFORE_ONE, ONE: ["both"], "what-merchant": ["frozen", "sn-known"]})
        person.go_back("frozen-contact")
        person.ready("what-merchant")
        person.drawn()
        merchant = shipped_question("what-merchant").options
        labels = [merchant[name].text["en"] for name in ("frozen", "sn-known")]
        again = person.screen.rpartition(shipped_question("what-merchant").ask["en"])[2]
        if argv:
            assert without_spaces(say("en", "plain-enter", label=labels)) in without_spaces(again)
        else:
            ticked = re.findall(r"\[x\] (.*)", again)
            assert [label.strip() for label in ticked] == labels
        person.press(b"b" + ENTER if argv else LEFT)
        both = person.ready(ONE).options["both"].text["en"]
        again = person.screen.rpartition(shipped_question(ONE).ask["en"])[2]
        if argv:
            assert without_spaces(say("en", "plain-enter", label=both)) in without_spaces(again)
            person.enter()
        else:
            assert re.search(rf">\s+\d\. {re.escape(both)}", again)
            person.press(ENTER)
        person.ready("what-merchant")


@HOW
def test_several_things_told_at_the_first_question(argv: tuple[str, ...]) -> None:
    """Every one of them is in the plan: the title says so, and nothing of either is lost."""
    both = {"my-money": "card-charged", "shop-money": "terminal-misused"}
    with Person("triage", *argv, lang="en") as person:
        person.answer("happening-now", *both)
        told_at_once = []
        for group, told in both.items():
            person.answer(f"{group}-now", told)
            told_at_once += person.advice()
            person.read_on()
        assert len(told_at_once) > 1
        person.answer_rest()
        given = dict(person.given)
        planned = finish(person)
    assert planned == plan_output(given, "en")
    progress = progress_after(given)
    assert {"card-fraud", "terminal-tampered"} <= {*progress.visited}
    assert planned.decode().startswith(f"Plan for {len(progress.visited)} things: ")
    for group, told in both.items():
        single = progress_after({"happening-now": [group], f"{group}-now": [told]})
        assert {*single.now} <= {*progress.now}


@HOW
def test_only_what_is_offered_is_shown_and_can_be_answered(argv: tuple[str, ...]) -> None:
    """What has been told already is not offered again, and no number stands for it."""
    name = "also-true"
    before = dict(list(EMERGENCY.items())[: list(EMERGENCY).index(name)])
    offered = options_offered(name, before)
    options = shipped_question(name).options
    hidden = [key for key in options if key not in offered]
    assert {"card-lost", "phone-lost", "terminal"} <= {*hidden}
    with Person("triage", *argv, lang="en") as person:
        person.answers(before)
        person.ready(name)
        person.drawn()
        screen = without_spaces(person.screen.rpartition(options["paid"].text["en"])[2])
        assert [key for key in offered[1:] if _shown(options[key].text["en"], screen) < 0] == []
        assert [key for key in hidden if _shown(options[key].text["en"], screen) >= 0] == []
        if argv:
            person.type(str(len(offered) + 1))
            person.see(say("en", "plain-wrong-many", most=len(offered)))
            person.type(str(offered.index("none") + 1))
        else:
            person.press(person.keys(name, "none"))
        person.given[name] = ["none"]
        person.answer_rest()
        assert finish(person) == plan_output({**EMERGENCY, "already-done": ["none"]}, "en")


def _shown(words: str, screen: str) -> int:
    return screen.find(without_spaces(words))


@HOW
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_the_first_question_has_nothing_to_go_back_to(argv: tuple[str, ...], lang: Lang) -> None:
    """Back is offered from the second question on."""
    with Person("triage", *argv, lang=lang) as person:
        person.answer("happening-now", "none")
        first = person.screen
        person.ready("who")
        back = say(lang, "plain-back" if argv else "keys-back")
        assert back in person.screen
        person.press(CTRL_C)
        person.leave()
    assert back not in first


@HOW
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_several_answers(argv: tuple[str, ...], lang: Lang) -> None:
    """A question with several answers takes them by space bar or as numbers, to the same plan."""
    with Person("triage", *argv, lang=lang) as person:
        person.answers(SEVERAL)
        assert finish(person) == plan_output(SEVERAL, lang)


@pytest.mark.parametrize(
    "typed",
    slow_after(
        2,
        [
            "3,4",
            "4 3",
            "3，4、3",
            " 3  4 3 ",
            "３ ４",
            "3；4;4",
            "3/4／4",
            "3. 4.",
            "（3）4) 4。",
            "3.4",
        ],
    ),
)
def test_numbers_in_any_order_and_with_any_separator(typed: str) -> None:
    """Numbers may be separated by any mark of either language, repeated, unordered, or
    full-width.
    """
    assert list(shipped_question(MANY).options)[2:4] == SEVERAL[MANY]
    with Person("triage", "--plain", lang="zh") as person:
        person.answers(BEFORE_MANY)
        person.ready(MANY)
        person.type(typed)
        person.given[MANY] = SEVERAL[MANY]
        person.answer_rest()
        assert finish(person) == plan_output(SEVERAL, "zh")


@pytest.mark.parametrize(
    "typed", slow_after(2, ["{}.", "{})", "{}、", "{}。", " {}， ", "（{}）", "{}．"])
)
@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
def test_one_number_with_its_mark(typed: str, wide: bool) -> None:
    """A number is understood with the mark that stands behind it on the screen, or the one a
    Chinese keyboard makes.
    """
    number = str(list(shipped_question(ONE).options).index("owner") + 1)
    with Person("triage", "--plain", lang="zh") as person:
        person.answers(BEFORE_ONE)
        person.ready(ONE)
        person.type(typed.format(chr(ord(number) + 0xFEE0) if wide else number))
        person.given[ONE] = ["owner"]
        person.answer_rest_of(CALM)
        assert finish(person) == plan_output(CALM, "zh")


def test_wide_letters() -> None:
    """A Chinese keyboard's letters go back and leave as the narrow ones do."""
    with Person("triage", "--plain", lang="zh") as person:
        person.answers(BEFORE_ONE)
        person.ready(ONE)
        person.type("ｂ")
        person.ready("happening-now")
        person.type(" Ｑ ")
        person.see(say("zh", "interrupted"))
        assert person.leave().code == 130


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize(
    "typed",
    slow_after(
        3,
        [
            "0",
            "12",
            "99",
            "x",
            "1 2",
            "²",
            "-1",
            "",
            ".",
            "1.x",
            "1-2",
            "6/2",
            "none",
            "\udcff\udcfe",
            "1" * 3000,
        ],
    ),
)
def test_a_wrong_number_is_asked_again(typed: str, lang: Lang) -> None:
    """What is no number of the list is said to be none, and the same question stays open."""
    with Person(
        "triage", "--plain", lang=lang, env={"PYTHONIOENCODING": "utf-8:strict"}
    ) as person:
        person.answers(BEFORE_ONE)
        asked = person.ready(ONE)
        person.press(typed.encode(errors="surrogateescape"))
        person.enter()
        person.see(say(lang, "plain-wrong", most=len(asked.options)))
        person.type(str(list(asked.options).index("owner") + 1))
        person.given[ONE] = ["owner"]
        person.answer_rest_of(CALM)
        assert finish(person) == plan_output(CALM, lang)


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize("alone", ["none", "unsure"])
def test_none_and_not_sure_stand_alone_by_number(alone: str, lang: Lang) -> None:
    """None and not sure are refused beside another answer, and it is said which of them it was."""
    with Person("triage", "--plain", lang=lang) as person:
        person.answers(BEFORE_MANY)
        options = person.ready(MANY).options
        person.type(f"1 {list(options).index(alone) + 1}")
        person.see(say(lang, "alone", option=options[alone].text[lang]))
        person.type(str(list(options).index("none") + 1))
        assert finish(person) == plan_output(CALM, lang)


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize(
    ("ticked", "answer"),
    [(("papers", "none"), "none"), (("papers", "none", "papers"), "papers"), ((), "papers")],
    ids=["none last", "none first", "nothing"],
)
def test_none_stands_alone_with_the_arrow_keys(
    ticked: tuple[str, ...], answer: str, lang: Lang
) -> None:
    """None takes the place of what was ticked before, and gives way to what is ticked after it;
    with nothing ticked the choice pointed at is the answer.
    """
    with Person("triage", lang=lang) as person:
        person.answers(BEFORE_MANY)
        options = list(person.ready(MANY).options)
        at = 0
        for name in ticked:
            by = options.index(name) - at
            person.press((DOWN if by > 0 else UP) * abs(by), SPACE)
            at += by
        person.press(DOWN * (0 if ticked else options.index(answer)), ENTER)
        person.given[MANY] = [answer]
        person.answer_rest()
        assert finish(person) == plan_output(person.given, lang)


@HOW
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_help_and_progress_stand_with_every_question(argv: tuple[str, ...], lang: Lang) -> None:
    """Each question says which one it is, never of how many, and shows its help text."""
    with Person("triage", *argv, lang=lang, columns=60) as person:
        person.answers(EMERGENCY)
        person.finish()
    shown = without_spaces(person.screen)
    form = re.escape(without_spaces(say(lang, "progress", n="N"))).replace("N", r"(\d+)")
    asked = [int(n) for n in re.findall(form, shown)]
    assert list(dict.fromkeys(asked)) == list(range(1, len(EMERGENCY) + 1))
    assert not re.search(form + {"zh": "，?(?:最多|共)", "en": ",?of"}[lang], shown)
    helps = [shipped_question(name).help for name in EMERGENCY]
    assert [
        words[lang]
        for words in helps
        if words is not None and without_spaces(words[lang]) not in shown
    ] == []


@HOW
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_what_cannot_wait_is_shown_before_the_next_question(
    argv: tuple[str, ...], lang: Lang
) -> None:
    """Advice for now comes right after the answer that brings it, waits to be read, and is not
    repeated.
    """
    from posguard.api.packs import open_pack

    steps = open_pack().steps
    told: list[str] = []
    with Person("triage", *argv, lang=lang) as person:
        for name, options in EMERGENCY.items():
            person.answer(name, *options)
            if now := person.advice():
                person.see(say(lang, "do-now"))
                words = person.read_on()
                assert [
                    step for step in now if without_spaces(steps[step].value.do[lang]) not in words
                ] == []
                assert [
                    step for step in told if without_spaces(steps[step].value.do[lang]) in words
                ] == []
                told += now
        ended = person.finish()
    assert told
    assert (ended.code, ended.out) == (0, plan_output(EMERGENCY, lang))


@HOW
def test_advice_taken_back_is_not_in_the_plan(argv: tuple[str, ...]) -> None:
    """Going back over advice leads to the plan of the answers that stand, without what the other
    answer brought.
    """
    with Person("triage", *argv, lang="en") as person:
        person.answer("happening-now", "terminal")
        person.answer("terminal-now", "terminal-taken")
        person.advice()
        person.read_on()
        person.go_back("who")
        person.go_back("terminal-now")
        person.answers(CALM)
        assert finish(person) == plan_output(CALM, "en")


@HOW
def test_questions_answered_beforehand_are_not_asked(argv: tuple[str, ...]) -> None:
    """What the command line answers is left out on the screen, and the plan is the same."""
    given = [
        word for name, options in BEFORE_ONE.items() for word in ("-a", f"{name}={options[0]}")
    ]
    with Person("triage", *argv, *given, lang="zh") as person:
        person.answer_rest_of(CALM)
        assert finish(person) == plan_output(CALM, "zh")
    assert [name for name in BEFORE_ONE if shipped_question(name).ask["zh"] in person.screen] == []
