"""Files of a stranger's pack that are no pack files at all: refused at once, with their place, and
nothing executed.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.pack_factory import incident_yaml, lint_report, question_yaml, write_file
from support.program import run_program
from support.slow import slow_after
from yaml._yaml import get_version_string

from posguard.api.packs import open_pack
from posguard.cli.program import run
from posguard.errors import PackError
from posguard.messages import say
from posguard.pack.layout import MAX_BYTES
from posguard.pack.loading import Pack

SECONDS = 0.5
FILE = "incidents/broken.yaml"
Case = tuple[Callable[[Path], object], str, str]
"""What makes the folder; the place in it that is complained about, and how the complaint begins.
"""
LOOKS_AHEAD = tuple(map(int, get_version_string().split("."))) >= (0, 2, 6)
"""Whether libyaml counts the brackets of a line, and stops at a thousand, before it tells of the
first.
"""
SOUND = incident_yaml(question_yaml("first"))

LAUGHS = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
MERGES = "".join(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 10))
EXECUTE = "title: !!python/object/apply:os.system ['touch executed']\n"

BYTES: dict[str, tuple[bytes, str, str]] = {
    "aliases": (b"l0: &l0 lol\n" + LAUGHS.encode(), ":1:5", "anchors"),
    "merges": (b"m0: {a: b}\n" + MERGES.encode(), ":2:5", "anchors"),
    "merge key": (b"m0: {a: b}\n<<: {c: d}\n", ":2:1", "merge keys"),
    "alias alone": (b"a: *a\n", ":1:4", "aliases"),
    "square brackets": (b"[" * 100_000, ":1:1001" if LOOKS_AHEAD else ":1:33", "nested deeper"),
    "braces": (b"{a: " * 100_000, ":1:129", "nested deeper"),
    "bare braces": (
        b"{" * 100_000,
        *((":1:1001", "nested deeper") if LOOKS_AHEAD else (":1:2", "a key must be")),
    ),
    "few bare braces": (b"{" * 900, ":1:2", "a key must be plain text"),
    "few square brackets": (b"[" * 900, ":1:33", "nested deeper"),
    "dashes": (b"- " * 100_000, ":1:65", "nested deeper"),
    "question marks": (b"? " * 100_000, ":1:3", "a key must be plain text"),
    "directives": (
        b"".join(b"%%TAG !a%d! tag:x\n" % n for n in range(40_000)) + b"---\na: b\n",
        ":1:1",
        "directives",
    ),
    "many values": (b"a: [" + b"b, " * 300_000 + b"c]\n", ":1:", "more than 20000 values"),
    "nested values": (
        b"a: [" + b",".join([b"[[[[b]]]]"] * 10_000) + b"]\n",
        ":1:",
        "more than 20000 values",
    ),
    "five megabytes": (b"a: b\n" * MAX_BYTES, "", "the file is larger than 1 MiB"),
    "five megabytes of spaces": (b" " * 5 * MAX_BYTES, "", "the file is larger than 1 MiB"),
    "one long line": (b"title: " + b"a" * (MAX_BYTES - 8), ":1:1", "the file lacks summary"),
    "one long key": (b"? " + b"a" * (MAX_BYTES - 8) + b"\n: b\n", ":1:1", "the file lacks title"),
    "unclosed quote": (b'a: "' + b"a\n" * 500_000, ":1:4", "this is not valid YAML"),
    "UTF-16": (SOUND.encode("utf-16"), ":1:1", "it is not UTF-8"),
    "UTF-16 without a mark": (
        "title: a".encode("utf-16-le"),
        ":1:2",
        "there is a control character",
    ),
    "UTF-32": (SOUND.encode("utf-32"), ":1:1", "it is not UTF-8"),
    "GBK": (SOUND.encode("gbk"), ":2:1", "it is not UTF-8"),
    "Latin-1": ("title: a\nsummary: café\n".encode("latin-1"), ":2:1", "it is not UTF-8"),
    "surrogates": (b"title:\n  zh: \xed\xa0\x80\n", ":2:1", "it is not UTF-8"),
    "zero bytes": (b"\0" * 1000, ":1:1", "there is a control character"),
    "escape sequence": (
        SOUND.replace("示例", "\x1b]0;owned\x07").encode(),
        ":2:7",
        "there is a control character",
    ),
    "escaped escape": (
        SOUND.replace("示例", '"\\e[2J"').encode(),
        ":2:7",
        "the text holds a control",
    ),
    "other direction": (
        SOUND.replace("示例", "\u202e00596").encode(),
        ":2:7",
        "the text holds a control",
    ),
    "hidden in a comment": (
        f"# a\u2028b: c\n{SOUND}".encode(),
        ":1:4",
        "the text holds a control",
    ),
    "execution": (EXECUTE.encode(), ":1:8", "tags"),
    "new object": (b"title: !!python/object/new:os.system {}\n", ":1:8", "tags"),
}


def _link(folder: Path, target: str) -> None:
    (folder / "incidents").mkdir()
    (folder / FILE).symlink_to(target)


def _linked_folder(folder: Path) -> None:
    write_file(folder.parent, f"{folder.name}-elsewhere/broken.yaml", SOUND)
    (folder / "incidents").symlink_to(f"../{folder.name}-elsewhere")


def _pipe(folder: Path) -> None:
    (folder / "incidents").mkdir()
    os.mkfifo(folder / FILE)


def _socket(folder: Path) -> None:
    (folder / "incidents").mkdir()
    here = Path.cwd()
    os.chdir(folder / "incidents")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("broken.yaml")
    os.chdir(here)


KINDS: dict[str, Case] = {
    "link to a file outside": (
        lambda folder: _link(folder, "/etc/passwd"),
        f"/{FILE}",
        "it leads out",
    ),
    "link up": (
        lambda folder: _link(folder, "../../../../../etc/passwd"),
        f"/{FILE}",
        "it leads out",
    ),
    "link to a device": (lambda folder: _link(folder, "/dev/zero"), f"/{FILE}", "it leads out"),
    "link to nothing": (
        lambda folder: _link(folder, "nothing.yaml"),
        f"/{FILE}",
        "cannot be read",
    ),
    "link to itself": (lambda folder: _link(folder, "broken.yaml"), f"/{FILE}", "cannot be read"),
    "link to the folder": (
        lambda folder: _link(folder, "."),
        f"/{FILE}",
        "it is not a regular file",
    ),
    "folder linked from outside": (_linked_folder, "/incidents", "it leads out"),
    "pipe": (_pipe, f"/{FILE}", "it is not a regular file"),
    "socket": (_socket, f"/{FILE}", "it is not a regular file"),
    "folder named like a file": (
        lambda folder: (folder / FILE).mkdir(parents=True),
        f"/{FILE}",
        "it is not a regular",
    ),
}


def _bytes(content: bytes) -> Callable[[Path], object]:
    return lambda folder: write_file(folder, FILE, content)


HOSTILE: dict[str, Case] = KINDS | {
    name: (_bytes(content), f"/{FILE}{place}", sentence)
    for name, (content, place, sentence) in BYTES.items()
}


@pytest.fixture(params=HOSTILE)
def hostile(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, str, str]]:
    """A folder with one hostile file, the place of the fault, and how the complaint about it
    begins.
    """
    make, place, sentence = HOSTILE[request.param]
    make(tmp_path)
    monkeypatch.chdir(tmp_path)
    yield str(tmp_path), f"{tmp_path}{place}", sentence
    assert not list(tmp_path.rglob("executed"))


def test_refused_at_once(hostile: tuple[str, str, str]) -> None:
    """The reading of a hostile file ends in a refusal within a quarter of a second."""
    folder, _, _ = hostile
    took = []
    for _ in range(3):
        collection = open_pack(folder).playbooks
        began = time.process_time()
        with pytest.raises(PackError):
            _ = collection["broken"]
        took.append(time.process_time() - began)

    assert min(took) < SECONDS


def test_checklist(hostile: tuple[str, str, str], capfd: pytest.CaptureFixture[str]) -> None:
    """A checklist of a hostile playbook is one short sentence with file and place, exit code 1,
    and no page.
    """
    folder, place, sentence = hostile

    code = run(["checklist", "broken", "--pack", folder, "--lang", "en"])

    out, err = capfd.readouterr()
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(place)
    assert sentence in err
    assert len(err) < len(folder) + 500


@pytest.mark.parametrize("name", slow_after(3, KINDS))
def test_lint_of_what_is_no_file(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Lint names what is no file of the folder, and ends with exit code 1."""
    make, place, sentence = KINDS[name]
    make(tmp_path)

    code = run(["lint", str(tmp_path), "--lang", "en"])

    out, err = capfd.readouterr()
    assert (code, err, out.count("\n")) == (1, "Problems: 1.\n", 1)
    assert out.startswith(f"{tmp_path}{place}:1:1: ")
    assert sentence in out


def test_lint_of_everything_as_a_command(tmp_path: Path) -> None:
    """The command itself survives a folder full of everything, pipes and devices included, and
    names each file.
    """
    for number, (content, _, _) in enumerate(BYTES.values()):
        write_file(tmp_path, f"incidents/broken-{number}.yaml", content)
    os.mkfifo(tmp_path / "pack.yaml")
    (tmp_path / "triage.yaml").symlink_to("/dev/zero")
    (tmp_path / "sources").symlink_to("/dev/fd")

    ended = run_in_process("lint", str(tmp_path), cwd=str(tmp_path))

    lines = ended.words.splitlines()
    assert (ended.code, ended.complaint.count("\n")) == (1, 1)
    for number, (_, place, sentence) in enumerate(BYTES.values()):
        begin = f"{tmp_path}/incidents/broken-{number}.yaml{place}"
        assert [line for line in lines if line.startswith(begin) and sentence in line], sentence
    others = [line.partition(":")[0] for line in lines if "/broken-" not in line]
    assert others == [f"{tmp_path}/{name}" for name in ("pack.yaml", "sources", "triage.yaml")]
    assert max(map(len, lines)) < len(str(tmp_path)) + 500
    assert not (tmp_path / "executed").exists()


READERS: dict[str, Callable[[Pack], object]] = {
    "questions/broken.yaml": lambda pack: pack.questions["broken"],
    "findings/broken.yaml": lambda pack: pack.findings["broken"],
    "order.yaml": lambda pack: pack.order,
}


@pytest.mark.parametrize("path", READERS)
def test_the_other_files_of_an_interview(path: str, tmp_path: Path) -> None:
    """Whatever stands in a question, a finding or the order of steps: refused at once and by name,
    where it is read and by lint.
    """
    for name, (content, _, _) in BYTES.items():
        write_file(tmp_path, path, content)
        pack = open_pack(str(tmp_path))
        began = time.process_time()
        with pytest.raises(PackError) as refused:
            READERS[path](pack)
        assert time.process_time() - began < SECONDS, name
        assert refused.value.file == f"{tmp_path}/{path}"
        told = lint_report(tmp_path).problems
        assert {problem.file for problem in told} == {f"{tmp_path}/{path}"}, name
        assert not list(tmp_path.rglob("executed"))


@pytest.mark.parametrize("path", ["pack.yaml", "triage.yaml"])
@pytest.mark.parametrize("command", slow_after(1, ["checklist", "triage", "search", "contacts"]))
def test_pipe_in_a_place_that_every_command_reads(command: str, path: str, tmp_path: Path) -> None:
    """A pipe to which nobody writes stops no command: it is refused, or not read at all."""
    os.mkfifo(tmp_path / path)
    words = {"checklist": ["sn-leak"], "search": ["SN"]}.get(command, [])

    ended = run_program(command, *words, "--pack", str(tmp_path))

    refused = f"{tmp_path}/{path}: it is not a regular file and is not read\n"
    found = say("en", "search-next", emergency="110") + "\n"
    assert ended.complaint in (refused, found, "") or ended.complaint.startswith(
        "There is no terminal to ask on."
    )
    assert ended.code == {refused: 1, found: 0, "": 0}.get(ended.complaint, 2)


def test_what_may_not_be_read(tmp_path: Path) -> None:
    """A file or a folder without permission is refused by name; whoever may read everything reads
    it.
    """
    write_file(tmp_path, FILE, SOUND).chmod(0)
    file = run_in_process("checklist", "broken", "--pack", str(tmp_path))
    allowed = os.access(tmp_path / FILE, os.R_OK)
    (tmp_path / FILE).chmod(0o600)
    (tmp_path / "incidents").chmod(0)
    folder = run_in_process("lint", str(tmp_path))
    (tmp_path / "incidents").chmod(0o700)

    assert (file.code, "cannot be read: permission denied" in file.complaint) == (
        (0, False) if allowed else (1, True)
    )
    assert (folder.code, "incidents:1:1: cannot-read" in folder.words) == (
        (0, False) if allowed else (1, True)
    )


def test_questions_that_go_in_a_circle(tmp_path: Path) -> None:
    """An interview that comes back to what has been asked asks nothing twice, and ends in a plan,
    not in a circle.
    """
    write_file(
        tmp_path,
        "triage.yaml",
        incident_yaml(question_yaml("first", "second"), question_yaml("second", "broken")),
    )
    write_file(
        tmp_path,
        FILE,
        incident_yaml(question_yaml("first", "second"), question_yaml("second", "first")),
    )

    ended = run_in_process(
        "triage", "--pack", str(tmp_path), "-a", "first=unsure", "-a", "second=unsure"
    )

    assert (ended.code, ended.complaint) == (0, "")
    assert ended.words.startswith("Plan: An example\n")


def test_trees_that_hand_over_without_end(tmp_path: Path) -> None:
    """A thousand trees, each handing over to the next and the last to the first, are passed one
    after the other.
    """
    write_file(tmp_path, "triage.yaml", incident_yaml(question_yaml("same", "t0")))
    for number in range(1000):
        asked = question_yaml(f"q{number}", f"t{(number + 1) % 1000}")
        write_file(tmp_path, f"incidents/t{number}.yaml", incident_yaml(asked))
    answers = ["-a", "same=unsure", *(f"-aq{number}=unsure" for number in range(1000))]

    ended = run_in_process("triage", "--pack", str(tmp_path), *answers, "--format", "json")

    assert (ended.code, ended.complaint) == (0, "")
    assert json.loads(ended.out)["incidents"] == [f"t{number}" for number in range(1000)]


def test_plan_that_refers_to_what_is_not_there(tmp_path: Path) -> None:
    """A checklist that needs a missing step says which one, and how to find the place; it is not
    half printed.
    """
    write_file(tmp_path, FILE, SOUND.replace("write-timeline", "write-timelin"))

    ended = run_in_process("checklist", "broken", "--pack", str(tmp_path))

    assert (ended.code, ended.words) == (1, "")
    assert ended.complaint.startswith(
        "The pack is broken: it refers to write-timelin, which it does not hold."
    )
