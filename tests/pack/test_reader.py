"""The reader of packs: text in; plain data, the place of every value, or one refusal out."""

from __future__ import annotations

from typing import Any

import pytest

from posguard.errors import PackError
from posguard.pack.layout import MAX_BYTES
from posguard.pack.model import Entry, KeyPath
from posguard.pack.yaml_reader import MAX_DEPTH, MAX_VALUES, read

ZH = "机器"


def refusal(text: str) -> tuple[str, int, int]:
    """The rule by which the reader refuses the text, and the line and column that it names."""
    with pytest.raises(PackError) as caught:
        read(text, "steps/some-step.yaml")
    assert caught.value.file == "steps/some-step.yaml"
    assert (
        caught.value.facts["place"]
        == f"steps/some-step.yaml:{caught.value.line}:{caught.value.column}"
    )
    return caught.value.rule, caught.value.line, caught.value.column


def places(text: str) -> dict[KeyPath, tuple[int, int]]:
    """Line and column of every value by its path."""
    data, marks = read(text, "file")
    entry: Entry[Any] = Entry("id", "folder", "file", data, marks)
    return {path: entry.place(*path) for path in marks}


@pytest.mark.parametrize(
    "words",
    [
        "no",
        "true",
        "null",
        "~",
        "2026-11-22",
        "0777",
        "1_000",
        "1.5",
        ".inf",
        "1e3",
        "0x1F",
        "12:30",
        "=",
        "'<<'",
    ],
)
def test_every_scalar_is_text(words: str) -> None:
    """What YAML would turn into a truth value, a date or a number stays the text that was
    written.
    """
    assert read(f"key: {words}", "file")[0] == {"key": words.strip("'")}
    assert read(f"{words}: value", "file")[0] == {words.strip("'"): "value"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain words: not a key", None),
        ("'it''s'", "it's"),
        (r'"tab\u002dless \x41 \u673a"', "tab-less A 机"),
        ("two\n  lines", "two lines"),
        (">\n  folded\n  words\n", "folded words"),
        (">-\n  folded\n  words", "folded words"),
        ("|-\n  one line", "one line"),
        ("", ""),
        ("! '5'", "5"),
        (ZH, ZH),
    ],
)
def test_styles_of_writing(written: str, meant: str | None) -> None:
    """Quoted, escaped, folded and plain texts are read as YAML means them; the line end of a
    folded text is dropped.
    """
    if meant is None:
        assert refusal(f"key: {written}") == ("broken-yaml", 1, 17)
    else:
        assert read(f"key: {written}", "file")[0] == {"key": meant}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("# nothing\n", None),
        ("word", "word"),
        ("[]", []),
        ("{}", {}),
        ("- a\n- [b, {c: d}]\n", ["a", ["b", {"c": "d"}]]),
        ("---\na: b\n...\n", {"a": "b"}),
        ("\ufeffa: b", None),
    ],
)
def test_whole_files(text: str, data: object) -> None:
    """Any one document is read, an empty one as nothing; a mark of byte order is for whoever
    decodes the file.
    """
    if text.startswith("\ufeff"):
        assert refusal(text) == ("control-character", 1, 1)
    else:
        assert read(text, "file")[0] == data


def test_marks() -> None:
    """A value in a list stands where it begins, a value behind a key where its key begins; columns
    count characters.
    """
    text = (
        f"# {ZH}\ntitle:\n  {ZH}: {ZH}\n  en: 'Terminal'\nsteps: [one, two]\nhow:\n  - zh: "
        f"{ZH}\n    en: [{ZH}, {ZH}]\n"
    )

    assert places(text) == {
        (): (2, 1),
        ("title",): (2, 1),
        ("title", ZH): (3, 3),
        ("title", "en"): (4, 3),
        ("steps",): (5, 1),
        ("steps", 0): (5, 9),
        ("steps", 1): (5, 14),
        ("how",): (6, 1),
        ("how", 0): (7, 5),
        ("how", 0, "zh"): (7, 5),
        ("how", 0, "en"): (8, 5),
        ("how", 0, "en", 0): (8, 10),
        ("how", 0, "en", 1): (8, 14),
    }


def test_place_of_what_is_missing() -> None:
    """What is not in the file has the place of the nearest thing around it; in an empty file, its
    beginning.
    """
    data, marks = read("a:\n  b:\n    c: d\n", "file")
    entry: Entry[Any] = Entry("id", "folder", "file", data, marks)
    nothing: Entry[Any] = Entry("id", "folder", "file", None, {})

    assert entry.place("a", "b", "x", 0, "y") == (2, 3)
    assert entry.place("x") == (1, 1)
    assert nothing.place("x") == (1, 1)


def test_windows_line_ends() -> None:
    """Lines that end as Windows ends them are read as any others."""
    assert read("a: b\r\nc:\r\n  - d\r\n", "file")[0] == {"a": "b", "c": ["d"]}
    assert places("a: b\r\nc: d\r\n")["c",] == (2, 1)


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("a: &b c\n", "anchor", 1, 4),
        ("a: *b\n", "alias", 1, 4),
        ("- &a [b]\n", "anchor", 1, 3),
        ("a: {b: c}\nd: !!map {}\n", "tag", 2, 4),
        ("a: !!str b\n", "tag", 1, 4),
        ("a: !local b\n", "tag", 1, 4),
        ("a: !!python/object/apply:os.system [id]\n", "tag", 1, 4),
        ("!!set {a}\n", "tag", 1, 1),
        ("a: b\n<<: c\n", "merge-key", 2, 1),
        ("a: {<<: {b: c}}\n", "merge-key", 1, 5),
        ("a: b\n'a': c\n", "duplicate-key", 2, 1),
        ("a: {b: c, d: e, b: f}\n", "duplicate-key", 1, 17),
        ("a: b\n---\nc: d\n", "second-document", 2, 1),
        ("---\n---\n", "second-document", 2, 1),
        ("a: b\n...\n%YAML 1.1\n---\n", "directive", 3, 1),
        ("%TAG ! tag:example.org:\n---\na: b\n", "directive", 1, 1),
        ("[a]: b\n", "key-not-text", 1, 1),
        ("{a: b}: c\n", "key-not-text", 1, 1),
        ("a: 'b\n", "broken-yaml", 1, 4),
        ("a: b\n\tc: d\n", "broken-yaml", 2, 1),
        ("a: [b\nc: d\n", "broken-yaml", 1, 4),
        ('a: "\\q"\n', "broken-yaml", 1, 4),
        (f"a: {ZH}\nb: {ZH}\0\n", "unreadable-character", 2, 6),
        ("a: b\n# \x1b[31m\n", "unreadable-character", 2, 3),
        ("a: \ud800\n", "unreadable-character", 1, 4),
        ("a: \uffff\n", "unreadable-character", 1, 4),
        ("a: b\n# c \u202e d\n", "control-character", 2, 5),
        ("a: b\u2028urgency: emergency\n", "control-character", 1, 5),
        ("a: b\x85c: d\n", "control-character", 1, 5),
        ("a: b # c\rd: e\n", "control-character", 1, 9),
        ("a: b\u00adc\n", "control-character", 1, 5),
        ("a: 95\U000e0030516\n", "control-character", 1, 6),
        ('a: b\nc: "d\\u200be"\n', "control-character", 2, 4),
        ('a: "b\\e[2J"\n', "control-character", 1, 4),
        ('a: "b\\nc"\n', "control-character", 1, 4),
        ('"a\\0": b\n', "control-character", 1, 1),
        ("a: |\n  b\n  c\n", "control-character", 1, 4),
        ("a: >\n  b\n\n  c\n", "control-character", 1, 4),
        ("a: 'b\n\n  c'\n", "control-character", 1, 4),
    ],
)
def test_refusals(text: str, rule: str, line: int, column: int) -> None:
    """Whatever is more than plain data, or reads differently to a person, is refused with its
    place.
    """
    assert refusal(text) == (rule, line, column)


def test_merge_key_as_a_word() -> None:
    """In quotes, the sign of a merge key is a key like any other, and nothing is merged."""
    assert read("a: {'<<': b}", "file")[0] == {"a": {"<<": "b"}}


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_depth(opening: str) -> None:
    """As many levels as are allowed are read, one more is refused where it begins."""
    closing = {"[": "]", "- ": "", "{a: ": "}"}[opening]
    deepest = opening * MAX_DEPTH + "a" + closing * MAX_DEPTH

    assert str(read(deepest, "file")[0]).count("[" if opening != "{a: " else "{") == MAX_DEPTH
    assert refusal(opening * (MAX_DEPTH + 1)) == ("too-deep", 1, len(opening) * MAX_DEPTH + 1)


def test_number_of_values() -> None:
    """As many values as are allowed are read, keys and lists counted; one more is refused where it
    stands.
    """
    most = "- a\n" * (MAX_VALUES - 1)

    assert read(most, "file")[0] == ["a"] * (MAX_VALUES - 1)
    assert refusal(most + "- b\n") == ("too-many-values", MAX_VALUES, 3)
    assert refusal("".join(f"k{n}: v\n" for n in range(MAX_VALUES // 2))) == (
        "too-many-values",
        MAX_VALUES // 2,
        8,
    )


def test_size() -> None:
    """A file of the largest size is read, one more character is refused without a place."""
    largest = "a: " + "b" * (MAX_BYTES - 3)

    assert read(largest, "file")[0] == {"a": "b" * (MAX_BYTES - 3)}
    with pytest.raises(PackError, match="too-large") as caught:
        read(largest + "b", "some/file.yaml")
    assert (caught.value.line, caught.value.facts["place"]) == (0, "some/file.yaml")
