"""A checklist into a pipe is copied from the installed files wherever that is the same, and made
wherever it is not: to the byte, to the word of a complaint, and to the exit code.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from support.in_process import run_in_process
from support.paths import ROOT
from support.program import TIMEOUT, Result, environment
from support.wheels import build, copy_of_checkout, install

from posguard.api.advice import Advice
from posguard.cli.checklist_files import FOLDER, file_name
from posguard.pack.model import LANGS, Lang

pytestmark = pytest.mark.slow

AS_INSTALLED = """
import json, sys
record, bare = sys.argv.pop(), set(sys.modules)
try:
    from posguard.__main__ import main
    main()
finally:
    loaded = sorted(set(sys.modules) - bare)
    with open(record, "w") as stream:
        stream.write(json.dumps(loaded))
"""
MADE = "import sys; from posguard.cli.program import run; sys.exit(run(sys.argv[1:]))"
"""The long road alone."""
LIGHT = {
    "__future__",
    "posguard",
    "posguard.__main__",
    "posguard.cli",
    "posguard.cli.checklist_files",
    "posguard.cli.language",
}
"""All that is loaded where a checklist is copied."""
LARGE = "account-frozen"
"""Its checklist is larger than what a pipe holds."""
Argv = Sequence[str]
Variables = Mapping[str, str]


@dataclass(frozen=True)
class Installed:
    """The wheel in an environment of its own."""

    python: Path
    package: Path
    record: Path

    def run(
        self, *argv: str, env: Variables | None = None, **more: Any
    ) -> tuple[Result, set[str]]:
        """A run as whoever installed it has it, and the modules that it loaded."""
        command = [str(self.python), "-c", AS_INSTALLED, *argv, str(self.record)]
        self.record.write_text("[]", encoding="utf-8")
        ended = _ended(command, env, more)
        return ended, set(json.loads(self.record.read_text("utf-8")))

    def copied(self, *argv: str, **more: Any) -> Result:
        """The same run, whatever it loads."""
        return self.run(*argv, **more)[0]

    def made(self, *argv: str, env: Variables | None = None, **more: Any) -> Result:
        """The same run, with whatever it prints made anew."""
        return _ended([str(self.python), "-c", MADE, *argv], env, more)


def _ended(command: Sequence[str], env: Variables | None, more: Mapping[str, Any]) -> Result:
    options = {"stdout": subprocess.PIPE, "cwd": Path(command[0]).parent, **more}
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(env),
        timeout=TIMEOUT,
        check=False,
        **options,
    )
    return Result(done.returncode, done.stdout or b"", done.stderr or b"")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment in which the wheel of this checkout is installed."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = build(copy_of_checkout(folder), folder / "dist", "wheel")
    python = install(wheel, folder) / "python"
    ask = "import os, posguard; print(os.path.dirname(posguard.__file__))"
    found = subprocess.run(
        [python, "-c", ask],
        env=environment(),
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return Installed(python, Path(found.stdout.strip()), folder / "modules.json")


def is_made(modules: set[str]) -> bool:
    """Whether the commands were loaded."""
    return "typer" in modules


@pytest.mark.parametrize("lang", LANGS)
def test_every_checklist_is_copied_as_it_would_be_made(installed: Installed, lang: Lang) -> None:
    """Whichever is asked for, the bytes are those of the checklist made from the checkout's pack;
    there is no file beside.
    """
    names = Advice.open(lang, "").checklist_names()
    files = {each.name for each in (installed.package / FOLDER).glob(f"*.{lang}.txt")}
    assert files == {file_name(name, lang) for name in names}
    for name in names:
        ended, modules = installed.run("checklist", name, "--lang", lang)
        assert modules == LIGHT
        assert ended == run_in_process("checklist", name, "--lang", lang), name


COPIED: dict[str, tuple[Argv, Variables]] = {
    "plain": (["checklist", "sn-leak"], {}),
    "a question": (["checklist", "also-true"], {}),
    "language behind": (["checklist", "sn-leak", "--lang", "zh"], {}),
    "language between": (["checklist", "--lang=zh", "sn-leak"], {}),
    "language before": (["--lang", "zh", "checklist", "sn-leak"], {}),
    "the last of several": (["--lang=zh", "checklist", "sn-leak", "--lang", "en"], {}),
    "a language's long name": (["checklist", "sn-leak", "--lang", "zh_CN.UTF-8"], {}),
    "a locale": (["checklist", "sn-leak"], {"LC_ALL": "zh_CN.UTF-8"}),
    "a locale for messages": (["checklist", "sn-leak"], {"LC_MESSAGES": "zh_CN", "LANG": "en"}),
    "a variable": (["checklist", "sn-leak"], {"POSGUARD_LANG": "zh"}),
    "an option over a variable": (["checklist", "sn-leak", "--lang=en"], {"POSGUARD_LANG": "zh"}),
    "an empty variable": (["checklist", "sn-leak"], {"POSGUARD_LANG": "", "LANG": "zh_CN"}),
    "an empty pack": (["checklist", "sn-leak"], {"POSGUARD_PACK": ""}),
    "cases elsewhere": (["checklist", "sn-leak"], {"POSGUARD_CASES": "/nowhere/案件"}),
    "another encoding": (["checklist", "sn-leak", "--lang=zh"], {"PYTHONIOENCODING": "gbk"}),
    "no locale": (["checklist", "sn-leak"], {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}),
    "colours asked for": (["checklist", "sn-leak"], {"FORCE_COLOR": "1", "TERM": "xterm"}),
}


@pytest.mark.parametrize("asked", COPIED.values(), ids=COPIED)
def test_what_asks_for_nothing_but_a_language_is_copied(
    installed: Installed, asked: tuple[Argv, Variables]
) -> None:
    """In every way in which a language can be named, and whatever the variables are that change
    nothing.
    """
    argv, env = asked
    ended, modules = installed.run(*argv, env=env)
    assert modules == LIGHT
    assert (ended.code, ended.err) == (0, b"")
    assert ended == installed.made(*argv, env=env)


OTHERWISE: dict[str, tuple[Argv, Variables]] = {
    "no command": ([], {}),
    "no playbook": (["checklist"], {}),
    "an empty playbook": (["checklist", ""], {}),
    "an unknown playbook": (["checklist", "sn-leek"], {}),
    "the start": (["checklist", "start"], {}),
    "large letters": (["checklist", "SN-LEAK"], {}),
    "a path": (["checklist", "../0.1.0/sn-leak"], {}),
    "a file": (["checklist", "sn-leak.en.txt"], {}),
    "a device": (["checklist", "con"], {}),
    "Chinese": (["checklist", "序列号"], {}),
    "two playbooks": (["checklist", "sn-leak", "fake-service"], {}),
    "another command": (["explain", "sn-leak"], {}),
    "a misspelt command": (["checklists", "sn-leak"], {}),
    "the end of options": (["checklist", "--", "sn-leak"], {}),
    "the end of options before a language": (["checklist", "sn-leak", "--", "--lang=zh"], {}),
    "help": (["checklist", "sn-leak", "--help"], {}),
    "help in short": (["checklist", "-h", "sn-leak"], {}),
    "version": (["--version", "checklist", "sn-leak"], {}),
    "a misspelt option": (["checklist", "sn-leak", "--langs", "zh"], {}),
    "a language not spoken": (["checklist", "sn-leak", "--lang", "fr"], {}),
    "a language in the variable": (["checklist", "sn-leak"], {"POSGUARD_LANG": "fr"}),
    "no language": (["checklist", "sn-leak", "--lang"], {}),
    "an empty language": (["checklist", "sn-leak", "--lang", ""], {}),
    "an option as language": (["checklist", "sn-leak", "--lang", "--plain"], {}),
    "plain": (["checklist", "sn-leak", "--plain"], {}),
    "the format": (["checklist", "sn-leak", "--format", "text"], {}),
    "another format": (["checklist", "sn-leak", "--format=json"], {}),
    "some pillars": (["checklist", "sn-leak", "--only", "police"], {}),
    "a bank": (["checklist", "sn-leak", "--bank", "icbc"], {}),
    "an acquirer": (["checklist", "sn-leak", "--acquirer", "nobody"], {}),
    "no pack": (["checklist", "sn-leak", "--pack", "/nowhere"], {}),
    "no pack in the variable": (["checklist", "sn-leak"], {"POSGUARD_PACK": "/nowhere"}),
    "another pack": (
        ["checklist", "sn-leak"],
        {"POSGUARD_PACK": str(ROOT / "tests" / "packs" / "hk")},
    ),
    "what is no text": (["checklist", "sn-leak"], {"POSGUARD_CASES": "\udcff"}),
    "a playbook that is no text": (["checklist", "sn-leak\udcff"], {}),
    "a language that is no text": (["checklist", "sn-leak", "--lang", "zh_\udcff"], {}),
    "a key of the shell": (
        ["checklist", "sn-leak"],
        {"_POSGUARD_COMPLETE": "bash", "_POSGUARD_LINE": "posguard checklist sn-l"},
    ),
}


@pytest.mark.parametrize("asked", OTHERWISE.values(), ids=OTHERWISE)
def test_what_asks_for_anything_else_is_made(
    installed: Installed, asked: tuple[Argv, Variables]
) -> None:
    """Every option, every mistake, another pack: the commands answer, as they do without the
    files.
    """
    argv, env = asked
    ended, modules = installed.run(*argv, env=env)
    assert is_made(modules)
    assert ended == installed.made(*argv, env=env)


ON_WINDOWS = """
import os, sys
os.name = "nt"
from posguard.cli.checklist_files import finished
content = finished(["checklist", "sn-leak", *sys.argv[1:]], os.environ)
sys.stdout.buffer.write(content or b"")
"""


@pytest.mark.parametrize(
    ("argv", "env", "lang"),
    [
        ([], {"LANG": ""}, None),
        (["--lang=zh"], {"LANG": ""}, "zh"),
        ([], {"LANG": "", "POSGUARD_LANG": "en"}, "en"),
        ([], {"LANG": "zh_CN"}, "zh"),
    ],
    ids=["nothing", "option", "variable", "locale"],
)
def test_on_windows_the_platform_is_asked_where_nothing_else_names_a_language(
    installed: Installed, argv: Argv, env: Variables, lang: Lang | None
) -> None:
    """It is asked by the commands: that takes a library."""
    ended = _ended([str(installed.python), "-c", ON_WINDOWS, *argv], env, {})
    wanted = installed.package / FOLDER / file_name("sn-leak", lang or "en")
    assert ended == Result(0, wanted.read_bytes() if lang else b"", b"")


def test_a_file_that_is_asked_for_is_written_by_the_command(
    installed: Installed, tmp_path: Path
) -> None:
    """``-o`` writes the same checklist, and says so."""
    file = tmp_path / "list.txt"
    ended, modules = installed.run("checklist", "sn-leak", "-o", str(file))
    assert is_made(modules)
    assert (ended.code, ended.out) == (0, b"")
    assert file.read_bytes() == installed.run("checklist", "sn-leak")[0].out


def test_a_terminal_gets_what_is_made_for_it(installed: Installed) -> None:
    """On a terminal the checklist is folded to its width."""

    def shown(run: Callable[..., Any]) -> bytes:
        ours, theirs = os.openpty()
        try:
            run("checklist", "already-done", env={"TERM": "dumb"}, stdout=theirs)
            os.set_blocking(ours, False)
            return os.read(ours, 1 << 16)
        finally:
            os.close(ours)
            os.close(theirs)

    assert shown(installed.run) == shown(installed.made) != b""
    assert is_made(set(json.loads(installed.record.read_text("utf-8"))))


@pytest.mark.parametrize("damage", ["other version", "no files", "one missing", "no file"])
def test_where_the_files_are_not_those_of_the_program_it_is_made(
    installed: Installed, tmp_path: Path, damage: str
) -> None:
    """With the files of another version, without files as in a checkout, and with files that
    cannot be read, the checklist is the same.
    """
    copy = Path(shutil.copytree(installed.package, tmp_path / "posguard"))
    file = copy / FOLDER / "sn-leak.en.txt"
    if damage == "other version":
        (copy / FOLDER).rename(copy / "checklists" / "0.0.9")
    elif damage == "no files":
        shutil.rmtree(copy / "checklists")
    else:
        file.unlink()
        if damage == "no file":
            file.mkdir()
    ended, modules = installed.run("checklist", "sn-leak", env={"PYTHONPATH": str(tmp_path)})
    assert is_made(modules)
    assert ended == installed.run("checklist", "sn-leak")[0]


def _read_only() -> int:
    return os.open(os.devnull, os.O_RDONLY)


def _full() -> int:
    return os.open("/dev/full", os.O_WRONLY)


def _without_reader() -> int:
    reads, writes = os.pipe()
    os.close(reads)
    return writes


def _impatient() -> int:
    """A pipe that does not wait for its reader, who will never come; it stays open."""
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    os.set_inheritable(reads, False)
    _KEPT.append(reads)
    return writes


_KEPT: list[int] = []
NOWHERE: dict[str, Callable[[], int]] = {
    "no reader": _without_reader,
    "a full disk": _full,
    "only for reading": _read_only,
    "a pipe that is full": _impatient,
}


@pytest.mark.parametrize(("name", "lang"), [("sn-leak", "zh"), (LARGE, "en")])
@pytest.mark.parametrize("where", NOWHERE.values(), ids=NOWHERE)
def test_an_output_that_fails_ends_as_it_does_otherwise(
    installed: Installed, where: Callable[[], int], name: str, lang: Lang
) -> None:
    """The exit code and the complaint are those of a checklist that is made, whether all of it is
    held back or some of it is written.
    """
    ends = []
    for run in (installed.copied, installed.made):
        handle = where()
        try:
            ends.append(run("checklist", name, "--lang", lang, stdout=handle))
        finally:
            os.close(handle)
            while _KEPT:
                os.close(_KEPT.pop())
    assert ends[0] == ends[1]


def test_an_output_that_is_closed_is_complained_of(installed: Installed) -> None:
    """Without a standard output nothing is written, and the commands say so."""
    close: dict[str, Any] = {"preexec_fn": lambda: os.close(1), "stdout": None}
    ended, modules = installed.run("checklist", "sn-leak", **close)
    assert is_made(modules)
    assert ended == installed.made("checklist", "sn-leak", **close)
    assert ended.code != 0
    assert ended.err != b""


def test_a_disk_that_is_full_in_the_middle_ends_as_it_does_otherwise(
    installed: Installed, tmp_path: Path
) -> None:
    """What fitted is in the file, and the complaint and the exit code are the same."""

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    ends = []
    for run in (installed.copied, installed.made):
        file = tmp_path / "list.txt"
        with file.open("wb") as stream:
            ended = run("checklist", LARGE, stdout=stream, preexec_fn=small)
        ends.append((ended, file.read_bytes()))
    assert ends[0] == ends[1]
    assert (ends[0][0].code, len(ends[0][1])) == (1, 10_000)


@pytest.mark.parametrize("program", ["-m", MADE], ids=["copied", "made"])
def test_ctrl_c_while_nobody_reads_ends_it_quietly(installed: Installed, program: str) -> None:
    """The exit code is that of Ctrl-C, and nothing is said."""
    command = ["-m", "posguard"] if program == "-m" else ["-c", program]
    with subprocess.Popen(
        [installed.python, *command, "checklist", LARGE],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=installed.python.parent,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1)  # the rest is more than a pipe holds
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(TIMEOUT) == 130
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("argv", "wanted"),
    [
        (["checklist", "sn-leak", "--lang", "zh"], False),
        (["checklist", LARGE, "--lang", "en"], False),
        (["letter", "acquirer-notice"], True),
    ],
    ids=["zh", "en", "a paper"],
)
def test_no_checklist_asks_for_the_day(argv: Argv, wanted: bool) -> None:
    """What is printed when the wheel is built is right on every later day: no part of the program
    looks at a clock on the way to a checklist, as it does on the way to a paper.
    """
    asked: list[str] = []

    def watch(frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called.__name__ in ("now", "today", "time", "localtime"):
            asked.append(str(frame.f_globals.get("__name__", "")))

    sys.setprofile(watch)
    try:
        ended = run_in_process(*argv)
    finally:
        sys.setprofile(None)
    assert ended.code == 0
    assert any(name.startswith("posguard") for name in asked) == wanted
