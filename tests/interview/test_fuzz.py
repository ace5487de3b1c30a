"""Whatever a file says and whatever is answered: a value, or an error that the program has words
for.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.paths import PLAYBOOKS
from support.shipped_pack import contents
from support.slow import slow_after

from posguard.api.packs import PackFolder
from posguard.errors import PackError, PosguardError, WrongUse
from posguard.interview.agenda import offered, question_at
from posguard.interview.plan import plan
from posguard.interview.reach import questions_asked
from posguard.interview.walk import advance, initial_progress, walk
from posguard.messages import say
from posguard.pack.letters import Letter
from posguard.pack.manifest import Manifest
from posguard.pack.model import EXCLUSIVE, LANGS, Contact, Source
from posguard.pack.steps import Step
from posguard.pack.trees import Finding, Order, Playbook, SharedQuestion
from posguard.pack.validation import ValidationErrors, validate
from posguard.pack.yaml_reader import read

MODELS: dict[type[msgspec.Struct], str] = {
    Playbook: "incidents/*",
    SharedQuestion: "questions/*",
    Finding: "findings/*",
    Order: "order",
    Step: "steps/*/*",
    Contact: "contacts/*/*",
    Source: "sources/*",
    Letter: "letters/*",
    Manifest: "pack",
}
"""Each kind of file, and where its files lie."""


words = st.text(max_size=20) | st.sampled_from(
    ["zh", "en", "title", "then", "tells", "when", "unsure", "now", "null", "true", ""]
)
data = st.recursive(
    words | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)
pieces = st.sampled_from(
    [
        *"[]{}'\"\\|>\n\t\0\x1b\ufeff\u2028机😀a",
        "b: ",
        "- ",
        "? ",
        ": ",
        "\n  ",
        "  ",
        ", ",
        "&a ",
        "*a",
        "!t ",
        "<<: ",
    ]
) | st.sampled_from(["---\n", "...\n", "%YAML 1.1\n", "# ", "\r\n"])
yaml_like = st.lists(pieces | st.text(max_size=3), max_size=60).map("".join)


def _refused(text: str) -> PackError | None:
    try:
        found, marks = read(text, "some/file.yaml")
    except PackError as err:
        return err
    _is_plain(found, (), marks)
    return None


def _is_plain(found: Any, path: tuple[str | int, ...], marks: Any) -> None:
    """Data of the reader are texts, lists and mappings from texts, and each of them has its
    mark.
    """
    assert found is None or path in marks
    if isinstance(found, dict):
        for key, value in found.items():
            assert type(key) is str
            _is_plain(value, (*path, key), marks)
    elif isinstance(found, list):
        for position, value in enumerate(found):
            _is_plain(value, (*path, position), marks)
    else:
        assert found is None or type(found) is str


@settings(max_examples=400, deadline=None)
@given(
    st.text(max_size=200) | yaml_like | st.text(alphabet="[]{}:,-?&*!|>'\"%@` \n#ab", max_size=60)
)
def test_reader(text: str) -> None:
    """Any text is either plain data with marks, or refused with a place inside it and a sentence
    in each language.
    """
    err = _refused(text)
    if err is not None:
        lines = text.replace("\r\n", "\n").count("\n") + 2
        assert 1 <= err.line <= lines
        assert err.column >= 1
        assert all(say(lang, err.key, **err.facts) for lang in LANGS)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200)
    | yaml_like.map(lambda text: text.encode("utf-16"))
    | st.text().map(str.encode)
)
def test_files(content: bytes) -> None:
    """Any bytes in a file are read, or refused as a pack's file is."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pack.yaml").write_bytes(content)
        try:
            text = PackFolder(folder, "own").text("pack.yaml")
        except PackError as err:
            refused: PackError | None = err
        else:
            refused = None
            assert text.encode() == content.removeprefix(b"\xef\xbb\xbf")
            _refused(text)
    assert refused is None or (refused.rule, refused.file) == ("not-utf8", "own/pack.yaml")


def _misshapen(found: Any, model: type[msgspec.Struct]) -> list[str] | None:
    """None if the data fit the model; else the sentences that name what is wrong."""
    try:
        validate(found, model, name="id", folder="contain", file="file", marks={})
    except ValidationErrors as err:
        return [
            say(lang, f"rule:{problem.rule}", **problem.facts)
            for problem in err.problems
            for lang in LANGS
        ]
    return None


@pytest.mark.parametrize("model", slow_after(1, MODELS))
@settings(max_examples=60, deadline=None)
@given(found=data)
def test_any_data(model: type[msgspec.Struct], found: Any) -> None:
    """Data of any form fit the model or are named as misshapen, with a sentence for each
    problem.
    """
    assert _misshapen(found, model) != []


@cache
def _whole(model: type[msgspec.Struct]) -> list[Any]:
    return [
        read(file.read_text(encoding="utf-8"), "")[0]
        for file in sorted(PLAYBOOKS.glob(f"{MODELS[model]}.yaml"))
    ]


@pytest.mark.parametrize("model", slow_after(1, MODELS))
@settings(max_examples=80, deadline=None)
@given(draw=st.data())
def test_nearly_right_data(model: type[msgspec.Struct], draw: st.DataObject) -> None:
    """A shipped file with one value replaced, added or taken away is still right, or has its
    problem named.
    """
    found = msgspec.json.decode(msgspec.json.encode(draw.draw(st.sampled_from(_whole(model)))))
    at, depth = found, draw.draw(st.integers(0, 5))
    for _ in range(depth):
        inner = [
            v
            for v in (at.values() if isinstance(at, dict) else at)
            if isinstance(v, dict | list) and v
        ]
        at = draw.draw(st.sampled_from(inner)) if inner else at
    key = draw.draw(st.sampled_from(list(at) if isinstance(at, dict) else list(range(len(at)))))
    if draw.draw(st.booleans()):
        del at[key]
    else:
        at[key] = draw.draw(data)
    if isinstance(at, dict) and draw.draw(st.booleans()):
        at[draw.draw(words)] = draw.draw(data)

    assert _misshapen(found, model) != []


@cache
def _questions() -> dict[str, list[str]]:
    pack = contents()
    return {
        name: list(question.options)
        for tree in pack.playbooks
        for name, question in questions_asked(pack, tree).items()
    }


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_answers(draw: st.DataObject) -> None:
    """Answers to whatever question, right or wrong, reach a question or a plan, or are refused in
    one sentence.
    """
    names = (
        st.sampled_from(sorted(_questions()))
        | st.sampled_from(["happening-now", "who", "what-merchant"])
        | words
    )
    options = (
        st.sampled_from(sorted({option for found in _questions().values() for option in found}))
        | words
    )
    answers = draw.draw(st.dictionaries(names, st.lists(options, max_size=3), max_size=6))
    start = draw.draw(st.sampled_from(sorted(contents().playbooks)))
    told = draw.draw(st.lists(st.sampled_from(sorted(contents().findings)), max_size=3))
    try:
        progress = walk(contents(), answers, start, told)
    except PosguardError as err:
        said = [say(lang, err.key, **err.facts) for lang in LANGS]
    else:
        said = [plan(progress, contents()).urgency]
        assert {*progress.answers} == {*answers}
    assert all(said)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_right_answers(draw: st.DataObject) -> None:
    """Whatever a question offers leads on to a plan, and again when replayed; what it does not
    offer is refused. No question is asked twice.
    """
    pack = contents()
    progress = initial_progress(pack)
    while progress.question is not None:
        assert progress.question not in progress.answers
        question = question_at(pack, progress)
        options = offered(pack, progress, question)
        together = [key for key in options if key not in EXCLUSIVE]
        some = st.sampled_from(options).map(lambda key: [key])
        if question.choose == "many" and together:
            some |= st.lists(st.sampled_from(together), min_size=1, unique=True)
        for wrong in (
            [],
            ["no-such-option"],
            list(question.options)[:2]
            if question.choose == "one"
            else [*together[:1], "unsure", "none"],
        ):
            with pytest.raises(WrongUse):
                advance(pack, progress, wrong)
        progress = advance(pack, progress, draw.draw(some))
        assert walk(pack, progress.answers) == progress
    assert plan(progress, pack).steps
