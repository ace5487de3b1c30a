"""The page of ``posguard test --vignettes``: the figures, and a line for each miss."""

from __future__ import annotations

from collections.abc import Iterator

from posguard.lint.expectations import Miss
from posguard.lint.figures import Benchmark, Figure
from posguard.messages import printable, say
from posguard.pack.model import Lang
from posguard.pages.problems import problem_items
from posguard.render.page import Item, Page, Section

BENCHMARK_SCHEMA = "posguard.benchmark/1"


def benchmark_page(benchmark: Benchmark, lang: Lang) -> Page:
    """Every figure with its threshold, every expectation that is not met, and every problem of a
    vignette that could not be played.
    """
    figures = tuple(_figure(figure, lang) for figure in benchmark.figures)
    missed = tuple(_miss(miss, lang) for miss in benchmark.misses)
    problems = tuple(problem_items(benchmark.problems, lang))
    sections = (
        Section("figures", "", figures),
        Section("misses", "", missed),
        Section("problems", "", problems),
    )
    return Page(
        BENCHMARK_SCHEMA,
        lang,
        say(lang, "benchmark-title"),
        sections=tuple(section for section in sections if section.items),
        facts={
            "vignettes": len(benchmark.results),
            "passed": benchmark.is_passed,
            "misses": len(benchmark.misses),
            "problems": len(benchmark.problems),
        },
        report=True,
    )


def benchmark_line(benchmark: Benchmark, lang: Lang) -> str:
    """Why the benchmark is not passed: thresholds missed, vignettes that could not be played."""
    missed = sum(not figure.is_met for figure in benchmark.figures)
    return say(lang, "benchmark-missed", figures=missed, problems=len(benchmark.problems))


def _figure(figure: Figure, lang: Lang) -> Item:
    words = "".join(_figure_words(figure, lang))
    facts = {
        "value": figure.value,
        "of": figure.of,
        "least_percent": figure.least,
        "most": figure.most,
        "met": figure.is_met,
    }
    given = {name: fact for name, fact in facts.items() if fact is not None}
    return Item(figure.name, words, mark="line", facts=given)


def _figure_words(figure: Figure, lang: Lang) -> Iterator[str]:
    yield say(lang, "label", label=say(lang, f"figure:{figure.name}"))
    if figure.of is None:
        yield str(figure.value)
    else:
        share = {"value": figure.value, "of": figure.of, "percent": figure.percent}
        yield say(lang, "figure-share", **share)
    if figure.least is not None:
        yield say(lang, "figure-least", least=figure.least)
    if figure.most is not None:
        yield say(lang, "figure-most", most=figure.most)
    if not figure.is_met:
        yield say(lang, "figure-missed")


def _miss(miss: Miss, lang: Lang) -> Item:
    what = say(lang, f"missed:{miss.kind}", **miss.facts)
    place = f"{printable(miss.file)}:{miss.line}"
    words = say(lang, "missed", place=place, story=miss.story, what=what)
    facts = {"file": miss.file, "line": miss.line, "kind": miss.kind, "message": what}
    return Item(miss.story, words, mark="line", facts=facts)
