"""Whatever fails once questions have been answered: the plan is on the screen, and nobody has to
answer again.
"""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from support.in_process import run_in_process
from support.interviews import (
    CALM,
    EMERGENCY,
    Answers,
    answer_options,
    plan_output,
    shipped_question,
)
from support.paths import ROOT
from support.program import POSGUARD, UNPRIVILEGED, Result
from support.slow import slow_after
from support.terminal import CTRL_C, CTRL_D, Person, without_spaces

from posguard.errors import SystemReason
from posguard.messages import say
from posguard.pack.model import LANGS, Lang

BOTH = pytest.mark.parametrize("lang", slow_after(1, LANGS))

NO_SPACE = SystemReason(errno.ENOSPC)
FIRST = {name: CALM[name] for name in list(CALM)[:2]}
REST = {name: options for name, options in CALM.items() if name not in FIRST}


def at_terminal(folder: Path, *argv: str, **more: Any) -> Person:
    """An interview in a folder of its own."""
    env = {"PYTHONPATH": str(ROOT), "HOME": str(folder), **more.pop("env", {})}
    return Person("triage", *argv, cwd=str(folder), env=env, **more)


def answer_all(person: Person, answers: Answers = CALM) -> None:
    """Answer every question; those for names, which are optional, are skipped."""
    person.answers(answers)
    for key in ("ask-acquirer", *(["ask-bank"] if answers is EMERGENCY else [])):
        person.name(key)


def sees_plan(person: Person, answers: Answers = CALM) -> None:
    """The plan reaches the screen, whole."""
    for line in plan_output(answers, person.lang).decode().splitlines():
        person.see(line)


def told(person: Person, key: str, **facts: object) -> None:
    """A sentence is on the screen."""
    person.see(say(person.lang, key, **facts))


def without_case(person: Person) -> None:
    """Do no more with the plan: keep no case of it."""
    person.see_end()
    person.choose("done")


def keep_case(person: Person) -> None:
    """Keep the answers as a case, and do no more."""
    person.see_end()
    person.choose("keep")
    person.see(say(person.lang, "end-case", name="|").partition("|")[0])
    person.type("shop")
    told(person, "saved-case", name="shop")
    without_case(person)


def again(folder: Path, person: Person) -> Result:
    """What the line that was said last leads to."""
    line = [line for line in person.screen.splitlines() if line.startswith("posguard triage ")][-1]
    argv = shlex.split(line)[1:]
    return run_in_process(
        *argv, env={"POSGUARD_LANG": person.lang, "PYTHONPATH": str(ROOT)}, cwd=str(folder)
    )


@BOTH
@pytest.mark.parametrize("answers", [CALM, EMERGENCY], ids=["calm", "emergency"])
@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["arrows", "numbers"])
def test_standard_output_is_full(
    tmp_path: Path, lang: Lang, answers: Answers, argv: Sequence[str]
) -> None:
    """The plan is on the screen, then why it is not where it should be, then the answers can be
    kept: in a file.
    """
    with at_terminal(tmp_path, *argv, stdout="full", lang=lang) as person:
        answer_all(person, answers)
        sees_plan(person, answers)
        told(person, "stdout-full", reason=NO_SPACE)
        without_case(person)
        file = tmp_path / "posguard-answers.json"
        told(person, "offer-file", file=file)
        person.accept()
        told(person, "saved", file=file)
        ended = person.leave()
    assert ended.code == 1
    assert again(tmp_path, person).out == plan_output(answers, lang)
    assert person.screen.count(say(lang, "stdout-full", reason=NO_SPACE)) == 1


@BOTH
def test_standard_output_is_full_and_a_case_keeps_the_answers(tmp_path: Path, lang: Lang) -> None:
    """Kept as a case, the answers need no file, and none is offered."""
    with at_terminal(tmp_path, stdout="full", lang=lang) as person:
        answer_all(person)
        told(person, "stdout-full", reason=NO_SPACE)
        keep_case(person)
        assert person.leave().code == 1
    shown = run_in_process("case", "resume", env={"HOME": str(tmp_path), "POSGUARD_LANG": lang})
    assert (shown.code, shown.out) == (0, plan_output(CALM, lang))
    assert os.listdir(tmp_path) == [".local"]


@BOTH
@pytest.mark.parametrize(
    "key",
    slow_after(1, [CTRL_C, CTRL_D, b"q\r", "Ｑ\r".encode()]),
    ids=["Ctrl-C", "Ctrl-D", "q", "wide q"],
)
def test_nothing_is_kept(tmp_path: Path, lang: Lang, key: bytes) -> None:
    """Whoever wants no file is told the line that makes the same plan, the institution that was
    named included.
    """
    with at_terminal(tmp_path, "--bank", "icbc", stdout="full", lang=lang) as person:
        person.answers(CALM)
        person.name("ask-acquirer", "拉卡拉")
        told(person, "stdout-full", reason=NO_SPACE)
        without_case(person)
        told(person, "offer-file", file=tmp_path / "posguard-answers.json")
        person.drawn()
        person.press(key)
        told(person, "answers-command")
        assert person.leave().code == 1
    assert os.listdir(tmp_path) == []
    wanted = plan_output(CALM, lang, "--acquirer", "lakala", "--bank", "icbc", "--format", "json")
    line = [line for line in person.screen.splitlines() if line.startswith("posguard triage ")][-1]
    ended = run_in_process(*shlex.split(line)[1:], "--format", "json", env={"POSGUARD_LANG": lang})
    assert (ended.code, ended.out) == (0, wanted)


def test_what_is_said_stands_on_standard_error_too(tmp_path: Path) -> None:
    """Where messages go to a file, the failure and the line are there as well as on the screen."""
    with at_terminal(tmp_path, stdout="full", stderr="file", lang="en") as person:
        answer_all(person)
        told(person, "stdout-full", reason=NO_SPACE)
        without_case(person)
        told(person, "offer-file", file=tmp_path / "posguard-answers.json")
        person.type("q")
        told(person, "answers-command")
        ended = person.leave()
    first, second, line = ended.complaint.splitlines()
    assert first == say("en", "stdout-full", reason=NO_SPACE)
    assert second == say("en", "answers-command")
    assert run_in_process(*shlex.split(line)[1:]).out == plan_output(CALM, "en")


@pytest.mark.slow
def test_the_reader_has_left(tmp_path: Path) -> None:
    """A pipe that nobody reads any longer: the exit code is still 141, and the plan is on the
    screen.
    """
    line = f"{shlex.join(POSGUARD)} triage | true; exit ${{PIPESTATUS[0]}}"
    with Person(
        "-c", line, program=("bash",), lang="zh", env={"PYTHONPATH": str(ROOT)}, cwd=str(tmp_path)
    ) as person:
        answer_all(person)
        sees_plan(person)
        told(person, "reader-gone")
        without_case(person)
        told(person, "offer-file", file=tmp_path / "posguard-answers.json")
        person.accept()
        told(person, "saved", file=tmp_path / "posguard-answers.json")
        assert person.leave().code == 141
    assert again(tmp_path, person).out == plan_output(CALM, "zh")


@pytest.mark.slow
@BOTH
def test_the_folder_of_the_file_disappears(tmp_path: Path, lang: Lang) -> None:
    """A memory stick pulled out meanwhile: another file can be named, in the format of its ending,
    or at home.
    """
    target = tmp_path / "stick" / "plan.txt"
    target.parent.mkdir()
    with at_terminal(tmp_path, "-o", str(target), lang=lang) as person:
        person.answers(FIRST)
        target.parent.rmdir()
        answer_all(person, REST)
        sees_plan(person)
        told(person, "cannot-write", file=target, reason=SystemReason(errno.ENOENT))
        without_case(person)
        for wrong in ("stick/plan.html", "plan.pdf", "n" * 300):
            told(person, "offer-file", file=tmp_path / "posguard-answers.json")
            person.type(wrong)
        told(person, "offer-file", file=tmp_path / "posguard-answers.json")
        person.type("~/plan.html")
        told(person, "saved", file=tmp_path / "plan.html")
        assert person.leave().code == 1
    assert (tmp_path / "plan.html").read_bytes() == plan_output(CALM, lang, "--format", "html")
    assert os.listdir(tmp_path) == ["plan.html"]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, list[str]]]:
    """A disk with no room for a plan, and how the program is started: where none may be mounted,
    no file may grow.
    """
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    limit = ["bash", "-c", 'ulimit -f 4; trap "" XFSZ; exec "$@"', "-"]
    yield folder, [*([] if mounted else limit), *POSGUARD]
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)


@BOTH
def test_the_disk_is_full(tmp_path: Path, disk: tuple[Path, list[str]], lang: Lang) -> None:
    """A full disk leaves the old file as it was, and the answers can go to another."""
    folder, program = disk
    target = folder / "plan.txt"
    target.write_bytes(b"as it was")
    with at_terminal(tmp_path, "-o", str(target), lang=lang, program=program) as person:
        answer_all(person)
        sees_plan(person)
        reason = NO_SPACE if program == list(POSGUARD) else SystemReason(errno.EFBIG)
        told(person, "cannot-write", file=target, reason=reason)
        keep_case(person)
        assert person.leave().code == 1
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [
        ("plan.txt", b"as it was")
    ]
    shown = run_in_process("case", "resume", env={"HOME": str(tmp_path), "POSGUARD_LANG": lang})
    assert shown.out == plan_output(CALM, lang)


@pytest.mark.slow
@BOTH
def test_no_file_may_grow(tmp_path: Path, lang: Lang) -> None:
    """Where neither the plan nor the answers can be written anywhere, the line is what is left."""
    target, file = tmp_path / "plan.txt", tmp_path / "posguard-answers.json"
    limit = ["bash", "-c", 'ulimit -f 1; trap "" XFSZ; exec "$@"', "-", *POSGUARD]
    with at_terminal(tmp_path, "-o", str(target), lang=lang, program=limit) as person:
        answer_all(person)
        sees_plan(person)
        told(person, "cannot-write", file=target, reason=SystemReason(errno.EFBIG))
        without_case(person)
        told(person, "offer-file", file=file)
        person.accept()
        told(person, "cannot-write", file=file, reason=SystemReason(errno.EFBIG))
        person.see(say(lang, "offer-file", file="|").partition("|")[0])
        person.type("q")
        told(person, "answers-command")
        assert person.leave().code == 1
    assert again(tmp_path, person).out == plan_output(CALM, lang)
    assert os.listdir(tmp_path) == []


NO_HOME = ("unshare", "--map-user=12345", "env", "-u", "HOME")
HOMELESS = subprocess.run([*NO_HOME, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@BOTH
def test_there_is_no_home_for_a_case(tmp_path: Path, lang: Lang) -> None:
    """Somebody without a home folder who names a case gets the reason, not a traceback, and keeps
    the answers.
    """
    program, env = (
        ((*NO_HOME, *POSGUARD), {}) if HOMELESS else (POSGUARD, {"XDG_DATA_HOME": "/dev/null/x"})
    )
    with at_terminal(tmp_path, lang=lang, program=program, env=env) as person:
        answer_all(person)
        person.see_end()
        person.choose("keep")
        if not HOMELESS:
            person.see(say(lang, "end-case", name="|").partition("|")[0])
            person.type("shop")
        without_case(person)
        file = tmp_path / "posguard-answers.json"
        told(person, "offer-file", file=file)
        person.accept()
        told(person, "saved", file=file)
        ended = person.leave()
    assert (ended.code, ended.out) == (1, plan_output(CALM, lang))
    assert "Traceback" not in person.screen
    wanted = say(lang, "no-home-for-cases") if HOMELESS else "/dev/null/x"
    assert without_spaces(wanted) in without_spaces(person.screen)
    assert again(tmp_path, person).out == plan_output(CALM, lang)


@BOTH
def test_the_case_cannot_be_written_any_longer(tmp_path: Path, lang: Lang) -> None:
    """The interview goes on when the case's disk is gone; in the end there is the plan, and a file
    for the answers.
    """
    cases = tmp_path / "cases"
    with at_terminal(tmp_path, "--case", "shop", "--cases", str(cases), lang=lang) as person:
        person.answers(FIRST)
        person.ready("what-merchant")
        shutil.rmtree(cases)
        cases.write_bytes(b"")
        person.press(person.keys("what-merchant", *CALM["what-merchant"]))
        told(person, "not-saved-yet")
        answer_all(
            person, {name: options for name, options in REST.items() if name != "what-merchant"}
        )
        without_case(person)
        told(person, "offer-file", file=tmp_path / "posguard-answers.json")
        person.accept()
        told(person, "saved", file=tmp_path / "posguard-answers.json")
        ended = person.leave()
    assert (ended.code, ended.out) == (1, plan_output(CALM, lang))
    assert person.screen.count(say(lang, "not-saved-yet")) == 1
    assert again(tmp_path, person).out == plan_output(CALM, lang)


def test_a_case_that_can_be_written_again_is_saved_in_the_end(tmp_path: Path) -> None:
    """What could not be saved for a while is whole in the end, and then nothing has failed."""
    cases = tmp_path / "cases"
    with at_terminal(tmp_path, "--case", "shop", "--cases", str(cases), lang="en") as person:
        person.answers(FIRST)
        person.ready("what-merchant")
        cases.rename(tmp_path / "away")
        cases.write_bytes(b"")
        person.press(person.keys("what-merchant", *CALM["what-merchant"]))
        told(person, "not-saved-yet")
        cases.unlink()
        (tmp_path / "away").rename(cases)
        answer_all(
            person, {name: options for name, options in REST.items() if name != "what-merchant"}
        )
        without_case(person)
        told(person, "saved-case", name="shop")
        ended = person.leave()
    assert (ended.code, ended.out) == (0, plan_output(CALM, "en"))
    shown = run_in_process("case", "resume", "--cases", str(cases))
    assert shown.out == plan_output(CALM, "en")


@pytest.mark.slow
@BOTH
def test_leaving_while_the_case_cannot_be_written(tmp_path: Path, lang: Lang) -> None:
    """Whoever leaves midway is told the line that goes on from there, since the case does not hold
    the answers.
    """
    cases = tmp_path / "cases"
    with at_terminal(tmp_path, "--case", "shop", "--cases", str(cases), lang=lang) as person:
        person.ready("happening-now")
        cases.write_bytes(b"")
        person.press(person.keys("happening-now", *CALM["happening-now"]))
        told(person, "not-saved-yet")
        person.ready("who")
        person.press(CTRL_C)
        told(person, "answers-command")
        assert person.leave().code == 130
    assert "posguard triage -a happening-now=none\n" in person.screen


@BOTH
@pytest.mark.parametrize("cases", ["file", "file/cases", "locked/cases"])
def test_a_folder_that_can_hold_no_case_is_found_out_before_anything_is_asked(
    tmp_path: Path, lang: Lang, cases: str
) -> None:
    """An interview that is to be kept does not begin where it cannot be."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "locked").mkdir(0o500)
    options = ("--case", "shop", "--cases", cases)
    with at_terminal(tmp_path, *options, lang=lang, stdout="tty", program=UNPRIVILEGED) as person:
        ended = person.leave()
    assert (ended.code, "Traceback" in person.screen) == (1, False)
    assert without_spaces(shipped_question("happening-now").ask[lang]) not in without_spaces(
        person.screen
    )


@pytest.mark.slow
@BOTH
def test_an_answer_that_was_left_over(tmp_path: Path, lang: Lang) -> None:
    """A wrong ``-a`` that comes to light only in the end costs nobody the plan."""
    with at_terminal(tmp_path, "-a", "terminal-where=robbed", lang=lang) as person:
        person.answers(CALM)
        person.see("terminal-where")
        without_case(person)
        told(person, "offer-file", file=tmp_path / "posguard-answers.json")
        person.accept()
        told(person, "saved", file=tmp_path / "posguard-answers.json")
        ended = person.leave()
    assert (ended.code, ended.out) == (2, plan_output(CALM, lang))
    assert again(tmp_path, person).out == plan_output(CALM, lang)


def test_a_broken_pack_costs_nobody_the_answers(tmp_path: Path) -> None:
    """A step that cannot be read ends the interview without a plan; with the step mended, the
    answers make one.
    """
    step = "steps/acquirer/ask-acquirer-check-binding.yaml"
    broken = tmp_path / "ours" / step
    broken.parent.mkdir(parents=True)
    shutil.copy(Path(ROOT) / "playbooks" / step, broken)
    with at_terminal(tmp_path, "--pack", "ours", lang="en") as person:
        person.answers(FIRST)
        broken.write_bytes(b"do: [")
        person.answers(REST)
        person.see("ask-acquirer-check-binding.yaml")
        told(person, "offer-file", file=tmp_path / "posguard-answers.json")
        person.accept()
        told(person, "saved", file=tmp_path / "posguard-answers.json")
        ended = person.leave()
    assert (ended.code, ended.out) == (1, b"")
    shutil.copy(Path(ROOT) / "playbooks" / step, broken)
    assert again(tmp_path, person).out == plan_output(CALM, "en")


@BOTH
def test_without_questions_one_sentence_is_enough(tmp_path: Path, lang: Lang) -> None:
    """Whoever gave every answer on the command line has them there; the plan is printed though no
    case can be made.
    """
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "shop").write_bytes(b"")
    argv = ("triage", *answer_options(CALM), "--case", "shop", "--cases", str(tmp_path / "cases"))
    ended = run_in_process(*argv, env={"POSGUARD_LANG": lang})
    assert (ended.code, ended.out, ended.complaint.count("\n")) == (1, plan_output(CALM, lang), 1)


def test_the_proposed_file_is_a_new_one(tmp_path: Path) -> None:
    """No older file of the name is written over by pressing Enter."""
    (tmp_path / "posguard-answers.json").write_bytes(b"older")
    with at_terminal(tmp_path, stdout="full", lang="en") as person:
        answer_all(person)
        without_case(person)
        told(person, "offer-file", file=tmp_path / "posguard-answers-2.json")
        person.accept()
        told(person, "saved", file=tmp_path / "posguard-answers-2.json")
        assert person.leave().code == 1
    assert (tmp_path / "posguard-answers.json").read_bytes() == b"older"
