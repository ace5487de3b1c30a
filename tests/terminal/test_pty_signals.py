"""A list of choices on a terminal that is signalled, stopped, continued and pasted into: the
terminal stays usable.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.interviews import CALM, EMERGENCY, plan_output, shipped_question
from support.paths import ROOT
from support.program import POSGUARD
from support.slow import slow_after
from support.terminal import CTRL_C, Person

from posguard.messages import say
from posguard.terminal.pasting import CTRL_C as CONTROL_C
from posguard.terminal.pasting import PASTE, PASTED, Paste

FIRST = "happening-now"
CTRL_Z, CTRL_BACKSLASH = b"\x1a", b"\x1c"
BEFORE_ONE = {FIRST: CALM[FIRST]}
BEFORE_MANY = {name: CALM[name] for name in list(CALM)[:-1]}
ENDING = {"TERM": signal.SIGTERM, "HUP": signal.SIGHUP, "QUIT": signal.SIGQUIT}


def left_clean(person: Person) -> bool:
    """Whether bracketed paste is off again, the cursor is shown, and no other screen is left
    behind.
    """
    pairs = [
        (b"\x1b[?2004h", b"\x1b[?2004l"),
        (b"\x1b[?25l", b"\x1b[?25h"),
        (b"\x1b[?1049h", b"\x1b[?1049l"),
    ]
    return all(person.raw.rfind(on) <= person.raw.rfind(off) for on, off in pairs)


@pytest.mark.parametrize("name", slow_after(1, ENDING))
@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
def test_a_signal_that_ends_it(name: str, many: bool) -> None:
    """Whoever ends it from outside gets the terminal back as it was, and the exit code of that
    signal.
    """
    with Person("triage", stdout="tty") as person:
        before = person.modes
        person.answers(BEFORE_MANY if many else BEFORE_ONE)
        person.ready(list(CALM)[-1] if many else "who")
        person.drawn()
        assert person.modes != before
        person.kill(ENDING[name])
        assert person.leave().code == 128 + ENDING[name]
        assert person.modes == before
        assert left_clean(person)
    assert "Traceback" not in person.screen


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
def test_an_interrupt_from_outside_is_ctrl_c(many: bool) -> None:
    """``kill -INT`` leaves as the key does, and what was advised is said again."""
    with Person("triage", stdout="tty", lang="zh") as person:
        before = person.modes
        person.answers(BEFORE_MANY if many else BEFORE_ONE)
        person.ready(list(CALM)[-1] if many else "who")
        person.drawn()
        person.kill(signal.SIGINT)
        person.see(say("zh", "interrupted"))
        assert person.leave().code == 130
        assert person.modes == before
        assert left_clean(person)


def test_ctrl_backslash_ends_it() -> None:
    """The key that ends any other program ends this one, and the terminal is as it was."""
    with Person("triage", stdout="tty") as person:
        before = person.modes
        person.ready(FIRST)
        person.drawn()
        person.press(CTRL_BACKSLASH)
        assert person.leave().code == 128 + signal.SIGQUIT
        assert person.modes == before
        assert left_clean(person)


def test_nohup_is_respected() -> None:
    """A signal that whoever started it wants ignored does not end it."""
    start = (
        "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    with Person("triage", program=(sys.executable, "-c", start, *POSGUARD), lang="en") as person:
        person.ready(FIRST)
        person.drawn()
        person.kill(signal.SIGHUP)
        person.drawn()
        person.press(person.keys(FIRST, *EMERGENCY[FIRST]))
        person.advice()
        person.read_on()
        person.answers({name: options for name, options in EMERGENCY.items() if name != FIRST})
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(EMERGENCY, "en"))


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Person]:
    """An interactive shell with job control at the terminal, in which an interview has just
    begun.
    """
    line = f"{shlex.join(POSGUARD)} triage > {shlex.quote(str(tmp_path / 'plan.txt'))}"
    program = ("bash", "--noprofile", "--norc", "-i")
    (tmp_path / "inputrc").write_text("set enable-bracketed-paste off\n", encoding="utf-8")
    root = str(ROOT)
    env = {"PS1": "ready> ", "INPUTRC": str(tmp_path / "inputrc"), "PYTHONPATH": root}
    with Person(program=program, stdout="tty", lang="en", env=env) as person:
        person.see("ready>")
        person.type(line)
        person.see(shipped_question(FIRST).ask["en"])
        person.see(say("en", "keys-many"))
        person.drawn()
        yield person
        person.type("exit 0")
        assert person.leave().code == 0


def child(person: Person) -> int:
    """The process that the shell has started."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    [found] = [
        int(line.split()[0]) for line in listed.splitlines() if line.split()[1] == str(person.pid)
    ]
    return found


def check_usual(person: Person) -> None:
    """Have the shell see that what is typed is taken line by line and shown, and that Ctrl-C is a
    signal.
    """
    person.type(
        "stty -a < /dev/tty | tr ' ;' '\\n\\n' | grep -cxE 'icanon|echo|isig|icrnl'; echo of four"
    )
    person.see("4 of four")


@pytest.mark.parametrize("how", slow_after(1, ["Ctrl-Z", "kill -TSTP", "kill -STOP"]))
def test_stopped_and_continued(shell: Person, tmp_path: Path, how: str) -> None:
    """A stopped interview gives the terminal back; in the foreground again it works on, arrow keys
    included.
    """
    if how == "Ctrl-Z":
        shell.press(CTRL_Z)
    else:
        os.kill(child(shell), signal.SIGTSTP if how == "kill -TSTP" else signal.SIGSTOP)
    shell.see("Stopped")
    shell.see("ready>")
    if how != "kill -STOP":
        check_usual(shell)
        assert left_clean(shell)
    for _ in range(2):
        shell.type("fg")
        shell.see(say("en", "keys-many"))
        shell.drawn()
        shell.press(CTRL_Z)
        shell.see("Stopped")
        shell.see("ready>")
        check_usual(shell)
    shell.type("fg")
    shell.see(say("en", "keys-many"))
    shell.drawn()
    shell.press(shell.keys(FIRST, *EMERGENCY[FIRST]))
    shell.advice()
    shell.read_on()
    shell.answers({name: options for name, options in EMERGENCY.items() if name != FIRST})
    shell.skip_contacts()
    shell.choose("done")
    shell.see("ready>")
    shell.type("echo left with $?")
    shell.see("left with 0")
    assert (tmp_path / "plan.txt").read_bytes() == plan_output(EMERGENCY, "en")
    check_usual(shell)


def test_continued_in_the_background_it_waits(shell: Person) -> None:
    """``bg`` lets it neither read nor draw; ``fg`` brings it back."""
    shell.press(CTRL_Z)
    shell.see("Stopped")
    shell.see("ready>")
    shell.type("bg; sleep 1")
    shell.see("Stopped")
    check_usual(shell)
    shell.type("fg")
    shell.see(say("en", "keys-many"))
    shell.drawn()
    shell.press(CTRL_C)
    shell.see("ready>")
    shell.type("echo left with $?")
    shell.see("left with 130")
    check_usual(shell)
    assert left_clean(shell)


@pytest.mark.parametrize(
    "paste", [b"\x1b[200~a scam\rtext\r\x1b[201~", b"\x1b[200~\x1b[B\x1b[B \r\x1b[201~"]
)
@pytest.mark.parametrize("cut", slow_after(1, [1, 3, 1000]))
def test_a_paste_is_no_answer(paste: bytes, cut: int) -> None:
    """What is pasted into a list of choices neither moves nor ticks nor confirms anything."""
    with Person("triage", lang="en") as person:
        person.answers(BEFORE_MANY)
        person.ready(list(CALM)[-1])
        person.drawn()
        for start in range(0, len(paste), cut):
            person.press(paste[start : start + cut])
        person.press(person.keys(list(CALM)[-1], "none"))
        ended = person.finish()
    assert (ended.code, ended.out) == (0, plan_output(CALM, "en"))


def test_a_paste_without_an_end_does_not_keep_anybody() -> None:
    """Ctrl-C leaves though the terminal never said that the paste is over."""
    with Person("triage", lang="en") as person:
        before = person.modes
        person.ready(FIRST)
        person.drawn()
        person.press(b"\x1b[200~never ending\r\r")
        person.press(CTRL_C)
        person.see(say("en", "interrupted"))
        assert person.leave().code == 130
        assert person.modes == before
        assert left_clean(person)


@pytest.mark.slow
@pytest.mark.parametrize(
    "marks", [(b"\x1b[200~", b"\x1b[201~"), (b"", b"")], ids=["marked", "unmarked"]
)
def test_a_megabyte_pasted(marks: tuple[bytes, bytes]) -> None:
    """A whole file pasted by mistake takes a moment, and the list is still there."""
    data = marks[0] + b"pasted text " * 87_382 + marks[1]
    with Person("triage", lang="en") as person:
        person.ready(FIRST)
        person.drawn()
        start = time.monotonic()
        sent = threading.Thread(target=person.press_all, args=(data,))
        sent.start()
        while sent.is_alive():
            person.drawn(0.01)
        person.press(CTRL_C)
        person.see(say("en", "interrupted"))
        assert person.leave().code == 130
        assert time.monotonic() - start < 20


def test_pastes_are_left_out_wherever_they_are_cut() -> None:
    """The text around pastes stays, and nothing of them, for every way to cut it into two or
    single characters.
    """
    stream = f"ab{PASTE}x\ry{PASTED}c\x1b[B{PASTE}{PASTE}z{PASTED}\x1b[2~d{PASTE}open"
    wanted = "abc\x1b[B\x1b[2~d"
    cuts = [[stream[:place], stream[place:]] for place in range(len(stream))]
    for pieces in ([stream], list(stream), *cuts):
        paste = Paste()
        assert "".join(paste.left_out(piece) for piece in pieces) == wanted
        assert paste.left_out(f"more{CONTROL_C}j") == f"{CONTROL_C}j"
        assert paste.left_out("k") == "k"


def test_a_key_that_begins_as_the_mark_of_a_paste_does() -> None:
    """A key whose sequence shares its beginning with the mark arrives whole."""
    for keys in (["\x1b[A"], ["\x1b", "[B"], ["\x1b[2", "~"], ["\x1b[20", "~"]):
        paste = Paste()
        assert "".join(paste.left_out(key) for key in keys) == "".join(keys)
