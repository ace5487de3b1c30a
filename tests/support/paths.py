"""Where the files lie that tests read: the project, its pack, and the tests themselves."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
PLAYBOOKS = ROOT / "playbooks"
