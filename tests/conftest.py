"""Options of the test run itself."""

from __future__ import annotations

import signal

import pytest

# A suite started in the background of a plain shell inherits an ignored Ctrl-C, and so would every
# program it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--renew-golden`` writes the approved pages anew instead of comparing with what they
    were.
    """
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write tests/golden anew; read the diff afterwards",
    )


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the approved pages are being written anew."""
    return bool(request.config.getoption("--renew-golden"))
