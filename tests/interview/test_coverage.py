"""Every situation that must be answered is answered, and ``docs/coverage.md`` says how."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest
from support.paths import TESTS
from support.phrases import found
from support.shipped_pack import contents

from posguard.api.packs import open_pack
from posguard.interview.plan import plan
from posguard.interview.walk import walk


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "coverage_page", TESTS.parent / "docs" / "coverage.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


PAGE = _module()
ROWS = PAGE.rows()
FIRST_SEARCHED = 3


def test_every_row_of_the_table_is_there_once() -> None:
    """The situations of the five articles and those that they miss are all there, in order."""
    wanted = [
        f"{part:03}.{n}" for part, most in enumerate((10, 7, 5, 5, 7)) for n in range(1, most + 1)
    ]
    assert [row.row for row in ROWS] == [*wanted, *(f"x.{n}" for n in range(1, 18))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
def test_the_answers_lead_to_the_steps(row: object) -> None:
    """Each way of a row is a whole interview that goes through the incidents named and ends in the
    steps named.
    """
    pack = contents()
    for way in row.ways:  # type: ignore[attr-defined]
        progress = walk(pack, way.chosen)
        assert (progress.question, progress.visited) == (None, way.through)
        made = plan(progress, pack)
        held = {p.id: p.step for p in (*made.steps, *made.nevers)}
        assert set(way.steps) - set(held) == set()
        assert set(way.lacks) & set(held) == set()
        assert set(way.lacks) - set(pack.steps) == set()
        assert (
            set(way.sources) - {name for step in held.values() for name in PAGE.cited(step)}
            == set()
        )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_situation_itself_finds_the_playbook(row: object, lang: str) -> None:
    """Whoever types the situation as it stands here finds a playbook that answers it among the
    first few.
    """
    words = getattr(row.situation, lang)  # type: ignore[attr-defined]
    first = set(found(words)[:FIRST_SEARCHED])
    assert first & {name for way in row.ways for name in way.through} != set()  # type: ignore[attr-defined]


def test_every_incident_is_needed_by_some_situation() -> None:
    """No playbook but the one for everything else is without a row."""
    needed = {name for row in ROWS for way in row.ways for name in way.through}
    assert set(contents().playbooks) - needed == {"triage", "other"}


def test_the_page_is_up_to_date() -> None:
    """``docs/coverage.md`` is what the situations and the pack make of it."""
    assert (TESTS.parent / "docs" / "coverage.md").read_text(encoding="utf-8") == PAGE.render()


def test_the_page_shows_only_addresses_that_the_pack_shows() -> None:
    """Every web address on the page is one of a source of the pack."""
    urls = {source.value.url for source in open_pack().sources.values()}
    shown = {
        word.rstrip(",")
        for word in PAGE.render().split()
        if word.startswith(("http://", "https://"))
    }
    assert shown - urls == set()
