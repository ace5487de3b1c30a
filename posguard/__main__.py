"""``python -m posguard``, and the ``posguard`` command."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    unwritten = None
    try:
        from posguard.cli.checklist_files import print_finished

        if print_finished(sys.argv[1:], os.environ):
            sys.exit(0)
    except OSError as err:
        unwritten = err
    except KeyboardInterrupt:
        sys.exit(130)
    _load_and_run(unwritten)


def _load_and_run(unwritten: OSError | None) -> None:
    """Load the commands, run one of them, and leave with its exit code."""
    import gc
    import signal

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    # The process lives for one answer: looking for garbage in what it imports costs more than the
    # garbage.
    gc.disable()
    try:
        from posguard.cli.program import run

        signal.signal(signal.SIGINT, before)
        code = run(sys.argv[1:], unwritten)
    except KeyboardInterrupt:
        code = 130
    except (ImportError, MemoryError) as err:
        code = _not_loaded(err)
    if before is signal.default_int_handler:
        # All is done: there is nothing left to interrupt.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _leave(*_: object) -> None:
    """Leave at Ctrl-C while the program is being loaded, without an exception in a library."""
    os._exit(130)


def _not_loaded(err: Exception) -> int:
    """Say that nothing could be loaded, the program's own words included."""
    if os.environ.get("POSGUARD_DEBUG"):
        raise err
    words = "内存不够 / not enough memory"
    if isinstance(err, ImportError):
        words = (
            "posguard 没有装完整，请重新安装 / posguard is not installed completely; install "
            "it again"
        )
    sys.stderr.write(f"{words} ({type(err).__name__}: {err})\n")
    return 1


if __name__ == "__main__":
    main()
