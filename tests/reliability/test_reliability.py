"""A few seconds of each campaign against what a case holds: nothing lost, damaged, leaked or left
behind.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import TESTS

SCRIPTS = TESTS / "reliability"
MISSING = 3
"""The exit code of a campaign that has not the tool it needs."""
CAMPAIGNS = ("kills", "faults", "sectors", "tampering", "names", "roads", "fuzz", "limits")


@pytest.mark.slow
@pytest.mark.parametrize("name", CAMPAIGNS)
def test_a_small_campaign_finds_nothing(name: str, tmp_path: Path) -> None:
    """Every row of a small run says that something was tried and nothing failed; a missing tool is
    named.
    """
    rows = tmp_path / "rows.json"
    command = [sys.executable, str(SCRIPTS / f"{name}.py"), "--small", "--json", str(rows)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode == MISSING:
        assert "strace" in done.stderr
        return
    found = json.loads(rows.read_text(encoding="utf-8"))
    assert [row for row in found if row["failed"]] == [], done.stderr
    assert sum(row["tried"] for row in found) > 20
    assert done.returncode == 0


def test_the_page_shows_what_was_counted() -> None:
    """The table of the reliability page is the one made from the kept figures, and holds every
    campaign.
    """
    program = (
        "import report, json; print(report.page(report.PAGE.read_text(), "
        "json.loads(report.RESULTS.read_text())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=SCRIPTS, capture_output=True, text=True, check=True
    )
    page = (SCRIPTS.parents[1] / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert done.stdout == f"{page}\n"
    assert [name for name in CAMPAIGNS if f"`{name}.py`" not in page] == []
