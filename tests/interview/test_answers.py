"""``--answers FILE``: the JSON of an earlier plan gives the same plan again, and a bad file is
told what is wrong.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, SEVERAL, Answers, answer_options, plan_output
from support.program import Result

from posguard.errors import NOT_UTF8, SystemReason
from posguard.messages import say
from posguard.pack.model import LANGS, Lang

BOTH = pytest.mark.parametrize("lang", LANGS)


def triage(lang: Lang, *argv: str) -> Result:
    """An interview that nobody is asked in, because all its answers are given."""
    return run_in_process("triage", *argv, env={"POSGUARD_LANG": lang})


def written(folder: Path, content: Any) -> str:
    """A file with this content as JSON."""
    file = folder / "answers.json"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(file)


@BOTH
@pytest.mark.parametrize("format", ["text", "markdown", "json", "html"])
@pytest.mark.parametrize(
    "answers", [CALM, SEVERAL, EMERGENCY], ids=["calm", "several", "emergency"]
)
def test_the_json_of_an_earlier_run_gives_the_same_bytes(
    tmp_path: Path,
    answers: Answers,
    lang: Lang,
    format: str,  # noqa: A002
) -> None:
    """Fed back, the JSON of a plan in either language leads to the same plan in every format."""
    wanted = plan_output(answers, lang, "--format", format)
    for earlier in LANGS:
        file = tmp_path / "plan.json"
        file.write_bytes(plan_output(answers, earlier, "--format", "json"))
        again = triage(lang, "--answers", str(file), "--format", format)
        assert (again.code, again.err) == (0, b"")
        assert again.out == wanted


def test_the_contacts_that_were_chosen_come_back_with_the_answers(tmp_path: Path) -> None:
    """The acquirer and the bank of an earlier run are in the plan again, unless others are named
    now.
    """
    file = tmp_path / "plan.json"
    file.write_bytes(plan_output(CALM, "zh", "--format", "json", "--acquirer", "lakala"))
    assert triage("zh", "--answers", str(file)).out == plan_output(
        CALM, "zh", "--acquirer", "lakala"
    )
    other = triage("zh", "--answers", str(file), "--acquirer", "富友")
    assert other.out == plan_output(CALM, "zh", "--acquirer", "fuiou")


@pytest.mark.parametrize(
    "answers", [CALM, SEVERAL, EMERGENCY], ids=["calm", "several", "emergency"]
)
def test_a_plain_object_of_answers(tmp_path: Path, answers: Answers) -> None:
    """A file may also hold question: option, with a list where there are several, and a mark of
    its byte order.
    """
    plain = {
        name: options[0] if len(options) == 1 else list(options)
        for name, options in answers.items()
    }
    file = written(tmp_path, plain)
    assert triage("en", "--answers", file).out == plan_output(answers, "en")
    Path(file).write_bytes(b"\xef\xbb\xbf" + Path(file).read_bytes())
    assert triage("en", "--answers", file).out == plan_output(answers, "en")


def test_answers_from_a_file_and_from_the_command_line_together(tmp_path: Path) -> None:
    """The two add to each other; the same answer in both is no contradiction."""
    first, last = dict(list(CALM.items())[:3]), dict(list(CALM.items())[2:])
    file = written(tmp_path, first)
    assert triage("zh", "--answers", file, *answer_options(last)).out == plan_output(CALM, "zh")


@BOTH
def test_two_different_answers_to_one_question(tmp_path: Path, lang: Lang) -> None:
    """Where file and command line disagree, neither is taken."""
    ended = triage(lang, "--answers", written(tmp_path, CALM), "-a", "who=employee")
    complaint = say(lang, "two-answers", question="who", options=["owner", "employee"])
    assert (ended.code, ended.out, ended.complaint) == (2, b"", complaint + "\n")


BAD: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "not JSON": lambda file: file.write_bytes("这不是 JSON".encode()),
    "half of it": lambda file: file.write_bytes(
        plan_output(CALM, "zh", "--format", "json").decode()[:-40].encode()
    ),
    "a list": lambda file: file.write_bytes(b'["no"]'),
    "a number": lambda file: file.write_bytes(b"1" * 10_000),
    "a word": lambda file: file.write_bytes(b"null"),
    "options that are no words": lambda file: file.write_bytes(b'{"happening-now": {"no": 1}}'),
    "no option": lambda file: file.write_bytes(b'{"happening-now": []}'),
    "answers that are no object": lambda file: file.write_bytes(
        b'{"schema": "posguard.plan/2", "answers": [1]}'
    ),
    "contacts that are no object": lambda file: file.write_bytes(
        b'{"schema": "posguard.plan/2", "answers": {}, "contacts": 7}'
    ),
    "deep": lambda file: file.write_bytes(b"[" * 100_000),
    "deep and closed": lambda file: file.write_bytes(b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
}


@BOTH
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_file_that_holds_no_answers(
    tmp_path: Path, lang: Lang, bad: Callable[[Path], object]
) -> None:
    """One sentence with the file's name, where it stops making sense, and what it should be; exit
    code 1.
    """
    file = tmp_path / "answers.json"
    bad(file)
    ended = triage(lang, "--answers", str(file))
    assert (ended.code, ended.out) == (1, b"")
    start, _, end = say(lang, "answers-not-json", file=file, place="|").partition("|")
    assert ended.complaint.startswith(start)
    assert ended.complaint.endswith(end + "\n")
    assert ended.complaint.count("\n") == 1


@BOTH
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", NOT_UTF8),
        ("{“是”}".encode("gbk"), NOT_UTF8),
        (None, SystemReason(errno.EISDIR)),
    ],
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path, lang: Lang, content: bytes | None, reason: SystemReason
) -> None:
    """A binary file, another encoding or a folder is said to be so; exit code 1."""
    file = tmp_path / "answers"
    file.mkdir() if content is None else file.write_bytes(content)
    ended = triage(lang, "--answers", str(file))
    complaint = say(lang, "file-unreadable", file=file, reason=reason) + "\n"
    assert (ended.code, ended.out, ended.complaint) == (1, b"", complaint)


@BOTH
@pytest.mark.parametrize(
    "schema", ["posguard.plan/1", "posguard.plan/3", "posguard.checklist/2", "", 1, [], {}]
)
def test_another_schema(tmp_path: Path, lang: Lang, schema: object) -> None:
    """The JSON of another kind of page, or of an earlier or later version, is not guessed at."""
    ended = triage(lang, "--answers", written(tmp_path, {"schema": schema, "answers": dict(CALM)}))
    assert (ended.code, ended.out, ended.complaint.count("\n")) == (1, b"", 1)
    assert "posguard.plan/2" in ended.complaint


@BOTH
def test_the_answers_of_the_interview_before_this_one(tmp_path: Path, lang: Lang) -> None:
    """The JSON of a plan of the old questions is refused, and is said to be another form."""
    answers = {"happening-now": ["no"], "who": ["owner"]}
    file = written(tmp_path, {"schema": "posguard.plan/1", "answers": answers})
    ended = triage(lang, "--answers", file)
    complaint = say(
        lang, "answers-schema", file=file, id="posguard.plan/1", known="posguard.plan/2"
    )
    assert (ended.code, ended.out, ended.complaint) == (1, b"", complaint + "\n")


def test_the_findings_in_a_plan_are_those_that_hold(tmp_path: Path) -> None:
    """The JSON of a plan names what is true of the person, in words, and reads back without it."""
    content = json.loads(plan_output(EMERGENCY, "en", "--format", "json"))
    says = {finding["id"]: finding["says"] for finding in content["findings"]}
    assert says["terminal-by-force"] == "The terminal was taken by force"
    del content["findings"]
    again = triage("en", "--answers", written(tmp_path, content))
    assert again.out == plan_output(EMERGENCY, "en")


@BOTH
@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"happening-now": "maybe"}, "no-such-option"),
        ({"who": ["owner", "employee"]}, "one-answer"),
        ({"sn-what-else": ["none", "papers"]}, "stands-alone"),
        ({"terminal-where": "robbed"}, "answer-left-over"),
    ],
)
def test_answers_that_do_not_fit_the_questions(
    tmp_path: Path, lang: Lang, change: dict[str, Any], key: str
) -> None:
    """An answer that its question does not know, or that nobody asked for, is wrong use; it is
    named.
    """
    ended = triage(lang, "--answers", written(tmp_path, {**CALM, **change}))
    (name,) = change
    assert (ended.code, ended.out, ended.complaint.count("\n")) == (2, b"", 1)
    sentence = say(lang, key, question=name, option="|", options="|")
    assert ended.complaint.startswith(sentence.partition("|")[0])


@BOTH
@pytest.mark.parametrize("contact", ["nobody", "../pack", "\u001b[31m"])
def test_a_contact_that_does_not_exist(tmp_path: Path, lang: Lang, contact: str) -> None:
    """A contact chosen in another pack, or made up, is said to be missing."""
    content = {
        "schema": "posguard.plan/2",
        "answers": dict(CALM),
        "contacts": {"acquirer": contact},
    }
    ended = triage(lang, "--answers", written(tmp_path, content))
    assert (ended.code, ended.out, ended.complaint.count("\n")) == (1, b"", 1)
    assert "\x1b" not in ended.complaint


@BOTH
def test_an_answer_to_no_question_is_named_before_the_open_question(lang: Lang) -> None:
    """A misspelt question is the mistake to point at, not the question that is open because of
    it.
    """
    done = triage(lang, "-a", "happening-now=none", "-a", "wo=owner")
    assert done.code == 2
    assert done.complaint == say(lang, "answer-not-asked", question="wo", next="who") + "\n"
