"""Options of the test run itself."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes depends on what else the machine does, and is not what is tested.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

# A suite started in the background of a plain shell inherits an ignored Ctrl-C, and so would every
# program it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--renew-golden`` writes the approved pages anew instead of comparing with what they
    were; ``--thorough`` tries the promises of plans on everything.
    """
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write tests/golden anew; read the diff afterwards",
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        help="try every union of three findings, not one in fifty, and 100,000 interviews",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Leave the terminal, in the processes that pytest-xdist starts: what runs in them can then
    ask nobody.
    """
    if hasattr(config, "workerinput"):
        os.setsid()


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether promises are tried on all unions and interviews, and not on a tenth of them."""
    return bool(request.config.getoption("--thorough"))


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the approved pages are being written anew."""
    return bool(request.config.getoption("--renew-golden"))
