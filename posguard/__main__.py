"""``python -m posguard``, and the ``posguard`` command."""

from __future__ import annotations

import gc
import sys

# The process lives for one answer: looking for garbage in what it imports costs more than the garbage.
gc.disable()


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from posguard.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was still being loaded
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
