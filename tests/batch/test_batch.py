"""Many people's answers at once: a line in, a line out, and nothing that stops the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, PAID, answer_options
from support.pack_factory import write_file
from support.program import POSGUARD, environment, run_program
from support.terminal import Person
from support.walks import chance_walks

from posguard import api
from posguard.api.records import MOST_BYTES
from posguard.pack.model import LANGS, Lang

FEW = 150
Answers = Mapping[str, Sequence[str]]


def record(number: int, answers: Answers, lang: Lang) -> bytes:
    """A line with the answers of one person."""
    return json.dumps({"id": number, "lang": lang, "answers": dict(answers)}).encode()


@pytest.fixture(scope="module")
def lines() -> list[bytes]:
    """The answers of interviews by chance, in both languages."""
    walks = chance_walks(FEW, 7)
    return [record(n, w.progress.answers, LANGS[n % 2]) for n, w in enumerate(walks)]


@pytest.fixture
def answers_file(tmp_path: Path, lines: list[bytes]) -> Path:
    """A file of them."""
    return write_file(tmp_path, "answers.ndjson", b"\n".join(lines))


def read(out: bytes) -> list[Any]:
    """Every line as data."""
    return [json.loads(line) for line in out.splitlines()]


def piped(data: bytes, *argv: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command with these bytes in its pipe."""
    return subprocess.run(
        [*POSGUARD, "batch", *argv],
        input=data,
        capture_output=True,
        env=environment({"POSGUARD_LANG": "en"}),
        timeout=120,
        check=False,
    )


def test_each_line_is_the_plan_of_triage(answers_file: Path, lines: list[bytes]) -> None:
    """A line out is the identity and the plan that triage prints as JSON, on one line, byte for
    byte and in the order of the lines in.
    """
    done = run_in_process("batch", str(answers_file))
    assert done.code == 0, done.complaint
    printed = done.out.splitlines()
    assert len(printed) == FEW
    pack = api.open_pack()
    for number, (line, given) in enumerate(zip(printed, lines, strict=True)):
        asked = json.loads(given)
        whole = json.loads(pack.plan(asked["answers"], asked["lang"]).json())
        expected = json.dumps(
            {"id": number, "plan": whole}, ensure_ascii=False, separators=(",", ":")
        )
        assert line.decode() == expected
    for number in (3, 4):
        asked = json.loads(lines[number])
        words = answer_options(asked["answers"])
        shown = run_in_process("triage", *words, "--format", "json", "--lang", asked["lang"])
        assert json.loads(printed[number])["plan"] == json.loads(shown.out)


def test_it_works_in_several_processes_in_order(answers_file: Path) -> None:
    """Several processes write the same bytes as one does."""
    one = run_in_process("batch", str(answers_file))
    two = run_in_process("batch", "--jobs", "2", str(answers_file))
    assert (two.code, two.out) == (0, one.out)


BAD: dict[str, tuple[bytes, str]] = {
    "not JSON": (b"{'id': 1}", "line-not-json"),
    "deep": (b"[" * 30_000, "line-not-json"),
    "half": (b'{"id":1,"answers":{"who":', "line-not-json"),
    "not UTF-8": (b'{"id":1,"answers":{"\xff":"a"}}', "line-not-utf8"),
    "no object": (b"[1]", "line-no-object"),
    "a key too many": (b'{"id":1,"answers":{},"name":"Li"}', "line-unknown-key"),
    "no answers": (b'{"id":1}', "line-no-answers"),
    "answers in a list": (b'{"id":1,"answers":["who"]}', "line-no-answers"),
    "a number for an option": (b'{"id":1,"answers":{"who":[1]}}', "answers-not-options"),
    "a fraction for an identity": (b'{"id":1.5,"answers":{}}', "line-id"),
    "a long identity": (b'{"id":"%b","answers":{}}' % (b"x" * 201), "line-id"),
    "an unknown language": (b'{"id":1,"lang":"fr","answers":{}}', "line-lang"),
    "too long": (b'{"id":"%b"}' % (b"x" * MOST_BYTES), "line-too-long"),
    "much too long": (b"x" * (9 * MOST_BYTES), "line-too-long"),
    "an unknown option": (b'{"id":1,"answers":{"happening-now":"no-such"}}', "no-such-option"),
    "an unknown question": (b'{"id":1,"answers":{"no-such":"none"}}', "answer-not-asked"),
    "unfinished": (b'{"id":1,"answers":{"happening-now":["none"]}}', "unfinished-answers"),
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_bad_line_stops_nothing(tmp_path: Path, lang: Lang) -> None:
    """Whatever is wrong with a line, it gets its number, a key and a sentence in the language
    asked for; the lines around it get their plans. Empty lines are passed over.
    """
    good = record(0, CALM, lang)
    content = b"".join(b"%b\n\n%b\n\n" % (bad, good) for bad, _ in BAD.values())
    file = write_file(tmp_path, "in", content)
    done = run_in_process("batch", str(file), "--lang", lang)
    assert done.code == 1
    found = read(done.out)
    assert len(found) == 2 * len(BAD)
    assert all("plan" in each for each in found[1::2])
    for position, (each, (_, key)) in enumerate(zip(found[::2], BAD.values(), strict=True)):
        assert (each["error"]["key"], each["line"]) == (key, 1 + 4 * position)
        assert each["file"] == str(file)
        words = each["error"]["message"]
        assert any(character >= "\u4e00" for character in words) == (lang == "zh")
        assert "{" not in words.replace('{"id": 1', "").replace("{…}", "")


def test_a_refusal_speaks_the_language_of_its_record() -> None:
    """A record that names a language is refused in it."""
    pack = api.open_pack()
    for lang, other in zip(LANGS, LANGS[::-1], strict=True):
        told = json.loads(api.plan_line(pack, json.dumps({"lang": lang, "answers": {}}), other))
        assert any(c >= "\u4e00" for c in told["error"]["message"]) == (lang == "zh")


def test_a_refusal_repeats_nothing_that_a_person_typed() -> None:
    """What is no name of a pack is not repeated: it may be a card number or somebody's name."""
    pack = api.open_pack()
    for secret in ("6222021234567890128", "Zhang Wei", "a6222021234567890128", "\u202e", "x\ny"):
        for answers in ({secret: "none"}, {"happening-now": secret}, {"who": {secret: 1}}):
            line = api.plan_line(pack, json.dumps({"answers": answers, "id": 1}), "en")
            assert b"error" in line
            assert secret not in json.loads(line)["error"]["message"]
        line = api.plan_line(pack, json.dumps({secret: 1}), "en")
        assert secret not in line.decode()


def test_an_identity_comes_back_as_it_was() -> None:
    """Numbers, texts and none are given back unchanged."""
    pack = api.open_pack()
    for identity in (0, -1, 2**70, "", "A-7", "单 7", None):
        line = json.dumps({"id": identity, "answers": CALM})
        assert json.loads(api.plan_line(pack, line, "en"))["id"] == identity


def test_pipes_and_files_and_a_last_line_without_an_end() -> None:
    """Standard input is read where no file is named or `-` is; the last line need not end."""
    data = record(1, CALM, "en") + b"\n" + record(2, PAID, "zh")
    for words in ((), ("-",)):
        done = piped(data, *words)
        assert done.returncode == 0
        assert [each["id"] for each in read(done.stdout)] == [1, 2]
        assert b"Plans: 2" in done.stderr


def test_an_answer_comes_as_soon_as_a_line_is_there() -> None:
    """A program that sends a line and waits gets its plan before it sends the next, with several
    processes too.
    """
    for jobs in ("1", "2"):
        with subprocess.Popen(
            [*POSGUARD, "batch", "--jobs", jobs],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as program:
            assert program.stdin is not None
            assert program.stdout is not None
            for number in range(3):
                program.stdin.write(record(number, CALM, "en") + b"\n")
                program.stdin.flush()
                assert json.loads(program.stdout.readline())["id"] == number
            program.stdin.close()
            assert program.wait(60) == 0


def _endless(file: Path) -> Iterator[subprocess.Popen[bytes]]:
    for jobs in ("1", "2"):
        with subprocess.Popen(
            [*POSGUARD, "batch", "--jobs", jobs, str(file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            start_new_session=True,
        ) as program:
            yield program


def test_a_closed_pipe_ends_it(tmp_path: Path) -> None:
    """When nobody reads any longer it ends at once and says nothing."""
    file = write_file(tmp_path, "in", (record(1, CALM, "en") + b"\n") * 5000)
    for program in _endless(file):
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline().startswith(b'{"id":1')
        program.stdout.close()
        assert program.wait(60) == 141
        assert program.stderr.read() == b""


def test_ctrl_c_ends_it(tmp_path: Path) -> None:
    """Ctrl-C, which reaches all its processes, ends it with 130 and no word."""
    file = write_file(tmp_path, "in", (record(1, CALM, "en") + b"\n") * 50_000)
    for program in _endless(file):
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        os.killpg(program.pid, signal.SIGINT)
        program.stdout.read()
        assert program.wait(60) == 130
        assert program.stderr.read() == b""


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, answers_file: Path) -> None:
    """With -o the lines go to a file; what fails in the middle leaves the old one."""
    out = tmp_path / "plans.ndjson"
    done = run_in_process("batch", str(answers_file), "-o", str(out), "--lang", "en")
    assert (done.code, done.out) == (0, b"")
    assert f"Written to {out}." in done.complaint
    assert len(out.read_bytes().splitlines()) == FEW
    before = out.read_bytes()
    broken = run_in_process("batch", str(answers_file), str(tmp_path / "no"), "-o", str(out))
    assert broken.code == 1
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.ndjson", "plans.ndjson"]


MISUSE: dict[str, tuple[tuple[str, ...], int, str]] = {
    "no such file": (("nowhere.ndjson",), 1, "Cannot read nowhere.ndjson"),
    "no such pack": (("-", "--pack", "nowhere"), 1, "There is no folder nowhere"),
    "no such other pack": (("-", "--against", "nowhere"), 1, "There is no folder nowhere"),
    "text": (("-", "--format", "text"), 2, "--format cannot be text"),
    "no job": (("-", "--jobs", "0"), 2, "0"),
}


@pytest.mark.parametrize("words", MISUSE)
def test_misuse_is_told(words: str, tmp_path: Path) -> None:
    """What cannot be done is said in a sentence, with its exit code."""
    argv, code, says = MISUSE[words]
    done = run_in_process("batch", *argv, "--lang", "en", cwd=str(tmp_path))
    assert (done.code, done.out) == (code, b"")
    assert says in done.complaint


def test_nobody_types_json_at_a_terminal() -> None:
    """At a terminal, without a file, it says what to give it instead of waiting."""
    with Person("batch", lang="en") as person:
        person.see("Name a file or use a pipe")
        assert person.leave().code == 2


def test_it_says_how_far_it_is_at_a_terminal(tmp_path: Path) -> None:
    """While the plans go to a file, the terminal shows how many are done."""
    file = write_file(tmp_path, "in", (record(1, CALM, "en") + b"\n") * 4000)
    with Person("batch", str(file), "-o", str(tmp_path / "out"), lang="en") as person:
        person.see("lines, ")
        person.see("Plans: 4000")
        assert person.leave().code == 0


_MEASURED = """
import resource, sys
from posguard.cli.program import run
code = run(sys.argv[1:])
sys.stderr.write(f"\\n{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
"""


def test_memory_does_not_grow_with_the_lines(tmp_path: Path) -> None:
    """Ten times as many lines take no more memory."""
    used = []
    for count in (300, 3000):
        file = write_file(tmp_path, "in", (record(1, EMERGENCY, "zh") + b"\n") * count)
        words = ["batch", str(file), "-o", str(tmp_path / "out")]
        done = run_program(*words, program=_MEASURED)
        assert b"Plans" in done.err, done.complaint
        used.append(int(done.err.splitlines()[-1]))
    assert used[1] < used[0] * 1.1
