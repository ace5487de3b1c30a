"""Options of the test run itself."""

from __future__ import annotations

import pytest


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
