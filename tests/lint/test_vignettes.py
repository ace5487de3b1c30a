"""The benchmark: every kind of expectation is noticed when it is not met, broken files are named
with their line, and the fifty stories that come with the code are whole.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
from support.in_process import run_in_process
from support.pack_factory import write_file
from support.paths import TESTS

from posguard.api.packs import PackFolder
from posguard.app.vignettes import measure
from posguard.lint.expectations import Miss, MissKind, Printed
from posguard.lint.figures import Benchmark, Figure, FigureName, Result, figures
from posguard.lint.vignettes import MOST_VIGNETTES, Kind, Vignette, read_vignettes
from posguard.messages import say
from posguard.pack.model import LANGS, Lang

BOTH = pytest.mark.parametrize("lang", LANGS)
SHIPPED = TESTS / "vignettes"
STORY = """- id: charged-abroad
  told:
    zh: 卡在我手里，却在外国被刷了一笔。
    en: My card is with me, and yet it was charged abroad.
  answers:
    happening-now: my-money
    my-money-now: card-charged
    card-how: swiped
    card-hand: with-me
    card-before: none
    card-kind: debit
    who: cardholder
    also-true: none
    who-is-behind: unsure
    already-done: none
  urgency: emergency
  first: [lock-card]
  must:
    - steps: [lock-card, suspend-sim]
      by: now
    - steps: [dispute-with-issuer]
      by: 24h
  must_not: [ask-acquirer-suspend-terminal]
  warned:
    - [no-paid-recovery, no-deleting-records, no-number-from-message]
  unsaid:
    zh:
      - 有一笔是我付的
    en:
      - One payment I made myself
"""
WRONG_FIRST = STORY.replace("first: [lock-card]", "first: [write-timeline]")
CALM_STORY = """- id: only-curious
  told:
    zh: 没出事，想先学着防。
    en: Nothing has happened; I want to be prepared.
  answers:
    happening-now: none
    who: cardholder
    what-cardholder: none
    prevent-card-where: unsure
    prevent-card-change: none
  urgency: urgent
  first: [know-genuine-service]
  must:
    - steps: [set-card-limits]
      by: ongoing
"""


def benchmark(folder: Path, *files: str) -> Benchmark:
    """Measure the shipped pack by these files of stories."""
    for number, words in enumerate(files, 1):
        write_file(folder, f"file-{number}.yaml", words)
    return measure(str(folder))


def figure(found: Benchmark, name: FigureName) -> Figure:
    """One figure of a benchmark, by its name."""
    return next(each for each in found.figures if each.name == name)


def report(folder: Path, *argv: str) -> tuple[int, Any]:
    """Run the command on a folder: its exit code and its page in JSON."""
    ended = run_in_process("test", "--vignettes", str(folder), "--format", "json", *argv)
    return ended.code, json.loads(ended.out)


def result(*missed: MissKind, first_page: int = 20, whole: int = 60) -> Result:
    """A story with one expectation of each kind, so many lines, and these misses."""
    vignette = measured_story()
    misses = tuple(Miss(vignette.id, kind, "a.yaml", 1, {}) for kind in missed)
    return Result(vignette, misses, Printed(first_page, whole, ()))


def measured_story() -> Vignette:
    """The first of the shipped stories."""
    entries, problems = read_vignettes(PackFolder(str(SHIPPED), "vignettes"))
    assert problems == []
    return entries[0].value[0]


def test_a_story_that_is_answered_well(tmp_path: Path) -> None:
    """All figures keep to their thresholds, nothing is missed, and the command leaves with 0."""
    found = benchmark(tmp_path, STORY)
    code, page = report(tmp_path)

    assert (found.problems, found.misses, found.is_passed) == ((), (), True)
    assert (code, page["schema"], page["passed"]) == (0, "posguard.benchmark/1", True)
    assert [section["id"] for section in page["sections"]] == ["figures"]
    assert [item["id"] for item in page["sections"][0]["items"]] == list(get_args(FigureName))


@pytest.mark.parametrize(
    ("old", "new", "kind", "name"),
    [
        ("urgency: emergency", "urgency: routine", "urgency", "urgency"),
        ("first: [lock-card]", "first: [suspend-sim]", "first", "first"),
        ("[dispute-with-issuer]", "[suspend-sim]", "must", "must"),
        ("by: 24h", "by: now", "must", "must"),
        ("[ask-acquirer-suspend-terminal]", "[lock-card]", "must-not", "must-not"),
        ("[ask-acquirer-suspend-terminal]", "[lock-card]", "must-not", "forbidden"),
        (
            "no-paid-recovery, no-deleting-records, no-number-from-message",
            "no-lending-terminal",
            "warned",
            "warned",
        ),
        ("有一笔是我付的", "请马上挂失", "unsaid", "unsaid"),
        ("One payment I made myself", "PLEASE BLOCK", "unsaid", "unsaid"),
        ("One payment I made myself", "Please block", "unsaid", "forbidden"),
    ],
)
def test_every_expectation_that_is_not_met(
    tmp_path: Path, old: str, new: str, kind: MissKind, name: FigureName
) -> None:
    """It is one miss at its line, it moves its figure, and the command leaves with 1 unless the
    figure is only a sum of others.
    """
    assert old in STORY
    found = benchmark(tmp_path, STORY.replace(old, new))
    before = figure(benchmark(tmp_path / "before", STORY), name)
    code, page = report(tmp_path)

    assert [miss.kind for miss in found.misses] == [kind]
    line = STORY.replace(old, new).splitlines()[found.misses[0].line - 1]
    assert new in line or kind == "must"
    assert figure(found, name).value != before.value
    assert (found.is_passed, code) == (False, 1)
    assert [item["id"] for item in page["sections"][1]["items"]] == ["charged-abroad"]


def test_a_plan_that_is_too_calm(tmp_path: Path) -> None:
    """An urgency below the right and the acceptable ones counts as wrong, and as too calm."""
    found = benchmark(tmp_path, CALM_STORY)

    assert "too-calm" in [miss.kind for miss in found.misses]
    assert figure(found, "urgency").value == 0
    assert figure(found, "too-calm").value == 1


def test_an_acceptable_urgency(tmp_path: Path) -> None:
    """An urgency named beside the right one is no miss."""
    words = STORY.replace("urgency: emergency", "urgency: urgent\n  also: [emergency]")
    assert benchmark(tmp_path, words).misses == ()


def test_what_is_done_already_is_in_time_and_not_first(tmp_path: Path) -> None:
    """A step told as done counts as done in time, is never the first open one, and is not
    something to do.
    """
    done = STORY.replace("already-done: none", "already-done: card-locked")
    kinds = [miss.kind for miss in benchmark(tmp_path, done).misses]
    nothing_told = done.replace("[ask-acquirer-suspend-terminal]", "[lock-card]")

    assert kinds == ["first"]
    assert [miss.kind for miss in benchmark(tmp_path, nothing_told).misses] == ["first"]


def test_answers_that_are_not_asked_for_do_no_harm(tmp_path: Path) -> None:
    """The answers are what the person would say: a pack need not ask for all of them."""
    words = STORY.replace("who: cardholder", "who: cardholder\n    goods-where: gone")
    assert benchmark(tmp_path, words).is_passed


@pytest.mark.parametrize(
    ("name", "missed", "stories", "is_met"),
    [
        ("urgency", 0, 50, True),
        ("urgency", 1, 50, False),
        ("first", 2, 50, True),
        ("first", 3, 50, False),
        ("unsaid", 1, 50, False),
        ("must-not", 1, 50, False),
    ],
)
def test_thresholds(name: MissKind, missed: int, stories: int, is_met: bool) -> None:
    """So many stories may miss it, and no more."""
    results = [result(name)] * missed + [result()] * (stories - missed)
    found = next(each for each in figures(results) if each.name == name)
    assert found.is_met is is_met


@pytest.mark.parametrize(
    ("figure_met", "value", "is_met"),
    [
        (Figure("must", 19, 20, least=95), 95, True),
        (Figure("must", 18, 20, least=95), 90, False),
        (Figure("warned", 79, 99, least=80), 79, False),
        (Figure("warned", 0, 0, least=80), 100, True),
        (Figure("unsaid", 0, most=0), 100, True),
    ],
)
def test_shares(figure_met: Figure, value: int, is_met: bool) -> None:
    """A share keeps to its threshold exactly; it is rounded down, and one of nothing is all."""
    assert (figure_met.percent, figure_met.is_met) == (value, is_met)


def test_lengths() -> None:
    """The middle of all stories has a threshold; the longest is only told."""
    short, long = result(), result(first_page=25, whole=101)
    found = {each.name: each for each in figures([short, long, long])}

    assert (found["first-page"].value, found["first-page"].is_met) == (25, False)
    assert (found["whole"].value, found["whole"].is_met) == (101, False)
    assert figure_values([short, short, long]) == (20, 25, 60, 101)
    assert all(each.is_met for each in figures([short, short, long]))


def figure_values(results: list[Result]) -> tuple[int, ...]:
    """The four lengths of a benchmark."""
    return tuple(each.value for each in figures(results))[-4:]


def test_lines_are_counted_as_they_are_printed(tmp_path: Path) -> None:
    """The first page is what --brief prints, the whole what is printed by default."""
    found = benchmark(tmp_path, STORY).results[0]
    assert 5 < found.printed.first_page < found.printed.whole
    assert len(found.printed.warnings) <= 4


@BOTH
def test_a_report_to_read(tmp_path: Path, lang: Lang) -> None:
    """A line for each figure, then one for each miss with file, line, story and what; why it is
    not passed stands on standard error.
    """
    file = write_file(tmp_path, "a.yaml", WRONG_FIRST)
    ended = run_in_process("test", "--vignettes", str(tmp_path), "--lang", lang)
    lines = ended.words.splitlines()

    assert ended.code == 1
    assert len(lines) == len(get_args(FigureName)) + 1
    assert lines[2].endswith(say(lang, "figure-missed"))
    what = say(lang, "missed:first", there="lock-card", here=["write-timeline"])
    assert lines[-1] == say(lang, "missed", place=f"{file}:17", story="charged-abroad", what=what)
    assert ended.complaint == say(lang, "benchmark-missed", figures=1, problems=0) + "\n"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_every_format(tmp_path: Path, form: str) -> None:
    """The figures and the misses stand in every format."""
    write_file(tmp_path, "a.yaml", WRONG_FIRST)
    ended = run_in_process("test", "--vignettes", str(tmp_path), "--format", form, "--lang", "en")

    assert ended.code == 1
    assert "First instruction right" in ended.words
    assert "charged-abroad" in ended.words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("- id: [", [(1, "broken-yaml")]),
        ("id: charged", [(1, "shape")]),
        ("- just a word", [(1, "shape")]),
        (STORY.replace("  first:", "  fist: [x]\n  first:"), [(17, "unknown-key")]),
        (
            STORY.replace("    en: My", "    de: My"),
            [(2, "missing-language"), (4, "unknown-key")],
        ),
        (STORY.replace("  urgency: emergency\n", ""), [(1, "missing-key")]),
        (STORY.replace("urgency: emergency", "urgency: soon"), [(16, "value")]),
        (STORY.replace("by: now", "by: tomorrow"), [(20, "value")]),
        (STORY.replace("first: [lock-card]", "first: []"), [(17, "value")]),
        (STORY.replace("id: charged-abroad", "id: Charged abroad"), [(1, "value")]),
        (STORY.replace("  must_not:", "  kinds: [clerk]\n  must_not:"), [(23, "value")]),
        (STORY.replace("first: [lock-card]", "first: [lock-cart]"), [(17, "unknown-reference")]),
        (STORY.replace("[dispute-with-issuer]", "[no-test-swipe]"), [(21, "unknown-reference")]),
        (STORY.replace("no-paid-recovery", "lock-card"), [(25, "unknown-reference")]),
        (
            STORY.replace("who: cardholder", "whom: me"),
            [(12, "unknown-reference"), (5, "journey-open")],
        ),
        (
            STORY.replace("card-kind: debit", "card-kind: gold"),
            [(11, "unknown-reference"), (11, "journey-answer")],
        ),
        (STORY.replace("    card-kind: debit\n", ""), [(5, "journey-open")]),
        (STORY + STORY, [(31, "duplicate-id")]),
        ("&a [*a]", [(1, "anchor")]),
    ],
)
def test_broken_stories(tmp_path: Path, words: str, expected: list[tuple[int, str]]) -> None:
    """Every fault is named with its file and line, and the benchmark is not passed."""
    found = benchmark(tmp_path, words)
    assert sorted((p.line, p.rule) for p in found.problems) == sorted(expected)
    assert {p.file for p in found.problems} == {f"{tmp_path}/file-1.yaml"}
    assert not found.is_passed


def test_a_broken_story_hides_no_other(tmp_path: Path) -> None:
    """What can be played is measured, and the broken one makes the command leave with 1."""
    other = STORY.replace("charged-abroad", "other")
    benchmark(tmp_path, STORY, other.replace("who: cardholder", "who: nobody"))
    code, page = report(tmp_path)

    assert (code, page["vignettes"]) == (1, 1)
    assert page["problems"] > 0
    assert all(item["facts"]["met"] for item in page["sections"][0]["items"])


def test_files_that_would_not_be_read(tmp_path: Path) -> None:
    """A wrong ending and a name that is no id are told; other files are none of its business."""
    write_file(tmp_path, "a.yml", STORY)
    write_file(tmp_path, "Two Words.yaml", STORY)
    write_file(tmp_path, "README.md", "Stories")
    problems = measure(str(tmp_path)).problems

    assert [(Path(p.file).name, p.rule) for p in problems] == [
        ("Two Words.yaml", "stray-file"),
        ("a.yml", "wrong-ending"),
    ]


@pytest.mark.parametrize("what", ["link", "folder", "large", "latin"])
def test_files_that_cannot_be_read(tmp_path: Path, what: str) -> None:
    """A link that leads out, a folder in a file's place, a large file and other encodings."""
    folder = tmp_path / "stories"
    folder.mkdir()
    match what:
        case "link":
            write_file(tmp_path, "outside.yaml", STORY)
            (folder / "a.yaml").symlink_to(tmp_path / "outside.yaml")
        case "folder":
            (folder / "a.yaml").mkdir()
        case "large":
            write_file(folder, "a.yaml", "# " + "x" * (1 << 20))
        case _:
            write_file(folder, "a.yaml", b"- id: caf\xe9\n")
    rules = {"link": "outside-folder", "folder": "not-a-file", "large": "too-large"}

    found = measure(str(folder)).problems
    assert [(p.file, p.rule) for p in found] == [(f"{folder}/a.yaml", rules.get(what, "not-utf8"))]


@BOTH
def test_no_stories(tmp_path: Path, lang: Lang) -> None:
    """A folder without stories is not one in which all is well; nor is one that is not there."""
    write_file(tmp_path, "README.md", "none")
    missing = str(tmp_path / "missing")
    empty = run_in_process("test", "--vignettes", str(tmp_path), "--lang", lang)
    nowhere = run_in_process("test", "--vignettes", missing, "--lang", lang)

    assert (empty.code, empty.out) == (1, b"")
    assert empty.complaint == say(lang, "no-vignettes", folder=str(tmp_path)) + "\n"
    assert (nowhere.code, nowhere.out) == (1, b"")
    assert nowhere.complaint == say(lang, "no-such-folder", folder=missing) + "\n"


def test_too_many_stories(tmp_path: Path) -> None:
    """More than can be measured in reasonable time are refused before any is played."""
    for start in range(0, MOST_VIGNETTES + 1, 250):
        ids = range(start, min(start + 250, MOST_VIGNETTES + 1))
        words = "".join(STORY.replace("charged-abroad", f"story-{n}") for n in ids)
        write_file(tmp_path, f"from-{start}.yaml", words)
    ended = run_in_process("test", "--vignettes", str(tmp_path), "--lang", "en")

    assert (ended.code, ended.out) == (1, b"")
    assert ended.complaint == say("en", "too-many-vignettes", most=MOST_VIGNETTES) + "\n"


def test_the_fifty_stories_are_whole() -> None:
    """There are fifty, each once, and enough of every kind. Each is told in both languages in a
    few sentences, expects a few things, and says what may not be said.
    """
    entries, problems = read_vignettes(PackFolder(str(SHIPPED), "vignettes"))
    stories = [vignette for entry in entries for vignette in entry.value]
    kinds: Counter[Kind] = Counter(kind for story in stories for kind in story.kinds)

    assert (problems, len(stories)) == ([], 50)
    assert kinds["compound"] >= 10
    assert min(kinds["employee"], kinds["helpdesk"]) >= 4
    assert kinds["already-done"] >= 5
    for story in stories:
        assert 40 <= len(story.told.zh) <= 300, story.id
        assert 100 <= len(story.told.en) <= 700, story.id
        assert not any(mark in story.told.zh + story.told.en for mark in ("http", "www.")), (
            story.id
        )
        assert 2 <= len(story.must) <= 6, story.id
        assert min(len(story.unsaid.zh), len(story.unsaid.en)) > 0, story.id


def test_stories_told_as_done_say_so() -> None:
    """A story of somebody who has done the first things answers with what is done."""
    entries, _ = read_vignettes(PackFolder(str(SHIPPED), "vignettes"))
    done = [v for entry in entries for v in entry.value if "already-done" in v.kinds]
    assert [v.id for v in done if v.answers["already-done"] in ("none", "unsure")] == []


def test_no_story_gets_a_forbidden_or_a_too_calm_plan() -> None:
    """Of the shipped pack: every story can be played, nobody is told what is untrue or forbidden,
    and the urgency of each is right.
    """
    found = measure(str(SHIPPED))

    assert found.problems == ()
    assert [miss for miss in found.misses if miss.kind in ("must-not", "unsaid")] == []
    assert [miss for miss in found.misses if miss.kind in ("urgency", "too-calm")] == []
    assert figure(found, "first-page").is_met
    assert figure(found, "whole").is_met
