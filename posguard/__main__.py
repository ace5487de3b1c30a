"""``python -m posguard``, and the ``posguard`` command."""

from __future__ import annotations

import gc
import sys

# The process lives for one answer: looking for garbage in what it imports costs more than the garbage.
gc.disable()

from posguard.cli import run  # noqa: E402


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
