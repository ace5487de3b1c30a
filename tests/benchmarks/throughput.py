"""How fast evidence is taken: ``evidence add`` against ``sha256sum`` and ``cp`` of the same file,
in turn.

    python tests/benchmarks/throughput.py [MiB] [FOLDER]

The ratio is their time together over the time of ``evidence add``, start-up and waiting for the
disk included; the commands need not wait for the disk. At least 0.5 is asked for.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from support.case_factory import new_case
from support.program import POSGUARD, environment

ROUNDS = 5
WANTED = 0.5
_PIECE = 1 << 20


def took(*command: str) -> float:
    """The seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment())
    return time.perf_counter() - start


def main(mebibytes: int, where: str | None) -> int:
    """Measure, print each round and the median, and say whether it is fast enough."""
    with tempfile.TemporaryDirectory(dir=where) as top:
        source, copy = os.path.join(top, "film.mp4"), os.path.join(top, "copy")
        with open(source, "wb") as stream:
            stream.writelines(os.urandom(_PIECE) for _ in range(mebibytes))
            os.fsync(stream.fileno())
        ratios = []
        for n in range(ROUNDS):
            cases = os.path.join(top, f"cases-{n}")
            new_case(Path(cases))
            add = took(*POSGUARD, "evidence", "add", source, "--cases", cases)
            shutil.rmtree(cases)
            both = took("sha256sum", source), took("cp", source, copy)
            os.unlink(copy)
            ratios.append(sum(both) / add)
            speed = mebibytes / add
            print(
                f"add {add:.2f} s ({speed:.0f} MiB/s), sha256sum {both[0]:.2f} s, cp "
                f"{both[1]:.2f} s: {ratios[-1]:.2f}"
            )
    print(f"{mebibytes} MiB: median ratio {median(ratios):.2f}, at least {WANTED} wanted")
    return 0 if median(ratios) >= WANTED else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("size", metavar="MiB", type=int, nargs="?", default=512)
    parser.add_argument("folder", metavar="FOLDER", nargs="?")
    given = parser.parse_args()
    sys.exit(main(given.size, given.folder))
