"""What tells whether a set of libraries carries the program holds with the libraries at hand,
warnings being errors.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from support.paths import TESTS
from support.program import environment


@pytest.mark.slow
def test_every_command_runs_without_a_warning() -> None:
    """No command is left out, and none makes a library or Python itself warn of anything."""
    script = TESTS / "smoke.py"
    command = [sys.executable, "-W", "error", str(script)]
    done = subprocess.run(
        command,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(" commands: all well\n")
