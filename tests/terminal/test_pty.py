"""The interview at a real terminal: wherever the streams lead, the questions are on the screen and
the plan is not.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from support.emulator import Emulator
from support.interviews import (
    CALM,
    EMERGENCY,
    answer_options,
    options_offered,
    plan_output,
    shipped_question,
)
from support.program import run_program
from support.slow import slow_after, slow_unless
from support.terminal import DOWN, Person, without_spaces

from posguard.messages import say
from posguard.pack.model import LANGS, Lang

FRAME = re.compile("[─│┌┐└┘]")
KEYSTROKES = b"1\n2\n\x1b[B\r\x03q\n1 2\n" * 40

REDIRECTIONS: dict[str, dict[str, Any]] = {
    "plan in a file": {},
    "plan in a pipe": {"stdout": "pipe"},
    "messages in a file too": {"stderr": "file"},
    "data piped in": {"stdin": "pipe"},
    "data from a file": {"stdin": "file"},
    "pipe in, pipe out, messages in a file": {"stdin": "pipe", "stdout": "pipe", "stderr": "file"},
    "nothing to read": {"stdin": "null"},
    "standard input closed": {"stdin": "closed"},
    "standard error closed": {"stderr": "closed"},
    "neither input nor messages": {"stdin": "null", "stderr": "null"},
}


@pytest.mark.parametrize(
    "streams",
    slow_unless(("plan in a file", "data piped in", "standard error closed"), REDIRECTIONS),
)
def test_the_questions_are_on_the_screen_and_only_the_plan_is_on_standard_output(
    streams: dict[str, Any],
) -> None:
    """However the streams are redirected, the plan is what the same answers give without a
    terminal, byte for byte.
    """
    with Person("triage", piped=KEYSTROKES, lang="zh", **streams) as person:
        person.answers(CALM)
        ended = person.finish()
    assert (ended.code, ended.err) == (0, b"")
    assert ended.out == plan_output(CALM, "zh")


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_an_emergency_is_interviewed_in_either_language(lang: Lang) -> None:
    """Advised after every answer, the person comes to the plan of the same answers given
    beforehand.
    """
    with Person("triage", lang=lang) as person:
        person.answers(EMERGENCY)
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(EMERGENCY, lang))


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize("how", ["--plain", "dumb", "unset"])
def test_numbered_questions_are_the_same_questions(how: str, lang: Lang) -> None:
    """With --plain and on a dumb terminal the same is asked by number, without escape sequences,
    to the same plan.
    """
    argv = ["--plain"] if how == "--plain" else []
    env = {} if how == "--plain" else {"TERM": "dumb" if how == "dumb" else ""}
    with Person("triage", *argv, lang=lang, env=env) as person:
        person.answers(CALM)
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, lang))
    assert b"\x1b" not in person.raw
    shown = without_spaces(person.screen)
    for position, name in enumerate(CALM):
        asked = shipped_question(name)
        before = dict(list(CALM.items())[:position])
        texts = [
            asked.ask,
            *(asked.options[option].text for option in options_offered(name, before)),
            *([asked.help] if asked.help else []),
        ]
        assert [text[lang] for text in texts if without_spaces(text[lang]) not in shown] == []


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_a_list_that_does_not_fit_on_the_screen_shows_every_choice(lang: Lang) -> None:
    """Where choices are below the screen's edge, it is said how many, and the arrow keys bring
    all of them up.
    """
    texts = [option.text[lang] for option in shipped_question("happening-now").options.values()]
    with Emulator("triage", lang=lang, rows=15) as person:
        person.ready("happening-now")
        hidden = [text for text in texts if not _is_shown(text, person)]
        assert hidden
        assert say(lang, "list-below", count=len(hidden)) in person.screen
        left = {*texts}
        for _ in texts:
            left -= {text for text in left if _is_shown(text, person)}
            person.press(DOWN)
            person.settle()
    assert left == set()


def _is_shown(text: str, person: Emulator) -> bool:
    return without_spaces(text) in without_spaces(person.screen)


@pytest.mark.parametrize("stdout", ["file", "tty"])
def test_without_colour_when_none_is_wanted(stdout: Any) -> None:
    """NO_COLOR is obeyed by the questions and by the plan."""
    with Person("triage", stdout=stdout, env={"NO_COLOR": "1"}) as person:
        person.answers(CALM)
        ended = person.finish()
    assert ended.code == 0
    colours = [
        c for style in re.findall(rb"\x1b\[([0-9;]*)m", person.raw) for c in style.split(b";")
    ]
    assert [c for c in colours if c not in (b"", b"0", b"1", b"4", b"7", b"24", b"27")] == []


@pytest.mark.parametrize(
    "streams",
    [{}, {"stderr": "file"}, {"stdin": "pipe"}],
    ids=["tty", "messages in a file", "pipe in"],
)
@pytest.mark.parametrize("argv", slow_after(1, [(), ("--plain",)]), ids=["arrows", "numbers"])
def test_a_gbk_terminal(argv: tuple[str, ...], streams: dict[str, Any]) -> None:
    """On a terminal that speaks GBK the questions are in GBK, and the plan in the file is UTF-8
    all the same.
    """
    env = {"PYTHONIOENCODING": "gbk"}
    with Person("triage", *argv, lang="zh", encoding="gbk", env=env, **streams) as person:
        person.answers(CALM)
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, "zh"))
    assert "\ufffd" not in person.screen


def test_a_terminal_that_only_has_ascii() -> None:
    """Where not even quotation marks can be shown, questions are asked by number."""
    with Person(
        "triage", lang="en", encoding="ascii", env={"LC_ALL": "POSIX", "PYTHONUTF8": "0"}
    ) as person:
        person.plain = True
        person.answers(CALM)
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, "en"))


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_everything_on_the_terminal(lang: Lang) -> None:
    """With nothing redirected, the questions, the first page and then the whole plan are on the
    screen.
    """
    env = {"PAGER": "cat"}
    with Person("triage", stdout="tty", lang=lang, columns=70, env=env) as person:
        person.answers(EMERGENCY)
        person.skip_contacts()
        first = without_spaces(FRAME.sub("", person.screen))
        person.choose("read")
        person.see_end()
        person.choose("done")
        ended = person.leave()
    assert ended.code == 0
    shown = without_spaces(FRAME.sub("", person.screen))
    assert lines_missing(plan_output(EMERGENCY, lang, "--brief"), first) == []
    assert lines_missing(plan_output(EMERGENCY, lang), shown) == []


def lines_missing(page: bytes, shown: str) -> list[str]:
    """The lines of a page that are not on the screen, given without its white space."""
    lines = [without_spaces(line.strip("= ")) for line in page.decode().splitlines()]
    return [line for line in lines if line not in shown]


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize("given", [0, 3])
def test_without_any_terminal_the_missing_question_is_named(given: int, lang: Lang) -> None:
    """With no terminal it ends at once: which question is open, its options, the flag to use, and
    no plan.
    """
    answered, (missing, _) = dict(list(CALM.items())[:given]), list(CALM.items())[given]
    ended = run_program("triage", *answer_options(answered), "--lang", lang, stdin=KEYSTROKES)
    assert (ended.code, ended.out) == (2, b"")
    wanted = [
        missing,
        shipped_question(missing).ask[lang],
        *shipped_question(missing).options,
        f"-a {missing}=",
        "--answers",
    ]
    assert [words for words in wanted if words not in ended.complaint] == []
    assert ended.complaint.count("\n") == 1


def test_a_terminal_is_not_needed_when_nothing_is_left_to_ask() -> None:
    """With all answers given beforehand nothing is written to the terminal, and nothing is read
    from it.
    """
    with Person("triage", *answer_options(EMERGENCY), lang="zh") as person:
        ended = person.leave()
    assert (ended.code, ended.out, person.raw) == (0, plan_output(EMERGENCY, "zh"), b"")
