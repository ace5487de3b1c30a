"""Ctrl-C at any moment of a run: silent, at once, and with the exit code that says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest
from support.interviews import CALM, answer_options
from support.program import Result, environment

from posguard.messages import say

MOMENTS = [step * 0.25 / 30 for step in range(30)]
"""Thirty moments of the first quarter of a second."""


def interrupted(argv: Sequence[str], seconds: float) -> Result:
    """A run interrupted so many seconds after the program's own first step, which is to load what
    it needs for signals.

    What Python does before that is out of its reach. The names of the modules that are loaded are
    taken out.
    """
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "posguard", *argv],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        head = [process.stderr.readline()]
        while not head[-1].rstrip().endswith(b"| signal"):
            head.append(process.stderr.readline())
        head.append(process.stderr.readline())  # by now it is loading the rest
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.stdout.read(), process.stderr.read()
    said = [line for line in err.splitlines(keepends=True) if not line.startswith(b"import time:")]
    return Result(process.returncode, out, b"".join(said))


@pytest.mark.slow
@pytest.mark.parametrize(
    "argv",
    [("lint",), ("case", "list"), ("triage", *answer_options(CALM))],
    ids=lambda argv: argv[0],
)
def test_in_the_first_quarter_of_a_second(argv: tuple[str, ...]) -> None:
    """At none of thirty moments is there a traceback or a word; the exit code is 130, or 0 if it
    was over by then.
    """
    codes = []
    for seconds in MOMENTS:
        ended = interrupted(argv, seconds)
        # Once the interview has begun, whoever leaves it is told so.
        left = argv[0] == "triage" and ended.err.startswith(
            f"\n{say('en', 'interrupted')}".encode()
        )
        assert ended.code == 0 or ended.err == b"" or left, f"after {seconds:.3f} s"
        assert b"KeyboardInterrupt" not in ended.err
        codes.append(ended.code)
    assert set(codes) <= {130, 0}
    assert codes[:5] == [130] * 5


def test_a_program_that_may_not_be_interrupted_is_not() -> None:
    """Started where Ctrl-C is ignored, as with nohup or in the background of a script, it goes on
    to its end.
    """
    program = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
        "os.execv(sys.executable, "
        "[sys.executable, '-c', 'import os, signal; os.kill(os.getpid(), signal.SIGINT); "
        "from posguard.__main__ import main; main()', 'checklist', 'sn-leak'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_importing_the_program_changes_nothing() -> None:
    """Signals and the search for garbage are touched when it runs, not when it is imported."""
    program = (
        "import gc, signal, posguard.__main__; print(gc.isenabled(), "
        "signal.getsignal(signal.SIGINT).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True default_int_handler\n"
