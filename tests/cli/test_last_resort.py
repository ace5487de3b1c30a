"""Whatever happens, a person gets one sentence: what is wrong, and what to do about it. Never a
traceback.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, answer_options
from support.program import Result, environment, run_program
from support.slow import slow_after, slow_unless

from posguard.messages import say
from posguard.pack.model import LANGS, Lang

CARD = "6222021234567890128"
GBK = os.fsdecode("中文".encode("gbk"))
"""What a person types on a terminal set to GBK, where the system expects UTF-8."""
BREAKS = """
import sys, yaml
def broken(text):
    raise {error}
yaml.CSafeLoader = broken
sys.argv[0] = "posguard"
from posguard.__main__ import main
main()
"""
AT_A_TIME = """
import datetime, sys, time
class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls({year}, 1, 2, tzinfo=tz)
datetime.datetime, time.time = Clock, Clock({year}, 1, 2).timestamp
from posguard.__main__ import main
main()
"""
LITTLE_MEMORY = """
import resource, sys
from posguard.cli.program import run
with open("/proc/self/statm") as sizes:
    now = int(sizes.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + (2 << 20), resource.RLIM_INFINITY))
sys.exit(run(sys.argv[1:]))
"""


def one_sentence(ended: Result, code: int = 1) -> str:
    """What was said, which is one line and nothing else."""
    assert (ended.code, ended.out, ended.complaint.count("\n")) == (code, b"", 1), ended.complaint
    assert "Traceback" not in ended.complaint
    return ended.complaint.rstrip("\n")


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize(
    "error",
    [
        "RecursionError('maximum recursion depth exceeded')",
        "KeyError('x')",
        "AssertionError",
        "ValueError('a\\nb')",
    ],
)
def test_what_nobody_expected_is_one_sentence(lang: Lang, error: str) -> None:
    """It tells what happened in a few words, and where to report it with what; the exit code
    is 1.
    """
    ended = run_program("checklist", "sn-leak", "--lang", lang, program=BREAKS.format(error=error))
    words = " ".join(error.replace("('", ": ").replace("')", "").replace("\\n", " ").split())
    words = words.replace("KeyError: x", "KeyError: 'x'")
    assert one_sentence(ended) == say(lang, "unforeseen", words=words)
    assert "POSGUARD_DEBUG=1" in ended.complaint


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_what_the_system_refuses_is_not_called_a_fault_of_the_program(lang: Lang) -> None:
    """A full disk or a broken one is named as such, with the file where there is one."""
    at, anywhere = (
        "OSError(28, 'No space left on device', '/x/y')",
        "OSError(5, 'Input/output error')",
    )
    reasons = say(lang, "reason:ENOSPC"), say(lang, "reason:EIO")
    ended = [
        run_program("checklist", "sn-leak", "--lang", lang, program=BREAKS.format(error=e))
        for e in (at, anywhere)
    ]
    assert one_sentence(ended[0]) == say(lang, "system-failed-at", file="/x/y", reason=reasons[0])
    assert one_sentence(ended[1]) == say(lang, "system-failed", reason=reasons[1])


def test_what_is_said_of_it_is_masked_short_and_harmless() -> None:
    """No card number, no escape sequence and no endless line gets onto the screen, not even to
    whom debugs.
    """
    error = f"ValueError('card {CARD} \\x1b]0;owned\\x07 ' + 'a' * 100_000)"
    complaint = one_sentence(
        run_program("checklist", "sn-leak", program=BREAKS.format(error=error))
    )
    traced = run_program(
        "checklist", "sn-leak", program=BREAKS.format(error=error), env={"POSGUARD_DEBUG": "1"}
    ).complaint
    assert len(complaint) < 500
    assert "\x1b" not in complaint
    assert CARD not in complaint + traced
    assert "card 622202*********0128" in complaint


def test_the_traceback_is_there_for_whoever_asks_for_it() -> None:
    """With ``POSGUARD_DEBUG`` set the traceback comes first, then the same sentence."""
    program = BREAKS.format(error="KeyError('x')")
    plain = one_sentence(run_program("checklist", "sn-leak", program=program))
    traced = run_program("checklist", "sn-leak", program=program, env={"POSGUARD_DEBUG": "1"})
    assert traced.code == 1
    assert traced.complaint.startswith("Traceback (most recent call last):\n")
    assert traced.complaint.endswith(f"\nKeyError: 'x'\n{plain}\n")
    assert "reader.py" in traced.complaint


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_too_little_memory(lang: Lang, tmp_path: Path) -> None:
    """A command that gets no more memory says so."""
    (tmp_path / "incidents").mkdir()
    for number in range(40):
        (tmp_path / "incidents" / f"large-{number}.yaml").write_text(
            "a: " + "b" * (1 << 19), encoding="utf-8"
        )
    ended = run_program("lint", str(tmp_path), "--lang", lang, program=LITTLE_MEMORY)
    assert one_sentence(ended) == say(lang, "out-of-memory")


@pytest.mark.parametrize("missing", ["typer", "msgspec", "yaml"])
def test_a_library_that_is_missing(missing: str) -> None:
    """An installation that lost a library says which, and to install again, however early it is
    missed.
    """
    program = (
        f"import sys; sys.modules[{missing!r}] = None\nfrom posguard.__main__ import main\nmain()"
    )
    complaint = one_sentence(run_program("checklist", "sn-leak", program=program))
    assert missing in complaint
    assert "nstall it again" in complaint


UNKNOWN_USER = """
import os, pwd
def unknown(uid):
    raise KeyError(uid)
pwd.getpwuid = unknown
{home}
from posguard.__main__ import main
main()
"""
"""A user whom the system does not know, as in a container, with no home or an empty one."""
HOMELESS = {
    "unset": "del os.environ['HOME']",
    "empty": "os.environ['HOME'] = ''",
    "relative": "os.environ['HOME'] = 'h'",
}


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize("home", slow_unless(("unset",), HOMELESS))
@pytest.mark.parametrize(
    "argv", [("case", "list"), ("letter", "acquirer-notice"), ("evidence", "list")], ids=" ".join
)
def test_no_home(home: str, argv: tuple[str, ...], lang: Lang) -> None:
    """Where cases would lie nobody knows: it says so, and how to name a folder; a named one is all
    that it takes.
    """
    program = UNKNOWN_USER.format(home=home)
    ended = run_program(*argv, "--lang", lang, program=program)
    assert one_sentence(ended) == say(lang, "no-home-for-cases")
    assert run_program("case", "list", "--cases", "/nowhere", program=program).code == 0


@pytest.mark.slow
@pytest.mark.parametrize("home", HOMELESS.values(), ids=HOMELESS)
def test_advice_needs_no_home(home: str) -> None:
    """Checklists and plans come without one."""
    for argv in (("checklist", "sn-leak"), ("triage", *answer_options(CALM))):
        ended = run_program(*argv, program=UNKNOWN_USER.format(home=home))
        assert (ended.code, ended.err) == (0, b"")


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize(
    "argv",
    [
        ("checklist", "sn-leak", "-o", "x.txt"),
        ("triage", *answer_options(CALM), "-o", "x.txt"),
        ("triage", *answer_options(CALM), "--case", "x", "--cases", "cases"),
        ("letter", "acquirer-notice", "-o", "x.html"),
        ("letter", "acquirer-notice", "-o", "x.docx"),
        ("case", "list", "--cases", "cases"),
        ("evidence", "add", "x", "--cases", "cases"),
    ],
    ids=lambda argv: " ".join((*argv[:2], *argv[-2:])),
)
def test_the_working_folder_is_gone(argv: tuple[str, ...], lang: Lang, tmp_path: Path) -> None:
    """Whatever is named from a folder that was removed: it says so, and to change to another."""
    ended = without_folder(tmp_path, *argv, "--lang", lang)
    assert one_sentence(ended) == say(lang, "folder-gone")


@pytest.mark.parametrize(
    "argv",
    [("checklist", "sn-leak"), ("contacts",), ("lint",), ("triage", *answer_options(CALM))],
    ids=str,
)
def test_advice_needs_no_folder(argv: tuple[str, ...], tmp_path: Path) -> None:
    """What names no file does not mind."""
    assert without_folder(tmp_path, *argv).code == 0


def without_folder(tmp_path: Path, *argv: str) -> Result:
    """A run in a folder that was removed the moment before."""
    gone = tmp_path / "gone"
    gone.mkdir()
    program = f"import os; os.rmdir({str(gone)!r})\nfrom posguard.__main__ import main\nmain()"
    return run_program(*argv, cwd=str(gone), program=program)


IN_CHINESE = {
    "PLAYBOOK": "预案",
    "WORDS...": "词...",
    "FOLDER": "文件夹",
    "TEXT...": "文字...",
    "KIND VALUE...": "种类 内容...",
    "KIND": "种类",
}
"""The names of arguments; those of options are the same in both languages."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("argv", "name"),
    [
        (("checklist", GBK), "PLAYBOOK"),
        (("checklist", "sn-leak", "-o", GBK), "--output"),
        (("checklist", "sn-leak", "--bank", GBK), "--bank"),
        (("search", "money", GBK), "WORDS..."),
        (("contacts", GBK), "WORDS..."),
        (("lint", GBK), "FOLDER"),
        (("triage", "-a", GBK), "--answer"),
        (("triage", "--case", GBK), "--case"),
        (("case", "note", f"his name is {GBK}"), "TEXT..."),
        (("case", "fact", "owner-name", GBK), "KIND VALUE..."),
        (("case", "tick", "1", "--by", GBK), "--by"),
        (("case", "list", "--cases", GBK), "--cases"),
        (("evidence", "add", "x", "--what", GBK), "--what"),
        (("evidence", "pack", "-o", GBK), "--output"),
        (("letter", GBK), "KIND"),
    ],
    ids=lambda part: part if isinstance(part, str) else " ".join(part[:2]),
)
def test_an_argument_that_is_no_text(argv: tuple[str, ...], name: str, tmp_path: Path) -> None:
    """Bytes of another encoding are refused before anything is kept or printed, with the name of
    the argument.
    """
    cases = tmp_path / "cases"
    run_in_process("triage", *answer_options(CALM), "--case", "x", "--cases", str(cases))
    before = sorted((path.name, path.stat().st_mtime_ns) for path in cases.rglob("*.json*"))
    for lang in LANGS:
        ended = run_program(
            *argv, cwd=str(tmp_path), env={"POSGUARD_CASES": str(cases), "POSGUARD_LANG": lang}
        )
        shown = next(word for word in argv if GBK in word)
        assert one_sentence(ended, 2) == say(
            lang,
            "argument-not-text",
            name=IN_CHINESE.get(name, name) if lang == "zh" else name,
            words=shown,
            encoding="utf-8",
        )
    assert (
        sorted((path.name, path.stat().st_mtime_ns) for path in cases.rglob("*.json*")) == before
    )
    assert [path.name for path in tmp_path.iterdir()] == ["cases"]


@pytest.mark.parametrize("name", ["POSGUARD_CASES", "POSGUARD_PACK"])
def test_a_variable_that_is_no_text(name: str, tmp_path: Path) -> None:
    """The same bytes in the environment are refused too."""
    complaint = one_sentence(run_program("case", "list", env={name: str(tmp_path / GBK)}), 2)
    assert complaint.startswith(f"The environment variable {name} holds ")


def test_the_name_of_a_piece_of_evidence_may_be_any_bytes(tmp_path: Path) -> None:
    """What a person wants to keep is kept whatever it is called."""
    (tmp_path / GBK).write_bytes(b"slip")
    env = {"POSGUARD_CASES": str(tmp_path / "cases")}
    run_in_process("triage", *answer_options(CALM), "--case", "x", env=env)
    assert run_program("evidence", "add", GBK, cwd=str(tmp_path), env=env).code == 0


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize("found", ["folder", "GBK"])
def test_completion_that_cannot_be_installed(found: str, lang: Lang, tmp_path: Path) -> None:
    """A start-up file that cannot be read or written: which one, why, and what to do instead."""
    if found == "folder":
        (tmp_path / ".bashrc").mkdir()
    else:
        (tmp_path / ".bashrc").write_bytes("# 中文\n".encode("gbk"))
    ended = in_bash("--install-completion", "--lang", lang, home=tmp_path)
    reason = say(lang, "reason:EISDIR" if found == "folder" else "reason:not UTF-8")
    assert reason in one_sentence(ended)
    assert str(tmp_path) in ended.complaint
    assert "--show-completion" in ended.complaint


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_completion_installed(lang: Lang, tmp_path: Path) -> None:
    """Where it went and when it works is said in the user's language."""
    ended = in_bash("--install-completion", "--lang", lang, home=tmp_path)
    made = tmp_path / ".bash_completions" / "posguard.sh"
    assert (ended.code, ended.err) == (0, b"")
    assert ended.words == say(lang, "completion-installed", shell="bash", file=made) + "\n"
    assert made.exists()


def in_bash(*argv: str, home: Path) -> Result:
    """A run from bash, which stays its parent."""
    script = f'"{sys.executable}" -m posguard "$@"; exit $?'
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", script, "bash", *argv],
        env=environment({"HOME": str(home)}),
        capture_output=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("lang", slow_after(1, LANGS))
@pytest.mark.parametrize("year", [1970, 2200])
def test_a_clock_that_is_far_off(year: int, lang: Lang, tmp_path: Path) -> None:
    """A Word file says that it cannot hold the year; other formats, due times and bags are made
    all the same.
    """
    env = {"POSGUARD_CASES": str(tmp_path / "cases"), "POSGUARD_LANG": lang}

    def run(*argv: str) -> Result:
        return run_program(*argv, cwd=str(tmp_path), env=env, program=AT_A_TIME.format(year=year))

    assert run("triage", *answer_options(CALM), "--case", "x").code == 0
    assert one_sentence(run("letter", "acquirer-notice", "-o", "x.docx")) == say(
        lang, "clock-off", year=year
    )
    (tmp_path / "slip.txt").write_text("slip", encoding="utf-8")
    for argv in (
        ("letter", "acquirer-notice", "-o", "x.html"),
        ("evidence", "add", "slip.txt"),
        ("evidence", "pack", "-o", "bag.zip"),
        ("case", "due"),
        ("case", "ics", "-o", "due.ics"),
    ):
        ended = run(*argv)
        assert ended.code == 0, ended.complaint


@pytest.mark.parametrize("lang", slow_after(1, LANGS))
def test_a_name_that_the_locale_cannot_write(lang: Lang, tmp_path: Path) -> None:
    """Where the locale has no Chinese characters, a file of that name is spoken of as such, not as
    an accident.
    """
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "POSGUARD_LANG": lang}
    program = (
        "import sys; sys.argv[-1] = '\\u4e2d\\u6587'\nfrom posguard.__main__ import main\nmain()"
    )
    ended = run_program(
        "checklist", "sn-leak", "-o", "x", cwd=str(tmp_path), env=env, program=program
    )
    assert (ended.code, "Traceback" in ended.complaint) == (1, False)
    shown = say(lang, "name-not-in-encoding", name="中文", encoding="ascii")
    assert ended.complaint.encode("ascii").decode("unicode_escape").rstrip("\n") == shown
