"""The mistakes people make in YAML: each is named in the reader's language, at the line that is to
be changed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.pack_factory import report_text, write_file

from posguard.errors import PackError
from posguard.messages import say
from posguard.messages.table import MESSAGES
from posguard.pack.model import LANGS
from posguard.pack.yaml_reader import read

MISTAKES = [
    ("title：\n  zh: a\n  en: b\n", "full-width-colon", 1, 6),
    ("title:\n  zh：示例\n  en: Example\n", "full-width-colon", 2, 5),
    ("a: b\n# c\n\nquestions：\n  d: e\n", "full-width-colon", 4, 10),
    ("how:\n  - zh：看插头\n    en: Check the plug\n", "full-width-colon", 2, 7),
    ("a: b\nzh：c\nd: e\n", "full-width-colon", 2, 3),
    ("title:\n\tzh: a\n", "tab", 2, 1),
    ("a:\n  - b: c\n \td: e\n", "tab", 3, 2),
    ("a: b\n\tc: d\n", "tab", 2, 1),
    ('title: "abc\nsummary: x\n', "open-quote", 1, 8),
    ("a: b\ntitle: 'abc\nsummary: x\n", "open-quote", 2, 8),
    ('title: "abc\nsummary: "x"\n', "after-quote", 2, 11),
    ("a: 'it's'\n", "after-quote", 1, 8),
    ('a: "b" c\n', "after-quote", 1, 8),
    ('a: "C:\\posguard"\n', "escape", 1, 4),
    ("a: [b, c\nd: e\n", "open-bracket", 1, 4),
    ("a: {b: c\nd: e\n", "open-brace", 1, 4),
    ("a: b\nc: [\n", "open-bracket", 2, 4),
    ("a: [", "open-bracket", 1, 4),
    ("a: [b]]\n", "closing-bracket", 1, 7),
    ("a: ]\n", "closing-bracket", 1, 4),
    ("a:b\nc: d\n", "no-space", 1, 2),
    ("a: b\nc:d\ne: f\n", "no-space", 2, 2),
    ("steps:\n- a\n-b\n- c\n", "dash-space", 3, 1),
    ("a: - b\n", "dash", 1, 4),
    ("a: @b\n", "quote-it", 1, 4),
    ("a: `b`\n", "quote-it", 1, 4),
    ("a: * b\n", "quote-it", 1, 4),
    ("a: & b\n", "quote-it", 1, 4),
    ("a: > b\n", "quote-it", 1, 4),
    ("a: |b\n", "quote-it", 1, 4),
    ("en: Well, that's: odd\n", "two-colons", 1, 17),
    ("a: b\nc\nd: e\n", "no-colon", 2, 1),
    ("title:\n   zh: a\n  en: b\n", "indentation", 3, 3),
    ("title:\n  zh: a\n   en: b\n", "indentation", 3, 6),
    ("- a\nb: c\n", "indentation", 2, 1),
    ("  a: b\nc: d\n", "indentation", 2, 1),
    ("a: [b,, c]\n", "other", 1, 7),
    ("...\n", "other", 1, 1),
]


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"), MISTAKES, ids=[repr(m[0])[:40] for m in MISTAKES]
)
def test_the_mistake_and_its_place(text: str, kind: str, line: int, column: int) -> None:
    """What it is, and where a person has to change something."""
    with pytest.raises(PackError) as caught:
        read(text, "file")
    assert (caught.value.rule, caught.value.facts["problem"]) == ("broken-yaml", kind)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_every_kind_is_tried() -> None:
    """No mistake has a sentence that none of the texts above leads to."""
    assert {key.removeprefix("yaml:") for key in MESSAGES if key.startswith("yaml:")} == {
        kind for _, kind, *_ in MISTAKES
    }


@pytest.mark.parametrize("kind", sorted({kind for _, kind, *_ in MISTAKES}))
def test_it_is_said_in_the_language_of_the_reader(kind: str) -> None:
    """In Chinese not a word of the library's English; in English none of Chinese."""
    zh, en = (say(lang, "rule:broken-yaml", problem=kind) for lang in LANGS)
    assert set(re.findall("[A-Za-z]{2,}", zh)) <= {"YAML", "Tab"}
    assert not re.search("[\u3400-\u9fff]", en)


def test_of_a_folder_and_of_a_checklist(tmp_path: Path) -> None:
    """Lint and a command that needs the file say the same at the same place."""
    write_file(tmp_path, "incidents/own.yaml", "title：\n  zh: a\n  en: b\n")
    ended = run_in_process("checklist", "own", "--pack", str(tmp_path), "--lang", "zh")
    words = "不是正确的 YAML：这里是全角冒号「：」；换成英文冒号，后面空一格\n"
    assert report_text(tmp_path, "zh") == f"incidents/own.yaml:1:6: broken-yaml: {words}"
    assert ended.complaint == f"{tmp_path}/incidents/own.yaml:1:6: {words}"
