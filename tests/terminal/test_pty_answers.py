"""How questions are answered at a real terminal: going back, several answers, wrong keys, help,
progress, advice.
"""

from __future__ import annotations

import re

import pytest
from support.interviews import CALM, EMERGENCY, SEVERAL, plan_output, shipped_question
from support.slow import slow_after
from support.terminal import CTRL_C, DOWN, ENTER, SPACE, UP, Person, without_spaces

from posguard.messages import say
from posguard.pack.model import LANGS, MAX_QUESTIONS, Lang

HOW = pytest.mark.parametrize("argv", slow_after(1, [(), ("--plain",)]), ids=["arrows", "numbers"])
ONE, MANY = "sn-strange", "sn-what-else"
BEFORE_ONE = {name: CALM[name] for name in list(CALM)[: list(CALM).index(ONE)]}
BEFORE_MANY = {name: CALM[name] for name in list(CALM)[: list(CALM).index(MANY)]}


def finish(person: Person, lang: Lang) -> bytes:
    """Leave the optional question unanswered; the plan that was written."""
    person.see(say(lang, "ask-acquirer"))
    person.press(ENTER)
    ended = person.finish()
    assert (ended.code, ended.err) == (0, b"")
    return ended.out


def go_back(person: Person, name: str) -> None:
    """Answer a question with: back to the last one."""
    person.ready(name)
    if person.plain:
        person.see(say(person.lang, "plain-back"))
        person.type("b")
    elif shipped_question(name).choose == "one":
        person.press(UP, ENTER)
    else:
        person.press(UP, SPACE, ENTER)


@HOW
def test_back_one_question(argv: tuple[str, ...]) -> None:
    """Going back asks the last question again, as often as wanted; the last answer given is the
    one that counts.
    """
    with Person("triage", *argv, lang="zh") as person:
        person.answers(BEFORE_ONE)
        person.answer(ONE, "unsure")
        go_back(person, MANY)
        go_back(person, ONE)
        person.answer("what-merchant", "sn-known")
        person.answer(ONE, "none")
        person.answer(MANY, "none")
        assert finish(person, "zh") == plan_output(CALM, "zh")


@HOW
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_the_first_question_has_nothing_to_go_back_to(argv: tuple[str, ...], lang: Lang) -> None:
    """Back is offered from the second question on."""
    with Person("triage", *argv, lang=lang) as person:
        person.answer("happening-now", "no")
        first = person.screen
        person.ready("who")
        person.see(say(lang, "plain-back" if argv else "back"))
        person.press(CTRL_C)
        person.leave()
    assert say(lang, "plain-back" if argv else "back") not in first


@HOW
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_several_answers(argv: tuple[str, ...], lang: Lang) -> None:
    """A question with several answers takes them by space bar or as numbers, to the same plan."""
    with Person("triage", *argv, lang=lang) as person:
        person.answers(SEVERAL)
        assert finish(person, lang) == plan_output(SEVERAL, lang)


@pytest.mark.parametrize(
    "typed",
    slow_after(
        2,
        [
            "1,2,5",
            "5 2 1",
            "1，2、5",
            " 1  2 5 2 ",
            "１ ２ ５",
            "1；2;5",
            "1/2／5",
            "1. 2. 5.",
            "（1）2) 5。",
            "1.2.5",
        ],
    ),
)
def test_numbers_in_any_order_and_with_any_separator(typed: str) -> None:
    """Numbers may be separated by any mark of either language, repeated, unordered, or
    full-width.
    """
    wanted = [list(shipped_question(MANY).options)[number - 1] for number in (1, 2, 5)]
    with Person("triage", "--plain", lang="zh") as person:
        person.answers(BEFORE_MANY)
        person.ready(MANY)
        person.type(typed)
        assert finish(person, "zh") == plan_output({**BEFORE_MANY, MANY: wanted}, "zh")


@pytest.mark.parametrize(
    "typed", slow_after(2, ["{}.", "{})", "{}、", "{}。", " {}， ", "（{}）", "{}．"])
)
@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
def test_one_number_with_its_mark(typed: str, wide: bool) -> None:
    """A number is understood with the mark that stands behind it on the screen, or the one a
    Chinese keyboard makes.
    """
    number = str(list(shipped_question(ONE).options).index("none") + 1)
    with Person("triage", "--plain", lang="zh") as person:
        person.answers(BEFORE_ONE)
        person.ready(ONE)
        person.type(typed.format(chr(ord(number) + 0xFEE0) if wide else number))
        person.answer(MANY, "none")
        assert finish(person, "zh") == plan_output(CALM, "zh")


def test_wide_letters() -> None:
    """A Chinese keyboard's letters go back and leave as the narrow ones do."""
    with Person("triage", "--plain", lang="zh") as person:
        person.answers(BEFORE_ONE)
        person.ready(ONE)
        person.type("ｂ")
        person.ready("what-merchant")
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
            "7",
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
        person.press(typed.encode(errors="surrogateescape"), ENTER)
        person.see(say(lang, "plain-wrong", most=len(asked.options)))
        person.type(str(list(asked.options).index("none") + 1))
        person.answer(MANY, "none")
        assert finish(person, lang) == plan_output(CALM, lang)


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
        assert finish(person, lang) == plan_output(CALM, lang)


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_none_stands_alone_and_nothing_is_no_answer_with_the_arrow_keys(lang: Lang) -> None:
    """Confirming nothing, or none with another answer, is refused with the reason; then the ticks
    can be changed.
    """
    with Person("triage", lang=lang) as person:
        person.answers(BEFORE_MANY)
        options = person.ready(MANY).options
        person.press(ENTER)
        person.see(say(lang, "choose-some"))
        person.press(SPACE, DOWN * list(options).index("none"), SPACE, ENTER)
        # The widget redraws only what differs from the last message: only the end is sure to be
        # written whole.
        person.see(say(lang, "alone", option="|").partition("|")[2])
        person.press(SPACE, ENTER)
        wanted = {**BEFORE_MANY, MANY: [next(iter(options))]}
        assert finish(person, lang) == plan_output(wanted, lang)


@HOW
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_help_and_progress_stand_with_every_question(argv: tuple[str, ...], lang: Lang) -> None:
    """Each question says which one it is and of how many at most, and shows its help text."""
    with Person("triage", *argv, lang=lang, columns=60) as person:
        person.answers(EMERGENCY)
        person.finish()
    shown = without_spaces(person.screen)
    form = (
        re.escape(without_spaces(say(lang, "progress", n="N", most="M")))
        .replace("N", r"(\d)")
        .replace("M", r"(\d)")
    )
    progress = [(int(n), int(most)) for n, most in re.findall(form, shown)]
    assert [n for n, _ in progress] == list(range(1, len(EMERGENCY) + 1))
    assert all(n <= most <= MAX_QUESTIONS for n, most in progress)
    assert progress[-1] == (len(EMERGENCY), len(EMERGENCY))
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
    from posguard.app.packs import open_pack

    steps = open_pack().steps
    told: list[str] = []
    with Person("triage", *argv, lang=lang) as person:
        for name, options in EMERGENCY.items():
            person.answer(name, *options)
            now = [
                step
                for option in options
                for step in shipped_question(name).options[option].now
                if step not in told
            ]
            if now:
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
        person.answer("happening-now", "terminal-taken")
        person.read_on()
        go_back(person, "lost-how")
        person.answers(CALM)
        assert finish(person, "en") == plan_output(CALM, "en")


@HOW
def test_questions_answered_beforehand_are_not_asked(argv: tuple[str, ...]) -> None:
    """What the command line answers is left out on the screen, and the plan is the same."""
    given = [
        word for name, options in BEFORE_ONE.items() for word in ("-a", f"{name}={options[0]}")
    ]
    with Person("triage", *argv, *given, lang="zh") as person:
        person.answer(ONE, *CALM[ONE])
        person.answer(MANY, *CALM[MANY])
        assert finish(person, "zh") == plan_output(CALM, "zh")
    assert [name for name in BEFORE_ONE if shipped_question(name).ask["zh"] in person.screen] == []
